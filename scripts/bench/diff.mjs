// Measures the comparison of two long agreements: one change, one in every objective, in every metric, and other names.
// It must never compare the same two objects twice: the answer is remembered.
import { agreementOf, replaceNth } from './rules.mjs';
import { engine, line } from './kit.mjs';

const rounds = 15;

const kinds = {
  'one bound': (text) => replaceNth(text, 'atLeast: 99.9 %', 'atLeast: 99.5 %', 100),
  'every bound': (text) => text.replaceAll('atLeast: 99.9 %', 'atLeast: 99.5 %'),
  'every metric': (text) => text.replaceAll('noData: unknown', 'noData: bad'),
  'every name': (text) => text.replaceAll('  area-', '  region-'),
  'a credit tier that all share': (text) => text.replace('below: 99.0 %', 'below: 98.0 %'),
  'a party called otherwise': (text) =>
    text.replaceAll(/\bprovider\b(?!@|, contacts)/g, 'operator').replaceAll('role: operator', 'role: provider'),
  'written anew': (text) =>
    text.replaceAll('99.9 %', '99.90%').replaceAll('    window: month\n', '    window:   "month"\n'),
};

/** CPU milliseconds of the comparison by kind, the middle one of several rounds, at most `most`; reading the texts is no part of it. */
export function diffLine(lines, most) {
  const text = agreementOf(lines);
  let version = 0;
  const open = (each) => engine.open({ uri: 'file:///bench.sla.yaml', version: ++version, text: each });
  const medians = Object.entries(kinds).map(([name, edit]) => {
    const times = Array.from({ length: rounds }, () => {
      const [before, now] = [open(text), open(edit(text))];
      const start = process.cpuUsage();
      engine.diffOf(before, now);
      const { user, system } = process.cpuUsage(start);
      return (user + system) / 1_000;
    });
    return { name, ms: times.sort((a, b) => a - b)[rounds >> 1] };
  });
  const worst = medians.reduce((most, each) => (each.ms > most.ms ? each : most));
  const detail = medians.map(({ name, ms }) => `${name} ${ms.toFixed(1)}`).join(', ');
  const work = `comparison of two agreements of ${lines.toLocaleString('en')} lines`;
  return line(work, worst.ms, 'ms', most, `middle of ${rounds} rounds each, ms: ${detail}`);
}

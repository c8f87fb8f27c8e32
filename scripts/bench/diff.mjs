// Measures the comparison of two long agreements: one change, one in every objective, in every metric, and other names.
// It must never compare the same two objects twice: the answer is remembered.
import { agreementOf, replaceNth } from './rules.mjs';
import { engine, line } from './kit.mjs';

/** Reading the texts takes longer than comparing them, so that long ones are compared less often. */
const roundsOf = (lines) => (lines > 10_000 ? 5 : 15);

/** By what changes: an edit of the agreement, or of one to which clauses were added. */
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
  'every calendar': [
    added('calendars', (at) => `  hours-${at}: { hours: { mon-fri: "09:00-17:00" } }\n`),
    (text) => text.replaceAll(/(hours-\d+.*)17:00/g, '$116:00'),
  ],
  'every interval': [
    added('exclusions', (at) => `${at ? '' : '  past:\n    kind: force-majeure\n    intervals:\n'}${interval(at)}`),
    (text) => text.replaceAll(/(- \{ from: \S+), to: \S+/g, '$1, to: 2099-01-01T00:00Z'),
  ],
  'every cap': [
    added('remedies', (at) => `  cap-${at}: { kind: cap, of: Monthly Fee, limit: 50 % per month }\n`),
    (text) => text.replaceAll('limit: 50 % per', 'limit: 40 % per'),
  ],
  'every tier of forty': [
    (text) => text.replace(/ {6}- \{ below[^]*?(?= {4}cap)/, tiers(1)),
    (text) => text.replace(/ {6}- \{ below[^]*?(?= {4}cap)/, tiers(2)),
  ],
  'a source of all metrics': [
    (text) => text.replaceAll('    noData: unknown\n', '    data: probes\n').replace('metrics:', `${source}metrics:`),
    (text) => text.replace('probes.csv', 'others.csv').replace('ok: ok', 'ok: good'),
  ],
  'every part of a composite': [
    (text) => {
      const parts = [...text.matchAll(/^ {2}(uptime-\d+):/gm)].map(([, id]) => id);
      return text
        .replace('metrics:\n', `metrics:\n  all: { type: composite-all-met, members: [${parts.join(', ')}] }\n`)
        .replace('objectives:\n', 'objectives:\n  all: { metric: all, holds: true, window: month }\n');
    },
    (text) => text.replaceAll('noData: unknown', 'noData: bad'),
  ],
};

/** Writes clauses into a section, one line of them for six or seven of the agreement. */
function added(section, clause) {
  return (text) => {
    const count = Math.round(text.split('\n').length * 0.15);
    return text.replace(
      `\n${section}:\n`,
      `\n${section}:\n${Array.from({ length: count }, (_, at) => clause(at)).join('')}`,
    );
  };
}

function interval(at) {
  const day = new Date(Date.UTC(2026, 0, 1 + at)).toISOString().slice(0, 10);
  return `      - { from: ${day}T00:00Z, to: ${day}T08:00Z }\n`;
}

function tiers(credit) {
  return Array.from(
    { length: 40 },
    (_, at) => `      - { below: ${(99.9 - at / 10).toFixed(1)} %, credit: ${credit + at} % }\n`,
  ).join('');
}

const source = `data:
  probes: { file: probes.csv, columns: { at: at, ok: ok } }
`;

/** CPU milliseconds of the comparison by kind, the middle one of several rounds, at most `most`; reading the texts is no part of it. */
export function diffLine(lines, most) {
  const [text, rounds] = [agreementOf(lines), roundsOf(lines)];
  let version = 0;
  const open = (each) => engine.open({ uri: 'file:///bench.sla.yaml', version: ++version, text: each });
  const medians = Object.entries(kinds).map(([name, kind]) => {
    const [prepare, edit] = typeof kind === 'function' ? [(each) => each, kind] : kind;
    const base = prepare(text);
    const changed = edit(base);
    if (changed === base) throw new Error(`nothing is edited by "${name}"`);
    const times = Array.from({ length: rounds }, () => {
      const [before, now] = [open(base), open(changed)];
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

// Measures all rules over an agreement of 20,000 lines after an edit: of an objective, of a metric, of what all of them share.
// It must never measure the first reading: an editor reads a text once, and after that key by key.
import { engine, line } from './kit.mjs';

const edits = 40;
/** As in all of this benchmark the best of several rounds counts: machines are shared. */
const rounds = 3;

const head = `sla: 1
id: bench-agreement
title: Agreement of many objectives
kind: customer
status: active
version: 1.0.0
term: { from: 2026-01-01, to: 2099-12-31 }
timeZone: Europe/Berlin
parties:
  provider: { name: Provider, role: provider, contacts: { service-desk: desk@provider.example } }
  customer: { name: Customer, role: customer, contacts: { owner: owner@customer.example } }
glossary:
  Monthly Fee: Net fee of the calendar month.
calendars:
  office: { timeZone: Europe/Berlin, hours: { mon-fri: "09:00-17:00" } }
exclusions:
  maintenance: { kind: scheduled-maintenance, notice: 5 business days, calendar: office, limit: 1 min per month }
remedies:
  credits:
    kind: service-credit
    of: Monthly Fee
    tiers:
      - { below: 99.9 %, credit: 10 % }
      - { below: 99.0 %, credit: 25 % }
    cap: 100 % per month
claims: { by: customer, to: provider, within: 30 d }
responsibilities:
  measure: { responsible: provider, every: 1 min }
review: { every: quarter, next: 2099-12-15, by: provider }
approvals:
  provider: { name: A. Provider, role: Head of service, date: 2025-12-01 }
  customer: { name: B. Customer, role: Head of purchase, date: 2025-12-01 }
`;

/** An agreement of so many lines, most of them metrics and objectives. */
export function agreementOf(lines) {
  const number = (at) => String(at).padStart(4, '0');
  const metric = (at) => `  uptime-${number(at)}:
    type: availability
    measuredBy: provider
    verifiedBy: customer
    measuredAt: public edge of area ${number(at)} – réseau
    noData: unknown
`;
  const objective = (at) => `  area-${number(at)}:
    metric: uptime-${number(at)}
    atLeast: 99.9 %
    window: month
    owedBy: provider
    owedTo: customer
    excludes: [maintenance]
    remedies: [credits]
    reason: agreed for area ${number(at)}
`;
  const count = Math.floor((lines - head.split('\n').length - 1) / 15);
  const all = (make) => Array.from({ length: count }, (_, at) => make(at)).join('');
  const text = `${head}metrics:\n${all(metric)}objectives:\n${all(objective)}`;
  return text + '# padding\n'.repeat(Math.max(0, lines - text.split('\n').length + 1));
}

/** Edits of one kind: the number of the edit gives another text each time. */
const kinds = {
  'the bound of an objective': (text, at) => replaceNth(text, 'atLeast: 99.9 %', `atLeast: 99.${at + 10} %`, at * 31),
  'a key of a metric': (text, at) => replaceNth(text, 'noData: unknown', `noData: unknow${at}`, at * 29),
  'a credit tier that all share': (text, at) => text.replace('below: 99.0 %', `below: 98.${at + 10} %`),
  'a comment': (text, at) => text.replace('glossary:', `# ${at}\nglossary:`),
};

export function replaceNth(text, from, to, which) {
  let offset = text.indexOf(from);
  for (let count = 0; count < which && offset >= 0; count++) offset = text.indexOf(from, offset + 1);
  return text.slice(0, offset) + to + text.slice(offset + from.length);
}

function projectOf(file) {
  return {
    files: new Map([[file.snapshot.uri, file]]),
    settings: engine.defaultSettings,
    facts: { today: '2026-11-25', theme: 'dark', agreements: new Set() },
    data: new Map(),
  };
}

/** CPU milliseconds of all rules after each of many edits, by kind: the middle one. */
export function rulesLine(lines = 20_000) {
  const text = agreementOf(lines);
  let version = 1;
  let file = engine.open({ uri: 'file:///bench.sla.yaml', version, text });
  engine.runRules(projectOf(file), file);
  const judge = (next) => {
    file = engine.open({ uri: 'file:///bench.sla.yaml', version: ++version, text: next }, file);
    const before = process.cpuUsage();
    const found = engine.runRules(projectOf(file), file);
    const { user, system } = process.cpuUsage(before);
    return { ms: (user + system) / 1_000, found: found.length };
  };
  const medians = Object.entries(kinds).map(([name, edit]) => {
    const middles = Array.from({ length: rounds }, () => {
      const times = [];
      for (let at = 0; at < edits; at++) {
        times.push(judge(edit(text, at)).ms);
        judge(text);
      }
      return times.sort((a, b) => a - b)[edits >> 1];
    });
    return { name, ms: Math.min(...middles) };
  });
  const worst = medians.reduce((most, each) => (each.ms > most.ms ? each : most));
  const detail = medians.map(({ name, ms }) => `${name} ${ms.toFixed(1)}`).join(', ');
  const work = `all ${engine.rules.length} rules after an edit, ${lines.toLocaleString('en')} lines`;
  return line(work, worst.ms, 'ms', 30, `middle of ${edits} edits each, best of ${rounds} rounds, ms: ${detail}`);
}

// Reads the examples of rules: agreements in part, with carets under what a rule is to find.
// It must never let a caret pass that marks nothing: what is not found, or found elsewhere, fails the test.

import { existsSync, readFileSync } from 'node:fs';
import { open, type SlaFile } from '../../server/src/core/model/file';
import { defaultSettings, noData, type FileData, type Project } from '../../server/src/core/project';
import type { Finding, Rule } from '../../server/src/core/rules/rule';
import { runRules } from '../../server/src/core/rules/run';
import { uriKey } from '../../server/src/core/text/uri';
import { dataOfRows, type DataOf } from './rows';

/** The agreement that stands around an example: sections that the example writes itself take the place of these. */
const surrounding: Readonly<Record<string, string>> = {
  sla: 'sla: 1',
  id: 'id: orders-api',
  title: 'title: Orders API',
  kind: 'kind: customer',
  status: 'status: draft',
  version: 'version: 1.0.0',
  timeZone: 'timeZone: Europe/Berlin',
  term: 'term: { from: 2026-01-01, to: 2026-11-30 }',
  purpose: 'purpose: Says how much Downtime the customer has to expect, and what happens beyond it',
  parties: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { service: desk@nordhafen.example } }
  customer: { name: Bergland, role: customer, contacts: { service: it@bergland.example } }`,
  metrics: `metrics:
  uptime: { type: availability, measuredAt: public edge }`,
  objectives: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report], reason: Kept in 2025 }`,
  remedies: `remedies:
  report: { kind: report, what: Cause of the miss, by: provider }`,
  fees: `fees:
  Monthly Fee: 1000 EUR per month`,
  responsibilities: `responsibilities:
  measure: { responsible: provider }
  pay-fees: { responsible: customer }
  report-faults: { responsible: customer, within: 24 h }
  announce-maintenance: { responsible: provider }`,
  claims: `claims: { by: customer, within: 60 d }`,
  glossary: `glossary:
  Downtime: Time in which no order can be placed; a partial month is judged by its own length`,
  review: 'review: { every: quarter, next: 2099-01-01 }',
  approvals: `approvals:
  provider: { name: A. Adler, date: 2025-12-01 }
  customer: { name: B. Berg, date: 2025-12-01 }`,
};

/** Sections that name the parties around them. */
const ofParties: readonly string[] = ['responsibilities', 'claims'];

export interface Marked {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

/** What stands around an example: what the engine answered, and other agreements beside it, by the name of their file. */
export interface Around extends DataOf {
  readonly beside?: ReadonlyMap<string, SlaFile>;
}

export interface Example {
  readonly name: string;
  readonly text: string;
  readonly marks: readonly Marked[];
  readonly data: Around;
}

export interface Cases {
  readonly bad: readonly Example[];
  readonly good: readonly Example[];
}

/** Takes the lines with carets out of a text: `#   ^^^ message`, or `#<-- message` for what begins in the first column. */
export function marked(text: string): { readonly text: string; readonly marks: readonly Marked[] } {
  const kept: string[] = [];
  const marks: Marked[] = [];
  for (const line of text.split('\n')) {
    const match = /^#( *\^+|<-+) (.*)$/.exec(line);
    if (match === null) {
      kept.push(line);
      continue;
    }
    const sign = match[1] ?? '';
    const to = sign.length + 1;
    const from = sign.startsWith('<') ? 0 : to - sign.trim().length;
    marks.push({ line: kept.length - 1, from, to, message: match[2] ?? '' });
  }
  return { text: kept.join('\n'), marks };
}

/**
 * An example as a whole agreement: its own sections first, so that its lines keep their numbers.
 * `# without: timeZone` in it leaves that section out.
 */
export function completed(text: string): string {
  const own = new Set([...text.matchAll(/^(?:# without: )?([A-Za-z]+):?(?=\s|$)/gm)].map((match) => match[1]));
  // Who has other parties says what they do, too.
  const hasOthers = own.has('parties') && !(/^  provider:/m.test(text) && /^  customer:/m.test(text));
  const parties = [...text.slice(text.indexOf('parties:')).matchAll(/^  ([a-z-]+): \{.*\brole: /gm)].map(
    ([, id]) => id,
  );
  const renamed = (section: string): string =>
    section.replaceAll('provider', parties[0] ?? 'provider').replaceAll('customer', parties.at(-1) ?? 'customer');
  const added = Object.entries(surrounding).flatMap(([key, section]) => {
    if (own.has(key)) return [];
    if (!hasOthers || !ofParties.includes(key)) return [section];
    return parties.length === 0 ? [] : [renamed(section)];
  });
  return `${text}${text.endsWith('\n') ? '' : '\n'}${added.join('\n')}\n`;
}

/**
 * All examples of a rule: its own and those of `test/rules/cases/ID.txt`. There `=== data for bad` says in JSON what the engine has
 * answered, and `=== rows for bad: FILE` gives the rows of a file, of which the engine makes it. Both hold for the bad cases that follow,
 * and those before the first one for the documented example as well. `=== beside NAME.sla.yaml` puts an agreement beside the cases that
 * follow; an empty one takes it away again.
 */
export function casesOf(rule: Rule): Cases {
  const path = `test/rules/cases/${rule.id}.txt`;
  const parts = existsSync(path) ? readFileSync(path, 'utf8').split(/^=== /m).slice(1) : [];
  const cases: { bad: Example[]; good: Example[] } = { bad: [], good: [] };
  const none: DataOf = () => noData;
  const data = { bad: none, good: none };
  const files = { bad: new Map<string, string>(), good: new Map<string, string>() };
  let beside: ReadonlyMap<string, SlaFile> = new Map();
  const add = (kind: 'bad' | 'good', name: string, text: string, around = beside): void => {
    const given = data[kind];
    cases[kind].push({ name, ...marked(text), data: Object.assign((each: string) => given(each), { beside: around }) });
  };
  const documented = (kind: 'bad' | 'good'): void => {
    if (cases[kind].length === 0) add(kind, 'as documented', rule[kind], new Map());
  };
  for (const part of parts) {
    const [head = ''] = part.split('\n', 1);
    const [, what, sign = '', name = ''] =
      /^(data for |rows for |beside |)(bad|good|.*\.sla\.yaml)(?:: (.*))?$/.exec(head) ?? [];
    if (what === undefined) throw new Error(`${path}: "${part.slice(0, 20)}" begins no case`);
    const kind = sign === 'bad' ? 'bad' : 'good';
    const body = part.slice(head.length + 1);
    if (what === 'data for ') {
      const given = dataFrom(body);
      data[kind] = () => given;
    } else if (what === 'rows for ') {
      files[kind] = new Map([...files[kind], [name, body]]);
      data[kind] = dataOfRows(files[kind]);
    } else if (what === 'beside ') {
      beside = new Map([...beside, neighbourFrom(part)]);
    } else {
      documented(kind);
      add(kind, name, body.replace(/\n+$/, '\n'));
    }
  }
  documented('bad');
  documented('good');
  return cases;
}

/** What the engine answered, as JSON: `{ "columns": { source: [..] }, "sources": [..] }`. */
export function dataFrom(json: string): FileData {
  const given = JSON.parse(json) as { columns?: Record<string, readonly string[]>; sources?: readonly unknown[] };
  return {
    ...noData,
    columns: new Map(Object.entries(given.columns ?? {})),
    measured: { results: [], sources: given.sources ?? [], timeZoneData: '' } as unknown as FileData['measured'],
  };
}

/** An agreement beside an example: the name of its file, and its own sections with the usual ones around them. */
function neighbourFrom(part: string): readonly [string, SlaFile] {
  const [, name = '', text = ''] = /^beside (\S+)\n([^]*)$/.exec(part) ?? [];
  const whole = text.trim() === '' ? '' : completed(/^id:/m.test(text) ? text : `id: ${name.split('.')[0]}\n${text}`);
  return [name, open({ uri: `file:///${name}`, version: 1, text: whole })];
}

export function fileOf(text: string): SlaFile {
  return open({ uri: 'file:///a.sla.yaml', version: 1, text });
}

/** The agreement that stands beside every example. */
export const cloud = open({
  uri: 'file:///cloud.sla.yaml',
  version: 1,
  text: completed(`id: cloud
kind: supplier
metrics:
  uptime: { type: availability, service: compute }
  network: { type: availability, service: network }
  repair: { type: mttr, clock: restore, service: machines }
  hands: { type: resolution-time, service: machines }
  backup: { type: availability, service: backup }
remedies:
  report: { kind: report, what: Cause of the miss, by: provider }
  credits: { kind: service-credit, of: Monthly Fee, tiers: [{ below: 99.9 %, credit: 10 % }], cap: 10 % per month }
claims: { by: customer, within: 30 d }
calendars:
  office: { hours: { mon-fri: "08:00-18:00" }, holidays: { country: DE } }
services:
  compute: { name: Compute }
  network: { name: Network }
  machines: { name: Machines }
  backup: { name: Backup }
objectives:
  compute: { metric: uptime, atLeast: 99.99 %, window: month, remedies: [report], reason: Published terms }
  network: { metric: network, atLeast: 99.9 %, window: month, remedies: [report], reason: Published terms }
  repair: { metric: repair, atMost: 8 h, window: month, remedies: [report], reason: Published terms }
  backup: { metric: backup, atLeast: 99.9 %, window: month, remedies: [credits], reason: Published terms }
  hands: { metric: hands, for: 95 %, atMost: 8 business hours, window: month, calendar: office, remedies: [report], reason: Published terms }
`),
});

export function projectOf(file: SlaFile, data: FileData | Around = noData): Project {
  const around = typeof data === 'function' ? data.beside : undefined;
  const beside = [...(around?.values() ?? [])].filter(({ snapshot }) => snapshot.text !== '');
  const files = [file, cloud, ...beside].map((each) => [each.snapshot.uri, each] as const);
  return {
    files: new Map(files),
    settings: defaultSettings,
    facts: {
      today: '2026-11-25',
      connections: ['metrics', 'prometheus'].map((name) => ({ name, kind: 'prometheus' })),
      theme: 'dark',
      ...basesOf(file),
      // Examples that name no agreement of this folder stand in another one, of which nothing is known.
      ...(beside.length > 0 || /\bclo?ud\.sla/.test(file.snapshot.text)
        ? { agreements: new Set(files.map(([uri]) => uriKey(uri))) }
        : {}),
    },
    data: new Map([[file.snapshot.uri, typeof data === 'function' ? data(file.snapshot.text) : data]]),
  };
}

/**
 * The version before an example: `# before: OLD (now NEW)` in it says what was otherwise, with `nothing` for an empty text and `\n` for
 * the end of a line; `# before: KEY: OLD` is the line of that key.
 */
function basesOf(file: SlaFile): Pick<Project['facts'], 'bases'> {
  const { text, uri } = file.snapshot;
  const changes = [...text.matchAll(/^# before: (.*?)(?: \(now (.*)\))?$/gm)];
  if (changes.length === 0) return {};
  let before = text;
  for (const [line, old = '', written] of changes) {
    const key = old.slice(0, old.indexOf(':') + 1);
    const now = written ?? new RegExp(`^${key} .*$`, 'm').exec(text)?.[0] ?? '';
    const [from, to] = [now, old].map((each) => (each === 'nothing' ? '' : each.replaceAll('\\n', '\n')));
    before = before.replace(`${line}\n`, '');
    if (!before.includes(from ?? '')) throw new Error(`no "${from}" in the example`);
    before = before.replace(from ?? '', () => to ?? '');
  }
  return { bases: new Map([[uri, open({ uri, version: 0, text: before })]]) };
}

/** What is found in a text: by all rules, or by one. A rule that is off as recommended is turned on where it is the one in question. */
export function findings(text: string, only?: Rule, data?: FileData | Around, asked = only): readonly Finding[] {
  const file = fileOf(text);
  const project = projectOf(file, data);
  const isOff = asked?.offIn?.includes(defaultSettings.preset) === true;
  const rules = new Map(asked !== undefined && isOff ? [[asked.id, asked.severity]] : []);
  return runRules(
    { ...project, settings: { ...project.settings, rules } },
    file,
    only === undefined ? {} : { rules: [only] },
  );
}

/** Findings as carets would mark them. */
export function asMarks(text: string, found: readonly Finding[]): readonly Marked[] {
  return found.map(({ span, message }) => {
    const before = text.slice(0, span.start);
    const lineStart = before.lastIndexOf('\n') + 1;
    const line = before.split('\n').length - 1;
    return { line, from: span.start - lineStart, to: span.end - lineStart, message };
  });
}

/** Marks as lines of text, for comparison. */
export function markLines(marks: readonly Marked[]): string {
  return marks.map(({ line, from, to, message }) => `line ${line + 1}, ${from} to ${to}: ${message}`).join('\n');
}

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

export interface Example {
  readonly name: string;
  readonly text: string;
  readonly marks: readonly Marked[];
  readonly data: DataOf;
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
 * and those before the first one for the documented example as well.
 */
export function casesOf(rule: Rule): Cases {
  const path = `test/rules/cases/${rule.id}.txt`;
  const parts = existsSync(path) ? readFileSync(path, 'utf8').split(/^=== /m).slice(1) : [];
  const cases: { bad: Example[]; good: Example[] } = { bad: [], good: [] };
  const none: DataOf = () => noData;
  const data = { bad: none, good: none };
  const files = { bad: new Map<string, string>(), good: new Map<string, string>() };
  const add = (kind: 'bad' | 'good', name: string, text: string): void => {
    cases[kind].push({ name, ...marked(text), data: data[kind] });
  };
  const documented = (kind: 'bad' | 'good'): void => {
    if (cases[kind].length === 0) add(kind, 'as documented', rule[kind]);
  };
  for (const part of parts) {
    const [head = ''] = part.split('\n', 1);
    const [, what, sign = '', name = ''] = /^(data for |rows for |)(bad|good)(?:: (.*))?$/.exec(head) ?? [];
    if (what === undefined) throw new Error(`${path}: "${part.slice(0, 20)}" begins no case`);
    const kind = sign === 'bad' ? 'bad' : 'good';
    const body = part.slice(head.length + 1);
    if (what === 'data for ') {
      const given = dataFrom(body);
      data[kind] = () => given;
    } else if (what === 'rows for ') {
      files[kind] = new Map([...files[kind], [name, body]]);
      data[kind] = dataOfRows(files[kind]);
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

export function fileOf(text: string): SlaFile {
  return open({ uri: 'file:///a.sla.yaml', version: 1, text });
}

/** The agreement that stands beside every example. */
const cloud = open({
  uri: 'file:///cloud.sla.yaml',
  version: 1,
  text: completed(`id: cloud
kind: supplier
objectives:
  compute: { metric: uptime, atLeast: 99.99 %, window: month, remedies: [report] }
  network: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report] }
`),
});

export function projectOf(file: SlaFile, data: FileData | DataOf = noData): Project {
  const files = [file, cloud].map((each) => [each.snapshot.uri, each] as const);
  return {
    files: new Map(files),
    settings: defaultSettings,
    facts: {
      today: '2026-11-25',
      connections: ['metrics', 'prometheus'].map((name) => ({ name, kind: 'prometheus' })),
      theme: 'dark',
      // Examples that name no agreement of this folder stand in another one, of which nothing is known.
      ...(/\bclo?ud\.sla/.test(file.snapshot.text) ? { agreements: new Set(files.map(([uri]) => uriKey(uri))) } : {}),
    },
    data: new Map([[file.snapshot.uri, typeof data === 'function' ? data(file.snapshot.text) : data]]),
  };
}

/** What is found in a text: by all rules, or by one. A rule that is off as recommended is turned on where it is the one in question. */
export function findings(text: string, only?: Rule, data?: FileData | DataOf, asked = only): readonly Finding[] {
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

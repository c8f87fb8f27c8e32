// Runs one random data set through the real engine and holds it against the findings of a reference.
// It must never loosen a comparison: values to 1e-9 relative, verdicts and counts equal.

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { planOf } from '../../server/src/core/compliance/plan';
import type { ObjectiveResult } from '../../server/src/core/compliance/result';
import { resultsOf } from '../../server/src/core/compliance/verdict';
import { targetSteps } from '../../server/src/core/features/preview/target-steps';
import { open } from '../../server/src/core/model/file';
import { toNumber } from '../../server/src/core/scalars/rational';
import { runPlan } from '../../server/src/engine/run';
import { runOptions } from '../kit/run-options';
import { stepsAgree, type Read } from '../kit/target-steps';
import { checkGrowth } from './growing';
import { randomOf, type Random } from './references/random';
import type { Finding, Row, Scene } from './references/scene';
import { localOf } from './references/clock';

// Thousands of little files are written: in memory where there is such a place, as a disk takes longer than the engine.
const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'sla-references-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Small data sets for each large one: they are quick, and there are many of them. */
const smallForEach = 7;
const firstSmall = 1_000_000;
/** Makes one data set again: `SLA_SEED=1000123 node scripts/test.mjs --only unit references-values`. */
const onlySeed = process.env['SLA_SEED'] === undefined ? undefined : Number(process.env['SLA_SEED']);
const lastSeeds = { large: 0, small: firstSmall };
/** Windows that were judged by targets in steps and by texts. */
let stepsCompared = 0;
/** Data sets of which only the new lines were read. */
let readOn = 0;
after(() => assert.ok(stepsCompared > 0 || lastSeeds.large < 30 || onlySeed !== undefined, 'no target was moved'));
after(() => assert.ok(readOn > 0 || lastSeeds.large < 30 || onlySeed !== undefined, 'no data was read on'));

/** So many seeds that no other metric type of the test file has; of them the one that is wanted, if one is. */
function nextSeeds(size: 'large' | 'small', count: number): readonly number[] {
  const seeds = Array.from({ length: count }, (_, index) => lastSeeds[size] + index + 1);
  lastSeeds[size] += count;
  return onlySeed === undefined ? seeds : seeds.filter((seed) => seed === onlySeed);
}

/**
 * Tests of one way to make agreements with data: so many large data sets, each a test of its own, and many more small ones in one test.
 * Each of them is one case: an agreement of random parameters, window, groups and exclusions, over random rows.
 */
export function trials(count: number, make: (random: Random) => Trial): void {
  for (const seed of nextSeeds('large', count))
    test(`seed ${seed}`, (context) => {
      checkTrial(seed, make);
      context.diagnostic('random cases: 1');
    });
  const seeds = nextSeeds('small', count * smallForEach);
  if (seeds.length > 0)
    test(`seeds ${seeds[0]} to ${seeds.at(-1)}`, (context) => {
      for (const seed of seeds) checkTrial(seed, make);
      context.diagnostic(`random cases: ${seeds.length}`);
    });
}

export interface Trial {
  readonly scene: Scene;
  readonly rows: readonly Row[];
  /** The columns that the file has; each is named like its role unless `columns` maps it. */
  readonly columns: readonly (keyof Row)[];
  /** The metric as a YAML flow map without braces: type and parameters. */
  readonly metric: string;
  /** The bound, `for` and calendar of the objective in the same way. */
  readonly objective: string;
  readonly findings: readonly Finding[];
  /** Mapping of roles where a role is no column of its own, as `ok: status < 500`. */
  readonly mapping?: string | undefined;
  /** Further settings of the data source. */
  readonly source?: string | undefined;
  readonly calendars?: string | undefined;
  /** Further data sources with the rows of their files. */
  readonly more?: Readonly<Record<string, { readonly rows: readonly Row[]; readonly columns: readonly (keyof Row)[] }>>;
  /** Takes the place of the exclusion made of the scene's intervals. */
  readonly exclusions?: string | undefined;
  /** Whether rows in another order have to give the same. */
  readonly isOrdered?: boolean | undefined;
}

type Format = 'csv' | 'tsv' | 'ndjson';

/** How an instant is written: as ISO text with `Z`, with an offset, as local time, or as milliseconds of the epoch. */
type Stamp = 'utc' | 'offset' | 'local' | 'epoch';

const instants = new Set<keyof Row>(['at', 'start', 'end', 'due', 'announced']);

function stampText(instant: number, stamp: Stamp, zone: string): string {
  const iso = new Date(instant).toISOString();
  if (stamp === 'utc') return instant % 1_000 === 0 ? iso.replace('.000Z', 'Z') : iso;
  if (stamp === 'epoch') return String(instant);
  const ahead = localOf(zone, instant) - instant;
  const local = new Date(instant + ahead).toISOString().replace('Z', '');
  if (stamp === 'local') return local;
  const minutes = Math.abs(ahead) / 60_000;
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  return `${local}${ahead < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`;
}

/** One file of rows. The name of a group may hold a comma, so texts are quoted where they have to be. */
export function fileOf(
  rows: readonly Row[],
  columns: readonly (keyof Row)[],
  format: Format,
  stamp: Stamp,
  zone: string,
): string {
  const cell = (row: Row, column: keyof Row): string | number | boolean | undefined => {
    const value = row[column];
    if (row.isBroken === true && (column === 'at' || column === 'start' || column === 'due')) return 'next Tuesday';
    if (value === undefined || !instants.has(column)) return value;
    return stampText(Number(value), stamp, zone);
  };
  if (format === 'ndjson')
    return `${rows.map((row) => JSON.stringify(Object.fromEntries(columns.map((column) => [column, cell(row, column) ?? null])))).join('\n')}\n`;
  const separator = format === 'csv' ? ',' : '\t';
  const quoted = (value: string): string => (/[",\t]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  const lines = rows.map((row) => columns.map((column) => quoted(String(cell(row, column) ?? ''))).join(separator));
  return `${[columns.join(separator), ...lines].join('\n')}\n`;
}

function agreementOf(trial: Trial, file: string, more: string, zone: string | undefined): string {
  const { scene } = trial;
  const iso = (instant: number): string => new Date(instant).toISOString();
  const covers = [
    scene.coversFrom === undefined ? [] : `from: "${iso(scene.coversFrom)}"`,
    scene.coversTo === undefined ? [] : `to: "${iso(scene.coversTo)}"`,
  ].flat();
  const source = [
    `file: "${file}"`,
    trial.mapping === undefined ? [] : `columns: { ${trial.mapping} }`,
    zone === undefined ? [] : `timeZone: ${zone}`,
    scene.every === undefined ? [] : `every: ${scene.every / 1_000} s`,
    covers.length === 0 ? [] : `covers: { ${covers.join(', ')} }`,
    trial.source ?? [],
  ].flat();
  const metric = [
    'data: log',
    trial.metric,
    scene.kind === undefined ? [] : `where: 'kind == "${scene.kind}"'`,
    `noData: ${scene.noData}`,
    scene.minimumCoverage === undefined ? [] : `minimumCoverage: ${scene.minimumCoverage} %`,
    scene.beforeStart === undefined ? [] : `beforeStart: ${scene.beforeStart}`,
  ].flat();
  const hasExclusion = trial.exclusions !== undefined || scene.excluded.length > 0;
  const intervals = scene.excluded.map(
    (span) =>
      `{ from: "${iso(span.from)}", to: "${iso(span.to)}"${span.group === undefined ? '' : `, group: "${span.group}"`} }`,
  );
  const objective = [
    'metric: m',
    `window: ${scene.window}`,
    trial.objective,
    scene.isGrouped ? 'per: team' : [],
    hasExclusion ? 'excludes: [planned]' : [],
  ].flat();
  return `sla: 1
id: reference
timeZone: ${scene.zone}
term: { from: ${scene.term.from}, to: ${scene.term.to} }
${trial.calendars === undefined ? '' : `calendars: { ${trial.calendars} }\n`}data:
  log: { ${source.join(', ')} }
${more}metrics:
  m: { ${metric.join(', ')} }
objectives:
  o: { ${objective.join(', ')} }
${hasExclusion ? `exclusions:\n  planned: { ${trial.exclusions ?? `kind: scheduled-maintenance, intervals: [${intervals.join(', ')}]`} }\n` : ''}`;
}

/** Runs an agreement over files of the test's own folder; also tells whether a row of its data was bad. */
function runFiles(text: string): Read & { readonly result: ObjectiveResult; readonly hasBadRows: boolean } {
  const file = open({ uri: join(folder, 'a.sla.yaml'), version: 1, text });
  const planned = planOf(file.model);
  const partials = runPlan(planned.plan, runOptions(folder));
  const results = resultsOf(file.model, planned, partials);
  const [result] = results;
  assert.ok(result, 'no objective was planned');
  return { file, partials, results, result, hasBadRows: partials.sources.some((source) => source.badRows > 0) };
}

export function runAgreement(text: string): ObjectiveResult {
  return runFiles(text).result;
}

export function writeData(name: string, content: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), content);
}

function isNear(got: number, wanted: number): boolean {
  return Math.abs(got - wanted) <= 1e-9 * Math.max(1, Math.abs(wanted));
}

/**
 * What differs between a result and the findings, one line each; a finding without a count asks for none. Where rows were bad, the
 * engine withholds a verdict that they could turn and says so; unusable.test.ts holds that against brute force.
 */
function differences(result: ObjectiveResult, findings: readonly Finding[], hasBadRows: boolean): string[] {
  const lines: string[] = [];
  if (result.unavailable !== undefined && findings.length > 0) lines.push(`no result: ${result.unavailable}`);
  // A group of which no row can be used is shown all the same; a reference that reads usable rows has never heard of it.
  const known = new Set(findings.map(({ group }) => group));
  const unheard = hasBadRows ? result.windows.filter(({ group }) => !known.has(group)) : [];
  const count = result.windows.length - unheard.length;
  if (count !== findings.length) lines.push(`${count} windows instead of ${findings.length}`);
  for (const finding of findings) {
    const name = `${finding.group ?? ''} ${new Date(finding.window.from).toISOString()}`;
    const window = result.windows.find(
      (each) => each.from === finding.window.from && each.to === finding.window.to && each.group === finding.group,
    );
    if (window === undefined) {
      lines.push(`${name}: no such window`);
      continue;
    }
    const asNumber = (part: 'value' | 'coverage'): number | null | undefined => {
      const got = window[part];
      return got === undefined || got === null ? got : toNumber(got);
    };
    for (const part of ['value', 'coverage'] as const) {
      const [got, wanted] = [asNumber(part), finding[part]];
      const isEqual = typeof got === 'number' && typeof wanted === 'number' ? isNear(got, wanted) : got === wanted;
      if (!isEqual && (part === 'value' || wanted !== undefined))
        lines.push(`${name}: ${part} ${got} instead of ${wanted}`);
    }
    for (const part of ['n', 'pending', 'isProvisional'] as const)
      if (finding[part] !== undefined && window[part] !== finding[part])
        lines.push(`${name}: ${part} ${String(window[part])} instead of ${finding[part]}`);
    const isShaken = hasBadRows && /\bunusable\b/.test(window.reason ?? '');
    for (const part of ['verdict', 'soFar'] as const)
      if (window[part] !== finding[part] && !(isShaken && window[part] === 'unknown'))
        lines.push(
          `${name}: ${part} ${String(window[part])} (${String(window.reason)}) instead of ${String(finding[part])}, value ${finding.value}`,
        );
  }
  return lines;
}

/** The parts of a result that must not depend on how its rows are laid out. */
function plain(result: ObjectiveResult): unknown {
  // Bounds carry their place in the text, which another file name moves.
  const text = (key: string, value: unknown): unknown =>
    key === 'bounds' ? undefined : typeof value === 'bigint' ? String(value) : value;
  return JSON.parse(JSON.stringify({ asOf: result.asOf, windows: result.windows }, text));
}

/** Few steps of one group: there are thousands of trials. */
const mostSteps = 6;

/** Whether targets that are moved judge as texts with these targets would. */
function checkSteps(ran: Read & { readonly result: ObjectiveResult }): void {
  const { file, result } = ran;
  const [objective] = file.model.objectives;
  const group = result.windows.at(-1)?.group;
  const windows = result.windows.filter((window) => window.group === group);
  const steps = objective === undefined ? undefined : targetSteps(objective, result, group, windows);
  if (steps !== undefined) stepsCompared += stepsAgree(ran, result, group, steps, mostSteps);
}

/**
 * Writes a trial's rows, runs the engine and compares; then once more split over two files, or in another order, which of the small ones
 * every fourth is.
 */
function checkTrial(seed: number, make: (random: Random) => Trial): void {
  const random = randomOf(seed, seed > firstSmall);
  const trial = make(random);
  const format = random.pick<Format>(['csv', 'csv', 'tsv', 'ndjson']);
  const stamp = random.pick<Stamp>(['utc', 'utc', 'offset', 'local', 'epoch']);
  // Local times that come twice or never cannot be written back, so they are written in a zone that keeps its clock.
  const zone = stamp === 'local' ? random.pick(['UTC', 'Asia/Kolkata']) : undefined;
  const write = (name: string, rows: readonly Row[], columns: readonly (keyof Row)[], own = format): void =>
    writeData(name, fileOf(rows, columns, own, stamp, zone ?? trial.scene.zone));
  // A small set takes the place of the one before: to make a file costs as much as to compute what it holds.
  const stem = random.isSmall ? 'small' : `s${seed}`;
  const name = `${stem}.${format}`;
  write(name, trial.rows, trial.columns);
  let more = '';
  for (const [id, other] of Object.entries(trial.more ?? {})) {
    // Without a row only a header says which columns there are.
    const [own, name] =
      other.rows.length === 0 ? (['csv', `${stem}-${id}.csv`] as const) : [format, `${stem}-${id}.${format}`];
    write(name, other.rows, other.columns, own);
    more += `  ${id}: { file: ${name}${zone === undefined ? '' : `, timeZone: ${zone}`} }\n`;
  }
  const text = agreementOf(trial, name, more, zone);
  const ran = runFiles(text);
  const { result, hasBadRows } = ran;
  // A statistic leaves out records without a value, and they shake it as bad rows do.
  const hasGaps = trial.columns.includes('value') && trial.rows.some(({ value }) => value === undefined);
  assert.deepEqual(differences(result, trial.findings, hasBadRows || hasGaps), [], `seed ${seed}\n${text}`);
  if (seed % 16 === 3) checkSteps(ran);
  if (random.isSmall && seed % 8 > 1) return;
  // Each set is laid out in one other way: written in two goes, in two files, or in another order.
  if (seed % 5 === 0 && trial.rows.length > 1) {
    const [file = '', whole = 0] = [format, trial.rows.length];
    const cuts = [random.whole(1, whole - 1), whole - 1].sort((a, b) => a - b);
    const texts = [...cuts, whole].map((count) =>
      fileOf(trial.rows.slice(0, count), trial.columns, format, stamp, zone ?? trial.scene.zone),
    );
    const parts = texts.map((part, index) => part.slice(texts[index - 1]?.length ?? 0));
    const { plan } = planOf(open({ uri: join(folder, 'a.sla.yaml'), version: 1, text }).model);
    if (checkGrowth(plan, folder, `${stem}.${file}`, parts, `seed ${seed}, read on\n${text}`)) readOn++;
    return;
  }
  if (seed % 2 === 0 && trial.rows.length > 1) {
    const cut = random.whole(1, trial.rows.length - 1);
    write(`parts/${stem}-1.${format}`, trial.rows.slice(0, cut), trial.columns);
    write(`parts/${stem}-2.${format}`, trial.rows.slice(cut), trial.columns);
    const split = runAgreement(agreementOf(trial, `parts/${stem}-*.${format}`, more, zone));
    assert.deepEqual(plain(split), plain(result), `seed ${seed}, split at row ${cut}\n${text}`);
    return;
  }
  if (trial.isOrdered === true) return;
  write(name, random.shuffle(trial.rows), trial.columns);
  assert.deepEqual(plain(runAgreement(text)), plain(result), `seed ${seed}, rows in another order\n${text}`);
}

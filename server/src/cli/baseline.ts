// `sla baseline`: what the past windows of each objective say, and writing it into the agreement.
// It must never write what a person has not asked for, nor half of what was asked.

import { baselineOf } from '../core/compliance/baseline';
import { historiesOf, type History } from '../core/compliance/history';
import type { ObjectiveResult } from '../core/compliance/result';
import { judgedTarget, strictestTarget, type JudgedTarget } from '../core/compliance/suggestion';
import { baselineEdit } from '../core/features/baselines/baseline-entry';
import { applied } from '../core/features/edits';
import { open, type SlaFile } from '../core/model/file';
import { boundsOfGroup, isIndicator, objectiveOf } from '../core/model/queries';
import type { Objective } from '../core/model/sla';
import type { Measured } from '../core/project';
import { showWindowSpec } from '../core/rules/windows';
import { zoneIn } from '../core/rules/measured-objectives';
import { convert } from '../core/scalars/quantity';
import { toNumber, type Rational } from '../core/scalars/rational';
import { forTerminal } from '../core/show/escape';
import { baselineSentences } from '../core/show/baseline-words';
import { counted, showBounds, showQuantity, sparkline } from '../core/show/words';
import { dayMs, showDay } from '../core/time/civil';
import type { Zone } from '../core/time/zones';
import type { EngineHost } from '../engine/host';
import { writeAgreement } from '../files/agreements';
import { CannotRun } from './cannot-run';
import { measuredAgreement, type MeasuredAgreement, type MeasuringOptions } from './measuring';
import { asLogged, type Json } from './report/as-json';
import { boundsJson } from './report/json';

export interface BaselineOptions extends MeasuringOptions {
  readonly path: string;
  /** The only objective that is asked about; undefined for all. */
  readonly objective: string | undefined;
  readonly writes: boolean;
  readonly format: 'text' | 'json';
}

/** The record of one objective and group. */
interface Entry {
  readonly objective: Objective;
  readonly result: ObjectiveResult;
  readonly history: History;
  readonly fingerprint: string | undefined;
  /** Rows of its data that could not be used. */
  readonly badRows: number;
}

/** The answer, and what could not be written. */
export interface BaselineReport {
  readonly report: string;
  readonly refusals: Refusals;
}

/** What the windows say; written into the file as well where that is asked. Throws `CannotRun` with a message for people. */
export async function baseline(options: BaselineOptions, host: EngineHost): Promise<BaselineReport> {
  const agreement = await measuredAgreement(options.path, { ...options, wantsFingerprint: true }, host);
  const { file, shown } = agreement;
  const measured = measuredOf(agreement);
  const zone = zoneIn(file.model);
  if (zone === undefined) throw new CannotRun(`${shown}: its time zone cannot be read`);
  if (options.objective !== undefined && objectiveOf(file.model, options.objective) === undefined)
    throw new CannotRun(`${shown}: there is no objective "${options.objective}"`);
  const entries = entriesOf(file, measured, options.objective);
  const refusals = options.writes ? write(agreement, entries) : [];
  const report =
    options.format === 'json'
      ? asLogged(answer(agreement, entries, zone))
      : text(agreement, entries, judgedIn(file, measured, options.objective), zone);
  return { report, refusals };
}

/** The results of an agreement. Throws where nothing could be computed. */
export function measuredOf({ shown, data }: MeasuredAgreement): Measured {
  if (data.measured !== undefined) return data.measured;
  throw new CannotRun(`${shown}: ${data.unavailable ?? 'no data is attached'}`);
}

/** The results of the judged objectives that are asked about, in document order. */
function judgedIn({ model }: SlaFile, { results }: Measured, only: string | undefined): readonly ObjectiveResult[] {
  return results.filter((result) => {
    const objective = objectiveOf(model, result.objective);
    return objective !== undefined && !isIndicator(objective) && (only === undefined || objective.id === only);
  });
}

/** The records of judged objectives in document order, of their groups in the order of texts. */
function entriesOf(file: SlaFile, measured: Measured, only: string | undefined): readonly Entry[] {
  const sources = new Map(measured.sources.map((each) => [each.source, each]));
  return judgedIn(file, measured, only).flatMap((result) => {
    const objective = objectiveOf(file.model, result.objective);
    if (objective === undefined) return [];
    const { fingerprint, badRows = 0 } = sources.get(result.source ?? '') ?? {};
    return historiesOf(result)
      .filter(({ group }) => objective.holds !== undefined || boundsOfGroup(objective, group).length > 0)
      .map((history) => ({ objective, result, history, fingerprint, badRows }));
  });
}

/** What was not written, and why: one line for each. */
type Refusals = readonly string[];

/** Writes the baselines of all objectives that are judged as a whole, one after another. */
function write({ file: before, path, encoding }: MeasuredAgreement, entries: readonly Entry[]): Refusals {
  let file = before;
  const refusals: string[] = [];
  for (const id of new Set(entries.map(({ objective }) => objective.id))) {
    const entry = entries.find(({ objective }) => objective.id === id);
    const objective = objectiveOf(file.model, id);
    if (entry === undefined || objective === undefined) continue;
    const edit = baselineEdit(file, objective, entry.result, entry.fingerprint);
    if ('refusal' in edit) refusals.push(`no baseline is written for "${id}": ${edit.refusal}`);
    else file = open({ ...file.snapshot, text: applied(file.snapshot.text, edit.edits) }, file);
  }
  if (file !== before) writeAgreement(path, file.snapshot.text, encoding);
  return refusals;
}

function answer({ shown, file }: MeasuredAgreement, entries: readonly Entry[], zone: Zone): Json {
  return {
    version: 1,
    path: shown,
    id: file.model.id?.value ?? null,
    baselines: entries.flatMap((entry) => entryJson(entry, zone) ?? []),
  };
}

function entryJson({ objective, result, history, fingerprint }: Entry, zone: Zone): Json | undefined {
  const statistics = baselineOf(result, history.group);
  if (statistics === undefined) return undefined;
  const { windows, from, to, median, lowest, highest, trend, attainment } = statistics;
  const target = judgedTarget(objective, history.group);
  const strictest = target === undefined ? undefined : strictestTarget(history, result.unit, target);
  const proven = strictest?.proven;
  const inUnit = (value: Rational, { quantity }: JudgedTarget): number =>
    toNumber(convert({ ...quantity, value }, result.unit) ?? value);
  return {
    objective: objective.id,
    metric: result.metric,
    group: history.group ?? null,
    unit: result.unit,
    statistic: 'median',
    window: windowWords(objective),
    from: dayOf(from, zone),
    to: dayOf(to - 1, zone),
    windows,
    value: toNumber(median),
    lowest: toNumber(lowest),
    highest: toNumber(highest),
    trend: { s: trend.s, p: trend.p, slope: trend.slope },
    attainment:
      attainment === undefined ? null : { target: targetOf(objective, history, result, target), ...attainment },
    suggested: proven === undefined || target === undefined ? null : { [target.word]: inUnit(proven, target) },
    provable: proven !== undefined,
    ...(history.windows[0]?.isRolling === true ? { overlapping: true } : {}),
    fingerprint: fingerprint ?? null,
  };
}

function targetOf(
  objective: Objective,
  history: History,
  { unit }: ObjectiveResult,
  target: JudgedTarget | undefined,
): Json {
  if (objective.holds !== undefined) return { holds: objective.holds.value === 'true' };
  if (target?.word === 'for') return { for: toNumber(target.quantity.value) };
  return boundsJson(boundsOfGroup(objective, history.group), unit);
}

function windowWords({ window }: Objective): string | null {
  return window === undefined ? null : showWindowSpec(window.value);
}

function dayOf(instant: number, zone: Zone): string {
  return showDay(Math.floor(zone.localOf(instant) / dayMs));
}

/** How many of the last windows a line of bars shows. */
const mostBars = 60;

function text(
  { shown }: MeasuredAgreement,
  entries: readonly Entry[],
  asked: readonly ObjectiveResult[],
  zone: Zone,
): string {
  const lines = [forTerminal(shown)];
  for (const { objective, result, history, fingerprint, badRows } of entries) {
    const group = history.group === undefined ? '' : ` ${history.group}`;
    const target = targetWords(objective, history);
    const [first, last] = [history.windows[0], history.windows.at(-1)];
    const span =
      first === undefined || last === undefined ? '' : `, ${dayOf(first.from, zone)} to ${dayOf(last.to - 1, zone)}`;
    lines.push('', forTerminal(`${objective.id}${group}: ${target} a ${windowWords(objective) ?? 'window'}${span}`));
    lines.push(`  ${sparkline(history.windows.slice(-mostBars).map(({ value }) => toNumber(value)))}`);
    for (const sentence of baselineSentences(objective, result, history, zone))
      lines.push(`  ${forTerminal(sentence)}`);
    if (badRows > 0) lines.push(`  ${counted(badRows, 'row')} of its data could not be used.`);
    if (fingerprint !== undefined) lines.push(`  Data: ${fingerprint}`);
  }
  const told = new Set(entries.map(({ objective }) => objective.id));
  const silent = asked.filter(({ objective }) => !told.has(objective));
  if (silent.length > 0) lines.push('');
  for (const { objective, unavailable } of silent)
    lines.push(
      forTerminal(`${objective}: no window is complete${unavailable === undefined ? '' : `: ${unavailable}`}`),
    );
  return `${lines.join('\n')}\n`;
}

function targetWords(objective: Objective, { group }: History): string {
  const { share } = objective;
  const bounds = showBounds(boundsOfGroup(objective, group));
  if (share === undefined) return bounds === '' ? 'what has to hold' : bounds;
  return `${share.value === 'all' ? 'all' : showQuantity(share.value)} ${bounds}`;
}

// All that the preview of an agreement shows, as plain data: the past of each objective, how it stands, and the agreement in words.
// It must never compute anything that hover and command line do not: it takes their results and their sentences.

import { baselineOf } from '../../compliance/baseline';
import { historiesOf } from '../../compliance/history';
import type { ObjectiveResult, Verdict, WindowResult } from '../../compliance/result';
import type { SlaFile } from '../../model/file';
import { metricOf } from '../../model/queries';
import type { Objective } from '../../model/sla';
import { dataOf, type FileData, type Project } from '../../project';
import { baselineOf as writtenBaseline } from '../../rules/belonging';
import { judge } from '../../rules/judged';
import { zoneIn } from '../../rules/measured-objectives';
import { convert } from '../../scalars/quantity';
import { toNumber } from '../../scalars/rational';
import { baselineSentences } from '../../show/baseline-words';
import { counted, showLocal, showWindow } from '../../show/words';
import type { Span } from '../../text/span';
import { zoneOf, type Zone } from '../../time/zones';
import { editLine, editReplay, turnedWindows } from '../baselines/edited';
import { creditWords, promiseText } from '../hover/objective-card';
import { statusOf, type Status } from '../overview';
import { standingLine } from '../standing';
import { burnDownOf, type BurnDown } from './burn-down';
import { targetSteps, type TargetSteps } from './target-steps';

/** As `Preview` of the protocol without the agreement in words, with spans for ranges. */
export interface PreviewData {
  readonly title: string;
  readonly isReading: boolean;
  readonly unavailable: string | undefined;
  readonly objectives: readonly PreviewedObjective[];
}

export interface PreviewedObjective {
  readonly id: string;
  readonly span: Span;
  readonly promise: string;
  readonly status: Status;
  readonly standing: string;
  readonly edited: string | undefined;
  readonly origin: string;
  readonly unit: string;
  readonly unavailable: string | undefined;
  readonly groups: readonly PreviewedGroup[];
}

export interface PreviewedGroup {
  readonly name: string | undefined;
  readonly names: readonly string[];
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly values: readonly (number | null)[];
  readonly verdicts: string;
  readonly inTerm: string;
  readonly notes: Readonly<Record<number, string>>;
  readonly baseline: PreviewedBaseline | undefined;
  readonly target: TargetSteps | undefined;
  readonly budget: BurnDown | undefined;
}

export interface PreviewedBaseline {
  readonly windows: number;
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
  readonly sentences: readonly string[];
  readonly written: number | undefined;
}

/** Most objectives of which a preview shows the windows, and most groups of one. */
const [mostObjectives, mostGroups] = [200, 60];

/** What the preview of a file shows; `byDay` are results by the day for budgets, where they are known. */
export function previewOf(project: Project, file: SlaFile, byDay: ReadonlyMap<string, ObjectiveResult>): PreviewData {
  const data = dataOf(project, file);
  const { model } = file;
  const results = new Map(data.measured?.results.map((result) => [result.objective, result]));
  const zone = zoneIn(model) ?? zoneOf('UTC');
  const objectives = model.objectives
    .slice(0, mostObjectives)
    .map((objective) => objectiveOf(file, objective, data, results.get(objective.id), zone, byDay.get(objective.id)));
  return {
    title: model.title?.value ?? model.id?.value ?? 'Agreement without a title',
    isReading: data.isReading,
    unavailable: data.unavailable ?? sharedReason(objectives),
    objectives,
  };
}

/** Why no objective has a result, where that is the same for all: it is told once, above everything. */
function sharedReason(objectives: readonly PreviewedObjective[]): string | undefined {
  const [first] = objectives;
  return objectives.every(({ unavailable }) => unavailable === first?.unavailable) ? first?.unavailable : undefined;
}

function objectiveOf(
  file: SlaFile,
  objective: Objective,
  data: FileData,
  result: ObjectiveResult | undefined,
  zone: Zone | undefined,
  byDay: ObjectiveResult | undefined,
): PreviewedObjective {
  const shared = {
    id: objective.id,
    span: objective.span,
    promise: promiseText(objective),
    status: statusOf(result, data),
    edited: zone === undefined ? undefined : editSentence(data, objective.id, zone),
  };
  if (result === undefined || zone === undefined)
    return {
      ...{ ...shared, standing: data.isReading ? 'computing…' : 'unknown', origin: '', unit: '', groups: [] },
      unavailable: data.isReading ? undefined : (data.unavailable ?? 'its data has not been read'),
    };
  const groups = [...new Set(result.windows.map(({ group }) => group))].slice(0, mostGroups);
  // Why there is no result is told by `unavailable`, once.
  const standing = result.unavailable === undefined ? standingLine(result, zone) : 'unknown';
  return {
    ...{ ...shared, standing, origin: originOf(file, objective, data, result, zone) },
    ...{ unit: result.unit, unavailable: result.unavailable },
    groups: groups.map((group) => groupOf(file, objective, result, group, zone, byDay)),
  };
}

/** Most windows that are named of those that an edit turns. */
const mostTurned = 6;

/** What an edit that is not saved yet would have meant for the past. */
function editSentence(data: FileData, objective: string, zone: Zone): string | undefined {
  const replay = editReplay(data, objective);
  if (replay === undefined) return undefined;
  const turned = turnedWindows(replay, zone, mostTurned);
  return `${editLine(replay)}${turned.length === 0 ? '' : `: ${turned.join(', ')}`}`;
}

/** Where the numbers come from, in one sentence. */
function originOf(file: SlaFile, objective: Objective, data: FileData, result: ObjectiveResult, zone: Zone): string {
  const source = data.measured?.sources.find(
    (each) => each.source === metricOf(file.model, objective.metric?.value)?.data?.value,
  );
  if (source === undefined || result.asOf === undefined) return '';
  const files = source.files.length > 3 ? `${source.files.slice(0, 3).join(', ')} and more` : source.files.join(', ');
  const bad = source.badRows > 0 ? `, ${counted(source.badRows, 'bad row')}` : '';
  return `As of ${showLocal(result.asOf, zone)} (${zone.id}) from ${files}: ${counted(source.rows, 'row')}${bad}.`;
}

const letters: Readonly<Record<Verdict, string>> = {
  met: 'm',
  breached: 'b',
  running: 'r',
  unknown: 'u',
  'not-applicable': 'n',
  indicator: 'i',
};

function groupOf(
  file: SlaFile,
  objective: Objective,
  result: ObjectiveResult,
  group: string | undefined,
  zone: Zone,
  byDay: ObjectiveResult | undefined,
): PreviewedGroup {
  const windows = result.windows.filter((window) => window.group === group);
  const notes = new Map(
    windows.flatMap((window, at) => (noteOf(window) === '' ? [] : [[at, noteOf(window)] as const])),
  );
  return {
    name: group,
    names: windows.map(({ window, to }) => showWindow(window, to, zone)),
    from: windows.map(({ from }) => from),
    to: windows.map(({ to }) => to),
    values: windows.map(({ value }) => (value === undefined ? null : toNumber(value))),
    verdicts: windows.map(({ verdict }) => letters[verdict]).join(''),
    inTerm: windows.map(({ inTerm }) => (inTerm ? '1' : '0')).join(''),
    notes: Object.fromEntries(notes),
    baseline: baselineIn(file, objective, result, group, zone),
    target: targetSteps(objective, result, group, windows),
    budget: burnDownOf(result, group, byDay),
  };
}

/** Why a window is unknown, and what is owed for it. */
function noteOf(window: WindowResult): string {
  const credit = creditWords(window);
  return [window.reason, credit].filter((part) => part !== undefined).join(' · ');
}

function baselineIn(
  file: SlaFile,
  objective: Objective,
  result: ObjectiveResult,
  group: string | undefined,
  zone: Zone,
): PreviewedBaseline | undefined {
  const history = historiesOf(result).find((each) => each.group === group);
  const statistics = baselineOf(result, group);
  if (history === undefined || statistics === undefined) return undefined;
  const [judged] = judge(file.model, objective);
  const written = judged === undefined ? undefined : writtenBaseline(judged)?.value?.value;
  const value = written === undefined ? undefined : convert(written, result.unit);
  return {
    windows: statistics.windows,
    median: toNumber(statistics.median),
    lowest: toNumber(statistics.lowest),
    highest: toNumber(statistics.highest),
    sentences: baselineSentences(objective, result, history, zone),
    written: value === undefined || group !== undefined ? undefined : toNumber(value),
  };
}

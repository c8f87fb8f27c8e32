// How the agreements of a workspace stand, worst first, with their objectives: what an explorer and a status bar draw.
// It must never compute a result, and text of a file leaves it only escaped and cut short.

import { newest, standing, type ObjectiveResult, type WindowResult } from '../compliance/result';
import type { SlaFile } from '../model/file';
import type { Objective } from '../model/sla';
import type { FileData } from '../project';
import { cut as cutLine } from '../rules/say';
import { compare, integer, rational } from '../scalars/rational';
import { forCode, forLabel, forMarkdown } from '../show/escape';
import { showLocal, showReached, showWindow, verdictWord } from '../show/words';
import type { Span } from '../text/span';
import { nameOf } from '../text/uri';
import { zoneOf, type Zone } from '../time/zones';
import { promiseText } from './hover/objective-card';
import { leftOf, resultsById } from './standing';

/** From the worst to the best; what is reported only, or does not apply, is not judged. */
export const statuses = ['breached', 'at-risk', 'unknown', 'running', 'met', 'not-judged'] as const;
export type Status = (typeof statuses)[number];

export interface ObjectiveOverview {
  readonly label: string;
  readonly status: Status;
  readonly description: string;
  /** Markdown without links. */
  readonly tooltip: string;
  readonly span: Span;
}

export interface AgreementOverview {
  readonly uri: string;
  readonly label: string;
  readonly status: Status;
  readonly description: string;
  readonly tooltip: string;
  readonly span: Span;
  readonly isReading: boolean;
  /** Until when the data reaches, on the clock of the agreement; undefined where there is none. */
  readonly asOf: string | undefined;
  readonly objectives: readonly ObjectiveOverview[];
  /** Objectives that are left out, because there are more than anybody reads. */
  readonly leftOut: number;
}

/** A tree with more entries below one agreement helps nobody. */
const maximumObjectives = 500;
const labelLength = 60;
const reasonLength = 120;

const words: Readonly<Record<Status, string>> = {
  breached: 'missed',
  'at-risk': 'at risk',
  unknown: 'unknown',
  running: 'running',
  met: 'met',
  'not-judged': 'not judged',
};

interface Known {
  readonly data: FileData;
  readonly overview: AgreementOverview;
}
const known = new WeakMap<SlaFile, Known>();

/** All agreements, worst first, then by title and address. `dataOf` gives what is known of the data of one. */
export function overview(files: Iterable<SlaFile>, dataOf: (file: SlaFile) => FileData): readonly AgreementOverview[] {
  return Array.from(files, (file) => agreementOverview(file, dataOf(file))).sort(
    (a, b) => rank(a.status) - rank(b.status) || order(a.label, b.label) || order(a.uri, b.uri),
  );
}

function agreementOverview(file: SlaFile, data: FileData): AgreementOverview {
  const before = known.get(file);
  if (before?.data === data) return before.overview;
  const made = agreementOf(file, data);
  known.set(file, { data, overview: made });
  return made;
}

function agreementOf(file: SlaFile, data: FileData): AgreementOverview {
  const { model, snapshot } = file;
  const zone = zoneOf(model.timeZone?.value ?? 'UTC') ?? zoneOf('UTC');
  const results = resultsById(data);
  const all = model.objectives
    .map((objective) => ({ objective, status: statusOf(results.get(objective.id), data) }))
    .sort((a, b) => rank(a.status) - rank(b.status));
  const shown = all.slice(0, maximumObjectives);
  const status = all[0]?.status ?? 'unknown';
  const label = cut(model.title?.value.trim() || model.id?.value || nameOf(snapshot.uri), labelLength);
  const summary = summaryOf(
    all.map((each) => each.status),
    data,
  );
  const asOf = zone === undefined ? undefined : reachOf(data, zone);
  return {
    uri: snapshot.uri,
    label,
    status,
    description: summary,
    tooltip: [
      `**${forMarkdown(label)}**`,
      forMarkdown(summary),
      ...(asOf === undefined ? [] : [`Data as of ${forMarkdown(asOf)} \\(${forMarkdown(zone?.id ?? '')}\\)`]),
      forCode(cut(nameOf(snapshot.uri), labelLength)),
    ].join('\n\n'),
    span: model.title?.span ?? { start: 0, end: 0 },
    isReading: data.isReading,
    asOf,
    objectives: shown.map((each) =>
      objectiveOf(each.objective, results.get(each.objective.id), each.status, data, zone),
    ),
    leftOut: all.length - shown.length,
  };
}

/** How an objective stands. What could not be read again says nothing about now. */
export function statusOf(result: ObjectiveResult | undefined, data: FileData): Status {
  if (result === undefined || data.unavailable !== undefined) return 'unknown';
  const now = standing(result);
  if (now === 'breached' || now === 'unknown') return now;
  if (runningOf(result).some(isAtRisk)) return 'at-risk';
  return now === 'met' || now === 'running' ? now : 'not-judged';
}

/** The windows of the term that have not ended. */
function runningOf(result: ObjectiveResult): readonly WindowResult[] {
  return result.windows.filter((window) => window.inTerm && window.verdict === 'running');
}

const mostOfBudget = rational(4n, 5n);

/** A running window that is lost, would be missed if it ended now, or has used four fifths of its budget. */
function isAtRisk({ isAlreadyLost, soFar, budget }: WindowResult): boolean {
  if (isAlreadyLost === true || soFar === 'breached') return true;
  if (budget === undefined) return false;
  return budget.share === undefined ? compare(budget.used, integer(0)) > 0 : compare(budget.share, mostOfBudget) >= 0;
}

function objectiveOf(
  objective: Objective,
  result: ObjectiveResult | undefined,
  status: Status,
  data: FileData,
  zone: Zone | undefined,
): ObjectiveOverview {
  const label = cut(objective.id, labelLength);
  const target = cut(promiseText(objective), labelLength);
  const facts = zone === undefined ? [] : factsOf(result, status, data, zone);
  const description = [stateWord(status, result, data), ...facts.slice(0, 1), target, ...facts.slice(1)].join(' · ');
  return {
    label,
    status,
    description,
    tooltip: [`**${forMarkdown(label)}**`, forMarkdown(target), forMarkdown(`${stateWord(status, result, data)}`)]
      .concat(facts.map((fact) => `- ${forMarkdown(fact)}`).join('\n'))
      .filter((part) => part !== '')
      .join('\n\n'),
    span: objective.idSpan,
  };
}

function stateWord(status: Status, result: ObjectiveResult | undefined, data: FileData): string {
  if (result === undefined && data.isReading) return 'computing…';
  // An indicator and what does not apply are both not judged, and say which they are.
  return status === 'not-judged' && result !== undefined ? verdictWord(standing(result)) : words[status];
}

/** Value first, then what is left of the budget and the window; for what is unknown the reason alone. */
function factsOf(result: ObjectiveResult | undefined, status: Status, data: FileData, zone: Zone): readonly string[] {
  if (data.unavailable !== undefined) return [cut(data.unavailable, reasonLength)];
  if (result === undefined) return [];
  if (result.windows.length === 0) return [cut(result.unavailable ?? 'no window', reasonLength)];
  const windows = status === 'at-risk' ? runningOf(result).filter(isAtRisk) : newest(result);
  const worst = windows.find((window) => window.verdict === standing(result)) ?? windows[0];
  if (worst === undefined) return ['no window in the term yet'];
  const name = showWindow(worst.window, worst.to, zone);
  if (status === 'unknown') return [cut(worst.reason ?? 'no data', reasonLength), name];
  const value = worst.value === undefined ? 'no value' : showReached(worst.value, result.unit, worst);
  const group = worst.group === undefined ? '' : `${cut(worst.group, 40)}, `;
  const left = leftOf(worst).replace(/^ · /, '');
  const isSoFar = worst.verdict === 'running';
  return [value, ...(left === '' ? [] : [left]), `${group}${name}${isSoFar ? ' so far' : ''}`];
}

/** `missed 2 of 6, at risk 1, met 3`, or why nothing is known. What is worst stands first, for lists are narrow. */
function summaryOf(all: readonly Status[], data: FileData): string {
  if (all.length === 0) return 'no objective';
  if (data.measured === undefined && data.isReading) return 'computing…';
  if (data.unavailable !== undefined) return `unknown: ${cut(data.unavailable, reasonLength)}`;
  if (data.measured === undefined) return 'unknown: data not read yet';
  const counts = statuses.flatMap((status) => {
    const count = all.filter((each) => each === status).length;
    return count === 0 ? [] : [`${words[status]} ${count}`];
  });
  return counts.map((each, at) => (at === 0 ? `${each} of ${all.length}` : each)).join(', ');
}

/** From the objective whose data ends first to the one whose data ends last, where these are different days. */
function reachOf(data: FileData, zone: Zone): string | undefined {
  const ends = (data.measured?.results ?? []).flatMap((result) => result.asOf ?? []);
  if (ends.length === 0) return undefined;
  const first = showLocal(
    ends.reduce((a, b) => Math.min(a, b)),
    zone,
  );
  const last = showLocal(
    ends.reduce((a, b) => Math.max(a, b)),
    zone,
  );
  return first.slice(0, 10) === last.slice(0, 10) ? last : `${first.slice(0, 10)} to ${last.slice(0, 10)}`;
}

/** A piece of text for labels and descriptions. */
function cut(text: string, most: number): string {
  return forLabel(cutLine(text, most));
}

function rank(status: Status): number {
  return statuses.indexOf(status);
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

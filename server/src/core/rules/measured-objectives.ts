// Objectives with what was measured for them, as far as both still speak of the same promise.
// It must never take a result for one of a text in which metric, type or bounds are others by now.

import { historiesOf, isComplete, wellCovered, type History } from '../compliance/history';
import { holdsUnit, type ObjectiveResult, type WindowResult } from '../compliance/result';
import type { Bound, SlaModel } from '../model/sla';
import { boundsOfGroup, isIndicator } from '../model/queries';
import { compare } from '../scalars/rational';
import { zoneOf, type Zone } from '../time/zones';
import { dayMs, parseDay } from '../time/civil';
import { parseDate } from '../scalars/words';
import type { Span } from '../text/span';
import { judgedBlocks, type Judged, type JudgedBlock } from './judged';
import type { RuleInput } from './rule';

export interface MeasuredObjective {
  readonly judged: Judged;
  readonly result: ObjectiveResult;
}

const byObjective = new WeakMap<readonly ObjectiveResult[], ReadonlyMap<string, ObjectiveResult>>();

/** A block of objectives with their results. */
interface MeasuredBlock {
  readonly results: readonly ObjectiveResult[];
  readonly measured: readonly MeasuredObjective[];
}

const measuredIn = new WeakMap<JudgedBlock, MeasuredBlock>();

type Input = Pick<RuleInput, 'file' | 'data'>;

function measuredBlocks({ file, data }: Input): readonly MeasuredBlock[] {
  const results = data.measured?.results ?? [];
  if (results.length === 0) return [];
  let byId = byObjective.get(results);
  if (byId === undefined) {
    byId = new Map(results.map((result) => [result.objective, result]));
    byObjective.set(results, byId);
  }
  const known = byId;
  return judgedBlocks(file.model).map((block) => {
    const before = measuredIn.get(block);
    if (before?.results === results) return before;
    const measured = block.judged.flatMap((judged) => {
      const result = known.get(judged.objective.id);
      return result !== undefined && belongs(judged, result) ? [{ judged, result }] : [];
    });
    const made = { results, measured };
    measuredIn.set(block, made);
    return made;
  });
}

/** The objectives of a text for which there are windows, in document order. */
export function measuredObjectives(input: Input): readonly MeasuredObjective[] {
  return measuredBlocks(input).flatMap(({ measured }) => measured);
}

/** What a rule has found of an objective. */
export interface Found<V> {
  readonly measured: MeasuredObjective;
  readonly found: V;
}

/**
 * Looks for something in each measured objective once, for as long as it, its metric and its result are the same: of thousands, a key
 * changes one. What is looked for may depend on nothing else but the zone; undefined where there is nothing.
 */
export function measuredThat<V extends object>(
  find: (measured: MeasuredObjective, zone: Zone) => V | undefined,
): (input: Input) => readonly Found<V>[] {
  const known = new WeakMap<MeasuredBlock, { readonly zone: Zone; readonly all: readonly Found<V>[] }>();
  return (input) => {
    const zone = zoneIn(input.file.model);
    if (zone === undefined) return [];
    return measuredBlocks(input).flatMap((block) => {
      const before = known.get(block);
      if (before?.zone === zone) return before.all;
      const all = block.measured.flatMap((measured) => {
        const found = find(measured, zone);
        return found === undefined ? [] : [{ measured, found }];
      });
      known.set(block, { zone, all });
      return all;
    });
  };
}

/** Whether a result is one of an objective as it stands; against its direction, or with two of one name, no result says anything. */
function belongs({ objective, metric, type, inverted }: Judged, result: ObjectiveResult): boolean {
  if (result.windows.length === 0 || inverted.length > 0) return false;
  if (result.metric !== metric.id || result.type !== type.id) return false;
  const [window] = result.windows;
  return window === undefined || isSameBounds(boundsOfGroup(objective, window.group), window.bounds);
}

function isSameBounds(now: readonly Bound[], judged: readonly Bound[]): boolean {
  // Whether something holds is judged by a bound that nobody has written.
  if (judged.some(({ quantity }) => quantity.unit === holdsUnit)) return true;
  return (
    now.length === judged.length &&
    now.every(({ word, quantity }, index) => {
      const other = judged[index];
      return (
        other?.word === word &&
        other.quantity.unit === quantity.unit &&
        other.quantity.business === quantity.business &&
        compare(other.quantity.value, quantity.value) === 0
      );
    })
  );
}

/** Whether windows of a result have nothing in common, so that each of them is one trial: rolling ones overlap. */
export function isOfTrials({ windows }: ObjectiveResult): boolean {
  return windows[0]?.isRolling === false;
}

/** The past windows of each group of an objective that is promised; none of an indicator, and none where they overlap. */
export function trialsOf({ judged, result }: MeasuredObjective): readonly History[] {
  if (isIndicator(judged.objective) || !isOfTrials(result)) return [];
  return historiesOf(result)
    .map(wellCovered)
    .filter(({ windows }) => windows.length > 0);
}

/** Windows of the term that are over. */
export function completeInTerm({ asOf, windows }: ObjectiveResult): readonly WindowResult[] {
  return windows.filter((window) => window.inTerm && isComplete(asOf, window));
}

/** Where the value that is judged is written: the share under `for`, else the only bound for a group. */
export function judgedSpan({ objective }: Judged, group: string | undefined): Span | undefined {
  if (objective.share !== undefined) return objective.share.span;
  const [bound, second] = boundsOfGroup(objective, group);
  return second === undefined ? bound?.span : undefined;
}

/** The zone in which an agreement counts its days. */
export function zoneIn({ timeZone }: SlaModel): Zone | undefined {
  return zoneOf(timeZone?.value ?? 'UTC');
}

/** The first instant of today in the zone of an agreement; undefined where the day is not known. */
export function startOfToday({ project, file }: Pick<RuleInput, 'project' | 'file'>): number | undefined {
  const { today } = project.facts;
  const zone = zoneIn(file.model);
  return zone === undefined || !parseDate(today).ok ? undefined : zone.instantOf(parseDay(today) * dayMs);
}

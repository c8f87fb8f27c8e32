// Decides whether a window is met, missed or unknown, for the bounds that are written and for any others that somebody asks about.
// It must never say met or missed where missing data, rows that could not be read or a sketch could turn the answer.

import type { Bound, Metric } from '../model/sla';
import {
  add,
  compare,
  hundred,
  integer,
  multiply,
  rational,
  round,
  subtract,
  type Rational,
} from '../scalars/rational';
import type { Fold } from '../vocabulary/metrics/metric';
import { isInside } from './credits';
import { conditionHolds, measuringOf, type Judging } from './judging';
import { measure } from './measure';
import type { Measured } from './measured';
import { unrecorded } from './missing';
import type { WindowPart } from './partials';
import type { Verdict, WindowResult } from './result';
import { isSettled } from './unusable';

/** Everything about a window on which its verdict rests, but the bounds. */
export interface Deciding {
  readonly judging: Judging;
  readonly part: WindowPart;
  readonly measured: Measured;
  /** The bounds as written: of the value itself, also where its share is judged. */
  readonly promised: readonly Bound[];
  /** The value that decides, rounded where the metric rounds. */
  readonly decisive: Rational | undefined;
  readonly worst: Rational | undefined;
  readonly best: Rational | undefined;
  /** Rows that could not be used and may belong to the window. */
  readonly unusable: number;
  /** The values of the metrics that its condition reads. */
  readonly conditions: ReadonlyMap<string, Rational | undefined>;
}

/** Results are plain data that is compared and written down; what they were made of stands beside them for as long as they live. */
const grounds = new WeakMap<WindowResult, Deciding>();

/** Keeps what the verdict of a window rests on. */
export function decidedBy<W extends WindowResult>(window: W, deciding: Deciding): W {
  grounds.set(window, deciding);
  return window;
}

/** What the verdict of a window rests on; undefined for a window that was not made from partials. */
export function decidingOf(window: WindowResult): Deciding | undefined {
  return grounds.get(window);
}

export interface Decision {
  readonly verdict: Exclude<Verdict, 'running' | 'indicator'>;
  readonly reason: string | undefined;
}

/**
 * The verdict of a window for other bounds than the written ones, in the unit of the objective: of its value, or under `for` of its
 * share. A window that runs is judged as if it ended now.
 */
export function decideFor(deciding: Deciding, bounds: readonly Bound[]): Decision {
  const { judging, part, measured, unusable } = deciding;
  if (judging.objective.share !== undefined) return decide(deciding, bounds);
  // How many records a bound holds is only asked where some could not be read.
  const isCounted = unusable > 0 && measured.within !== undefined;
  const again = isCounted ? measure(part, measuringOf(judging, bounds, part.to > judging.asOf)) : measured;
  return decide({ ...deciding, measured: again, promised: bounds }, bounds);
}

/** Why the data of a window is too little to say anything; undefined where it is enough. */
export function tooLittle({ minimumCoverage }: Metric, { coverage }: Measured): string | undefined {
  const minimum = minimumCoverage?.value.value;
  if (minimum === undefined || coverage === undefined || coverage === null) return undefined;
  return compare(multiply(hundred, coverage), minimum) < 0 ? 'less data than the minimum coverage' : undefined;
}

/** Folds whose value is one of judged time, or of members: without it there is nothing known, not nothing to judge. */
const ofTime: ReadonlySet<Fold['kind']> = new Set(['downtime', 'impact', 'levels', 'age', 'composite']);

/** The verdict for `bounds`, which judge the value, or under `for` the share of records that keep what is promised. */
export function decide(deciding: Deciding, bounds: readonly Bound[]): Decision {
  const { judging, part, measured, promised, decisive, worst, best, unusable, conditions } = deciding;
  const { objective, metric, type, item, unit } = judging;
  if (measured.value !== undefined && (bounds.length === 0 || promised.length === 0))
    return { verdict: 'unknown', reason: 'it promises no bound' };
  if (part.isAllExcluded) return { verdict: 'not-applicable', reason: 'all of it is excluded' };
  if (measured.isNotApplicable === true) return { verdict: 'not-applicable', reason: 'none of its members applies' };
  const holds = conditionHolds(judging, conditions);
  if (holds === false)
    return { verdict: 'not-applicable', reason: `the condition ${objective.when?.value ?? ''} does not hold` };
  if (objective.when !== undefined && holds === undefined)
    return { verdict: 'unknown', reason: 'the value of its condition is not known' };
  const little = tooLittle(metric, measured);
  if (little !== undefined) return { verdict: 'unknown', reason: little };
  if (measured.reason !== undefined) return { verdict: 'unknown', reason: measured.reason };
  const noData = metric.noData?.value ?? 'unknown';
  const isAsked = noData === 'unknown' || noData === 'bad';
  const isBounded = worst !== undefined && best !== undefined;
  if (decisive === undefined && isBounded && noData === 'unknown' && unusable === 0) {
    // Members that nobody knows may leave the verdict certain all the same; rows that nobody could read may not.
    const [low, high] = [isInside(worst, unit, bounds), isInside(best, unit, bounds)];
    if (low !== undefined && low === high) return { verdict: low ? 'met' : 'breached', reason: undefined };
  }
  if (decisive === undefined) {
    if (isAsked && unusable > 0) return { verdict: 'unknown', reason: `no usable row, and ${unusable} unusable` };
    if (measured.lowerBound !== undefined) return { verdict: 'met', reason: 'no failure' };
    const isEvent = item.nature !== 'instant';
    // Down time without any judged time is missing data, not an empty log: all excluded was answered above.
    return isEvent && !ofTime.has(type.fold.kind)
      ? { verdict: 'not-applicable', reason: 'nothing to judge in this window' }
      : { verdict: 'unknown', reason: 'no data in this window' };
  }
  const gap = unrecorded(judging, part, measured);
  if (gap !== undefined) return { verdict: 'unknown', reason: gap };
  if (!measured.isExact) {
    // A statistic read from a sketch is off by 0.4 % at most; both ends have to agree.
    const band = multiply(decisive.num < 0n ? multiply(decisive, integer(-1)) : decisive, rational(4n, 1000n));
    const [low, high] = [isInside(subtract(decisive, band), unit, bounds), isInside(add(decisive, band), unit, bounds)];
    if (low !== high) return { verdict: 'unknown', reason: 'the target is too close for the sketch (± 0.4 %)' };
  }
  const ends =
    worst === undefined || best === undefined
      ? [decisive]
      : noData === 'good'
        ? [best]
        : noData === 'bad'
          ? [worst]
          : noData === 'unknown'
            ? [worst, best]
            : [decisive];
  const rounding = metric.rounding;
  const verdicts = ends.map((end) =>
    isInside(rounding === undefined ? end : round(end, rounding.digits, rounding.mode), unit, bounds),
  );
  if (verdicts.includes(undefined))
    return { verdict: 'unknown', reason: 'its target is in another unit than its value' };
  if (verdicts.includes(true) && verdicts.includes(false))
    return { verdict: 'unknown', reason: 'the missing data could decide it either way' };
  const isMet = verdicts[0] === true;
  if (isAsked && unusable > 0) {
    const settled = { objective, type, item, measured, value: decisive, unit, bounds, isMet };
    if (!isSettled(settled, unusable))
      return {
        verdict: 'unknown',
        reason: `${unusable} unusable ${unusable === 1 ? 'row' : 'rows'} could decide it either way`,
      };
  }
  return { verdict: isMet ? 'met' : 'breached', reason: undefined };
}

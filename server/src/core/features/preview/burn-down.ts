// How the error budget of a running window was used up: the same objectives asked about by the day, or by the hour in a short window.
// It must never draw a line that does not end where the window itself stands.

import { planOf, type Planned } from '../../compliance/plan';
import type { Partials } from '../../compliance/partials';
import type { ObjectiveResult, WindowResult } from '../../compliance/result';
import { resultsOf } from '../../compliance/verdict';
import type { Objective, SlaModel } from '../../model/sla';
import { add, compare, subtract, toNumber, zero, type Rational } from '../../scalars/rational';
import { showSeconds, showShare, showValue } from '../../show/words';
import { dayMs } from '../../time/civil';

/** A question about the parts of running windows, with the model that asks it. */
export interface DaysQuestion {
  readonly model: SlaModel;
  readonly planned: Planned;
}

/** As `PreviewBudget` of the protocol. */
export interface BurnDown {
  readonly unit: 'seconds' | 'count';
  readonly from: number;
  readonly to: number;
  readonly total: number;
  readonly at: readonly number[];
  readonly used: readonly number[];
  readonly sentence: string;
}

/** A window up to this long is told by the hour. */
const longestByHour = 3 * dayMs;

/** The running window of a group that has a budget; windows end with the one that runs. */
function runningBudget(result: ObjectiveResult, group: string | undefined): WindowResult | undefined {
  return result.windows.findLast((window) => window.group === group && isBudgeted(window));
}

function isBudgeted({ verdict, budget, isRolling }: WindowResult): boolean {
  return verdict === 'running' && budget !== undefined && !isRolling;
}

/** What has to be asked so that budgets can be told by the day; undefined where no running window has a budget. */
export function daysQuestion(model: SlaModel, results: readonly ObjectiveResult[]): DaysQuestion | undefined {
  const byId = new Map(results.map((result) => [result.objective, result]));
  const objectives = model.objectives.flatMap((objective): Objective[] => {
    const running = byId.get(objective.id)?.windows.findLast(isBudgeted);
    if (running === undefined || objective.window === undefined) return [];
    const unit = running.to - running.from <= longestByHour ? 'hour' : 'day';
    return [{ ...objective, window: { ...objective.window, value: { kind: 'calendar', unit, anchor: undefined } } }];
  });
  if (objectives.length === 0) return undefined;
  const asked = { ...model, objectives };
  return { model: asked, planned: planOf(asked) };
}

/** The results of a question by the day. */
export function resultsByDay({ model, planned }: DaysQuestion, partials: Partials): readonly ObjectiveResult[] {
  return resultsOf(model, planned, partials);
}

/**
 * How the budget of the running window of a group was used up. Only its start and now are known where nothing was asked by the day, or where
 * the parts do not add up to the whole, as with an exclusion that is limited by month.
 */
export function burnDownOf(
  result: ObjectiveResult,
  group: string | undefined,
  byDay: ObjectiveResult | undefined,
): BurnDown | undefined {
  const running = runningBudget(result, group);
  const budget = running?.budget;
  if (running === undefined || budget === undefined || result.asOf === undefined) return undefined;
  const { from, to } = running;
  const now = Math.min(result.asOf, to);
  const parts = partsOf(byDay, running);
  const steps = parts !== undefined && compare(parts.at(-1)?.used ?? zero, budget.used) === 0 ? parts : [];
  const inner = steps.filter(({ at }) => at < now);
  return {
    unit: budget.unit,
    ...{ from, to, total: toNumber(budget.total) },
    at: [from, ...inner.map(({ at }) => at), now],
    used: [0, ...inner.map(({ used }) => toNumber(used)), toNumber(budget.used)],
    sentence: sentenceOf(running, now),
  };
}

interface Part {
  /** The end of the part, and what was used up to then. */
  readonly at: number;
  readonly used: Rational;
}

function partsOf(byDay: ObjectiveResult | undefined, { group, from, to }: WindowResult): readonly Part[] | undefined {
  let used = zero;
  const days = (byDay?.windows ?? []).filter((day) => day.group === group && day.from >= from && day.to <= to);
  const parts: Part[] = [];
  for (const day of days) {
    if (day.budget === undefined && day.value !== undefined) return undefined;
    used = add(used, day.budget?.used ?? zero);
    parts.push({ at: day.to, used });
  }
  return parts.length === 0 ? undefined : parts;
}

function sentenceOf({ budget, from, to, isAlreadyLost }: WindowResult, now: number): string {
  if (budget === undefined) return '';
  const { unit, used, total, share } = budget;
  const show = (value: Rational): string => (unit === 'seconds' ? showSeconds(value) : showValue(value, ''));
  const part = share === undefined ? '' : ` (${showShare(share)})`;
  const gone = Math.round((100 * (now - from)) / (to - from));
  const left = subtract(total, used);
  const rest = isAlreadyLost === true || left.num < 0n ? 'the window is lost' : `${show(left)} left`;
  const spent =
    unit === 'seconds' ? `${show(used)} of ${show(total)} used` : `${counted(used)} of ${show(total)} allowed`;
  return `${spent}${part} with ${gone} % of the window gone; ${rest}.`;
}

/** What a budget that is no time counts. */
function counted(used: Rational): string {
  const number = showValue(used, '');
  return `${number} bad ${number === '1' ? 'record' : 'records'}`;
}

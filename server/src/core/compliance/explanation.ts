// Asks why a result is what it is, and takes in the answer: which records weighed most, and what the value would be without each.
// It must never explain a value that is not the one shown, nor one that is made of the results of others.

import { metricOf, objectiveOf } from '../model/queries';
import type { SlaModel } from '../model/sla';
import { compare, type Rational } from '../scalars/rational';
import { metricType } from '../vocabulary/metrics/index';
import { measuringOf } from './judging';
import type { Measuring } from './measured';
import type { Planned } from './plan';
import type { ComputePlan } from './plan-types';
import { newest, type ObjectiveResult, type WindowResult } from './result';
import { boundsOf, objectiveUnit } from './verdict';

/** Most groups of an objective that are explained, the worst first. */
const mostGroups = 3;

/** What is asked about one window of one group. */
export interface WhyQuestion {
  readonly objective: string;
  /** The item of the plan that answers the objective. */
  readonly item: string;
  readonly group: string | undefined;
  readonly from: number;
  readonly to: number;
  /** How a value is formed of partials; the type is told by its name in `type`. */
  readonly measuring: Omit<Measuring, 'type'>;
  readonly type: string;
  readonly isHigherBetter: boolean;
}

/** Records that weighed on a value: one row, outages that touch each other, or all records of an hour, a day or a month. */
export interface Contributor {
  readonly from: number;
  /** The end; that of the data where it is open. The same as `from` for a single instant. */
  readonly to: number;
  /** Whether it had not ended where the data ends. */
  readonly isOpen?: boolean;
  readonly rows: number;
  /** Where the row stands; undefined where there are several. */
  readonly place: { readonly file: string; readonly line: number } | undefined;
  /** What the value would be without it; undefined where there would be none. */
  readonly value: Rational | undefined;
}

export interface Explanation {
  readonly objective: string;
  readonly group: string | undefined;
  readonly from: number;
  readonly to: number;
  /** The value that is explained. */
  readonly value: Rational | undefined;
  /** At most three, the one that weighs most first; each makes the value worse. */
  readonly contributors: readonly Contributor[];
  /** Why nothing can be said, in words. */
  readonly reason: string | undefined;
}

/** The part of a plan that answers questions. */
export function planOfQuestions(plan: ComputePlan, questions: readonly WhyQuestion[]): ComputePlan {
  const asked = new Set(questions.map(({ item }) => item));
  return { ...plan, items: plan.items.filter(({ id }) => asked.has(id)) };
}

/**
 * What can be asked about results, the worst first: the newest windows of each objective, at most three groups. Composites are made of results that
 * have explanations of their own, and rows of a connection may stand for many; about these nothing is asked.
 */
export function whyQuestions(
  model: SlaModel,
  planned: Planned,
  results: readonly ObjectiveResult[],
): readonly WhyQuestion[] {
  const questions = results.flatMap((result) => {
    const plannedObjective = planned.objectives.find(({ objective }) => objective === result.objective);
    const objective = objectiveOf(model, result.objective);
    const metric = metricOf(model, objective?.metric?.value);
    const type = metricType(metric?.type?.value);
    const item = planned.plan.items.find(({ id }) => id === plannedObjective?.item);
    if (plannedObjective === undefined || objective === undefined || metric === undefined) return [];
    if (type === undefined || item === undefined || plannedObjective.members.size > 0) return [];
    if (planned.plan.sources.some(({ id, connection }) => id === item.source && connection !== undefined)) return [];
    const unit = objectiveUnit(model, objective);
    const windows = [...newest(result)].filter(({ value }) => value !== undefined).sort((a, b) => rank(a) - rank(b));
    return windows.slice(0, mostGroups).flatMap((window) => {
      const target = objective.targets?.find(({ group }) => group === window.group);
      const bounds = objective.targets === undefined ? boundsOf(objective, type) : (target?.bounds ?? []);
      const isRunning = result.asOf !== undefined && window.to > result.asOf;
      const { type: _, ...measuring } = measuringOf({ model, objective, metric, type, unit }, bounds, isRunning);
      const word = bounds[0]?.word;
      const better = word === undefined ? (metric.better?.value ?? type.better) : undefined;
      const isHigher = word === 'atLeast' || word === 'above' || better === 'higher' || measuring.share !== undefined;
      if (better === 'declared') return [];
      const question: WhyQuestion = {
        objective: result.objective,
        item: item.id,
        group: window.group,
        from: window.from,
        to: window.to,
        measuring,
        type: type.id,
        isHigherBetter: isHigher,
      };
      return [{ question, rank: rank(window) }];
    });
  });
  return questions.sort((a, b) => a.rank - b.rank).map(({ question }) => question);
}

/** Worse windows first. */
function rank({ verdict }: WindowResult): number {
  return ['breached', 'unknown', 'running', 'met'].indexOf(verdict) >>> 0;
}

/** The explanation of a window; undefined where there is none, or where it explains another value. */
export function explanationOf(
  explanations: readonly Explanation[],
  { objective }: ObjectiveResult,
  { group, from, to, value }: WindowResult,
): Explanation | undefined {
  const found = explanations.find(
    (each) => each.objective === objective && each.group === group && each.from === from && each.to === to,
  );
  const isOfValue = value !== undefined && found?.value !== undefined && compare(value, found.value) === 0;
  return found !== undefined && (isOfValue || found.reason !== undefined) ? found : undefined;
}

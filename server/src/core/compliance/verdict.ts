// Makes results from partials: value, verdict, error budget, credit. Pure, exact, and quick enough to run while a target is typed.
// It must never say met where data is missing, and never breached before the term or while the window runs.

import { isIndicator, metricOf, objectiveOf, resultUnit } from '../model/queries';
import type { Bound, Objective, SlaModel } from '../model/sla';
import { convert } from '../scalars/quantity';
import { hundred, integer, isZero, round, type Rational } from '../scalars/rational';
import { dayMs, parseDay } from '../time/civil';
import { zoneOf } from '../time/zones';
import { metricType } from '../vocabulary/metrics/index';
import type { MetricType } from '../vocabulary/metrics/metric';
import { alreadyLost, budgetOf } from './budget';
import { claimUntil, creditMoney, creditOf, daysOfFee, noCredit, serviceCredits } from './credits';
import { decide, decidedBy, tooLittle, type Deciding } from './deciding';
import { conditionValues, measuringOf, type Judging } from './judging';
import { marginOf, measure } from './measure';
import { unusableIn } from './unusable';
import { boundsOfMissing, unrecorded } from './missing';
import type { ItemPart, Partials, WindowPart } from './partials';
import type { Planned, PlannedObjective } from './plan';
import { jointItem } from './joint-item';
import { objectiveItem } from './objective-item';
import { isJoint } from './plan-members';
import { holdsUnit, type ObjectiveResult, type Verdict, type WindowResult } from './result';

/** Results of all objectives of an agreement, or of those of some ids, in document order. */
export function resultsOf(
  model: SlaModel,
  planned: Planned,
  partials: Partials,
  wanted?: ReadonlySet<string>,
): readonly ObjectiveResult[] {
  const items = new Map(partials.items.map((item) => [item.item, item]));
  const results: Results = { model, planned, items, known: new Map(), open: new Set() };
  return planned.objectives.flatMap((plannedObjective) => {
    if (wanted?.has(plannedObjective.objective) === false) return [];
    const objective = objectiveOf(model, plannedObjective.objective);
    return objective === undefined ? [] : [resultOf(results, plannedObjective, objective)];
  });
}

/** Results while they are made: a composite asks for those of its members. */
interface Results {
  readonly model: SlaModel;
  readonly planned: Planned;
  readonly items: ReadonlyMap<string, ItemPart>;
  readonly known: Map<string, ObjectiveResult>;
  /** Objectives whose result is being made. */
  readonly open: Set<string>;
}

function resultOf(results: Results, planned: PlannedObjective, objective: Objective): ObjectiveResult {
  const known = results.known.get(objective.id);
  if (known !== undefined) return known;
  if (results.open.has(objective.id)) return circular(results.model, objective);
  results.open.add(objective.id);
  const made = objectiveResult(results, planned, objective);
  results.open.delete(objective.id);
  results.known.set(objective.id, made);
  return made;
}

function circular(model: SlaModel, objective: Objective): ObjectiveResult {
  return {
    objective: objective.id,
    metric: objective.metric?.value ?? '',
    type: metricOf(model, objective.metric?.value)?.type?.value ?? '',
    unit: '',
    source: undefined,
    asOf: undefined,
    windows: [],
    unavailable: 'its members name each other in a circle',
  };
}

/** The unit of an objective's value: percent where a share is judged, else that of its bounds, else that of its metric. */
export function objectiveUnit(model: SlaModel, objective: Objective): string {
  if (objective.share !== undefined) return '%';
  const metric = metricOf(model, objective.metric?.value);
  const type = metricType(metric?.type?.value);
  if (type?.dimension === 'percent') return '%';
  if (type?.dimension === 'boolean') return holdsUnit;
  const bound = objective.bounds[0] ?? objective.targets?.flatMap((target) => target.bounds)[0];
  const isOfType = type === undefined || type.better === 'declared' || bound?.quantity.dimension === type.dimension;
  if (bound !== undefined && bound.quantity.unit !== '' && isOfType) return bound.quantity.unit;
  return (metric === undefined ? undefined : resultUnit(model, metric)) ?? type?.unit ?? '';
}

function objectiveResult(results: Results, plannedObjective: PlannedObjective, objective: Objective): ObjectiveResult {
  const { model, planned, items } = results;
  const metric = metricOf(model, objective.metric?.value);
  const type = metricType(metric?.type?.value);
  const unit = objectiveUnit(model, objective);
  const shared = {
    objective: objective.id,
    metric: objective.metric?.value ?? '',
    type: metric?.type?.value ?? '',
    unit,
    source: metric?.data?.value,
  };
  const found =
    metric !== undefined && type !== undefined && isJoint(type) && plannedObjective.reason === undefined
      ? jointItem({
          ...{ model, objective, metric, type, unit, items, planned: plannedObjective },
          resultOf: (other, own) => memberResult(results, other, own),
          itemsOf: (other) => itemsOf(results, other),
        })
      : objectiveItem(model, planned, plannedObjective, objective, items);
  const item = typeof found === 'string' ? undefined : found;
  const unavailable =
    (typeof found === 'string' ? found : undefined) ??
    plannedObjective.reason ??
    (item === undefined ? 'its data has not been read' : item.unavailable);
  if (item === undefined || metric === undefined || type === undefined || unavailable !== undefined) {
    return { ...shared, asOf: item?.asOf, windows: [], unavailable: unavailable ?? 'it cannot be computed' };
  }
  if (item.asOf === undefined)
    return { ...shared, asOf: undefined, windows: [], unavailable: 'its data has no usable row' };
  const conditions = new Map(
    [...plannedObjective.conditions].flatMap(([id, itemId]) => {
      const other = metricOf(model, id);
      const otherType = metricType(other?.type?.value);
      const part = items.get(itemId);
      return other === undefined || otherType === undefined || part === undefined
        ? []
        : [[id, { item: part, metric: other, type: otherType }] as const];
    }),
  );
  const judging: Judging = { model, planned, objective, metric, type, unit, item, asOf: item.asOf, conditions };
  const windows = item.groups.flatMap((group) =>
    group.windows.map((window) => windowResult(judging, group.group, window)),
  );
  const { asOf, coveredFrom: since, seen } = item;
  return { ...shared, asOf, since, seen, windows, unavailable: undefined };
}

/** The result of a member: an objective of the text, or a metric asked for with what it was planned as. */
function memberResult(results: Results, objective: Objective, own: PlannedObjective | undefined): ObjectiveResult {
  if (own !== undefined) return objectiveResult(results, own, objective);
  const planned = results.planned.objectives.find((each) => each.objective === objective.id);
  return planned === undefined ? circular(results.model, objective) : resultOf(results, planned, objective);
}

/** What was read for an objective of the text, for its own value and for its members. */
function itemsOf({ planned, items }: Results, { id }: Objective): readonly ItemPart[] {
  const own = planned.objectives.find((each) => each.objective === id);
  return [own?.item ?? [], ...(own?.members.values() ?? [])].flat().flatMap((item) => items.get(item) ?? []);
}

function windowResult(judging: Judging, group: string | undefined, part: WindowPart): WindowResult {
  const { model, planned, objective, metric, type, unit, asOf, item } = judging;
  const target = objective.targets?.find((candidate) => candidate.group === group);
  const bounds = objective.targets === undefined ? boundsOf(objective, type) : (target?.bounds ?? []);
  const measured = measure(part, measuringOf(judging, bounds, part.to > asOf));
  const judgedBounds = objective.share === undefined ? bounds : shareBounds(objective);
  const rounding = metric.rounding;
  const rounded =
    rounding === undefined || measured.value === undefined
      ? undefined
      : round(measured.value, rounding.digits, rounding.mode);
  const decisive = rounded ?? measured.value;
  const conditions = conditionValues(judging, part);
  const isRunning = part.to > asOf;
  const { worst, best } = boundsOfMissing(judging, measured);
  // Groups that `targets` does not name are reported, not judged.
  const isIndicated = isIndicator(objective) || (objective.targets !== undefined && target === undefined);
  const unusable = unusableIn(item, group, part) + (measured.timeouts ?? 0);
  const deciding: Deciding = { judging, part, measured, promised: bounds, decisive, worst, best, unusable, conditions };
  const final = isIndicated
    ? { verdict: 'indicator' as const, reason: tooLittle(metric, measured) ?? unrecorded(judging, part, measured) }
    : decide(deciding, judgedBounds);
  const isReachable = type.result === 'count' || type.result === 'total';
  const soFar =
    isRunning && !isIndicated
      ? isReachable && final.verdict === 'breached' && canStillReach(judgedBounds)
        ? undefined
        : final.verdict
      : undefined;
  const verdict: Verdict = isIndicated ? 'indicator' : isRunning ? 'running' : final.verdict;
  const budget = isIndicated ? undefined : budgetOf(type, measured, judgedBounds);
  const remedies = serviceCredits(model, objective);
  const inTerm = touchesTerm(planned, part);
  const isPaid = verdict === 'breached' && inTerm;
  const owed = isPaid
    ? creditOf(remedies, { value: decisive, unit, bounds }, daysOfFee(model, remedies, { ...part, group }))
    : noCredit;
  const credit = remedies.length === 0 ? undefined : isRunning ? null : owed?.percent;
  const hasCredit = isPaid && owed !== undefined && (!isZero(owed.percent) || owed.amounts.size > 0);
  const money = hasCredit ? creditMoney(model, remedies, owed, group, objective.window?.value) : undefined;
  const result: WindowResult = {
    window: part.name,
    from: part.from,
    to: part.to,
    group,
    isRolling: objective.window?.value.kind === 'rolling',
    inTerm,
    verdict,
    soFar,
    value: measured.value,
    numerator: measured.numerator,
    denominator: measured.denominator,
    n: measured.n,
    bounds,
    rounded,
    hasRounding: rounding !== undefined,
    coverage: measured.coverage,
    missing: measured.missing,
    idle: measured.idle,
    worst,
    best,
    downtimeSeconds: measured.downtimeSeconds,
    budget,
    isAlreadyLost: alreadyLost(type, budget, decisive, judgedBounds, unit),
    margin:
      measured.value === undefined || budget !== undefined || isIndicated
        ? undefined
        : marginOf(measured.value, judgedBounds, unit),
    pending: measured.pending,
    isProvisional: measured.isProvisional === true || isOpenExcluded(item, part) ? true : measured.isProvisional,
    lowerBound: measured.lowerBound,
    longest: measured.longest,
    rows: measured.rows,
    conditions,
    isExact: measured.isExact,
    credit,
    creditMoney: money,
    claimUntil: hasCredit ? claimUntil(model, planned.plan, part.to) : undefined,
    reason: final.reason ?? measured.reason,
  };
  return decidedBy(result, deciding);
}

/** The bounds of an objective; whether something holds is judged as 1 or 0. */
export function boundsOf({ bounds, holds }: Objective, { dimension }: MetricType): readonly Bound[] {
  if (dimension !== 'boolean' || holds === undefined) return bounds;
  const isAsked = holds.value === 'true';
  const quantity = { dimension: 'number' as const, value: integer(isAsked ? 1 : 0), unit: holdsUnit, business: false };
  return [{ word: isAsked ? 'atLeast' : 'atMost', quantity, keySpan: holds.span, span: holds.span }];
}

/** Whether an exclusion reaches into the window whose end is not recorded yet: it may end earlier than it seems now. */
function isOpenExcluded({ openExclusionFrom: from }: ItemPart, { to }: WindowPart): boolean {
  return from !== undefined && from < to;
}

/** With `for`, what is judged is the share of records: at least so many percent. */
function shareBounds(objective: Objective): readonly Bound[] {
  const share = objective.share;
  if (share === undefined) return [];
  const quantity =
    share.value === 'all' ? { dimension: 'percent' as const, value: hundred, unit: '%', business: false } : share.value;
  return [{ word: 'atLeast', quantity, keySpan: share.span, span: share.span }];
}

/** A count that is too low may still grow; one that is too high may not shrink. */
function canStillReach(bounds: readonly Bound[]): boolean {
  return bounds.every((bound) => bound.word === 'atLeast' || bound.word === 'above');
}

function touchesTerm(planned: Planned, part: WindowPart): boolean {
  const { term } = planned.plan;
  const zone = zoneOf(planned.plan.zone);
  if (term === undefined || zone === undefined) return true;
  return (
    part.to > zone.instantOf(parseDay(term.from) * dayMs) && part.from < zone.instantOf((parseDay(term.to) + 1) * dayMs)
  );
}

/** A bound in the unit of a result, for charts and texts; undefined where it does not convert. */
export function boundIn(bound: Bound, unit: string): Rational | undefined {
  return convert(bound.quantity, unit);
}

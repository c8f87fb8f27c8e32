// Objectives with the metrics that they judge, block by block: of thousands, only those around a change are looked at again.
// It must never take an objective for unchanged when the metric that it names is another one now.

import { betterOf, metricOf } from '../model/queries';
import { isUpper } from '../model/tiers';
import type { Bound, Metric, Objective, Remedy, SlaModel } from '../model/sla';
import { toDecimal } from '../scalars/rational';
import { entryOf, type MapNode } from '../syntax/nodes';
import { blocksOf, type Block } from '../text/blocks';
import { metricType } from '../vocabulary/metrics/index';
import type { MetricType } from '../vocabulary/metrics/metric';

/** An objective with the metric that it judges, where both that and its type are known. */
export interface Judged {
  readonly objective: Objective;
  readonly metric: Metric;
  readonly type: MetricType;
  readonly better: 'higher' | 'lower' | undefined;
  /** The same text for those whose metrics yield the same, that are kept by the same values, and paid by the same remedies. */
  readonly alike: string;
  /** Bounds against the direction of the metric: the rule about that speaks, and rules of tiers and budgets are silent. */
  readonly inverted: readonly Bound[];
}

const judgedBefore = new WeakMap<Objective, { readonly metric: Metric; readonly judged: readonly Judged[] }>();

/** An objective with its metric; nothing where that or its type is unknown. */
export function judge(model: SlaModel, objective: Objective): readonly Judged[] {
  const metric = metricOf(model, objective.metric?.value);
  const before = judgedBefore.get(objective);
  if (before !== undefined && before.metric === metric) return before.judged;
  const type = metricType(metric?.type?.value);
  if (metric === undefined || type === undefined) return [];
  const better = betterOf(metric);
  const inverted = [objective.bounds, ...(objective.targets ?? []).map((target) => target.bounds)].flatMap((bounds) =>
    againstMetric(bounds, better),
  );
  // Bounds of targets are not told apart otherwise, and rules ask a kind whether it is inverted.
  const alike = `${alikeness(objective, metric, type)} ${inverted.length > 0}`;
  const judged = [{ objective, metric, type, better, inverted, alike }];
  judgedBefore.set(objective, { metric, judged });
  return judged;
}

function againstMetric(bounds: readonly Bound[], better: Judged['better']): readonly Bound[] {
  const [bound, second] = bounds;
  if (better === undefined || bound === undefined || second !== undefined) return [];
  return isUpper(bound) === (better === 'lower') ? [] : [bound];
}

/** The bound to which an objective tightens, where that is against its metric and what is promised already is not. */
export function invertedTightening({ objective, better, inverted }: Judged): readonly Bound[] {
  if (inverted.length > 0 || objective.bounds.length > 1) return [];
  return againstMetric(objective.tighten?.bounds ?? [], better);
}

function alikeness(
  { bounds, share, targets, map, remedies, status }: Objective,
  metric: Metric,
  type: MetricType,
): string {
  const [bound] = bounds;
  const { value, unit, business } = bound?.quantity ?? {};
  const units = metric.units.map(({ source }) => source.value).join();
  const yielded = `${status?.value} ${metric.rounding?.digits} ${type.id} ${metric.unit?.value} ${units} ${metric.data?.value} ${metric.better?.value}`;
  const part = share === undefined || share.value === 'all' ? share?.value : toDecimal(share.value.value, 20);
  const paid = remedies.map(({ value: id }) => id).join();
  return `${yielded} ${paid} ${part} ${bounds.length} ${bound?.word} ${value?.num}/${value?.den} ${unit} ${business} ${targets === undefined} ${mayBeShare(map, metric)}`;
}

/** Whether percent of the events may be what is judged: a share is written, readable or not, or nothing says what is judged. */
export function mayBeShare(objective: MapNode | undefined, metric: Metric): boolean {
  const isWritten = (map: MapNode | undefined, key: string): boolean =>
    map !== undefined && entryOf(map, key) !== undefined;
  return isWritten(objective, 'for') || !isWritten(metric.map, 'statistic');
}

/** A mark of the metrics that a block of objectives names; it holds nothing and is compared by identity. */
export type Beside = Readonly<Record<never, never>>;

interface Standing {
  metrics: readonly Metric[];
  readonly beside: Beside;
  readonly names: ReadonlySet<string>;
}

const standing = new WeakMap<Block<Objective>, Standing>();

/** The mark of a block: the same object for as long as the metrics that it names are the same, or are all missing as before. */
export function metricsBeside({ metrics }: SlaModel, block: Block<Objective>): Beside {
  const before = standing.get(block);
  if (before !== undefined) {
    if (before.metrics === metrics) return before.beside;
    const changed = changedIds(before.metrics, metrics);
    if (![...changed].some((id) => before.names.has(id))) {
      before.metrics = metrics;
      return before.beside;
    }
  }
  const names = before?.names ?? new Set(block.items.map(({ metric }) => metric?.value ?? ''));
  const now = { metrics, beside: {}, names };
  standing.set(block, now);
  return now.beside;
}

const differences = new WeakMap<
  readonly Metric[],
  { readonly now: readonly Metric[]; readonly ids: ReadonlySet<string> }
>();

/** The ids that mean another metric in one list than in the other, or none in one of them. */
function changedIds(before: readonly Metric[], now: readonly Metric[]): ReadonlySet<string> {
  const known = differences.get(before);
  if (known?.now === now) return known.ids;
  const [blocksBefore, blocksNow] = [blocksOf(before), blocksOf(now)];
  const [inBefore, inNow] = [new Set(blocksBefore), new Set(blocksNow)];
  const gone = blocksBefore.filter((block) => !inNow.has(block)).flatMap(({ items }) => items);
  const come = blocksNow.filter((block) => !inBefore.has(block)).flatMap(({ items }) => items);
  const left = new Map(gone.map((metric) => [metric.id, metric]));
  const ids = new Set<string>();
  for (const metric of come)
    if (left.get(metric.id) === metric) left.delete(metric.id);
    else ids.add(metric.id);
  for (const id of left.keys()) ids.add(id);
  differences.set(before, { now, ids });
  return ids;
}

/** The judged objectives of one block; the same object for as long as they are the same. */
export interface JudgedBlock {
  readonly beside: Beside;
  readonly judged: readonly Judged[];
  /** By the id of a remedy that they name. */
  readonly paying: ReadonlyMap<string, Paying>;
}

interface Paying {
  readonly all: Judged[];
  /** The first of each alikeness. */
  readonly distinct: Map<string, Judged>;
}

const judgedIn = new WeakMap<Block<Objective>, JudgedBlock>();

/** All objectives whose metric and type are known, by blocks. */
export function judgedBlocks(model: SlaModel): readonly JudgedBlock[] {
  return blocksOf(model.objectives).map((block) => {
    const beside = metricsBeside(model, block);
    const before = judgedIn.get(block);
    if (before?.beside === beside) return before;
    const judged = block.items.flatMap((objective) => judge(model, objective));
    const made = { beside, judged, paying: byRemedy(judged) };
    judgedIn.set(block, made);
    return made;
  });
}

/** All objectives whose metric and type are known, in document order. */
export function judgedObjectives(model: SlaModel): readonly Judged[] {
  return judgedBlocks(model).flatMap(({ judged }) => judged);
}

/** Those of the judged objectives that pass a test, in document order; each is tested once for as long as it and its metric are the same. */
export function judgedThat(passes: (judged: Judged) => boolean): (model: SlaModel) => readonly Judged[] {
  const passed = new WeakMap<JudgedBlock, readonly Judged[]>();
  return (model) =>
    judgedBlocks(model).flatMap((block) => {
      let found = passed.get(block);
      if (found === undefined) passed.set(block, (found = block.judged.filter(passes)));
      return found;
    });
}

/** The objectives that pay by a service credit, as far as their metric and type are known. */
export function objectivesPaying(model: SlaModel, remedy: Remedy): readonly Judged[] {
  return judgedBlocks(model).flatMap(({ paying }) => paying.get(remedy.id)?.all ?? []);
}

/** Of thousands of objectives that pay by a remedy, the first of each kind: those that a rule about values cannot tell apart. */
export function kindsPaying(model: SlaModel, remedy: Remedy): readonly Judged[] {
  const distinct = new Map<string, Judged>();
  for (const { paying } of judgedBlocks(model))
    for (const [alike, judged] of paying.get(remedy.id)?.distinct ?? [])
      if (!distinct.has(alike)) distinct.set(alike, judged);
  return [...distinct.values()];
}

/** Judged objectives by the id of a remedy that they name. */
function byRemedy(judged: readonly Judged[]): ReadonlyMap<string, Paying> {
  const paying = new Map<string, Paying>();
  for (const each of judged)
    for (const { value: id } of each.objective.remedies) {
      let entry = paying.get(id);
      if (entry === undefined) paying.set(id, (entry = { all: [], distinct: new Map() }));
      // One that names a remedy twice pays by it once.
      if (entry.all.at(-1) !== each) entry.all.push(each);
      if (!entry.distinct.has(each.alike)) entry.distinct.set(each.alike, each);
    }
  return paying;
}

/** What was made of a judged objective, and beside which sections. */
interface Remembered<V> {
  readonly calendars: SlaModel['calendars'];
  readonly parties: SlaModel['parties'];
  readonly value: V;
}

/**
 * Makes something of each judged objective once, for as long as it, its metric, the calendars and the parties are the same; nothing
 * else may be asked of the model. For rules that compare thousands of objectives of which an edit changes one.
 */
export function onceForEach<V>(make: (model: SlaModel, judged: Judged) => V): (model: SlaModel, judged: Judged) => V {
  const known = new WeakMap<Judged, Remembered<V>>();
  return (model, judged) => {
    const { calendars, parties } = model;
    const before = known.get(judged);
    if (before?.calendars === calendars && before.parties === parties) return before.value;
    const value = make(model, judged);
    known.set(judged, { calendars, parties, value });
    return value;
  };
}

// What many rules ask of one file: ids by kind, which keys a map lacks, where the text cannot be read. Found once per file.
// It must never call a key absent where it may be misspelled, merged in, or lost in text that YAML cannot read.

import { betterOf, byId, isIndicator, metricOf } from '../model/queries';
import type { SlaFile } from '../model/file';
import { isUpper, tierTable, type TierTable } from '../model/tiers';
import type { Bound, Metric, Named, Objective, Remedy, SlaModel } from '../model/sla';
import { isLoss, isUnreadable } from '../syntax/lost';
import { resolved, type MapNode, type SyntaxTree } from '../syntax/nodes';
import type { RefKind } from '../schema/schema-node';
import { metricType } from '../vocabulary/metrics/index';
import type { MetricType } from '../vocabulary/metrics/metric';
import { outOfRange } from './ranges';
import { misspelledAt } from './shape';

type Kind = Exclude<RefKind, 'fee-or-term' | 'metric-or-objective'>;

/** Under which key of the agreement the ids of a kind are declared. */
export const sectionOf: Readonly<Record<Kind, string>> = {
  party: 'parties',
  service: 'services',
  data: 'data',
  metric: 'metrics',
  objective: 'objectives',
  calendar: 'calendars',
  exclusion: 'exclusions',
  remedy: 'remedies',
  goal: 'goals',
};

/** What is declared of a kind, by id. */
export function declared(model: SlaModel, kind: Kind): ReadonlyMap<string, Named> {
  return byId<Named>(listOf(model, kind));
}

function listOf(model: SlaModel, kind: Kind): readonly Named[] {
  switch (kind) {
    case 'party':
      return model.parties;
    case 'service':
      return model.services;
    case 'data':
      return model.data;
    case 'metric':
      return model.metrics;
    case 'objective':
      return model.objectives;
    case 'calendar':
      return model.calendars;
    case 'exclusion':
      return model.exclusions;
    case 'remedy':
      return model.remedies;
    case 'goal':
      return model.goals;
  }
}

/** An objective with the metric that it judges, where both that and its type are known. */
export interface Judged {
  readonly objective: Objective;
  readonly metric: Metric;
  readonly type: MetricType;
  readonly better: 'higher' | 'lower' | undefined;
  /** The same text for those whose metrics yield the same and that are kept by the same values. */
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
  const inverted = [objective.bounds, ...(objective.targets ?? []).map((target) => target.bounds)].flatMap((bounds) => {
    const [bound, second] = bounds;
    if (better === undefined || bound === undefined || second !== undefined) return [];
    return isUpper(bound) === (better === 'lower') ? [] : [bound];
  });
  const judged = [{ objective, metric, type, better, inverted, alike: alikeness(objective, metric, type) }];
  judgedBefore.set(objective, { metric, judged });
  return judged;
}

function alikeness({ bounds, share, targets }: Objective, metric: Metric, type: MetricType): string {
  const [bound] = bounds;
  const { value, unit } = bound?.quantity ?? {};
  const units = metric.units.map(({ source }) => source.value).join();
  const yielded = `${type.id} ${metric.unit?.value} ${units} ${metric.data?.value} ${metric.better?.value}`;
  return `${yielded} ${bounds.length} ${bound?.word} ${value?.num}/${value?.den} ${unit} ${share === undefined} ${targets === undefined}`;
}

const judgedOf = new WeakMap<SlaModel, readonly Judged[]>();
const payingOf = new WeakMap<SlaModel, ReadonlyMap<string, Paying>>();

interface Paying {
  readonly all: Judged[];
  /** The first of each alikeness. */
  readonly distinct: Map<string, Judged>;
}

/** All objectives whose metric and type are known, in document order. */
export function judgedObjectives(model: SlaModel): readonly Judged[] {
  let judged = judgedOf.get(model);
  if (judged === undefined) {
    const found: Judged[] = [];
    for (const objective of model.objectives) for (const each of judge(model, objective)) found.push(each);
    judged = found;
    judgedOf.set(model, judged);
  }
  return judged;
}

/** The objectives that pay by a service credit, as far as their metric and type are known. */
export function objectivesPaying(model: SlaModel, remedy: Remedy): readonly Judged[] {
  return payingBy(model, remedy)?.all ?? [];
}

/** Of thousands of objectives that pay by a remedy, the first of each kind: those that a rule about values cannot tell apart. */
export function kindsPaying(model: SlaModel, remedy: Remedy): Iterable<Judged> {
  return payingBy(model, remedy)?.distinct.values() ?? [];
}

function payingBy(model: SlaModel, remedy: Remedy): Paying | undefined {
  let paying = payingOf.get(model);
  if (paying === undefined) {
    paying = byRemedy(judgedObjectives(model));
    payingOf.set(model, paying);
  }
  return paying.get(remedy.id);
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

/** The tiers as bands; undefined where one has a value that a metric cannot have: the rule about that speaks alone. */
export function possibleTable(model: SlaModel, remedy: Remedy): TierTable | undefined {
  const isPossible = ({ type }: Judged): boolean =>
    remedy.tiers.every(({ bounds }) => bounds.every(({ quantity }) => outOfRange(type, quantity) === undefined));
  return [...kindsPaying(model, remedy)].every(isPossible) ? tierTable(remedy) : undefined;
}

/** The bounds of the tiers of a remedy, as far as they are bounds of the value of an objective. */
export function boundsOfValue({ basis, tiers }: Remedy): readonly Bound[] {
  return basis === undefined || basis.value === 'value' ? tiers.flatMap(({ bounds }) => bounds) : [];
}

/** All bounds of an objective, those of its targets included. */
export function boundsIn(objective: Objective): readonly Bound[] {
  return [...objective.bounds, ...(objective.targets ?? []).flatMap((target) => target.bounds)];
}

const boundKeys = ['atLeast', 'atMost', 'above', 'below'] as const;

/** Whether an objective has written, readable or not, something to be kept. */
export function promisesSomething(file: SlaFile, objective: Objective): boolean {
  if (isIndicator(objective) || objective.map === undefined) return false;
  return !lacks(file, objective.map, ...boundKeys, 'targets', 'holds');
}

/**
 * Whether a map certainly has none of some keys: none is written, none was meant by a key of another name,
 * nothing is merged in, and all of the map could be read.
 */
export function lacks(file: SlaFile, map: MapNode | undefined, ...keys: readonly string[]): boolean {
  if (map === undefined || isUnreadable(file.tree, map.span)) return false;
  const meant = misspelledAt(file);
  return map.entries.every(({ key }) => {
    if (key.text === '<<' || keys.includes(key.text)) return false;
    const intended = meant.get(key.span.start);
    return intended === undefined || !intended.some((word) => keys.includes(word));
  });
}

/** Whether any of the text was lost to a problem of syntax. */
export function hasLoss(tree: SyntaxTree): boolean {
  return tree.problems.some(isLoss);
}

/** The map at the root. */
export function rootMap(file: SlaFile): MapNode | undefined {
  const root = resolved(file.tree.root);
  return root?.kind === 'map' ? root : undefined;
}

/** The map of something declared, where it stands in its own place and not behind an alias. */
export function ownMap(named: Named | undefined): MapNode | undefined {
  return named?.map !== undefined && named.entry.value === named.map ? named.map : undefined;
}

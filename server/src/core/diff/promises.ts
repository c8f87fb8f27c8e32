// All changes of promises between two versions of an agreement, for the rules of review.
// It must never speak where one of both could not be read as a whole: what is lost in broken text is not gone.

import type { SlaFile } from '../model/file';
import { betterOf, owedToOf } from '../model/queries';
import type { Exclusion, Metric, Objective, Remedy, SlaModel } from '../model/sla';
import { compareCuts, tierTable, type Cut, type TierTable } from '../model/tiers';
import { compare, zero, type Rational } from '../scalars/rational';
import { parseDuration } from '../scalars/words';
import { showBounds, showQuantity } from '../show/words';
import type { Text } from '../model/sla';
import type { Span } from '../text/span';
import { byOrder, joined, type Change, type Direction } from './change';
import { objectiveChanges, pairsOf, type Pairs } from './objectives';
import { compareDurations, compareLimits, isSameText } from './values';

const known = new WeakMap<SlaFile, { readonly before: SlaFile; readonly changes: readonly Change[] }>();

/** The changes of promises from one version to the next, in document order of the new one. Both files have to be readable. */
export function promiseChanges(before: SlaFile, now: SlaFile): readonly Change[] {
  const last = known.get(now);
  if (last?.before === before) return last.changes;
  const [old, fresh] = [before.model, now.model];
  const pairs = pairsOf(old, fresh);
  const found = [
    ...pairs.kept.flatMap((pair) => objectiveChanges(old, fresh, pair)),
    ...wholeObjectives(old, fresh, pairs),
    ...exclusionChanges(old, fresh),
    ...remedyChanges(old, fresh),
    ...claimChanges(old, fresh),
    ...metricChanges(old, fresh),
  ];
  const changes = found.sort((a, b) => a.span.start - b.span.start);
  known.set(now, { before, changes });
  return changes;
}

/** Objectives that are gone are promised no more; those that are new were not before. */
function wholeObjectives(before: SlaModel, now: SlaModel, { gone, come }: Pairs): readonly Change[] {
  const place = now.objectives[0]?.idSpan ?? { start: 0, end: 0 };
  const change = (model: SlaModel, objective: Objective, direction: Direction, span: Span): readonly Change[] => {
    const party = owedToOf(model, objective);
    if (party === undefined || objective.status?.value === 'indicator') return [];
    const value = showBounds(objective.bounds);
    const [from, to] = direction === 'weaker' ? [value, ''] : ['', value];
    return [{ id: objective.id, span, from, to, direction, party }];
  };
  // Where some are gone and some are new, one may be the other under another name.
  if (gone.length > 0 && come.length > 0) return [];
  return [
    ...gone.flatMap((objective) => change(before, objective, 'weaker', place)),
    ...come.flatMap((objective) => change(now, objective, 'stronger', objective.idSpan)),
  ];
}

/** The parties to whom objectives are owed that name something. */
function partiesOf(model: SlaModel, names: (objective: Objective) => boolean): readonly string[] {
  const parties = model.objectives.filter(names).flatMap((objective) => owedToOf(model, objective) ?? []);
  return [...new Set(parties)];
}

function changesFor(
  parties: readonly string[],
  change: Omit<Change, 'party' | 'direction'>,
  direction: Direction | undefined,
): readonly Change[] {
  return direction === undefined ? [] : parties.map((party) => ({ ...change, direction, party }));
}

function exclusionChanges(before: SlaModel, now: SlaModel): readonly Change[] {
  return now.exclusions.flatMap((exclusion) => {
    const old = before.exclusions.find(({ id }) => id === exclusion.id);
    if (old === undefined) return [];
    const { id } = exclusion;
    const parties = partiesOf(now, ({ excludes }) => excludes.some(({ value }) => value === id));
    return [...limitChange(old, exclusion, parties), ...noticeChange(old, exclusion, parties)];
  });
}

function limitChange(old: Exclusion, now: Exclusion, parties: readonly string[]): readonly Change[] {
  const [from, to] = [old.limit, now.limit];
  const show = (limit: typeof from): string => (limit === undefined ? '' : showQuantity(limit.value.amount));
  const place = { id: now.id, span: to?.span ?? now.idSpan, from: show(from), to: show(to) };
  if (from === undefined || to === undefined) {
    // A limit with a slip is no limit that is gone.
    const isWritten = [old, now].map(({ map }) => map?.entries.some(({ key }) => key.text === 'limit') === true);
    if (isWritten[0] !== (from !== undefined) || isWritten[1] !== (to !== undefined)) return [];
    return changesFor(parties, place, from === to ? undefined : to === undefined ? 'weaker' : 'stronger');
  }
  const order = compareLimits(to.value, from.value);
  return changesFor(parties, place, order === undefined ? 'unclear' : byOrder(order, 'weaker'));
}

function noticeChange(old: Exclusion, now: Exclusion, parties: readonly string[]): readonly Change[] {
  const [from, to] = [old.notice, now.notice];
  if (from === undefined || to === undefined) return [];
  const order = compareDurations(to.value, from.value);
  const place = { id: now.id, span: to.span, from: showQuantity(from.value), to: showQuantity(to.value) };
  return changesFor(parties, place, order === undefined ? 'unclear' : byOrder(order, 'stronger'));
}

function remedyChanges(before: SlaModel, now: SlaModel): readonly Change[] {
  return now.remedies.flatMap((remedy) => {
    const old = before.remedies.find(({ id }) => id === remedy.id);
    if (old === undefined || old.kind?.value !== remedy.kind?.value) return [];
    const parties = partiesOf(now, ({ remedies }) => remedies.some(({ value }) => value === remedy.id));
    return [...creditChange(old, remedy, parties), ...capChange(old, remedy, parties)];
  });
}

function capChange(old: Remedy, now: Remedy, parties: readonly string[]): readonly Change[] {
  const [from, to] = [old.caps, now.caps];
  const [first, second] = [from[0], to[0]];
  if (from.length !== 1 || to.length !== 1 || first === undefined || second === undefined) return [];
  const order = compareLimits(second.value, first.value);
  const [shown, fresh] = [first, second].map(({ value }) => showQuantity(value.amount));
  const place = { id: now.id, span: second.span, from: shown ?? '', to: fresh ?? '' };
  return changesFor(parties, place, order === undefined ? 'unclear' : byOrder(order, 'stronger'));
}

/** Compares two tables at every value where one of them changes, and beside it. */
function creditChange(old: Remedy, now: Remedy, parties: readonly string[]): readonly Change[] {
  const [from, to] = [tierTable(old), tierTable(now)];
  if (from === undefined || to === undefined || from.unit !== to.unit) return [];
  if (!isSameText(old.of?.value, now.of?.value) || !isSameText(old.basis?.value, now.basis?.value)) return [];
  const cuts = [...from.bands, ...to.bands].flatMap(({ low, high }) => [low, high].filter((cut) => cut !== undefined));
  let changed: Changed | undefined;
  const directions = places(cuts).map((place) => {
    const [before, after] = [creditAt(from, place), creditAt(to, place)];
    if (before === undefined || after === undefined) return 'unclear';
    const order = compare(after, before);
    if (order !== 0) changed ??= changedTier(to, from, place);
    return byOrder(order, 'stronger');
  });
  const place = { id: now.id, span: changed?.span ?? now.idSpan, from: changed?.from ?? '', to: changed?.to ?? '' };
  return changesFor(parties, place, joined(directions));
}

interface Changed {
  readonly span: Span;
  readonly from: string;
  readonly to: string;
}

function changedTier(table: TierTable, old: TierTable, place: Cut): Changed | undefined {
  const [tier, before] = [tierAt(table, place), tierAt(old, place)];
  const show = (each: typeof tier): string => (each?.credit === undefined ? '' : showQuantity(each.credit.value));
  const shown = tier ?? table.bands[0]?.tier;
  return shown === undefined ? undefined : { span: (tier?.credit ?? shown).span, from: show(before), to: show(tier) };
}

/** A place right before and right behind every cut: between two of them nothing changes. */
function places(cuts: readonly Cut[]): readonly Cut[] {
  const at = (cut: Cut): readonly Cut[] => [
    { value: cut.value, isBehind: false },
    { value: cut.value, isBehind: true },
  ];
  return cuts.flatMap(at).sort(compareCuts);
}

/** Whether the values that lie right behind a place are in a band. */
function holds({ low, high }: { low: Cut | undefined; high: Cut | undefined }, place: Cut, side: -1 | 1): boolean {
  const isAbove = low === undefined || (side > 0 ? compareCuts(low, place) <= 0 : compareCuts(low, place) < 0);
  const isBelow = high === undefined || (side > 0 ? compareCuts(high, place) > 0 : compareCuts(high, place) >= 0);
  return isAbove && isBelow;
}

/** The tier that pays for values right behind a place, or right before the first one. */
function tierAt({ bands }: TierTable, place: Cut): TierTable['bands'][number]['tier'] | undefined {
  const side = place.isBehind ? 1 : -1;
  const holding = bands.filter((band) => holds(band, place, side)).map(({ tier }) => tier);
  return holding.reduce<(typeof holding)[number] | undefined>((best, tier) => {
    if (best?.credit === undefined || tier.credit === undefined) return best ?? tier;
    return compare(tier.credit.value.value, best.credit.value.value) > 0 ? tier : best;
  }, undefined);
}

/** What is paid at a place in percent; undefined for tiers in money or days. */
function creditAt(table: TierTable, place: Cut): Rational | undefined {
  const tier = tierAt(table, place);
  if (tier === undefined) return zero;
  return tier.credit?.value.dimension === 'percent' ? tier.credit.value.value : undefined;
}

function claimChanges(before: SlaModel, now: SlaModel): readonly Change[] {
  const [from, to] = [before.claims, now.claims];
  if (from?.within === undefined || to?.within === undefined || to.by === undefined) return [];
  if (from.by?.value !== to.by.value) return [];
  const order = compareDurations(to.within.value, from.within.value);
  const place = { span: to.within.span, from: showQuantity(from.within.value), to: showQuantity(to.within.value) };
  return changesFor(
    [to.by.value],
    { id: 'claims', ...place },
    order === undefined ? 'unclear' : byOrder(order, 'stronger'),
  );
}

/** What a metric counts otherwise now. */
export interface Redefinition {
  readonly metric: Metric;
  /** Where the new definition stands. */
  readonly span: Span;
  readonly from: string;
  readonly to: string;
  /** For those to whom objectives over the metric are owed. */
  readonly direction: Direction;
}

const definingParameters = ['downWhen', 'minimumLength', 'mergeGap', 'idle', 'slice', 'definition', 'variant', 'clock'];

/** What each metric counts otherwise: type, filter, data and how they are read. */
export function redefinitions(before: SlaModel, now: SlaModel): readonly Redefinition[] {
  return now.metrics.flatMap((metric) => {
    const old = before.metrics.find(({ id }) => id === metric.id);
    return old === undefined ? [] : definitionChanges(before, now, old, metric);
  });
}

function definitionChanges(before: SlaModel, now: SlaModel, old: Metric, metric: Metric): readonly Redefinition[] {
  const found: Redefinition[] = [];
  const note = (from: Text | undefined, to: Text | undefined, direction: Direction): void => {
    if (isSameText(from?.value, to?.value)) return;
    found.push({ metric, span: to?.span ?? metric.idSpan, from: from?.value ?? '', to: to?.value ?? '', direction });
  };
  note(old.type, metric.type, 'unclear');
  note(old.where, metric.where, 'unclear');
  note(old.noData, metric.noData, noDataDirection(old, metric));
  note(old.beforeStart, metric.beforeStart, 'unclear');
  for (const name of definingParameters) {
    const [from, to] = [old.parameters.get(name), metric.parameters.get(name)];
    const lengths = [from, to].map((text) => (text === undefined ? undefined : parseDuration(text.value)));
    const [first, second] = lengths.map((read) => (read?.ok === true ? read.value : undefined));
    const order = first === undefined || second === undefined ? undefined : compareDurations(second, first);
    if (order === 0) continue;
    const isLength = name === 'minimumLength' && order !== undefined;
    note(from, to, isLength ? (byOrder(order, 'weaker') ?? 'unclear') : 'unclear');
  }
  const [source, oldSource] = [sourceOf(now, metric), sourceOf(before, old)];
  if (source !== undefined && oldSource !== undefined) note(oldSource.where, source.where, 'unclear');
  return found;
}

const sourceOf = (model: SlaModel, { data }: Metric): SlaModel['data'][number] | undefined =>
  model.data.find(({ id }) => id === data?.value);

/** Silence that counts as good hides misses; that which counts as bad makes them. */
function noDataDirection(old: Metric, metric: Metric): Direction {
  const order = ['bad', 'unknown', 'good'];
  const at = (each: Metric): number => order.indexOf(each.noData?.value ?? 'unknown');
  if (at(old) < 0 || at(metric) < 0 || betterOf(metric) !== 'higher') return 'unclear';
  return byOrder(at(metric) - at(old), 'weaker') ?? 'unclear';
}

function metricChanges(before: SlaModel, now: SlaModel): readonly Change[] {
  return redefinitions(before, now).flatMap(({ metric, span, from, to, direction }) => {
    if (direction === 'unclear') return [];
    const parties = partiesOf(now, (objective) => objective.metric?.value === metric.id);
    return changesFor(parties, { id: metric.id, span, from, to }, direction);
  });
}

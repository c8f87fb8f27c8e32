// Makes the compute plan of an agreement: which partial aggregates answer its objectives. Pure, no clock, no files.
// It must never put a target into an item, so that a target being typed needs no data read again.

import {
  calendarOf,
  defaultCalendar,
  exclusionOf,
  isClosedAtTimes,
  metricOf,
  sourceOf,
  valueUnit,
} from '../model/queries';
import type { Bound, DataSource, Exclusion, Metric, Objective, SlaModel, Text } from '../model/sla';
import { namesIn, parseExpression } from '../scalars/expression';
import { isDuration, microsecondsIn, type Duration } from '../scalars/quantity';
import { toNumber } from '../scalars/rational';
import { isCalendarUnit } from '../scalars/units';
import { blocksOf, type Block } from '../text/blocks';
import { parseDate, type WindowSpec } from '../scalars/words';
import type { CalendarDefinition } from '../time/calendars';
import type { WindowDefinition } from '../time/windows';
import { metricType } from '../vocabulary/metrics/index';
import { hashOf } from './hash';
import { calendarPlan } from './plan-calendars';
import { foldStatistic, isClock, isRead, thresholdsOf } from './plan-judgement';
import { aggregatesOf, membersOf, unstatedParameter, type Asked } from './plan-members';
import type { ComputePlan, ExclusionPlan, PlanDuration, PlanItem, SourcePlan } from './plan-types';

/** Which items answer an objective. */
export interface PlannedObjective {
  readonly objective: string;
  /** Undefined where nothing can be computed; `reason` says why. */
  readonly item: string | undefined;
  readonly reason: string | undefined;
  /** Items of the metrics named in `when`, by metric id. */
  readonly conditions: ReadonlyMap<string, string>;
  /** Items of the members of a composite, by the name under which it lists them; empty for other types. */
  readonly members: ReadonlyMap<string, string>;
}

export interface Planned {
  readonly plan: ComputePlan;
  readonly objectives: readonly PlannedObjective[];
}

export interface PlanOptions {
  /** Milliseconds since 1970; overrides the data's own last instant. */
  readonly asOf?: number;
}

/** The parts of a model on which every item depends; a whole model kept here would keep all that was ever typed. */
type Grounds = Pick<SlaModel, 'calendars' | 'exclusions' | 'timeZone' | 'term'>;

/** What every item depends on beside its objective and its metric; one object for as long as none of it has changed. */
interface Ground {
  readonly of: Grounds;
  readonly shared: { readonly zone: string; readonly term: ComputePlan['term']; readonly asOf: number | undefined };
  readonly calendars: readonly CalendarDefinition[];
  readonly sources: readonly SourcePlan[];
  readonly exclusions: readonly ExclusionPlan[];
}

/** A run of objectives as it was planned, with what it was planned from. */
interface PlannedRun {
  readonly ground: Ground;
  /** The metrics by which its objectives are answered, and the ids by which these were found. */
  readonly names: readonly (string | undefined)[];
  readonly metrics: readonly (Metric | undefined)[];
  readonly objectives: readonly PlannedObjective[];
  readonly items: readonly PlanItem[];
}

const grounds = new WeakMap<readonly DataSource[], Ground>();
const runs = new WeakMap<Block<Objective>, PlannedRun>();

/**
 * Plans an agreement. Objectives that lack something (a metric, data, a window) are planned without an item and with a reason.
 * A block of objectives that was planned before, over the same metrics and the same ground, is not planned again: in an agreement
 * of thousands, a key changes one.
 */
export function planOf(model: SlaModel, options: PlanOptions = {}): Planned {
  const ground = groundOf(model, options.asOf);
  const items = new Map<string, PlanItem>();
  const objectives: PlannedObjective[] = [];
  for (const block of blocksOf(model.objectives)) {
    const run = plannedRun(ground, model, block);
    objectives.push(...run.objectives);
    for (const item of run.items) {
      const known = items.get(item.id);
      const thresholds = known === undefined ? item.thresholds : ascending([...known.thresholds, ...item.thresholds]);
      items.set(item.id, known === undefined ? item : { ...item, thresholds });
    }
  }
  const { shared, calendars, sources, exclusions } = ground;
  return { plan: { version: 1, ...shared, calendars, sources, exclusions, items: [...items.values()] }, objectives };
}

function ascending(values: readonly number[]): readonly number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}

function groundOf(model: SlaModel, asOf: number | undefined): Ground {
  const known = grounds.get(model.data);
  if (known !== undefined && known.shared.asOf === asOf && hasSameGround(known.of, model)) return known;
  const term =
    isDate(model.term?.from) && isDate(model.term?.to)
      ? { from: model.term.from.value, to: model.term.to.value }
      : undefined;
  const { calendars, exclusions, timeZone } = model;
  const made = {
    of: { calendars, exclusions, timeZone, term: model.term },
    shared: { zone: timeZone?.value ?? 'UTC', term, asOf },
    calendars: calendars.flatMap((calendar) => calendarPlan(model, calendar) ?? []),
    sources: model.data.map(sourcePlan),
    exclusions: exclusions.map((exclusion) => exclusionPlan(model, exclusion)),
  };
  grounds.set(model.data, made);
  return made;
}

/** A section in which nothing has changed is the same list. */
function hasSameGround(a: Grounds, b: Grounds): boolean {
  return (
    a.calendars === b.calendars &&
    a.exclusions === b.exclusions &&
    a.timeZone?.value === b.timeZone?.value &&
    a.term?.from?.value === b.term?.from?.value &&
    a.term?.to?.value === b.term?.to?.value
  );
}

function plannedRun(ground: Ground, model: SlaModel, block: Block<Objective>): PlannedRun {
  const known = runs.get(block);
  const metricNamed = (name: string | undefined): Metric | undefined => metricOf(model, name);
  if (known?.ground === ground && known.names.every((name, index) => metricNamed(name) === known.metrics[index]))
    return known;
  const names: (string | undefined)[] = [];
  const objectives: PlannedObjective[] = [];
  const items: PlanItem[] = [];
  let isKept = true;
  for (const objective of block.items) {
    const own = [objective.metric?.value, ...conditionMetrics(objective)];
    const answer = planAnew(ground, model, objective, own);
    // Members may be objectives, which stand in any block.
    isKept &&= metricType(metricNamed(objective.metric?.value)?.type?.value)?.fold.kind !== 'composite';
    names.push(...own);
    objectives.push(answer.planned);
    items.push(...answer.items);
  }
  const made = { ground, names, metrics: names.map(metricNamed), objectives, items };
  if (isKept) runs.set(block, made);
  return made;
}

function planAnew(
  ground: Ground,
  model: SlaModel,
  objective: Objective,
  [name, ...others]: readonly (string | undefined)[],
): { readonly planned: PlannedObjective; readonly items: readonly PlanItem[] } {
  const conditions = new Map<string, string>();
  const members = new Map<string, string>();
  const metric = metricOf(model, name);
  if (metric === undefined) {
    const reason = 'its metric is not known';
    return { planned: { objective: objective.id, item: undefined, reason, conditions, members }, items: [] };
  }
  const kind = metricType(metric.type?.value)?.fold.kind;
  const main =
    kind === 'composite'
      ? membersOf(model, metric, (member) => itemOf(ground, model, objective, member, 'member'))
      : kind === 'custom'
        ? aggregatesOf(metric, (asked) => itemOf(ground, model, objective, metric, 'own', asked))
        : itemOf(ground, model, objective, metric, 'own');
  const items = typeof main === 'string' ? [] : 'id' in main ? [main] : [...main.values()];
  if (typeof main !== 'string' && !('id' in main)) for (const [member, { id }] of main) members.set(member, id);
  for (const id of others) {
    const other = metricOf(model, id);
    const item = other === undefined ? undefined : itemOf(ground, model, objective, other, 'condition');
    if (id === undefined || item === undefined || typeof item === 'string') continue;
    conditions.set(id, item.id);
    items.push(item);
  }
  const answer =
    typeof main === 'string'
      ? { item: undefined, reason: main }
      : { item: 'id' in main ? main.id : undefined, reason: undefined };
  return { planned: { objective: objective.id, ...answer, conditions, members }, items };
}

/** What an item is for: the value of the objective, a condition over all groups, or a member of a composite. */
type Use = 'own' | 'condition' | 'member';

/** The item that answers an objective by a metric, or why there is none. */
function itemOf(
  ground: Ground,
  model: SlaModel,
  objective: Objective,
  metric: Metric,
  use: Use,
  asked?: Asked,
): PlanItem | string {
  const draft = itemDraft(model, objective, metric, use, asked);
  if (typeof draft === 'string') return draft;
  const { thresholds, ...hashed } = draft;
  const { sources, calendars, shared } = ground;
  const related = {
    sources: sources.filter((source) => isRead(draft, source.id)),
    exclusions: ground.exclusions.filter((exclusion) => draft.exclusions.includes(exclusion.id)),
  };
  const exclusionSources = sources.filter((source) =>
    related.exclusions.some((exclusion) => exclusion.source === source.id),
  );
  const id = hashOf({ hashed, related, exclusionSources, calendars, shared });
  return { ...draft, id, thresholds: ascending(thresholds) };
}

/** Role to column or expression; an aggregate takes its own value and none of another role. */
function columnsOf(source: DataSource, metric: Metric, asked: Asked | undefined): Record<string, string> {
  const own = asked?.source === undefined ? metric.columns : [];
  const mapped = Object.fromEntries([...source.columns, ...own].map(({ role, source: text }) => [role, text.value]));
  if (asked === undefined) return mapped;
  const { at = 'at' } = mapped;
  return { at, ...asked.columns };
}

function isDate(text: Text | undefined): text is Text {
  return text !== undefined && parseDate(text.value).ok;
}

/** The metric ids that a qualifying condition reads. */
export function conditionMetrics(objective: Objective): readonly string[] {
  if (objective.when === undefined) return [];
  const parsed = parseExpression(objective.when.value);
  return parsed.ok ? [...new Set(namesIn(parsed.expression).map(({ name }) => name))] : [];
}

function itemDraft(
  model: SlaModel,
  objective: Objective,
  metric: Metric,
  use: Use,
  asked: Asked | undefined,
): Omit<PlanItem, 'id'> | string {
  const isCondition = use === 'condition';
  const type = metricType(metric.type?.value);
  if (type === undefined) return 'its metric type is not known';
  if (type.fold.kind === 'composite') return 'a composite cannot be read from rows';
  const unstated = unstatedParameter(type, metric);
  if (unstated !== undefined) return unstated;
  const source = sourceOf(model, asked?.source ?? metric.data?.value);
  if (source === undefined) return 'no data is attached';
  if (source.file === undefined && source.connection === undefined) return 'its data names no file and no connection';
  const window = objective.window === undefined ? undefined : windowDefinition(model, objective.window.value);
  if (window === undefined) return 'it has no window';
  const calendars = isCondition ? undefined : calendarsOf(model, objective);
  if (calendars === null) return 'its business time has no calendar';
  const closing = [calendars?.general, ...Object.values(calendars?.byGroup ?? {})].find((id) =>
    isClosedAtTimes(calendarOf(model, id)),
  );
  // Judged around the clock the value would be another one than the text promises.
  if (closing !== undefined && !isClock(type.fold))
    return `its value in the hours of "${closing}" is not computed by this version`;
  const unit = valueUnit(model, metric);
  return {
    type: type.id,
    fold: asked?.fold ?? type.fold,
    source: source.id,
    columns: columnsOf(source, metric, asked),
    where: [source.where, metric.where].flatMap((where) => where?.value ?? []),
    per: isCondition ? [] : objective.per.map((column) => column.value),
    namedGroups: isCondition ? [] : (objective.targets ?? []).map((target) => target.group),
    window,
    exclusions: objective.excludes
      .map((exclusion) => exclusion.value)
      .filter((id) => exclusionOf(model, id) !== undefined),
    calendar: calendars?.general ?? metric.parameters.get('schedule.calendar')?.value,
    calendarByGroup: calendars?.byGroup ?? {},
    deadlines: use === 'own' ? deadlinesOf(objective) : {},
    parameters: Object.fromEntries([...metric.parameters].map(([name, text]) => [name, text.value])),
    statistic: foldStatistic(type.fold, objective, metric),
    beforeStart: metric.beforeStart?.value ?? 'unknown',
    valueUnit: unit,
    ...(use === 'member' && type.fold.kind === 'downtime' ? { wantsSets: true as const } : {}),
    thresholds: thresholdsOf(type, metric, use === 'own' ? objective : undefined, unit),
  };
}

/** The calendars of an objective and its groups; null where business time has none. */
function calendarsOf(
  model: SlaModel,
  objective: Objective,
): { general: string | undefined; byGroup: Record<string, string> } | null {
  const fallback = (bounds: readonly Bound[]): string | undefined | null => {
    if (!bounds.some((bound) => isDuration(bound.quantity) && bound.quantity.business)) return undefined;
    return defaultCalendar(model)?.id ?? null;
  };
  const own = objective.calendar?.value;
  const general = own ?? fallback(objective.bounds);
  if (general === null) return null;
  const byGroup: Record<string, string> = {};
  for (const target of objective.targets ?? []) {
    const calendar = target.calendar?.value ?? own ?? fallback(target.bounds);
    if (calendar === null) return null;
    if (calendar !== undefined) byGroup[target.group] = calendar;
  }
  for (const id of [general, ...Object.values(byGroup)])
    if (id !== undefined && calendarOf(model, id) === undefined) return null;
  return { general, byGroup };
}

/** Bounds in days and longer are met or missed by a deadline on the calendar, record by record. */
function deadlinesOf(objective: Objective): Record<string, PlanDuration> {
  const deadlines: Record<string, PlanDuration> = {};
  if (objective.share === undefined) return deadlines;
  const add = (group: string, bounds: readonly Bound[]): void => {
    const quantity = bounds.find((bound) => bound.word === 'atMost' || bound.word === 'below')?.quantity;
    if (quantity !== undefined && isDuration(quantity) && isCalendarUnit(quantity.unit))
      deadlines[group] = planDuration(quantity);
  };
  add('*', objective.bounds);
  for (const target of objective.targets ?? []) add(target.group, target.bounds);
  return deadlines;
}

export function planDuration(duration: Duration): PlanDuration {
  return { amount: toNumber(duration.value), unit: duration.unit, business: duration.business };
}

/** A window of the text as plain data; undefined where the term that it needs is missing. */
export function windowDefinition(model: SlaModel, spec: WindowSpec): WindowDefinition | undefined {
  if (spec.kind === 'event') return { kind: 'event' };
  if (spec.kind === 'rolling') return { kind: 'rolling', amount: toNumber(spec.length.value), unit: spec.length.unit };
  const { from, to } = model.term ?? {};
  const needsTerm = spec.unit === 'term' || (spec.unit === 'billing-month' && spec.anchor === undefined);
  if (!needsTerm)
    return { kind: 'calendar', unit: spec.unit, ...(spec.anchor === undefined ? {} : { anchor: spec.anchor }) };
  if (from === undefined || to === undefined) return undefined;
  return {
    kind: 'calendar',
    unit: spec.unit,
    term: { from: from.value, to: to.value },
    ...(spec.anchor === undefined ? {} : { anchor: spec.anchor }),
  };
}

function sourcePlan(source: DataSource): SourcePlan {
  const every = source.every === undefined ? undefined : microsecondsIn(source.every.value);
  return {
    id: source.id,
    file: source.file?.value,
    connection: source.connection?.value,
    table: source.table?.value,
    queries: Object.fromEntries(source.queries.map(({ role, query }) => [role, query.value])),
    timeZone: source.timeZone?.value,
    key: source.key?.value,
    aliases: source.aliases,
    coversFrom: source.covers?.from?.value,
    coversTo: source.covers?.to?.value,
    everyMs: every === undefined ? undefined : toNumber(every) / 1_000,
    columns: Object.fromEntries(source.columns.map((column) => [column.role, column.source.value])),
  };
}

function exclusionPlan(model: SlaModel, exclusion: Exclusion): ExclusionPlan {
  const { limit, notice } = exclusion;
  const length = limit !== undefined && isDuration(limit.value.amount) ? microsecondsIn(limit.value.amount) : undefined;
  const window =
    limit === undefined
      ? undefined
      : windowDefinition(model, limit.value.per ?? { kind: 'calendar', unit: 'month', anchor: undefined });
  const needsCalendar = notice?.value.business === true;
  return {
    id: exclusion.id,
    kind: exclusion.kind?.value ?? '',
    source: sourceOf(model, exclusion.data?.value)?.id,
    intervals: exclusion.intervals.flatMap(({ from, to, group }) =>
      from === undefined || to === undefined ? [] : [{ from: from.value, to: to.value, group: group?.value }],
    ),
    where: exclusion.where?.value,
    notice: notice === undefined ? undefined : planDuration(notice.value),
    calendar: exclusion.calendar?.value ?? (needsCalendar ? defaultCalendar(model)?.id : undefined),
    slot: exclusion.slot,
    limit: length === undefined || window === undefined ? undefined : { ms: toNumber(length) / 1_000, window },
  };
}

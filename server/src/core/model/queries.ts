// Questions asked of a model: defaults that the language gives, and who refers to whom.
// It must never change a model, and an answer that is not certain is undefined.

import { parseQuantity } from '../scalars/quantity';
import { metricType } from '../vocabulary/metrics/index';
import type { Bound, Calendar, DataSource, Exclusion, Metric, Objective, Party, Remedy, SlaModel } from './sla';

/** Lists of a model by id, found once per list: an agreement may hold thousands of objectives that each ask. */
const indexes = new WeakMap<readonly { readonly id: string }[], ReadonlyMap<string, unknown>>();

function find<T extends { readonly id: string }>(list: readonly T[], id: string | undefined): T | undefined {
  if (id === undefined) return undefined;
  return byId(list).get(id);
}

/** A list by id; the first of several of one id counts. A section in which nothing has changed is the same list. */
export function byId<T extends { readonly id: string }>(list: readonly T[]): ReadonlyMap<string, T> {
  let index = indexes.get(list);
  if (index === undefined) {
    const made = new Map<string, T>();
    for (const item of list) if (!made.has(item.id)) made.set(item.id, item);
    index = made;
    indexes.set(list, index);
  }
  return index as ReadonlyMap<string, T>;
}

export const metricOf = (model: SlaModel, id: string | undefined): Metric | undefined => find(model.metrics, id);
export const sourceOf = (model: SlaModel, id: string | undefined): DataSource | undefined => find(model.data, id);
export const calendarOf = (model: SlaModel, id: string | undefined): Calendar | undefined => find(model.calendars, id);
export const exclusionOf = (model: SlaModel, id: string | undefined): Exclusion | undefined =>
  find(model.exclusions, id);
export const objectiveOf = (model: SlaModel, id: string | undefined): Objective | undefined =>
  find(model.objectives, id);
export const remedyOf = (model: SlaModel, id: string | undefined): Remedy | undefined => find(model.remedies, id);

/** The only party with a role, or undefined where there is none or more than one. */
export function onlyParty(model: SlaModel, role: 'provider' | 'customer'): Party | undefined {
  const parties = model.parties.filter((party) => party.role?.value === role);
  return parties.length === 1 ? parties[0] : undefined;
}

/** Who owes an objective: as written, else the only provider. */
export function owedByOf(model: SlaModel, objective: Objective): string | undefined {
  return objective.owedBy?.value ?? onlyParty(model, 'provider')?.id;
}

/** To whom an objective is owed: as written, else the only customer. */
export function owedToOf(model: SlaModel, objective: Objective): string | undefined {
  return objective.owedTo?.value ?? onlyParty(model, 'customer')?.id;
}

/** Whether the objective is reported only and owed by nobody. */
export function isIndicator(objective: Objective): boolean {
  return objective.status?.value === 'indicator';
}

/** The calendar that business units tick in where none is named: the only one whose hours are not 24x7. */
export function defaultCalendar({ calendars }: SlaModel): Calendar | undefined {
  let known = defaults.get(calendars);
  if (known === undefined) {
    const [first, another] = calendars.filter((calendar) => calendar.hours !== '24x7');
    defaults.set(calendars, (known = { calendar: another === undefined ? first : undefined }));
  }
  return known.calendar;
}

const defaults = new WeakMap<readonly Calendar[], { readonly calendar: Calendar | undefined }>();

/** Whether a calendar has hours in which nothing ticks. */
export function isClosedAtTimes(calendar: Calendar | undefined): boolean {
  if (calendar === undefined) return false;
  const { hours, holidays, except, holidayRegion } = calendar;
  return hours !== '24x7' || holidays.length > 0 || except.length > 0 || holidayRegion !== undefined;
}

/** The zone of a calendar: its own, else the agreement's. */
export function zoneOfCalendar(model: SlaModel, calendar: Calendar): string | undefined {
  return calendar.timeZone?.value ?? model.timeZone?.value;
}

/**
 * The unit of the values that a metric measures: its own `unit` or `units`, the source's, else the type's. Undefined for
 * an unknown type. A share is in percent, whatever the unit of a column that other metrics read.
 */
export function valueUnit(model: SlaModel, metric: Metric): string | undefined {
  const type = metricType(metric.type?.value);
  if (type?.dimension === 'percent' && type.valueUnit === undefined) return type.unit;
  const own = metric.unit?.value ?? metric.units.find((unit) => unit.role === 'value')?.source.value;
  const source = sourceOf(model, metric.data?.value)?.units.find((unit) => unit.role === 'value')?.source.value;
  // What is counted has no unit of time or size, whatever a column holds that other metrics read.
  const isForeign = type?.dimension === 'count' && source !== undefined && !isNounOf(source);
  return own ?? (isForeign ? undefined : source) ?? type?.valueUnit ?? type?.unit;
}

function isNounOf(unit: string): boolean {
  const read = parseQuantity(`1 ${unit}`);
  return read.ok && read.value.dimension === 'count';
}

/** The unit of a metric's result, which is not that of its values where the type makes something else of them. */
export function resultUnit(model: SlaModel, metric: Metric): string | undefined {
  const type = metricType(metric.type?.value);
  return type?.valueUnit === undefined ? valueUnit(model, metric) : type.unit;
}

/** Whether a baseline says of what data it was made. */
export function namesFingerprint({ metrics, objectives }: SlaModel): boolean {
  return [metrics, objectives].some((list) => list.some(({ baseline }) => baseline?.fingerprint !== undefined));
}

/** Whether higher values of a metric are better; undefined for an unknown type or one without a stated direction. */
export function betterOf(metric: Metric): 'higher' | 'lower' | undefined {
  const better = metricType(metric.type?.value)?.better;
  if (better !== 'declared') return better;
  const declared = metric.better?.value;
  return declared === 'higher' || declared === 'lower' ? declared : undefined;
}

/** The bounds that an objective has for a group; none where its targets do not name it. */
export function boundsOfGroup({ bounds, targets }: Objective, group: string | undefined): readonly Bound[] {
  return targets === undefined ? bounds : (targets.find((target) => target.group === group)?.bounds ?? []);
}

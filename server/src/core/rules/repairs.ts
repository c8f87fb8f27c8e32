// Promises of repair, one's own and those of the suppliers below, as the rules that compare them ask for them.
// It must never take a clock that stops at the response for one of a repair.

import { calendarOf, defaultCalendar, isIndicator, zoneOfCalendar } from '../model/queries';
import type { SlaModel } from '../model/sla';
import { isUpper } from '../model/tiers';
import { hoursOf, type Hours } from './hours';
import { judge, type Judged } from './judged';
import { longestPromised, type Promised } from './promises';
import type { Underpinning } from './underpinning';

/** Types that say how long it takes until something works again. */
const repairTypes: readonly string[] = ['time-to-restore', 'mttr', 'resolution-time', 'outage-duration-max'];

/** Whether an objective promises how long it takes until something works again. */
export function isRepair({ type, metric, inverted, objective }: Judged): boolean {
  const isOfRepair = metric.parameters.get('clock')?.value !== 'respond';
  return repairTypes.includes(type.id) && isOfRepair && inverted.length === 0 && !isIndicator(objective);
}

/** What a supplier promises, with the agreement in which its calendars stand. */
export interface Supplied {
  readonly model: SlaModel;
  readonly promises: readonly Promised[];
}

/** The times of repair of a supplier: as its agreement promises them, else as the dependency writes one. */
export function repairsBelow(model: SlaModel, { dependency, other, objective }: Underpinning): Supplied | undefined {
  if (other !== undefined && dependency.objective !== undefined) {
    const [judged] = objective === undefined ? [] : judge(other.model, objective);
    if (objective === undefined || judged === undefined || !isRepair(judged)) return undefined;
    return { model: other.model, promises: longestPromised(objective) };
  }
  const [bound, second] = dependency.bounds;
  if (bound === undefined || second !== undefined || !isUpper(bound) || bound.quantity.dimension !== 'duration')
    return undefined;
  return { model, promises: [{ group: undefined, bound, calendar: dependency.calendar?.value }] };
}

/** What a supplier promises for a group: for the same one where it has that, else all of it. */
export function forGroup({ promises }: Supplied, group: string | undefined): readonly Promised[] {
  const same = promises.filter((each) => each.group !== undefined && each.group === group);
  return same.length > 0 ? same : promises;
}

/** In which hours a promise ticks; undefined where the calendar is not known. */
export function hoursOfPromise(model: SlaModel, { bound, calendar: id }: Promised): Hours | undefined {
  if (id === undefined && !bound.quantity.business) return 'always';
  const calendar = id === undefined ? defaultCalendar(model) : calendarOf(model, id);
  return calendar === undefined ? undefined : hoursOf(calendar, zoneOfCalendar(model, calendar));
}

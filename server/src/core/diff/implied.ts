// What an agreement says by itself where nothing is written: whoever writes it down, or leaves it out, changes nothing.
// It must never take for granted what the other version would understand otherwise.

import { byId, defaultCalendar, metricOf, objectiveOf, owedByOf, zoneOfCalendar } from '../model/queries';
import type { Bound, Objective, SlaModel } from '../model/sla';
import type { Duration } from '../scalars/quantity';
import { resolved, type Node } from '../syntax/nodes';
import type { Located } from '../text/span';
import type { DiffPath } from './differences';
import { textOf } from './meanings/meaning';
import type { Pairing } from './pairing';
import { usesIn } from './uses';

/** Both versions, and which of them the value is written in. */
export interface Written {
  readonly before: SlaModel;
  readonly now: SlaModel;
  readonly isNew: boolean;
  readonly pairing: Pairing;
}

/** Whether a value that only one version has at a path is what both understand without it. */
export function isImplied(path: DiffPath, value: Node | undefined, written: Written): boolean {
  const [section, id, key] = path;
  const model = written.isNew ? written.now : written.before;
  if (section === 'data' && key === 'columns') return namesItself(path[3], value);
  const text = textOf(value);
  if (text === undefined) return false;
  if (path.at(-1) === 'calendar') return isDefaultCalendar(text, written) && isInBusinessTime(path, model);
  if (section === 'calendars' && key === 'timeZone' && path.length === 3) return isZoneOfAll(String(id), written);
  if (section === 'metrics' && key === 'controlledBy') return isOwedBy(text, String(id), model);
  return false;
}

/** A role that is read from the column of its own name; of all roles where none is named. */
function namesItself(role: string | number | undefined, value: Node | undefined): boolean {
  if (role !== undefined) return textOf(value) === role;
  const columns = resolved(value);
  return columns?.kind === 'map' && columns.entries.every((entry) => textOf(entry.value) === entry.key.text);
}

/** Whether a calendar has the zone of its agreement, which the other version gives it as well. */
function isZoneOfAll(id: string, { before, now, isNew, pairing }: Written): boolean {
  const was = before.calendars.find((each) => (isNew ? pairing.rename('calendar', each.id) : each.id) === id);
  const is = byId(now.calendars).get(isNew ? id : pairing.rename('calendar', id));
  if (was === undefined || is === undefined) return false;
  return zoneOfCalendar(before, was) === zoneOfCalendar(now, is);
}

function isDefaultCalendar(id: string, { before, now, isNew, pairing }: Written): boolean {
  const [old, fresh] = [defaultCalendar(before)?.id, defaultCalendar(now)?.id];
  return old !== undefined && id === (isNew ? fresh : old) && pairing.rename('calendar', old) === fresh;
}

/** Whether whoever names a calendar at a path has business time only, which counts by the default without it. */
function isInBusinessTime([section, id, key, group]: DiffPath, model: SlaModel): boolean {
  const named = <T extends { readonly id: string }>(all: readonly T[]): T | undefined => byId(all).get(String(id));
  switch (section) {
    case 'objectives': {
      const objective = objectiveOf(model, String(id));
      if (objective === undefined || hasSchedule(model, objective)) return false;
      if (key === 'calendar') return areBusiness(boundsBy(objective));
      const target = objective.targets?.find((each) => each.group === group);
      return objective.calendar === undefined && target !== undefined && areBusiness(target.bounds);
    }
    case 'claims':
      return areDurations(model.claims?.within);
    case 'exclusions':
      return areDurations(named(model.exclusions)?.notice);
    case 'remedies':
      return areDurations(named(model.remedies)?.within);
    case 'responsibilities':
      return areDurations(named(model.responsibilities)?.within, named(model.responsibilities)?.ahead);
    default:
      return false;
  }
}

const hasSchedule = (model: SlaModel, { metric }: Objective): boolean =>
  metricOf(model, metric?.value)?.parameters.has('schedule.calendar') === true;

/** The bounds that count by the calendar of an objective itself. */
function boundsBy({ bounds, tighten, targets = [] }: Objective): readonly Bound[] {
  const ofGroups = targets.flatMap((target) => (target.calendar === undefined ? target.bounds : []));
  return [...bounds, ...(tighten?.bounds ?? []), ...ofGroups];
}

function areBusiness(bounds: readonly Bound[]): boolean {
  return bounds.length > 0 && bounds.every(({ quantity }) => quantity.business);
}

function areDurations(...durations: readonly (Located<Duration> | undefined)[]): boolean {
  const written = durations.filter((duration) => duration !== undefined);
  return written.length > 0 && written.every(({ value }) => value.business);
}

/** Whether a party owes every objective over a metric, which then controls what it measures. */
function isOwedBy(party: string, metric: string, model: SlaModel): boolean {
  const objectives = usesIn(model).over(metric);
  return objectives.length > 0 && objectives.every((objective) => owedByOf(model, objective) === party);
}

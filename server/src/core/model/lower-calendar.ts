// Lowers calendars: hours of a week, holidays, and the slots of exclusions, which are written as hours are.
// It must never fill in a default: hours that are not written are not there.

import { isWholeWeek } from '../scalars/openings';
import { parseDays, parseOpenings } from '../scalars/words';
import { resolved, type Node } from '../syntax/nodes';
import { reader, textsOf } from './reader';
import type * as sla from './sla';
import type * as shape from '../schema/types.generated';

export function calendar(named: sla.Named): sla.Calendar {
  const read = reader<shape.Calendar>(named.map);
  const holidays = resolved(read.node('holidays'));
  const region = reader<{ country: unknown; region: unknown }>(holidays);
  return {
    ...named,
    timeZone: read.text('timeZone'),
    hours: hours(read.node('hours')),
    holidays: holidays?.kind === 'seq' ? textsOf(holidays) : [],
    holidayRegion:
      holidays?.kind === 'map' ? { country: region.text('country'), region: region.text('region') } : undefined,
    except: read.list('except'),
  };
}

function hours(node: Node | undefined): sla.Calendar['hours'] {
  const target = resolved(node);
  if (target?.kind === 'scalar') return target.text.trim() === '24x7' ? '24x7' : undefined;
  if (target?.kind !== 'map') return undefined;
  const week = weekly(target).flatMap(({ days, openings }) => days.map((day) => ({ day, openings })));
  return isWholeWeek(week) ? '24x7' : week;
}

/** Openings by days, without those that cannot be read. */
export function weekly(
  node: Node | undefined,
): { days: readonly number[]; openings: readonly { from: number; to: number }[] }[] {
  return reader(node)
    .entries()
    .flatMap((entry) => {
      const days = parseDays(entry.key.text);
      const ranges = textsOf(entry.value).map((text) => parseOpenings(text.value));
      if (!days.ok || ranges.length === 0 || ranges.some((range) => !range.ok)) return [];
      return [{ days: days.value, openings: ranges.flatMap((range) => (range.ok ? range.value : [])) }];
    });
}

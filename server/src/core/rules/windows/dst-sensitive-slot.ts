// dst-sensitive-slot: a slot of maintenance is an hour longer than its limit in the night in which clocks are set back.
// It must never speak outside of the term, nor where the limit is not the length of the slot.

import type { Exclusion, SlaModel } from '../../model/sla';
import { calendarOf, zoneOfCalendar } from '../../model/queries';
import { isDuration } from '../../scalars/quantity';
import { lengthOf } from '../../scalars/lengths';
import { compare, integer } from '../../scalars/rational';
import { parseDate, type Opening } from '../../scalars/words';
import { dayMs, minuteMs, parseDay, showDay, weekday } from '../../time/civil';
import { zoneOf, type Zone } from '../../time/zones';
import { showSeconds } from '../../show/words';
import { defineRule } from '../rule';
import { amount, message } from '../say';

/** Days of a term that are looked at: clocks are set twice a year. */
const mostDays = 800;

export const dstSensitiveSlot = defineRule({
  id: 'dst-sensitive-slot',
  category: 'windows',
  lane: 'static',
  severity: 'information',
  summary: 'A slot of maintenance is an hour longer than its limit in the night in which clocks are set back.',
  why: 'Once a year work that ends with its slot passes the limit, and an hour of it counts as an outage.',
  bad: `exclusions:
  maintenance: { kind: scheduled-maintenance, slot: { sun: "02:00-06:00" }, notice: 5 d, limit: 4 h per month }
#                                                                                               ^^^^^^^^^^^^^ Slot 02:00-06:00 has 5 h on 2026-10-25, limit 4 h
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, excludes: [maintenance], remedies: [report], reason: Kept in 2025 }
`,
  good: `exclusions:
  maintenance: { kind: scheduled-maintenance, slot: { sat: "02:00-06:00" }, notice: 5 d, limit: 4 h per month }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, excludes: [maintenance], remedies: [report], reason: Kept in 2025 }
`,
  offIn: ['recommended', 'transcribe'],
  yieldsTo: ['invalid-scalar', 'time-zone-unknown', 'duplicate-key'],
  *check({ file: { model } }) {
    const [from, to] = [model.term?.from?.value ?? '', model.term?.to?.value ?? ''];
    if (!parseDate(from).ok || !parseDate(to).ok) return;
    for (const exclusion of model.exclusions) {
      const { limit, slot } = exclusion;
      const zone = zoneBeside(model, exclusion);
      const quantity = limit?.value.amount;
      if (limit === undefined || slot === undefined || zone === undefined || quantity === undefined) continue;
      const seconds = isDuration(quantity) ? lengthOf(quantity)?.least : undefined;
      if (seconds === undefined) continue;
      for (const { days, openings } of slot)
        for (const opening of openings) {
          if (compare(integer((opening.to - opening.from) * 60), seconds) !== 0) continue;
          const found = longerNight(zone, days, opening, parseDay(from), parseDay(to));
          if (found === undefined) continue;
          const text = `${timeOf(opening.from)}-${timeOf(opening.to)}`;
          yield {
            span: limit.span,
            message: message(
              `Slot ${text} has ${showSeconds(integer(found.seconds))} on ${showDay(found.day)}, limit ${amount(quantity)}`,
            ),
          };
        }
    }
  },
});

function zoneBeside(model: SlaModel, { calendar }: Exclusion): Zone | undefined {
  const named = calendarOf(model, calendar?.value);
  const name = named === undefined ? model.timeZone?.value : zoneOfCalendar(model, named);
  return name === undefined ? undefined : zoneOf(name);
}

/** The first day of a slot on which it is longer than its clock says. */
function longerNight(
  zone: Zone,
  days: readonly number[],
  { from, to }: Opening,
  first: number,
  last: number,
): { readonly day: number; readonly seconds: number } | undefined {
  for (let day = first; day <= Math.min(last, first + mostDays); day++) {
    if (!days.includes(weekday(day))) continue;
    const length = zone.instantOf(day * dayMs + to * minuteMs) - zone.instantOf(day * dayMs + from * minuteMs);
    if (length > (to - from) * minuteMs) return { day, seconds: length / 1_000 };
  }
  return undefined;
}

function timeOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

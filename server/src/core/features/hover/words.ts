// Small phrases that several cards share: a calendar's hours, a limit, a list of parties.
// It must never leave text of a file unescaped.

import { zoneOfCalendar } from '../../model/queries';
import type { Calendar, Fee, SlaModel, Text } from '../../model/sla';
import { dayNames, type Limit, type Opening, type Trigger } from '../../scalars/words';
import { forCode, forMarkdown } from '../../show/escape';
import { showQuantity } from '../../show/words';

/** Written texts as a list of code; `nobody` where there are none. */
export function listed(texts: readonly Text[]): string {
  return texts.length === 0 ? 'nobody' : texts.map(({ value }) => forCode(value)).join(', ');
}

export function showLimit({ amount, per }: Limit): string {
  if (per === undefined) return showQuantity(amount);
  const window =
    per.kind === 'calendar' ? per.unit : per.kind === 'rolling' ? `rolling ${showQuantity(per.length)}` : 'event';
  return `${showQuantity(amount)} per ${window}`;
}

export function showFee({ name, amount, groups }: Fee): string {
  const own = amount === undefined ? [] : [showLimit(amount.value)];
  const each = [...groups].map(([group, limit]) => `${forMarkdown(group)} ${showLimit(limit.value)}`);
  return `${forMarkdown(name)}: ${[...own, ...each].join(', ')}`;
}

export function showTrigger(trigger: Trigger): string {
  switch (trigger.kind) {
    case 'every-miss':
      return 'at every miss';
    case 'in-a-row':
      return `after ${trigger.count} missed windows in a row`;
    case 'of-windows':
      return `after ${trigger.count} missed of ${trigger.of} windows`;
  }
}

/** A calendar by its id, with its hours and zone. */
export function calendarLine(model: SlaModel, calendar: Calendar): string {
  const zone = zoneOfCalendar(model, calendar);
  const holidays = calendar.holidays.length === 0 ? '' : `, without ${calendar.holidays.length} holidays`;
  return `${forCode(calendar.id)}: ${showHours(calendar.hours)}${zone === undefined ? '' : ` (${forMarkdown(zone)})`}${holidays}`;
}

/** Opening hours by runs of days that are alike. */
function showHours(hours: Calendar['hours']): string {
  if (hours === undefined) return 'hours that cannot be read';
  if (hours === '24x7') return 'always open';
  const byTimes = new Map<string, number[]>();
  for (const { day, openings } of hours) {
    const times = openings.map(showOpening).join(' and ');
    const days = byTimes.get(times);
    if (days === undefined) byTimes.set(times, [day]);
    else days.push(day);
  }
  return [...byTimes].map(([times, days]) => `${showDays(days)} ${times}`).join(', ');
}

/** Days of the week as runs: `Mon–Thu`. */
function showDays(days: readonly number[]): string {
  const name = (day: number): string => capitalised(dayNames[day - 1] ?? '');
  const sorted = [...new Set(days)].sort((a, b) => a - b);
  const runs: { from: number; to: number }[] = [];
  for (const day of sorted) {
    const last = runs.at(-1);
    if (last?.to === day - 1) last.to = day;
    else runs.push({ from: day, to: day });
  }
  return runs.map(({ from, to }) => (from === to ? name(from) : `${name(from)}–${name(to)}`)).join(', ');
}

function capitalised(word: string): string {
  return `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
}

function showOpening({ from, to }: Opening): string {
  const time = (minutes: number): string =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  return `${time(from)}–${time(to)}`;
}

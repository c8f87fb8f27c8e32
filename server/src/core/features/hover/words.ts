// Small phrases that several cards share: a calendar's hours, a limit, a list of parties.
// It must never leave text of a file unescaped.

import { zoneOfCalendar } from '../../model/queries';
import type { Calendar, Fee, SlaModel, Text } from '../../model/sla';
import { dayNames, type Limit, type Opening, type Trigger } from '../../scalars/words';
import { forCode, forMarkdown } from '../../show/escape';
import { counted, showQuantity } from '../../show/words';

/** Most names of one list on a line, and most characters of one text: a card is read at a glance. */
const mostListed = 12;
const mostCharacters = 400;
const mostOfProse = 2_000;

/** A text as far as a card has room for it. */
function shortened(text: string, most = mostCharacters): string {
  if (text.length <= most) return text;
  // Not between the halves of one character.
  const end = /[\ud800-\udbff]/.test(text.charAt(most - 1)) ? most - 1 : most;
  return `${text.slice(0, end)}…`;
}

/** A text of a file in a card, short and harmless. */
export function told(text: string): string {
  return forMarkdown(shortened(text));
}

/** The same as code. */
export function coded(text: string): string {
  return forCode(shortened(text));
}

/** A text that is read as a whole, such as a definition. */
export function prose(text: Text | undefined): string | undefined {
  return text === undefined ? undefined : forMarkdown(shortened(text.value, mostOfProse));
}

/** As many phrases as a line has room for, and how many are left out. */
export function some(phrases: readonly string[], most = mostListed): string {
  const shown = phrases.slice(0, most).join(', ');
  return phrases.length <= most ? shown : `${shown}, … ${(phrases.length - most).toLocaleString('en')} more`;
}

/** Written texts as a list of code; `nobody` where there are none. */
export function listed(texts: readonly Text[]): string {
  return texts.length === 0 ? 'nobody' : some(texts.map(({ value }) => coded(value)));
}

export function showLimit({ amount, per }: Limit): string {
  if (per === undefined) return showQuantity(amount);
  const window =
    per.kind === 'calendar' ? per.unit : per.kind === 'rolling' ? `rolling ${showQuantity(per.length)}` : 'event';
  return `${showQuantity(amount)} per ${window}`;
}

export function showFee({ name, amount, groups }: Fee): string {
  const own = amount === undefined ? [] : [showLimit(amount.value)];
  const each = [...groups].map(([group, limit]) => `${told(group)} ${showLimit(limit.value)}`);
  return `${told(name)}: ${some([...own, ...each])}`;
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
  return `${coded(calendar.id)}: ${calendarHours(model, calendar)}`;
}

/** When a calendar is open. */
export function calendarHours(model: SlaModel, calendar: Calendar): string {
  const zone = zoneOfCalendar(model, calendar);
  const { country, region } = calendar.holidayRegion ?? {};
  const place =
    country === undefined ? '' : told(region === undefined ? country.value : `${country.value}-${region.value}`);
  const holidays = place !== '' ? `the public holidays of ${place}` : counted(calendar.holidays.length, 'holiday');
  const isClosed = place !== '' || calendar.holidays.length > 0;
  return `${showHours(calendar.hours)}${zone === undefined ? '' : ` (${told(zone)})`}${isClosed ? `, closed on ${holidays}` : ''}`;
}

/** Opening hours by runs of days that are alike. */
function showHours(hours: Calendar['hours']): string {
  if (hours === undefined) return 'hours that cannot be read';
  if (hours === '24x7') return 'always open';
  const byTimes = new Map<string, number[]>();
  for (const { day, openings } of hours) {
    const times = some(openings.map(showOpening)).replaceAll(', ', ' and ');
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

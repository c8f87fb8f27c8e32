// Holds zones and windows against a second library in every IANA zone at every change of its clock from 1990 to 2037.
// It must never ask the code under test when a clock changes: changes are found by asking the second source on every tenth day.
// Zones that changed alike all the time are asked for their last years only; SLA_WHOLE_TIME=1 asks each for all, in twice the time.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DateTime, IANAZone } from 'luxon';
import { windowAt } from '../../server/src/core/time/windows';
import { zoneOf, type Zone } from '../../server/src/core/time/zones';

const from = Date.UTC(1990, 0, 1);
const to = Date.UTC(2038, 0, 1);
const stride = 10 * 86_400_000;
const lastYears = Date.UTC(2021, 0, 1);

/** Names that are links or are spelled in another way than the list of the engine spells them. */
const links = ['Asia/Calcutta', 'Asia/Kathmandu', 'US/Eastern', 'Europe/Kyiv', 'America/Buenos_Aires', 'Asia/Saigon'];
const ids = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), ...links])];

/** The offset as the engine of the language prints it, in milliseconds; quick, for the search. */
function printedOffset(id: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: id, timeZoneName: 'longOffset', day: 'numeric' });
  const read = new Map<string, number>();
  return (instant) => {
    const text = format.format(instant);
    const name = text.slice(text.indexOf('GMT'));
    let offset = read.get(name);
    if (offset === undefined) {
      const [, sign, hours = 0, minutes = 0, seconds = 0] = /^GMT(?:([+-])(\d+):(\d+)(?::(\d+))?)?/.exec(name) ?? [];
      offset = (sign === '-' ? -1 : 1) * (Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)) * 1_000;
      read.set(name, offset);
    }
    return offset;
  };
}

interface Change {
  readonly at: number;
  readonly before: number;
  readonly after: number;
}

/** The changes of a zone, by halving every span of ten days over which its offset differs. */
function changesOf(offset: (instant: number) => number): { changes: Change[]; samples: (readonly [number, number])[] } {
  const changes: Change[] = [];
  const samples: (readonly [number, number])[] = [];
  let before = offset(from);
  for (let start = from; start < to; start += stride) {
    const end = Math.min(start + stride, to);
    const after = offset(end);
    samples.push([end, after]);
    // Two changes may lie in one span; each round finds the first offset that differs from the one at its start.
    for (let low = start; before !== after;) {
      let high = end;
      while (high - low > 1_000) {
        const middle = low + Math.floor((high - low) / 2_000) * 1_000;
        if (offset(middle) === before) low = middle;
        else high = middle;
      }
      const next = offset(high);
      changes.push({ at: high, before, after: next });
      [low, before] = [high, next];
    }
  }
  return { changes, samples };
}

/** The instant of a local time, from its definition: the earlier of two, and in a gap as if the clock had not changed yet. */
function slowInstant(zone: IANAZone, local: number, { before, after }: Change): number {
  const candidates = [local - before, local - after].filter((instant) => localOf(zone, instant) === local);
  return candidates.length === 0 ? local - before : Math.min(...candidates);
}

/** Offsets that the second library has told of one zone; around a change the same few instants are asked for again and again. */
const told = new Map<number, number>();

function localOf(zone: IANAZone, instant: number): number {
  let offset = told.get(instant);
  if (offset === undefined) {
    offset = Math.round(zone.offset(instant) * 60_000);
    told.set(instant, offset);
  }
  return instant + offset;
}

const units = ['hour', 'day', 'week', 'month', 'quarter', 'year'] as const;

/** The window of an instant, from its definition: local starts by the calendar of the second library, joined with instants. */
function slowWindow(
  own: Zone,
  zone: IANAZone,
  instant: number,
  unit: (typeof units)[number],
  change: Change,
): number[] {
  const at = (local: number): number => {
    // Near the change from its definition; elsewhere the clock is as far ahead as a day later.
    if (Math.abs(local - change.before - change.at) < 3 * 86_400_000) return slowInstant(zone, local, change);
    const guess = local - (localOf(zone, local) - local);
    const again = local - (localOf(zone, guess) - guess);
    return localOf(zone, again) === local ? again : own.instantOf(local);
  };
  let start = DateTime.fromMillis(localOf(zone, instant), { zone: 'utc' }).startOf(unit);
  for (let step = 0; step < 6; step++) {
    const [low, high] = [at(start.toMillis()), at(start.plus({ [unit]: 1 }).toMillis())];
    if (instant < low) start = start.minus({ [unit]: 1 });
    else if (instant >= high) start = start.plus({ [unit]: 1 });
    else return [low, high];
  }
  return [];
}

/** Holds one zone against the second library from an instant on; how many changes and windows that were. */
function compare(id: string, { changes, samples }: ReturnType<typeof changesOf>, since: number): [number, number] {
  const own = zoneOf(id);
  assert.ok(own, id);
  const zone = IANAZone.create(id);
  assert.ok(zone.isValid, id);
  told.clear();
  for (const [instant, offset] of samples)
    if (instant >= since && own.offsetAt(instant) !== offset)
      assert.equal(own.offsetAt(instant), offset, `${id} at ${instant}`);
  let [changed, windows] = [0, 0];
  for (const [index, change] of changes.entries()) {
    const { at, before, after } = change;
    if (at < since) continue;
    changed++;
    for (const instant of [at - 1_000, at - 1, at, at + 1_000])
      assert.equal(own.localOf(instant), localOf(zone, instant), `${id}: local time of ${instant}`);
    const [low, high] = [at + Math.min(before, after), at + Math.max(before, after)];
    for (const local of [low - 1_000, low, low + 1_000, (low + high) / 2, high - 1_000, high, high + 1_000])
      assert.equal(own.instantOf(local), slowInstant(zone, local, change), `${id}: instant of ${local}`);
    const unit = units[(index + id.length) % units.length] ?? 'day';
    for (const instant of [at - 1_000, at + 1_000]) {
      const window = windowAt({ kind: 'calendar', unit }, own, instant);
      const wanted = slowWindow(own, zone, instant, unit, change);
      assert.deepEqual([window?.from, window?.to], wanted, `${id}: ${unit} of ${new Date(instant).toISOString()}`);
      windows++;
    }
  }
  return [changed, windows];
}

test('every zone agrees with a second library at every change of its clock', (context) => {
  const begun = Date.now();
  const known = new Set<string>();
  let [changed, windows] = [0, 0];
  for (const id of ids) {
    const asked = changesOf(printedOffset(id));
    const history = JSON.stringify(asked.changes);
    const isKnown = known.has(history) && process.env['SLA_WHOLE_TIME'] === undefined;
    known.add(history);
    const [moreChanges, moreWindows] = compare(id, asked, isKnown ? lastYears : from);
    changed += moreChanges;
    windows += moreWindows;
  }
  context.diagnostic(`${ids.length} zones, ${known.size} histories, ${changed} changes, ${windows} windows`);
  context.diagnostic(`${Date.now() - begun} ms`);
  assert.ok(changed > 10_000, `${changed} changes`);
});

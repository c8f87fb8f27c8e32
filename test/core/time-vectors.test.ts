// Golden vectors of odd days: half-hour zones, midnights that do not exist or come twice, skipped days, leap days, long years.
// Every value is worked out by hand from the rules of the place; none may be copied from what the code answers.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Opening } from '../../server/src/core/scalars/words';
import {
  businessDaysAfter,
  deadlineAfter,
  elapsedOpen,
  nextOpening,
  openBetween,
  openTime,
  type OpenTime,
} from '../../server/src/core/time/calendars';
import { showInstant } from '../../server/src/core/time/civil';
import { move, windowAt, windowsBetween, type Window, type WindowDefinition } from '../../server/src/core/time/windows';
import { instantOfText, zoneOf, type Zone } from '../../server/src/core/time/zones';

function zone(id: string): Zone {
  const found = zoneOf(id);
  assert.ok(found, id);
  return found;
}
/** An instant, written short: seconds and `Z` are added. */
const utc = (text: string): number => Date.parse(`${text}:00Z`);
const shown = (instant: number | undefined): string =>
  instant === undefined ? 'none' : showInstant(instant).replace(/:00Z$/, '');
const span = (window: Window | undefined): string =>
  window === undefined ? 'none' : `${window.name}: ${shown(window.from)} to ${shown(window.to)}`;

describe('local times that do not exist move forward by the gap, those that come twice are the earlier', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['Europe/Berlin', '2026-03-29T02:00', '2026-03-29T01:00'],
    ['Europe/Berlin', '2026-03-29T02:59', '2026-03-29T01:59'],
    ['Europe/Berlin', '2026-03-29T03:00', '2026-03-29T01:00'],
    ['Europe/Berlin', '2026-10-25T02:00', '2026-10-25T00:00'],
    ['Europe/Berlin', '2026-10-25T03:00', '2026-10-25T02:00'],
    ['America/New_York', '2026-03-08T02:30', '2026-03-08T07:30'],
    ['America/New_York', '2026-11-01T01:30', '2026-11-01T05:30'],
    // Half an hour, both ways.
    ['Australia/Lord_Howe', '2026-10-04T02:15', '2026-10-03T15:45'],
    ['Australia/Lord_Howe', '2026-04-05T01:45', '2026-04-04T14:45'],
    // Three quarters of an hour beside UTC.
    ['Asia/Kathmandu', '2026-06-01T00:00', '2026-05-31T18:15'],
    ['Asia/Kathmandu', '1986-01-01T00:00', '1985-12-31T18:30'],
    ['Pacific/Chatham', '2026-09-27T03:00', '2026-09-26T14:15'],
    ['Pacific/Chatham', '2026-04-05T03:00', '2026-04-04T13:15'],
    // Midnight itself.
    ['America/Sao_Paulo', '2018-11-04T00:00', '2018-11-04T03:00'],
    ['America/Sao_Paulo', '2018-02-17T23:30', '2018-02-18T01:30'],
    ['Asia/Beirut', '2026-03-29T00:30', '2026-03-28T22:30'],
    ['Africa/Cairo', '2024-04-26T00:00', '2024-04-25T22:00'],
    ['America/Havana', '2026-11-01T00:30', '2026-11-01T04:30'],
    ['America/Havana', '2026-03-08T00:00', '2026-03-08T05:00'],
    // A whole day that was left out.
    ['Pacific/Apia', '2011-12-30T12:00', '2011-12-30T22:00'],
    ['Pacific/Apia', '2011-12-31T00:00', '2011-12-30T10:00'],
  ];
  for (const [id, local, instant] of cases)
    test(`${local} in ${id}`, () => assert.equal(shown(instantOfText(`${local}:00`, zone(id))), instant));
});

test('dates and times that do not exist in any zone are none', () => {
  const berlin = zone('Europe/Berlin');
  const none = ['2026-02-30', '2025-02-29', '1900-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '2026-01-00'];
  none.push('2026-06-10T24:00:01', '2026-06-10T25:00:00', '2026-06-10T10:60:00', '2026-06-10T10:00:61', '2026-6-1', '');
  for (const text of none) assert.ok(Number.isNaN(instantOfText(text, berlin)), text);
  assert.equal(shown(instantOfText('2024-02-29', berlin)), '2024-02-28T23:00');
  assert.equal(shown(instantOfText('2000-02-29', berlin)), '2000-02-28T23:00');
  assert.equal(shown(instantOfText('2026-06-10T24:00:00', berlin)), '2026-06-10T22:00');
  assert.equal(shown(instantOfText('2016-12-31T23:59:60Z', berlin)), '2017-01-01T00:00');
});

describe('calendar windows', () => {
  const unit = (name: Extract<WindowDefinition, { kind: 'calendar' }>['unit'], anchor?: string): WindowDefinition => ({
    kind: 'calendar',
    unit: name,
    ...(anchor === undefined ? {} : { anchor }),
  });
  const cases: readonly (readonly [string, WindowDefinition, string, string])[] = [
    // Days of 23.5 and 24.5 hours.
    ['Australia/Lord_Howe', unit('day'), '2026-10-04T00:00', '2026-10-04: 2026-10-03T13:30 to 2026-10-04T13:00'],
    ['Australia/Lord_Howe', unit('day'), '2026-04-05T13:29', '2026-04-05: 2026-04-04T13:00 to 2026-04-05T13:30'],
    ['Pacific/Chatham', unit('day'), '2026-09-27T00:00', '2026-09-27: 2026-09-26T11:15 to 2026-09-27T10:15'],
    ['Asia/Kathmandu', unit('day'), '1986-01-01T00:00', '1986-01-01: 1985-12-31T18:30 to 1986-01-01T18:15'],
    // Days that begin at one o'clock, and days whose last hour comes twice.
    ['Asia/Beirut', unit('day'), '2026-03-29T10:00', '2026-03-29: 2026-03-28T22:00 to 2026-03-29T21:00'],
    ['Asia/Beirut', unit('day'), '2026-10-24T21:30', '2026-10-24: 2026-10-23T21:00 to 2026-10-24T22:00'],
    ['Africa/Cairo', unit('day'), '2024-04-26T10:00', '2024-04-26: 2024-04-25T22:00 to 2024-04-26T21:00'],
    ['Africa/Cairo', unit('day'), '2024-10-31T21:30', '2024-10-31: 2024-10-30T21:00 to 2024-10-31T22:00'],
    ['America/Sao_Paulo', unit('day'), '2018-02-18T02:30', '2018-02-17: 2018-02-17T02:00 to 2018-02-18T03:00'],
    ['America/Sao_Paulo', unit('month'), '2018-11-15T00:00', '2018-11: 2018-11-01T03:00 to 2018-12-01T02:00'],
    // A day whose first hour comes twice: it begins at the first midnight.
    ['America/Havana', unit('day'), '2026-11-01T05:30', '2026-11-01: 2026-11-01T04:00 to 2026-11-02T05:00'],
    ['America/Havana', unit('day'), '2026-03-08T05:00', '2026-03-08: 2026-03-08T05:00 to 2026-03-09T04:00'],
    // Samoa went from the 29th to the 31st of December.
    ['Pacific/Apia', unit('day'), '2011-12-30T09:59', '2011-12-29: 2011-12-29T10:00 to 2011-12-30T10:00'],
    ['Pacific/Apia', unit('day'), '2011-12-30T10:00', '2011-12-31: 2011-12-30T10:00 to 2011-12-31T10:00'],
    ['Pacific/Apia', unit('month'), '2011-12-30T09:59', '2011-12: 2011-12-01T10:00 to 2011-12-31T10:00'],
    ['Pacific/Apia', unit('week'), '2011-12-28T00:00', '2011-W52: 2011-12-26T10:00 to 2012-01-01T10:00'],
    // The hour that comes twice is one of two hours.
    ['Europe/Berlin', unit('hour'), '2026-10-25T01:30', '2026-10-25T02: 2026-10-25T00:00 to 2026-10-25T02:00'],
    // Leap days.
    ['Europe/Berlin', unit('month'), '2024-02-10T00:00', '2024-02: 2024-01-31T23:00 to 2024-02-29T23:00'],
    ['UTC', unit('year', '2024-02-29'), '2025-03-01T00:00', '2025-02-28: 2025-02-28T00:00 to 2026-02-28T00:00'],
    ['UTC', unit('year', '2024-02-29'), '2028-02-28T12:00', '2027-02-28: 2027-02-28T00:00 to 2028-02-29T00:00'],
    ['UTC', unit('year', '2024-02-29'), '2023-06-01T00:00', '2023-02-28: 2023-02-28T00:00 to 2024-02-29T00:00'],
    // ISO weeks around the turn of long and short years.
    ['UTC', unit('week'), '2021-01-03T23:59', '2020-W53: 2020-12-28T00:00 to 2021-01-04T00:00'],
    ['UTC', unit('week'), '2016-01-03T00:00', '2015-W53: 2015-12-28T00:00 to 2016-01-04T00:00'],
    ['UTC', unit('week'), '2027-01-04T00:00', '2027-W01: 2027-01-04T00:00 to 2027-01-11T00:00'],
    ['UTC', unit('week'), '2024-12-30T00:00', '2025-W01: 2024-12-30T00:00 to 2025-01-06T00:00'],
    ['UTC', unit('week', '2026-01-01'), '2026-12-31T00:00', '2026-12-31: 2026-12-31T00:00 to 2027-01-07T00:00'],
    // Anchors, before and behind which the windows go on.
    [
      'America/New_York',
      unit('quarter', '2026-02-15'),
      '2026-06-01T00:00',
      '2026-05-15: 2026-05-15T04:00 to 2026-08-15T04:00',
    ],
    [
      'America/New_York',
      unit('quarter', '2026-02-15'),
      '2026-01-01T00:00',
      '2025-11-15: 2025-11-15T05:00 to 2026-02-15T05:00',
    ],
    [
      'Europe/Berlin',
      unit('half-year', '2025-08-31'),
      '2026-03-01T00:00',
      '2026-02-28: 2026-02-27T23:00 to 2026-08-30T22:00',
    ],
    [
      'Europe/Berlin',
      unit('quarter', '2025-11-30'),
      '2026-05-29T21:59',
      '2026-02-28: 2026-02-27T23:00 to 2026-05-29T22:00',
    ],
    ['Europe/Berlin', unit('half-year'), '2026-06-30T22:00', '2026-H2: 2026-06-30T22:00 to 2026-12-31T23:00'],
  ];
  for (const [id, definition, at, wanted] of cases)
    test(`${JSON.stringify(definition)} in ${id} at ${at}`, () =>
      assert.equal(span(windowAt(definition, zone(id), utc(at))), wanted));

  test('a billing month keeps the day of the month on which the term began, as far as there is one', () => {
    const definition: WindowDefinition = {
      kind: 'calendar',
      unit: 'billing-month',
      term: { from: '2026-01-31', to: '2027-01-30' },
    };
    const windows = windowsBetween(definition, zone('Europe/Berlin'), utc('2026-01-31T00:00'), utc('2026-04-30T00:00'));
    assert.deepEqual(windows.map(span), [
      '2026-01-31: 2026-01-30T23:00 to 2026-02-27T23:00',
      '2026-02-28: 2026-02-27T23:00 to 2026-03-30T22:00',
      '2026-03-31: 2026-03-30T22:00 to 2026-04-29T22:00',
      '2026-04-30: 2026-04-29T22:00 to 2026-05-30T22:00',
    ]);
  });

  test('a day that was left out is no window', () => {
    const days = windowsBetween(unit('day'), zone('Pacific/Apia'), utc('2011-12-29T12:00'), utc('2012-01-01T09:00'));
    assert.deepEqual(
      days.map(({ name }) => name),
      ['2011-12-29', '2011-12-31', '2012-01-01'],
    );
  });
});

describe('rolling windows reach back by the calendar', () => {
  const ends = (id: string, amount: number, name: 'h' | 'd' | 'w' | 'month', first: string, asOf: string): string[] =>
    windowsBetween({ kind: 'rolling', amount, unit: name }, zone(id), utc(first), utc(asOf)).map(
      ({ from, to }) => `${shown(from)} to ${shown(to)}`,
    );
  test('a day is as long as its day, a length of hours is not', () => {
    assert.deepEqual(ends('Europe/Berlin', 1, 'd', '2026-03-27T23:00', '2026-03-30T22:00'), [
      '2026-03-27T23:00 to 2026-03-28T23:00',
      '2026-03-28T23:00 to 2026-03-29T22:00',
      '2026-03-29T22:00 to 2026-03-30T22:00',
    ]);
    assert.deepEqual(ends('Europe/Berlin', 24, 'h', '2026-03-28T00:00', '2026-03-30T00:00'), [
      '2026-03-28T22:00 to 2026-03-29T22:00',
      '2026-03-29T00:00 to 2026-03-30T00:00',
    ]);
    assert.deepEqual(ends('Europe/Berlin', 1, 'w', '2026-10-18T22:00', '2026-10-25T23:00'), [
      '2026-10-18T22:00 to 2026-10-25T23:00',
    ]);
  });
  test('a month ends at the last day of a shorter one', () => {
    assert.deepEqual(ends('Europe/Berlin', 1, 'month', '2026-02-27T23:00', '2026-03-30T22:00'), [
      '2026-02-27T23:00 to 2026-03-27T23:00',
      '2026-02-27T23:00 to 2026-03-28T23:00',
      '2026-02-27T23:00 to 2026-03-29T22:00',
      '2026-02-27T23:00 to 2026-03-30T22:00',
    ]);
  });
  test('midnights that do not exist, half hours and a skipped day', () => {
    assert.deepEqual(ends('America/Sao_Paulo', 1, 'd', '2018-11-03T03:00', '2018-11-05T02:00'), [
      '2018-11-03T03:00 to 2018-11-04T03:00',
      '2018-11-04T03:00 to 2018-11-05T02:00',
    ]);
    assert.deepEqual(ends('Australia/Lord_Howe', 1, 'd', '2026-04-04T13:00', '2026-04-05T13:30'), [
      '2026-04-04T13:00 to 2026-04-05T13:30',
    ]);
    // From the end of the 31st two days back is the end of the 29th: the 30th has no length.
    assert.equal(shown(move(zone('Pacific/Apia'), utc('2011-12-31T10:00'), 'd', -2)), '2011-12-30T10:00');
  });
});

describe('business time', () => {
  function open(id: string, day: string, openings: readonly Opening[], days = [1, 2, 3, 4, 5, 6, 7]): OpenTime {
    const hours = days.map((each) => ({ day: each, openings }));
    const definition = { id: 'c', zone: id, hours, holidays: [], except: [] };
    return openTime(definition, zone(id), utc(`${day}T00:00`) - 30 * 86_400_000, utc(`${day}T00:00`) + 30 * 86_400_000);
  }
  const at = (hours: number, minutes = 0): number => hours * 60 + minutes;
  const hours = (time: OpenTime, from: string, to: string): number => elapsedOpen(time, utc(from), utc(to)) / 3_600_000;
  const openings = (time: OpenTime, from: string, to: string): string[] =>
    openBetween(time, utc(from), utc(to)).map((each) => `${shown(each.from)} to ${shown(each.to)}`);

  test('a day that is open from 00:00 to 24:00 ticks for 23, 24 and 25 hours', () => {
    const always = open('Europe/Berlin', '2026-03-29', [{ from: 0, to: at(24) }]);
    assert.equal(hours(always, '2026-03-28T23:00', '2026-03-29T22:00'), 23);
    assert.equal(hours(always, '2026-03-29T22:00', '2026-03-30T22:00'), 24);
    const autumn = open('Europe/Berlin', '2026-10-25', [{ from: 0, to: at(24) }]);
    assert.equal(hours(autumn, '2026-10-24T22:00', '2026-10-25T23:00'), 25);
    assert.equal(
      hours(open('Pacific/Apia', '2011-12-30', [{ from: 0, to: at(24) }]), '2011-12-29T10:00', '2011-12-31T10:00'),
      48,
    );
  });

  test('hours around a change are as long as the clock makes them', () => {
    const night = [{ from: at(1), to: at(3) }];
    assert.deepEqual(openings(open('Europe/Berlin', '2026-03-29', night), '2026-03-29T00:00', '2026-03-29T12:00'), [
      '2026-03-29T00:00 to 2026-03-29T01:00',
    ]);
    assert.deepEqual(openings(open('Europe/Berlin', '2026-10-25', night), '2026-10-24T12:00', '2026-10-25T12:00'), [
      '2026-10-24T23:00 to 2026-10-25T02:00',
    ]);
    // Hours that lie in the gap move forward with it.
    const inGap = [{ from: at(2, 15), to: at(2, 45) }];
    assert.deepEqual(openings(open('Europe/Berlin', '2026-03-29', inGap), '2026-03-29T00:00', '2026-03-29T12:00'), [
      '2026-03-29T01:15 to 2026-03-29T01:45',
    ]);
    assert.deepEqual(
      openings(open('Australia/Lord_Howe', '2026-10-04', night), '2026-10-03T12:00', '2026-10-04T12:00'),
      ['2026-10-03T14:30 to 2026-10-03T16:00'],
    );
  });

  test('closing at 24:00 is the next midnight, wherever that is', () => {
    const late = [{ from: at(16), to: at(24) }];
    assert.deepEqual(openings(open('Asia/Beirut', '2026-10-24', late), '2026-10-24T12:00', '2026-10-25T12:00'), [
      '2026-10-24T13:00 to 2026-10-24T22:00',
    ]);
    assert.deepEqual(openings(open('Asia/Beirut', '2026-03-28', late), '2026-03-28T12:00', '2026-03-29T12:00'), [
      '2026-03-28T14:00 to 2026-03-28T22:00',
    ]);
    // Open until midnight and again from midnight is one stretch.
    const shifts = [
      { from: 0, to: at(6) },
      { from: at(22), to: at(24) },
    ];
    assert.deepEqual(
      openings(open('America/Sao_Paulo', '2018-11-04', shifts), '2018-11-03T12:00', '2018-11-04T12:00'),
      ['2018-11-04T01:00 to 2018-11-04T08:00'],
    );
  });

  test('deadlines over a weekend on which the clock changes', () => {
    const office = open('Europe/Berlin', '2026-03-28', [{ from: at(8), to: at(18) }], [1, 2, 3, 4, 5]);
    const four = 4 * 3_600_000;
    assert.equal(shown(deadlineAfter(office, utc('2026-03-27T15:00'), four)), '2026-03-30T08:00');
    assert.equal(shown(deadlineAfter(office, utc('2026-03-28T12:00'), four)), '2026-03-30T10:00');
    // A deadline at the very end of a day belongs to that day.
    assert.equal(shown(deadlineAfter(office, utc('2026-03-27T13:00'), four)), '2026-03-27T17:00');
    assert.equal(hours(office, '2026-03-27T13:00', '2026-03-30T08:00'), 6);
    const autumn = open('Europe/Berlin', '2026-10-24', [{ from: at(8), to: at(18) }], [1, 2, 3, 4, 5]);
    assert.equal(shown(deadlineAfter(autumn, utc('2026-10-23T14:00'), four)), '2026-10-26T09:00');
  });

  test('business days keep the wall clock over a change', () => {
    const office = open('Europe/Berlin', '2026-03-28', [{ from: at(8), to: at(18) }], [1, 2, 3, 4, 5]);
    assert.equal(shown(businessDaysAfter(office, utc('2026-03-27T09:00'), 1)), '2026-03-30T08:00');
    assert.equal(shown(businessDaysAfter(office, utc('2026-03-28T12:00'), 0)), '2026-03-30T06:00');
    assert.equal(shown(nextOpening(office, utc('2026-03-28T12:00'))), '2026-03-30T06:00');
    const always = openTime(
      { id: 'c', zone: 'Europe/Berlin', hours: '24x7', holidays: [], except: [] },
      zone('Europe/Berlin'),
      0,
      0,
    );
    assert.equal(shown(businessDaysAfter(always, utc('2026-03-28T12:00'), 1)), '2026-03-29T11:00');
    assert.equal(shown(deadlineAfter(always, utc('2026-03-28T12:00'), 86_400_000)), '2026-03-29T12:00');
    // A wall time of which a later day has no open hour is met at that day's close.
    const nights = open('Asia/Beirut', '2026-10-23', [{ from: at(20), to: at(24) }]);
    assert.equal(shown(businessDaysAfter(nights, utc('2026-10-23T20:30'), 1)), '2026-10-24T20:30');
  });
});

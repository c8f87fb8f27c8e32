// Golden vectors of time: clock changes, days of 23 and 25 hours, dates that do not exist, weeks, business time.
// They must never depend on the clock or zone of the machine.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  businessDaysAfter,
  deadlineAfter,
  elapsedOpen,
  openTime,
  type CalendarDefinition,
} from '../../server/src/core/time/calendars';
import { showInstant } from '../../server/src/core/time/civil';
import { intersect, length, subtract, union } from '../../server/src/core/time/intervals';
import { windowAt, windowsBetween, type WindowDefinition } from '../../server/src/core/time/windows';
import { instantOfText, zoneOf, type Zone } from '../../server/src/core/time/zones';
import fc from 'fast-check';

function zone(id: string): Zone {
  const found = zoneOf(id);
  assert.ok(found, id);
  return found;
}

describe('windows', () => {
  test('an anchor that is being typed gives none', () => {
    for (const anchor of ['', '2025-', '2025-09-0', 'x'])
      for (const unit of ['day', 'week', 'month', 'year'] as const) {
        const definition: WindowDefinition = { kind: 'calendar', unit, anchor };
        assert.equal(windowAt(definition, zone('Europe/Paris'), 0), undefined);
        assert.deepEqual(windowsBetween(definition, zone('Europe/Paris'), 0, 1e12), []);
      }
  });
  const cases: readonly (readonly [WindowDefinition, string, string, string, string, string])[] = [
    [
      { kind: 'calendar', unit: 'month' },
      'Europe/Berlin',
      '2026-03-15T00:00:00Z',
      '2026-03',
      '2026-02-28T23:00:00Z',
      '2026-03-31T22:00:00Z',
    ],
    [
      { kind: 'calendar', unit: 'day' },
      'Europe/Berlin',
      '2026-10-25T12:00:00Z',
      '2026-10-25',
      '2026-10-24T22:00:00Z',
      '2026-10-25T23:00:00Z',
    ],
    [
      { kind: 'calendar', unit: 'day' },
      'Europe/Berlin',
      '2026-03-29T12:00:00Z',
      '2026-03-29',
      '2026-03-28T23:00:00Z',
      '2026-03-29T22:00:00Z',
    ],
    [
      { kind: 'calendar', unit: 'day' },
      'America/Sao_Paulo',
      '2018-11-04T12:00:00Z',
      '2018-11-04',
      '2018-11-04T03:00:00Z',
      '2018-11-05T02:00:00Z',
    ],
    [
      { kind: 'calendar', unit: 'week' },
      'UTC',
      '2026-12-31T12:00:00Z',
      '2026-W53',
      '2026-12-28T00:00:00Z',
      '2027-01-04T00:00:00Z',
    ],
    [
      { kind: 'calendar', unit: 'quarter' },
      'America/New_York',
      '2026-11-10T00:00:00Z',
      '2026-Q4',
      '2026-10-01T04:00:00Z',
      '2027-01-01T05:00:00Z',
    ],
    [
      { kind: 'calendar', unit: 'year', anchor: '2025-09-01' },
      'Europe/Berlin',
      '2026-08-31T21:59:59Z',
      '2025-09-01',
      '2025-08-31T22:00:00Z',
      '2026-08-31T22:00:00Z',
    ],
    [
      { kind: 'calendar', unit: 'month', anchor: '2026-01-31' },
      'UTC',
      '2026-03-01T00:00:00Z',
      '2026-02-28',
      '2026-02-28T00:00:00Z',
      '2026-03-31T00:00:00Z',
    ],
    [
      { kind: 'calendar', unit: 'day' },
      'Australia/Lord_Howe',
      '2026-04-05T00:00:00Z',
      '2026-04-05',
      '2026-04-04T13:00:00Z',
      '2026-04-05T13:30:00Z',
    ],
  ];
  for (const [definition, id, at, name, from, to] of cases) {
    test(`${JSON.stringify(definition)} in ${id} at ${at}`, () => {
      const window = windowAt(definition, zone(id), Date.parse(at));
      assert.deepEqual([window?.name, showInstant(window?.from ?? 0), showInstant(window?.to ?? 0)], [name, from, to]);
    });
  }
  test('windows follow each other without gap or overlap in odd zones', () => {
    for (const id of ['Pacific/Apia', 'Africa/Casablanca', 'America/St_Johns', 'Asia/Kathmandu', 'Europe/Dublin']) {
      const windows = windowsBetween(
        { kind: 'calendar', unit: 'day' },
        zone(id),
        Date.UTC(2011, 11, 20),
        Date.UTC(2012, 11, 20),
      );
      windows.forEach((window, index) =>
        assert.ok(index === 0 || window.from === windows[index - 1]?.to, `${id} ${window.name}`),
      );
    }
  });
  test('a local time that does not exist moves forward, one that comes twice is the earlier', () => {
    assert.equal(showInstant(instantOfText('2026-03-29T02:30:00', zone('Europe/Berlin'))), '2026-03-29T01:30:00Z');
    assert.equal(showInstant(instantOfText('2026-10-25T02:30:00', zone('Europe/Berlin'))), '2026-10-25T00:30:00Z');
  });
});

describe('business time', () => {
  const office = (from: number, to: number): CalendarDefinition => ({
    id: 'office',
    zone: 'UTC',
    hours: [1, 2, 3, 4, 5].map((day) => ({ day, openings: [{ from: from * 60, to: to * 60 }] })),
    holidays: ['2026-05-25'],
    except: [],
  });
  const at = (text: string): number => Date.parse(text);
  const cases: readonly (readonly [number, number, string, string])[] = [
    [8, 18, '2026-06-01T17:00:00Z', '2026-06-02T11:00:00Z'],
    [9, 17, '2026-06-05T16:00:00Z', '2026-06-08T12:00:00Z'],
    [8, 17, '2026-06-05T16:00:00Z', '2026-06-08T11:00:00Z'],
    [8, 17, '2026-05-22T16:00:00Z', '2026-05-26T11:00:00Z'],
  ];
  for (const [from, to, start, end] of cases) {
    test(`four hours of ${from} to ${to} from ${start}`, () => {
      const open = openTime(office(from, to), zone('UTC'), at('2026-05-01T00:00:00Z'), at('2026-07-01T00:00:00Z'));
      assert.equal(showInstant(deadlineAfter(open, at(start), 4 * 3_600_000) ?? 0), end);
      assert.equal(elapsedOpen(open, at(start), at(end)), 4 * 3_600_000);
    });
  }
  test('business days keep the wall time and move a start outside the hours', () => {
    const open = openTime(office(8, 16), zone('UTC'), at('2026-05-01T00:00:00Z'), at('2026-07-01T00:00:00Z'));
    assert.equal(showInstant(businessDaysAfter(open, at('2026-06-05T10:00:00Z'), 2) ?? 0), '2026-06-09T10:00:00Z');
    assert.equal(showInstant(businessDaysAfter(open, at('2026-06-06T10:00:00Z'), 1) ?? 0), '2026-06-09T08:00:00Z');
  });
});

test('interval sets equal brute force over whole numbers', () => {
  const sets = fc
    .array(fc.tuple(fc.nat(60), fc.nat(12)), { maxLength: 8 })
    .map((pairs) => union(pairs.map(([from, size]) => ({ from, to: from + size }))));
  const members = (set: ReturnType<typeof union>): number[] =>
    Array.from({ length: 80 }, (_, at) => at).filter((at) => set.some((each) => each.from <= at && at < each.to));
  fc.assert(
    fc.property(sets, sets, (a, b) => {
      assert.deepEqual(
        members(subtract(a, b)),
        members(a).filter((at) => !members(b).includes(at)),
      );
      assert.deepEqual(
        members(intersect(a, b)),
        members(a).filter((at) => members(b).includes(at)),
      );
      assert.equal(length(a), members(a).length * 1_000);
    }),
  );
});

// Recorded time of exclusions, quarter by quarter of an hour: each is left out, or counts after all for exactly one reason.
// It must never ask the code under test which quarter belongs to what.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { excludedTime, type ExclusionRow } from '../../server/src/core/compliance/exclusions';
import type { ExclusionPlan } from '../../server/src/core/compliance/plan-types';
import { holds } from '../../server/src/core/time/intervals';
import { zoneOf } from '../../server/src/core/time/zones';

const zone = zoneOf('UTC');
assert.ok(zone);
const [quarter, day] = [15 * 60_000, 86_400_000];
/** A Monday. */
const start = Date.UTC(2026, 2, 2);
const quarters = (6 * day) / quarter;

const rows = fc.array(
  fc.record({
    from: fc.integer({ min: 0, max: quarters - 40 }),
    length: fc.integer({ min: 1, max: 39 }),
    ahead: fc.integer({ min: 0, max: 12 }),
    group: fc.constantFrom(undefined, 'a', 'b'),
  }),
  { maxLength: 8 },
);

test('what is recorded is left out, or counts for one reason', () => {
  fc.assert(
    fc.property(
      rows,
      fc.option(fc.integer({ min: 1, max: 10 }), { nil: undefined }),
      fc.boolean(),
      fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }),
      (given, notice, hasSlot, limit) => {
        const plan: ExclusionPlan = {
          id: 'x',
          kind: 'scheduled-maintenance',
          source: 'work',
          intervals: [],
          where: undefined,
          notice: notice === undefined ? undefined : { amount: notice, unit: 'h', business: false },
          calendar: undefined,
          // From two to six, every day.
          slot: hasSlot ? [{ days: [0, 1, 2, 3, 4, 5, 6], openings: [{ from: 120, to: 360 }] }] : undefined,
          limit: limit === undefined ? undefined : { ms: limit * quarter, window: { kind: 'calendar', unit: 'week' } },
        };
        const recorded = given.map(({ from, length, ahead, group }): ExclusionRow => {
          const at = start + from * quarter;
          return { from: at, to: at + length * quarter, announced: at - ahead * 3_600_000, group };
        });
        const { excluded, refused } = excludedTime(plan, recorded, zone, undefined);
        for (const group of new Set(recorded.map((row) => row.group))) {
          const own = recorded.filter((row) => row.group === undefined || row.group === group);
          const isLate = (row: ExclusionRow): boolean =>
            notice !== undefined && row.from - (row.announced ?? 0) < notice * 3_600_000;
          let left = limit ?? Infinity;
          for (let index = 0; index < quarters; index++) {
            const at = start + index * quarter;
            const here = own.filter((row) => row.from <= at && at < row.to);
            const hour = new Date(at).getUTCHours();
            const inTime = here.some((row) => !isLate(row));
            const isInside = !hasSlot || (hour >= 2 && hour < 6);
            const isGranted = inTime && isInside && left > 0;
            if (isGranted) left--;
            const expected = [
              isGranted,
              here.length > 0 && !inTime,
              inTime && !isInside,
              inTime && isInside && !isGranted,
            ];
            const parts = refused.get(group);
            const found = [
              excluded.get(group) ?? excluded.get(undefined) ?? [],
              parts?.late ?? [],
              parts?.outside ?? [],
              parts?.over ?? [],
            ];
            assert.deepEqual(
              found.map((set) => holds(set, at)),
              expected,
              `${group} ${new Date(at).toISOString()}`,
            );
          }
        }
      },
    ),
    { numRuns: 150 },
  );
});

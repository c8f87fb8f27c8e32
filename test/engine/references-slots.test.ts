// Update frequency and time of availability, held against due times listed one by one on random data.
// The seed of a data set stands in the name of its test.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { toNumber } from '../../server/src/core/scalars/rational';
import { trials, type Trial } from './reference-run';
import { stageOf } from './reference-scenes';
import { dayMs, localOf, instantOf, minuteMs, type Hours } from './references/clock';
import type { Random } from './references/random';
import { findingsOf } from './references/records';
import { goodRows, type Row, type Target } from './references/scene';
import { punctual, type Schedule } from './references/slots';
import { lines, run } from './single';

const week: Hours['week'] = [[], [[480, 1080]], [[480, 1080]], [[480, 1080]], [[480, 1080]], [[480, 960]], []];
const calendars = 'office: { hours: { mon-thu: "08:00-18:00", fri: "08:00-16:00" } }';

const clock = (minutes: number): string =>
  `"${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}"`;

function slotTrial(random: Random, type: 'update-frequency' | 'time-of-availability'): Trial {
  const target: Target = { word: 'atLeast', amount: random.pick([50, 90, 100]) };
  const stage = stageOf(random, { target, hasCovers: true, grid: minuteMs, days: random.isSmall ? [2, 8] : [5, 60] });
  const { scene } = stage;
  const hours = random.chance(0.4) ? { week, holidays: [], zone: scene.zone } : undefined;
  const isUpdate = type === 'update-frequency';
  const every = isUpdate && random.chance(0.4) ? random.pick([60, 240, 360]) : undefined;
  const at = isUpdate && every === undefined ? random.pick([[360], [130, 720], [0, 150, 1_380]]) : [];
  const by = isUpdate ? (at.length === 1 && random.chance(0.5) ? 420 : undefined) : random.pick([420, 145, 1_440]);
  const grace =
    isUpdate && (every === undefined ? by === undefined : random.chance(0.5)) ? random.pick([0, 30, 59]) : undefined;
  const schedule: Schedule = { at, by, grace, every, hours: every === undefined ? hours : undefined };
  const due =
    every === undefined
      ? at.length > 0
        ? at
        : [by! - 30]
      : Array.from({ length: 1_440 / every }, (_, index) => index * every);
  const rows: Row[] = [];
  for (let day = stage.from; day < stage.to; day += dayMs) {
    const midnight = Math.floor(localOf(scene.zone, day) / dayMs) * dayMs;
    for (const minutes of due)
      if (random.chance(0.85))
        rows.push({
          at: instantOf(scene.zone, midnight + (minutes + random.pick([0, 1, 29, 30, 31, 59, 60, -5])) * minuteMs),
          team: stage.team(),
          kind: stage.kind(),
          isBroken: random.chance(0.01),
        });
  }
  const written = [
    every === undefined ? [] : `every: ${every} min`,
    at.length === 0 ? [] : `at: [${at.map(clock).join(', ')}]`,
    by === undefined ? [] : `by: ${clock(by)}`,
    hours === undefined || every !== undefined ? [] : 'calendar: office',
  ].flat();
  return {
    scene,
    rows,
    columns: ['at', 'team', 'kind'],
    metric: [`type: ${type}, schedule: { ${written.join(', ')} }`, grace === undefined ? [] : `grace: ${grace} min`]
      .flat()
      .join(', '),
    objective: `atLeast: ${target.amount} %`,
    calendars,
    findings: findingsOf(scene, goodRows(rows, ['at']), 'event', (ask) => punctual(ask, schedule)),
  };
}

for (const type of ['update-frequency', 'time-of-availability'] as const)
  describe(`${type} equals its reference`, () => {
    trials(30, (random) => slotTrial(random, type));
  });

describe('a schedule', () => {
  const march = (days: readonly string[], metric: string): { readonly value: number; readonly n: number } => {
    const { windows, unavailable } = run({
      data: lines('at', days),
      source: ', covers: { from: 2026-03-01, to: 2026-03-31 }',
      metric,
      objective: 'atLeast: 90 %',
    });
    assert.equal(unavailable, undefined);
    const [window] = windows;
    return { value: toNumber(window!.value!), n: window!.n };
  };
  const loads = Array.from({ length: 31 }, (_, day) => `2026-03-${String(day + 1).padStart(2, '0')}T06:30:00Z`);

  test('by a time of day counts days, of which one without an arrival is late', () => {
    const metric = 'type: time-of-availability, schedule: { by: "07:00" }';
    assert.deepEqual(march(loads, metric), { value: 100, n: 31 });
    assert.deepEqual(march(loads.slice(1), metric), { value: (100 * 30) / 31, n: 31 });
    assert.deepEqual(march(loads, 'type: time-of-availability, schedule: { by: "06:00" }'), { value: 0, n: 31 });
  });

  test('of an interval of a day and a half goes on from the first day', () => {
    const metric = 'type: update-frequency, schedule: { every: 36 h }';
    assert.equal(march(loads, metric).n, 21);
  });

  test('that is not stated is no schedule', () => {
    const { unavailable } = run({
      data: lines('at', loads),
      metric: 'type: update-frequency',
      objective: 'atLeast: 90 %',
    });
    assert.equal(unavailable, '"schedule" is not stated');
  });
});

// Availability weighted by users or by the share affected, held against a walk minute by minute on random data.
// The seed of a data set stands in the name of its test.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { toNumber } from '../../server/src/core/scalars/rational';
import { trials, type Trial } from './reference-run';
import { stageOf } from './reference-scenes';
import { minuteMs } from './references/clock';
import { impacts } from './references/impact';
import type { Random } from './references/random';
import { goodRows, type Row, type Target } from './references/scene';
import { lines, run } from './single';

function impactTrial(random: Random, of: 'users' | 'share'): Trial {
  const target: Target = { word: 'atLeast', amount: random.pick([99, 90, 75]) };
  const stage = stageOf(random, {
    target,
    hasCovers: true,
    grid: minuteMs,
    days: [2, 12],
    windows: ['day', 'week', 'month'],
  });
  const scene = { ...stage.scene, beforeStart: random.pick([undefined, 'skip', 'good'] as const) };
  const isVarying = of === 'users' && random.chance(0.5);
  const users = isVarying
    ? [
        scene.coversFrom ?? stage.from - 40 * 1_440 * minuteMs,
        ...Array.from({ length: random.whole(0, 5) }, () => stage.instant()),
      ]
        .filter((at, index, all) => all.indexOf(at) === index)
        .map((at): Row => ({ at, value: random.pick([0, 50, 120.5, 1_000]) }))
    : [];
  const sorted = [...users].sort((a, b) => a.at! - b.at!);
  const usersAt = (instant: number): number | undefined =>
    isVarying ? sorted.findLast(({ at }) => at! <= instant)?.value : 200;
  const rows = Array.from({ length: random.rows(1, 30) }, (): Row => {
    const start = stage.instant();
    const share = random.pick([0, 0.25, 0.5, 1, 0.333]);
    return {
      start,
      end: random.chance(0.04) ? undefined : start + random.whole(0, 2_000) * minuteMs,
      weight: random.chance(0.15) ? undefined : of === 'users' ? random.whole(0, 150) : share,
      team: stage.team(),
      kind: stage.kind(),
      isBroken: random.chance(0.01),
    };
  });
  return {
    scene,
    rows,
    columns: ['start', 'end', 'weight', 'team', 'kind'],
    metric:
      of === 'share'
        ? 'type: affected-weighted-availability'
        : `type: user-weighted-availability, users: ${isVarying ? 'users' : '200'}`,
    objective: `${target.word}: ${target.amount} %`,
    ...(isVarying ? { more: { users: { rows: users, columns: ['at', 'value'] } } } : {}),
    findings: impacts(scene, goodRows(rows, ['start']), of === 'users' ? usersAt : undefined),
  };
}

for (const of of ['users', 'share'] as const)
  describe(`availability weighted by ${of} equals its reference`, () => {
    trials(25, (random) => impactTrial(random, of));
  });

describe('weighted availability', () => {
  const march = ', covers: { from: 2026-03-01, to: 2026-03-31 }';
  const valueOf = (rows: readonly string[], metric: string): number | string => {
    const { windows, unavailable } = run({
      data: lines('start,end,weight', rows),
      source: march,
      metric,
      objective: 'atLeast: 99 %',
    });
    return unavailable ?? toNumber(windows[0]!.value!);
  };
  const day = (weight: string): string => `2026-03-05T00:00:00Z,2026-03-06T00:00:00Z,${weight}`;

  test('counts the share of the users that an outage hit', () => {
    const users = 'type: user-weighted-availability, users: 1000';
    assert.ok(Math.abs(Number(valueOf([day('250')], users)) - 100 * (1 - 0.25 / 31)) < 1e-12);
    assert.ok(Math.abs(Number(valueOf([day('800'), day('700')], users)) - 100 * (1 - 1 / 31)) < 1e-12);
  });

  test('refuses a number of users that is none, and a share above the whole', () => {
    assert.equal(valueOf([day('1')], 'type: user-weighted-availability, users: 0'), 'users: 0 is not above 0');
    assert.equal(
      valueOf([day('1')], 'type: user-weighted-availability, users: nobody'),
      'the data of users: no data "nobody"',
    );
    const { windows } = run({
      data: lines('start,end,weight', [day('25'), day('0.5')]),
      source: march,
      metric: 'type: affected-weighted-availability',
      objective: 'atLeast: 90 %',
    });
    assert.equal(windows[0]?.verdict, 'unknown');
    assert.match(windows[0]?.reason ?? '', /1 unusable row/);
  });
});

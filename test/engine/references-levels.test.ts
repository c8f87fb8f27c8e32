// Gauges, time in range, stock and backlog, held against a walk minute by minute on random data, and against numbers by hand.
// The seed of a data set stands in the name of its test.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { toNumber } from '../../server/src/core/scalars/rational';
import { trials, type Trial } from './reference-run';
import { stageOf, steadyInstants } from './reference-scenes';
import { minuteMs } from './references/clock';
import { levels } from './references/levels';
import type { Random } from './references/random';
import { goodRows, type Row, type Target } from './references/scene';
import { lines, run } from './single';

type Kind = 'gauge' | 'time-in-range' | 'stock-availability' | 'backlog';

const statistics = ['max', 'min', 'mean', 'last', 'p95', 'median', 'p99.9'] as const;

function levelTrial(random: Random, kind: Kind): Trial {
  const isOpen = kind === 'backlog';
  const every = !isOpen && random.chance(0.6) ? random.pick([5, 60]) * minuteMs : undefined;
  const isShare = kind === 'time-in-range' || kind === 'stock-availability';
  const share = isShare || random.chance(0.4) ? random.pick([50, 80, 99, 100]) : undefined;
  const word = random.pick(['atMost', 'below', 'atLeast', 'above'] as const);
  const bound = random.pick([0, 2, 5, 8]);
  const statistic = random.pick(isOpen ? (['max', 'mean', 'last'] as const) : statistics);
  const target: Target = { word, amount: bound };
  const stage = stageOf(random, {
    target,
    every,
    hasCovers: true,
    grid: minuteMs,
    days: [2, 12],
    windows: ['day', 'week', 'month'],
  });
  const scene = { ...stage.scene, beforeStart: random.pick([undefined, undefined, 'skip'] as const) };
  const seen = new Set<number>();
  const instants =
    every === undefined
      ? Array.from({ length: random.rows(1, 60) }, () => stage.instant())
      : steadyInstants(random, stage, every, random.pick([0, 0.1])).map(
          (at) => at + (random.chance(0.1) ? minuteMs : 0),
        );
  const rows = instants
    .filter((at) => !seen.has(at) && seen.add(at))
    .map((at): Row => {
      const shared = { team: stage.team(), kind: stage.kind(), isBroken: random.chance(0.01) };
      const end = random.chance(0.2) ? undefined : at + random.whole(0, 4_000) * minuteMs;
      return isOpen
        ? { start: at, end, ...shared }
        : { at, value: random.chance(0.03) ? undefined : random.whole(0, 90) / 10, ...shared };
    });
  const keeps = (value: number): boolean =>
    kind === 'time-in-range'
      ? value >= 2 && value <= 8
      : kind === 'stock-availability'
        ? value > 0
        : { atMost: value <= bound, below: value < bound, atLeast: value >= bound, above: value > bound }[word];
  const type = {
    gauge: 'type: gauge, unit: °C, better: lower',
    'time-in-range': 'type: time-in-range, low: 2, high: 8',
    'stock-availability': 'type: stock-availability',
    backlog: 'type: backlog',
  }[kind];
  const good = goodRows(rows, isOpen ? ['start'] : ['at']);
  return {
    scene,
    rows,
    columns: [...(isOpen ? (['start', 'end'] as const) : (['at', 'value'] as const)), 'team', 'kind'],
    metric: [type, share === undefined ? `statistic: ${statistic}` : []].flat().join(', '),
    objective: isShare
      ? `atLeast: ${share} %`
      : [share === undefined ? [] : `for: ${share} %`, `${word}: ${bound}${isOpen ? '' : ' °C'}`].flat().join(', '),
    findings: levels(scene, good, {
      of: isOpen ? 'open' : 'values',
      statistic,
      share: share === undefined ? undefined : { word: 'atLeast', amount: share },
      isWithin: keeps,
    }),
  };
}

for (const kind of ['gauge', 'time-in-range', 'stock-availability', 'backlog'] as const)
  describe(`${kind} equals its reference`, () => {
    trials(kind === 'gauge' ? 40 : 20, (random) => levelTrial(random, kind));
  });

describe('a gauge', () => {
  const day = (values: readonly number[]): string =>
    lines(
      'at,value',
      values.map((value, index) => `2026-03-01T${String(index).padStart(2, '0')}:00:00Z,${value}`),
    );
  const valueOf = (values: readonly number[], metric: string, source = ', every: 1 h'): number | undefined => {
    const [window] = run({
      data: day(values),
      source,
      metric: `type: gauge, unit: °C, better: lower, ${metric}`,
      objective: 'atMost: 8 °C',
    }).windows;
    return window?.value === undefined ? undefined : toNumber(window.value);
  };

  test('with records in their rhythm has the percentiles of type 7', () => {
    assert.equal(valueOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 'statistic: p95'), 9.55);
    assert.equal(valueOf([4, 1, 3, 2], 'statistic: median'), 2.5);
  });

  test('weighs by time where records come at odd times', () => {
    const data = lines('at,value', ['2026-03-01T00:00:00Z,2', '2026-03-01T01:00:00Z,10', '2026-03-01T04:00:00Z,2']);
    const [window] = run({
      data,
      source: ', covers: { from: 2026-03-01, to: "2026-03-01T05:00:00Z" }',
      metric: 'type: gauge, unit: °C, better: lower, statistic: mean',
      objective: 'atMost: 8 °C',
    }).windows;
    assert.equal(toNumber(window!.value!), (2 + 3 * 10 + 2) / 5);
  });

  test('shares the time of two records of one instant between them, in whatever order', () => {
    for (const [first, second] of [
      [2, 6],
      [6, 2],
    ]) {
      const data = lines('at,value', [`2026-03-01T00:00:00Z,${first}`, `2026-03-01T00:00:00Z,${second}`]);
      const [window] = run({
        data,
        source: ', every: 1 h',
        metric: 'type: gauge, unit: °C, better: lower, statistic: mean, noData: skip',
        objective: 'atMost: 8 °C',
      }).windows;
      assert.equal(toNumber(window!.value!), 4);
    }
  });

  test('tells shares exactly beside a sketch, and percentiles as about', () => {
    const values = Array.from(
      { length: 70_000 },
      (_, index) => `${new Date(Date.UTC(2026, 2, 1) + index * 30_000).toISOString()},${index}`,
    );
    const data = lines('at,value', values);
    const share = run({
      data,
      source: ', every: 30 s',
      metric: 'type: gauge, unit: °C, better: lower, noData: skip',
      objective: 'for: 50 %, atMost: 34999 °C',
    }).windows[0]!;
    assert.equal(toNumber(share.value!), 50);
    const high = run({
      data,
      source: ', every: 30 s',
      metric: 'type: gauge, unit: °C, better: lower, statistic: p90, noData: skip',
      objective: 'atMost: 100000 °C',
    }).windows[0]!;
    assert.equal(high.isExact, false);
    assert.ok(Math.abs(toNumber(high.value!) / 62_999 - 1) < 0.004);
  });
});

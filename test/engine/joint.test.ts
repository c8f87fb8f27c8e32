// Composites that are made of results: all met, how many of them, points, the worst, a class of service, the long run.
// It must never hold a composite against itself: what its members are is computed by hand in each case.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { resultsOf } from '../../server/src/core/compliance/verdict';
import { planOf } from '../../server/src/core/compliance/plan';
import type { WindowResult } from '../../server/src/core/compliance/result';
import { open } from '../../server/src/core/model/file';
import { toNumber } from '../../server/src/core/scalars/rational';
import { showBounds, showValue } from '../../server/src/core/show/words';
import { runPlan } from '../../server/src/engine/run';
import { runOptions } from '../kit/run-options';
import { randomOf } from './references/random';
import { folder, lines } from './single';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Given {
  /** Files by name. */
  readonly files: Readonly<Record<string, string>>;
  readonly data: string;
  readonly metrics: string;
  readonly objectives: string;
}

/** The window 2026-03 of every objective by id, or why there is none. */
function march({ files, data, metrics, objectives }: Given): ReadonlyMap<string, WindowResult | string> {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const text = `sla: 1
id: joint
timeZone: UTC
term: { from: 2026-01-01, to: 2026-12-31 }
data:
${data}
metrics:
${metrics}
objectives:
${objectives}
`;
  const { model } = open({ uri: join(folder, 'joint.sla.yaml'), version: 1, text });
  const planned = planOf(model);
  const results = resultsOf(model, planned, runPlan(planned.plan, runOptions(folder)));
  return new Map(
    results.map(({ objective, windows, unavailable }) => [
      objective,
      windows.find(({ window }) => window === '2026-03') ?? unavailable ?? 'no such window',
    ]),
  );
}

/** A count of so many items in March, or a source without a usable row. */
const counted = (name: string, items: number | undefined): Given['files'] => ({
  [`${name}.csv`]:
    items === undefined
      ? 'at\nnever\n'
      : lines('at', [...Array.from({ length: items }, () => '2026-03-05T00:00:00Z'), '2026-04-02T00:00:00Z']),
});

/** Members that count items, each with its promise; undefined counts are unknown. */
function membersOf(
  counts: readonly (number | undefined)[],
  bound: string,
  joint: string,
  promise: string,
): ReadonlyMap<string, WindowResult | string> {
  const names = counts.map((_, index) => `m${index}`);
  return march({
    files: Object.assign({}, ...counts.map((count, index) => counted(`m${index}`, count))) as Given['files'],
    data: names.map((name) => `  ${name}: { file: ${name}.csv }`).join('\n'),
    metrics: [
      ...names.map((name) => `  ${name}: { type: count-delivered, data: ${name} }`),
      `  joint: { members: [${names.map((name) => `o-${name}`).join(', ')}], ${joint} }`,
    ].join('\n'),
    objectives: [
      ...names.map((name) => `  o-${name}: { metric: ${name}, ${bound}, window: month }`),
      `  all: { metric: joint, ${promise}, window: month }`,
    ].join('\n'),
  });
}

const seen = (given: WindowResult | string | undefined): readonly unknown[] =>
  typeof given === 'object' ? [given.value === undefined ? undefined : toNumber(given.value), given.verdict] : [given];

describe('all met', () => {
  const all = (counts: readonly (number | undefined)[], promise = 'holds: true'): readonly unknown[] =>
    seen(membersOf(counts, 'atLeast: 3', 'type: composite-all-met', promise).get('all'));

  test('holds where every member was met', () => {
    assert.deepEqual(all([3, 5]), [1, 'met']);
    assert.deepEqual(all([3, 2]), [0, 'breached']);
    assert.deepEqual(all([3, 2], 'holds: false'), [0, 'met']);
  });

  test('is missed beside an unknown member, and unknown beside met ones', () => {
    assert.deepEqual(all([2, undefined]), [0, 'breached']);
    assert.deepEqual(all([3, undefined]), [undefined, 'unknown']);
  });

  test('is not applicable where no member is', () => {
    const results = march({
      files: { 'a.csv': lines('start,end', ['2026-05-01T00:00:00Z,2026-05-01T01:00:00Z']) },
      data: '  a: { file: a.csv }',
      metrics:
        '  a: { type: time-to-restore, data: a, statistic: max }\n  joint: { type: composite-all-met, members: [o] }',
      objectives:
        '  o: { metric: a, atMost: 4 h, window: month }\n  all: { metric: joint, holds: true, window: month }',
    });
    assert.deepEqual(seen(results.get('all')), [undefined, 'not-applicable']);
  });

  test('says which member has another window, is a metric, or is asked for in a circle', () => {
    const of = (member: string, more: string): unknown =>
      march({
        files: counted('a', 3),
        data: '  a: { file: a.csv }',
        metrics: `  a: { type: count-delivered, data: a }\n  joint: { type: composite-all-met, members: [${member}] }`,
        objectives: `  o: { metric: a, atLeast: 1, window: quarter }\n  all: { metric: joint, holds: true, window: month }\n${more}`,
      }).get('all');
    assert.equal(of('o', ''), 'its member "o": it has another window');
    assert.equal(of('a', ''), 'its member "a" is no objective: only objectives are met or missed');
    assert.match(String(of('all', '')), /circle/);
    assert.equal(of('nothing', ''), 'its member "nothing" is no objective: only objectives are met or missed');
  });
});

test('the share of objectives that were met equals a count by hand, and its bounds count unknown ones both ways', () => {
  for (let seed = 1; seed <= 60; seed++) {
    const random = randomOf(seed);
    const counts = Array.from({ length: random.whole(1, 6) }, () =>
      random.chance(0.2) ? undefined : random.whole(0, 6),
    );
    const target = random.pick([50, 80, 100]);
    if (counts.every((count) => count === undefined)) continue;
    const result = membersOf(counts, 'atLeast: 3', 'type: objectives-met', `atLeast: ${target} %`).get('all');
    const met = counts.filter((count) => count !== undefined && count >= 3).length;
    const unknown = counts.filter((count) => count === undefined).length;
    const share = (good: number): number => (100 * good) / counts.length;
    const [low, high] = [share(met) >= target, share(met + unknown) >= target];
    const verdict = low === high ? (low ? 'met' : 'breached') : 'unknown';
    assert.equal(typeof result, 'object', `seed ${seed}: ${String(result)}`);
    assert.equal((result as WindowResult).verdict, verdict, `seed ${seed}`);
    if (unknown === 0) assert.ok(Math.abs(toNumber((result as WindowResult).value!) - share(met)) < 1e-9);
  }
});

describe('points by weight', () => {
  const points = (counts: readonly (number | undefined)[], more: string, promise = 'atLeast: 60'): readonly unknown[] =>
    seen(membersOf(counts, 'atLeast: 4', `type: weighted-score, ${more}`, promise).get('all'));
  const weights = 'weights: { o-m0: 60 %, o-m1: 40 % }';

  test('are all or nothing', () => {
    assert.deepEqual(points([4, 3], weights), [60, 'met']);
    assert.deepEqual(points([3, 4], weights), [40, 'breached']);
    assert.deepEqual(points([4, undefined], weights), [undefined, 'met']);
    assert.deepEqual(points([undefined, 4], weights), [undefined, 'unknown']);
    assert.deepEqual(points([4, 3], `${weights}, scale: 10`, 'atLeast: 6'), [6, 'met']);
  });

  test('or rise from a floor to the target', () => {
    const linear = `${weights}, score: linear, floor: { o-m0: 2, o-m1: 0 }`;
    assert.deepEqual(points([3, 1], linear), [60 * 0.5 + 40 * 0.25, 'breached']);
    assert.deepEqual(points([1, 9], linear), [40, 'breached']);
    assert.deepEqual(points([4, 9], linear), [100, 'met']);
  });

  test('need a weight of every member, and a floor where they rise', () => {
    assert.deepEqual(points([4, 3], 'weights: { o-m0: 1 }'), ['"o-m1" has no weight above 0']);
    assert.deepEqual(points([4, 3], `${weights}, score: linear`), ['"o-m0" has no floor']);
    assert.deepEqual(points([4, 3], 'score: met'), ['"weights" is not stated']);
  });
});

describe('the worst of several', () => {
  const availability = (minutes: readonly number[]): Given['files'] =>
    Object.fromEntries(
      minutes.map((length, index) => [
        `s${index}.csv`,
        lines('start,end', [`2026-03-10T00:00:00Z,${new Date(Date.UTC(2026, 2, 10) + length * 60_000).toISOString()}`]),
      ]),
    );
  const worst = (members: string, more: string, promise: string): readonly unknown[] =>
    seen(
      march({
        files: { ...availability([60, 300]), ...counted('c', 3) },
        data: [0, 1]
          .map((index) => `  s${index}: { file: s${index}.csv, covers: { from: 2026-03-01, to: 2026-03-31 } }`)
          .concat('  c: { file: c.csv }')
          .join('\n'),
        metrics: [0, 1]
          .map(
            (index) =>
              `  a${index}: { type: availability, data: s${index} }\n  d${index}: { type: downtime, data: s${index} }`,
          )
          .concat(
            '  c: { type: count-delivered, data: c }',
            `  joint: { type: composite-worst, members: [${members}], ${more} }`,
          )
          .join('\n'),
        objectives: `  o1: { metric: a1, atLeast: 99 %, window: month }\n  all: { metric: joint, ${promise}, window: month }`,
      }).get('all'),
    );

  test('is the least where higher is better, the greatest where lower is', () => {
    const least = 100 * (1 - 300 / (31 * 1_440));
    assert.deepEqual(worst('a0, a1', 'unit: "%", better: higher', 'atLeast: 99 %'), [least, 'met']);
    assert.deepEqual(worst('a0, o1', 'unit: "%", better: higher', 'atLeast: 99.5 %'), [least, 'breached']);
    assert.deepEqual(worst('d0, d1', 'unit: h, better: lower', 'atMost: 5 h'), [5, 'met']);
  });

  test('is refused over two units, and without a direction', () => {
    assert.deepEqual(worst('a0, d1', 'unit: "%", better: higher', 'atLeast: 99 %'), [
      'the value of "d1" is in another unit',
    ]);
    assert.deepEqual(worst('a0, a1', 'unit: "%"', 'atLeast: 99 %'), ['it does not say which values are better']);
  });
});

describe('a class of service', () => {
  const delays = lines('at,value', ['2026-03-01T00:00:00Z,80', '2026-03-02T00:00:00Z,110', '2026-04-01T00:00:00Z,1']);
  const counters = (bad: number): string =>
    lines('at,total,bad', [`2026-03-01T00:00:00Z,100000,${bad}`, '2026-04-01T00:00:00Z,1,0']);
  const kept = (name: string, members: string, lost: number, statistic = 'mean'): readonly unknown[] =>
    seen(
      march({
        files: { 'd.csv': delays, 'l.csv': counters(lost), 'e.csv': counters(5) },
        data: '  d: { file: d.csv }\n  l: { file: l.csv }\n  e: { file: e.csv }',
        metrics: `  delay: { type: one-way-delay, data: d, statistic: ${statistic} }
  loss: { type: packet-loss, data: l }
  errors: { type: packet-error-ratio, data: e }
  joint: { type: network-class, members: [${members}], class: "${name}" }`,
        objectives: '  all: { metric: joint, holds: true, window: month }',
      }).get('all'),
    );

  test('holds where every limit of it is kept', () => {
    assert.deepEqual(kept('2', 'delay, loss, errors', 100), [1, 'met']);
    assert.deepEqual(kept('2', 'delay, loss, errors', 101), [0, 'breached']);
    assert.deepEqual(kept('5', 'delay', 100_000), [1, 'met']);
  });

  test('is not proven without a measurement of a limit, or by another statistic', () => {
    assert.deepEqual(kept('2', 'delay, loss', 0), ['class 2 has a limit of packet errors, which no member measures']);
    assert.deepEqual(kept('0', 'delay, loss, errors', 0), [
      'class 0 has a limit of delay variation, which no member measures',
    ]);
    assert.deepEqual(kept('2', 'delay, loss, errors', 0, 'p95'), ['the limit of delay is one of its mean']);
    assert.deepEqual(kept('9', 'delay', 0), ['"9" is no class of service']);
  });
});

test('in the long run a service is up for its time between failures, of that and its repair', () => {
  const outages = lines('start,end', [
    '2026-03-10T00:00:00Z,2026-03-10T02:00:00Z',
    '2026-03-20T00:00:00Z,2026-03-20T04:00:00Z',
  ]);
  const { value } = march({
    files: { 'o.csv': outages },
    data: '  o: { file: o.csv, covers: { from: 2026-03-01, to: 2026-03-31 } }',
    metrics: `  between: { type: mtbf, data: o }
  repair: { type: mttr, data: o }
  joint: { type: steady-state-availability, members: [between, repair] }`,
    objectives: '  all: { metric: joint, atLeast: 99 %, window: month }',
  }).get('all') as WindowResult;
  const between = (31 * 24 - 6) / 2;
  assert.ok(Math.abs(toNumber(value!) - (100 * between) / (between + 3)) < 1e-9);
});

test('what holds is told in words', () => {
  const yes = { num: 1n, den: 1n };
  const bound = {
    word: 'atLeast' as const,
    quantity: { dimension: 'number' as const, value: yes, unit: 'holds', business: false },
  };
  const span = { start: 0, end: 0 };
  assert.equal(showValue(yes, 'holds'), 'holds');
  assert.equal(showValue({ num: 0n, den: 1n }, 'holds'), 'does not hold');
  assert.equal(showBounds([{ ...bound, keySpan: span, span }]), 'holds');
});

describe('what is not certain of a member', () => {
  const hours = (count: number, value: number): string =>
    lines('at,value', [
      ...Array.from({ length: count }, (_, hour) => `${new Date(Date.UTC(2026, 2, 1, hour)).toISOString()},${value}`),
      '2026-04-01T00:00:00Z,1',
    ]);
  const gauges = (members: string, more: string, promise: string): readonly unknown[] =>
    seen(
      march({
        files: { 'warm.csv': hours(744, -5), 'few.csv': hours(10, -5), 'none.csv': 'at,value\nnever,1\n' },
        data: ['warm', 'few', 'none'].map((name) => `  ${name}: { file: ${name}.csv, every: 1 h }`).join('\n'),
        metrics: `  warm: { type: gauge, data: warm, unit: °C, better: higher, statistic: mean }
  few: { type: gauge, data: few, unit: °C, better: higher, statistic: mean, minimumCoverage: 90 % }
  none: { type: gauge, data: none, unit: °C, better: higher, statistic: mean }
  joint: { type: composite-worst, members: [${members}], unit: °C, better: higher${more} }`,
        objectives: `  all: { metric: joint, ${promise}, window: month }`,
      }).get('all'),
    );

  test('leaves the worst open, also where values may lie below nought', () => {
    assert.deepEqual(gauges('warm', '', 'atLeast: -20 °C'), [-5, 'met']);
    assert.deepEqual(gauges('warm, none', '', 'atLeast: -20 °C'), [undefined, 'unknown']);
  });

  test('counts data below the minimum coverage as unknown', () => {
    assert.deepEqual(gauges('warm, few', '', 'atLeast: -20 °C'), [undefined, 'unknown']);
  });

  test('leaves a class open where a gap may hide what breaks it', () => {
    const counters = lines('at,total,bad', [
      ...Array.from({ length: 372 }, (_, hour) => `${new Date(Date.UTC(2026, 2, 1, hour)).toISOString()},1000,0`),
      '2026-04-01T00:00:00Z,1,0',
    ]);
    const of = (every: string): readonly unknown[] =>
      seen(
        march({
          files: {
            'd.csv': lines('at,value', ['2026-03-01T00:00:00Z,80', '2026-04-01T00:00:00Z,1']),
            'c.csv': counters,
          },
          data: `  d: { file: d.csv }\n  c: { file: c.csv${every} }`,
          metrics: `  delay: { type: one-way-delay, data: d, statistic: mean }
  loss: { type: packet-loss, data: c }
  errors: { type: packet-error-ratio, data: c }
  joint: { type: network-class, members: [delay, loss, errors], class: "2" }`,
          objectives: '  all: { metric: joint, holds: true, window: month }',
        }).get('all'),
      );
    assert.deepEqual(of(''), [1, 'met']);
    assert.deepEqual(of(', every: 1 h'), [undefined, 'unknown']);
  });

  test('makes points a range where they rise with a value that a gap may change', () => {
    const probes = lines('at,ok', [
      ...Array.from({ length: 700 }, (_, hour) => `${new Date(Date.UTC(2026, 2, 1, hour)).toISOString()},true`),
      '2026-04-01T00:00:00Z,true',
    ]);
    const of = (target: number): readonly unknown[] =>
      seen(
        march({
          files: { 'p.csv': probes },
          data: '  p: { file: p.csv, every: 1 h }',
          metrics: `  up: { type: probe-availability, data: p }
  joint: { type: weighted-score, members: [o], weights: { o: 1 }, score: linear, floor: { o: 50 % } }`,
          objectives: `  o: { metric: up, atLeast: 90 %, window: month }\n  all: { metric: joint, atLeast: ${target}, window: month }`,
        }).get('all'),
      );
    // 700 of 744 hours are known: between 94 and 100 %, both above the target.
    assert.deepEqual(of(100), [100, 'met']);
  });

  test('an indicator is neither met nor missed', () => {
    const results = march({
      files: counted('a', 3),
      data: '  a: { file: a.csv }',
      metrics: '  a: { type: count-delivered, data: a }\n  joint: { type: composite-all-met, members: [o] }',
      objectives:
        '  o: { metric: a, window: month, status: indicator }\n  all: { metric: joint, holds: true, window: month }',
    });
    assert.equal(results.get('all'), 'its member "o": it is an indicator, which is neither met nor missed');
  });
});

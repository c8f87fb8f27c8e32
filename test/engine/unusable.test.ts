// Holds verdicts beside rows that cannot be used: against brute force over all that the rows might have said, and case by case.
// It must never accept "met" where a row that was left out could have made it a miss.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { randomOf } from './references/random';
import { day, lines, run, verdicts, type Case } from './single';

describe('brute force', () => {
  test('a share is settled only where the rows change nothing, good or bad', () => {
    const random = randomOf(7);
    let shaken = 0;
    for (let round = 0; round < 150; round++) {
      const [n, bad, unusable] = [random.whole(1, 40), random.whole(0, 6), random.whole(1, 6)];
      const target = random.pick([50, 75, 80, 90, 95, 99]);
      const rows = [
        ...Array.from(
          { length: n },
          (_, index) => `${day(1 + (index % 28))}T10:00:00Z,${index < n - Math.min(bad, n) ? 200 : 500}`,
        ),
        ...Array.from({ length: unusable }, (_, index) => `${day(1 + index)}T11:00:00Z,perhaps`),
      ];
      const data = lines('at,status', [...rows, `${day(1, 4)}T00:00:00Z,200`]);
      const [verdict = ''] = verdicts({
        data,
        source: ', columns: { good: status < 500 }',
        metric: 'type: request-success',
        objective: `atLeast: ${target} %`,
      });
      const good = n - Math.min(bad, n);
      const outcomes = new Set(
        Array.from({ length: unusable + 1 }, (_, more) => (100 * (good + more)) / (n + unusable) >= target),
      );
      const expected = outcomes.size > 1 ? 'unknown' : outcomes.has(true) ? 'met' : 'breached';
      assert.equal(verdict, `2026-03 ${expected}`, `${good} of ${n}, ${unusable} unusable, target ${target}`);
      if (expected === 'unknown') shaken++;
    }
    assert.ok(shaken > 20);
  });

  test('a percentile is never met where the rows could have raised it, and stays met where they could not', () => {
    const random = randomOf(11);
    let [shaken, kept] = [0, 0];
    for (let round = 0; round < 150; round++) {
      const [n, unusable, q] = [random.whole(2, 60), random.whole(1, 4), random.pick([50, 90, 95])];
      const values = Array.from({ length: n }, () => random.whole(1, 400));
      const rows = [
        ...values.map((value, index) => `${day(1 + (index % 28))}T10:00:00Z,${value}`),
        ...Array.from({ length: unusable }, (_, index) => `${day(1 + index)}T11:00:00Z,timeout`),
      ];
      const data = lines('at,value', [...rows, `${day(1, 4)}T00:00:00Z,1`]);
      const metric = `type: latency, unit: ms, statistic: p${q}`;
      const [verdict = ''] = verdicts({ data, metric, objective: 'atMost: 300 ms' });
      const percentile = (added: number): number => {
        const all = [...values, ...Array.from({ length: unusable }, () => added)].sort((a, b) => a - b);
        const at = ((all.length - 1) * q) / 100;
        const low = all[Math.floor(at)] ?? 0;
        return low + (at - Math.floor(at)) * ((all[Math.ceil(at)] ?? low) - low);
      };
      const ends = [percentile(0) <= 300, percentile(1e9) <= 300];
      if (verdict.endsWith(' met')) {
        assert.deepEqual(ends, [true, true]);
        kept++;
      }
      if (verdict.endsWith(' breached')) assert.deepEqual(ends, [false, false]);
      if (verdict.endsWith(' unknown')) shaken++;
    }
    assert.ok(shaken > 10 && kept > 10);
  });
});

describe('rows that cannot be used', () => {
  const tickets = (open: string): string =>
    lines('c,r', [
      ...Array.from({ length: 29 }, (_, index) => `${day(index + 1)}T00:00:00Z,${open}`),
      `${day(30)}T00:00:00Z,${day(30)}T00:10:00Z`,
      `${day(31)}T00:00:00Z,${day(31)}T00:10:00Z`,
      `${day(1, 4)}T00:00:00Z,${day(1, 4)}T00:00:00Z`,
    ]);
  const answered = {
    source: ', columns: { start: c, end: r }',
    metric: 'type: first-response-time',
    objective: 'for: 95 %, atMost: 1 h',
  };

  for (const open of ['', 'NULL', 'null', '-', 'n/a', 'None', '\\N'])
    test(`"${open}" is an open ticket`, () =>
      assert.equal(verdicts({ data: tickets(open), ...answered }).at(-1), '2026-03 breached'));
  test('words that say nothing leave the verdict open', () =>
    assert.equal(verdicts({ data: tickets('not yet'), ...answered }).at(-1), '2026-03 unknown'));

  const log = (row: string): Case => ({
    data: lines('began,ended', [row]),
    source: ', columns: { start: began, end: ended }, covers: { from: 2026-01-01, to: 2026-03-31 }',
    metric: 'type: availability',
    objective: 'atLeast: 99.9 %',
  });
  test('an outage that cannot be read may have been anywhere', () => {
    for (const row of ['10.02.2026 08:00,10.02.2026 10:30', '02/10/2026,02/11/2026', 'then,now'])
      assert.deepEqual(verdicts(log(row)), ['2026-01 unknown', '2026-02 unknown', '2026-03 unknown'], row);
  });
  test('an outage with a start may have lasted from there on', () => {
    assert.deepEqual(verdicts(log('2026-02-10T08:00:00Z,2026-02-10T1')), [
      '2026-01 met',
      '2026-02 unknown',
      '2026-03 unknown',
    ]);
  });
  test('an outage that ends before it starts was somewhere in between', () => {
    assert.deepEqual(verdicts(log('2026-02-10T10:30:00Z,2026-02-10T08:00:00Z')), [
      '2026-01 met',
      '2026-02 unknown',
      '2026-03 met',
    ]);
  });
  test('one more failure makes a missed window no better', () => {
    const data = lines('began,ended', ['2026-02-01T00:00:00Z,2026-02-02T00:00:00Z', 'then,now']);
    assert.deepEqual(verdicts({ ...log(''), data }), ['2026-01 unknown', '2026-02 breached', '2026-03 unknown']);
  });
  test('counts of failures are open as well', () => {
    for (const metric of ['type: mtbf', 'type: outage-count']) {
      const objective = metric.includes('mtbf') ? 'atLeast: 100 h' : 'atMost: 2';
      const given = { ...log('then,now'), metric, objective };
      assert.ok(
        verdicts(given).every((verdict) => verdict.endsWith('unknown')),
        `${metric}: ${verdicts(given)}`,
      );
    }
  });
  test('noData: skip judges what is there', () =>
    assert.deepEqual(verdicts({ ...log('then,now'), metric: 'type: availability, noData: skip' })[0], '2026-01 met'));

  test('an expression that cannot be told is no silence', () => {
    const rows = Array.from(
      { length: 31 },
      (_, index) => `${day(index + 1)}T00:00:00Z,${index % 2 === 0 ? 200 : 'timeout'}`,
    );
    const given = {
      data: lines('at,status', [...rows, `${day(1, 4)}T00:00:00Z,200`]),
      source: ', columns: { good: status < 500 }',
      metric: 'type: request-success',
      objective: 'atLeast: 99 %',
    };
    assert.deepEqual(verdicts(given), ['2026-03 unknown']);
  });
  test('a row of another group, or one that a filter leaves out, shakes nothing', () => {
    const rows = [`${day(1)}T00:00:00Z,200,eu`, `${day(2)}T00:00:00Z,perhaps,us`, `${day(1, 4)}T00:00:00Z,200,eu`];
    const data = lines('at,status,region', rows);
    const source = ', columns: { good: status < 500 }';
    const filtered = {
      data,
      source,
      metric: 'type: request-success, where: region == "eu"',
      objective: 'atLeast: 99 %',
    };
    assert.deepEqual(verdicts(filtered), ['2026-03 met']);
    const { windows } = run({ data, source, metric: 'type: request-success', objective: 'atLeast: 99 %, per: region' });
    const march = windows
      .filter(({ window }) => window === '2026-03')
      .map(({ group, verdict }) => `${group} ${verdict}`);
    assert.deepEqual(march.sort(), ['eu met', 'us unknown']);
  });
});

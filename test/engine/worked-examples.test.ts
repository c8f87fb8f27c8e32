// The worked numbers of the metrics page, computed by the engine from the smallest files that hold them.
// A number here must never be changed to what the engine says: the page is what people signed.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { WindowResult } from '../../server/src/core/compliance/result';
import { toNumber, type Rational } from '../../server/src/core/scalars/rational';
import { runAgreement, writeData } from './reference-run';

interface Example {
  /** The lines of the file, its header first. */
  readonly lines: readonly string[];
  readonly metric: string;
  readonly objective: string;
  readonly source?: string;
  readonly calendars?: string;
  readonly exclusion?: string;
  readonly zone?: string;
  readonly window?: string;
}

let files = 0;

/** All windows of an example. */
function windowsOf(example: Example): readonly WindowResult[] {
  const file = `worked-${++files}.csv`;
  writeData(file, `${example.lines.join('\n')}\n`);
  return runAgreement(`sla: 1
id: worked
timeZone: ${example.zone ?? 'UTC'}
term: { from: 2026-01-01, to: 2026-12-31 }
${example.calendars === undefined ? '' : `calendars: { ${example.calendars} }\n`}data: { log: { file: ${file}${example.source === undefined ? '' : `, ${example.source}`} } }
metrics: { m: { data: log, ${example.metric} } }
objectives: { o: { metric: m, window: ${example.window ?? 'month'}, ${example.objective}${example.exclusion === undefined ? '' : ', excludes: [x]'} } }
${example.exclusion === undefined ? '' : `exclusions: { x: { kind: scheduled-maintenance, intervals: [${example.exclusion}] } }\n`}`)
    .windows;
}

/** The window of a name, or the only one. */
function windowOf(example: Example, name?: string): WindowResult {
  const windows = windowsOf(example);
  const window = name === undefined ? windows[0] : windows.find((each) => each.window === name);
  assert.ok(window, `there is no window ${name ?? ''}`);
  return window;
}

function near(got: Rational | undefined, wanted: number, digits: number): void {
  assert.ok(got !== undefined, 'there is no value');
  assert.equal(toNumber(got).toFixed(digits), wanted.toFixed(digits));
}

const june = 'covers: { from: 2026-06-01, to: 2026-06-30 }';
const availability = 'type: availability';

describe('availability', () => {
  test('120 min down, 90 of them in 90 min of maintenance, in 30 days', () => {
    const lines = ['start,end', '2026-06-10T00:00:00Z,2026-06-10T02:00:00Z'];
    const exclusion = '{ from: "2026-06-10T00:00:00Z", to: "2026-06-10T01:30:00Z" }';
    const objective = 'atLeast: 99.9 %';
    near(
      windowOf({ lines, source: june, metric: availability, objective, exclusion }).value,
      100 * (1 - 30 / 43_110),
      9,
    );
    near(windowOf({ lines, source: june, metric: availability, objective }).value, 99.7222, 4);
  });

  test('10 days excluded and 30 min of other down time', () => {
    const lines = ['start,end', '2026-06-20T00:00:00Z,2026-06-20T00:30:00Z'];
    const exclusion = '{ from: "2026-06-01T00:00:00Z", to: "2026-06-11T00:00:00Z" }';
    const window = windowOf({ lines, source: june, metric: availability, objective: 'atLeast: 99.9 %', exclusion });
    near(window.value, 99.8958, 4);
    assert.equal(window.verdict, 'breached');
  });

  const failing = [
    'start,end',
    '2026-05-31T22:00:00Z,2026-06-01T01:00:00Z',
    '2026-06-05T00:00:00Z,2026-06-05T02:00:00Z',
    '2026-06-20T00:00:00Z,2026-06-20T03:00:00Z',
    '2026-06-20T01:00:00Z,2026-06-20T04:00:00Z',
  ];
  const source = 'covers: { from: 2026-05-01, to: 2026-06-30 }';
  test('720 h with an outage carried in and two of its own, one of which two rows report', () => {
    near(
      windowOf({ lines: failing, source, metric: availability, objective: 'atLeast: 99 %' }, '2026-06').value,
      (100 * 713) / 720,
      9,
    );
    near(
      windowOf({ lines: failing, source, metric: 'type: mtbf', objective: 'atLeast: 300 h' }, '2026-06').value,
      356.5,
      9,
    );
    near(
      windowOf({ lines: failing, source, metric: 'type: mttr, clock: restore', objective: 'atMost: 4 h' }, '2026-06')
        .value,
      3,
      9,
    );
    const count = windowOf(
      { lines: failing, source, metric: 'type: outage-count', objective: 'atMost: 2 outages' },
      '2026-06',
    );
    assert.equal(count.n, 2);
  });

  test('probes every 5 min: good, failed, failed, good', () => {
    const lines = [
      'at,ok',
      ...['true', 'false', 'false', 'true'].map(
        (ok, index) => `2026-06-01T00:${String(index * 5).padStart(2, '0')}:00Z,${ok}`,
      ),
    ];
    const example = { lines, source: 'every: 5 min', objective: 'atMost: 20 min', metric: 'type: downtime' };
    near(windowOf(example).value, 10, 9);
    near(windowOf({ ...example, metric: 'type: downtime, failures: 3' }).value, 0, 9);
  });

  test('March in Berlin has 743 h, and 99.9 % leaves 2674.8 s', () => {
    const lines = ['start,end', '2026-03-10T00:00:00Z,2026-03-10T00:10:00Z'];
    const window = windowOf({
      lines,
      source: 'covers: { from: 2026-03-01, to: 2026-03-31 }',
      metric: availability,
      objective: 'atLeast: 99.9 %',
      zone: 'Europe/Berlin',
    });
    assert.equal(window.to - window.from, 743 * 3_600_000);
    near(window.budget?.total, 2_674.8, 9);
  });
});

describe('shares and statistics', () => {
  test('slices of 1000 with one bad and of 10 with five bad', () => {
    const lines = ['at,total,bad', '2026-06-01T00:00:00Z,1000,1', '2026-06-01T00:05:00Z,10,5'];
    near(windowOf({ lines, metric: 'type: request-success', objective: 'atLeast: 99 %' }).value, 99.4059, 4);
  });

  test('the 95th percentile of 1 to 10 is 9.55', () => {
    const lines = ['at,value', ...Array.from({ length: 10 }, (_, index) => `2026-06-01T00:0${index}:00Z,${index + 1}`)];
    near(windowOf({ lines, metric: 'type: latency, statistic: p95', objective: 'atMost: 300 ms' }).value, 9.55, 12);
  });

  test('delays of 20, 22, 21, 30 and 20 ms by the four definitions of jitter', () => {
    const lines = ['at,value', ...[20, 22, 21, 30, 20].map((delay, index) => `2026-06-01T00:00:0${index}Z,${delay}`)];
    const jitter = (metric: string): Rational | undefined =>
      windowOf({ lines, metric: `type: jitter, ${metric}`, objective: 'atMost: 10 ms' }).value;
    near(jitter('definition: mean-absolute'), 5.5, 9);
    near(jitter('definition: rfc3550, statistic: last'), 1.3103, 4);
    near(jitter('definition: rfc3393, statistic: p95'), 9.85, 9);
    near(jitter('definition: y1540-ipdv'), 9.968, 9);
  });

  test('a cohort of 40: 30 ripe, 6 converted in time, one too late, 10 pending', () => {
    const early = Array.from({ length: 30 }, (_, index) => {
      const end = index < 6 ? '2026-06-10T00:00:00Z' : index === 6 ? '2026-06-20T00:00:00Z' : '';
      return `2026-06-01T00:00:00Z,${end}`;
    });
    const late = Array.from({ length: 10 }, () => '2026-06-25T00:00:00Z,');
    const window = windowOf({
      lines: ['start,end', ...early, ...late],
      source: june,
      metric: 'type: conversion-rate, within: 14 d',
      objective: 'atLeast: 10 %',
    });
    near(window.value, 20, 9);
    assert.equal(window.pending, 10);
    assert.equal(window.isProvisional, true);
  });
});

describe('deadlines in business hours', () => {
  const cases = [
    ['mon-fri: "08:00-18:00"', '2026-06-01T17:00:00Z', '2026-06-02T11:00:00Z'],
    ['mon-fri: "09:00-17:00"', '2026-06-05T16:00:00Z', '2026-06-08T12:00:00Z'],
    ['mon-fri: "08:00-17:00"', '2026-06-05T16:00:00Z', '2026-06-08T11:00:00Z'],
  ] as const;
  for (const [hours, start, deadline] of cases)
    test(`4 h from ${start} with ${hours} end at ${deadline}`, () => {
      const later = new Date(Date.parse(deadline) + 1).toISOString();
      const shares = [deadline, later].map((end) => {
        const window = windowOf({
          lines: ['start,end', `${start},${end}`],
          source: june,
          metric: 'type: first-response-time',
          objective: 'for: 95 %, atMost: 4 business hours',
          calendars: `office: { hours: { ${hours} } }`,
        });
        return window.value === undefined ? undefined : toNumber(window.value);
      });
      assert.deepEqual(shares, [100, 0]);
    });
});

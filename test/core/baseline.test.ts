// Baseline statistics against the numbers of rules.md A3, the written baselines of a golden agreement, and slow obvious ways.
// They must never count a window that still runs.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { median as otherMedian } from 'simple-statistics';
import { baselineOf, medianOf, wilson } from '../../server/src/core/compliance/baseline';
import { trendOf } from '../../server/src/core/compliance/trend';
import { planOf } from '../../server/src/core/compliance/plan';
import { resultsOf } from '../../server/src/core/compliance/verdict';
import { open } from '../../server/src/core/model/file';
import { compare, integer, toNumber } from '../../server/src/core/scalars/rational';
import { runPlan } from '../../server/src/engine/run';

const intervals: readonly (readonly [number, number, number, number])[] = [
  [24, 25, 80.5, 99.3],
  [6, 6, 61.0, 100],
  [12, 12, 75.8, 100],
  [24, 24, 86.2, 100],
  [35, 35, 90.1, 100],
];
for (const [k, n, low, high] of intervals) {
  test(`Wilson interval of ${k} of ${n}`, () => {
    const found = wilson(k, n);
    assert.deepEqual([found.low.toFixed(1), found.high.toFixed(1)], [low.toFixed(1), high.toFixed(1)]);
  });
}

test('the median equals another library', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 30 }), (values) => {
      const sorted = values.map(integer).sort(compare);
      const found = medianOf(sorted);
      assert.ok(found);
      assert.equal(toNumber(found), otherMedian(values));
    }),
  );
});

describe('trend', () => {
  test('a rising line has all pairs above and its own slope', () => {
    const { s, p, slope } = trendOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    assert.equal(s, 45);
    assert.ok(p < 0.001);
    assert.equal(slope, 1);
  });
  test('equal values have none', () => {
    const { s, p, slope } = trendOf([5, 5, 5, 5]);
    assert.deepEqual([s, p.toFixed(6), slope], [0, '1.000000', 0]);
  });
  test('the statistic is odd under turning time round', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 15 }), (values) => {
        assert.equal(trendOf(values).s + trendOf([...values].reverse()).s, 0);
      }),
    );
  });
});

describe('the written baselines of marketing-sales', () => {
  const uri = resolve('examples/marketing-sales.sla.yaml');
  const { model } = open({ uri, version: 1, text: readFileSync(uri, 'utf8') });
  const planned = planOf(model);
  const partials = runPlan(planned.plan, {
    folder: resolve('examples'),
    fence: { roots: [resolve('.')], isTrusted: true },
    wantsFingerprint: true,
    maximumBytes: 1e9,
    isCancelled: () => false,
    onProgress: () => undefined,
  });
  const results = resultsOf(model, planned, partials);
  for (const metric of model.metrics) {
    const written = metric.baseline;
    const objective = model.objectives.find((each) => each.metric?.value === metric.id);
    const result = results.find((each) => each.objective === objective?.id);
    if (written === undefined || result === undefined) continue;
    test(`${metric.id}: six windows, median, lowest, highest`, () => {
      const past = { ...result, windows: result.windows.filter((window) => window.window <= '2026-06') };
      const found = baselineOf(past, undefined);
      assert.equal(found?.windows, 6);
      const shown = [found.median, found.lowest, found.highest].map((value) => Number(toNumber(value).toFixed(2)));
      const said = [written.value, written.lowest, written.highest].map((value) =>
        toNumber(value?.value.value ?? integer(-1)),
      );
      assert.deepEqual(shown, said);
    });
    test(`${metric.id}: fingerprint of the data`, () =>
      assert.equal(partials.sources[0]?.fingerprint, written.fingerprint?.value));
  }
});

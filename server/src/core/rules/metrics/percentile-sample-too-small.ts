// percentile-sample-too-small: a window holds fewer values than a percentile of it needs.
// It must never speak of windows that still run, nor of a statistic that nobody has written.

import { inWindow, showWindow } from '../../show/words';
import type { WindowResult } from '../../compliance/result';
import {
  compare,
  divide,
  integer,
  multiply,
  rational,
  subtract,
  toDecimal,
  type Rational,
} from '../../scalars/rational';
import { withFixes } from '../fixes';
import { longerWindow } from '../longer-window';
import { completeInTerm, measuredThat, type MeasuredObjective } from '../measured-objectives';
import { defineRule } from '../rule';
import { message } from '../say';

const [one, half] = [integer(1), rational(1n, 2n)];

export const percentileSampleTooSmall = defineRule({
  id: 'percentile-sample-too-small',
  category: 'metrics',
  lane: 'measured',
  severity: 'warning',
  summary: 'A window holds fewer values than a percentile of it needs.',
  why: 'The slowest of forty requests is their p99: one value decides, and the next window says something else.',
  bad: `data:
  log: { file: log.csv, columns: { at: at, value: ms } }
metrics:
  latency: { type: latency, data: log, unit: ms, statistic: p99, measuredAt: public edge }
#                                                           ^^^ p99 of 28 samples in Feb 2026; needs 100
objectives:
  latency: { metric: latency, atMost: 300 ms, window: month, remedies: [report], reason: Kept in 2025 }
`,
  good: `data:
  log: { file: log.csv, columns: { at: at, value: ms } }
metrics:
  latency: { type: latency, data: log, unit: ms, statistic: p90, measuredAt: public edge }
objectives:
  latency: { metric: latency, atMost: 300 ms, window: month, remedies: [report], reason: Kept in 2025 }
`,
  fixed: `data:
  log: { file: log.csv, columns: { at: at, value: ms } }
metrics:
  latency: { type: latency, data: log, unit: ms, statistic: p99, measuredAt: public edge }
objectives:
  latency: { metric: latency, atMost: 300 ms, window: half-year, remedies: [report], reason: Kept in 2025 }
`,
  *check(input) {
    const told = new Set<string>();
    for (const { measured, found } of tooSmall(input)) {
      const { metric, objective } = measured.judged;
      if (told.has(metric.id)) continue;
      told.add(metric.id);
      yield withFixes({ span: metric.statistic?.span ?? metric.idSpan, message: found.text }, () =>
        longerWindow(objective, fullWindows(measured), (records) => records >= found.needed),
      );
    }
  },
});

const tooSmall = measuredThat((measured, zone) => {
  const { metric, objective } = measured.judged;
  const statistic = metric.statistic?.value;
  if (statistic?.kind !== 'percentile' || objective.share !== undefined) return undefined;
  const { share } = statistic;
  // The tail that is asked for may be the lower one.
  const tail = compare(share, half) > 0 ? subtract(one, share) : share;
  const smallest = fewestIn(fullWindows(measured));
  if (smallest === undefined || compare(share, half) === 0) return undefined;
  if (compare(multiply(integer(smallest.n), tail), one) >= 0) return undefined;
  const needed = ceiling(divide(one, tail));
  const place = inWindow(showWindow(smallest.window, smallest.to, zone));
  const samples = smallest.n === 1 ? '1 sample' : `${smallest.n} samples`;
  const name = `p${toDecimal(multiply(integer(100), share), 6)}`;
  return { needed, text: message(`${name} of ${samples} in ${place}; needs ${needed}`) };
});

/** Windows of the term that are over and hold something: an empty one has no percentile at all. */
function fullWindows({ result }: MeasuredObjective): readonly WindowResult[] {
  return completeInTerm(result).filter(({ n, value }) => n > 0 && value !== undefined);
}

function fewestIn(windows: readonly WindowResult[]): WindowResult | undefined {
  return windows.reduce<WindowResult | undefined>(
    (fewest, window) => (fewest === undefined || window.n < fewest.n ? window : fewest),
    undefined,
  );
}

function ceiling({ num, den }: Rational): number {
  return Number((num + den - 1n) / den);
}

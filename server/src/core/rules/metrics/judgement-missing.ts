// judgement-missing: a metric has many values, and nothing says how they become one verdict.
// It must never speak of a type whose statistic is fixed or implied, nor of an objective without a bound.

import type { SlaFile } from '../../model/file';
import { isIndicator } from '../../model/queries';
import { insertFix } from '../edits';
import { boundsIn, lacks, ownMap } from '../facts';
import type { Judged } from '../judged';
import { isSpread } from '../../vocabulary/metrics/metric';
import { defineRule, type Fix } from '../rule';
import { quoted } from '../say';

export const judgementMissing = defineRule({
  id: 'judgement-missing',
  category: 'metrics',
  lane: 'static',
  severity: 'error',
  summary: 'A metric has many values, and nothing says how they become one verdict.',
  why: 'The mean can keep a promise that one request in ten breaks, so both sides can claim to be right.',
  bad: `metrics:
  duration: { type: latency }
objectives:
  speed: { metric: duration, atMost: 300 ms, window: month, remedies: [report], reason: Kept in 2025 }
#                  ^^^^^^^^ "duration" has many values; say statistic or "for"
`,
  good: `metrics:
  duration: { type: latency }
objectives:
  speed: { metric: duration, for: 95 %, atMost: 300 ms, window: month, remedies: [report], reason: Kept in 2025 }
`,
  fixed: `metrics:
  duration: { type: latency }
objectives:
  speed: { metric: duration, for: 95 %, atMost: 300 ms, window: month, remedies: [report], reason: Kept in 2025 }
`,
  yieldsTo: ['unresolved-id', 'wrong-shape', 'unit-mismatch'],
  readsBeside: [],
  *checkClause({ file, judged }) {
    for (const each of judged) {
      const { objective, metric, type } = each;
      if (boundsIn(objective).length === 0 || isIndicator(objective)) continue;
      // Jitter has a statistic by its definition.
      if (!isSpread(type) || type.fold.kind === 'delays') continue;
      if (!lacks(file, metric.map, 'statistic') || !lacks(file, objective.map, 'for')) continue;
      yield {
        span: objective.metric?.span ?? objective.idSpan,
        message: `${quoted(metric.id)} has many values; say statistic or "for"`,
        fixes: fixesOf(file, each),
      };
    }
  },
});

/** A share of the events, all of them, or one number of the metric. */
function fixesOf(file: SlaFile, { objective, metric }: Judged): readonly Fix[] {
  const { text } = file.snapshot;
  return [
    ...insertFix(text, ownMap(objective), 'for', '95 %', ['metric']),
    ...insertFix(text, ownMap(objective), 'for', 'all', ['metric']),
    ...insertFix(text, ownMap(metric), 'statistic', 'p95'),
  ];
}

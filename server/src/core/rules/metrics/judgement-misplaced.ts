// judgement-misplaced: a statistic or a share of events is asked of a metric that yields one value for each window.
// It must never speak of a type with many values, where one of both is needed.

import { isOwn, fixOf, removeEntry } from '../edits';
import { defineRule, type Yield } from '../rule';
import { quoted } from '../say';
import type { MapNode } from '../../syntax/nodes';
import { metricType } from '../../vocabulary/metrics/index';
import { isSpread, type MetricType } from '../../vocabulary/metrics/metric';

export const judgementMisplaced = defineRule({
  id: 'judgement-misplaced',
  category: 'metrics',
  lane: 'static',
  severity: 'error',
  summary: 'A statistic or a share of events is asked of a metric that yields one value for each window.',
  why: 'A share of 95 % beside an availability can be read as a lower target, and then a missed month counts as kept.',
  bad: `metrics:
  uptime: { type: availability }
objectives:
  up: { metric: uptime, for: 95 %, atLeast: 99 %, window: month, remedies: [report], reason: Kept in 2025 }
#                       ^^^ "for" does not apply: "availability" has one value
`,
  good: `metrics:
  uptime: { type: availability }
objectives:
  up: { metric: uptime, atLeast: 99 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  fixed: `metrics:
  uptime: { type: availability }
objectives:
  up: { metric: uptime, atLeast: 99 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  yieldsTo: ['wrong-shape'],
  readsBeside: [],
  *checkClause({ file, judged, metrics }) {
    const { text } = file.snapshot;
    for (const metric of metrics) {
      const type = metricType(metric.type?.value);
      if (type !== undefined && !takesStatistic(type)) yield* misplaced(text, metric.map, 'statistic', type);
    }
    for (const { objective, type } of judged)
      if (!hasManyValues(type)) yield* misplaced(text, objective.map, 'for', type);
  },
});

/** Whether a type gives a value for each record, of which a share can be asked. Jitter gives one for each delay. */
function hasManyValues(type: MetricType): boolean {
  return type.fold.kind === 'delays' || isSpread(type);
}

/** Throughput is measured in slices of time, and a statistic may be asked of these. */
function takesStatistic(type: MetricType): boolean {
  return hasManyValues(type) || type.fold.kind === 'throughput';
}

function* misplaced(
  text: string,
  map: MapNode | undefined,
  key: 'for' | 'statistic',
  type: MetricType,
): Generator<Yield> {
  const entry = map?.entries.find((each) => each.key.text === key);
  if (entry === undefined) return;
  yield {
    span: entry.key.span,
    message: `"${key}" does not apply: ${quoted(type.id)} has one value`,
    fixes: isOwn(entry) ? fixOf(`Remove "${key}"`, removeEntry(text, entry)) : [],
  };
}

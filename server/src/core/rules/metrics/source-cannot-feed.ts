// source-cannot-feed: the queries of a connection give none of what a metric type is made of.
// It must never speak of a table or a file, whose columns only their header tells.

import { sourceOf } from '../../model/queries';
import type { DataSource } from '../../model/sla';
import { metricType } from '../../vocabulary/metrics/index';
import type { MetricType } from '../../vocabulary/metrics/metric';
import { defineRule } from '../rule';
import { cut, message, quoted } from '../say';

export const sourceCannotFeed = defineRule({
  id: 'source-cannot-feed',
  category: 'metrics',
  lane: 'static',
  severity: 'error',
  summary: 'The queries of a connection give none of what a metric type is made of.',
  why: 'Sums of a window hold no single event: how long each of them took cannot be read out of them again.',
  bad: `data:
  requests:
    connection: metrics
    total: sum(increase(all[$window]))
    bad: sum(increase(bad[$window]))
metrics:
  repair: { type: mttr, clock: repair, data: requests, measuredAt: public edge }
#                                            ^^^^^^^^ "mttr" needs start; "requests" gives bad, total
objectives:
  repair: { metric: repair, atMost: 30 min, window: month, remedies: [report], reason: Kept in 2025 }
`,
  good: `data:
  requests:
    connection: metrics
    total: sum(increase(all[$window]))
    bad: sum(increase(bad[$window]))
metrics:
  success: { type: request-success, data: requests }
objectives:
  success: { metric: success, atLeast: 99 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  yieldsTo: ['unresolved-id', 'wrong-shape', 'invalid-scalar'],
  readsBeside: ['data'],
  *checkClause({ file: { model }, metrics }) {
    for (const metric of metrics) {
      const type = metricType(metric.type?.value);
      const source = sourceOf(model, metric.data?.value);
      if (type === undefined || metric.data === undefined || source === undefined || !isOfQueries(source)) continue;
      // What is mapped to a column or an expression may be made of anything.
      if (metric.columns.length > 0 || source.columns.length > 0) continue;
      const given = source.queries.map(({ role }) => role);
      const needed = neededBeside(type, given);
      if (needed === undefined) continue;
      yield {
        span: metric.data.span,
        message: message(
          `${quoted(type.id, 24)} needs ${cut(needed.join(', '), 20)}; ${quoted(source.id, 16)} gives ${cut([...given].sort().join(', '), 20)}`,
        ),
      };
    }
  },
});

function isOfQueries({ file, table, connection, queries }: DataSource): boolean {
  return connection !== undefined && file === undefined && table === undefined && queries.length > 0;
}

/** What the first input of a type needs, where queries feed none of its inputs; each answer has an instant of its own. */
function neededBeside({ inputs }: MetricType, given: readonly string[]): readonly string[] | undefined {
  // Of good, bad and total the third follows from the other two.
  const counts = ['good', 'bad', 'total'];
  const derived = given.filter((role) => counts.includes(role)).length > 1 ? counts : [];
  const roles = new Set(['at', ...given, ...derived]);
  const needs = inputs.map((input) => input.roles.filter((role) => role.isOptional !== true).map(({ role }) => role));
  const [first] = needs;
  return first === undefined || needs.some((own) => own.every((role) => roles.has(role))) ? undefined : first;
}

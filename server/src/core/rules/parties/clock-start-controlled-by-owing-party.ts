// clock-start-controlled-by-owing-party: the party that owes a time also decides when that time begins.
// It must never speak where somebody else verifies, or of what nobody owes.

import type { Metric, Text } from '../../model/sla';
import { metricType } from '../../vocabulary/metrics/index';
import { owedOf } from '../credits';
import { replaceScalar, scalarAt } from '../edits';
import { ownMap } from '../facts';
import { judgedThat } from '../judged';
import { isUnverified, mayBeUnverified, measuredAlone } from '../measuring';
import { defineRule, type Fix } from '../rule';
import { message, quoted } from '../say';

/** Events that happen when the party that works on it says so; a failure and a report are seen by others. */
const ownEvents: readonly (string | undefined)[] = ['assigned', 'detected', 'declared', 'acknowledged'];

const suspects = judgedThat(
  (judged) => ownEvents.includes(judged.metric.parameters.get('clock')?.value) && mayBeUnverified(judged),
);

export const clockStartControlledByOwingParty = defineRule({
  id: 'clock-start-controlled-by-owing-party',
  category: 'parties',
  lane: 'static',
  severity: 'warning',
  summary: 'The party that owes a time also decides when that time begins.',
  why: 'A clock that starts when the debtor says so can always be started late enough.',
  bad: `metrics:
  restore: { type: time-to-restore, clock: detected, measuredBy: provider }
#                                          ^^^^^^^^ The clock of "restore" starts at "detected", set by "provider"
objectives:
  restore: { metric: restore, for: 90 %, atMost: 4 h, window: month, remedies: [report], reason: Kept in 2025 }
`,
  good: `metrics:
  restore: { type: time-to-restore, clock: reported, measuredBy: provider }
objectives:
  restore: { metric: restore, for: 90 %, atMost: 4 h, window: month, remedies: [report], reason: Kept in 2025 }
`,
  fixed: `metrics:
  restore: { type: time-to-restore, clock: reported, measuredBy: provider }
objectives:
  restore: { metric: restore, for: 90 %, atMost: 4 h, window: month, remedies: [report], reason: Kept in 2025 }
`,
  offIn: ['transcribe'],
  *check({ file }) {
    const isAlone = measuredAlone(file);
    const told = new Set<Metric>();
    for (const { objective, metric, owedBy } of owedOf(file.model, suspects(file.model))) {
      const clock = metric.parameters.get('clock');
      if (clock === undefined || told.has(metric)) continue;
      const isOwn = metric.measuredBy.length > 0 && metric.measuredBy.every(({ value }) => value === owedBy);
      // Where all of the measurement is unchecked and costs money, that is said instead.
      if (!isOwn || !isUnverified(file, metric) || isAlone(objective, metric, owedBy)) continue;
      told.add(metric);
      yield {
        span: clock.span,
        message: message(
          `The clock of ${quoted(objective.id, 24)} starts at ${quoted(clock.value)}, set by ${quoted(owedBy, 20)}`,
        ),
        related: [{ span: objective.idSpan, message: 'Owed here' }],
        fixes: fixesOf(metric, clock),
      };
    }
  },
});

/** A clock that the other side starts, where the type has one. */
function fixesOf(metric: Metric, { value }: Text): readonly Fix[] {
  const clock = metricType(metric.type?.value)?.parameters.find(({ name }) => name === 'clock');
  const isKnown = clock !== undefined && (clock.values === undefined || clock.values.includes('reported'));
  const node = scalarAt(ownMap(metric), 'clock');
  const fix = !isKnown || node?.text !== value ? undefined : replaceScalar(node, 'reported');
  return fix === undefined ? [] : [fix];
}

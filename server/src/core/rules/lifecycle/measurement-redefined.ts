// measurement-redefined: a metric is computed otherwise than before, and the target that judges it stayed.
// It must never speak of a draft, nor of a metric whose objectives were changed with it.

import { redefinitions } from '../../diff/promises';
import { compareBounds } from '../../diff/values';
import { usesIn } from '../../diff/uses';
import type { Objective, SlaModel } from '../../model/sla';
import { objectiveOf, owedToOf } from '../../model/queries';
import { showBounds } from '../../show/words';
import { defineRule } from '../rule';
import { cut, message, quoted } from '../say';
import { baseOf, recordedParties, wasAgreed } from '../review';

export const measurementRedefined = defineRule({
  id: 'measurement-redefined',
  category: 'lifecycle',
  lane: 'review',
  severity: 'warning',
  summary: 'A metric is computed otherwise than before, and the target that judges it stayed.',
  why: 'The same number over another measurement is another promise, and its baseline says nothing any more.',
  bad: `status: active
version: 2.0.0
# before: version: 1.0.0
# before: noData: unknown (now noData: bad)
metrics:
  uptime: { type: availability, measuredAt: public edge, noData: bad }
#                                                                ^^^ "uptime" is computed otherwise, target stays ≥ 99.9 %: stronger for "customer"
`,
  good: `status: active
version: 2.0.0
# before: version: 1.0.0
# before: measuredAt: the edge (now measuredAt: public edge)
metrics:
  uptime: { type: availability, measuredAt: public edge, noData: bad }
`,
  yieldsTo: ['adverse-change-during-term', 'invalid-scalar', 'wrong-shape', 'unknown-value', 'metric-type-unknown'],
  *check({ project, file }) {
    const base = baseOf(project, file);
    if (base === undefined || !wasAgreed(base)) return;
    const told = new Set<string>();
    const recorded = new Set(recordedParties(file));
    for (const { metric, span, direction } of redefinitions(base, file)) {
      if (told.has(metric.id)) continue;
      const kept = usesIn(file.model)
        .over(metric.id)
        .find((objective) => isKept(objective, metric.id, base.model));
      if (kept === undefined) continue;
      const party = owedToOf(file.model, kept);
      // What the history says to be weaker was told to those whom it concerns.
      if (party !== undefined && recorded.has(party)) continue;
      told.add(metric.id);
      const known = direction === 'unclear' || party === undefined ? '' : `: ${direction} for ${quoted(party, 12)}`;
      const target = cut(showBounds(kept.bounds), 16);
      yield {
        span,
        message: message(`${quoted(metric.id, 16)} is computed otherwise, target stays ${target}${known}`),
        related: [{ span: kept.idSpan, message: 'Judged by the same target as before' }],
      };
    }
  },
});

/** Whether an objective judged the metric before as well, and by the same bounds. */
function isKept({ id, bounds }: Objective, metric: string, before: SlaModel): boolean {
  if (bounds.length === 0) return false;
  const old = objectiveOf(before, id);
  return old?.metric?.value === metric && compareBounds(old.bounds, bounds) === undefined;
}

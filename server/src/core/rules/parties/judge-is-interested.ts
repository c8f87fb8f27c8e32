// judge-is-interested: the party that is paid for a miss decides alone whether there was one.
// It must never speak where somebody else verifies, or where the agreement says how a dispute is settled.

import type { SlaFile } from '../../model/file';
import { owedToOf } from '../../model/queries';
import type { Metric, Text } from '../../model/sla';
import { owedOf, paysMoney } from '../credits';
import { insertFix } from '../edits';
import { lacks, ownMap, rootMap } from '../facts';
import { judgedThat } from '../judged';
import { isUnverified, mayBeUnverified } from '../measuring';
import { defineRule } from '../rule';
import { message, quoted } from '../say';

/** Types whose value is a judgement of the side that receives. */
const judgedByReceiver: readonly (string | undefined)[] = ['lead-acceptance-rate', 'csat'];

const suspects = judgedThat(
  (judged) =>
    mayBeUnverified(judged) && (judged.metric.measuredBy.length > 0 || judgedByReceiver.includes(judged.type.id)),
);

export const judgeIsInterested = defineRule({
  id: 'judge-is-interested',
  category: 'parties',
  lane: 'static',
  severity: 'warning',
  summary: 'The party that is paid for a miss decides alone whether there was one.',
  why: 'Whoever gains from a bad value and makes the value is judge in its own cause, and the other side has no answer to it.',
  bad: `metrics:
  uptime: { type: availability, measuredBy: customer, measuredAt: public edge }
#                                           ^^^^^^^^ "customer" decides the value it is served by in "availability"
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits: { kind: service-credit, of: Monthly Fee, tiers: [{ below: 99.9 %, credit: 10 % }] }
`,
  good: `metrics:
  uptime: { type: availability, measuredAt: public edge, measuredBy: customer, verifiedBy: provider }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits: { kind: service-credit, of: Monthly Fee, tiers: [{ below: 99.9 %, credit: 10 % }] }
`,
  fixed: `metrics:
  uptime: { type: availability, measuredBy: customer, verifiedBy: provider, measuredAt: public edge }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits: { kind: service-credit, of: Monthly Fee, tiers: [{ below: 99.9 %, credit: 10 % }] }
`,
  offIn: ['transcribe'],
  yieldsTo: ['unresolved-id'],
  *check({ file }) {
    if (!lacks(file, rootMap(file), 'disputes')) return;
    const told = new Set<Metric>();
    for (const { objective, metric, owedBy } of owedOf(file.model, suspects(file.model))) {
      const owedTo = owedToOf(file.model, objective);
      if (owedTo === undefined || owedTo === owedBy || told.has(metric) || !paysMoney(file.model, objective)) continue;
      const by = decidedAt(file, metric, owedTo);
      if (by === undefined) continue;
      told.add(metric);
      yield {
        span: by.span,
        message: message(`${quoted(owedTo, 24)} decides the value it is served by in ${quoted(objective.id, 20)}`),
        related: [{ span: objective.idSpan, message: 'A miss of this is paid for' }],
        fixes: lacks(file, metric.map, 'verifiedBy')
          ? insertFix(file.snapshot.text, ownMap(metric), 'verifiedBy', owedBy, ['measuredBy', 'type'])
          : [],
      };
    }
  },
});

/** What says that a party decides the value: who measures it, or a type that is a judgement of the one who receives. */
function decidedAt(file: SlaFile, metric: Metric, owedTo: string): Text | undefined {
  const [measuring] = metric.measuredBy;
  const isMeasuring = measuring !== undefined && metric.measuredBy.every(({ value }) => value === owedTo);
  const by = isMeasuring ? measuring : judgedByReceiver.includes(metric.type?.value) ? metric.type : undefined;
  return by !== undefined && isUnverified(file, metric) ? by : undefined;
}

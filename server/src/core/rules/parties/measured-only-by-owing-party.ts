// measured-only-by-owing-party: what costs money or the agreement is measured by nobody but the party that owes it.
// It must never speak where the other side verifies, or may hold a measurement of its own against it.

import type { SlaFile } from '../../model/file';
import { owedToOf } from '../../model/queries';
import type { Metric, Objective, Text } from '../../model/sla';
import { owedOf } from '../credits';
import { insertFix } from '../edits';
import { ownMap } from '../facts';
import { judgedThat } from '../judged';
import { mayBeUnverified, measuredAlone } from '../measuring';
import { defineRule, type Yield } from '../rule';
import { message, quoted } from '../say';

const suspects = judgedThat((judged) => judged.metric.measuredBy.length > 0 && mayBeUnverified(judged));

export const measuredOnlyByOwingParty = defineRule({
  id: 'measured-only-by-owing-party',
  category: 'parties',
  lane: 'static',
  severity: 'warning',
  summary: 'What costs money or the agreement is measured by nobody but the party that owes it.',
  why: 'Whoever pays for a miss then also decides whether there was one, and nobody else can tell.',
  bad: `metrics:
  uptime: { type: availability, measuredBy: provider, measuredAt: public edge }
#                                           ^^^^^^^^ Only "provider" measures what it owes in "availability"
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits: { kind: service-credit, of: Monthly Fee, tiers: [{ below: 99.9 %, credit: 10 % }] }
`,
  good: `metrics:
  uptime: { type: availability, measuredAt: public edge, measuredBy: provider, verifiedBy: customer }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits: { kind: service-credit, of: Monthly Fee, tiers: [{ below: 99.9 %, credit: 10 % }] }
`,
  fixed: `metrics:
  uptime: { type: availability, measuredBy: provider, verifiedBy: customer, measuredAt: public edge }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits: { kind: service-credit, of: Monthly Fee, tiers: [{ below: 99.9 %, credit: 10 % }] }
`,
  offIn: ['transcribe'],
  yieldsTo: ['unresolved-id'],
  *check({ file }) {
    const isAlone = measuredAlone(file);
    const told = new Set<Metric>();
    for (const { objective, metric, owedBy } of owedOf(file.model, suspects(file.model))) {
      const [measuring] = metric.measuredBy;
      if (measuring === undefined || told.has(metric) || !isAlone(objective, metric, owedBy)) continue;
      told.add(metric);
      yield said(file, objective, metric, owedBy, measuring);
    }
  },
});

function said(file: SlaFile, objective: Objective, metric: Metric, owedBy: string, { span }: Text): Yield {
  const owedTo = owedToOf(file.model, objective);
  const isWritten = metric.verifiedBy.length > 0;
  return {
    span,
    message: message(`Only ${quoted(owedBy, 24)} measures what it owes in ${quoted(objective.id, 24)}`),
    related: [{ span: objective.idSpan, message: 'A miss of this costs money, or the agreement' }],
    fixes:
      owedTo === undefined || isWritten
        ? []
        : insertFix(file.snapshot.text, ownMap(metric), 'verifiedBy', owedTo, ['measuredBy']),
  };
}

// measured-at-missing: money depends on a value, and nothing says where it is measured.
// It must never speak of values that have no place, such as counts of deliveries.

import { isIndicator, remedyOf } from '../../model/queries';
import type { SlaModel } from '../../model/sla';
import { lacks } from '../facts';
import { judgedThat, type Judged } from '../judged';
import { defineRule } from '../rule';
import { message, quoted } from '../say';

const placed: ReadonlySet<string> = new Set([
  ...['availability', 'probe-availability', 'latency', 'one-way-delay', 'round-trip-time', 'jitter', 'packet-loss'],
]);
const candidates = judgedThat(
  ({ objective, metric, type }) =>
    placed.has(type.id) && metric.measuredAt === undefined && objective.remedies.length > 0 && !isIndicator(objective),
);

export const measuredAtMissing = defineRule({
  id: 'measured-at-missing',
  category: 'metrics',
  lane: 'static',
  severity: 'warning',
  summary: 'Money depends on a value, and nothing says where it is measured.',
  why: 'Between the machine of the provider and the desk of the customer lies the whole difference of the two numbers.',
  bad: `metrics:
  uptime: { type: availability }
# ^^^^^^ Where "uptime" is measured is not stated
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits: { kind: service-credit, of: Monthly Fee, tiers: [{ below: 99.9 %, credit: 10 % }] }
`,
  good: `metrics:
  uptime: { type: availability, measuredAt: public edge }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits: { kind: service-credit, of: Monthly Fee, tiers: [{ below: 99.9 %, credit: 10 % }] }
`,
  offIn: ['transcribe'],
  yieldsTo: ['duplicate-key', 'invalid-id'],
  *check({ file }) {
    if (file.model.kind?.value !== 'customer') return;
    const told = new Set<string>();
    for (const judged of candidates(file.model)) {
      const { metric } = judged;
      if (told.has(metric.id) || !hasMoney(file.model, judged) || !lacks(file, metric.map, 'measuredAt')) continue;
      told.add(metric.id);
      yield { span: metric.idSpan, message: message(`Where ${quoted(metric.id, 40)} is measured is not stated`) };
    }
  },
});

function hasMoney(model: SlaModel, { objective }: Judged): boolean {
  return objective.remedies.some(({ value }) => {
    const kind = remedyOf(model, value)?.kind?.value;
    return kind === 'service-credit' || kind === 'fixed-amount';
  });
}

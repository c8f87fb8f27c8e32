// exclusion-not-applied: an objective leaves out an exclusion of which nothing is recorded, so that its results hold everything.
// It must never speak of an objective that is not computed: there is no result that could be wrong.

import { exclusionOf, isIndicator } from '../../model/queries';
import type { Exclusion } from '../../model/sla';
import { lacks } from '../facts';
import { measuredThat } from '../measured-objectives';
import { defineRule } from '../rule';
import { message, quoted } from '../say';

export const exclusionNotApplied = defineRule({
  id: 'exclusion-not-applied',
  category: 'exclusions',
  lane: 'measured',
  severity: 'information',
  summary: 'An objective leaves out an exclusion of which nothing is recorded, so that its results hold everything.',
  why: 'A window that reads as missed may have been kept once the excluded time is taken out, by hand and after a dispute.',
  bad: `data:
  outages: { file: outages.csv, covers: { from: 2026-01-01, to: 2026-11-24 } }
metrics:
  uptime: { type: availability, data: outages, measuredAt: public edge }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, excludes: [misuse], remedies: [report], reason: Kept in 2025 }
exclusions:
  misuse: { kind: customer-caused, evidence: gateway log, decidedBy: [provider, customer] }
# ^^^^^^ "misuse" has no data: results do not leave it out
`,
  good: `data:
  outages: { file: outages.csv, covers: { from: 2026-01-01, to: 2026-11-24 } }
metrics:
  uptime: { type: availability, data: outages, measuredAt: public edge }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, excludes: [misuse], remedies: [report], reason: Kept in 2025 }
exclusions:
  misuse:
    kind: customer-caused
    evidence: gateway log
    decidedBy: [provider, customer]
    intervals: [{ from: 2026-03-05T10:00:00+01:00, to: 2026-03-05T11:00:00+01:00, note: load test without notice }]
`,
  yieldsTo: ['unused-definition'],
  offIn: ['transcribe'],
  *check({ file, data }) {
    const told = new Set<Exclusion>();
    for (const { found } of excluding({ file, data })) {
      for (const { value } of found) {
        const exclusion = exclusionOf(file.model, value);
        if (exclusion === undefined || told.has(exclusion)) continue;
        told.add(exclusion);
        if (!lacks(file, exclusion.map, 'data', 'intervals', 'slot', 'where')) continue;
        yield {
          span: exclusion.idSpan,
          message: message(`${quoted(exclusion.id, 40)} has no data: results do not leave it out`),
        };
      }
    }
  },
});

const excluding = measuredThat(({ judged: { objective } }) =>
  isIndicator(objective) || objective.excludes.length === 0 ? undefined : objective.excludes,
);

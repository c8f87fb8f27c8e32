// exclusion-unbounded: nothing limits time that the party which owes may choose to leave out.
// It must never speak of an exclusion that no objective leaves out.

import { placeholder } from '../../schema/mend';
import { insertFix } from '../edits';
import { lacks, ownMap } from '../facts';
import { excludedBy } from '../excluded';
import { defineRule } from '../rule';
import { message, quoted } from '../say';

const chosen = ['scheduled-maintenance', 'emergency-maintenance', 'security-action'];

export const exclusionUnbounded = defineRule({
  id: 'exclusion-unbounded',
  category: 'exclusions',
  lane: 'static',
  severity: 'warning',
  summary: 'Nothing limits time that the party which owes may choose to leave out.',
  why: 'Maintenance without a limit turns every outage into maintenance, and the promise into none.',
  bad: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, excludes: [work], remedies: [report], reason: Kept in 2025 }
exclusions:
  work: { kind: scheduled-maintenance, notice: 5 d }
# ^^^^ "work" has no limit
`,
  good: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, excludes: [work], remedies: [report], reason: Kept in 2025 }
exclusions:
  work: { kind: scheduled-maintenance, notice: 5 d, limit: 30 min per month }
`,
  fixed: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, excludes: [work], remedies: [report], reason: Kept in 2025 }
exclusions:
  work: { kind: scheduled-maintenance, notice: 5 d, limit: TODO }
`,
  offIn: ['transcribe'],
  yieldsTo: ['emergency-maintenance-excluded', 'duplicate-key', 'invalid-id', 'unused-definition'],
  *check({ file }) {
    for (const exclusion of file.model.exclusions) {
      if (!chosen.includes(exclusion.kind?.value ?? '') || excludedBy(file.model, exclusion).length === 0) continue;
      if (!lacks(file, exclusion.map, 'limit', 'slot')) continue;
      yield {
        span: exclusion.idSpan,
        message: message(`${quoted(exclusion.id, 60)} has no limit`),
        fixes: insertFix(file.snapshot.text, ownMap(exclusion), 'limit', placeholder),
      };
    }
  },
});

// exclusion-without-notice: work that is planned, or force majeure, needs no announcement.
// It must never speak where the notice may be misspelled.

import { placeholder } from '../../schema/mend';
import { insertFix } from '../edits';
import { lacks, ownMap } from '../facts';
import { defineRule } from '../rule';
import { message, quoted } from '../say';

export const exclusionWithoutNotice = defineRule({
  id: 'exclusion-without-notice',
  category: 'exclusions',
  lane: 'static',
  severity: 'warning',
  summary: 'Work that is planned, or force majeure, needs no announcement.',
  why: 'Maintenance that nobody announces is an outage with another name.',
  bad: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, excludes: [work], remedies: [report], reason: Kept in 2025 }
exclusions:
  work: { kind: scheduled-maintenance, limit: 30 min per month }
# ^^^^ "work" needs no announcement
`,
  good: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, excludes: [work], remedies: [report], reason: Kept in 2025 }
exclusions:
  work: { kind: scheduled-maintenance, notice: 5 d, limit: 30 min per month }
`,
  fixed: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, excludes: [work], remedies: [report], reason: Kept in 2025 }
exclusions:
  work: { kind: scheduled-maintenance, notice: TODO, limit: 30 min per month }
`,
  offIn: ['transcribe'],
  yieldsTo: ['duplicate-key', 'invalid-id', 'unused-definition', 'exclusion-unbounded'],
  *check({ file }) {
    for (const exclusion of file.model.exclusions) {
      const { id, idSpan, kind, map } = exclusion;
      if (kind?.value !== 'scheduled-maintenance' && kind?.value !== 'force-majeure') continue;
      if (!lacks(file, map, 'notice')) continue;
      yield {
        span: idSpan,
        message: message(`${quoted(id, 60)} needs no announcement`),
        severity: kind.value === 'force-majeure' ? 'information' : 'warning',
        fixes: insertFix(file.snapshot.text, ownMap(exclusion), 'notice', placeholder, ['kind', 'data']),
      };
    }
  },
});

// exclusion-evidence-missing: nothing proves that somebody else was to blame.
// It must never ask for proof of what is recorded by data, by intervals, or by what the records are.

import { placeholder } from '../../schema/mend';
import { insertFix } from '../edits';
import { lacks, ownMap } from '../facts';
import { excludedBy } from '../excluded';
import { defineRule } from '../rule';
import { message, quoted } from '../say';

const blamed = ['customer-caused', 'over-limit-use', 'network-outside', 'third-party-outage'];

export const exclusionEvidenceMissing = defineRule({
  id: 'exclusion-evidence-missing',
  category: 'exclusions',
  lane: 'static',
  severity: 'warning',
  summary: 'Nothing proves that somebody else was to blame.',
  why: 'Blame that needs no proof is given where it saves a credit.',
  bad: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, excludes: [abuse], remedies: [report], reason: Kept in 2025 }
exclusions:
  abuse: { kind: customer-caused, decidedBy: [provider, customer] }
# ^^^^^ Nothing proves "abuse"
`,
  good: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, excludes: [abuse], remedies: [report], reason: Kept in 2025 }
exclusions:
  abuse: { kind: customer-caused, decidedBy: [provider, customer], evidence: log of the gateway }
`,
  fixed: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, excludes: [abuse], remedies: [report], reason: Kept in 2025 }
exclusions:
  abuse: { kind: customer-caused, evidence: TODO, decidedBy: [provider, customer] }
`,
  offIn: ['transcribe'],
  yieldsTo: ['duplicate-key', 'invalid-id', 'unused-definition', 'exclusion-of-own-subcontractor'],
  *check({ file }) {
    for (const exclusion of file.model.exclusions) {
      if (!blamed.includes(exclusion.kind?.value ?? '') || excludedBy(file.model, exclusion).length === 0) continue;
      if (!lacks(file, exclusion.map, 'evidence', 'data', 'intervals', 'where')) continue;
      yield {
        span: exclusion.idSpan,
        message: message(`Nothing proves ${quoted(exclusion.id, 60)}`),
        fixes: insertFix(file.snapshot.text, ownMap(exclusion), 'evidence', placeholder, ['kind', 'what']),
      };
    }
  },
});

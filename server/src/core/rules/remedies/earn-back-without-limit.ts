// earn-back-without-limit: credits can be earned back without any limit of time or amount.
// It must never speak where the limit may be misspelled.

import { placeholder } from '../../schema/mend';
import { insertFix } from '../edits';
import { lacks, ownMap } from '../facts';
import { defineRule } from '../rule';
import { quoted } from '../say';

export const earnBackWithoutLimit = defineRule({
  id: 'earn-back-without-limit',
  category: 'remedies',
  lane: 'static',
  severity: 'information',
  summary: 'Credits can be earned back without any limit of time or amount.',
  why: 'A credit that may have to be given back some day is no credit; the books of both sides stay open.',
  bad: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits, back], reason: Kept in 2025 }
remedies:
  credits: { kind: service-credit, of: Monthly Fee, tiers: [{ below: 99.9 %, credit: 10 % }] }
  back: { kind: earn-back, share: 50 %, afterWindows: 3 }
# ^^^^ Earn-back of "back" has no deadline
`,
  good: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits, back], reason: Kept in 2025 }
remedies:
  credits: { kind: service-credit, of: Monthly Fee, tiers: [{ below: 99.9 %, credit: 10 % }] }
  back: { kind: earn-back, share: 50 %, afterWindows: 3, within: 6 months }
`,
  fixed: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits, back], reason: Kept in 2025 }
remedies:
  credits: { kind: service-credit, of: Monthly Fee, tiers: [{ below: 99.9 %, credit: 10 % }] }
  back: { kind: earn-back, share: 50 %, afterWindows: 3, within: TODO }
`,
  offIn: ['transcribe'],
  yieldsTo: ['duplicate-key', 'invalid-id'],
  *check({ file }) {
    for (const remedy of file.model.remedies) {
      const { kind, id, idSpan, map } = remedy;
      if (kind?.value !== 'earn-back' || !lacks(file, map, 'within', 'limit')) continue;
      yield {
        span: idSpan,
        message: `Earn-back of ${quoted(id, 40)} has no deadline`,
        fixes: insertFix(file.snapshot.text, ownMap(remedy), 'within', placeholder),
      };
    }
  },
});

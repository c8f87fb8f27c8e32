// bonus-without-malus: an objective rewards what is better than promised, and a miss costs nothing.
// It must never speak where one of the remedies cannot be found.

import { remedyOf } from '../../model/queries';
import { defineRule } from '../rule';
import { quoted } from '../say';

/** Kinds that reward, or change what others pay. */
const rewards: readonly (string | undefined)[] = ['bonus', 'earn-back', 'cap'];

export const bonusWithoutMalus = defineRule({
  id: 'bonus-without-malus',
  category: 'remedies',
  lane: 'static',
  severity: 'hint',
  summary: 'An objective rewards what is better than promised, and a miss costs nothing.',
  why: 'A bet that can only be won moves the price and not the service.',
  bad: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [reward], reason: Kept in 2025 }
#                                                                            ^^^^^^ "availability" rewards, and never costs
remedies:
  reward: { kind: bonus, of: Monthly Fee, tiers: [{ atLeast: 99.99 %, credit: 5 % }] }
`,
  good: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [reward, report], reason: Kept in 2025 }
remedies:
  reward: { kind: bonus, of: Monthly Fee, tiers: [{ atLeast: 99.99 %, credit: 5 % }] }
  report: { kind: report, what: Cause of the miss, by: provider }
`,
  offIn: ['recommended', 'transcribe'],
  readsBeside: ['remedies'],
  *checkClause({ file, objectives }) {
    for (const { id, remedies } of objectives) {
      const kinds = remedies.map(({ value }) => remedyOf(file.model, value)?.kind?.value);
      const bonus = remedies[kinds.indexOf('bonus')];
      if (bonus === undefined || !kinds.every((kind) => rewards.includes(kind))) continue;
      yield { span: bonus.span, message: `${quoted(id, 40)} rewards, and never costs` };
    }
  },
});

// band-penalises-better: values that are better than promised miss the objective.
// It must never speak of what may be too much of a good thing: amounts, levels, how long something is kept.

import { convert } from '../../scalars/quantity';
import { compare } from '../../scalars/rational';
import { bandsOf, worseBound } from '../bands';
import { boundEntry, fixOf, removeEntry } from '../edits';
import { defineRule } from '../rule';
import { amount, message, quoted } from '../say';

export const bandPenalisesBetter = defineRule({
  id: 'band-penalises-better',
  category: 'targets',
  lane: 'static',
  severity: 'warning',
  summary: 'Values that are better than promised miss the objective.',
  why: 'Whoever does more than was promised owes a remedy for it, and will stop doing so.',
  bad: `objectives:
  availability: { metric: uptime, atLeast: 99.5 %, atMost: 99.9 %, window: month, remedies: [report], reason: Kept in 2025 }
#                                                  ^^^^^^ Values better than 99.9 % miss "availability"
`,
  good: `objectives:
  availability: { metric: uptime, atLeast: 99.5 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  fixed: `objectives:
  availability: { metric: uptime, atLeast: 99.5 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  yieldsTo: ['target-equality', 'unit-mismatch', 'value-out-of-range', 'duplicate-key', 'target-missing'],
  readsBeside: [],
  *checkClause({ file, judged }) {
    for (const { objective, type, better } of judged) {
      if (type.better === 'declared' || type.id === 'retention') continue;
      if (type.dimension === 'count' && objective.reason !== undefined) continue;
      for (const band of bandsOf(objective)) {
        const { lower, upper } = band;
        const low = convert(lower.quantity, upper.quantity.unit);
        const worse = worseBound(band, better);
        if (low === undefined || worse === undefined || compare(low, upper.quantity.value) >= 0) continue;
        if (lower.quantity.business !== upper.quantity.business || keepsAll(worse.word, worse.quantity)) continue;
        const entry = boundEntry(band.map, worse.keySpan);
        yield {
          span: worse.keySpan,
          message: message(`Values better than ${amount(worse.quantity)} miss ${quoted(objective.id)}`),
          fixes: entry === undefined ? [] : fixOf(`Remove "${worse.word}"`, removeEntry(file.snapshot.text, entry)),
        };
      }
    }
  },
});

/** Whether no value is better than a bound: 100 % is the best there is, and so is nothing at all. */
function keepsAll(
  word: string,
  { dimension, value }: { dimension: string; value: { num: bigint; den: bigint } },
): boolean {
  if (word === 'atMost') return dimension === 'percent' && value.num >= 100n * value.den;
  return word === 'atLeast' && value.num <= 0n;
}

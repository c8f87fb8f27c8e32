// target-equality: two bounds leave one value or none.
// It must never speak of bounds in units that do not convert, nor of one value where the metric has no better one.

import type { Bound } from '../../model/sla';
import { compare } from '../../scalars/rational';
import { convert } from '../../scalars/quantity';
import { boundEntry, fixOf, removeEntry } from '../edits';
import { bandsOf, worseBound } from '../bands';
import type { Judged } from '../judged';
import { defineRule, type Yield } from '../rule';
import { amount, message } from '../say';

export const targetEquality = defineRule({
  id: 'target-equality',
  category: 'targets',
  lane: 'static',
  severity: 'error',
  summary: 'Two bounds leave one value or none.',
  why: 'A promise of exactly one value is broken by every better one, and by nearly every window.',
  bad: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, atMost: 99.9 %, window: month, remedies: [report], reason: Kept in 2025 }
#                                                  ^^^^^^ Exactly 99.9 % is missed by every better value
`,
  good: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  fixed: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  yieldsTo: ['unit-mismatch', 'value-out-of-range', 'duplicate-key', 'target-missing'],
  readsBeside: [],
  *checkClause({ file, judged }) {
    for (const each of judged)
      for (const band of bandsOf(each.objective)) {
        const { lower, upper } = band;
        const low = convert(lower.quantity, upper.quantity.unit);
        if (low === undefined || lower.quantity.business !== upper.quantity.business) continue;
        const said = contradiction(each, lower, upper, compare(low, upper.quantity.value));
        if (said === undefined) continue;
        const worse = worseBound(band, each.better) ?? upper;
        const kept = worse === upper ? lower : upper;
        const entry = boundEntry(band.map, worse.keySpan);
        yield {
          span: worse.keySpan,
          message: message(said),
          related: [{ span: kept.span, message: 'The other bound' }],
          fixes:
            entry === undefined || each.better === undefined
              ? []
              : fixOf(`Remove "${worse.word}"`, removeEntry(file.snapshot.text, entry)),
        } satisfies Yield;
      }
  },
});

function contradiction({ better, type }: Judged, lower: Bound, upper: Bound, compared: number): string | undefined {
  const isStrict = lower.word === 'above' || upper.word === 'below';
  if (compared > 0 || (compared === 0 && isStrict)) {
    const [low, high] = [amount(lower.quantity), amount(upper.quantity)];
    return `No value is ${words[lower.word]} ${low} and ${words[upper.word]} ${high}`;
  }
  // How long something is kept, and how much there is of it, may be asked for exactly.
  if (compared < 0 || better === undefined || type.id === 'retention') return undefined;
  return `Exactly ${amount(upper.quantity)} is missed by every better value`;
}

const words = { atLeast: 'at least', atMost: 'at most', above: 'above', below: 'below' } as const;

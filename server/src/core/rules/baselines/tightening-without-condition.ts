// tightening-without-condition: a target gets stricter on a day, whatever was reached until then.
// It must never speak of a condition that it cannot read.

import { placeholder } from '../../schema/mend';
import { entryOf, resolved } from '../../syntax/nodes';
import { insertFix } from '../edits';
import { lacks } from '../facts';
import { defineRule } from '../rule';
import { message, quoted } from '../say';

export const tighteningWithoutCondition = defineRule({
  id: 'tightening-without-condition',
  category: 'baselines',
  lane: 'static',
  severity: 'warning',
  summary: 'A target gets stricter on a day, whatever was reached until then.',
  why: 'A stricter target that nobody has ever reached is a wish, and its first month is a miss.',
  bad: `objectives:
  availability:
    metric: uptime
    atLeast: 99.9 %
    window: month
    remedies: [report]
    reason: Kept in 2025
    tighten: { atLeast: 99.95 %, notBefore: 2026-07-01 }
#   ^^^^^^^ "availability" tightens by date alone
`,
  good: `objectives:
  availability:
    metric: uptime
    atLeast: 99.9 %
    window: month
    remedies: [report]
    reason: Kept in 2025
    tighten: { atLeast: 99.95 %, notBefore: 2026-07-01, afterWindows: 6 }
`,
  fixed: `objectives:
  availability:
    metric: uptime
    atLeast: 99.9 %
    window: month
    remedies: [report]
    reason: Kept in 2025
    tighten: { atLeast: 99.95 %, notBefore: 2026-07-01, afterWindows: TODO }
`,
  offIn: ['transcribe'],
  yieldsTo: ['duplicate-key'],
  readsBeside: [],
  *checkClause({ file, objectives }) {
    for (const { id, map, tighten } of objectives) {
      const entry = map === undefined || tighten === undefined ? undefined : entryOf(map, 'tighten');
      const inner = resolved(entry?.value);
      if (entry === undefined || inner?.kind !== 'map' || !lacks(file, inner, 'afterWindows')) continue;
      const isByDate = !lacks(file, inner, 'notBefore');
      yield {
        span: entry.key.span,
        message: message(`${quoted(id, 50)} tightens ${isByDate ? 'by date alone' : 'on no condition'}`),
        fixes: entry.value === inner ? insertFix(file.snapshot.text, inner, 'afterWindows', placeholder) : [],
      };
    }
  },
});

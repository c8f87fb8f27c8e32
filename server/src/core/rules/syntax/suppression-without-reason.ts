// suppression-without-reason: a comment sets a finding aside and does not say why, or names no rule of this tool.
// It must never judge the reason itself.

import { nearest } from '../../schema/suggest';
import { suppressionsOf } from '../suppression';
import { defineRule } from '../rule';
import { cut, hint, quoted } from '../say';

export const suppressionWithoutReason = defineRule({
  id: 'suppression-without-reason',
  category: 'syntax',
  lane: 'static',
  severity: 'warning',
  summary: 'A comment sets a finding aside and does not say why, or names no rule.',
  why: 'Whoever reads it later has to know why it was set aside; without a reason it is not set aside at all.',
  bad: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, reason: Kept in 2025 } # sla-ignore remedy-mising: as signed in 2019
#                                                                                                     ^^^^^^^^^^^^^ No rule "remedy-mising"; did you mean "remedy-missing"?
`,
  good: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, reason: Kept in 2025 } # sla-ignore remedy-missing: as signed in 2019
`,
  fixed: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, reason: Kept in 2025 } # sla-ignore remedy-missing: as signed in 2019
`,
  *check({ file, catalogue }) {
    for (const { span, rules, reason } of suppressionsOf(file.tree)) {
      const ids = rules.map(({ id }) => id).join(', ');
      if (reason === '' || rules.length === 0) {
        const what = rules.length === 0 ? 'names no rule' : 'gives no reason';
        yield { span, message: `${quoted(`sla-ignore ${ids}`.trim(), 60)} ${what}` };
        continue;
      }
      for (const { id, span: at } of rules) {
        if (catalogue.has(id)) continue;
        const meant = nearest(id, [...catalogue.keys()]);
        yield {
          span: at,
          message: hint(`No rule ${quoted(cut(id, 40), 40)}`, meant),
          fixes: meant === undefined ? [] : [{ title: `Replace by "${meant}"`, edits: [{ span: at, newText: meant }] }],
        };
      }
    }
  },
});

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
  availability:
    metric: uptime
    atLeast: 99.9 % # sla-ignore remedy-missing
#                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^ "sla-ignore remedy-missing" gives no reason
    window: month
    remedies: [report]
    reason: Kept in 2025
`,
  good: `objectives:
  availability:
    metric: uptime
    atLeast: 99.9 % # sla-ignore remedy-missing: as the paper was signed in 2019
    window: month
    remedies: [report]
    reason: Kept in 2025
`,
  *check({ file, ruleIds }) {
    for (const { span, rules, reason } of suppressionsOf(file.tree)) {
      const ids = rules.map(({ id }) => id).join(', ');
      if (reason === '' || rules.length === 0) {
        const what = rules.length === 0 ? 'names no rule' : 'gives no reason';
        yield { span, message: `${quoted(`sla-ignore ${ids}`.trim(), 60)} ${what}` };
        continue;
      }
      for (const { id, span: at } of rules) {
        if (ruleIds.has(id)) continue;
        const meant = nearest(id, [...ruleIds]);
        yield {
          span: at,
          message: hint(`No rule ${quoted(cut(id, 40), 40)}`, meant),
          fixes: meant === undefined ? [] : [{ title: `Replace by "${meant}"`, edits: [{ span: at, newText: meant }] }],
        };
      }
    }
  },
});

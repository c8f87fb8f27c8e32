// suppression-without-reason: a suppression gives no reason.
// It must never speak where what it needs is missing or unreadable: that defect has a rule of its own.

import { suppressionsOf } from '../suppression';
import { defineRule } from '../rule';

export const suppressionWithoutReason = defineRule({
  id: 'suppression-without-reason',
  category: 'syntax',
  lane: 'static',
  severity: 'warning',
  summary: 'A suppression gives no reason.',
  why: 'Who reads it later has to know why a finding was set aside.',
  bad: `sla: 1 # sla-ignore missing-key
`,
  good: `sla: 1 # sla-ignore missing-key: a fragment for the manual
`,
  *check({ file }) {
    for (const suppression of suppressionsOf(file.tree)) {
      if (suppression.reason !== '' && suppression.rules.length > 0) continue;
      yield {
        span: suppression.span,
        message: `"sla-ignore ${suppression.rules
          .map((rule) => rule.id)
          .join(', ')
          .slice(0, 40)}" gives no reason`,
      };
    }
  },
});

// constant-expression: a condition is true, or false, whatever the values are.
// It must never judge what a column can hold: only the condition itself.

import { isEmpty } from '../../schema/plain';
import { parseExpression } from '../../scalars/expression';
import { parseTrigger } from '../../scalars/words';
import type { ValuePlace } from '../../schema/walk';
import { constantValue } from '../constant';
import { defineRule } from '../rule';
import { message, quoted } from '../say';

export const constantExpression = defineRule({
  id: 'constant-expression',
  category: 'syntax',
  lane: 'static',
  severity: 'warning',
  summary: 'A condition is true, or false, whatever the values are.',
  why: 'What never holds excludes all, what always holds excludes nothing, and neither is what was meant.',
  bad: `metrics:
  success: { type: request-success, where: status >= 500 && status < 500 }
#                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "status >= 500 && status < 500" is always false
objectives:
  success: { metric: success, atLeast: 99.9 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  good: `metrics:
  success: { type: request-success, where: status >= 400 && status < 500 }
objectives:
  success: { metric: success, atLeast: 99.9 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  yieldsTo: ['invalid-expression', 'unresolved-id', 'wrong-shape'],
  readsBeside: [],
  *checkClause({ places, objectives }) {
    for (const place of places) {
      if (place.kind !== 'value' || !isCondition(place)) continue;
      const parsed = parseExpression(place.node.text);
      const value = parsed.ok ? constantValue(parsed.expression) : undefined;
      if (value === undefined) continue;
      const [objective] = objectives;
      const isWhen = place.trail?.step === 'when' && place.trail.above?.above?.step === 'objectives';
      const said =
        isWhen && !value && objective !== undefined
          ? `The condition of ${quoted(objective.id, 40)} can never hold`
          : `${quoted(place.node.text, 60)} is always ${value}`;
      yield { span: place.span, message: message(said) };
    }
  },
});

/** Whether a value is a condition over columns or metrics, and not a worded trigger or a sum. */
function isCondition({ scalar, node, trail }: ValuePlace): boolean {
  if (isEmpty(node) || trail?.step === 'expression') return false;
  return scalar === 'expression' || (scalar === 'when' && parseTrigger(node.text) === undefined);
}

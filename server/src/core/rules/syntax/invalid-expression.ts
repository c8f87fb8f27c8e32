// invalid-expression: an expression cannot be read.
// It must never speak where what it needs is missing or unreadable: that defect has a rule of its own.

import { innerSpan } from '../../model/reader';
import { parseExpression } from '../../scalars/expression';
import { forLine } from '../../show/escape';
import { defineRule } from '../rule';

export const invalidExpression = defineRule({
  id: 'invalid-expression',
  category: 'syntax',
  lane: 'static',
  severity: 'error',
  summary: 'An expression cannot be read.',
  why: 'A condition that cannot be read holds for nobody.',
  bad: `metrics: { m: { type: availability, where: "region ==" } }
`,
  good: `metrics: { m: { type: availability, where: region == "eu" } }
`,
  *check({ file, places }) {
    for (const place of places) {
      if (place.kind !== 'value' || place.scalar !== 'expression') continue;
      const result = parseExpression(place.node.text);
      if (result.ok) continue;
      const span = innerSpan(file.snapshot.text, place.span, place.node.text, result.problem.span);
      yield { span, message: forLine(result.problem.message.slice(0, 100)) };
    }
  },
});

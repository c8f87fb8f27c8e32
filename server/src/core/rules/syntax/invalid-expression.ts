// invalid-expression: an expression cannot be read, or compares what cannot be compared.
// It must never judge a column by its name: what it holds is known only from data.

import { parseAggregates } from '../../scalars/aggregates';
import { metricOf } from '../../model/queries';
import { innerSpan } from '../../model/reader';
import { isEmpty } from '../../schema/plain';
import { parseTrigger } from '../../scalars/words';
import type { Expression } from '../../scalars/expression';
import { parseExpression } from '../../scalars/expression';
import type { Dimension } from '../../scalars/units';
import type { SlaModel } from '../../model/sla';
import type { ValuePlace } from '../../schema/walk';
import { compare, integer, toDecimal } from '../../scalars/rational';
import { metricType } from '../../vocabulary/metrics/index';
import type { Span } from '../../text/span';
import { defineRule } from '../rule';
import { cut, message } from '../say';

/** Keys whose expression decides yes or no. */
const decidingKeys: readonly unknown[] = ['where', 'when', 'downWhen'];

export const invalidExpression = defineRule({
  id: 'invalid-expression',
  category: 'syntax',
  lane: 'static',
  severity: 'error',
  summary: 'An expression cannot be read, or compares what cannot be compared.',
  why: 'A condition that cannot be evaluated holds for nobody, and whoever it favours will say that it did.',
  bad: `metrics:
  uptime: { type: availability, where: region = "eu" }
#                                             ^ Character 8: "==" compares; "=" alone is not known
`,
  good: `metrics:
  uptime: { type: availability, where: region == "eu" }
`,
  yieldsTo: ['invalid-scalar', 'wrong-shape'],
  readsBeside: [],
  *checkClause({ file, places }) {
    for (const place of places) {
      if (place.kind !== 'value' || isEmpty(place.node) || !isExpression(place)) continue;
      const { text } = place.node;
      const problem = problemOf(text, place, file.model);
      if (problem === undefined) continue;
      const part = visible(problem.span, text);
      yield {
        span: innerSpan(file.snapshot.text, place.span, text, part),
        message: message(`Character ${part.start + 1}: ${cut(problem.message, 84)}`),
      };
    }
  },
});

/** Whether a value is read as an expression; `when` of a remedy may be a worded trigger instead. */
function isExpression({ scalar, node }: ValuePlace): boolean {
  if (scalar === 'expression') return true;
  return scalar === 'when' && parseTrigger(node.text) === undefined && !/^(?:every |miss)/i.test(node.text);
}

interface Problem {
  readonly span: Span;
  readonly message: string;
}

function problemOf(text: string, place: ValuePlace, model: SlaModel): Problem | undefined {
  if (place.trail?.step === 'expression') {
    const aggregates = parseAggregates(text);
    return aggregates.ok ? undefined : aggregates.problem;
  }
  const result = parseExpression(text);
  if (!result.ok) return result.problem;
  const isWhen = place.trail?.step === 'when';
  const kindOfName = (name: string): Kind | undefined => {
    const metric = isWhen ? metricOf(model, name) : undefined;
    const type = metricType(metric?.type?.value);
    return type === undefined || type.dimension === 'declared' ? undefined : type.dimension;
  };
  const clash = clashIn(result.expression, kindOfName);
  if (clash !== undefined) return clash;
  if (place.trail?.step === 'downWhen') {
    const impossible = impossibleShare(result.expression);
    if (impossible !== undefined) return impossible;
  }
  const { expression } = result;
  const isNumber = ['number', 'quantity', 'text', 'minus'].includes(expression.kind);
  const isSum = expression.kind === 'binary' && ['+', '-', '*', '/'].includes(expression.operator);
  if (decidingKeys.includes(place.trail?.step) && (isNumber || isSum))
    return { span: expression.span, message: 'a comparison is expected, which is true or false' };
  return undefined;
}

/** A part of the total that is compared with more than one: a forgotten sign of percent, after which nothing is ever down. */
function impossibleShare(expression: Expression): Problem | undefined {
  if (expression.kind === 'not') return impossibleShare(expression.operand);
  if (expression.kind !== 'binary') return undefined;
  const { left, right, operator } = expression;
  if (operator === '&&' || operator === '||') return impossibleShare(left) ?? impossibleShare(right);
  for (const [share, bound] of [
    [left, right],
    [right, left],
  ] as const) {
    const isPart = share.kind === 'binary' && share.operator === '/' && isRole(share.left) && isRole(share.right);
    if (!isPart || bound.kind !== 'number' || compare(bound.value, integer(1)) <= 0) continue;
    const amount = toDecimal(bound.value, 6);
    return { span: bound.span, message: `a part of the total is 1 at most; write ${amount} %` };
  }
  return undefined;
}

function isRole(expression: Expression): boolean {
  return expression.kind === 'name' && ['good', 'bad', 'total'].includes(expression.name);
}

type Kind = Dimension | 'text' | 'boolean';

/** The first comparison or calculation of two things whose kinds are certain and do not go together. */
function clashIn(expression: Expression, kindOfName: (name: string) => Kind | undefined): Problem | undefined {
  if (expression.kind === 'not' || expression.kind === 'minus') return clashIn(expression.operand, kindOfName);
  if (expression.kind !== 'binary') return undefined;
  const { left, right, operator } = expression;
  const inner = clashIn(left, kindOfName) ?? clashIn(right, kindOfName);
  if (inner !== undefined || operator === '&&' || operator === '||') return inner;
  const [a, b] = [kindOf(left, kindOfName), kindOf(right, kindOfName)];
  if (a === undefined || b === undefined || goTogether(a, b, operator)) return undefined;
  return { span: right.span, message: `${nameOf(a)} cannot be ${verbOf(operator)} ${nameOf(b)}` };
}

function kindOf(expression: Expression, kindOfName: (name: string) => Kind | undefined): Kind | undefined {
  switch (expression.kind) {
    case 'number':
      return 'number';
    case 'quantity':
      return expression.quantity.dimension;
    case 'text':
      return 'text';
    case 'boolean':
    case 'not':
    case 'in':
    case 'has':
    case 'test':
      return 'boolean';
    case 'name':
      return kindOfName(expression.name);
    case 'minus':
      return kindOf(expression.operand, kindOfName);
    case 'binary':
      return ['+', '-', '*', '/'].includes(expression.operator) ? undefined : 'boolean';
  }
}

function goTogether(a: Kind, b: Kind, operator: string): boolean {
  const isWord = (kind: Kind): boolean => kind === 'text' || kind === 'boolean';
  const isPlain = (kind: Kind): boolean => kind === 'number' || kind === 'count';
  if (['+', '-', '*', '/'].includes(operator)) return !isWord(a) && !isWord(b);
  if (operator !== '==' && operator !== '!=' && (isWord(a) || isWord(b))) return false;
  // A share may be written as a fraction, and the unit of a plain number is that of the other side.
  return a === b || isPlain(a) || isPlain(b);
}

function nameOf(kind: Kind): string {
  if (kind === 'text' || kind === 'boolean') return kind === 'text' ? 'a text' : 'yes or no';
  return kind === 'percent' || kind === 'money' ? kind : `a ${kind}`;
}

function verbOf(operator: string): string {
  return ['+', '-', '*', '/'].includes(operator) ? 'calculated with' : 'compared with';
}

/** A span that can be seen: what is expected behind the end is marked at the last sign. */
function visible({ start, end }: Span, text: string): Span {
  if (end > start) return { start, end };
  const last = text.trimEnd().length;
  return start >= last ? { start: Math.max(0, last - 1), end: last } : { start, end: start + 1 };
}

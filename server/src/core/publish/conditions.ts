// Conditions and arithmetic of the agreement in words: `bad / total > 5 %` is "bad / total is more than 5 %".
// It must never change what a condition means: where a part could be read in two ways, brackets stay.

import { parseExpression, type BinaryOperator, type Expression } from '../scalars/expression';
import { toDecimal } from '../scalars/rational';
import { grouped, joined, quantityWords } from './phrases';

const operators: Readonly<Record<BinaryOperator, string>> = {
  '==': 'is',
  '!=': 'is not',
  '<': 'is less than',
  '<=': 'is at most',
  '>': 'is more than',
  '>=': 'is at least',
  '&&': 'and',
  '||': 'or',
  '+': '+',
  '-': '−',
  '*': '×',
  '/': '/',
};

const tests = { startsWith: 'begins with', endsWith: 'ends with', contains: 'contains' } as const;

/** How tightly parts of a condition hold together: a looser part inside a tighter one gets brackets. */
const comparison = 3;
const tightness: Readonly<Record<string, number>> = { '||': 1, '&&': 2, '+': 4, '-': 4, '*': 5, '/': 5 };

/**
 * A condition in words; `nameOf` gives what a name stands for. A text that cannot be read stays as it is written, in quotes.
 */
export function conditionWords(text: string, nameOf: (name: string) => string = (name) => name): string {
  const read = parseExpression(text);
  return read.ok ? words(read.expression, nameOf) : `“${text}”`;
}

function words(expression: Expression, nameOf: (name: string) => string): string {
  const inner = (part: Expression, outer: number): string => {
    const text = words(part, nameOf);
    return tightnessOf(part) < outer ? `(${text})` : text;
  };
  switch (expression.kind) {
    case 'number':
      return grouped(toDecimal(expression.value, 12));
    case 'quantity':
      return quantityWords(expression.quantity);
    case 'text':
      return `“${expression.value}”`;
    case 'boolean':
      return expression.value ? 'true' : 'false';
    case 'name':
      return nameOf(expression.name);
    case 'not':
      return `not ${inner(expression.operand, 6)}`;
    case 'minus':
      return `−${inner(expression.operand, 6)}`;
    case 'has':
      return `${nameOf(expression.name)} is there`;
    case 'test':
      return `${inner(expression.value, 4)} ${tests[expression.test]} ${inner(expression.argument, 4)}`;
    case 'in': {
      const items = expression.items.map((item) => inner(item, 4));
      const list = items.length === 1 ? `is ${items.join('')}` : `is one of ${joined(items, 'or')}`;
      return `${inner(expression.value, 4)} ${list}`;
    }
    case 'binary': {
      const { operator, left, right } = expression;
      const own = tightnessOf(expression);
      // Behind a minus or a stroke the same sign means something else without brackets, and one comparison inside another reads as none.
      const isComparison = own === comparison;
      const isOneSided = operator === '-' || operator === '/' || isComparison;
      const outer = isComparison ? own + 1 : own;
      return `${inner(left, outer)} ${operators[operator]} ${inner(right, isOneSided ? own + 1 : own)}`;
    }
  }
}

function tightnessOf(expression: Expression): number {
  // The "or" of a list would run into an "or" of the condition.
  if (expression.kind === 'in') return expression.items.length > 1 ? 0 : comparison;
  if (expression.kind === 'test' || expression.kind === 'has' || expression.kind === 'not') return comparison;
  return expression.kind === 'binary' ? (tightness[expression.operator] ?? comparison) : 6;
}

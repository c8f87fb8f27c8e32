// Evaluates an expression over named values, exactly: used for qualifying conditions and as the engine's second opinion near a tie.
// A missing value makes a comparison unknown (undefined); callers decide what unknown means.

import type { Expression } from './expression';
import { convert, type Quantity } from './quantity';
import {
  add,
  compare,
  divide,
  fromDecimal,
  isZero,
  multiply,
  negate,
  rational,
  subtract,
  type Rational,
} from './rational';

export type Operand = Rational | string | boolean | undefined;

export interface Names {
  /** The value of a name: a fraction, a text, a boolean, or undefined where nothing is there. */
  value(name: string): Operand;
  /** The unit that a plain number under this name is in, so that quantities convert to it. */
  unit(name: string): string | undefined;
}

/** The value of an expression, or undefined where a name it needs is missing. Never throws. */
export function evaluate(expression: Expression, names: Names): Operand {
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'quantity':
      return plainValue(expression.quantity);
    case 'text':
    case 'boolean':
      return expression.value;
    case 'name':
      return names.value(expression.name);
    case 'has': {
      const value = names.value(expression.name);
      return value !== undefined && value !== '';
    }
    case 'not': {
      const operand = truth(evaluate(expression.operand, names));
      return operand === undefined ? undefined : !operand;
    }
    case 'minus': {
      const operand = number(evaluate(expression.operand, names));
      return operand === undefined ? undefined : negate(operand);
    }
    case 'in': {
      const value = evaluate(expression.value, names);
      return value === undefined
        ? undefined
        : expression.items.some((item) => isEqual(value, evaluate(item, names)) === true);
    }
    case 'test': {
      const value = evaluate(expression.value, names);
      const argument = evaluate(expression.argument, names);
      if (typeof value !== 'string' || typeof argument !== 'string') return undefined;
      if (expression.test === 'startsWith') return value.startsWith(argument);
      return expression.test === 'endsWith' ? value.endsWith(argument) : value.includes(argument);
    }
    case 'binary':
      return binary(expression, names);
  }
}

function binary(expression: Extract<Expression, { kind: 'binary' }>, names: Names): Operand {
  const { operator } = expression;
  if (operator === '&&' || operator === '||') {
    const left = truth(evaluate(expression.left, names));
    if (left === (operator === '||')) return left;
    const right = truth(evaluate(expression.right, names));
    if (right === (operator === '||')) return right;
    return left === undefined || right === undefined ? undefined : operator === '&&';
  }
  const left = operandOf(expression.left, expression.right, names);
  const right = operandOf(expression.right, expression.left, names);
  if (operator === '==' || operator === '!=') {
    const equal = isEqual(left, right);
    return equal === undefined ? undefined : equal === (operator === '==');
  }
  const [a, b] = [number(left), number(right)];
  if (a === undefined || b === undefined) return undefined;
  switch (operator) {
    case '+':
      return add(a, b);
    case '-':
      return subtract(a, b);
    case '*':
      return multiply(a, b);
    case '/':
      return isZero(b) ? undefined : divide(a, b);
    case '<':
      return compare(a, b) < 0;
    case '<=':
      return compare(a, b) <= 0;
    case '>':
      return compare(a, b) > 0;
    case '>=':
      return compare(a, b) >= 0;
  }
}

/** A quantity beside a name is read in the unit of that name; alone it is a plain number, percent as a fraction. */
function operandOf(side: Expression, other: Expression, names: Names): Operand {
  if (side.kind === 'quantity' && other.kind === 'name') {
    const unit = names.unit(other.name);
    if (unit !== undefined) return convert(side.quantity, unit);
  }
  return evaluate(side, names);
}

function plainValue(quantity: Quantity): Rational {
  return quantity.dimension === 'percent' ? multiply(quantity.value, rational(1n, 100n)) : quantity.value;
}

function isEqual(left: Operand, right: Operand): boolean | undefined {
  if (left === undefined || right === undefined) return undefined;
  if (typeof left === 'boolean' || typeof right === 'boolean') {
    const [a, b] = [truth(left), truth(right)];
    return a === undefined || b === undefined ? undefined : a === b;
  }
  if (typeof left === 'string' && typeof right === 'string') return left === right;
  const [a, b] = [number(left), number(right)];
  return a === undefined || b === undefined ? String(left) === String(right) : compare(a, b) === 0;
}

function number(value: Operand): Rational | undefined {
  if (typeof value === 'string') return fromDecimal(value.trim());
  return typeof value === 'boolean' ? undefined : value;
}

/** Booleans of data files read `true false 1 0 yes no`; anything else is unknown. */
export function truth(value: Operand): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string') {
    const word = value.trim().toLowerCase();
    if (word === 'true' || word === '1' || word === 'yes') return true;
    return word === 'false' || word === '0' || word === 'no' ? false : undefined;
  }
  if (value === undefined) return undefined;
  if (isZero(value)) return false;
  return value.num === value.den ? true : undefined;
}

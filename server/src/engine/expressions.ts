// Compiles expressions of an agreement to closures over the slots of a row: fast in doubles, exact where two numbers nearly tie.
// It must never build code from text, and a name that is neither a column nor a role makes the expression unusable, not false.

import { evaluate, truth, type Names } from '../core/scalars/evaluate';
import { namesIn, parseExpression, type Expression } from '../core/scalars/expression';
import { convert } from '../core/scalars/quantity';
import { fromDecimal, fromNumber, multiply, rational, toNumber, type Rational } from '../core/scalars/rational';
import { read, type Row, type SlotKind } from './sources/row';

/** What an expression may see: slots are asked for by column, so that a scan fills no more than it has to. */
export interface Scope {
  /** The column that a name means: itself, or the one mapped to a role of that name. Undefined for an unknown name. */
  column(name: string): string | undefined;
  slot(column: string, kind: SlotKind): number;
  /** The unit of numbers under a name. */
  unit(name: string): string | undefined;
  /** New names of a column's values. */
  alias(column: string): ReadonlyMap<string, string> | undefined;
  row(): Row;
}

export type Compiled<T> =
  { readonly ok: true; readonly get: () => T } | { readonly ok: false; readonly message: string };

/** A yes/no expression: 1, 0, or -1 where something it needs is missing. */
export function compileBoolean(text: string, scope: Scope): Compiled<number> {
  return compiled(text, scope, (expression) => booleanOf(expression, scope));
}

/** A number expression; NaN where something it needs is missing. */
export function compileNumber(text: string, scope: Scope): Compiled<number> {
  return compiled(text, scope, (expression) => numberOf(expression, scope));
}

/** Where the texts of a column are, and under which other names some of them go. */
export interface Picking {
  readonly slot: number;
  readonly aliases: ReadonlyMap<string, string> | undefined;
}

/** The texts of a column. */
export function pickingOf(column: string, scope: Scope): Picking {
  return { slot: scope.slot(column, 'text'), aliases: scope.alias(column) };
}

/** A column without one of whose texts an expression is certainly false. */
export interface Choice {
  readonly column: string;
  readonly text: () => string;
  readonly pick: Picking;
  readonly anyOf: readonly string[];
  /** Whether the expression is certainly true with one of them. */
  readonly isAll: boolean;
}

/** By which texts of a column an expression can be told to be false without looking at the rest of it; undefined where there is no such column. */
export function choiceOf(text: string, scope: Scope): Choice | undefined {
  const parsed = parseExpression(text);
  return parsed.ok ? choiceIn(parsed.expression, scope) : undefined;
}

function choiceIn(expression: Expression, scope: Scope): Choice | undefined {
  const choice = (name: string, anyOf: readonly string[]): Choice => {
    const column = scope.column(name) ?? name;
    return { column, text: textOf(column, scope), pick: pickingOf(column, scope), anyOf, isAll: true };
  };
  if (expression.kind === 'in' && expression.value.kind === 'name') {
    const texts = expression.items.flatMap((item) => (item.kind === 'text' ? [item.value] : []));
    return texts.length === expression.items.length ? choice(expression.value.name, texts) : undefined;
  }
  if (expression.kind !== 'binary') return undefined;
  const { operator, left, right } = expression;
  if (operator === '&&') {
    const one = choiceIn(left, scope) ?? choiceIn(right, scope);
    return one === undefined ? undefined : { ...one, isAll: false };
  }
  if (operator !== '==') return undefined;
  if (left.kind === 'name' && right.kind === 'text') return choice(left.name, [right.value]);
  return left.kind === 'text' && right.kind === 'name' ? choice(right.name, [left.value]) : undefined;
}

function compiled<T>(text: string, scope: Scope, make: (expression: Expression) => () => T): Compiled<T> {
  const parsed = parseExpression(text);
  if (!parsed.ok) return { ok: false, message: parsed.problem.message };
  const unknown = namesIn(parsed.expression).find(({ name }) => scope.column(name) === undefined);
  if (unknown !== undefined) return { ok: false, message: `no column "${unknown.name}"` };
  return { ok: true, get: make(parsed.expression) };
}

function textOf(column: string, scope: Scope): () => string {
  const { slot, aliases } = pickingOf(column, scope);
  const row = scope.row;
  if (aliases === undefined) return () => row().text(slot);
  return () => {
    const text = row().text(slot);
    return aliases.get(text) ?? text;
  };
}

function booleanOf(expression: Expression, scope: Scope): () => number {
  switch (expression.kind) {
    case 'boolean': {
      const value = expression.value ? 1 : 0;
      return () => value;
    }
    case 'name': {
      const column = scope.column(expression.name) ?? expression.name;
      const slot = scope.slot(column, 'boolean');
      const row = scope.row;
      return () => {
        const current = row();
        return current.states[slot] === read ? current.values[slot]! : -1;
      };
    }
    case 'not': {
      const operand = booleanOf(expression.operand, scope);
      return () => {
        const value = operand();
        return value < 0 ? -1 : 1 - value;
      };
    }
    case 'has': {
      const text = textOf(scope.column(expression.name) ?? expression.name, scope);
      return () => (text() === '' ? 0 : 1);
    }
    case 'in': {
      const texts = expression.items.flatMap((item) => (item.kind === 'text' ? [item.value] : []));
      if (expression.value.kind === 'name' && texts.length === expression.items.length) {
        const text = textOf(scope.column(expression.value.name) ?? expression.value.name, scope);
        const known = new Set(texts);
        return () => (known.has(text()) ? 1 : 0);
      }
      return exactly(expression, scope);
    }
    case 'test': {
      if (expression.value.kind !== 'name' || expression.argument.kind !== 'text') return exactly(expression, scope);
      const text = textOf(scope.column(expression.value.name) ?? expression.value.name, scope);
      const argument = expression.argument.value;
      if (expression.test === 'startsWith') return () => (text().startsWith(argument) ? 1 : 0);
      if (expression.test === 'endsWith') return () => (text().endsWith(argument) ? 1 : 0);
      return () => (text().includes(argument) ? 1 : 0);
    }
    case 'binary':
      return comparison(expression, scope);
    default:
      return exactly(expression, scope);
  }
}

function comparison(expression: Extract<Expression, { kind: 'binary' }>, scope: Scope): () => number {
  const { operator, left, right } = expression;
  if (operator === '&&' || operator === '||') {
    const [a, b] = [booleanOf(left, scope), booleanOf(right, scope)];
    const decided = operator === '||' ? 1 : 0;
    return () => {
      const first = a();
      if (first === decided) return decided;
      const second = b();
      if (second === decided) return decided;
      return first < 0 || second < 0 ? -1 : 1 - decided;
    };
  }
  if (operator === '+' || operator === '-' || operator === '*' || operator === '/') return exactly(expression, scope);
  const isEquality = operator === '==' || operator === '!=';
  if (isEquality && isTextual(left) !== isTextual(right) && (left.kind === 'name' || right.kind === 'name')) {
    const name = left.kind === 'name' ? left : (right as Extract<Expression, { kind: 'name' }>);
    const literal = left.kind === 'text' ? left.value : right.kind === 'text' ? right.value : '';
    const text = textOf(scope.column(name.name) ?? name.name, scope);
    const same = operator === '==' ? 1 : 0;
    return () => (text() === literal ? same : 1 - same);
  }
  if (isEquality && !isNumeric(left) && !isNumeric(right)) return exactly(expression, scope);
  const [a, b] = [side(left, right, scope), side(right, left, scope)];
  const exact = exactly(expression, scope);
  return () => {
    const [x, y] = [a(), b()];
    const distance = Math.abs(x - y);
    if (distance !== distance) return operator === '!=' ? exact() : -1;
    // Nearly equal doubles may be equal or not as decimals; only then the slow way decides.
    if (distance <= 1e-9 * Math.max(Math.abs(x), Math.abs(y))) return exact();
    switch (operator) {
      case '<':
      case '<=':
        return x < y ? 1 : 0;
      case '>':
      case '>=':
        return x > y ? 1 : 0;
      default:
        return operator === '!=' ? 1 : 0;
    }
  };
}

function isTextual(expression: Expression): boolean {
  return expression.kind === 'text';
}

function isNumeric(expression: Expression): boolean {
  return (
    expression.kind === 'number' ||
    expression.kind === 'quantity' ||
    expression.kind === 'minus' ||
    expression.kind === 'binary'
  );
}

function side(expression: Expression, other: Expression, scope: Scope): () => number {
  if (expression.kind === 'quantity' && other.kind === 'name') {
    const unit = scope.unit(other.name);
    const converted = unit === undefined ? undefined : convert(expression.quantity, unit);
    if (converted !== undefined) {
      const value = toNumber(converted);
      return () => value;
    }
  }
  return numberOf(expression, scope);
}

function numberOf(expression: Expression, scope: Scope): () => number {
  switch (expression.kind) {
    case 'number':
    case 'quantity': {
      const exact =
        expression.kind === 'number'
          ? expression.value
          : plain(expression.quantity.dimension === 'percent', expression.quantity.value);
      const value = toNumber(exact);
      return () => value;
    }
    case 'name': {
      const slot = scope.slot(scope.column(expression.name) ?? expression.name, 'number');
      const row = scope.row;
      return () => {
        const current = row();
        return current.states[slot] === read ? current.values[slot]! : Number.NaN;
      };
    }
    case 'minus': {
      const operand = numberOf(expression.operand, scope);
      return () => -operand();
    }
    case 'binary': {
      const { operator } = expression;
      if (operator !== '+' && operator !== '-' && operator !== '*' && operator !== '/') break;
      const [a, b] = [numberOf(expression.left, scope), numberOf(expression.right, scope)];
      if (operator === '+') return () => a() + b();
      if (operator === '-') return () => a() - b();
      if (operator === '*') return () => a() * b();
      return () => {
        const divisor = b();
        return divisor === 0 ? Number.NaN : a() / divisor;
      };
    }
  }
  const yes = booleanOf(expression, scope);
  return () => {
    const value = yes();
    return value < 0 ? Number.NaN : value;
  };
}

function plain(isPercent: boolean, value: Rational): Rational {
  return isPercent ? multiply(value, rational(1n, 100n)) : value;
}

/** The slow and exact way, over the decimals as they are written. */
function exactly(expression: Expression, scope: Scope): () => number {
  const names = new Map<string, { text: () => string; number: number }>();
  for (const { name } of namesIn(expression)) {
    const column = scope.column(name) ?? name;
    names.set(name, { text: textOf(column, scope), number: scope.slot(column, 'number') });
  }
  const values: Names = {
    value: (name) => {
      const entry = names.get(name);
      if (entry === undefined) return undefined;
      const row = scope.row();
      if (row.states[entry.number] === read)
        return rational(BigInt(row.mantissas[entry.number]!), 10n ** BigInt(row.decimals[entry.number]!));
      const text = entry.text();
      return text === '' ? undefined : (fromDecimal(text) ?? text);
    },
    unit: (name) => scope.unit(name),
  };
  return () => {
    const result = truth(evaluate(expression, values));
    return result === undefined ? -1 : result ? 1 : 0;
  };
}

/** A double as mantissa and decimals, for sums of computed values. */
export function asDecimal(value: number): { readonly mantissa: number; readonly decimals: number } {
  if (Number.isSafeInteger(value)) return { mantissa: value, decimals: 0 };
  const exact = fromNumber(value);
  let decimals = 0;
  while (decimals < 15 && 10n ** BigInt(decimals) % exact.den !== 0n) decimals++;
  return { mantissa: Math.round(value * 10 ** decimals), decimals };
}

// derivation-mismatch: the arithmetic of a goal gives another number than is written, or than its objective promises.
// It must never speak of a step that cannot be computed exactly, nor of a difference that is only rounding.

import type { SlaFile } from '../../model/file';
import type { Goal } from '../../model/sla';
import { parseExpression, type Expression } from '../../scalars/expression';
import { parseQuantity, type Quantity } from '../../scalars/quantity';
import {
  add,
  compare,
  divide,
  fromDecimal,
  hundred,
  isZero,
  multiply,
  negate,
  subtract,
  toDecimal,
  type Rational,
} from '../../scalars/rational';
import { entryOf, resolved, type MapNode, type Node, type ScalarNode } from '../../syntax/nodes';
import { boundEntry, replaceScalar } from '../edits';
import { defineRule, type Yield } from '../rule';
import { amount, message, quoted } from '../say';

export const derivationMismatch = defineRule({
  id: 'derivation-mismatch',
  category: 'goals',
  lane: 'static',
  severity: 'error',
  summary: 'The arithmetic of a goal gives another number than is written, or than its objective promises.',
  why: 'A target that does not follow from the goal serves another one, and nobody notices before the year is over.',
  bad: `goals:
  growth:
    statement: Two hundred new customers
    derivation:
      customers: 200 customers
      wins: 25 %
      leads: { of: customers / wins, equals: 600 leads }
#                                            ^^^^^^^^^ The goal's arithmetic gives 800; "leads" says 600 leads
`,
  good: `goals:
  growth:
    statement: Two hundred new customers
    derivation:
      customers: 200 customers
      wins: 25 %
      leads: { of: customers / wins, equals: 800 leads }
`,
  fixed: `goals:
  growth:
    statement: Two hundred new customers
    derivation:
      customers: 200 customers
      wins: 25 %
      leads: { of: customers / wins, equals: 800 leads }
`,
  yieldsTo: ['invalid-scalar', 'invalid-expression'],
  *check({ file }) {
    for (const goal of file.model.goals) yield* stepsOf(file, goal);
  },
});

function* stepsOf(file: SlaFile, { map }: Goal): Generator<Yield> {
  const derivation = resolved(map === undefined ? undefined : entryOf(map, 'derivation')?.value);
  const known = new Map<string, Rational>();
  // What the arithmetic gives from the beginning: a step behind a wrong one is right if it goes on from either.
  const exact = new Map<string, Rational>();
  for (const { key, value } of derivation?.kind === 'map' ? derivation.entries : []) {
    const step = resolved(value);
    const plain = quantityAt(step);
    if (plain !== undefined) for (const names of [known, exact]) names.set(key.text, pure(plain));
    if (step?.kind !== 'map') continue;
    const node = scalarIn(step, 'equals');
    const written = quantityAt(node);
    const of = scalarIn(step, 'of');
    const parsed = of === undefined ? undefined : parseExpression(of.text);
    const computed = parsed?.ok === true ? valueOf(parsed.expression, known) : undefined;
    const fromStart = parsed?.ok === true ? valueOf(parsed.expression, exact) : undefined;
    const isWrong =
      written !== undefined &&
      computed !== undefined &&
      ![computed, fromStart].some((each) => each !== undefined && agrees(written, each));
    if (node !== undefined && isWrong) yield mismatch(key.text, node, written, computed);
    else yield* carried(file, key.text, step, written);
    if (written !== undefined) known.set(key.text, pure(written));
    else if (computed !== undefined) known.set(key.text, computed);
    const start = fromStart ?? (written === undefined ? undefined : pure(written));
    if (start !== undefined) exact.set(key.text, start);
  }
}

function mismatch(name: string, node: ScalarNode, written: Quantity, computed: Rational): Yield {
  const isPercent = written.dimension === 'percent';
  const shown = toDecimal(isPercent ? multiply(computed, hundred) : computed, 4);
  const unit = node.text.replace(/^[\s\d_.,+-]+/, '');
  const fix = replaceScalar(node, unit === '' ? shown : `${shown} ${unit}`);
  return {
    span: node.span,
    message: message(
      `The goal's arithmetic gives ${shown}${isPercent ? ' %' : ''}; ${quoted(name, 24)} says ${amount(written)}`,
    ),
    fixes: fix === undefined ? [] : [fix],
  };
}

/** The objective that carries a step has to promise what the step says. */
function* carried({ model }: SlaFile, name: string, step: MapNode, written: Quantity | undefined): Generator<Yield> {
  const by = scalarIn(step, 'carriedBy');
  const objective = model.objectives.find(({ id }) => id === by?.text);
  const [bound, second] = objective?.bounds ?? [];
  if (
    by === undefined ||
    objective === undefined ||
    bound === undefined ||
    second !== undefined ||
    written === undefined
  )
    return;
  const isPlain = ({ dimension }: Quantity): boolean => dimension === 'count' || dimension === 'number';
  const isAlike = bound.quantity.dimension === written.dimension || (isPlain(bound.quantity) && isPlain(written));
  const isMoney = written.dimension === 'money' && bound.quantity.unit !== written.unit;
  if (!isAlike || isMoney || written.dimension === 'duration') return;
  if (compare(pure(bound.quantity), pure(written)) === 0) return;
  const scalar = boundEntry(objective.map, bound.keySpan)?.value;
  const fix = scalar?.kind === 'scalar' ? replaceScalar(scalar, amount(written)) : undefined;
  yield {
    span: bound.span,
    message: message(
      `The goal's arithmetic gives ${amount(written)}; ${quoted(objective.id, 24)} says ${amount(bound.quantity)}`,
    ),
    related: [{ span: by.span, message: message(`${quoted(name, 40)} is carried by it`) }],
    fixes: fix === undefined ? [] : [fix],
  };
}

function scalarIn(map: MapNode, key: string): ScalarNode | undefined {
  const node = resolved(entryOf(map, key)?.value);
  return node?.kind === 'scalar' ? node : undefined;
}

function quantityAt(node: Node | undefined): Quantity | undefined {
  const parsed = node?.kind === 'scalar' ? parseQuantity(node.text) : undefined;
  return parsed?.ok === true ? parsed.value : undefined;
}

/** A quantity as a number to calculate with: a percentage is its share of one. */
function pure({ dimension, value }: Quantity): Rational {
  return dimension === 'percent' ? divide(value, hundred) : value;
}

/** Whether a written quantity is the computed one, rounded to its own digits in whichever direction. */
function agrees(written: Quantity, computed: Rational): boolean {
  const exact = written.dimension === 'percent' ? multiply(computed, hundred) : computed;
  const digits = /\.(\d+)$/.exec(toDecimal(written.value, 12))?.[1]?.length ?? 0;
  const step = fromDecimal(digits === 0 ? '1' : `0.${'0'.repeat(digits - 1)}1`);
  const difference = subtract(exact, written.value);
  const distance = difference.num < 0n ? negate(difference) : difference;
  return step === undefined || compare(distance, step) < 0;
}

/** The exact value of an expression over earlier names; undefined for what is no plain arithmetic. */
function valueOf(expression: Expression, names: ReadonlyMap<string, Rational>): Rational | undefined {
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'quantity':
      return pure(expression.quantity);
    case 'name':
      return names.get(expression.name);
    case 'minus': {
      const operand = valueOf(expression.operand, names);
      return operand === undefined ? undefined : negate(operand);
    }
    case 'binary': {
      const [left, right] = [valueOf(expression.left, names), valueOf(expression.right, names)];
      if (left === undefined || right === undefined) return undefined;
      switch (expression.operator) {
        case '+':
          return add(left, right);
        case '-':
          return subtract(left, right);
        case '*':
          return multiply(left, right);
        case '/':
          return isZero(right) ? undefined : divide(left, right);
        default:
          return undefined;
      }
    }
    default:
      return undefined;
  }
}

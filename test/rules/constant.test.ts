// Tests conditions that are constant against trying out all values of a grid that is finer than their literals.
// It must never call a condition constant for which the grid has both answers.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { constantValue } from '../../server/src/core/rules/constant';
import { evaluate } from '../../server/src/core/scalars/evaluate';
import { parseExpression, type Expression } from '../../server/src/core/scalars/expression';
import { rational } from '../../server/src/core/scalars/rational';

function parsed(text: string): Expression {
  const result = parseExpression(text);
  assert.ok(result.ok, text);
  return result.expression;
}

test('conditions that are constant, and others', () => {
  const expected: readonly (readonly [string, boolean | undefined])[] = [
    ['a < 5 && a > 5', false],
    ['a <= 5 && a >= 5', undefined],
    ['a < 5 || a >= 5', true],
    ['a < 5 || a > 5', undefined],
    ['region == "eu" && region == "us"', false],
    ['region != "eu" || region != "us"', true],
    ['region in ["eu", "us"] && region == "asia"', false],
    ['!(a > 1) && a > 2', false],
    ['5 > 3', true],
    ['"eu" == "us"', false],
    ['5 min > 5 %', undefined],
    ['ok && !ok', false],
    ['ok == true && ok == false', false],
    ['bad / total > 5 % && bad / total > 5 %', undefined],
    ['bad / total > 5 % && !(bad / total > 5 %)', false],
    ['bad / total > 5 % && bad / total < 1 %', false],
    ['bad / total > 5 % && bad < 1', undefined],
    ['a - b > 5 && a - b < 3', false],
    ['has(a) || !has(a)', true],
    ['age > 1 h && age < 30 min', false],
    ['age > 1 h && age < 90 min', undefined],
    // In which unit a bare number is, nobody knows here.
    ['age > 1 h && age < 1', undefined],
    ['a > 5 && b < 5', undefined],
    ['name == "5" && name == 6', undefined],
    ['true', undefined],
    ['ok', undefined],
  ];
  for (const [text, value] of expected) assert.equal(constantValue(parsed(text)), value, text);
});

test('a condition of very many names is not judged', () => {
  const many = Array.from({ length: 20 }, (_, index) => `(c${index} > 1 || c${index} < 5)`).join(' && ');
  assert.equal(constantValue(parsed(many)), undefined);
});

const comparison = fc
  .tuple(fc.constantFrom('a', 'b'), fc.constantFrom('==', '!=', '<', '<=', '>', '>='), fc.integer({ min: 0, max: 3 }))
  .map(([name, operator, literal]) => `${name} ${operator} ${literal}`);
const condition = fc.letrec<{ all: string }>((tie) => ({
  all: fc.oneof(
    { maxDepth: 3 },
    comparison,
    fc.tuple(tie('all'), tie('all')).map(([a, b]) => `(${a} && ${b})`),
    fc.tuple(tie('all'), tie('all')).map(([a, b]) => `(${a} || ${b})`),
    tie('all').map((a) => `!(${a})`),
  ),
})).all;

test('constant is what has one answer for all values', () => {
  const grid = Array.from({ length: 11 }, (_, index) => rational(BigInt(index) - 2n, 2n));
  fc.assert(
    fc.property(condition, (text) => {
      const expression = parsed(text);
      const answers = new Set<unknown>();
      for (const a of grid)
        for (const b of grid)
          answers.add(evaluate(expression, { value: (name) => (name === 'a' ? a : b), unit: () => undefined }));
      const [only] = answers;
      assert.equal(constantValue(expression), answers.size === 1 ? only : undefined, text);
    }),
  );
});

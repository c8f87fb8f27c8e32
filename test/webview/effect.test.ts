// The sentence on what another target would have meant, with the words that the client sends.
// It must never make up words of its own: those of the client are read from its source.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { effectSentence, effectText } from '../../client/src/webview/effect';
import type { Replay } from '../../client/src/webview/counting';
import type { Words } from '../../client/src/webview/words';
import type { PreviewTarget } from '../../server/src/lsp/protocol';

const source = readFileSync('client/src/views/preview-words.ts', 'utf8');
const words = Object.fromEntries(
  [...source.matchAll(/(\w+): vscode\.l10n\.t\(\s*'([^']*)'/g)].map(([, name, text]) => [name, text]),
) as unknown as Words;

const target: PreviewTarget = {
  isLower: true,
  step: '0.01',
  digits: 2,
  unit: '%',
  scale: 1,
  at: 9990,
  least: 0,
  greatest: 10_000,
  met: [],
  missed: [],
  currency: 'EUR',
  suggested: null,
  suggestedWhy: '',
};
const replay = (missed: number, rest: Partial<Replay> = {}): Replay => ({
  of: 24,
  missed,
  met: 24 - missed,
  undecided: 0,
  money: undefined,
  percent: undefined,
  ...rest,
});

test('with money, and what it is now', () => {
  const at = (index: number): Replay => (index === 9990 ? replay(1, { money: 300 }) : replay(4, { money: 2300 }));
  assert.equal(
    effectSentence(9995, target, words, at),
    'At 99.95 %: would have been missed 4 of 24 times (now 1), 2,300 EUR of credits (now 300 EUR).',
  );
  assert.equal(effectText(at(9995), target, words), 'would have been missed 4 of 24 times, 2,300 EUR of credits');
});
test('as it is written', () => {
  const sentence = effectSentence(9990, target, words, () => replay(1));
  assert.equal(sentence, 'As written, 99.9 %: would have been missed 1 of 24 times.');
});
test('with credits in percent where no fee is written, and with windows that nobody can decide', () => {
  const one = replay(4, { percent: 40, undecided: 2, met: 18 });
  assert.equal(
    effectText(one, target, words, replay(1, { percent: 10 })),
    'would have been missed 4 of 24 times (now 1), 2 undecided because data is missing, credits of 40 % of a fee (now 10 %)',
  );
});
test('money without a currency is not told', () => {
  const { currency: _, ...bare } = target;
  assert.equal(effectText(replay(4, { money: 5 }), bare, words), 'would have been missed 4 of 24 times');
});

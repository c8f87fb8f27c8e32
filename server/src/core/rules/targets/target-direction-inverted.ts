// target-direction-inverted: a bound rewards worse values.
// It must never speak of a band, nor of a type that has no direction.

import { invertedTightening, judgedThat } from '../judged';
import { defineRule } from '../rule';
import { amount, message, quoted } from '../say';

const opposite = { atLeast: 'atMost', atMost: 'atLeast', above: 'below', below: 'above' } as const;

const judgedAgainst = judgedThat((judged) => judged.inverted.length > 0 || invertedTightening(judged).length > 0);

export const targetDirectionInverted = defineRule({
  id: 'target-direction-inverted',
  category: 'targets',
  lane: 'static',
  severity: 'error',
  summary: 'A bound rewards worse values.',
  why: 'Kept to the letter, the promise is kept best by failing.',
  bad: `objectives:
  availability: { metric: uptime, atMost: 99.9 %, window: month, remedies: [report], reason: Kept in 2025 }
#                                 ^^^^^^ "atMost 99.9 %" rewards worse values: "uptime" is better higher
`,
  good: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  fixed: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  yieldsTo: ['unit-mismatch', 'duplicate-key'],
  *check({ file }) {
    for (const judged of judgedAgainst(file.model)) {
      const { metric, better, inverted } = judged;
      for (const bound of [...inverted, ...invertedTightening(judged)]) {
        const word = opposite[bound.word];
        yield {
          span: bound.keySpan,
          message: message(
            `"${bound.word} ${amount(bound.quantity, 20)}" rewards worse values: ${quoted(metric.id, 28)} is better ${better ?? ''}`,
          ),
          related: metric.type === undefined ? [] : [{ span: metric.type.span, message: `Better ${better ?? ''}` }],
          fixes: [{ title: `Write "${word}"`, edits: [{ span: bound.keySpan, newText: word }] }],
        };
      }
    }
  },
});

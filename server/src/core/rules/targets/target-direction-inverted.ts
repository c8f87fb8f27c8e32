// target-direction-inverted: a bound rewards worse values.
// It must never speak where what it needs is missing or unreadable: that defect has a rule of its own.

import { betterOf, metricOf } from '../../model/queries';
import { defineRule } from '../rule';

export const targetDirectionInverted = defineRule({
  id: 'target-direction-inverted',
  category: 'targets',
  lane: 'static',
  severity: 'error',
  summary: 'A bound rewards worse values.',
  why: 'Kept to the letter, the promise is kept best by failing.',
  bad: `metrics: { m: { type: availability } }
objectives: { a: { metric: m, atMost: 99 % } }
`,
  good: `metrics: { m: { type: availability } }
objectives: { a: { metric: m, atLeast: 99 % } }
`,
  fixed: `metrics: { m: { type: availability } }
objectives: { a: { metric: m, atLeast: 99 % } }
`,
  *check({ file }) {
    for (const objective of file.model.objectives) {
      const metric = metricOf(file.model, objective.metric?.value);
      const better = metric === undefined ? undefined : betterOf(metric);
      const [bound, second] = objective.bounds;
      if (metric === undefined || better === undefined || bound === undefined || second !== undefined) continue;
      const wantsLow = bound.word === 'atMost' || bound.word === 'below';
      if (wantsLow === (better === 'lower')) continue;
      const swapped = { atLeast: 'atMost', atMost: 'atLeast', above: 'below', below: 'above' }[bound.word];
      yield {
        span: bound.keySpan,
        message: `"${bound.word}" rewards worse values: "${metric.id.slice(0, 40)}" is better ${better}`,
        fixes: [{ title: `Write "${swapped}"`, edits: [{ span: bound.keySpan, newText: swapped }] }],
      };
    }
  },
});

// MOS: how good a call sounds, from 1 to 5.
// It must never average ratings of the R scale before they are turned into scores.

import { values } from '../inputs';
import { defineMetric } from '../metric';

export const mos = defineMetric({
  id: 'mos',
  title: 'Mean opinion score',
  family: 'performance',
  docs: 'Mean opinion score of calls, from 1 to 5, measured or computed from the rating factor R.',
  formula: 'MOS = 1 for R <= 0, 4.5 for R >= 100, else 1 + 0.035 R + 7e-6 R (R − 60)(100 − R)',
  edges: 'With scale r each value is turned into a score before the statistic; a window without a call is unknown.',
  typical: 'mean >= 4.0',
  source: 'ITU-T G.107, annex B',
  result: 'distribution',
  dimension: 'number',
  unit: '',
  better: 'higher',
  inputs: [values],
  parameters: [
    {
      name: 'scale',
      kind: 'choice',
      values: ['mos', 'r'],
      docs: 'Whether values are scores or the rating factor R.',
      default: 'mos',
    },
  ],
  fold: { kind: 'values', scale: 'mos' },
  aliases: ['voice quality', 'r-value', 'speech quality'],
  example: 'type: mos\ndata: calls\nstatistic: mean',
});

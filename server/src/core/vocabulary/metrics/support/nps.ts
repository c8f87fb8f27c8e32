// NPS: promoters minus detractors.
// It must never take a passive answer for either.

import { scoresUpTo } from '../inputs';
import { defineMetric } from '../metric';

export const nps = defineMetric({
  id: 'nps',
  title: 'Net promoter score',
  family: 'support',
  docs: 'Promoters (9 and 10) minus detractors (0 to 6), in points of all answers.',
  formula: '100 × (answers of 9 and 10 − answers of 0 to 6) / answers',
  edges: 'Rows without a score are no answers; a score outside 0 to 10 is a bad row.',
  typical: '>= 30',
  source: 'Reichheld 2003',
  result: 'rate',
  dimension: 'number',
  unit: '',
  better: 'higher',
  inputs: [scoresUpTo(10, 'How likely a recommendation is, 0 to 10.', ['score', 'nps', 'rating'])],
  parameters: [],
  fold: { kind: 'scores', value: 'promoters' },
  aliases: ['net promoter', 'recommendation score'],
  example: 'type: nps\ndata: surveys',
});

// Weighted score: points of several objectives by weight.
// It must never give points for what nobody knows.

import { defineMetric } from '../metric';

export const weightedScore = defineMetric({
  id: 'weighted-score',
  title: 'Weighted score',
  family: 'composite',
  docs: 'Points for several objectives, each by its weight: all or nothing, or in proportion between a floor and its target.',
  formula: 'Σ weight × score / Σ weight × scale; linear: score = (value − floor) / (target − floor), from 0 to 1',
  edges: 'Members that do not apply leave both sums; unknown ones give bounds.',
  typical: '>= 85',
  source: 'managed call agreements',
  result: 'composite',
  dimension: 'number',
  unit: '',
  better: 'higher',
  inputs: [],
  parameters: [
    { name: 'members', kind: 'members', docs: 'The objectives that are put together.', mandatory: true },
    { name: 'weights', kind: 'weights', docs: 'How much each member weighs.', mandatory: true },
    {
      name: 'score',
      kind: 'choice',
      values: ['met', 'linear'],
      docs: 'Whether a member earns all or nothing, or in proportion between its floor and its target.',
      default: 'met',
    },
    {
      name: 'floor',
      kind: 'weights',
      docs: 'The value at which a member earns nothing, by member; needed for a linear score.',
    },
    { name: 'scale', kind: 'number', docs: 'Points of a full score.', default: '100' },
  ],
  fold: { kind: 'composite', of: 'score' },
  aliases: ['balanced scorecard', 'service points', 'quality score'],
  example: 'type: weighted-score\nmembers: [uptime, response]\nweights: { uptime: 60, response: 40 }',
});

// Accuracy: the share of checked values that were right.
// It must never be read from values that nobody checked.

import { countersOf, eventsOf } from '../inputs';
import { defineMetric } from '../metric';

export const accuracy = defineMetric({
  id: 'accuracy',
  title: 'Accuracy',
  family: 'data',
  docs: 'Share of the checked values that were right.',
  formula: '100 % × right / checked',
  edges: 'A window in which nothing was counted is unknown; excluded records are dropped.',
  typical: '>= 98 %',
  source: 'ISO/IEC 25012',
  result: 'share',
  dimension: 'percent',
  unit: '%',
  better: 'higher',
  inputs: [eventsOf('a check', 'the value was right'), ...countersOf('wrong values', 'checked values')],
  parameters: [],
  fold: { kind: 'counts', share: 'good' },
  aliases: ['correctness', 'data accuracy'],
  example: 'type: accuracy\ndata: checks',
});

// Completeness: received over expected, or filled over all.
// It must never pass 100 %: rows that came twice do not make up for others.

import { countersOf } from '../inputs';
import { defineMetric } from '../metric';

export const completeness = defineMetric({
  id: 'completeness',
  title: 'Completeness',
  family: 'data',
  docs: 'Share of the expected records that were received, or of the fields that are filled.',
  formula: '100 % × Σ min(received, expected) / Σ expected',
  edges:
    'A record that received more than expected counts as complete, no more; a window in which nothing was expected is unknown.',
  typical: '>= 99.5 %',
  source: 'ISO/IEC 25012',
  result: 'share',
  dimension: 'percent',
  unit: '%',
  better: 'higher',
  inputs: countersOf('missing records or empty fields', 'expected records or fields'),
  parameters: [],
  fold: { kind: 'counts', share: 'good', isCapped: true },
  aliases: ['record completeness', 'null rate', 'fill level'],
  example: 'type: completeness\ndata: loads',
});

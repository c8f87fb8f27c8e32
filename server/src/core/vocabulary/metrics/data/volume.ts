// Volume: how many rows came.
// It must never be read as completeness: nothing says how many were due.

import { items, totals } from '../inputs';
import { defineMetric } from '../metric';

export const volume = defineMetric({
  id: 'volume',
  title: 'Volume',
  family: 'data',
  docs: 'Number of rows that came in the window, often judged by a band.',
  formula: 'number of rows, or Σ total',
  edges: 'None is 0, not missing.',
  typical: 'a band: atLeast and atMost',
  source: 'Open Data Contract Standard',
  result: 'count',
  dimension: 'count',
  unit: 'rows',
  better: 'declared',
  inputs: [totals, items],
  parameters: [],
  fold: { kind: 'items', value: 'count' },
  aliases: ['row count', 'number of rows'],
  example: 'type: volume\nbetter: higher\ndata: loads',
});

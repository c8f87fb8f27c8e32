// Stock availability: the share of time with something in stock.
// It must never count time of which nobody knows the stock.

import { values } from '../inputs';
import { defineMetric } from '../metric';

export const stockAvailability = defineMetric({
  id: 'stock-availability',
  title: 'Stock availability',
  family: 'business',
  docs: 'Share of the time in which something was in stock.',
  formula: '100 % × time with a stock above 0 / time with a known stock',
  edges:
    'A stock holds for every where the source states it, else until the next record; time without a record is missing.',
  typical: '>= 98 %',
  source: 'logistics practice',
  result: 'share',
  dimension: 'percent',
  unit: '%',
  valueUnit: '',
  better: 'higher',
  inputs: [values],
  parameters: [],
  fold: { kind: 'levels', of: 'values', share: 'positive' },
  aliases: ['in-stock rate', 'on-shelf availability'],
  example: 'type: stock-availability\ndata: stock',
});

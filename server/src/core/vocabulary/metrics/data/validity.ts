// Validity: the share of rows that keep the rules of their format.
// It must never be taken for accuracy: a valid value may be wrong.

import { countersOf, eventsOf } from '../inputs';
import { defineMetric } from '../metric';

export const validity = defineMetric({
  id: 'validity',
  title: 'Validity',
  family: 'data',
  docs: 'Share of the rows that pass a check of format or range.',
  formula: '100 % × passing rows / rows',
  edges: 'A window in which nothing was counted is unknown; excluded records are dropped.',
  typical: '>= 99 %',
  source: 'ISO/IEC 25012',
  result: 'share',
  dimension: 'percent',
  unit: '%',
  better: 'higher',
  inputs: [eventsOf('a row', 'it passes'), ...countersOf('rows that fail', 'rows')],
  parameters: [],
  fold: { kind: 'counts', share: 'good' },
  aliases: ['conformity', 'schema conformance'],
  example: 'type: validity\ndata: rows',
});

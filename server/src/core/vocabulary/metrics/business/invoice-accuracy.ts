// Invoice accuracy: the share of invoices that were right.
// It must never count a corrected invoice as right.

import { countersOf, eventsOf } from '../inputs';
import { defineMetric } from '../metric';

export const invoiceAccuracy = defineMetric({
  id: 'invoice-accuracy',
  title: 'Invoice accuracy',
  family: 'business',
  docs: 'Share of the issued invoices that were right the first time.',
  formula: '100 % × right / issued',
  edges: 'A window in which nothing was counted is unknown; excluded records are dropped.',
  typical: '>= 99 %',
  source: 'billing practice',
  result: 'share',
  dimension: 'percent',
  unit: '%',
  better: 'higher',
  inputs: [eventsOf('an invoice', 'it was right'), ...countersOf('wrong invoices', 'issued invoices')],
  parameters: [],
  fold: { kind: 'counts', share: 'good' },
  aliases: ['billing accuracy'],
  example: 'type: invoice-accuracy\ndata: invoices',
});

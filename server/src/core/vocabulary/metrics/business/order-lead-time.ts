// Order lead time: from a complete order to its acceptance.
// It must never begin at an order that lacks something unseen.

import { spanParameters, spansFrom } from '../inputs';
import { defineMetric } from '../metric';

export const orderLeadTime = defineMetric({
  id: 'order-lead-time',
  title: 'Order lead time',
  family: 'business',
  docs: 'Time from a complete order until what was ordered is accepted.',
  formula: 'accepted − complete order, counted in opening hours',
  edges:
    'The window is that of the end; an open record stands in the window of the last instant of the data, pending until it passes the bound.',
  typical: '20 business days, for 90 %',
  source: 'terms of network providers',
  result: 'distribution',
  dimension: 'duration',
  unit: 'd',
  better: 'lower',
  inputs: [
    spansFrom(
      'the order was complete',
      'it was accepted',
      ['ordered_at', 'complete_at'],
      ['accepted_at', 'delivered_at'],
    ),
  ],
  parameters: spanParameters,
  fold: { kind: 'spans', belongs: 'end' },
  aliases: ['delivery time', 'provisioning time', 'installation time'],
  example: 'type: order-lead-time\ndata: orders',
});

// Data return time: how long a customer waits for the own data.
// It must never stop at a link that holds a part of it.

import { spanParameters, spansFrom } from '../inputs';
import { defineMetric } from '../metric';

export const dataReturnTime = defineMetric({
  id: 'data-return-time',
  title: 'Data return time',
  family: 'data',
  docs: 'Time from the request for the own data until it was handed over.',
  formula: 'handed over − requested',
  edges: 'Open records are pending until they pass the bound, then missed; the window is that of the start.',
  typical: 'every request within 30 d',
  source: 'EU Data Act',
  result: 'distribution',
  dimension: 'duration',
  unit: 'd',
  better: 'lower',
  inputs: [
    spansFrom(
      'the data was requested',
      'it was handed over',
      ['requested_at', 'asked_at'],
      ['returned_at', 'handed_over_at', 'exported_at'],
    ),
  ],
  parameters: spanParameters,
  fold: { kind: 'spans', belongs: 'start' },
  aliases: ['data export time', 'exit time'],
  example: 'type: data-return-time\ndata: requests',
});

// Mean time between failures.
// It must never count one failure twice because two rows report it.

import { counters, downtimeParameters, outages, probes } from '../inputs';
import { defineMetric } from '../metric';

export const mtbf = defineMetric({
  id: 'mtbf',
  title: 'Mean time between failures',
  family: 'reliability',
  docs: 'Operating time for each failure that began in the window.',
  formula: '(judged time − down time) / failures whose start lies in the window',
  edges: 'No failure: no value, the hours up are a lower bound, and the promise is met.',
  typical: '>= 2000 h a quarter',
  source: 'IEC 60050-192',
  result: 'interval',
  dimension: 'duration',
  unit: 'h',
  better: 'higher',
  inputs: [outages, probes, ...counters],
  parameters: [
    ...downtimeParameters,
    {
      name: 'counts',
      kind: 'choice',
      values: ['operating', 'start-to-start'],
      docs: 'Whether down time is left out of the numerator.',
      default: 'operating',
    },
  ],
  fold: { kind: 'downtime', value: 'mtbf' },
  aliases: ['mean time between failure', 'operating time between failures'],
  example: 'type: mtbf\ndata: outages',
});

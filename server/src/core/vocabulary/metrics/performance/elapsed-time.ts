// Elapsed time between two instants.
// It must never drop a record because it is still open.

import { spanParameters, spans } from '../inputs';
import { defineMetric } from '../metric';

export const elapsedTime = defineMetric({
  id: 'elapsed-time',
  title: 'Elapsed time',
  family: 'performance',
  docs: 'Time between any two instants of a record, judged by a statistic or by the share within a bound.',
  formula: 'end − start, on the calendar of the objective',
  edges: 'Open records are pending until they pass the bound, then missed.',
  typical: '99.9 % within 15 min',
  source: 'storage replication terms',
  result: 'distribution',
  dimension: 'duration',
  unit: 'min',
  better: 'lower',
  inputs: [spans],
  parameters: spanParameters,
  fold: { kind: 'spans', belongs: 'start' },
  aliases: ['completed-within', 'lead-time', 'processing time'],
  example: 'type: elapsed-time\ndata: jobs',
});

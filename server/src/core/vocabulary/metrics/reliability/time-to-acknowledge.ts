// Time to acknowledge of single events.
// It must never drop an event because it is still open.

import { spanParameters, spans } from '../inputs';
import { defineMetric } from '../metric';

export const timeToAcknowledge = defineMetric({
  id: 'time-to-acknowledge',
  title: 'Time to acknowledge',
  family: 'reliability',
  docs: 'Time from an alert or report to its acknowledgement, one value an event.',
  formula: 'end − start of each event, on the calendar of the objective',
  edges: 'Open events are pending until they pass the bound, then missed.',
  typical: '95 % within 15 min',
  source: 'incident management practice',
  result: 'distribution',
  dimension: 'duration',
  unit: 'min',
  better: 'lower',
  inputs: [spans],
  parameters: spanParameters,
  fold: { kind: 'spans', belongs: 'start' },
  aliases: ['acknowledgement'],
  example: 'type: time-to-acknowledge\ndata: alerts',
});

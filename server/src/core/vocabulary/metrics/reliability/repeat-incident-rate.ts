// Repeat incident rate: incidents whose cause had come before.
// It must never take an incident without a known cause for a new one.

import { keyedItems } from '../inputs-further';
import { defineMetric } from '../metric';

export const repeatIncidentRate = defineMetric({
  id: 'repeat-incident-rate',
  title: 'Repeat incident rate',
  family: 'reliability',
  docs: 'Share of the incidents that had an earlier one of the same cause within a stated time.',
  formula: '100 % × incidents with an earlier one of their key within the time / incidents with a key',
  edges: 'The earlier one may lie in an earlier window; incidents without a key leave both sides.',
  typical: '<= 10 %',
  source: 'chronic outage clauses',
  result: 'share',
  dimension: 'percent',
  unit: '%',
  better: 'lower',
  inputs: [keyedItems('Cause or place of the incident.', ['cause', 'root_cause', 'problem', 'circuit', 'site'])],
  parameters: [
    {
      name: 'within',
      kind: 'duration',
      docs: 'Time in which an earlier incident of the same key makes one a repeat.',
      mandatory: true,
    },
  ],
  fold: { kind: 'repeats' },
  aliases: ['chronic faults', 'recurring incidents', 'repeat faults'],
  example: 'type: repeat-incident-rate\ndata: incidents\nwithin: 30 d',
});

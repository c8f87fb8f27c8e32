// Recovery point: how much data a failure cost, in time.
// It must never be called met where nothing failed and nothing was tested.

import { recoveries } from '../inputs-special';
import { defineMetric } from '../metric';

export const rpo = defineMetric({
  id: 'rpo',
  title: 'Recovery point objective',
  family: 'data',
  docs: 'Age of the data that was restored, at the moment of the failure; one row a failure or a restore test.',
  formula: 'failure − instant of the restored data',
  edges:
    'A window without a failure or a test was not tested: not applicable, never met; the window is that of the failure.',
  typical: 'every one within 1 h',
  source: 'ISO 22301',
  result: 'distribution',
  dimension: 'duration',
  unit: 'min',
  better: 'lower',
  inputs: [recoveries],
  parameters: [],
  fold: { kind: 'spans', belongs: 'end' },
  aliases: ['recovery point', 'data loss window', 'rpo actual'],
  example: 'type: rpo\ndata: restores',
});

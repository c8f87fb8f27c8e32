// MTTF: mean operating time of units that are not repaired.
// It must never forget the units that still run: their time counts, their failure has not come.

import { spansFrom } from '../inputs';
import { defineMetric } from '../metric';

export const mttf = defineMetric({
  id: 'mttf',
  title: 'Mean time to failure',
  family: 'reliability',
  docs: 'Operating time of all units over their failures, for units that are replaced rather than repaired; also called MTTF.',
  formula: 'Σ operating time in the window, of failed and of running units / failures in the window',
  edges:
    'Each unit counts by itself; a window without a failure has a lower bound and no value; excluded time stops the clock.',
  typical: '>= 50000 h',
  source: 'IEC 61703, exponential estimate with censored times',
  result: 'distribution',
  dimension: 'duration',
  unit: 'h',
  better: 'higher',
  statistic: 'mean',
  inputs: [spansFrom('it is put in service', 'it fails', ['installed_at', 'in_service'], ['failed_at', 'failure_at'])],
  parameters: [],
  fold: { kind: 'exposure' },
  aliases: ['mean time to first failure', 'device lifetime'],
  example: 'type: mttf\ndata: devices',
});

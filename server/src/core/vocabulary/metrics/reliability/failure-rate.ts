// Failure rate: failures over operating time.
// It must never count a failure twice that two windows touch.

import { counters, downtimeParameters, outages, probes } from '../inputs';
import { defineMetric } from '../metric';

export const failureRate = defineMetric({
  id: 'failure-rate',
  title: 'Failure rate',
  family: 'reliability',
  docs: 'Failures of the window over the time in which it operated; the inverse of mean time between failures.',
  formula: 'number of failures that begin in the window / (judged time − down time)',
  edges: 'No failure is a rate of 0; a failure belongs to the window in which it begins.',
  typical: '<= 0.001 1/h',
  source: 'IEC 61703',
  result: 'rate',
  dimension: 'rate',
  unit: '1/h',
  better: 'lower',
  inputs: [outages, probes, ...counters],
  parameters: downtimeParameters,
  fold: { kind: 'downtime', value: 'failure-rate' },
  aliases: ['failures per hour', 'failure frequency', 'lambda'],
  example: 'type: failure-rate\ndata: outages',
});

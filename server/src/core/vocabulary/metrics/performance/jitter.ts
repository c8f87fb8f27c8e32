// Jitter: how much the delay varies.
// It must never be computed without a stated definition.

import { values } from '../inputs';
import { defineMetric } from '../metric';

export const jitter = defineMetric({
  id: 'jitter',
  title: 'Jitter',
  family: 'performance',
  docs: 'Variation of the delay between packets. Four published definitions differ, so the definition has to be stated.',
  formula: 'by definition: mean of |dᵢ − dᵢ₋₁|; its distribution; smoothed as RFC 3550; or p99.9 − minimum per slice',
  edges: 'Lost packets are skipped and a pair is formed over the gap; a window without a pair is unknown.',
  typical: '<= 2 ms, or 99.9 % within 10 ms',
  source: 'RFC 3393, RFC 3550, ITU-T Y.1540',
  result: 'distribution',
  dimension: 'duration',
  unit: 'ms',
  better: 'lower',
  inputs: [values],
  parameters: [
    {
      name: 'definition',
      kind: 'choice',
      values: ['mean-absolute', 'rfc3393', 'rfc3550', 'y1540-ipdv'],
      docs: 'Which published definition holds.',
    },
    {
      name: 'samples',
      kind: 'choice',
      values: ['delays', 'jitter'],
      docs: 'Whether the column holds delays in order or jitter values that are ready; by default its name decides (ipdv, pdv, jitter, variation: ready).',
    },
    { name: 'slice', kind: 'duration', docs: 'Length of a slice for y1540-ipdv.', default: '1 min' },
  ],
  ambiguous: ['definition'],
  fold: { kind: 'delays' },
  aliases: ['delay variation', 'ipdv', 'jitter-exceedance-ratio'],
  example: 'type: jitter\ndefinition: rfc3393\ndata: quality\nstatistic: p95',
});

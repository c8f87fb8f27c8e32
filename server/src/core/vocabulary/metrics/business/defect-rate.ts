// Defect rate: defective of a million.
// It must never be a mean of ratios.

import { badOfAll } from '../inputs-special';
import { defineMetric } from '../metric';

export const defectRate = defineMetric({
  id: 'defect-rate',
  title: 'Defect rate',
  family: 'business',
  docs: 'Defective pieces of a million.',
  formula: '1,000,000 × Σ defective / Σ pieces',
  edges: 'A window without a record is unknown; a denominator of zero gives no value.',
  typical: '<= 500 ppm',
  source: 'quality management practice',
  result: 'rate',
  dimension: 'count',
  unit: 'ppm',
  better: 'lower',
  inputs: [badOfAll('defective pieces', 'pieces')],
  parameters: [],
  fold: { kind: 'quotient', numerator: 'bad', denominator: 'total', form: 'ratio', scale: 1_000_000 },
  aliases: ['ppm', 'defects per million', 'dpmo'],
  example: 'type: defect-rate\ndata: lots',
});

// Bit error ratio: errored over sent bits.
// It must never be a mean of ratios.

import { badOfAll } from '../inputs-special';
import { defineMetric } from '../metric';

export const bitErrorRatio = defineMetric({
  id: 'bit-error-ratio',
  title: 'Bit error ratio',
  family: 'performance',
  docs: 'Errored bits over all bits that were sent.',
  formula: 'Σ errored bits / Σ bits',
  edges: 'A window without a record is unknown; a denominator of zero gives no value.',
  typical: '<= 1e-9',
  source: 'ITU-T G.826',
  result: 'rate',
  dimension: 'number',
  unit: '',
  better: 'lower',
  inputs: [badOfAll('errored bits', 'sent bits')],
  parameters: [],
  fold: { kind: 'quotient', numerator: 'bad', denominator: 'total', form: 'ratio' },
  aliases: ['ber', 'bit error rate'],
  example: 'type: bit-error-ratio\ndata: line',
});

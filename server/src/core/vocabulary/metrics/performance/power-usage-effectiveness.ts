// Power usage effectiveness: energy of the facility over that of its computers.
// It must never be read from a single moment: the seasons differ.

import { amounts } from '../inputs-special';
import { defineMetric } from '../metric';

export const powerUsageEffectiveness = defineMetric({
  id: 'power-usage-effectiveness',
  title: 'Power usage effectiveness',
  family: 'performance',
  docs: 'Energy that the whole facility took over the energy that its computers took.',
  formula: 'Σ energy of the facility / Σ energy of the computers',
  edges: 'A window without a record is unknown; a denominator of zero gives no value.',
  typical: '<= 1.4 a year',
  source: 'ISO/IEC 30134-2',
  result: 'rate',
  dimension: 'number',
  unit: '',
  better: 'lower',
  inputs: [
    amounts('energy of the computers', ['it_kwh', 'it_energy'], 'energy of the facility', [
      'facility_kwh',
      'total_kwh',
    ]),
  ],
  parameters: [],
  fold: { kind: 'quotient', numerator: 'total', denominator: 'value', form: 'ratio' },
  aliases: ['pue', 'energy efficiency'],
  example: 'type: power-usage-effectiveness\ndata: energy',
});

// Unit cost: money over units.
// It must never mix currencies.

import { amounts } from '../inputs-special';
import { defineMetric } from '../metric';

export const unitCost = defineMetric({
  id: 'unit-cost',
  title: 'Unit cost',
  family: 'business',
  docs: 'Cost of one unit, over all units of the window.',
  formula: 'Σ cost / Σ units',
  edges: 'A window without a record is unknown; a denominator of zero gives no value.',
  typical: '<= 1.20 EUR',
  source: 'cost accounting',
  result: 'rate',
  dimension: 'money',
  unit: '',
  better: 'lower',
  inputs: [amounts('cost', ['cost', 'amount'], 'units', ['units', 'quantity'])],
  parameters: [],
  fold: { kind: 'quotient', numerator: 'value', denominator: 'total', form: 'ratio' },
  aliases: ['cost per unit', 'cost per ticket', 'cost per transaction'],
  example: 'type: unit-cost\ndata: invoices\nunit: EUR',
});

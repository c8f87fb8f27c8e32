// Cost deviation: how far the cost passed its plan.
// It must never hide a month in another by a mean of ratios.

import { amounts } from '../inputs-special';
import { defineMetric } from '../metric';

export const costDeviation = defineMetric({
  id: 'cost-deviation',
  title: 'Cost deviation',
  family: 'business',
  docs: 'How far the cost of the window passed its plan, in percent of the plan; below zero it was cheaper.',
  formula: '100 % × (Σ actual − Σ planned) / Σ planned',
  edges: 'A window without a record is unknown; a denominator of zero gives no value.',
  typical: '<= 5 %',
  source: 'cost accounting',
  result: 'rate',
  dimension: 'percent',
  unit: '%',
  better: 'lower',
  inputs: [amounts('actual cost', ['actual', 'cost', 'spent'], 'planned cost', ['planned', 'plan', 'budget'])],
  parameters: [],
  fold: { kind: 'quotient', numerator: 'value', denominator: 'total', form: 'deviation' },
  aliases: ['budget deviation', 'cost overrun'],
  example: 'type: cost-deviation\ndata: costs',
});

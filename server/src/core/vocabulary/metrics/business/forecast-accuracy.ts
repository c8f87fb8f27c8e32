// Forecast accuracy: how near a forecast came.
// It must never let one month that was too high make up for one that was too low.

import { amounts } from '../inputs-special';
import { defineMetric } from '../metric';

export const forecastAccuracy = defineMetric({
  id: 'forecast-accuracy',
  title: 'Forecast accuracy',
  family: 'business',
  docs: 'How near the forecast came to what happened: one less the sum of the distances over the sum of what happened.',
  formula: '100 % × (1 − Σ |actual − forecast| / Σ actual), at least 0 %',
  edges: 'A window without a record is unknown; a denominator of zero gives no value.',
  typical: '>= 85 %',
  source: 'planning practice, WAPE',
  result: 'rate',
  dimension: 'percent',
  unit: '%',
  better: 'higher',
  inputs: [amounts('what happened', ['actual', 'sold'], 'forecast', ['forecast', 'predicted'])],
  parameters: [],
  fold: { kind: 'quotient', numerator: 'value', denominator: 'total', form: 'accuracy' },
  aliases: ['forecast error', 'wape', 'planning accuracy'],
  example: 'type: forecast-accuracy\ndata: forecasts',
});

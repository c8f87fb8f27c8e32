// Lead acceptance rate of a cohort.
// It must never divide the acceptances of one month by the leads of another.

import { cohort, goodEvents, maturity } from '../inputs';
import { defineMetric } from '../metric';

export const leadAcceptanceRate = defineMetric({
  id: 'lead-acceptance-rate',
  title: 'Lead acceptance rate',
  family: 'business',
  docs: 'Share of the leads of a window that were accepted, counted once they are ripe.',
  formula: '100 % × accepted / ripe leads that were offered in the window',
  edges: 'Leads that are not ripe are pending, in neither number.',
  typical: '>= 80 %',
  source: 'sales practice',
  result: 'share',
  dimension: 'percent',
  unit: '%',
  better: 'higher',
  inputs: [cohort, goodEvents],
  parameters: [maturity],
  matures: 'maturity',
  fold: { kind: 'cohort', counts: 'reached' },
  aliases: ['acceptance', 'mql acceptance'],
  example: 'type: lead-acceptance-rate\ndata: leads\nmaturity: 7 d',
});

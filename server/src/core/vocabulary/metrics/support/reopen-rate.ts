// Reopen rate: resolved requests that came back.
// It must never count a request as settled before it had the time to come back.

import { maturity } from '../inputs';
import { resolutions } from '../inputs-special';
import { defineMetric } from '../metric';

export const reopenRate = defineMetric({
  id: 'reopen-rate',
  title: 'Reopen rate',
  family: 'support',
  docs: 'Share of the resolved requests that were opened again within the maturity.',
  formula: '100 % × opened again within the maturity / ripe resolved requests',
  edges: 'Requests that are not ripe are pending, in neither number.',
  typical: '<= 5 %',
  source: 'service desk practice',
  result: 'share',
  dimension: 'percent',
  unit: '%',
  better: 'lower',
  inputs: [resolutions],
  parameters: [
    { ...maturity, docs: 'Time after which a resolved request that was not opened again counts as settled.' },
  ],
  matures: 'maturity',
  ambiguous: ['maturity'],
  fold: { kind: 'cohort', counts: 'reached' },
  aliases: ['reopened tickets', 'bounce rate'],
  example: 'type: reopen-rate\ndata: tickets\nmaturity: 7 d',
});

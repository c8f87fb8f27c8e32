// First contact resolution: requests that one contact settled.
// It must never count a request as settled before it had the time to come back.

import { maturity } from '../inputs';
import { contacts } from '../inputs-special';
import { defineMetric } from '../metric';

export const firstContactResolution = defineMetric({
  id: 'first-contact-resolution',
  title: 'First contact resolution',
  family: 'support',
  docs: 'Share of the resolved requests that took one contact and were not opened again within the maturity.',
  formula: '100 % × one contact and not opened again / ripe resolved requests',
  edges: 'Requests that are not ripe are pending, in neither number.',
  typical: '>= 70 %',
  source: 'contact centre practice',
  result: 'share',
  dimension: 'percent',
  unit: '%',
  better: 'higher',
  inputs: contacts,
  parameters: [
    { ...maturity, docs: 'Time after which a resolved request that was not opened again counts as settled.' },
  ],
  matures: 'maturity',
  ambiguous: ['maturity'],
  fold: { kind: 'cohort', counts: 'settled' },
  aliases: ['fcr', 'first call resolution', 'one touch resolution'],
  example: 'type: first-contact-resolution\ndata: tickets\nmaturity: 7 d',
});

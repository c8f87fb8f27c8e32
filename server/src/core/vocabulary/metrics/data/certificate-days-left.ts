// Certificate days left: how long certificates still hold, at the worst moment.
// It must never take the certificate of tomorrow for that of today.

import { expiries } from '../inputs-further';
import { defineMetric } from '../metric';

export const certificateDaysLeft = defineMetric({
  id: 'certificate-days-left',
  title: 'Certificate days left',
  family: 'data',
  docs: 'Shortest time that was left before a certificate ran out.',
  formula: 'min(instant at which it runs out − t) over the window',
  edges: 'What a check found holds until the next check of the same key; a certificate that ran out has less than 0.',
  typical: '>= 14 d',
  source: 'certificate management practice',
  result: 'state',
  dimension: 'duration',
  unit: 'd',
  better: 'higher',
  statistic: 'min',
  inputs: expiries,
  parameters: [],
  fold: { kind: 'days-left' },
  aliases: ['certificate expiry', 'tls expiry'],
  example: 'type: certificate-days-left\ndata: certificates',
});

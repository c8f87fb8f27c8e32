// Access revocation time: how long somebody who left can still get in.
// It must never stop at a request to revoke.

import { spanParameters, spansFrom } from '../inputs';
import { defineMetric } from '../metric';

export const accessRevocationTime = defineMetric({
  id: 'access-revocation-time',
  title: 'Access revocation time',
  family: 'data',
  docs: 'Time from the day somebody left until the access was revoked.',
  formula: 'revoked − left',
  edges: 'An access that still works is open: pending until it passes the bound, then missed.',
  typical: 'every access within 24 h',
  source: 'security practice',
  result: 'distribution',
  dimension: 'duration',
  unit: 'h',
  better: 'lower',
  inputs: [
    spansFrom('somebody left', 'the access was revoked', ['left_at', 'terminated_at'], ['revoked_at', 'disabled_at']),
  ],
  parameters: spanParameters,
  fold: { kind: 'spans', belongs: 'start' },
  aliases: ['offboarding time', 'deprovisioning time'],
  example: 'type: access-revocation-time\ndata: leavers',
});

// Patch time: how long a known weakness stays open.
// It must never leave out what was never patched.

import { spanParameters, spansFrom } from '../inputs';
import { defineMetric } from '../metric';

export const patchTime = defineMetric({
  id: 'patch-time',
  title: 'Patch time',
  family: 'data',
  docs: 'Time from the publication of a weakness until it is patched, by severity with per.',
  formula: 'patched − published',
  edges:
    'What is not patched is open: pending until it passes the bound, then missed; the window is that of the publication.',
  typical: 'critical within 7 d, for 95 %',
  source: 'security practice',
  result: 'distribution',
  dimension: 'duration',
  unit: 'd',
  better: 'lower',
  inputs: [
    spansFrom(
      'the weakness was published',
      'it was patched',
      ['published_at', 'disclosed_at'],
      ['patched_at', 'fixed_at'],
    ),
  ],
  parameters: spanParameters,
  fold: { kind: 'spans', belongs: 'start' },
  aliases: ['time to patch', 'vulnerability remediation', 'remediation time'],
  example: 'type: patch-time\ndata: weaknesses',
});

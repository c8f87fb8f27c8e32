// Failure notification time: how long until the customer was told.
// It must never take a notice to the public for a notice to the customer unseen.

import { spanParameters, spansFrom } from '../inputs';
import { defineMetric } from '../metric';

export const failureNotificationTime = defineMetric({
  id: 'failure-notification-time',
  title: 'Failure notification time',
  family: 'reliability',
  docs: 'Time from the detection of a failure until the customer was told.',
  formula: 'notice to the customer − detection',
  edges: 'A failure of which the customer was never told is open: pending until it passes the bound, then missed.',
  typical: 'every notice within 30 min',
  source: 'terms of network providers',
  result: 'distribution',
  dimension: 'duration',
  unit: 'min',
  better: 'lower',
  inputs: [
    spansFrom(
      'the failure was detected',
      'the customer was told',
      ['detected_at', 'detected', 'found_at'],
      ['notified_at', 'told_at', 'informed_at'],
    ),
  ],
  parameters: spanParameters,
  fold: { kind: 'spans', belongs: 'start' },
  aliases: ['time to notify', 'notification time'],
  example: 'type: failure-notification-time\ndata: incidents',
});

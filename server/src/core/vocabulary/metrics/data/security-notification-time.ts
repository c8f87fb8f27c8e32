// Security notification time: how long until those concerned know of a breach.
// It must never leave out a breach of which nobody was told.

import { spanParameters, spansFrom } from '../inputs';
import { defineMetric } from '../metric';

export const securityNotificationTime = defineMetric({
  id: 'security-notification-time',
  title: 'Security notification time',
  family: 'data',
  docs: 'Time from the detection of a breach until those concerned were told.',
  formula: 'told − detected',
  edges: 'A breach of which nobody was told is open: pending until it passes the bound, then missed.',
  typical: 'every breach within 24 h',
  source: 'GDPR, article 33 (72 h to the authority)',
  result: 'distribution',
  dimension: 'duration',
  unit: 'h',
  better: 'lower',
  inputs: [
    spansFrom(
      'the breach was detected',
      'those concerned were told',
      ['detected_at', 'discovered_at'],
      ['notified_at', 'told_at'],
    ),
  ],
  parameters: spanParameters,
  fold: { kind: 'spans', belongs: 'start' },
  aliases: ['breach notification', 'data breach notification'],
  example: 'type: security-notification-time\ndata: breaches',
});

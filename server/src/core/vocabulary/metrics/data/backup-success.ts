// Backup success: the share of scheduled backups that succeeded.
// It must never take a backup that did not run for none at all: every says how many are due.

import { countersOf, eventsOf } from '../inputs';
import { defineMetric } from '../metric';

export const backupSuccess = defineMetric({
  id: 'backup-success',
  title: 'Backup success',
  family: 'data',
  docs: 'Share of the scheduled backups that succeeded; with every at the source a run that is missing is missing data.',
  formula: '100 % × successful / scheduled',
  edges: 'A window in which nothing was counted is unknown; excluded records are dropped.',
  typical: '>= 98 %',
  source: 'continuity practice',
  result: 'share',
  dimension: 'percent',
  unit: '%',
  better: 'higher',
  inputs: [eventsOf('a scheduled backup', 'it succeeded'), ...countersOf('failed backups', 'scheduled backups')],
  parameters: [],
  fold: { kind: 'counts', share: 'good' },
  aliases: ['backup rate', 'successful backups'],
  example: 'type: backup-success\ndata: backups',
});

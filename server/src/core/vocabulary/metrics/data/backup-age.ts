// Backup age: how long ago the last good backup was made, at every moment.
// It must never take a failed backup for one.

import { backups, moments } from '../inputs-special';
import { defineMetric } from '../metric';

export const backupAge = defineMetric({
  id: 'backup-age',
  title: 'Backup age',
  family: 'data',
  docs: 'Time since the last good backup, as a function of time.',
  formula: 'age(t) = t − last good backup by t; share = time with age within the bound / judged time',
  edges: 'Time before the first good backup is missing.',
  typical: 'max <= 26 h',
  source: 'continuity practice',
  result: 'state',
  dimension: 'duration',
  unit: 'h',
  better: 'lower',
  inputs: [backups, moments],
  parameters: [],
  fold: { kind: 'age' },
  aliases: ['age of the last backup', 'time since backup'],
  example: 'type: backup-age\ndata: backups\nstatistic: max',
});

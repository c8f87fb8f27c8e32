// Backlog: how many requests are open.
// It must never forget one that was opened before the window.

import { spansFrom } from '../inputs';
import { defineMetric } from '../metric';

export const backlog = defineMetric({
  id: 'backlog',
  title: 'Backlog',
  family: 'support',
  docs: 'Number of open requests as a function of time.',
  formula: 'number of records with start <= t < end',
  edges: 'Judged by its highest, mean or last value, or by the share of time within a bound; nothing open is 0.',
  typical: 'at the end of the month <= 50',
  source: 'service desk practice',
  result: 'state',
  dimension: 'count',
  unit: '',
  better: 'lower',
  inputs: [spansFrom('it is opened', 'it is done', ['opened_at', 'created_at'], ['closed_at', 'resolved_at'])],
  parameters: [],
  fold: { kind: 'levels', of: 'open' },
  aliases: ['open tickets', 'work in progress', 'queue length'],
  example: 'type: backlog\ndata: tickets\nstatistic: last',
});

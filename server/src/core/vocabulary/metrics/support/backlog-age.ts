// Backlog age: how old the open requests are at the end of a window.
// It must never look at requests that were done by then.

import { spansFrom } from '../inputs';
import { defineMetric } from '../metric';

export const backlogAge = defineMetric({
  id: 'backlog-age',
  title: 'Age of the backlog',
  family: 'support',
  docs: 'Ages of the requests that are open at the end of the window.',
  formula: 'end of the window − start, of records open then',
  edges: 'A running window is looked at as of the last known instant; nothing open is no value.',
  typical: 'p90 <= 30 d',
  source: 'service desk practice',
  result: 'distribution',
  dimension: 'duration',
  unit: 'd',
  better: 'lower',
  inputs: [spansFrom('it is opened', 'it is done', ['opened_at', 'created_at'], ['closed_at', 'resolved_at'])],
  parameters: [],
  fold: { kind: 'open-ages' },
  aliases: ['age of open tickets', 'ageing'],
  example: 'type: backlog-age\ndata: tickets\nstatistic: p90',
});

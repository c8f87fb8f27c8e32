// Recovery time: how long until the service is back after a disaster.
// It must never be called met where nothing failed and nothing was tested.

import { spanParameters, spansFrom } from '../inputs';
import { defineMetric } from '../metric';

export const rto = defineMetric({
  id: 'rto',
  title: 'Recovery time objective',
  family: 'data',
  docs: 'Time from the declared disaster until the service is back; one row a disaster or a test.',
  formula: 'service back − declared (or failed, or reported: clock says which)',
  edges:
    'A window without a disaster or a test was not tested: not applicable, never met; open recoveries are pending until they pass the bound.',
  typical: 'every one within 4 h',
  source: 'ISO 22301',
  result: 'distribution',
  dimension: 'duration',
  unit: 'h',
  better: 'lower',
  inputs: [
    spansFrom(
      'the disaster was declared',
      'the service is back',
      ['declared_at', 'failed_at', 'reported_at'],
      ['restored_at', 'recovered_at'],
    ),
  ],
  parameters: [
    ...spanParameters.filter(({ name }) => name !== 'clock'),
    {
      name: 'clock',
      kind: 'choice',
      values: ['declared', 'failed', 'reported'],
      docs: 'What starts the clock; published definitions differ.',
      mandatory: true,
    },
  ],
  ambiguous: ['clock'],
  fold: { kind: 'spans', belongs: 'start' },
  aliases: ['recovery time', 'disaster recovery time', 'rto actual'],
  example: 'type: rto\nclock: declared\ndata: recoveries',
});

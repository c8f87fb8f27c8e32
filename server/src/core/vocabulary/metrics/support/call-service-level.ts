// Call service level: calls answered within so many seconds.
// It must never be shown without its variant: six of them are published, and they differ.

import { callCounters, calls } from '../inputs-special';
import { defineMetric } from '../metric';

export const callServiceLevel = defineMetric({
  id: 'call-service-level',
  title: 'Call service level',
  family: 'support',
  docs: 'Share of the calls that were answered within a stated time. How given up calls count is stated by the variant.',
  formula:
    'by variant: answered in time / answered, / offered, or with calls given up in time or at once taken in or out',
  edges: 'A call whose wait is not recorded is answered, but not in time; blocked calls are not offered.',
  typical: '80 % in 20 s',
  source: 'contact centre practice',
  result: 'share',
  dimension: 'percent',
  unit: '%',
  better: 'higher',
  inputs: [calls, callCounters],
  parameters: [
    {
      name: 'variant',
      kind: 'choice',
      values: [
        'of-answered',
        'of-offered',
        'abandons-in-time-good',
        'late-abandons-count',
        'short-abandons-good',
        'short-abandons-out',
      ],
      docs: 'How calls that were given up count.',
      mandatory: true,
    },
    { name: 'within', kind: 'duration', docs: 'Time in which a call has to be answered.', mandatory: true },
    {
      name: 'short',
      kind: 'duration',
      docs: 'Wait up to which a caller who gives up counts as one who dialled wrongly.',
    },
  ],
  valueUnit: 's',
  ambiguous: ['variant'],
  fold: { kind: 'calls', value: 'level', share: 'good' },
  aliases: ['telephone service factor', 'tsf', 'service level', 'calls answered in time'],
  example: 'type: call-service-level\ndata: calls\nvariant: of-offered\nwithin: 20 s',
});

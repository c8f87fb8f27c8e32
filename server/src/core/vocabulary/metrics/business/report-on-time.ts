// Report on time: reports that came when they were due.
// It must never count a draft as a report unseen.

import { dueParameters, dues } from '../inputs-special';
import { defineMetric } from '../metric';

export const reportOnTime = defineMetric({
  id: 'report-on-time',
  title: 'Report on time',
  family: 'business',
  docs: 'Share of the reports due in the window that were handed over in time.',
  formula: '100 % × handed over by the due instant + grace / reports due',
  edges:
    'What is not done and past its time is late; what is not due yet is pending; the window is that of the promised instant.',
  typical: '100 %',
  source: 'contract practice',
  result: 'share',
  dimension: 'percent',
  unit: '%',
  better: 'higher',
  inputs: [dues],
  parameters: dueParameters,
  fold: { kind: 'dues' },
  aliases: ['timely reporting', 'report punctuality'],
  example: 'type: report-on-time\ndata: reports',
});

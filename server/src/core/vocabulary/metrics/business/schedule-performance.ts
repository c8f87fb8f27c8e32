// Schedule performance: actual over planned time.
// It must never hide work by not ending it.

import { plans } from '../inputs-further';
import { defineMetric } from '../metric';

export const schedulePerformance = defineMetric({
  id: 'schedule-performance',
  title: 'Schedule performance',
  family: 'business',
  docs: 'Time that finished work took over the time that was planned for it.',
  formula: '100 % × Σ (end − start) / Σ (due − start)',
  edges:
    'By the window in which it ends; open work counts with its age once it has passed its plan, before that it is pending; a plan of no length is a bad row.',
  typical: '<= 110 %',
  source: 'project control practice',
  result: 'rate',
  dimension: 'percent',
  unit: '%',
  better: 'lower',
  inputs: [plans],
  parameters: [],
  fold: { kind: 'plans' },
  aliases: ['schedule overrun', 'time overrun'],
  example: 'type: schedule-performance\ndata: work',
});

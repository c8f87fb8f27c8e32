// Deployment frequency: deployments a week.
// It must never count a deployment twice.

import { items } from '../inputs';
import { defineMetric } from '../metric';

export const deploymentFrequency = defineMetric({
  id: 'deployment-frequency',
  title: 'Deployment frequency',
  family: 'reliability',
  docs: 'Deployments to production over the weeks of the window.',
  formula: 'deployments / weeks of the judged time',
  edges: 'A week is seven days of elapsed time; none is 0; excluded time leaves both sides.',
  typical: '>= 1 a week',
  source: 'DORA',
  result: 'rate',
  dimension: 'rate',
  unit: '1/week',
  better: 'higher',
  inputs: [items],
  parameters: [],
  fold: { kind: 'throughput' },
  aliases: ['release frequency', 'deployments per week'],
  example: 'type: deployment-frequency\ndata: deployments',
});

// Route convergence time: how long the network took to find its way again.
// It must never be read from a single flow.

import { spanParameters, spansFrom } from '../inputs';
import { defineMetric } from '../metric';

export const routeConvergenceTime = defineMetric({
  id: 'route-convergence-time',
  title: 'Route convergence time',
  family: 'performance',
  docs: 'Time from the failure of a link until traffic flows on another route.',
  formula: 'traffic flows again − link failed',
  edges: 'Open records are pending until they pass the bound, then missed; the window is that of the start.',
  typical: 'max <= 1 s',
  source: 'RFC 6413',
  result: 'distribution',
  dimension: 'duration',
  unit: 's',
  better: 'lower',
  inputs: [
    spansFrom('the link failed', 'traffic flows again', ['failed_at', 'link_down'], ['converged_at', 'restored_at']),
  ],
  parameters: spanParameters,
  fold: { kind: 'spans', belongs: 'start' },
  aliases: ['convergence time', 'reroute time'],
  example: 'type: route-convergence-time\ndata: reroutes\nstatistic: max',
});

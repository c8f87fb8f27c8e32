// Round-trip time of packets.
// It must never be halved to stand for one way.

import { values } from '../inputs';
import { defineMetric } from '../metric';

export const roundTripTime = defineMetric({
  id: 'round-trip-time',
  title: 'Round-trip time',
  family: 'performance',
  docs: 'Time that a packet takes to the other end and back.',
  formula: 'statistic of the values, or share within the bound',
  edges: 'A window without a value is unknown.',
  typical: 'mean <= 45 ms',
  source: 'RFC 2681',
  result: 'distribution',
  dimension: 'duration',
  unit: 'ms',
  better: 'lower',
  inputs: [values],
  parameters: [],
  fold: { kind: 'values' },
  aliases: ['ping', 'rtt'],
  example: 'type: round-trip-time\ndata: pings\nstatistic: mean',
});

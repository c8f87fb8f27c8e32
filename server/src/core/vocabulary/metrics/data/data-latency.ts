// Data latency: how long an event takes to arrive.
// It must never be read as the age of the newest row, which is freshness.

import { spanParameters, spansFrom } from '../inputs';
import { defineMetric } from '../metric';

export const dataLatency = defineMetric({
  id: 'data-latency',
  title: 'Data latency',
  family: 'data',
  docs: 'Time from an event until its data was loaded.',
  formula: 'loaded − happened',
  edges: 'The window is that of the load; a load before its event is a bad row, for clocks disagree.',
  typical: 'p95 <= 1 h',
  source: 'Open Data Contract Standard',
  result: 'distribution',
  dimension: 'duration',
  unit: 'h',
  better: 'lower',
  inputs: [
    spansFrom(
      'the event happened',
      'its data was loaded',
      ['event_at', 'occurred_at', 'event_time'],
      ['loaded_at', 'ingested_at', 'arrived_at'],
    ),
  ],
  parameters: spanParameters,
  fold: { kind: 'spans', belongs: 'end' },
  aliases: ['ingestion delay', 'end-to-end latency'],
  example: 'type: data-latency\ndata: loads\nstatistic: p95',
});

// Ratio: good over all.
// It must never be a mean of ratios.

import { counters, events, goodEvents } from '../inputs';
import { defineMetric } from '../metric';

export const ratio = defineMetric({
  id: 'ratio',
  title: 'Ratio',
  family: 'business',
  docs: 'Share of good among all; the escape for what has no type of its own.',
  formula: '100 % × Σ good / Σ total',
  edges: 'Nothing counted is no value; with maturity a record counts once it is that old.',
  typical: 'by agreement',
  source: 'this language',
  result: 'share',
  dimension: 'percent',
  unit: '%',
  better: 'declared',
  inputs: [goodEvents, ...counters, events],
  parameters: [{ name: 'maturity', kind: 'duration', docs: 'A record counts once it is this old.' }],
  matures: 'maturity',
  fold: { kind: 'counts', share: 'good' },
  aliases: ['share', 'rate', 'percentage'],
  example: 'type: ratio\nbetter: higher\ndata: checks',
});

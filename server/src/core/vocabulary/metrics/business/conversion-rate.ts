// Conversion rate of a cohort.
// It must never divide the conversions of one month by the entries of another.

import { cohort } from '../inputs';
import { defineMetric } from '../metric';

export const conversionRate = defineMetric({
  id: 'conversion-rate',
  title: 'Conversion rate',
  family: 'business',
  docs: 'Share of the records of a window that reached the next stage within a stated time.',
  formula: '100 % × reached within the time / ripe records that entered in the window',
  edges: 'Records that are not ripe are pending, in neither number.',
  typical: '>= 12 % in 90 d',
  source: 'sales practice',
  result: 'share',
  dimension: 'percent',
  unit: '%',
  better: 'higher',
  inputs: [cohort],
  parameters: [
    { name: 'within', kind: 'duration', docs: 'Time in which the next stage has to be reached.', mandatory: true },
  ],
  matures: 'within',
  fold: { kind: 'cohort', counts: 'reached' },
  aliases: ['conversion', 'win rate'],
  example: 'type: conversion-rate\ndata: leads\nwithin: 45 d',
});

// Data rate of a line.
// It must never judge an idle line as slow.

import { values } from '../inputs';
import { defineMetric } from '../metric';

export const dataRate = defineMetric({
  id: 'data-rate',
  title: 'Data rate',
  family: 'performance',
  docs: 'Measured transfer rate, judged by a statistic or by the share of tests that reach the bound.',
  formula: 'statistic of the values, or 100 % × tests that reach the bound / tests',
  edges: 'A window without a test is unknown.',
  typical: '90 % of tests >= 500 Mbit/s',
  source: 'ITU-T Y.1564',
  result: 'distribution',
  dimension: 'data-rate',
  unit: 'Mbit/s',
  better: 'higher',
  inputs: [values],
  parameters: [
    {
      name: 'direction',
      kind: 'choice',
      values: ['upstream', 'downstream', 'both'],
      docs: 'Which way is measured; the rows that where and per leave decide.',
    },
    {
      name: 'load',
      kind: 'choice',
      values: ['test', 'offered'],
      docs: 'Whether a test filled the line, or traffic did.',
      default: 'test',
    },
  ],
  fold: { kind: 'values' },
  aliases: ['bandwidth', 'speed', 'bit rate'],
  example: 'type: data-rate\ndata: rate-tests\ndirection: upstream',
});

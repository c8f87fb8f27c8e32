// Custom: an expression over sums, counts, least and greatest values.
// It must never stand for what has a type of its own: its rules know nothing of this one.

import { rowAnswers, rows, rowValues } from '../inputs-further';
import { defineMetric } from '../metric';

export const custom = defineMetric({
  id: 'custom',
  title: 'Custom',
  family: 'business',
  docs: 'What has no type of its own: a number made of aggregates of the rows of one or several data sources.',
  formula: 'the expression, over sum(column), count(condition), min(column) and max(column) of the window',
  edges:
    'sum(value, other) and count(ok, other) read the data source other; a window without any row, or a division by zero, has no value.',
  typical: 'by agreement',
  source: 'this language',
  result: 'rate',
  dimension: 'declared',
  unit: '',
  better: 'declared',
  inputs: [rowValues, rowAnswers, rows],
  parameters: [
    {
      name: 'expression',
      kind: 'expression',
      docs: 'The number, over sum(...), count(...), min(...) and max(...) of the window.',
      mandatory: true,
    },
  ],
  fold: { kind: 'custom' },
  aliases: ['own formula', 'expression', 'other'],
  example:
    'type: custom\ndata: orders\nexpression: 100 * count(status == "late") / count()\nunit: late orders per hundred\nbetter: lower\nnoData: unknown',
});

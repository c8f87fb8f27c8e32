// formula-direction: the words of the paper count failures, and the type is better the higher it is.
// It must never speak of a formula that takes the failures off a whole.

import { betterOf } from '../../model/queries';
import type { Metric, Text } from '../../model/sla';
import { textOf } from '../../model/reader';
import { entryOf } from '../../syntax/nodes';
import { metricType } from '../../vocabulary/metrics/index';
import { defineRule } from '../rule';
import { cut, message, quoted } from '../say';

const failures = '(?:down\\s*-?\\s*time|outages?|unavailable|failures?|failed|errors?|lost|missed|bad)';
/** What is bad over all, perhaps with words around it and times 100 before it. */
const countsFailures = new RegExp(
  `^\\W*(?:100\\s*%?\\s*[*x×]\\s*)?\\W*(?:\\p{L}+\\s+(?:of\\s+)?){0,3}${failures}\\b[^/:]*(?:/|\\bover\\b|\\bdivided by\\b)`,
  'iu',
);
const takesOff = /minus|less|\b1\s*[-−–]|100\s*%?\s*[-−–]|[-−–]\s*(?:\p{L}+\s+){0,3}down/iu;
const failing = /(?:^|_)(?:fail|fails|failed|failures?|errors?|down|lost|bad|miss|missed)(?:$|_)/i;

export const formulaDirection = defineRule({
  id: 'formula-direction',
  category: 'metrics',
  lane: 'static',
  severity: 'warning',
  summary: 'The words of the paper count failures, and the type is better the higher it is.',
  why: 'By the letter of the formula the best month is the one in which nothing worked.',
  bad: `metrics:
  uptime: { type: availability, formula: downtime / total time }
#                                        ^^^^^^^^^^^^^^^^^^^^^ "downtime / total time" counts failures; "availability" is better higher
`,
  good: `metrics:
  uptime: { type: availability, formula: 1 - downtime / total time }
`,
  yieldsTo: ['duplicate-key', 'metric-type-unknown'],
  readsBeside: [],
  *check({ file: { model } }) {
    for (const { term, definition } of model.glossary)
      if (
        /^(?:service\s+)?(?:availability|uptime)$/i.test(term.trim()) &&
        definition !== undefined &&
        isReversed(definition)
      )
        yield {
          span: definition.span,
          message: message(`${quoted(definition.value, 40)} counts failures; ${quoted(term, 20)} is better higher`),
        };
  },
  *checkClause({ metrics }) {
    for (const metric of metrics) {
      const type = metricType(metric.type?.value);
      if (type === undefined || betterOf(metric) !== 'higher') continue;
      const formula = metric.map === undefined ? undefined : textOf(entryOf(metric.map, 'formula')?.value);
      const counted = formula !== undefined && isReversed(formula) ? formula : failingColumn(metric);
      if (counted === undefined) continue;
      yield {
        span: counted.span,
        message: message(`${quoted(counted.value, 40)} counts failures; "${cut(type.id)}" is better higher`),
      };
    }
  },
});

function isReversed({ value }: Text): boolean {
  return countsFailures.test(value) && !takesOff.test(value);
}

/** The column that a ratio takes for its good records, and whose name says that they are not. */
function failingColumn({ type, columns }: Metric): Text | undefined {
  if (type?.value !== 'ratio') return undefined;
  const good = columns.find(({ role }) => role === 'good')?.source;
  return good !== undefined && /^\w+$/.test(good.value) && failing.test(good.value) ? good : undefined;
}

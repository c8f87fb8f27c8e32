// metric-type-unknown: a metric type is not in the catalogue.
// It must never speak of a type that is missing or of another form: those defects have rules of their own.

import { nearest } from '../../schema/suggest';
import { metricType, metricTypes } from '../../vocabulary/metrics/index';
import { replaceScalar, scalarAt } from '../edits';
import { defineRule } from '../rule';
import { quoted } from '../say';

export const metricTypeUnknown = defineRule({
  id: 'metric-type-unknown',
  category: 'metrics',
  lane: 'static',
  severity: 'error',
  summary: 'A metric type is not in the catalogue.',
  why: 'Without a type nobody knows the formula, and without the formula nobody can say whether it was kept.',
  bad: `metrics:
  uptime: { type: availabilty }
#                 ^^^^^^^^^^^ No metric type "availabilty"; nearest: "availability"
`,
  good: `metrics:
  uptime: { type: availability }
`,
  fixed: `metrics:
  uptime: { type: availability }
`,
  yieldsTo: ['wrong-shape', 'duplicate-key'],
  readsBeside: [],
  *checkClause({ metrics }) {
    for (const { type, map } of metrics) {
      if (type === undefined || type.value === '' || metricType(type.value) !== undefined) continue;
      const meant = meantBy(type.value);
      const node = scalarAt(map, 'type');
      const fix = meant === undefined || node === undefined ? undefined : replaceScalar(node, meant);
      yield {
        span: type.span,
        message: `No metric type ${quoted(type.value)}${meant === undefined ? '' : `; nearest: "${meant}"`}`,
        fixes: fix === undefined ? [] : [fix],
      };
    }
  },
});

/** The type whose id, title or other name is the word, or is nearest to it. */
function meantBy(text: string): string | undefined {
  const word = text.trim().toLowerCase().slice(0, 100);
  const names = metricTypes.flatMap(({ id, title, aliases }) =>
    [id, title.toLowerCase(), ...aliases].map((name) => ({ id, name })),
  );
  const name = nearest(
    word,
    names.map((each) => each.name),
  );
  return names.find((each) => each.name === name)?.id;
}

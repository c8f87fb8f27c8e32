// metric-type-unknown: a metric type is not in the catalogue.
// It must never speak where what it needs is missing or unreadable: that defect has a rule of its own.

import { distance } from 'fastest-levenshtein';
import { forLine } from '../../show/escape';
import { metricType, metricTypes } from '../../vocabulary/metrics/index';
import { defineRule } from '../rule';

export const metricTypeUnknown = defineRule({
  id: 'metric-type-unknown',
  category: 'metrics',
  lane: 'static',
  severity: 'error',
  summary: 'A metric type is not in the catalogue.',
  why: 'Without a type nobody knows the formula.',
  bad: `metrics: { m: { type: availabilty } }
`,
  good: `metrics: { m: { type: availability } }
`,
  fixed: `metrics: { m: { type: availability } }
`,
  *check({ file }) {
    for (const { type } of file.model.metrics) {
      if (type === undefined || metricType(type.value) !== undefined) continue;
      const word = type.value.toLowerCase();
      const meant = metricTypes.find((each) => distance(each.id, word) <= 3 || each.aliases.includes(word))?.id;
      const fixes =
        meant === undefined ? [] : [{ title: `Replace by "${meant}"`, edits: [{ span: type.span, newText: meant }] }];
      yield {
        span: type.span,
        message: `No metric type "${forLine(type.value.slice(0, 30))}"${meant === undefined ? '' : `; nearest: "${meant}"`}`,
        fixes,
      };
    }
  },
});

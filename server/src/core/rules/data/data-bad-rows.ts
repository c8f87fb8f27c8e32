// data-bad-rows: some rows of the attached data cannot be used.
// It must never speak where what it needs is missing or unreadable: that defect has a rule of its own.

import { sourceOf } from '../../model/queries';
import { forLine } from '../../show/escape';
import { defineRule } from '../rule';

export const dataBadRows = defineRule({
  id: 'data-bad-rows',
  category: 'data',
  lane: 'measured',
  severity: 'warning',
  summary: 'Some rows of the attached data cannot be used.',
  why: 'Rows that are left out can hide a miss.',
  bad: `data: { d: { file: a.csv } }
`,
  good: `data: { d: { connection: metrics } }
`,
  *check({ file, data }) {
    for (const source of data.measured?.sources ?? []) {
      const declared = sourceOf(file.model, source.source);
      const first = source.badSamples[0];
      if (declared === undefined || first === undefined) continue;
      yield {
        span: declared.idSpan,
        message:
          `${source.badRows} of ${source.rows} rows unusable, first: line ${first.line}, ${forLine(first.why)}`.slice(
            0,
            100,
          ),
      };
    }
  },
});

// data-bad-rows: some rows of the attached data cannot be used.
// It must never speak of rows that a filter leaves out.

import { sourceOf } from '../../model/queries';
import { counted } from '../../show/words';
import { defineRule } from '../rule';
import { cut, message } from '../say';

export const dataBadRows = defineRule({
  id: 'data-bad-rows',
  category: 'data',
  lane: 'measured',
  severity: 'warning',
  summary: 'Some rows of the attached data cannot be used.',
  why: 'Rows that are left out can hide a miss, or make one.',
  bad: `data:
  minutes: { file: minutes.csv }
# ^^^^^^^ 2 of 44640 rows unusable, first: line 18, good is more than total
metrics:
  uptime: { type: availability, data: minutes }
`,
  good: `data:
  minutes: { file: minutes.csv }
metrics:
  uptime: { type: availability, data: minutes }
`,
  yieldsTo: ['unused-definition'],
  *check({ file, data }) {
    for (const source of data.measured?.sources ?? []) {
      const declared = sourceOf(file.model, source.source);
      const first = source.badSamples[0];
      if (declared === undefined || first === undefined) continue;
      const place = source.files.length > 1 ? `${fileName(first.file)} line ${first.line}` : `line ${first.line}`;
      const causes = source.badCauses.map(({ why, count }) => `${counted(count, 'row')}: ${cut(why, 60)}`);
      yield {
        span: declared.idSpan,
        message: message(`${source.badRows} of ${source.rows} rows unusable, first: ${place}, ${cut(first.why, 60)}`),
        related:
          causes.length < 2 ? [] : causes.slice(0, 8).map((cause) => ({ span: declared.idSpan, message: cause })),
      };
    }
  },
});

/** The end of a path: files of one folder differ there. */
function fileName(path: string): string {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  return name.length <= 32 ? cut(name, 32) : `…${cut(name.slice(-31), 31)}`;
}

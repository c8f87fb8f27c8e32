// data-missing: the attached data cannot be read.
// It must never speak of columns, which have a rule of their own.

import { sourceOf } from '../../model/queries';
import { defineRule } from '../rule';
import { cut, message, quoted } from '../say';

/** The engine names the file of a glob that fails; where only one file is written, the message has its name already. */
function withoutName(text: string, file: string): string {
  return text.startsWith(`${file}: `) ? text.slice(file.length + 2) : text;
}

export const dataMissing = defineRule({
  id: 'data-missing',
  category: 'data',
  lane: 'measured',
  severity: 'error',
  summary: 'The attached data cannot be read.',
  why: 'Without data every verdict is unknown, and an unknown month is easily taken for a kept one.',
  bad: `data:
  minutes: { file: minuts.csv }
#                  ^^^^^^^^^^ Cannot read "minuts.csv": no such file
metrics:
  uptime: { type: availability, data: minutes }
`,
  good: `data:
  minutes: { file: minutes.csv }
metrics:
  uptime: { type: availability, data: minutes }
`,
  *check({ file, data }) {
    for (const source of data.measured?.sources ?? []) {
      const declared = sourceOf(file.model, source.source);
      const problem = source.problems.find((each) => each.kind !== 'columns');
      if (declared?.file === undefined || problem === undefined) continue;
      const isGone = problem.kind === 'missing' || problem.kind === 'refused';
      const { value, span } = declared.file;
      yield {
        span,
        message: message(`Cannot read ${quoted(value, 36)}: ${cut(withoutName(problem.message, value), 100)}`),
        severity: isGone ? 'warning' : 'error',
      };
    }
  },
});

// data-missing: the attached data cannot be read.
// It must never speak where what it needs is missing or unreadable: that defect has a rule of its own.

import { sourceOf } from '../../model/queries';
import { forLine } from '../../show/escape';
import { defineRule } from '../rule';

/** The engine names the file of a glob that fails; where only one file is written, the message has its name already. */
function withoutName(message: string, file: string): string {
  return message.startsWith(`${file}: `) ? message.slice(file.length + 2) : message;
}

export const dataMissing = defineRule({
  id: 'data-missing',
  category: 'data',
  lane: 'measured',
  severity: 'warning',
  summary: 'The attached data cannot be read.',
  why: 'Without data every verdict is unknown.',
  bad: `data: { d: { file: no-such-file.csv } }
`,
  good: `data: { d: { connection: metrics } }
`,
  *check({ file, data }) {
    for (const source of data.measured?.sources ?? []) {
      const declared = sourceOf(file.model, source.source);
      const problem = source.problems.find((each) => each.kind !== 'columns');
      if (declared?.file === undefined || problem === undefined) continue;
      const isGone = problem.kind === 'missing' || problem.kind === 'refused';
      const message = `Cannot read "${forLine(declared.file.value.slice(0, 40))}": ${forLine(withoutName(problem.message, declared.file.value))}`;
      yield { span: declared.file.span, message: message.slice(0, 100), severity: isGone ? 'warning' : 'error' };
    }
  },
});

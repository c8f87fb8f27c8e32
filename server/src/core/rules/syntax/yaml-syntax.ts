// yaml-syntax: what the YAML parser cannot read and no other rule explains.
// It must never report the echo of another mistake on the same line.

import { jsonSlips } from '../../syntax/json-slips';
import { defineRule, type Yield } from '../rule';
import { cut, message } from '../say';

export const yamlSyntax = defineRule({
  id: 'yaml-syntax',
  category: 'syntax',
  lane: 'static',
  severity: 'error',
  summary: 'The text is not YAML.',
  why: 'What cannot be read cannot be checked, computed or signed.',
  bad: `title: "Orders API
#      ^ The quote that opens here is not closed
`,
  good: `title: "Orders API"
`,
  fixed: `title: "Orders API"
`,
  *check({ file }) {
    for (const problem of file.tree.problems) {
      if (problem.kind !== 'syntax' && problem.kind !== 'limit') continue;
      const { fix } = problem;
      yield {
        span: problem.span,
        message: message(problem.message),
        fixes: fix === undefined ? [] : [{ title: fix.title, edits: [{ span: fix.span, newText: fix.text }] }],
      };
    }
    if (file.tree.problems.length === 0 && file.snapshot.uri.endsWith('.json')) yield* slipsOf(file.snapshot.text);
  },
});

/** What is read all the same, but not by programs that take the name of the file at its word. */
function* slipsOf(source: string): Generator<Yield> {
  for (const { span, message: told, text } of jsonSlips(source)) {
    const title = text === '' ? 'Remove it' : `Write ${cut(text ?? '', 40)}`;
    const fixes = text === undefined ? [] : [{ title, edits: [{ span, newText: text }] }];
    yield { span, message: told, severity: 'warning', fixes };
  }
}

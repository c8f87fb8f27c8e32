// language-version: the agreement is written in a version of the language that this tool does not know.
// It must never guess what another version means.

import { scalarAt, replaceScalar } from '../edits';
import { rootMap } from '../facts';
import { defineRule } from '../rule';
import { cut, message } from '../say';

/** The version of the language that is known. */
const known = '1';

export const languageVersion = defineRule({
  id: 'language-version',
  category: 'syntax',
  lane: 'static',
  severity: 'error',
  summary: 'The agreement is written in a version of the language that this tool does not know.',
  why: 'The same word may mean something else in another version, so that nothing here is certain.',
  bad: `sla: v1
#    ^^ Version v1 of the language is not known; this tool knows 1
`,
  good: `sla: 1
`,
  fixed: `sla: 1
`,
  yieldsTo: ['wrong-shape', 'duplicate-key'],
  *check({ file }) {
    const node = scalarAt(rootMap(file), 'sla');
    if (node === undefined || node.text === known || node.text.trim() === '') return;
    // A version that is the known one in another spelling.
    const isMeant = /^v?1(?:\.0){0,2}$/i.test(node.text.trim());
    const fix = isMeant ? replaceScalar(node, known) : undefined;
    yield {
      span: node.span,
      message: message(`Version ${cut(node.text, 24)} of the language is not known; this tool knows ${known}`),
      fixes: fix === undefined ? [] : [fix],
    };
  },
});

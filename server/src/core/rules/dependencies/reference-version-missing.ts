// reference-version-missing: the agreement refers to a document, and not to a version of it.
// It must never ask for the version of an order form or a schedule, which is signed once.

import { placeholder } from '../../schema/mend';
import { documentsOf } from '../documents';
import { insertFix } from '../edits';
import { lacks } from '../facts';
import { defineRule } from '../rule';
import { message, quoted } from '../say';

const changing: readonly (string | undefined)[] = ['terms', 'policy', 'standard', 'contract'];

export const referenceVersionMissing = defineRule({
  id: 'reference-version-missing',
  category: 'dependencies',
  lane: 'static',
  severity: 'warning',
  summary: 'The agreement refers to a document, and not to a version of it.',
  why: 'Whoever may change the document may then change the agreement, without anybody who signs again.',
  bad: `references:
  security: { kind: policy, title: Information Security Policy }
# ^^^^^^^^ "security" has no version
`,
  good: `references:
  security: { kind: policy, title: Information Security Policy, version: "7" }
`,
  fixed: `references:
  security: { kind: policy, title: Information Security Policy, version: TODO }
`,
  offIn: ['transcribe'],
  yieldsTo: ['duplicate-key', 'invalid-id', 'missing-key', 'unknown-value'],
  *check({ file }) {
    for (const { id, idSpan, kind, map, ownMap } of documentsOf(file)) {
      if (!changing.includes(kind?.value) || !lacks(file, map, 'version')) continue;
      yield {
        span: idSpan,
        message: message(`${quoted(id, 60)} has no version`),
        fixes: insertFix(file.snapshot.text, ownMap, 'version', placeholder, ['title']),
      };
    }
  },
});

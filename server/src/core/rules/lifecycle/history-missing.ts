// history-missing: an agreement that keeps a history supersedes another version, and its own is not in it.
// It must never ask for a history where none is kept.

import { placeholder } from '../../schema/mend';
import { entryOf, resolved } from '../../syntax/nodes';
import { insertFix } from '../edits';
import { hasLoss, lacks, rootMap } from '../facts';
import { defineRule } from '../rule';
import { message, cut } from '../say';
import { versionOf } from '../versions';

export const historyMissing = defineRule({
  id: 'history-missing',
  category: 'lifecycle',
  lane: 'static',
  severity: 'information',
  summary: 'An agreement that keeps a history supersedes another version, and its own is not in it.',
  why: 'What changed, when, and for whom it got weaker is known on the day of the change and never again.',
  bad: `version: 3.1.0
#        ^^^^^ Version 3.1.0 has no history entry
supersedes: orders-api@3.0.0
history:
  3.0.0: { date: 2025-12-15, summary: First version. }
`,
  good: `version: 3.1.0
supersedes: orders-api@3.0.0
history:
  3.0.0: { date: 2025-12-15, summary: First version. }
  3.1.0: { date: 2026-06-15, summary: Share of slow requests added. }
`,
  fixed: `version: 3.1.0
supersedes: orders-api@3.0.0
history:
  3.0.0: { date: 2025-12-15, summary: First version. }
  3.1.0: { date: TODO }
`,
  offIn: ['transcribe'],
  yieldsTo: ['version-order', 'invalid-scalar', 'missing-key'],
  *check({ file }) {
    const { version, supersedes } = file.model;
    const root = rootMap(file);
    const entry = root === undefined ? undefined : entryOf(root, 'history');
    const history = resolved(entry?.value);
    if (version === undefined || supersedes === undefined || entry === undefined || hasLoss(file.tree)) return;
    if (versionOf(version.value) === undefined) return;
    if (history?.kind !== 'map' || !lacks(file, history, version.value.trim())) return;
    // A key that is no version may be the one that is looked for, and has a rule of its own.
    if (history.entries.some(({ key }) => versionOf(key.text) === undefined)) return;
    const own = entry.value === history ? history : undefined;
    yield {
      span: version.span,
      message: message(`Version ${cut(version.value, 40)} has no history entry`),
      related: [{ span: entry.key.span, message: 'The history' }],
      fixes: insertFix(file.snapshot.text, own, version.value.trim(), `{ date: ${placeholder} }`),
    };
  },
});

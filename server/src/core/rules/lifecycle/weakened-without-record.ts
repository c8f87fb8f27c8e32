// weakened-without-record: a promise got weaker for a party, and the history of the version does not say so.
// It must never speak of a draft, nor where the direction does not follow from both texts.

import { insertFix } from '../edits';
import { rootMap } from '../facts';
import { placeholder } from '../../schema/mend';
import { defineRule, type Fix } from '../rule';
import { message, quoted, cut } from '../say';
import type { SlaFile } from '../../model/file';
import { baseOf, directedChanges, historyEntry, recordedParties, wasAgreed } from '../review';

export const weakenedWithoutRecord = defineRule({
  id: 'weakened-without-record',
  category: 'lifecycle',
  lane: 'review',
  severity: 'warning',
  summary: 'A promise got weaker for a party, and the history of the version does not say so.',
  why: 'Who reads the history has to find every version that took something from them.',
  bad: `status: active
version: 2.0.0
# before: version: 1.0.0
# before: atLeast: 99.9 % (now atLeast: 99.5 %)
objectives:
  availability: { metric: uptime, atLeast: 99.5 %, window: month, remedies: [report], reason: Kept in 2025 }
#                                          ^^^^^^ "availability" 99.9 % → 99.5 %: weaker for "customer", no record
history:
  2.0.0: { date: 2025-11-20, summary: A new data centre }
`,
  good: `status: active
version: 2.0.0
# before: version: 1.0.0
# before: atLeast: 99.9 % (now atLeast: 99.5 %)
objectives:
  availability: { metric: uptime, atLeast: 99.5 %, window: month, remedies: [report], reason: Kept in 2025 }
history:
  2.0.0: { date: 2025-11-20, summary: A new data centre, weakens: [customer], reason: The old one closes }
`,
  fixed: `status: active
version: 2.0.0
# before: version: 1.0.0
# before: atLeast: 99.9 % (now atLeast: 99.5 %)
objectives:
  availability: { metric: uptime, atLeast: 99.5 %, window: month, remedies: [report], reason: Kept in 2025 }
history:
  2.0.0: { date: 2025-11-20, summary: A new data centre, weakens: [customer] }
`,
  yieldsTo: ['adverse-change-during-term', 'measurement-redefined', 'invalid-scalar', 'wrong-shape'],
  *check({ project, file }) {
    const base = baseOf(project, file);
    if (base === undefined || !wasAgreed(base)) return;
    const recorded = new Set(recordedParties(file));
    const told = new Set<number>();
    for (const { id, span, from, to, direction, party } of directedChanges(base, file)) {
      if (direction !== 'weaker' || recorded.has(party) || told.has(span.start)) continue;
      told.add(span.start);
      const step = `${cut(from === '' ? 'nothing' : from, 16)} → ${cut(to === '' ? 'nothing' : to, 16)}`;
      yield {
        span,
        message: message(`${quoted(id, 16)} ${step}: weaker for ${quoted(party, 14)}, no record`),
        fixes: record(file, party),
      };
    }
  },
});

/** Names the party in the history of this version; a day and a summary that are lacking are left to a person. */
function record(file: SlaFile, party: string): readonly Fix[] {
  const { text } = file.snapshot;
  const entry = historyEntry(file);
  const value = `[${party}]`;
  if (entry !== undefined)
    return recordedParties(file).length > 0 ? [] : insertFix(text, entry, 'weakens', value, ['date', 'summary']);
  const version = file.model.version?.value;
  if (version === undefined || file.model.sections.has('history')) return [];
  const written = `{ ${version}: { date: ${placeholder}, weakens: ${value} } }`;
  return insertFix(text, rootMap(file), 'history', written);
}

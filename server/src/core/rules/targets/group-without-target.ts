// group-without-target: the data has a group that the targets of an objective do not name.
// It must never speak of groups under a single bound, which holds for all of them.

import type { ObjectiveResult } from '../../compliance/result';
import { isIndicator } from '../../model/queries';
import type { Objective } from '../../model/sla';
import { placeholder } from '../../schema/mend';
import { counted } from '../../show/words';
import { entryOf } from '../../syntax/nodes';
import { fixOf, insertEntry, isOwn } from '../edits';
import { withFixes } from '../fixes';
import { measuredThat } from '../measured-objectives';
import { defineRule, type Fix } from '../rule';
import { message, quoted } from '../say';

export const groupWithoutTarget = defineRule({
  id: 'group-without-target',
  category: 'targets',
  lane: 'measured',
  severity: 'warning',
  summary: 'The data has a group that the targets of an objective do not name.',
  why: 'What happens in that group is shown, and nobody owes anything for it.',
  bad: `data:
  tickets: { file: tickets.csv, columns: { start: created, end: answered } }
metrics:
  response: { type: first-response-time, data: tickets, countsAs: human }
objectives:
  response:
    metric: response
    for: 90 %
    per: priority
    window: month
    targets:
#   ^^^^^^^ "P3" occurs 2 times and has no target
      P1: { atMost: 30 min }
      P2: { atMost: 30 min }
    remedies: [report]
    reason: Kept in 2025
`,
  good: `data:
  tickets: { file: tickets.csv, columns: { start: created, end: answered } }
metrics:
  response: { type: first-response-time, data: tickets, countsAs: human }
objectives:
  response:
    metric: response
    for: 90 %
    per: priority
    window: month
    targets:
      P1: { atMost: 30 min }
      P2: { atMost: 30 min }
      P3: { atMost: 45 min }
    remedies: [report]
    reason: Kept in 2025
`,
  fixed: `data:
  tickets: { file: tickets.csv, columns: { start: created, end: answered } }
metrics:
  response: { type: first-response-time, data: tickets, countsAs: human }
objectives:
  response:
    metric: response
    for: 90 %
    per: priority
    window: month
    targets:
      P1: { atMost: 30 min }
      P2: { atMost: 30 min }
      P3: { atMost: TODO }
    remedies: [report]
    reason: Kept in 2025
`,
  yieldsTo: ['unknown-key', 'duplicate-key'],
  *check(input) {
    for (const { measured, found } of withOthers(input)) {
      const { objective } = measured.judged;
      const entry = objective.map === undefined ? undefined : entryOf(objective.map, 'targets');
      const [first, ...others] = found;
      if (entry === undefined || first === undefined) continue;
      const { span } = entry.key;
      yield withFixes(
        {
          span,
          message: message(`${occurs(first)} and has no target`),
          related: others.slice(0, 8).map((other) => ({ span, message: message(occurs(other)) })),
        },
        () => fixesOf(input.file.snapshot.text, objective, first[0]),
      );
    }
  },
});

const withOthers = measuredThat(({ judged: { objective }, result }) => {
  if (objective.targets === undefined || isIndicator(objective)) return undefined;
  const groups = groupsWithout(objective, result);
  return groups.length === 0 ? undefined : groups;
});

function occurs([group, count]: Occurring): string {
  return `${quoted(group, 40)} occurs ${count === 1 ? 'once' : counted(count, 'time')}`;
}

type Occurring = readonly [group: string, count: number];

/** The groups that targets do not name, with how many records they have, the most frequent first. */
function groupsWithout({ targets }: Objective, { windows }: ObjectiveResult): readonly Occurring[] {
  const named = new Set(targets?.map(({ group }) => group));
  const found = new Map<string, number>();
  for (const { group, n, isRolling } of windows) {
    if (group === undefined || named.has(group) || n === 0) continue;
    const before = found.get(group) ?? 0;
    // Windows that overlap hold the same records again.
    found.set(group, isRolling ? Math.max(before, n) : before + n);
  }
  return [...found].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

function fixesOf(text: string, { map, targets }: Objective, group: string): readonly Fix[] {
  const entry = map === undefined ? undefined : entryOf(map, 'targets');
  const word = targets?.[0]?.bounds[0]?.word;
  if (entry?.value?.kind !== 'map' || !isOwn(entry) || word === undefined) return [];
  const key = /^[A-Za-z][\w -]*$/.test(group) ? group : JSON.stringify(group);
  return fixOf(
    `Insert a target for ${quoted(group, 40)}`,
    insertEntry(text, entry.value, key, `{ ${word}: ${placeholder} }`),
  );
}

// remedy-missing: nothing happens when an objective is missed.
// It must never speak while an objective promises nothing, or where its remedies may be misspelled.

import type { SlaFile } from '../../model/file';
import { isIndicator } from '../../model/queries';
import type { Objective } from '../../model/sla';
import { insertFix } from '../edits';
import { lacks, ownMap, promisesSomething } from '../facts';
import { withFixes } from '../fixes';
import { defineRule, type Fix, type Yield } from '../rule';
import { quoted } from '../say';
import { showWindowSpec } from '../windows';

export const remedyMissing = defineRule({
  id: 'remedy-missing',
  category: 'remedies',
  lane: 'static',
  severity: 'warning',
  summary: 'Nothing happens when an objective is missed.',
  why: 'A promise that costs nothing when it is broken is an intention, and is treated like one.',
  bad: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, reason: Kept in 2025 }
# ^^^^^^^^^^^^ Nothing happens when "availability" is missed
`,
  good: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  fixed: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, reason: Kept in 2025, remedies: [report] }
`,
  offIn: ['transcribe'],
  yieldsTo: ['target-missing', 'duplicate-key', 'invalid-id'],
  *check({ file }) {
    const kind = file.model.kind?.value;
    if (kind !== 'customer' && kind !== 'supplier' && kind !== 'internal') return;
    for (const objective of file.model.objectives) {
      if (objective.remedies.length > 0) continue;
      if (isIndicator(objective) || !promisesSomething(file, objective)) continue;
      const isEmptyList = objective.map?.entries.some(({ key }) => key.text === 'remedies') === true;
      if (!isEmptyList && !lacks(file, objective.map, 'remedies')) continue;
      if (isEmptyList && !hasEmptyList(objective)) continue;
      const found: Yield = {
        span: objective.idSpan,
        message: `Nothing happens when ${quoted(objective.id, 40)} is missed`,
        severity: kind === 'internal' ? 'information' : 'warning',
      };
      // What the others have is only looked at for the one that is mended.
      yield isEmptyList ? found : withFixes(found, () => fixesOf(file, objective));
    }
  },
});

/** Whether `remedies` is written and names none: an empty list, or nothing at all. */
function hasEmptyList({ map }: Objective): boolean {
  const value = map?.entries.find(({ key }) => key.text === 'remedies')?.value;
  if (value === undefined) return true;
  return (value.kind === 'seq' && value.items.length === 0) || (value.kind === 'scalar' && value.text === '');
}

/** What others of the same window have, then remedies that name no special condition: reports and escalations first. */
function fixesOf(file: SlaFile, objective: Objective): readonly Fix[] {
  const rank = ['escalation', 'report', 'improvement-plan', 'review'];
  const plain = file.model.remedies
    .filter(({ kind }) => kind !== undefined && rank.includes(kind.value))
    .sort((a, b) => rank.indexOf(a.kind?.value ?? '') - rank.indexOf(b.kind?.value ?? ''))
    .map(({ id }) => id);
  const lists = new Set([...usual(file, objective), ...plain]);
  return [...lists]
    .slice(0, 3)
    .flatMap((ids) => insertFix(file.snapshot.text, ownMap(objective), 'remedies', `[${ids}]`));
}

/** The remedies that most objectives of the same window name, those of the same groups before others; of equals the first. */
function usual({ model }: SlaFile, { window, per }: Objective): readonly string[] {
  if (window === undefined) return [];
  const groups = ({ per: each }: Pick<Objective, 'per'>): string => each.map(({ value }) => value).join();
  const declared = new Set(model.remedies.map(({ id }) => id));
  const counts = new Map<string, number>();
  for (const other of model.objectives) {
    const ids = other.remedies.map(({ value }) => value);
    if (ids.length === 0 || !ids.every((id) => declared.has(id)) || isIndicator(other)) continue;
    if (other.window === undefined || showWindowSpec(other.window.value) !== showWindowSpec(window.value)) continue;
    const weight = groups(other) === groups({ per }) ? model.objectives.length : 1;
    counts.set(ids.join(', '), (counts.get(ids.join(', ')) ?? 0) + weight);
  }
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most === undefined ? [] : [most[0]];
}

// conflicting-objectives: two objectives judge the same value and ask for different ones.
// It must never put two together of which groups, conditions, exclusions, hours or scope may differ.

import { isIndicator, owedByOf, owedToOf } from '../../model/queries';
import { textsOf } from '../../model/reader';
import type { Bound, Objective } from '../../model/sla';
import { isUpper } from '../../model/tiers';
import { convert } from '../../scalars/quantity';
import { compare } from '../../scalars/rational';
import { isUnreadable } from '../../syntax/lost';
import { entryOf } from '../../syntax/nodes';
import { judgedThat, onceForEach } from '../judged';
import { removalOfEntry } from '../edits';
import { defineRule } from '../rule';
import { message, quoted } from '../say';

const promising = judgedThat(({ objective, inverted }) => !isIndicator(objective) && inverted.length === 0);

export const conflictingObjectives = defineRule({
  id: 'conflicting-objectives',
  category: 'targets',
  lane: 'static',
  severity: 'error',
  summary: 'Two objectives judge the same value and ask for different ones.',
  why: 'The same month is met by one and missed by the other, and each side points to the one that suits it.',
  bad: `metrics:
  duration: { type: latency, statistic: p95 }
objectives:
  duration: { metric: duration, atMost: 300 ms, window: month, remedies: [report], reason: Kept in 2025 }
  again: { metric: duration, atMost: 0.3 s, window: month, owedBy: provider, remedies: [report], reason: Kept in 2025 }
# ^^^^^ "duration" and "again" promise the same
`,
  good: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report], reason: Kept in 2025 }
  year: { metric: uptime, atLeast: 99.95 %, window: year, remedies: [report], reason: Kept in 2025 }
term: { from: 2026-01-01, to: 2026-12-31 }
`,
  fixed: `metrics:
  duration: { type: latency, statistic: p95 }
objectives:
  duration: { metric: duration, atMost: 300 ms, window: month, remedies: [report], reason: Kept in 2025 }
`,
  yieldsTo: ['duplicate-key', 'unit-mismatch', 'target-missing', 'invalid-id'],
  *check({ file }) {
    const { model } = file;
    const judged = promising(model);
    const firstOf = new Map<string, Objective>();
    const several = new Set<string>();
    for (const { metric, objective } of judged)
      if (firstOf.has(metric.id)) several.add(metric.id);
      else firstOf.set(metric.id, objective);
    const before = new Map<string, Objective>();
    for (const each of judged) {
      const { objective, metric } = each;
      if (!several.has(metric.id) || objective.map === undefined || isUnreadable(file.tree, objective.map.span))
        continue;
      const key = keyOf(model, each);
      const first = before.get(key);
      if (first === undefined) before.set(key, objective);
      const compared = first === undefined ? undefined : comparedTo(first, objective);
      if (first === undefined || compared === undefined) continue;
      const both = `${quoted(first.id, 26)} and ${quoted(objective.id, 26)}`;
      yield {
        span: objective.idSpan,
        message: message(`${both} ${compared === 'same' ? 'promise the same' : 'judge the same value differently'}`),
        related: [{ span: first.idSpan, message: 'The other objective' }],
        ...(compared === 'same' ? { severity: 'hint' as const } : {}),
        // Which of two values is meant only the parties know.
        fixes: compared === 'same' ? removalOfEntry(file.snapshot.text, objective) : [],
      };
    }
  },
});

/** What two objectives share that judge the same value. */
const keyOf = onceForEach((model, { objective }) => {
  const { metric, share, window, per, when, excludes, calendar, scope, map } = objective;
  const given = map === undefined ? [] : textsOf(entryOf(map, 'given')?.value);
  const sorted = (list: readonly { readonly value: string }[]): string =>
    list
      .map(({ value }) => value)
      .sort()
      .join();
  return JSON.stringify([
    metric?.value,
    shown(share?.value),
    shown(window?.value),
    // A window that is not read may be another one.
    window === undefined ? objective.id : '',
    sorted(per),
    when?.value,
    sorted(excludes),
    calendar?.value,
    scope?.value,
    sorted(given),
    owedByOf(model, objective),
    owedToOf(model, objective),
  ]);
});

function shown(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? part.toString() : part)) ?? '';
}

/** Whether two objectives ask for the same value or for different ones; undefined where they bound different sides or groups. */
function comparedTo(a: Objective, b: Objective): 'same' | 'other' | undefined {
  if (a.targets === undefined && b.targets === undefined) return comparedBounds(a.bounds, b.bounds);
  if (a.targets === undefined || b.targets === undefined) return undefined;
  const groups = new Map(a.targets.map(({ group, bounds }) => [group, bounds]));
  const found = b.targets.map(({ group, bounds }) => comparedBounds(groups.get(group) ?? [], bounds));
  if (found.includes('other')) return 'other';
  return found.every((each) => each === 'same') && a.targets.length === b.targets.length ? 'same' : undefined;
}

function comparedBounds(a: readonly Bound[], b: readonly Bound[]): 'same' | 'other' | undefined {
  let found: 'same' | undefined;
  for (const one of a)
    for (const other of b) {
      if (isUpper(one) !== isUpper(other)) continue;
      const value = convert(one.quantity, other.quantity.unit);
      if (value === undefined || one.quantity.business !== other.quantity.business) return undefined;
      if (compare(value, other.quantity.value) !== 0 || one.word !== other.word) return 'other';
      found = 'same';
    }
  return a.length === b.length ? found : undefined;
}

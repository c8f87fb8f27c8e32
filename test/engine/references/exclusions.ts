// A reference of exclusions (compute.md 2): group, notice, slot, union of the rows, limit in time order, minute by minute.
// All instants have to lie on whole minutes; nothing here may come from the project.

import { hourMs, isOpen, localOf, minuteMs, type Hours } from './clock';
import type { Excluded } from './scene';
import { union, type Span } from './sets';

/** Planned work as recorded: announced or not, for all groups or for one. */
export interface Work extends Span {
  readonly announced: number | undefined;
  readonly group: string | undefined;
}

export interface ExclusionRule {
  readonly zone: string;
  /** Hours between announcement and start. */
  readonly noticeHours?: number | undefined;
  /** Only time inside these local hours is excluded. */
  readonly slot?: Hours | undefined;
  /** Minutes that a local month may exclude. */
  readonly limitMinutes?: number | undefined;
}

/** The time in effect for every group that is named, and for all others under the group undefined. */
export function inEffect(
  work: readonly Work[],
  rule: ExclusionRule,
  groups: readonly (string | undefined)[],
): Excluded[] {
  const kept = work.filter(
    (each) =>
      rule.noticeHours === undefined ||
      (each.announced !== undefined && each.announced + rule.noticeHours * hourMs <= each.from),
  );
  return groups.flatMap((group) => {
    const rows = union(kept.filter((each) => each.group === undefined || each.group === group));
    const used = new Map<string, number>();
    const spans: Span[] = [];
    for (const row of rows)
      for (let minute = row.from; minute < row.to; minute += minuteMs) {
        if (rule.slot !== undefined && !isOpen(rule.slot, minute)) continue;
        const month = new Date(localOf(rule.zone, minute)).toISOString().slice(0, 7);
        const before = used.get(month) ?? 0;
        if (rule.limitMinutes !== undefined && before >= rule.limitMinutes) continue;
        used.set(month, before + 1);
        spans.push({ from: minute, to: minute + minuteMs });
      }
    return union(spans).map((span) => ({ ...span, group }));
  });
}

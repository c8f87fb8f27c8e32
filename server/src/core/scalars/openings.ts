// Openings of days, put together: what touches or overlaps is one.
// It must never know a calendar's holidays or its zone.

import type { Opening } from './words';

/** Openings of one day in their order; those that touch or overlap are one. */
export function joinedOpenings(openings: readonly Opening[]): readonly Opening[] {
  const found: { from: number; to: number }[] = [];
  for (const { from, to } of openings.toSorted((a, b) => a.from - b.from)) {
    const last = found.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else found.push({ from, to });
  }
  return found;
}

/** Whether the openings of a week leave no minute out, which is what `24x7` says; days are 1 for Monday to 7 for Sunday. */
export function isWholeWeek(week: readonly { readonly day: number; readonly openings: readonly Opening[] }[]): boolean {
  return [1, 2, 3, 4, 5, 6, 7].every((day) => {
    const [first] = joinedOpenings(week.flatMap((each) => (each.day === day ? each.openings : [])));
    return first !== undefined && first.from <= 0 && first.to >= 1_440;
  });
}

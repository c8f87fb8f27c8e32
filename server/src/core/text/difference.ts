// What two texts have in common at their start and at their end.
// It must never compare sign by sign where longer parts can be compared at once, nor at all where it was told what was replaced.

import type { Span } from './span';

/** How many units two texts share at their start and at their end; the two parts overlap in neither text. */
export interface SharedEnds {
  readonly prefix: number;
  readonly suffix: number;
}

/** What was replaced last: a key changes one place, and the texts before and after it are asked about more than once. */
let replaced: (SharedEnds & { readonly before: string; readonly after: string }) | undefined;

/** Parts of these lengths are compared at once, the longer ones first. */
const steps = [65_536, 2_048, 64];

/** How many units two texts share at their start, at most `most`. */
function commonPrefix(a: string, b: string, most: number): number {
  let at = 0;
  for (const step of steps) while (at + step <= most && a.slice(at, at + step) === b.slice(at, at + step)) at += step;
  while (at < most && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at;
}

/** How many units two texts share at their end, at most `most`. */
function commonSuffix(a: string, b: string, most: number): number {
  let length = 0;
  const [aEnd, bEnd] = [a.length, b.length];
  const isSame = (step: number): boolean =>
    a.slice(aEnd - length - step, aEnd - length) === b.slice(bEnd - length - step, bEnd - length);
  for (const step of steps) while (length + step <= most && isSame(step)) length += step;
  while (length < most && a.charCodeAt(aEnd - length - 1) === b.charCodeAt(bEnd - length - 1)) length++;
  return length;
}

/** What two texts share. Of a text and the one that `replacedIn` made of it nothing but the part that was replaced is compared. */
export function sharedEnds(before: string, after: string): SharedEnds {
  if (replaced?.before === before && replaced.after === after) return replaced;
  const most = Math.min(before.length, after.length);
  const prefix = commonPrefix(before, after, most);
  return { prefix, suffix: commonSuffix(before, after, most - prefix) };
}

/** A text with a part of it replaced. The span has to lie inside the text. */
export function replacedIn(before: string, { start, end }: Span, added: string): string {
  const after = before.slice(0, start) + added + before.slice(end);
  const removed = before.slice(start, end);
  const most = Math.min(removed.length, added.length);
  const prefix = commonPrefix(removed, added, most);
  const suffix = commonSuffix(removed, added, most - prefix);
  replaced = { before, after, prefix: start + prefix, suffix: before.length - end + suffix };
  return after;
}

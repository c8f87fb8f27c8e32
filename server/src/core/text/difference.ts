// What two texts have in common at their start and at their end.
// It must never compare sign by sign where longer parts can be compared at once: texts of half a megabyte are compared at every key.

/** Parts of these lengths are compared at once, the longer ones first. */
const steps = [65_536, 2_048, 64];

/** How many units two texts share at their start, at most `most`. */
export function commonPrefix(a: string, b: string, most: number): number {
  let at = 0;
  for (const step of steps) while (at + step <= most && a.slice(at, at + step) === b.slice(at, at + step)) at += step;
  while (at < most && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at;
}

/** How many units two texts share at their end, at most `most`. */
export function commonSuffix(a: string, b: string, most: number): number {
  let length = 0;
  const [aEnd, bEnd] = [a.length, b.length];
  const isSame = (step: number): boolean =>
    a.slice(aEnd - length - step, aEnd - length) === b.slice(bEnd - length - step, bEnd - length);
  for (const step of steps) while (length + step <= most && isSame(step)) length += step;
  while (length < most && a.charCodeAt(aEnd - length - 1) === b.charCodeAt(bEnd - length - 1)) length++;
  return length;
}

// At what pace the rows of a source come, where that is another one than the source says.
// It must never take a monitor that was off for a slow one, nor rows of several things for one that comes often.

import type { DataSource } from '../model/sla';
import { microsecondsIn } from '../scalars/quantity';
import { compare, rational, toNumber } from '../scalars/rational';
import { completeInTerm, type MeasuredObjective } from './measured-objectives';

/** So much of what is expected may be there where rows come at a slower pace. */
const mostOfSlow = rational(7n, 10n);

/** The distance in milliseconds at which rows come, where it is certainly another one than `every`; undefined else. */
export function otherRhythm({ every }: DataSource, { result }: MeasuredObjective): number | undefined {
  const gap = result.seen?.gap;
  const stated = every === undefined ? undefined : microsecondsIn(every.value);
  if (gap === undefined || stated === undefined) return undefined;
  const expected = toNumber(stated) / 1_000;
  if (2 * gap < expected) return gap;
  if (2 * gap <= 3 * expected) return undefined;
  // The earliest rows alone may stand around a gap; at a slower pace all windows hold less than they are expected to.
  const isSlow = completeInTerm(result).every(
    ({ coverage }) => coverage === undefined || coverage === null || compare(coverage, mostOfSlow) < 0,
  );
  return isSlow ? gap : undefined;
}

const units: readonly (readonly [length: number, unit: string])[] = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1_000, 's'],
];

/** A length in the largest unit of which it is a whole number, as the language reads it; undefined below a second. */
export function showRhythm(milliseconds: number): string | undefined {
  const unit = units.find(([length]) => milliseconds % length === 0);
  return unit === undefined ? undefined : `${milliseconds / unit[0]} ${unit[1]}`;
}

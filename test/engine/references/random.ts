// A seeded generator of random numbers, so that a failing data set can be made again from the seed in its test's name.
// It must never read a clock or the generator of the machine.

export interface Random {
  /** A number from 0 up to but without 1. */
  next(): number;
  /** A whole number from `low` to `high`, both possible. */
  whole(low: number, high: number): number;
  chance(share: number): boolean;
  pick<T>(list: readonly T[]): T;
  shuffle<T>(list: readonly T[]): T[];
  /** How many rows a data set has: from `low` to `high`, in a small one to a few dozen at most. */
  rows(low: number, high: number): number;
  /** Whether the data set is to be small: a few dozen rows over a short time, of which thousands can be tried. */
  readonly isSmall: boolean;
}

const mostOfSmall = 30;

/** A generator that gives the same numbers for the same seed. */
export function randomOf(seed: number, isSmall = false): Random {
  let state = (Math.imul(seed, 2654435761) ^ 0x9e3779b9) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const whole = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    whole,
    rows: (low, high) => whole(low, isSmall ? Math.min(high, mostOfSmall) : high),
    isSmall,
    chance: (share) => next() < share,
    pick: (list) => list[whole(0, list.length - 1)]!,
    shuffle: (list) => {
      const result = [...list];
      for (let index = result.length - 1; index > 0; index--) {
        const other = whole(0, index);
        [result[index], result[other]] = [result[other]!, result[index]!];
      }
      return result;
    },
  };
}

// What a target that is being moved would have meant for past windows: how many missed, what that cost, which windows change.
// It must never look at all windows for one answer: edges are sorted once, an answer is a binary search.

import type { PreviewTarget } from '../../../server/src/lsp/protocol';

/** What a target would have meant. Windows that take no part are in none of the numbers; `missed + met + undecided = of`. */
export interface Replay {
  readonly of: number;
  readonly missed: number;
  readonly met: number;
  readonly undecided: number;
  /** Credits of the missed windows in money and in percent of the fee; undefined where no window has any. */
  readonly money: number | undefined;
  readonly percent: number | undefined;
}

/** How a window would have ended: met, missed, not to be decided, or no part of it. */
export type Ending = 'm' | 'b' | 'u' | undefined;

export interface Counter {
  at(index: number): Replay;
  /** How one window ends at an index. */
  ending(window: number, index: number): Ending;
  /** The windows that end otherwise at one index than at another, each once, in no order that means anything. */
  changed(from: number, to: number): readonly number[];
}

/** Sorts the edges of all windows; what is null in `met` or `missed` takes no part. */
export function counterOf(target: PreviewTarget): Counter {
  // An upper bound is a lower bound seen in a mirror, so that one way of counting serves both.
  const sign = target.isLower ? 1 : -1;
  const part = indexesOf(target);
  const missed = sorted(part, (window) => sign * (target.missed[window] ?? 0));
  const met = sorted(part, (window) => sign * (target.met[window] ?? 0));
  const money = sums(missed.windows, target.money);
  const percent = sums(missed.windows, target.credits);

  const missedAt = (index: number): number => below(missed.edges, sign * index);
  const notMetAt = (index: number): number => below(met.edges, sign * index);
  return {
    at: (index) => {
      const misses = missedAt(index);
      const mets = part.length - notMetAt(index);
      return {
        of: part.length,
        missed: misses,
        met: mets,
        undecided: part.length - misses - mets,
        money: money?.[misses],
        percent: percent?.[misses],
      };
    },
    ending: (window, index) => {
      const [edgeMet, edgeMissed] = [target.met[window], target.missed[window]];
      if (edgeMet == null || edgeMissed == null) return undefined;
      if (sign * index > sign * edgeMissed) return 'b';
      return sign * index <= sign * edgeMet ? 'm' : 'u';
    },
    changed: (from, to) => {
      const ofMissed = between(missed.windows, missedAt(from), missedAt(to));
      const ofMet = between(met.windows, notMetAt(from), notMetAt(to));
      // Where no data is missing both edges are one, and the windows are the same.
      if (ofMet.length === 0 || ofMissed.length === 0) return ofMet.length === 0 ? ofMissed : ofMet;
      return [...new Set([...ofMissed, ...ofMet])];
    },
  };
}

interface Sorted {
  readonly windows: readonly number[];
  readonly edges: Float64Array;
}

function indexesOf({ met, missed }: PreviewTarget): number[] {
  const found: number[] = [];
  for (let window = 0; window < met.length; window++)
    if (met[window] != null && missed[window] != null) found.push(window);
  return found;
}

function sorted(windows: readonly number[], edge: (window: number) => number): Sorted {
  const inOrder = [...windows].sort((a, b) => edge(a) - edge(b));
  return { windows: inOrder, edges: Float64Array.from(inOrder, edge) };
}

/** How many edges are smaller than a bound. */
function below(edges: Float64Array, bound: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edges[middle] ?? 0) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Sums of the first 0, 1, 2 … windows; undefined where none has an amount. */
function sums(
  windows: readonly number[],
  amounts: readonly (number | null)[] | undefined,
): readonly number[] | undefined {
  if (amounts === undefined || !windows.some((window) => amounts[window] != null)) return undefined;
  let total = 0;
  return [0, ...windows.map((window) => (total += amounts[window] ?? 0))];
}

function between(windows: readonly number[], one: number, other: number): readonly number[] {
  return windows.slice(Math.min(one, other), Math.max(one, other));
}

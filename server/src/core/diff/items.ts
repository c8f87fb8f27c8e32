// Which items of a list before are which of the list now.
// It must never pair items of which one would say something else than the other is compared with.

import { firstOfEachKey } from '../syntax/keys';
import { resolved, type Node } from '../syntax/nodes';

export interface ItemPairs {
  /** Positions before and now of items that are compared with each other, those that say the same left out. */
  readonly pairs: readonly (readonly [from: number, to: number])[];
  readonly gone: readonly number[];
  readonly come: readonly number[];
}

/** The keys by which items of a list are the same although something else in them changed. */
const identity: Readonly<Record<string, readonly string[]>> = {
  tiers: ['below', 'atMost', 'above', 'atLeast'],
  deduct: ['below', 'atMost', 'above', 'atLeast'],
  intervals: ['from', 'group'],
  steps: ['what'],
};

/** Pairs the items of the list under a key, whose meanings are given. */
export function pairItems(
  key: string,
  old: readonly (Node | undefined)[],
  fresh: readonly (Node | undefined)[],
  oldMeanings: readonly string[],
  meanings: readonly string[],
): ItemPairs {
  const free = new Map<string, number[]>();
  for (const [at, meaning] of oldMeanings.entries()) free.set(meaning, [...(free.get(meaning) ?? []), at]);
  let come: number[] = [];
  const taken = new Set<number>();
  for (const [at, meaning] of meanings.entries()) {
    const same = free.get(meaning)?.shift();
    if (same === undefined) come.push(at);
    else taken.add(same);
  }
  let gone = [...old.keys()].filter((at) => !taken.has(at) && oldMeanings[at] !== '');
  come = come.filter((at) => meanings[at] !== '');
  const pairs: (readonly [number, number])[] = [];
  const take = (from: number, to: number): void => {
    pairs.push([from, to]);
    gone = gone.filter((each) => each !== from);
    come = come.filter((each) => each !== to);
  };
  const named = Object.hasOwn(identity, key) ? identity[key] : undefined;
  if (named !== undefined)
    for (const to of [...come]) {
      const [same, another] = gone.filter((from) => nameOf(old[from], named) === nameOf(fresh[to], named));
      if (same !== undefined && another === undefined) take(same, to);
    }
  // One for one, or as many tiers as before: the rest is taken in order. Of names one gone and one new are a change.
  const isRest = named !== undefined ? gone.length === come.length : gone.length === 1 && come.length === 1;
  if (isRest) for (const [at, from] of [...gone].entries()) take(from, come[0] ?? at);
  return { pairs, gone, come };
}

function nameOf(written: Node | undefined, keys: readonly string[]): string {
  const node = resolved(written);
  if (node?.kind !== 'map') return '';
  return firstOfEachKey(node)
    .filter(({ key }) => keys.includes(key.text))
    .map(({ key, value }) => {
      const inner = resolved(value);
      return `${key.text}=${inner?.kind === 'scalar' ? inner.text.replace(/\s+/g, '') : ''}`;
    })
    .sort()
    .join();
}

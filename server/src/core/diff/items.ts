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
  cap: [],
};

const namedOnce = new Set(['excludes', 'remedies']);

/** Pairs the items of the list under a key, whose meanings are given. */
export function pairItems(
  key: string,
  old: readonly (Node | undefined)[],
  fresh: readonly (Node | undefined)[],
  oldMeanings: readonly string[],
  meanings: readonly string[],
): ItemPairs {
  const free = new Map<string, number[]>();
  // From behind, so that the first of several that say the same is at the end of its list.
  for (const at of [...oldMeanings.keys()].reverse()) listIn(free, oldMeanings[at] ?? '').push(at);
  const rest: number[] = [];
  const taken = new Set<number>();
  for (const [at, meaning] of meanings.entries()) {
    const same = free.get(meaning)?.pop();
    if (same === undefined) rest.push(at);
    else taken.add(same);
  }
  const gone = new Set([...old.keys()].filter((at) => !taken.has(at) && oldMeanings[at] !== ''));
  const come = new Set(rest.filter((at) => meanings[at] !== ''));
  // What is left out, or follows, is so once, however often it is named.
  if (namedOnce.has(key)) {
    for (const at of gone) if (meanings.includes(oldMeanings[at] ?? '')) gone.delete(at);
    for (const at of come) if (oldMeanings.includes(meanings[at] ?? '')) come.delete(at);
  }
  const pairs: (readonly [number, number])[] = [];
  const take = (from: number, to: number): void => {
    pairs.push([from, to]);
    gone.delete(from);
    come.delete(to);
  };
  const named = Object.hasOwn(identity, key) ? identity[key] : undefined;
  if (named !== undefined) {
    const byName = new Map<string, number[]>();
    for (const from of gone) listIn(byName, nameOf(old[from], named)).push(from);
    for (const to of [...come]) {
      const alike = byName.get(nameOf(fresh[to], named)) ?? [];
      const [same] = alike;
      if (same === undefined || alike.length > 1) continue;
      alike.pop();
      take(same, to);
    }
  }
  // One for one, or as many tiers as before: the rest is taken in order. Of names one gone and one new are a change.
  const isRest = named !== undefined ? gone.size === come.size : gone.size === 1 && come.size === 1;
  if (isRest) {
    const next = [...come];
    for (const [at, from] of [...gone].entries()) take(from, next[at] ?? at);
  }
  return { pairs, gone: [...gone], come: [...come] };
}

function listIn<T>(lists: Map<string, T[]>, key: string): T[] {
  const known = lists.get(key);
  if (known !== undefined) return known;
  const list: T[] = [];
  lists.set(key, list);
  return list;
}

function nameOf(written: Node | undefined, keys: readonly string[]): string {
  const node = resolved(written);
  // A limit is the one for its window.
  if (node?.kind === 'scalar') return node.text.replace(/^.*?(?=\bper\b|$)/s, '').replace(/\s+/g, ' ');
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

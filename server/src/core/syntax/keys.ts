// Which entries of a map count: of a key that stands twice, the first one.
// It must never look through a map twice, for a section may hold thousands of entries and is asked at every key.

import type { Entry, MapNode } from './nodes';

const firsts = new WeakMap<readonly Entry[], readonly Entry[]>();

/** The entries of a map without those whose key stood before; its own list where no key stands twice. */
export function firstOfEachKey({ entries }: MapNode): readonly Entry[] {
  const known = firsts.get(entries);
  if (known !== undefined) return known;
  const keys = new Set(entries.map(({ key }) => key.text));
  let found = entries;
  if (keys.size < entries.length) {
    keys.clear();
    found = entries.filter(({ key }) => !keys.has(key.text) && keys.add(key.text));
  }
  firsts.set(entries, found);
  return found;
}

/** Notes that no key stands twice among entries, for whoever knows it without looking. */
export function noteUnique(entries: readonly Entry[]): void {
  firsts.set(entries, entries);
}

// Which of many are listed where there is place for some: each list has its share, and how many were left out is known.
// It must never let the first list take the places of the others.

export interface Listed<Item> {
  readonly items: readonly Item[];
  readonly leftOut: number;
}

/** The first items of each list, in turns, until there are so many; in the order of the lists. */
export function listed<Item>(lists: readonly (readonly Item[])[], most: number): Listed<Item> {
  const total = lists.reduce((sum, { length }) => sum + length, 0);
  let free = Math.min(most, total);
  const taken = lists.map(() => 0);
  while (free > 0)
    for (const [at, { length }] of lists.entries()) {
      const count = taken[at] ?? 0;
      if (free === 0 || count === length) continue;
      taken[at] = count + 1;
      free--;
    }
  return { items: lists.flatMap((list, at) => list.slice(0, taken[at])), leftOut: Math.max(0, total - most) };
}

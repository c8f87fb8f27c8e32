// The clauses of an agreement: its metrics and its objectives, of which there may be thousands, each judged by itself.
// It must never name a clause that stands behind an alias or under a key that stands twice: that is judged with the rest.

import { firstOfEachKey } from '../syntax/keys';
import { resolved, type Entry, type MapNode, type SyntaxTree } from '../syntax/nodes';

export type ClauseSection = 'metrics' | 'objectives';

export interface Clauses {
  readonly sections: readonly {
    readonly key: ClauseSection;
    readonly entry: Entry;
    readonly map: MapNode;
    /** In the order of the text; of an id that stands twice, the first. */
    readonly clauses: readonly Entry[];
  }[];
}

const known = new WeakMap<SyntaxTree, Clauses>();

/** The clauses of a tree, found once for a tree. An entry that was taken over from the tree before is the same object. */
export function clausesOf(tree: SyntaxTree): Clauses {
  const before = known.get(tree);
  if (before !== undefined) return before;
  const root = resolved(tree.root);
  const sections: Clauses['sections'][number][] = [];
  if (root?.kind === 'map') {
    for (const entry of root.entries) {
      const key = entry.key.text;
      if (key !== 'metrics' && key !== 'objectives') continue;
      if (sections.some((section) => section.key === key) || entry.value?.kind !== 'map') continue;
      if (root.entries.find((other) => other.key.text === key) !== entry) continue;
      sections.push({ key, entry, map: entry.value, clauses: firstOfEachKey(entry.value) });
    }
  }
  const clauses = { sections };
  known.set(tree, clauses);
  return clauses;
}

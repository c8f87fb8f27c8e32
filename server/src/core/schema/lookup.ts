// Looks up texts of a document by path, for the schema's branches.
// It must never fail on a broken document: what cannot be found is undefined.

import { entryOf, resolved, type SyntaxTree } from '../syntax/nodes';
import type { Lookup } from './navigate';

/** The text of the scalar at a path of a tree. */
export function pathLookup(tree: SyntaxTree): Lookup {
  return (path) => {
    let node = resolved(tree.root);
    for (const step of path) {
      if (node?.kind === 'map' && typeof step === 'string') node = resolved(entryOf(node, step)?.value);
      else if (node?.kind === 'seq' && typeof step === 'number') node = resolved(node.items[step]);
      else return undefined;
    }
    return node?.kind === 'scalar' ? node.text : undefined;
  };
}

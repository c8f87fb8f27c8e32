// The description of a place or a value, for hover and completion.
// It must never hold a text of its own: every description stands in the schema or in the vocabulary.

import { schemaAt, type Lookup, type Path } from './navigate';

/** What stands at a path, in one or two sentences; undefined where the language knows no such place or says nothing of it. */
export function docsAt(path: Path, lookup: Lookup): string | undefined {
  const docs = schemaAt(path, lookup)?.docs;
  return docs === '' ? undefined : docs;
}

/** How the single value at a path is written, in words; undefined where none may stand. */
export function grammarAt(path: Path, lookup: Lookup): string | undefined {
  const docs = schemaAt(path, lookup)?.scalar?.docs;
  return docs === '' ? undefined : docs;
}

/** What one word of the closed or usual values at a path means; undefined for any other text. */
export function valueDocsAt(path: Path, lookup: Lookup, text: string): string | undefined {
  const scalar = schemaAt(path, lookup)?.scalar;
  const word = scalar?.values?.find(({ id }) => id === text) ?? scalar?.suggestions.find(({ id }) => id === text);
  return word === undefined || word.docs === '' ? undefined : word.docs;
}

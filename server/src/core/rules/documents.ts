// The documents to which an agreement refers, as its section `references` lists them.
// It must never fill in a rank or a version that is not written.

import type { SlaFile } from '../model/file';
import { reader } from '../model/reader';
import type { Text } from '../model/sla';
import { parseNumber } from '../scalars/words';
import type { Rational } from '../scalars/rational';
import type { Reference } from '../schema/types.generated';
import { resolved, type Entry, type MapNode } from '../syntax/nodes';
import type { Located, Span } from '../text/span';

export interface Document {
  readonly id: string;
  readonly idSpan: Span;
  readonly map: MapNode;
  /** The same where it stands in its own place and not behind an alias. */
  readonly ownMap: MapNode | undefined;
  readonly kind: Text | undefined;
  readonly title: Text | undefined;
  readonly file: Text | undefined;
  readonly parties: readonly Text[];
  readonly precedence: Located<Rational> | undefined;
}

const known = new WeakMap<Entry, Document>();

/** The documents in the order in which they are written; one that is no map is left out. */
export function documentsOf({ model }: SlaFile): readonly Document[] {
  const section = resolved(model.sections.get('references'));
  if (section?.kind !== 'map') return [];
  return section.entries.flatMap((entry) => {
    const before = known.get(entry);
    if (before !== undefined) return [before];
    const read = reader<Reference>(entry.value);
    if (read.map === undefined) return [];
    const made: Document = {
      id: entry.key.text,
      idSpan: entry.key.span,
      map: read.map,
      ownMap: entry.value === read.map ? read.map : undefined,
      kind: read.text('kind'),
      title: read.text('title'),
      file: read.text('file'),
      parties: read.list('parties'),
      precedence: read.scalar('precedence', parseNumber),
    };
    known.set(entry, made);
    return [made];
  });
}

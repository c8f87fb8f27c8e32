// A file is a snapshot with its tree and its model, made once per snapshot.
// It must never be changed or invalidated: an edit makes a new snapshot, and the old file becomes garbage with the old one.

import { parse } from '../syntax/parse';
import type { SyntaxTree } from '../syntax/nodes';
import type { Snapshot } from '../text/snapshot';
import { lower } from './lower';
import type { SlaModel } from './sla';

export interface SlaFile {
  readonly snapshot: Snapshot;
  readonly tree: SyntaxTree;
  readonly model: SlaModel;
}

const files = new WeakMap<Snapshot, SlaFile>();

/**
 * Parses and lowers a snapshot; the same snapshot always gives the same file. Never fails. With the file of the text before, only
 * entries that differ are read; that file must not be used any more, for its entries have moved to the new one.
 */
export function open(snapshot: Snapshot, previous?: SlaFile): SlaFile {
  const known = files.get(snapshot);
  if (known !== undefined) return known;
  const tree = parse(snapshot.text, previous?.tree);
  const file: SlaFile = { snapshot, tree, model: lower(tree) };
  files.set(snapshot, file);
  return file;
}

/** The file of a snapshot that may never be asked for: it is parsed and lowered at the first question about its tree or model. */
export function openWhenAsked(snapshot: Snapshot): SlaFile {
  let made: SlaFile | undefined;
  const asked = (): SlaFile => (made ??= open(snapshot));
  return {
    snapshot,
    get tree() {
      return asked().tree;
    },
    get model() {
      return asked().model;
    },
  };
}

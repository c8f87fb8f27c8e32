// Refactorings at a cursor: another form of the same clause, or a clause moved to where it can be named.
// It must never change what is agreed: each result is read again, and what does not parse is not offered.

import type { SlaFile } from '../model/file';
import type { Project } from '../project';
import type { TextEdit } from '../rules/rule';
import type { Span } from '../text/span';
import { moveBaseline } from './refactor/baseline';
import { extractInline } from './refactor/extract';
import { toBlock, toFlow } from './refactor/flow';
import { leavesReadable } from './refactor/proof';
import { nestTiers, sortTiers } from './refactor/tiers';
import { stateAlso } from './refactor/window';

export interface Refactoring {
  readonly title: string;
  readonly kind: 'extract' | 'inline' | 'rewrite' | 'move';
  readonly edits: readonly TextEdit[];
}

/** What may be rewritten at a span; nothing in a text that cannot be read. */
export function refactorings(_project: Project, file: SlaFile, span: Span): readonly Refactoring[] {
  const { tree } = file;
  if (tree.problems.some(({ kind }) => kind !== 'duplicate-key')) return [];
  const all = [extractInline, toBlock, toFlow, nestTiers, sortTiers, stateAlso, moveBaseline];
  return all.flatMap((each) => each(file, span.start)).filter(({ edits }) => leavesReadable(tree, edits));
}

// Finds the clauses of a tree by place, and those of which YAML problems leave it open what they say.
// It must never call a clause untouched that a problem reaches, or that stands next to one.

import { clausesOf } from '../schema/clauses';
import { isLoss } from '../syntax/lost';
import type { Entry, SyntaxTree } from '../syntax/nodes';

export interface ClauseIndex {
  /** All clauses in document order. */
  readonly clauses: readonly Entry[];
  /** Clauses that problems of YAML reach or stand next to: what is found in them holds for this text only. */
  readonly touched: ReadonlySet<Entry>;
}

const known = new WeakMap<SyntaxTree, ClauseIndex>();

export function clauseIndex(tree: SyntaxTree): ClauseIndex {
  const before = known.get(tree);
  if (before !== undefined) return before;
  const clauses = clausesOf(tree).sections.flatMap((section) => section.clauses);
  const touched = new Set<Entry>();
  for (const problem of tree.problems) {
    if (!isLoss(problem) && problem.kind !== 'trap') continue;
    const { start } = problem.span;
    const end = Math.max(problem.span.end, problem.lost?.end ?? 0);
    const from = Math.max(0, lastBefore(clauses, Math.min(start, problem.lost?.start ?? start)) - 1);
    const to = Math.min(clauses.length - 1, lastBefore(clauses, end) + 1);
    for (let index = from; index <= to; index++) {
      const clause = clauses[index];
      if (clause !== undefined) touched.add(clause);
    }
  }
  const index = { clauses, touched };
  known.set(tree, index);
  return index;
}

/** The clause that holds an offset. */
export function clauseAt(tree: SyntaxTree, offset: number): Entry | undefined {
  const { clauses } = clauseIndex(tree);
  const clause = clauses[lastBefore(clauses, offset)];
  return clause !== undefined && offset <= clause.span.end ? clause : undefined;
}

/** The index of the last clause that begins at or before an offset; -1 where none does. */
function lastBefore(clauses: readonly Entry[], offset: number): number {
  let [low, high] = [0, clauses.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((clauses[middle]?.key.span.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

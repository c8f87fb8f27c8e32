// The shape problems of a file, found once and shared by the rules that report them.
// It must never report a missing key beside a misspelled one that was meant to be it.

import type { SlaFile } from '../model/file';
import { maximumProblems, shapeProblems, type ShapeProblem, type ShapeRule } from '../schema/explain';
import { agreementShape } from '../schema/shapes';
import { nearestKey } from '../schema/suggest';
import { findAt } from '../syntax/find';
import { resolved, type Entry, type Node } from '../syntax/nodes';
import { anchoredTo, type Span } from '../text/span';
import { clauseAt, clauseIndex } from './clause-index';
import { withFixes } from './fixes';
import type { Fix, Yield } from './rule';
import { message } from './say';

/** A shape problem as it is kept: its place moves with the text, and its fixes are made when they are asked for. */
interface Kept {
  readonly rule: ShapeRule;
  readonly span: Span;
  readonly message: string;
  /** What its fixes would write. */
  readonly offered: readonly string[];
  /** The clause that it stands in; undefined for what is neither a metric nor an objective. */
  readonly clause: Entry | undefined;
}

const found = new WeakMap<SlaFile, readonly Kept[]>();
const meant = new WeakMap<SlaFile, ReadonlyMap<number, readonly string[]>>();
/** Problems by clause; a clause that was taken over from the text before is the same object. */
const ofClause = new WeakMap<Entry, readonly Kept[]>();

/** Only clauses that have changed, or that YAML problems touch, are judged anew. */
function problemsOf(file: SlaFile): readonly Kept[] {
  const known = found.get(file);
  if (known !== undefined) return known;
  const { clauses, touched } = clauseIndex(file.tree);
  // What an alias stands for is judged as what it is and as what the alias makes of it, in one list.
  const isPlain = clauses.every((clause) => !holdsAlias(clause));
  const unchanged = new Set(clauses.filter((clause) => isPlain && ofClause.has(clause) && !touched.has(clause)));
  const fresh = shapeProblems(file.tree, unchanged).map((problem) => kept(file, problem));
  // A list that was cut off says nothing of the clauses behind.
  if (fresh.length < maximumProblems) {
    const byClause = new Map<Entry, Kept[]>();
    for (const problem of fresh) {
      if (problem.clause === undefined) continue;
      const list = byClause.get(problem.clause);
      if (list === undefined) byClause.set(problem.clause, [problem]);
      else list.push(problem);
    }
    for (const clause of clauses)
      if (isPlain && !unchanged.has(clause) && !touched.has(clause)) ofClause.set(clause, byClause.get(clause) ?? none);
  }
  const before = clauses.flatMap((clause) => (unchanged.has(clause) ? (ofClause.get(clause) ?? none) : none));
  const all = before.length === 0 ? fresh : [...before, ...fresh];
  const sorted = all === fresh ? fresh : all.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const problems = sorted.slice(0, maximumProblems);
  found.set(file, problems);
  return problems;
}

const none: readonly Kept[] = [];
const aliased = new WeakMap<Entry, boolean>();

function holdsAlias(clause: Entry): boolean {
  let known = aliased.get(clause);
  if (known === undefined) {
    known = hasAlias(clause.value);
    aliased.set(clause, known);
  }
  return known;
}

function hasAlias(node: Node | undefined): boolean {
  if (node === undefined || node.kind === 'scalar') return false;
  if (node.kind === 'map') return node.entries.some(({ value }) => hasAlias(value));
  return node.kind === 'alias' || node.items.some(hasAlias);
}

function kept(file: SlaFile, { rule, span, message: said, fixes = [] }: ShapeProblem): Kept {
  const clause = clauseAt(file.tree, span.start);
  const offered = fixes.flatMap(({ edits }) => edits.map(({ newText }) => newText));
  const place = clause === undefined ? span : anchoredTo(clause.key.span, span);
  return { rule, span: place, message: said, offered, clause };
}

/** The fixes of a problem in the text as it is now. */
function fixesOf(file: SlaFile, { rule, span, message: said, clause, offered }: Kept): readonly Fix[] {
  if (offered.length === 0) return [];
  const { clauses } = clauseIndex(file.tree);
  const others = new Set(clauses.filter((other) => other !== clause));
  const same = shapeProblems(file.tree, others).find(
    (each) => each.rule === rule && each.span.start === span.start && each.message === said,
  );
  return same?.fixes ?? [];
}

/** The shape problems that belong to one rule. */
export function* shapeYields(file: SlaFile, rule: ShapeRule): Generator<Yield> {
  for (const problem of problemsOf(file)) {
    if (problem.rule !== rule || (rule === 'missing-key' && isMisspelled(file, problem))) continue;
    yield withFixes({ span: problem.span, message: message(problem.message) }, () => fixesOf(file, problem));
  }
}

/** Whether some value has another shape than the language takes, so that it was not read. */
export function hasWrongShape(file: SlaFile): boolean {
  return problemsOf(file).some(({ rule }) => rule === 'wrong-shape');
}

/** Whether a key that is missing stands in its map under a name that was meant to be it. */
function isMisspelled(file: SlaFile, problem: Kept): boolean {
  const key = /needs "([^"]+)"$/.exec(problem.message)?.[1];
  const words = misspelledAt(file);
  if (key === undefined || words.size === 0) return false;
  const { entry } = findAt(file.tree, problem.span.start);
  const inside = resolved(entry?.value);
  const entries = [...(entry?.parent.entries ?? []), ...(inside?.kind === 'map' ? inside.entries : [])];
  return entries.some((each) => words.get(each.key.span.start)?.includes(key) === true);
}

/** Where keys stand that the language does not know, and which of its keys each may have been meant to be. */
export function misspelledAt(file: SlaFile): ReadonlyMap<number, readonly string[]> {
  const before = meant.get(file);
  if (before !== undefined) return before;
  const keys = new Map<number, readonly string[]>();
  for (const { rule, span, offered } of problemsOf(file)) {
    if (rule !== 'unknown-key') continue;
    const word = file.tree.text.slice(span.start, span.end);
    const section = nearestKey(word, [...(agreementShape.map?.keys.keys() ?? [])]);
    keys.set(span.start, section === undefined ? offered : [...offered, section]);
  }
  meant.set(file, keys);
  return keys;
}

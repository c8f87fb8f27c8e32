// The shape problems of a file, found once and shared by the rules that report them.
// It must never report a missing key beside a misspelled one that was meant to be it.

import type { SlaFile } from '../model/file';
import { maximumProblems, shapeProblems, type ShapeProblem, type ShapeRule } from '../schema/explain';
import { clausesOf, type Clauses } from '../schema/clauses';
import type { ClausesToJudge } from '../schema/plain';
import { agreementShape } from '../schema/shapes';
import { nearestKey } from '../schema/suggest';
import { findAt } from '../syntax/find';
import { resolved, type Entry, type MapNode, type Node } from '../syntax/nodes';
import { blocksOf, ofBlocks, type Block } from '../text/blocks';
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

/** Blocks in which every clause is known: those with problems. Clauses that hold an alias are never known. */
const knownBlocks = new WeakMap<Block<Entry>, readonly Entry[]>();

/** Only clauses that have changed, or that YAML problems touch, are judged anew. */
function problemsOf(file: SlaFile): readonly Kept[] {
  const known = found.get(file);
  if (known !== undefined) return known;
  const { touched } = clauseIndex(file.tree);
  const { sections } = clausesOf(file.tree);
  const judging = new Map<MapNode, Entry[]>();
  const before: Kept[] = [];
  // What an alias stands for is judged as what it is and as what the alias makes of it, in one list.
  const isPlain = sections.every(({ clauses }) => aliasesIn(clauses).every((holds) => !holds));
  for (const { map, clauses } of sections) {
    const toJudge: Entry[] = [];
    for (const block of blocksOf(clauses)) {
      const spoilt = !isPlain || (touched.size > 0 && block.items.some((clause) => touched.has(clause)));
      const withProblems = spoilt ? undefined : knownBlocks.get(block);
      if (withProblems !== undefined) {
        for (const clause of withProblems) before.push(...(ofClause.get(clause) ?? none));
        continue;
      }
      for (const clause of block.items) {
        const problems = isPlain && !touched.has(clause) ? ofClause.get(clause) : undefined;
        if (problems === undefined) toJudge.push(clause);
        else before.push(...problems);
      }
    }
    judging.set(map, toJudge);
  }
  const fresh = shapeProblems(file.tree, judging).map((problem) => kept(file, problem));
  // A list that was cut off says nothing of the clauses behind.
  if (isPlain && fresh.length < maximumProblems) keep(judging, touched, fresh, sections);
  const all = before.length === 0 ? fresh : [...before, ...fresh];
  const sorted = all === fresh ? fresh : all.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const problems = sorted.slice(0, maximumProblems);
  found.set(file, problems);
  return problems;
}

/** Keeps what was found in the clauses that were judged. */
function keep(
  judging: ClausesToJudge,
  touched: ReadonlySet<Entry>,
  fresh: readonly Kept[],
  sections: Clauses['sections'],
): void {
  const byClause = new Map<Entry, Kept[]>();
  for (const problem of fresh) {
    if (problem.clause === undefined) continue;
    const list = byClause.get(problem.clause);
    if (list === undefined) byClause.set(problem.clause, [problem]);
    else list.push(problem);
  }
  for (const clauses of judging.values())
    for (const clause of clauses) if (!touched.has(clause)) ofClause.set(clause, byClause.get(clause) ?? none);
  for (const { clauses } of sections)
    for (const block of blocksOf(clauses)) {
      if (knownBlocks.has(block) || !block.items.every((clause) => ofClause.has(clause))) continue;
      knownBlocks.set(
        block,
        block.items.filter((clause) => ofClause.get(clause)?.length !== 0),
      );
    }
}

const none: readonly Kept[] = [];

/** By block, whether a clause in it holds an alias. */
const aliasesIn = ofBlocks<Entry, boolean>((clauses) => clauses.some(({ value }) => hasAlias(value)));

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

/** The problems of a clause, or of all that is no clause, as they were found again for their fixes. */
const foundAgain = new WeakMap<SlaFile, Map<Entry | undefined, readonly ShapeProblem[]>>();

/** The fixes of a problem in the text as it is now. */
function fixesOf(file: SlaFile, { rule, span, message: said, clause, offered }: Kept): readonly Fix[] {
  if (offered.length === 0) return [];
  const byClause = foundAgain.get(file) ?? new Map<Entry | undefined, readonly ShapeProblem[]>();
  foundAgain.set(file, byClause);
  let found = byClause.get(clause);
  if (found === undefined) {
    const judging = clausesOf(file.tree).sections.map(
      ({ map, clauses }) => [map, clauses.filter((other) => other === clause)] as const,
    );
    found = shapeProblems(file.tree, new Map(judging));
    byClause.set(clause, found);
  }
  const same = found.find((each) => each.rule === rule && each.span.start === span.start && each.message === said);
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

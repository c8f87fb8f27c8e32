// What the clauses of an agreement are judged beside: its other sections, what could be read of them, and the ids of the clauses.
// It must never call sections unchanged whose text was read anew: places in them have moved.

import type { SlaFile } from '../model/file';
import { clausesOf, type Clauses } from '../schema/clauses';
import { isUnreadable } from '../syntax/lost';
import { resolved, type Entry } from '../syntax/nodes';
import { hasLoss } from './facts';
import type { Rule } from './rule';

/** Everything but what the clauses say. Kept from text to text for as long as it is the same. */
export interface Surroundings {
  readonly id: number;
  /** The keys at the root, and which of their sections could be read. */
  readonly frame: string;
  /** A number for each other section, which it has for as long as it is taken over. */
  readonly sections: ReadonlyMap<string, string>;
  /** By section; the last lists that declare these ids. */
  clauses: readonly (readonly Entry[])[];
  /** What each other section declares: its keys, and what it is. */
  readonly declares: ReadonlyMap<string, string>;
  /** Those from which these differ in some sections alone; `ids:` before a section says that it declares something else. */
  readonly since: { readonly id: number; readonly changed: ReadonlySet<string> } | undefined;
}

const numbers = new WeakMap<Entry, number>();
let lastNumber = 0;

/** A number that an entry keeps as long as it is taken over. */
function numberOf(entry: Entry): number {
  let number = numbers.get(entry);
  if (number === undefined) {
    number = ++lastNumber;
    numbers.set(entry, number);
  }
  return number;
}

const declarations = new WeakMap<Entry, string>();

/** The keys of a section, in order, and what kind of value it is. */
function declaredBy(entry: Entry): string {
  let known = declarations.get(entry);
  if (known === undefined) {
    const value = resolved(entry.value);
    known = value?.kind === 'map' ? `map ${value.entries.map(({ key }) => key.text).join('\n')}` : `${value?.kind}`;
    declarations.set(entry, known);
  }
  return known;
}

/**
 * The surroundings of the clauses of a file: those of the text before where they are the same, else new ones that know in which sections
 * they differ. `lastOf` gives what a clause was judged beside when it was judged last.
 */
export function surroundingsOf({ tree }: SlaFile, lastOf: (clause: Entry) => Surroundings | undefined): Surroundings {
  const root = resolved(tree.root);
  const entries = root?.kind === 'map' ? root.entries : [];
  const { sections } = clausesOf(tree);
  const ofClauses = new Set(sections.map((section) => section.entry));
  // Which sections could be read decides what is certain in all others.
  const lost = hasLoss(tree) ? entries.map(({ span }) => isUnreadable(tree, span)).join() : '';
  const frame = `${entries.map(({ key }) => key.text).join()} ${lost}`;
  const numbered = new Map<string, string>();
  // A key that stands twice has both numbers.
  for (const entry of entries)
    if (!ofClauses.has(entry)) numbered.set(entry.key.text, `${numbered.get(entry.key.text) ?? ''} ${numberOf(entry)}`);
  const clauses = sections.map((section) => section.clauses);
  const declares = new Map<string, string>();
  for (const entry of entries) if (!ofClauses.has(entry)) declares.set(entry.key.text, declaredBy(entry));
  const before = lastSurroundings(sections, lastOf);
  const isAlike = before?.frame === frame && hasAllIds(before.clauses, clauses);
  const changed = new Set(
    [...numbered].flatMap(([key, number]) => {
      if (before?.sections.get(key) === number) return [];
      return before?.declares.get(key) === declares.get(key) ? [key] : [key, `ids:${key}`];
    }),
  );
  if (before !== undefined && isAlike && changed.size === 0) {
    before.clauses = clauses;
    return before;
  }
  const since = before !== undefined && isAlike ? { id: before.id, changed } : undefined;
  return { id: ++lastNumber, frame, sections: numbered, declares, clauses, since };
}

/** Whether surroundings differ from earlier ones in some sections alone. */
export function isSince({ since }: Surroundings, before: Surroundings): boolean {
  return since !== undefined && since.id === before.id;
}

/** Whether a rule reads one of the sections in which surroundings differ from those before. */
export function readsAny({ readsBeside }: Rule, { since }: Surroundings): boolean {
  if (since === undefined || readsBeside === undefined) return true;
  return [...since.changed].some((key) => readsBeside.some((read) => read === key));
}

/** What the clauses of a tree were judged beside when they were judged last. */
function lastSurroundings(
  sections: Clauses['sections'],
  lastOf: (clause: Entry) => Surroundings | undefined,
): Surroundings | undefined {
  for (const { clauses } of sections)
    for (const clause of clauses) {
      const known = lastOf(clause);
      if (known !== undefined) return known;
    }
  return undefined;
}

function hasAllIds(before: Surroundings['clauses'], now: Surroundings['clauses']): boolean {
  return before.length === now.length && now.every((clauses, index) => hasSameIds(before[index] ?? [], clauses));
}

/** Whether two lists of clauses declare the same ids in the same order; what they have in common is not looked at. */
function hasSameIds(before: readonly Entry[], now: readonly Entry[]): boolean {
  if (before === now) return true;
  if (before.length !== now.length) return false;
  return now.every((clause, index) => {
    const other = before[index];
    return other === clause || other?.key.text === clause.key.text;
  });
}

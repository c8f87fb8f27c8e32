// Every name in an agreement, where it is defined and where it is used: the ground of definition, references, rename and tokens.
// It must never look into another file: a name that belongs elsewhere says in which one, and who asks looks there.

import type { SlaFile } from '../model/file';
import type { ScalarNode } from '../syntax/nodes';
import { touches, type Span } from '../text/span';
import { collectDefinitions, collectNames, collectNamesNear } from './collect-names';

export type NameKind =
  | 'party'
  | 'service'
  | 'goal'
  | 'calendar'
  | 'data'
  | 'metric'
  | 'objective'
  | 'exclusion'
  | 'remedy'
  | 'reference'
  | 'dependency'
  | 'duty'
  /** A name under `fees`, and a name of the glossary: the two are one where they are alike. */
  | 'fee'
  | 'term'
  /** A level of `priorities`. */
  | 'level'
  /** A value of a group column that is no level. */
  | 'group'
  /** A step of the derivation of a goal. */
  | 'step'
  | 'column'
  /** The agreement itself. */
  | 'agreement';

export interface Name {
  readonly kind: NameKind;
  readonly name: string;
  readonly role: 'definition' | 'reference' | 'unresolved';
  /** What the name is local to: the goal of a step, the source of a column. */
  readonly scope: string | undefined;
  /** Where it stands, or the alias that stands for it. */
  readonly span: Span;
  /** Where its text stands. */
  readonly written: Span;
  /** Whether `written` holds the name and nothing else. */
  readonly isExact: boolean;
  readonly form: 'key' | 'value' | 'expression' | 'prose';
  readonly node: ScalarNode;
  /** Of a name in another file: the path of that file, and the version of the agreement that is meant. */
  readonly elsewhere: { readonly path: string | undefined; readonly version: string | undefined } | undefined;
}

const known = new WeakMap<SlaFile, readonly Name[]>();

/** All names of a file in document order, found once per file. */
export function namesOf(file: SlaFile): readonly Name[] {
  const before = known.get(file);
  if (before !== undefined) return before;
  const found = collectNames(file);
  known.set(file, found);
  return found;
}

const definitions = new WeakMap<SlaFile, readonly Name[]>();

/** The names that define something. Found by themselves where the others are not known yet: there are far fewer of them. */
export function definitionsOf(file: SlaFile): readonly Name[] {
  const before = definitions.get(file);
  if (before !== undefined) return before;
  const found = (known.get(file) ?? collectDefinitions(file)).filter(({ role }) => role === 'definition');
  definitions.set(file, found);
  return found;
}

/** The innermost name at an offset, a cursor at its end included. */
export function nameAt(file: SlaFile, offset: number): Name | undefined {
  const names = known.get(file) ?? collectNamesNear(file, offset);
  let best: Name | undefined;
  for (const name of names) {
    if (name.span.start > offset) break;
    if (!touches(name.span, offset)) continue;
    const isBetter = best === undefined || name.span.end - name.span.start < best.span.end - best.span.start;
    // Between two names that touch, the one that begins at the cursor is meant.
    if (isBetter || best?.span.end === offset) best = name;
  }
  return best;
}

/** Whether two names of one file mean the same thing. */
export function isSameName(a: Name, b: Name): boolean {
  return (
    a.name === b.name &&
    familyOf(a.kind) === familyOf(b.kind) &&
    a.scope === b.scope &&
    a.elsewhere?.path === b.elsewhere?.path &&
    a.elsewhere?.version === b.elsewhere?.version
  );
}

/** All names of a file that mean the same as one of them. */
export function sameNames(file: SlaFile, name: Name): readonly Name[] {
  return namesOf(file).filter((each) => isSameName(each, name));
}

function familyOf(kind: NameKind): NameKind {
  return kind === 'fee' ? 'term' : kind;
}

const nouns: Partial<Readonly<Record<NameKind, string>>> = {
  data: 'data source',
  step: 'step of the derivation',
  level: 'level of priority',
  term: 'term of the glossary',
};

/** What a kind is called in messages: `data source`, `party`. */
export function nounOf(kind: NameKind): string {
  return nouns[kind] ?? kind;
}

// Where a thing is used: in its own agreement and in those that refer to it; and within one file, for highlights.
// It must never list a place twice, or one that means something else of the same name.

import type { SlaFile } from '../model/file';
import type { Project } from '../project';
import type { Span } from '../text/span';
import { homesOf, usesOf } from './elsewhere';
import { nameAt, sameNames, type Name } from './names';

export interface Reference {
  readonly uri: string;
  readonly span: Span;
}

/** All places of what stands at an offset, those of other files included. */
export function references(
  project: Project,
  file: SlaFile,
  offset: number,
  includesDeclaration: boolean,
): readonly Reference[] {
  const name = nameAt(file, offset);
  if (name === undefined) return [];
  const [home] = homesOf(project, file, name);
  const uses =
    home === undefined ? new Map<SlaFile, readonly Name[]>([[file, sameNames(file, name)]]) : usesOf(project, home);
  return [...uses].flatMap(([each, names]) =>
    once(names)
      .filter(({ role }) => includesDeclaration || role !== 'definition')
      .map(({ span }) => ({ uri: each.snapshot.uri, span })),
  );
}

export interface Highlight {
  readonly span: Span;
  readonly isDefinition: boolean;
}

/** All places in this file of what stands at an offset. */
export function highlights(file: SlaFile, offset: number): readonly Highlight[] {
  const name = nameAt(file, offset);
  if (name === undefined) return [];
  return once(sameNames(file, name)).map(({ span, role }) => ({ span, isDefinition: role === 'definition' }));
}

function once(names: readonly Name[]): readonly Name[] {
  const seen = new Set<number>();
  return names.filter(({ span }) => !seen.has(span.start) && seen.add(span.start));
}

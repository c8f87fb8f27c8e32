// What the rules of review compare: the version before, and the changes of promises since.
// It must never compare texts of which one cannot be read as a whole.

import type { Change } from '../diff/change';
import { promiseChanges } from '../diff/promises';
import type { SlaFile } from '../model/file';
import type { Project } from '../project';
import { entryOf, resolved, type MapNode } from '../syntax/nodes';
import type { Text } from '../model/sla';
import { hasLoss } from './facts';

/** The version before; undefined where none is known, or one of both cannot be read as a whole. */
export function baseOf(project: Project, file: SlaFile): SlaFile | undefined {
  const base = project.facts.bases?.get(file.snapshot.uri);
  if (base === undefined || base === file || hasLoss(base.tree) || hasLoss(file.tree)) return undefined;
  return base.model.id?.value === file.model.id?.value ? base : undefined;
}

/** Whether what a version promised had been agreed. */
export function wasAgreed({ model }: SlaFile): boolean {
  return model.status?.value === 'agreed' || model.status?.value === 'active';
}

/** The changes of promises since the version before that have a direction. */
export function directedChanges(base: SlaFile, file: SlaFile): readonly Change[] {
  return promiseChanges(base, file).filter(({ direction }) => direction !== 'unclear');
}

function sectionMap(file: SlaFile, key: string): MapNode | undefined {
  const section = resolved(file.model.sections.get(key));
  return section?.kind === 'map' ? section : undefined;
}

/** A key of a section that is read as a tree only. */
export function textIn(map: MapNode | undefined, key: string): Text | undefined {
  const value = map === undefined ? undefined : resolved(entryOf(map, key)?.value);
  return value?.kind === 'scalar' ? { value: value.text, span: value.span } : undefined;
}

/** The section `changes`. */
export function changesSection(file: SlaFile): MapNode | undefined {
  return sectionMap(file, 'changes');
}

/** What the history says of the version that the agreement has now. */
export function historyEntry(file: SlaFile): MapNode | undefined {
  const history = sectionMap(file, 'history');
  const version = file.model.version?.value;
  const entry = history === undefined || version === undefined ? undefined : entryOf(history, version);
  const value = resolved(entry?.value);
  return value?.kind === 'map' ? value : undefined;
}

/** The parties of which the history says that the version is weaker for them. */
export function recordedParties(file: SlaFile): readonly string[] {
  const entry = historyEntry(file);
  const weakens = entry === undefined ? undefined : resolved(entryOf(entry, 'weakens')?.value);
  if (weakens?.kind === 'scalar') return [weakens.text];
  if (weakens?.kind !== 'seq') return [];
  return weakens.items.flatMap((item) => {
    const value = resolved(item);
    return value?.kind === 'scalar' ? [value.text] : [];
  });
}

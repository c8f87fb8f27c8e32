// Looks from one agreement into the others of the workspace: by path, by id and version, and back to those that refer here.
// It must never give a place outside the folders that are open, whatever a path says.

import type { SlaFile } from '../model/file';
import { dataOf, type Project } from '../project';
import { fileAt, filesByUri, resolveInside } from '../project-paths';
import { definitionsOf, isSameName, namesOf, sameNames, type Name } from './names';

/** The addresses of the files of a data source: the one that is named, or those that a pattern was found to mean. */
export function dataFiles(project: Project, file: SlaFile, source: string, path: string): readonly string[] {
  const isPattern = /[*?]/.test(path);
  const read = dataOf(project, file).measured?.sources.find((each) => each.source === source)?.files ?? [];
  return (isPattern ? read.slice(0, 100) : [path]).flatMap((each) => resolveInside(project, file, each) ?? []);
}

/** A thing that has a name, in the file where it is defined. */
export interface Home {
  readonly file: SlaFile;
  readonly name: Name;
}

/** The definition of what a name means, in whichever file it stands; of a fee that is a term as well, both. */
export function homesOf(project: Project, file: SlaFile, name: Name): readonly Home[] {
  const { elsewhere } = name;
  if (elsewhere === undefined)
    return definitionsOf(file)
      .filter((each) => isSameName(each, name))
      .map((each) => ({ file, name: each }));
  const home =
    name.kind === 'agreement'
      ? versionOf(project, name.name, elsewhere.version)
      : elsewhere.path === undefined
        ? undefined
        : fileAt(project, file, elsewhere.path);
  if (home === undefined) return [];
  return definitionsOf(home)
    .filter((each) => each.kind === name.kind && each.name === name.name)
    .map((each) => ({ file: home, name: each }));
}

function versionOf(project: Project, id: string, version: string | undefined): SlaFile | undefined {
  if (version === undefined) return undefined;
  for (const file of project.files.values())
    if (file.model.id?.value === id && file.model.version?.value === version) return file;
  return undefined;
}

/** All names that mean the same thing, by file, that of its definition first. */
export function usesOf(project: Project, home: Home): ReadonlyMap<SlaFile, readonly Name[]> {
  const uses = new Map<SlaFile, readonly Name[]>([[home.file, sameNames(home.file, home.name)]]);
  const { kind, name } = home.name;
  if (kind !== 'objective' && kind !== 'agreement') return uses;
  const files = filesByUri(project);
  const version = home.file.model.version?.value;
  for (const file of project.files.values()) {
    // The model is asked first: most files refer to no other one, and their names need not be collected.
    const refers =
      kind === 'objective'
        ? file.model.dependencies.some((each) => each.objective?.value === name && each.agreement !== undefined)
        : file.model.supersedes?.value === `${name}@${version ?? ''}`;
    if (!refers) continue;
    const found = namesOf(file).filter(
      (each) =>
        each.kind === kind &&
        each.name === name &&
        each.elsewhere !== undefined &&
        (kind === 'agreement'
          ? each.elsewhere.version === version
          : each.elsewhere.path !== undefined &&
            fileAt(project, file, each.elsewhere.path, files)?.snapshot.uri === home.file.snapshot.uri),
    );
    if (found.length > 0) uses.set(file, [...(uses.get(file) ?? []), ...found]);
  }
  return uses;
}

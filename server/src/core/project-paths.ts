// What a path in one agreement means in its project: an address inside the folders that are open, or the agreement there.
// It must never give a place outside of them, whatever a path says.

import type { SlaFile } from './model/file';
import type { Project } from './project';
import { folderOf, isBelow, resolveUri, uriKey } from './text/uri';

/** The agreements of a project by address, however it is spelled. */
export type FilesByUri = (uri: string) => SlaFile | undefined;

/** Made once for a question: a project may hold thousands of files. */
export function filesByUri(project: Project): FilesByUri {
  let byKey: Map<string, SlaFile> | undefined;
  return (uri) => {
    const exact = project.files.get(uri);
    if (exact !== undefined) return exact;
    byKey ??= new Map(Array.from(project.files, ([each, file]) => [uriKey(each), file]));
    return byKey.get(uriKey(uri));
  };
}

/** The address that a path in an agreement means, where it lies in the folders that are open. */
export function resolveInside(project: Project, file: SlaFile, path: string): string | undefined {
  const uri = resolveUri(file.snapshot.uri, path);
  return uri !== undefined && isInside(project, file, uri) ? uri : undefined;
}

/** Whether an address lies in the folders that are open, or, for an agreement outside of them, in or below its own folder. */
export function isInside(project: Project, { snapshot }: SlaFile, uri: string): boolean {
  const roots = project.facts.roots ?? [];
  const open = roots.some((root) => isBelow(root, snapshot.uri)) ? roots : [folderOf(snapshot.uri)];
  return open.some((root) => isBelow(root, uri));
}

/** Whether a path of a data file is absolute, on a drive or a server, an address, or leads out of the folders that are open. */
export function leavesWorkspace(project: Project, file: SlaFile, path: string): boolean {
  if (/^(?:[A-Za-z][A-Za-z0-9+.-]*:|~|[/\\])/.test(path)) return true;
  // How far up is still inside is known where the shell has said which folders are open.
  const climbs = project.facts.roots !== undefined && path.split(/[/\\]/).includes('..');
  return climbs && resolveInside(project, file, path.replaceAll('\\', '/')) === undefined;
}

/** The agreement that a path in another one means. */
export function fileAt(
  project: Project,
  file: SlaFile,
  path: string,
  files = filesByUri(project),
): SlaFile | undefined {
  const uri = resolveInside(project, file, path);
  return uri === undefined ? undefined : files(uri);
}

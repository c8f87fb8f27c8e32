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

function isInside(project: Project, { snapshot }: SlaFile, uri: string): boolean {
  const roots = project.facts.roots ?? [];
  const open = roots.some((root) => isBelow(root, snapshot.uri)) ? roots : [folderOf(snapshot.uri)];
  return open.some((root) => isBelow(root, uri));
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

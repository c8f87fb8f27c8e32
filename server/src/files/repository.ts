// Finds the git repository that a file belongs to, by looking at the folders above it and at nothing inside of them but `.git`.
// It must never take a repository that the folder merely claims: neither a link, nor one elsewhere that does not name the folder in turn.

import { lstatSync, readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve, sep } from 'node:path';
import { realPath } from './agreements';

export interface Repository {
  /** The folder that holds the work tree, as a real path. */
  readonly top: string;
  /** The folder in which git keeps what belongs to this work tree, as a real path. */
  readonly gitFolder: string;
}

/** What keeps git from being asked; the message is for people. */
export class GitProblem extends Error {}

/** A file `.git` is one line. */
const maximumBytes = 4_096;

/** The repository around a file or folder, which need not exist. Throws `GitProblem` where there is none, or one that is not taken. */
export function repositoryAround(path: string): Repository {
  const found = lookUp(existing(path));
  if (found === undefined) throw new GitProblem('it lies in no git repository');
  return found;
}

/** The folder that a path stands for, or the nearest one above it that is there; links are followed. */
function existing(path: string): string {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return realPath(folder);
    if (lstatSync(folder, { throwIfNoEntry: false }) !== undefined) return dirname(realPath(folder));
    if (folder === dirname(folder)) return folder;
  }
}

function lookUp(from: string): Repository | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const dotGit = join(folder, '.git');
    const stats = lstatSync(dotGit, { throwIfNoEntry: false });
    if (stats?.isSymbolicLink() === true) throw new GitProblem(`"${dotGit}" is a link, which is not followed`);
    if (stats?.isDirectory() === true) return { top: folder, gitFolder: dotGit };
    if (stats?.isFile() === true) return { top: folder, gitFolder: pointedAt(dotGit, folder) };
    if (folder === dirname(folder)) return undefined;
  }
}

/** Where a file `.git` points: to the place that git made for a second work tree, or for a submodule. */
function pointedAt(dotGit: string, folder: string): string {
  const target = /^gitdir: ([^\r\n]+)\r?\n*$/.exec(smallText(dotGit) ?? '')?.[1];
  if (target === undefined) throw new GitProblem(`"${dotGit}" is no file of git`);
  const gitFolder = realPath(resolve(folder, target));
  if (namesBack(gitFolder, dotGit) || isSubmodule(gitFolder, folder)) return gitFolder;
  throw new GitProblem(`"${dotGit}" points to a repository elsewhere that does not name this folder`);
}

/** Of a second work tree git keeps where it lies. */
function namesBack(gitFolder: string, dotGit: string): boolean {
  const named = smallText(join(gitFolder, 'gitdir'))?.trimEnd();
  if (named === undefined || named === '') return false;
  return realPath(isAbsolute(named) ? named : resolve(gitFolder, named)) === realPath(dotGit);
}

/** The repositories of submodules lie in the one that holds them. */
function isSubmodule(gitFolder: string, folder: string): boolean {
  if (folder === dirname(folder)) return false;
  const outer = lookUp(dirname(folder));
  return outer !== undefined && gitFolder.startsWith(join(outer.gitFolder, 'modules') + sep);
}

function smallText(path: string): string | undefined {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats?.isFile() !== true || stats.size > maximumBytes) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

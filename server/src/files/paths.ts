// Opens data files named in an agreement: the only place that turns such a name into an open file.
// It must never read outside the roots, through a link that leaves them, or anything that is not a regular file.

import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, realpathSync, type Stats } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import picomatch from 'picomatch';

/** Where files may be read. `isTrusted` is false in Restricted Mode: then no link is followed at all. */
export interface Fence {
  /** Absolute folders. */
  readonly roots: readonly string[];
  readonly isTrusted: boolean;
}

export interface FoundFile {
  /** Absolute, links resolved. */
  readonly path: string;
  /** Relative to the folder of the agreement's root, with slashes, for showing. */
  readonly shown: string;
}

export type Found =
  | { readonly ok: true; readonly files: readonly FoundFile[] }
  | { readonly ok: false; readonly kind: 'missing' | 'refused'; readonly message: string };

const maximumMatches = 1_000;

/** Why a path as written is refused before anything is touched; undefined where it is fine. */
export function refusal(path: string): string | undefined {
  if (path.trim() === '') return 'no path is written';
  if (path.length > 500) return 'the path is longer than 500 characters';
  if (/[\u0000-\u001f\u007f]/.test(path)) return 'the path holds a control character';
  if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(path)) return 'addresses and drives are not read; name a file of the workspace';
  if (path.startsWith('~')) return 'the path is not relative to this file';
  if (path.includes('\\')) return 'folders are separated by "/"';
  if (isAbsolute(path) || path.startsWith('/')) return 'the path is absolute; write it relative to this file';
  if (/[{}()!]|\[[^\]]*\]/.test(path) && /[*?]/.test(path)) return 'a pattern takes only * and ?';
  if (path.split('/').some((part) => part === '.git' || /^\.env/.test(part))) return 'this file is never read as data';
  return undefined;
}

/**
 * The files that a path or glob (`*`, `?`, `**`) of an agreement names, in name order, each a regular file inside the roots.
 * `folder` is the agreement's own folder.
 */
export function findFiles(path: string, folder: string, fence: Fence): Found {
  const reason = refusal(path);
  if (reason !== undefined) return { ok: false, kind: 'refused', message: reason };
  const isPattern = /[*?]/.test(path);
  const candidates = isPattern ? expand(path, folder, fence) : [resolve(folder, path)];
  if (candidates.length === 0) return { ok: false, kind: 'missing', message: 'no file matches' };
  if (candidates.length > maximumMatches)
    return { ok: false, kind: 'refused', message: `more than ${maximumMatches} files match` };
  const files: FoundFile[] = [];
  for (const candidate of candidates) {
    const checked = check(candidate, fence);
    if ('reason' in checked)
      return { ok: false, kind: checked.reason === notThere ? 'missing' : 'refused', message: checked.reason };
    files.push({ path: checked.path, shown: relative(folder, candidate).split(sep).join('/') });
  }
  return { ok: true, files };
}

const notThere = 'there is no such file';

/** What the system says of a file that it does not give, in words. */
const systemErrors: Readonly<Record<string, string>> = {
  ENOENT: notThere,
  ENOTDIR: notThere,
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
  ELOOP: 'it is a link',
  EISDIR: 'it is a folder, not a file',
  EMFILE: 'too many files are open; try again',
  ENFILE: 'too many files are open; try again',
  EIO: 'the disk cannot read it',
  ESTALE: 'the network drive has lost it; try again',
  ETIMEDOUT: 'the drive does not answer; try again',
  EBUSY: 'another program holds it; try again',
  ENAMETOOLONG: 'its name is too long',
  ENOMEM: 'there is too little memory to read it',
};

/** Why a file cannot be read, as a clause about "it"; an error that is not of the system speaks for itself. */
export function whyUnreadable(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (typeof code === 'string') return systemErrors[code] ?? `it cannot be read (${code})`;
  return error instanceof Error ? error.message : String(error);
}

/** The real path of a candidate, or why it is refused. */
function check(candidate: string, fence: Fence): { readonly path: string } | { readonly reason: string } {
  if (!fence.roots.some((root) => contains(root, candidate))) return { reason: 'it lies outside the workspace' };
  let path: string;
  let stats: Stats;
  try {
    path = realpathSync(candidate);
    stats = lstatSync(path);
  } catch (error) {
    return { reason: whyUnreadable(error) };
  }
  const realRoots = fence.roots.map(realRoot);
  if (!realRoots.some((root) => contains(root, path))) return { reason: 'it is a link that leaves the workspace' };
  if (
    !fence.isTrusted &&
    !fence.roots.some((root, index) => join(realRoots[index] ?? root, relative(root, candidate)) === path)
  ) {
    return { reason: 'links are not followed in a workspace that is not trusted' };
  }
  if (stats.isDirectory()) return { reason: 'it is a folder, not a file' };
  return stats.isFile() ? { path } : { reason: 'it is not a regular file' };
}

function realRoot(root: string): string {
  try {
    return realpathSync(root);
  } catch {
    return root;
  }
}

function contains(root: string, path: string): boolean {
  const inner = relative(root, path);
  return inner !== '' && !inner.startsWith(`..${sep}`) && inner !== '..' && !isAbsolute(inner);
}

function expand(pattern: string, folder: string, fence: Fence): string[] {
  const isMatch = picomatch(pattern.replace(/^\.\//, ''), {
    noextglob: true,
    nobrace: true,
    nobracket: true,
    dot: false,
  });
  const parts = pattern.split('/');
  const fixed = parts.slice(
    0,
    parts.findIndex((part) => /[*?]/.test(part)),
  );
  const start = resolve(folder, fixed.join('/') || '.');
  if (!fence.roots.some((root) => start === root || contains(root, start))) return [];
  const depth = pattern.includes('**') ? 8 : parts.length - fixed.length;
  const found: string[] = [];
  const visit = (current: string, level: number): void => {
    if (level > depth || found.length > maximumMatches) return;
    let names: string[];
    try {
      names = readdirSync(current);
    } catch {
      return;
    }
    for (const name of names.sort()) {
      if (name === 'node_modules' || name.startsWith('.')) continue;
      const path = join(current, name);
      const shown = relative(folder, path).split(sep).join('/');
      if (isMatch(shown)) found.push(path);
      else if (level < depth && isFolder(path)) visit(path, level + 1);
    }
  };
  visit(start, 1);
  return found.sort();
}

function isFolder(path: string): boolean {
  try {
    return lstatSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** An open file with what it was when it was opened. The caller closes it. */
export interface OpenFile {
  readonly descriptor: number;
  readonly size: number;
  readonly stamp: string;
}

/** Opens a path that `findFiles` gave; the handle itself is checked, so that a file swapped in between is refused. */
export function openRegular(path: string): OpenFile {
  // Not blocking: a pipe put in the file's place would otherwise hang the reader.
  const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0));
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) throw new Error('it is not a regular file');
    return { descriptor, size: stats.size, stamp: stampOf(stats) };
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

/** Changes whenever the file's content may have changed. */
export function stampOf(stats: Stats): string {
  return `${stats.dev}:${stats.ino}:${stats.size}:${stats.mtimeMs}`;
}

/** Whether a path may be offered to a person: it lies inside the roots with its links followed, or nothing stands there yet. */
export function mayOffer(path: string, fence: Fence): boolean {
  const checked = check(path, fence);
  return !('reason' in checked) || checked.reason === notThere;
}

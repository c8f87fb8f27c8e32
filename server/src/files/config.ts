// Reads the file `sla.config.yaml` of a folder, and tells which agreements below the folder it lets be looked at.
// It must never read anything but a regular file that lies in that folder itself, links followed.

import { closeSync, constants, fstatSync, openSync, readSync, realpathSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import picomatch from 'picomatch';
import type { Config } from '../core/config';

/** No configuration is longer than this. */
const maximumBytes = 100_000;

/** The text of the file in a folder; undefined where there is none, `reason` where there is one that cannot be read. */
export function configText(
  folder: string,
  name: string,
): { readonly text: string } | { readonly reason: string } | undefined {
  const path = join(folder, name);
  try {
    if (realpathSync(path) !== join(realpathSync(folder), name)) return { reason: 'it is a link' };
    const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const stats = fstatSync(descriptor);
      if (!stats.isFile()) return { reason: 'it is not a regular file' };
      if (stats.size > maximumBytes) return { reason: `it has more than ${maximumBytes / 1_000} kB` };
      const buffer = Buffer.alloc(stats.size);
      const size = readSync(descriptor, buffer, 0, stats.size, 0);
      return { text: new TextDecoder('utf-8').decode(buffer.subarray(0, size)) };
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    return { reason: code === 'EACCES' ? 'no permission to read it' : 'it cannot be read' };
  }
}

/** Whether the configuration of a folder lets an agreement below it be looked at. Paths are absolute. */
export function admits({ include, exclude }: Config, folder: string, path: string): boolean {
  if (include.length === 0 && exclude.length === 0) return true;
  const inner = relative(folder, path).split(sep).join('/');
  if (include.length > 0 && !include.some((pattern) => matches(pattern, inner))) return false;
  return !exclude.some((pattern) => matches(pattern, inner));
}

const compiled = new Map<string, (path: string) => boolean>();

/** A pattern that names a folder means all that is in it. */
function matches(pattern: string, path: string): boolean {
  let isMatch = compiled.get(pattern);
  if (isMatch === undefined) {
    const options = { noextglob: true, nobrace: true, nobracket: true, dot: true };
    const bare = pattern.replace(/\/+$/, '');
    const [whole, below] = [picomatch(bare, options), picomatch(`${bare}/**`, options)];
    isMatch = (each) => whole(each) || below(each);
    if (compiled.size > 1_000) compiled.clear();
    compiled.set(pattern, isMatch);
  }
  return isMatch(path);
}

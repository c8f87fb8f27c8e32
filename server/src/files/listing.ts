// Lists the files of a workspace that an agreement may name, as paths relative to it.
// It must never follow a link, leave the roots, or open a file: names alone are offered.

import { readdirSync, type Dirent } from 'node:fs';
import { join, relative, sep } from 'node:path';

const named = /\.(?:csv|tsv|json|ndjson|jsonl|parquet|md|pdf|docx|ya?ml)(?:\.gz)?$/i;
/** Folders and files beyond this are not listed: a list that long helps nobody who types. */
const maximumFolders = 500;
const maximumPaths = 2_000;

/** The paths below some roots, relative to a folder, the nearest ones first. Folders that cannot be read are passed over. */
export function listPaths(folder: string, roots: readonly string[]): readonly string[] {
  const found: string[] = [];
  const open = [...roots];
  for (let visited = 0; visited < maximumFolders && open.length > 0 && found.length < maximumPaths; visited++) {
    const current = open.shift() ?? '';
    for (const entry of entriesOf(current)) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      const path = join(current, entry.name);
      if (entry.isDirectory()) open.push(path);
      else if (entry.isFile() && named.test(entry.name)) found.push(relative(folder, path).split(sep).join('/'));
    }
  }
  const steps = (path: string): number => path.split('/').length + (path.startsWith('..') ? 100 : 0);
  return found.sort((a, b) => steps(a) - steps(b) || (a < b ? -1 : 1)).slice(0, maximumPaths);
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

// Reads the agreements that another one names as what it stands on, for the rules that look into them.
// It must never read outside the roots, nor follow what those agreements name in turn.

import { existsSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { open, type SlaFile } from '../core/model/file';
import { uriKey, uriOfPath } from '../core/text/uri';
import { readAgreement, realPath } from '../files/agreements';

export interface Neighbours {
  readonly files: readonly SlaFile[];
  /** Keys of those that exist, whether or not they could be read. */
  readonly keys: ReadonlySet<string>;
}

/** The agreements that a file at a path names, as far as they lie in the roots (real paths). */
export function neighboursOf(path: string, { model }: SlaFile, roots: readonly string[]): Neighbours {
  const files = new Map<string, SlaFile>();
  const keys = new Set<string>();
  for (const { agreement } of model.dependencies) {
    if (agreement === undefined || agreement.value === '' || agreement.value.includes('\0')) continue;
    const named = resolve(dirname(path), agreement.value);
    const uri = uriOfPath(named);
    if (keys.has(uriKey(uri)) || !existsSync(named)) continue;
    const real = realPath(named);
    if (!roots.some((root) => real.startsWith(root + sep))) continue;
    keys.add(uriKey(uri));
    const text = readAgreement(named);
    if (text.ok) files.set(uri, open({ uri, version: 0, text: text.text }));
  }
  return { files: [...files.values()], keys };
}

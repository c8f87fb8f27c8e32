// Finds and reads agreements on disk for the command line: files as named, folders searched.
// It must never follow a link out of a folder that is searched, nor read more than an agreement can be.

import { closeSync, openSync, readdirSync, readSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';

const agreementName = /\.sla\.(?:ya?ml|json)$/;
const maximumFiles = 20_000;
/** A little more than the parser takes, so that it can say that the text is too long. */
const maximumBytes = 6_000_000;

export type FoundAgreements =
  { readonly ok: true; readonly paths: readonly string[] } | { readonly ok: false; readonly message: string };

/** The agreements that a path names: itself, or all below it in name order (`node_modules` and hidden folders left out). */
export function findAgreements(path: string): FoundAgreements {
  let isFolder: boolean;
  try {
    isFolder = statSync(path).isDirectory();
  } catch {
    return { ok: false, message: `there is no file or folder "${path}"` };
  }
  if (!isFolder)
    return agreementName.test(path)
      ? { ok: true, paths: [path] }
      : { ok: false, message: `"${path}" is no agreement; its name has to end in .sla.yaml` };
  const paths: string[] = [];
  const visit = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (paths.length >= maximumFiles) return;
      const inner = join(folder, entry.name);
      if (entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.')) visit(inner);
      else if (entry.isFile() && agreementName.test(entry.name)) paths.push(inner);
    }
  };
  visit(path);
  return paths.length === 0 ? { ok: false, message: `no *.sla.yaml below "${path}"` } : { ok: true, paths };
}

export type AgreementText =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string };

/** The text of an agreement; anything but UTF-8 is refused with the place where it stops being that. */
export function readAgreement(path: string): AgreementText {
  try {
    if (!statSync(path).isFile()) return { ok: false, message: 'it is not a regular file' };
    const descriptor = openSync(path, 'r');
    try {
      const buffer = Buffer.alloc(maximumBytes);
      const size = readSync(descriptor, buffer, 0, maximumBytes, 0);
      return decode(buffer.subarray(0, size));
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    return {
      ok: false,
      message:
        (error as NodeJS.ErrnoException).code === 'EACCES' ? 'no permission to read it' : (error as Error).message,
    };
  }
}

function decode(bytes: Buffer): AgreementText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { ok: true, text: bytes.toString('utf16le', 2) };
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const parts: string[] = [];
  for (let at = 0; at <= bytes.length; at += 4_096) {
    try {
      parts.push(decoder.decode(bytes.subarray(at, at + 4_096), { stream: at + 4_096 <= bytes.length }));
    } catch {
      return { ok: false, message: `it is not UTF-8 (near byte ${at})` };
    }
  }
  return { ok: true, text: parts.join('') };
}

/** The workspace of an agreement where none is named: its git work tree, else the current folder if it lies below, else its own folder. */
export function rootOf(path: string, currentFolder: string): string {
  const real = realpathSync(path);
  for (let folder = dirname(real); ; folder = dirname(folder)) {
    if (exists(join(folder, '.git'))) return folder;
    if (folder === dirname(folder)) break;
  }
  const current = realpathSync(currentFolder);
  return real.startsWith(current + sep) ? current : dirname(real);
}

function exists(path: string): boolean {
  try {
    statSync(path);
    return true;
  } catch {
    return false;
  }
}

/** An absolute path with links resolved, or as given where it does not exist. */
export function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}

// Finds and reads agreements on disk for the command line: files as named, folders searched.
// It must never follow a link out of a folder that is searched, read more than an agreement can be, or leave one half written.

import {
  closeSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
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
    return isAgreementName(path)
      ? { ok: true, paths: [path] }
      : { ok: false, message: `"${path}" is no agreement; its name has to end in .sla.yaml` };
  const paths: string[] = [];
  const visit = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (paths.length >= maximumFiles) return;
      const inner = join(folder, entry.name);
      if (entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.')) visit(inner);
      else if (entry.isFile() && isAgreementName(entry.name)) paths.push(inner);
    }
  };
  visit(path);
  return paths.length === 0 ? { ok: false, message: `no *.sla.yaml below "${path}"` } : { ok: true, paths };
}

/** Whether a path ends as the names of agreements do. */
export function isAgreementName(path: string): boolean {
  return agreementName.test(path);
}

/** How the text of an agreement is written as bytes. */
export type Encoding = 'utf8' | 'utf16le';

export type AgreementText =
  | { readonly ok: true; readonly text: string; readonly encoding: Encoding }
  | {
      readonly ok: false;
      readonly message: string;
      /** Where the file was read but is no UTF-8: its text with a sign for each byte that is not, and the offset of the first. */
      readonly garbled: { readonly text: string; readonly at: number } | undefined;
    };

/** The text of an agreement; anything but UTF-8 is refused with the place where it stops being that. */
export function readAgreement(path: string): AgreementText {
  try {
    if (!statSync(path).isFile()) return { ok: false, message: 'it is not a regular file', garbled: undefined };
    const descriptor = openSync(path, 'r');
    try {
      const buffer = Buffer.alloc(maximumBytes);
      const size = readSync(descriptor, buffer, 0, maximumBytes, 0);
      return decodeAgreement(buffer.subarray(0, size));
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    return {
      ok: false,
      message:
        (error as NodeJS.ErrnoException).code === 'EACCES' ? 'no permission to read it' : (error as Error).message,
      garbled: undefined,
    };
  }
}

/**
 * Writes an agreement in the encoding in which it was read: whole into a new file beside it that then takes its place, so that nothing is
 * lost where the disk is full. What a link stands for is written, not the link. Throws where the file cannot be written.
 */
export function writeAgreement(path: string, text: string, encoding: Encoding): void {
  const real = realpathSync(path);
  const bytes = encoding === 'utf8' ? Buffer.from(text) : Buffer.from(`\ufeff${text}`, 'utf16le');
  const beside = `${real}.${process.pid}.new`;
  try {
    writeFileSync(beside, bytes, { flag: 'wx', mode: statSync(real).mode });
    renameSync(beside, real);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

/** The text of the bytes of an agreement; anything but UTF-8, or UTF-16 that says so, is refused with the place where it stops being that. */
export function decodeAgreement(bytes: Buffer): AgreementText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { ok: true, text: bytes.toString('utf16le', 2), encoding: 'utf16le' };
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const at = invalidAt(bytes);
  // A file longer than what is read may be cut inside a character; the parser says that it is too long.
  if (at === undefined || (bytes.length === maximumBytes && at > maximumBytes - 4))
    return { ok: true, text, encoding: 'utf8' };
  const byte = (bytes[at] ?? 0).toString(16).toUpperCase().padStart(2, '0');
  return {
    ok: false,
    message: `This file is not UTF-8: byte 0x${byte} at offset ${at}`,
    garbled: { text, at: bytes.toString('utf8', 0, at).length },
  };
}

/** The offset of the first byte that is not UTF-8; undefined where all of it is. */
function invalidAt(bytes: Buffer): number | undefined {
  for (let at = 0; at < bytes.length;) {
    const length = characterLength(bytes, at);
    if (length === 0) return at;
    at += length;
  }
  return undefined;
}

/** How many bytes the character at an offset takes, 0 where none stands there: neither cut off, nor longer than needed, nor half of a pair. */
function characterLength(bytes: Buffer, at: number): number {
  const [first = 0, second = 0] = bytes.subarray(at, at + 2);
  if (first < 0x80) return 1;
  const length = first >= 0xc2 && first <= 0xdf ? 2 : first >> 4 === 0xe ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0;
  if (length === 0 || at + length > bytes.length) return 0;
  const least = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const most = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (second < least || second > most) return 0;
  for (let next = at + 2; next < at + length; next++) if (((bytes[next] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
}

/** The workspace of an agreement where none is named: its git work tree, else the current folder if it lies below, else its own folder. It need not be there any more. */
export function rootOf(path: string, currentFolder: string): string {
  const real = realPath(path);
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

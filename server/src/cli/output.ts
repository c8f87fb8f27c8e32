// Writes a document into a file that the user names: whole into a new file beside it, which then takes its place.
// It must never overwrite what was read, nor write a document half.

import { existsSync, lstatSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import type { FileData } from '../core/project';
import { findAgreements, realPath } from '../files/agreements';
import { CannotRun } from './cannot-run';
import { rootsOf, type MeasuringOptions } from './measuring';

/** An agreement that a document is made from, with its data. */
export interface ReadAgreement {
  readonly path: string;
  readonly data: Pick<FileData, 'measured'>;
}

/** Writes a text into a named file. Throws `CannotRun`, which names the option, where it cannot or would overwrite what was read. */
export function writeOutput(
  option: string,
  named: string,
  text: string,
  read: readonly ReadAgreement[],
  options: MeasuringOptions,
): void {
  const path = resolve(options.currentFolder, named);
  const folder = dirname(path);
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new CannotRun(`${option} ${named}: there is no such folder`);
  if (existsSync(path)) {
    if (statSync(path).isDirectory()) throw new CannotRun(`${option} ${named}: it is a folder; name a file`);
    if (read.some((each) => isRead(path, each, options)))
      throw new CannotRun(`${option} ${named}: it would overwrite what the document is made from`);
    if (findAgreements(path).ok) throw new CannotRun(`${option} ${named}: it would overwrite an agreement`);
  }
  try {
    replace(path, text);
  } catch (error) {
    throw new CannotRun(`${option} ${named}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/**
 * Refuses a path below the current folder that is a link, or leads elsewhere by one: whoever wrote the files of a repository would choose
 * what is overwritten. Throws `CannotRun`.
 */
export function refuseLinks(option: string, named: string, { currentFolder }: MeasuringOptions): void {
  const path = resolve(currentFolder, named);
  const isWithin = (each: string, folder: string): boolean => each === folder || each.startsWith(folder + sep);
  if (path === resolve(currentFolder) || !isWithin(path, resolve(currentFolder))) return;
  const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  if (isLink || !isWithin(realPath(dirname(path)), realPath(currentFolder)))
    throw new CannotRun(`${option} ${named}: a link leads from there to another file, which is not overwritten`);
}

function replace(path: string, text: string): void {
  const isThere = existsSync(path);
  // A device or a pipe takes text and has no place to be put into.
  if (isThere && !statSync(path).isFile()) return writeFileSync(path, text);
  const real = isThere ? realpathSync(path) : path;
  const beside = `${real}.${process.pid}.new`;
  try {
    writeFileSync(beside, text, { flag: 'wx', ...(isThere ? { mode: statSync(real).mode } : {}) });
    renameSync(beside, real);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

/** Whether a file is the agreement or holds data of it, under whatever name. */
function isRead(path: string, { path: own, data }: ReadAgreement, options: MeasuringOptions): boolean {
  const files = (data.measured?.sources ?? []).flatMap((source) => source.files);
  const read = [
    own,
    ...(existsSync(own) ? rootsOf(own, options) : []).flatMap((root) => files.map((file) => join(root, file))),
  ];
  const target = statSync(path);
  return read.some((file) => {
    if (!existsSync(file)) return false;
    const { dev, ino } = statSync(file);
    return dev === target.dev && ino === target.ino;
  });
}

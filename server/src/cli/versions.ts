// Finds the two versions of each agreement that a comparison is about: two files, or the files of now and those of a commit.
// It must never ask git for more than stored texts, nor leave an agreement out in silence.

import { existsSync, lstatSync, statSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { parse } from '../core/syntax/parse';
import { lower } from '../core/model/lower';
import type { Config } from '../core/config';
import { findAgreements, isAgreementName, readAgreement, realPath, type AgreementText } from '../files/agreements';
import { admits } from '../files/config';
import {
  agreementsAt,
  commitOf,
  isStoredAs,
  openRepository,
  pathInside,
  pathOnDisk,
  storedAgreement,
} from '../files/git';
import { GitProblem, type Repository } from '../files/repository';
import { CannotRun } from './cannot-run';
import { shownPath, type MeasuringOptions } from './measuring';
import { renamedPaths, type Stray } from './renamed';

/** One version of an agreement. */
export interface Version {
  /** Absolute; of a version of a commit the place where it would lie. */
  readonly path: string;
  /** As it is shown: relative to the current folder, with slashes. */
  readonly shown: string;
  readonly text: AgreementText;
}

/** What is compared. At least one of both is there: an agreement without the old one is new, without the new one it is gone. */
export interface Versions {
  readonly old: Version | undefined;
  readonly now: Version | undefined;
}

export interface Found {
  /** Those that differ as texts, in the order of paths. */
  readonly pairs: readonly Versions[];
  /** Paths of the agreements whose texts are the same. */
  readonly same: readonly string[];
  /** What could not be compared, one line each. */
  readonly failures: readonly string[];
}

/** The two files that were named. Throws `CannotRun` where one is no agreement. */
export function namedFiles(names: readonly string[], options: MeasuringOptions): Found {
  const [old, now] = names.map((name): Version => {
    const path = resolve(options.currentFolder, name);
    const found = findAgreements(path);
    if (!found.ok) throw new CannotRun(found.message);
    if (found.paths[0] !== path) throw new CannotRun(`"${name}" is a folder; name two agreements, or one with --base`);
    return { path, shown: shownPath(path, options), text: readAgreement(path) };
  });
  return { pairs: [{ old, now }], same: [], failures: [] };
}

interface Named {
  readonly name: string;
  /** With links resolved. */
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'gone';
  readonly found: readonly string[];
}

/**
 * All agreements that the paths name, now or in the commit. Throws `CannotRun` where a path names nothing, and where no repository could
 * be asked; where one of several could not, that is told beside what the others say.
 */
export function sinceCommit(names: readonly string[], base: string, options: FindingOptions): Found {
  const named = names.map((name) => namedPath(name, options));
  const byTop = new Map<string, { repository: Repository; paths: Map<string, string>; named: Named[] }>();
  const failures: string[] = [];
  const within = (path: string, mayLack = false): { paths: Map<string, string>; named: Named[] } | undefined => {
    try {
      const repository = openRepository(path);
      const known = byTop.get(repository.top);
      if (known !== undefined) return known;
      const made = { repository, paths: new Map<string, string>(), named: [] };
      byTop.set(repository.top, made);
      return made;
    } catch (error) {
      if (!(error instanceof GitProblem)) throw error;
      if (!mayLack) failures.push(`${shownPath(path, options)}: --base ${base}: ${error.message}`);
      return undefined;
    }
  };
  for (const each of named) {
    // A folder may itself lie in no repository, and only hold some.
    within(each.path, each.found.length > 0)?.named.push(each);
    for (const path of each.found) {
      const real = realPath(path);
      const group = within(real);
      group?.paths.set(real, path);
      if (group !== undefined && !group.named.includes(each)) group.named.push(each);
    }
  }
  const groups = [...byTop.values()].map(({ repository, paths, named: own }): Found => {
    try {
      return inRepository(repository, paths, own, base, options);
    } catch (error) {
      if (!(error instanceof GitProblem)) throw error;
      return {
        pairs: [],
        same: [],
        failures: [`${shownPath(repository.top, options)}: --base ${base}: ${error.message}`],
      };
    }
  });
  failures.push(...groups.flatMap((group) => group.failures));
  const pairs = groups.flatMap((group) => group.pairs);
  const same = groups.flatMap((group) => group.same);
  if (failures.length > 0 && pairs.length + same.length === 0) throw new CannotRun([...new Set(failures)].join('\n'));
  const told = [...same, ...pairs.flatMap(({ old, now }) => [old, now].flatMap((version) => version?.path ?? []))].map(
    realPath,
  );
  for (const { name, path, kind } of named)
    if (kind === 'folder' && failures.length === 0 && !told.some((each) => isWithin(each, path)))
      throw new CannotRun(`no agreement to compare below "${name}", neither now nor in ${base}`);
  const shown = ({ old, now }: Versions): string => (now ?? old)?.shown ?? '';
  const sorted = pairs.sort((a, b) => (shown(a) < shown(b) ? -1 : shown(a) > shown(b) ? 1 : 0));
  return { pairs: sorted, same, failures: [...new Set(failures)] };
}

function namedPath(name: string, { currentFolder }: MeasuringOptions): Named {
  const path = resolve(currentFolder, name);
  if (!existsSync(path)) return { name, path, kind: 'gone', found: [] };
  const found = findAgreements(path);
  if (statSync(path).isDirectory())
    return { name, path: realPath(path), kind: 'folder', found: found.ok ? found.paths : [] };
  if (!found.ok) throw new CannotRun(found.message);
  return { name, path: realPath(path), kind: 'file', found: found.paths };
}

/** Whether one agreement is asked about by its name. */
export function namesOneFile(names: readonly string[], options: MeasuringOptions): boolean {
  const [name, another] = names;
  if (name === undefined || another !== undefined) return false;
  const path = resolve(options.currentFolder, name);
  return existsSync(path) ? !statSync(path).isDirectory() : isAgreementName(path);
}

export interface FindingOptions extends MeasuringOptions {
  readonly configOf: (root: string) => Config;
  /** Whether an agreement whose text is the same is a pair as well. */
  readonly keepsSame: boolean;
}

function inRepository(
  repository: Repository,
  paths: ReadonlyMap<string, string>,
  named: readonly Named[],
  base: string,
  options: FindingOptions,
): Found {
  const stored = agreementsAt(repository, commitOf(repository, base));
  const isInScope = scopeOf(repository, named, options);
  const present = new Map([...paths].map(([real, path]) => [pathInside(repository, real), path]));
  const isThere = (inner: string): boolean => isFile(pathOnDisk(repository, inner));
  const oldVersion = (inner: string): Version => {
    const path = pathOnDisk(repository, inner);
    const text = storedAgreement(repository, stored.get(inner) ?? '');
    return { path, shown: shownPath(path, options), text };
  };
  const version = (path: string): Version => ({ path, shown: shownPath(path, options), text: readAgreement(path) });
  const pairs: Versions[] = [];
  const same: string[] = [];
  const come = new Map<string, Version>();
  for (const [inner, path] of present) {
    if (!isInScope(inner)) continue;
    const [now, hash] = [version(path), stored.get(inner)];
    if (hash === undefined) come.set(inner, now);
    else if (!options.keepsSame && now.text.ok && isStoredAs(Buffer.from(now.text.text), hash)) same.push(path);
    else pairs.push({ old: oldVersion(inner), now });
  }
  const lacking = [...stored.keys()].filter((inner) => !isThere(inner));
  const goneHere = lacking.filter(isInScope);
  const gone = lacking.filter((inner) => isSearched(inner.split('/')) || isInScope(inner));
  for (const { name, kind, path } of named)
    if (kind === 'gone' && !goneHere.some((inner) => isWithin(pathOnDisk(repository, inner), path)))
      throw new CannotRun(`there is no file or folder "${name}", and none in ${base}`);
  if (come.size + goneHere.length === 0) return { pairs, same, failures: [] };
  // What has left the folders that are named may be elsewhere, and what is new in them may come from there.
  const elsewhere = goneHere.length === 0 ? [] : newElsewhere(repository, stored, come);
  const news = new Map([
    ...come,
    ...elsewhere.map((inner) => [inner, version(pathOnDisk(repository, inner))] as const),
  ]);
  const olds = new Map(gone.map((inner) => [inner, oldVersion(inner)]));
  const renamed = renamedPaths([...olds].map(strayOf), [...news].map(strayOf));
  const moved = new Set(renamed.values());
  for (const [inner, now] of news) {
    const before = renamed.get(inner);
    if (before !== undefined && (come.has(inner) || isInScope(before))) pairs.push({ old: olds.get(before), now });
    else if (come.has(inner)) pairs.push({ old: undefined, now });
  }
  for (const inner of goneHere) if (!moved.has(inner)) pairs.push({ old: olds.get(inner), now: undefined });
  return { pairs, same, failures: [] };
}

function strayOf([path, { text }]: readonly [string, Version]): Stray {
  const written = text.ok ? text.text : '';
  return { path, text: written, id: lower(parse(written)).id?.value };
}

/** Whether something is asked about: below a folder that is named, as folders are searched, and not left out by the configuration. */
function scopeOf(repository: Repository, named: readonly Named[], options: FindingOptions): (inner: string) => boolean {
  const roots = options.roots.map((root) => realPath(resolve(options.currentFolder, root)));
  return (inner) => {
    const path = pathOnDisk(repository, inner);
    if (named.some((each) => each.path === path)) return true;
    const root = roots.find((each) => isWithin(path, each)) ?? roots[0] ?? repository.top;
    const isBelow = named.some(({ path: folder, kind }) => {
      if (kind === 'file' || !isWithin(path, folder)) return false;
      const folders = path
        .slice(folder.length + 1)
        .split(sep)
        .slice(0, -1);
      return !folders.some((each) => each === 'node_modules' || each.startsWith('.'));
    });
    return isBelow && admits(options.configOf(root), root, path);
  };
}

/** Whether a search finds what lies there: hidden folders and packages are left out. */
function isSearched(parts: readonly string[]): boolean {
  return !parts.slice(0, -1).some((each) => each === 'node_modules' || each.startsWith('.'));
}

/** New agreements of the repository that lie outside of what is named. */
function newElsewhere(
  repository: Repository,
  stored: ReadonlyMap<string, string>,
  come: ReadonlyMap<string, Version>,
): readonly string[] {
  const found = findAgreements(repository.top);
  if (!found.ok) return [];
  return found.paths
    .map((path) => pathInside(repository, path))
    .filter((inner) => !stored.has(inner) && !come.has(inner));
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function isFile(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

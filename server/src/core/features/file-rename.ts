// Keeps paths right when a file or folder moves: in the agreements that point to it, and in those that move themselves.
// It must never change a path that goes on meaning the same file, nor a pattern that may mean others as well.

import type { SlaFile } from '../model/file';
import type { Project } from '../project';
import type { TextEdit } from '../rules/rule';
import { places } from '../rules/run';
import type { ValuePlace } from '../schema/walk';
import { written } from '../rules/edits';
import { isBelow, pathBetween, resolveUri, uriKey } from '../text/uri';
import type { FileEdit } from './rename';
import { innerOf } from './written';

/** A file or folder that gets another address. */
export interface Move {
  readonly oldUri: string;
  readonly newUri: string;
}

/** The edits, under the old addresses, that keep all paths right once some files or folders have their new ones. */
export function fileRename(project: Project, moves: readonly Move[]): readonly FileEdit[] {
  const keys = moves.map((move) => ({ ...move, key: uriKey(move.oldUri) }));
  const moved = (uri: string): string => {
    for (const { oldUri, newUri, key } of keys) {
      if (uriKey(uri) === key) return newUri;
      if (isBelow(oldUri, uri)) return `${newUri.replace(/\/$/, '')}${tail(uri, oldUri)}`;
    }
    return uri;
  };
  return [...project.files.values()].flatMap((file) => {
    const edits = editsOf(file, moved);
    return edits.length === 0 ? [] : [{ uri: file.snapshot.uri, edits }];
  });
}

/** What an address has beyond that of a folder around it, counted in segments: the two may be spelled differently. */
function tail(uri: string, folder: string): string {
  const depth = folder.replace(/\/$/, '').split('/').length;
  return uri
    .split('/')
    .slice(depth)
    .map((segment) => `/${segment}`)
    .join('');
}

function editsOf(file: SlaFile, moved: (uri: string) => string): readonly TextEdit[] {
  const { uri, text } = file.snapshot;
  const here = moved(uri);
  if (file.tree.root === undefined || !mayPoint(file)) return [];
  const edits = new Map<number, TextEdit>();
  for (const place of places(file)) {
    if (place.kind !== 'value' || place.scalar !== 'path') continue;
    const edit = editOf(place, text, uri, here, moved);
    if (edit !== undefined) edits.set(edit.span.start, edit);
  }
  return [...edits.values()];
}

/** Whether a file holds any path at all: most questions about moves are asked of files that have none. */
function mayPoint({ model }: SlaFile): boolean {
  return (
    model.data.some(({ file }) => file !== undefined) ||
    model.dependencies.some(({ agreement }) => agreement !== undefined) ||
    model.sections.has('references')
  );
}

function editOf(
  { node }: ValuePlace,
  text: string,
  uri: string,
  here: string,
  moved: (uri: string) => string,
): TextEdit | undefined {
  const path = node.text;
  const parts = path.split('/');
  const firstPattern = parts.findIndex((part) => /[*?]/.test(part));
  // Of a pattern the folders before it are what a move can change.
  const fixed = firstPattern < 0 ? path : parts.slice(0, firstPattern).join('/');
  const rest = firstPattern < 0 ? '' : parts.slice(firstPattern).join('/');
  const target = resolveUri(uri, fixed === '' ? '.' : fixed);
  if (target === undefined || node.style === 'block') return undefined;
  const now = moved(target);
  if (now === target && here === uri) return undefined;
  const between = rest === '' ? pathBetween(here, now) : pathBetween(here, `${now.replace(/\/$/, '')}/x`);
  if (between === undefined) return undefined;
  const changed = rest === '' ? between : between.slice(0, -1) + rest;
  if (changed === path || resolveUri(here, changed) === resolveUri(here, path)) return undefined;
  const inner = innerOf(text, node);
  const isExact = text.slice(inner.start, inner.end) === path;
  if (!isExact) return undefined;
  const isPlain = node.style === 'plain' && plainPath.test(changed);
  return { span: node.span, newText: isPlain ? changed : written(changed, node.style) };
}

/** A path that YAML reads as it stands in every place, its patterns included. */
const plainPath = /^[\p{L}\p{N}._/](?:[\p{L}\p{N}._/ *?()+=~@-]*[\p{L}\p{N}._/*?()+=~@-])?$/u;

// Where a name is defined: in this agreement, in another one, or in the header of a data file.
// It must never point outside the folders that are open, nor guess where a column stands: who has the file looks.

import type { SlaFile } from '../model/file';
import { metricOf, sourceOf } from '../model/queries';
import { dataOf, type Project } from '../project';
import { places } from '../rules/run';
import { pathAlong, type ValuePlace } from '../schema/walk';
import { entryOf, resolved, type MapNode, type ScalarNode } from '../syntax/nodes';
import { findAt } from '../syntax/find';
import { touches, type Span } from '../text/span';
import { fileAt, resolveInside } from '../project-paths';
import { dataFiles, homesOf } from './elsewhere';
import { nameAt, type Name } from './names';
import { innerOf, trimmed } from './written';

export interface Definition {
  /** The word under the cursor. */
  readonly origin: Span;
  readonly uri: string;
  readonly place:
    | { readonly kind: 'text'; readonly span: Span; readonly nameSpan: Span }
    /** A file that is no agreement; `column` is looked for in its first line. */
    | { readonly kind: 'file'; readonly column: string | undefined };
}

/** Where what stands at an offset is defined; several places for a fee that is a term as well, and for files of a pattern. */
export function definition(project: Project, file: SlaFile, offset: number): readonly Definition[] {
  const path = pathPlaceAt(file, offset);
  if (path !== undefined) return pathTargets(project, file, path);
  const name = nameAt(file, offset);
  if (name === undefined) return [];
  if (name.kind === 'column') return columnTargets(project, file, name, offset);
  return homesOf(project, file, name).map((home) => {
    const { entry } = findAt(home.file.tree, home.name.written.start);
    const span = entry !== undefined && entry.span.end >= home.name.written.end ? entry.span : home.name.written;
    return {
      origin: name.span,
      uri: home.file.snapshot.uri,
      place: { kind: 'text', span: trimmed(home.file.snapshot.text, span), nameSpan: home.name.written },
    };
  });
}

function pathPlaceAt(file: SlaFile, offset: number): ValuePlace | undefined {
  return places(file).find(
    (place): place is ValuePlace => place.kind === 'value' && place.scalar === 'path' && touches(place.span, offset),
  );
}

function pathTargets(project: Project, file: SlaFile, { node, span, trail }: ValuePlace): readonly Definition[] {
  const [section, id] = pathAlong(trail);
  const origin = span.start === node.span.start ? innerOf(file.snapshot.text, node) : span;
  const agreement = fileAt(project, file, node.text);
  if (agreement !== undefined) return [{ origin, uri: agreement.snapshot.uri, place: placeOfAgreement(agreement) }];
  const uris =
    section === 'data'
      ? dataFiles(project, file, String(id), node.text)
      : [resolveInside(project, file, node.text)].filter((uri) => uri !== undefined);
  return uris.map((uri) => ({ origin, uri, place: { kind: 'file', column: undefined } }));
}

function placeOfAgreement({ model, snapshot }: SlaFile): Definition['place'] {
  const id = model.id?.span ?? { start: 0, end: 0 };
  return { kind: 'text', span: { start: 0, end: snapshot.text.length }, nameSpan: id };
}

/** A role that is mapped to a column has its definition there; the column of a name wins, as in the engine. */
function columnTargets(project: Project, file: SlaFile, name: Name, offset: number): readonly Definition[] {
  const { model } = file;
  const source = sourceOf(model, name.scope);
  const header = source === undefined ? undefined : dataOf(project, file).columns.get(source.id);
  if (name.form === 'expression' && header?.includes(name.name) !== true) {
    const [section, id] = findAt(file.tree, offset).path;
    const metric = section === 'metrics' ? metricOf(model, String(id)) : undefined;
    const key = roleKey(metric?.map, name.name) ?? roleKey(source?.map, name.name);
    // In `columns: { ok: ok }` the value is the column.
    if (key !== undefined && !touches(key.parentSpan, offset))
      return [
        {
          origin: name.span,
          uri: file.snapshot.uri,
          place: { kind: 'text', span: key.parentSpan, nameSpan: key.node.span },
        },
      ];
  }
  const path = source?.file?.value;
  if (source === undefined || path === undefined) return [];
  return dataFiles(project, file, source.id, path)
    .slice(0, 1)
    .map((uri) => ({ origin: name.span, uri, place: { kind: 'file', column: name.name } }));
}

function roleKey(
  map: MapNode | undefined,
  role: string,
): { readonly node: ScalarNode; readonly parentSpan: Span } | undefined {
  const columns = map === undefined ? undefined : resolved(entryOf(map, 'columns')?.value);
  const entry = columns?.kind === 'map' ? entryOf(columns, role) : undefined;
  return entry === undefined ? undefined : { node: entry.key, parentSpan: entry.span };
}

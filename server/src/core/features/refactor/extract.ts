// Gives a name to what was written in place of a name: a remedy, an exclusion or a calendar inside an objective.
// It must never take an id that is in use.

import type { SlaFile } from '../../model/file';
import { declared, rootMap, sectionOf } from '../../rules/facts';
import { endOfEntry, kebab } from '../../schema/mend';
import { pathLookup } from '../../schema/lookup';
import { schemaAt } from '../../schema/navigate';
import { entryOf, type Entry, type MapNode, type SeqNode } from '../../syntax/nodes';
import { newlineOf } from '../../text/lines';
import { touches } from '../../text/span';
import type { Refactoring } from '../refactorings';
import { entriesAround, hasComment, isOneLine, pathOf } from './around';

/** Moves a map in braces that stands where an id is expected into the section of its kind, and names it there. */
export function extractInline(file: SlaFile, offset: number): readonly Refactoring[] {
  for (const entry of entriesAround(file.tree, offset)) {
    const map = inlineMap(entry, offset);
    if (map === undefined) continue;
    const extracted = extract(file, entry, map);
    if (extracted !== undefined) return [extracted];
  }
  return [];
}

function inlineMap({ value }: Entry, offset: number): MapNode | undefined {
  if (value?.kind === 'map') return value;
  const item = value?.kind === 'seq' ? itemAt(value, offset) : undefined;
  return item?.kind === 'map' ? item : undefined;
}

function itemAt(seq: SeqNode, offset: number): SeqNode['items'][number] {
  return seq.items.find((item) => item !== undefined && touches(item.span, offset));
}

function extract(file: SlaFile, entry: Entry, map: MapNode): Refactoring | undefined {
  const { text } = file.snapshot;
  const path = pathOf(entry);
  const shape = schemaAt(path, pathLookup(file.tree));
  const place = entry.value === map ? shape : shape?.list?.items;
  const ref = place?.scalar?.ref;
  if (ref === undefined || ref === 'fee-or-term' || ref === 'metric-or-objective' || place?.map !== undefined)
    return undefined;
  if (!map.flow || map.anchor !== undefined || !isOneLine(text, map.span) || hasComment(file.tree, map.span))
    return undefined;
  const kind = entryOf(map, 'kind')?.value;
  const proposed = (kind?.kind === 'scalar' ? kebab(kind.text) : undefined) ?? `${path[1] ?? ''}-${ref}`;
  const taken = declared(file.model, ref);
  let id = proposed;
  for (let number = 2; taken.has(id); number++) id = `${proposed}-${number}`;
  const root = rootMap(file);
  const section = root === undefined ? undefined : entryOf(root, sectionOf[ref]);
  const newline = newlineOf(text);
  const written = `  ${id}: ${text.slice(map.span.start, map.span.end)}`;
  const last = section?.value?.kind === 'map' && !section.value.flow ? section.value.entries.at(-1) : undefined;
  if (root === undefined || (section !== undefined && last === undefined)) return undefined;
  const behind = last ?? root.entries.at(-1);
  if (behind === undefined) return undefined;
  const at = endOfEntry(text, behind);
  const newText = last === undefined ? `${newline}${sectionOf[ref]}:${newline}${written}` : `${newline}${written}`;
  return {
    title: `Name this ${ref} "${id}" and move it to "${sectionOf[ref]}"`,
    kind: 'extract',
    edits: [
      { span: map.span, newText: id },
      { span: { start: at, end: at }, newText },
    ],
  };
}

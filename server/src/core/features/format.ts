// Formats an agreement with small edits: indentation, blanks, empty lines, the blank before a percent sign.
// It must never change what is said: the result is read again, and without proof that it means the same nothing is edited.

import type { SlaFile } from '../model/file';
import { schemaAt } from '../schema/navigate';
import { pathLookup } from '../schema/lookup';
import type { ScalarKind } from '../schema/schema-node';
import type { TextEdit } from '../rules/rule';
import { places } from '../rules/run';
import { cursorContext } from '../syntax/cursor';
import { parse } from '../syntax/parse';
import { endOfLine, newlineOf, startOfLine } from '../text/lines';
import type { Span } from '../text/span';
import { applied } from './edits';
import { isJsonFile } from './json-edits';
import { jsonLayout } from './format/json-layout';
import { layoutOf } from './format/layout';
import { meansTheSame } from './format/same';

/** The edits that lay out a whole agreement; none where the text cannot be read as a whole. */
export function format(file: SlaFile): readonly TextEdit[] {
  if (file.tree.problems.length > 0) return [];
  return proven(file, editsOf(file)) ?? [];
}

/** The edits that lay out the lines of a span; none where a problem stands in them. */
export function formatRange(file: SlaFile, span: Span): readonly TextEdit[] {
  const { text } = file.snapshot;
  const lines = { start: startOfLine(text, span.start), end: endOfLine(text, span.end) };
  const isTouched = ({ start, end }: Span): boolean => start <= lines.end && lines.start <= end;
  if (file.tree.problems.some((problem) => isTouched(problem.lost ?? problem.span))) return [];
  const edits = editsOf(file).filter((edit) => lines.start <= edit.span.start && edit.span.end <= lines.end);
  // A part of a block cannot always be indented anew without the rest; its blanks still can.
  return (
    proven(file, edits) ??
    proven(
      file,
      edits.filter(({ span: { start } }) => !isIndentation(text, start)),
    ) ??
    []
  );
}

/** The indentation of the line that was begun behind a key that opens a map or a list, or behind the first key of an item. */
export function formatOnType(file: SlaFile, offset: number, character: string): readonly TextEdit[] {
  const { text } = file.snapshot;
  const start = startOfLine(text, offset);
  if (character !== '\n' || start === 0) return [];
  const end = endOfLine(text, offset);
  if (text.slice(start, end).trim() !== '') return [];
  const wanted = indentBelow(file, start);
  if (wanted === undefined || wanted === text.slice(start, end)) return [];
  return [{ span: { start, end }, newText: wanted }];
}

function indentBelow(file: SlaFile, start: number): string | undefined {
  const { text } = file.snapshot;
  let above = start - 1;
  if (text[above] === '\n' && text[above - 1] === '\r') above--;
  const line = text.slice(startOfLine(text, above), above);
  const key = /^( *)((?:- +)*)((?:"[^"]*"|'[^']*'|[^\s:#"'[\]{}&*!|>%@`][^:#]*?)\s*:)(?:\s+(.*))?$/.exec(line);
  if (key === null) return undefined;
  const context = cursorContext(text, startOfLine(text, above) + line.length);
  if (context === undefined || context.isFlow || context.expects !== 'value') return undefined;
  const column = (key[1] ?? '').length + (key[2] ?? '').length;
  const value = (key[4] ?? '').replace(/(?:^|\s)#.*$/, '').trim();
  if (/^[|>]/.test(value)) return ' '.repeat(column + 2);
  if (value !== '' && !/^[&!]\S+$/.test(value)) return (key[2] ?? '') === '' ? undefined : ' '.repeat(column);
  const shape = schemaAt(context.path, pathLookup(file.tree));
  const isOpen = shape === undefined || shape.map !== undefined || shape.list !== undefined;
  return ' '.repeat(isOpen ? column + 2 : column);
}

function isIndentation(text: string, offset: number): boolean {
  return text.slice(startOfLine(text, offset), offset).trim() === '';
}

/** The edits where the text that they make means what the text means; undefined otherwise. */
function proven(file: SlaFile, edits: readonly TextEdit[]): readonly TextEdit[] | undefined {
  if (edits.length === 0) return edits;
  const after = parse(applied(file.snapshot.text, edits));
  return meansTheSame(file.tree, after) ? edits : undefined;
}

/** All edits of a text, in order and without overlap. */
function editsOf(file: SlaFile): readonly TextEdit[] {
  if (isJsonFile(file)) return jsonLayout(file.snapshot.text);
  const layout = layoutOf(file.tree);
  if (layout === undefined) return [];
  const { text } = file.snapshot;
  const { lines, indents, textLines } = layout;
  const edits: TextEdit[] = [...layout.gaps, ...percentGaps(file)];
  const edit = (start: number, end: number, newText: string): void => {
    if (text.slice(start, end) !== newText) edits.push({ span: { start, end }, newText });
  };
  const lastSign = text.trimEnd().length;
  let blanks = 0;
  for (const [line, start] of lines.starts.entries()) {
    const end = endOfLine(text, start);
    const from = start + (text.charCodeAt(start) === 0xfeff ? 1 : 0);
    const content = text.slice(from, end);
    if (content.trim() === '' && !textLines.has(line)) {
      blanks++;
      const next = lines.starts[line + 1];
      if (next === undefined) edit(from, end, '');
      else if (blanks > 1 || start >= lastSign) edit(from, next, '');
      else edit(from, end, '');
      continue;
    }
    blanks = 0;
    const indent = indents.get(line);
    if (indent !== undefined) edit(from, from + (/^ */.exec(content)?.[0].length ?? 0), ' '.repeat(indent));
    if (!textLines.has(line)) edit(start + text.slice(start, end).trimEnd().length, end, '');
  }
  const isUnended = text !== '' && !/[\r\n]$/.test(text) && text.slice(startOfLine(text, text.length)).trim() !== '';
  if (isUnended) edits.push({ span: { start: text.length, end: text.length }, newText: newlineOf(text) });
  return disjoint(edits);
}

const quantityKinds: readonly ScalarKind[] = ['percent', 'quantity', 'share', 'limit', 'credit'];

/** `99.9%` is written `99.9 %` where a quantity is read. */
function percentGaps(file: SlaFile): readonly TextEdit[] {
  return places(file).flatMap((place) => {
    if (place.kind !== 'value' || place.span !== place.node.span || place.node.style !== 'plain') return [];
    const digits = quantityKinds.includes(place.scalar) ? /^[+-]?\d[\d_.]*(?=%(?:\s|$))/.exec(place.node.text) : null;
    if (digits === null) return [];
    const at = place.node.span.start + digits[0].length;
    return file.snapshot.text[at] === '%' ? [{ span: { start: at, end: at }, newText: ' ' }] : [];
  });
}

/** Edits in order; of two that touch the same text the first one stays. */
function disjoint(edits: readonly TextEdit[]): readonly TextEdit[] {
  const sorted = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const kept: TextEdit[] = [];
  for (const edit of sorted) {
    const last = kept.at(-1)?.span;
    const isSame = last !== undefined && last.start === edit.span.start && last.end === edit.span.end;
    if (last === undefined || (last.end <= edit.span.start && !isSame)) kept.push(edit);
  }
  return kept;
}

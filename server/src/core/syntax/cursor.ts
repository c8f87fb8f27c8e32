// Finds the path of a cursor by indentation and brackets alone, in text that YAML cannot parse yet.
// It must never need a tree, and never put anything into the text to make it parse.

import type { Span } from '../text/span';
import { LinesAbove, type SectionAbove } from './lines-above';

/** What a person is typing at an offset. */
export interface CursorContext {
  /** Path of the map, list or value in which the cursor stands, from the root. */
  readonly path: readonly (string | number)[];
  /** `key`: a key of the map at `path`. `value`: the value at `path`. */
  readonly expects: 'key' | 'value';
  /** The word before and after the cursor that an accepted item replaces. */
  readonly word: Span;
  /** The text of the word before the cursor. */
  readonly prefix: string;
  /** Keys that the map at `path` has already, as far as indentation tells. */
  readonly siblings: ReadonlyMap<string, string>;
  readonly isFlow: boolean;
  /** Columns by which keys of this map are indented. */
  readonly indent: number;
  /** Whether the cursor stands inside quotes. */
  readonly isQuoted: boolean;
  /** The whole value before the cursor, with blanks inside. */
  readonly valueBefore: string;
}

interface Level {
  readonly indent: number;
  readonly step: string | number;
}

const blockKey =
  /^(\s*)((?:- +)*)("(?:[^"\\]|\\.)*"|'[^']*'|[^\s:#[\]{},&*!|>'"%@`-][^:#[\]{},]*?|-?[A-Za-z0-9][^:#[\]{},]*?)\s*:(?=\s|$)/;

/**
 * The place of the cursor by indentation and brackets, or undefined inside a comment or a block text.
 * Where the section is known, its lines need not all be looked at.
 */
export function cursorContext(text: string, offset: number, section?: SectionAbove): CursorContext | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const lineBefore = text.slice(lineStart, offset);
  if (/(?:^|\s)#/.test(withoutQuotes(lineBefore))) return undefined;
  const lines = LinesAbove.of(text, lineStart, section);
  const lineEnd = endOfLine(text, offset);
  const open = openFlow(lines, lineBefore);
  if (open !== undefined) return flowContext(text, offset, lineEnd, open, lines, lineBefore);
  if (isInBlockText(lines, lineBefore)) return undefined;
  const match = blockKey.exec(lineBefore);
  const dashes = /^\s*(?:- +)*/.exec(lineBefore)?.[0] ?? '';
  if (match !== null && offset >= lineStart + match[0].length) {
    const column = (match[1] ?? '').length + (match[2] ?? '').length;
    const path = [...ancestors(lines, column, match[2] ?? '', (match[1] ?? '').length), unquote(match[3] ?? '')];
    return valueContext(
      text,
      offset,
      lineStart + match[0].length,
      lineEnd,
      path,
      siblingsOf(text, lines, lineStart, column),
      column,
    );
  }
  const column = dashes.length;
  const path = ancestors(lines, column, dashes.trimStart(), dashes.length - dashes.trimStart().length);
  const typed = lineBefore.slice(dashes.length);
  const siblings = siblingsOf(text, lines, lineStart, column);
  const start = lineStart + dashes.length;
  const rest = /^[\w-]*/.exec(text.slice(offset, lineEnd))?.[0] ?? '';
  const isItem = dashes.includes('-');
  const context = {
    word: { start, end: offset + rest.length },
    prefix: typed,
    siblings,
    isFlow: false,
    indent: column,
    isQuoted: /^["']/.test(typed),
    valueBefore: typed,
  };
  // Behind a dash both a value and the first key of a map may stand; the schema knows which.
  return { ...context, path, expects: isItem ? 'value' : 'key' };
}

function valueContext(
  text: string,
  offset: number,
  valueStart: number,
  lineEnd: number,
  path: readonly (string | number)[],
  siblings: ReadonlyMap<string, string>,
  indent: number,
): CursorContext {
  const before = text.slice(valueStart, offset).trimStart();
  const word = wordAround(text, offset, valueStart, lineEnd);
  return {
    path,
    expects: 'value',
    word,
    prefix: text.slice(word.start, offset),
    siblings,
    isFlow: false,
    indent,
    isQuoted: /^["']/.test(before),
    valueBefore: before,
  };
}

function wordAround(text: string, offset: number, from: number, to: number): Span {
  let start = offset;
  while (start > from && /[\p{L}\p{N}_\-./%"']/u.test(text[start - 1] ?? '')) start--;
  let end = offset;
  while (end < to && /[\p{L}\p{N}_\-./%]/u.test(text[end] ?? '')) end++;
  return { start, end };
}

function endOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  const stop = end < 0 ? text.length : end;
  return text[stop - 1] === '\r' && stop > offset ? stop - 1 : stop;
}

function unquote(key: string): string {
  return /^["']/.test(key) ? key.slice(1, -1) : key.trim();
}

function withoutQuotes(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"?|'[^']*'?/g, (quoted) => 'x'.repeat(quoted.length));
}

/** The path of the map whose keys stand at a column, read upwards by falling indentation. */
function ancestors(lines: LinesAbove, column: number, dashes: string, dashColumn: number): (string | number)[] {
  const levels: Level[] = [];
  let limit = column;
  // Dashes at the column of one that is already on the way are its siblings.
  let dashLimit = column;
  if (dashes.includes('-')) {
    levels.unshift({ indent: dashColumn, step: itemsBefore(lines, dashColumn) });
    limit = dashColumn + 1;
    dashLimit = dashColumn;
  }
  for (let index = lines.length - 1; index >= 0 && limit > 0; index = lines.above(index, limit)) {
    // Most lines of a long section stand too far in to be on the way.
    if (lines.spacesAt(index, limit) === limit) continue;
    const line = lines.at(index) ?? '';
    const content = line.trim();
    if (content === '' || content.startsWith('#')) continue;
    const indent = line.length - line.trimStart().length;
    const match = blockKey.exec(line);
    const isDash = /^\s*-(?:\s|$)/.test(line);
    if (isDash && indent < limit && indent < dashLimit) {
      // The map began behind this dash: the item is the level, and its own key may be the parent.
      const keyColumn = match === null ? indent + 2 : (match[1] ?? '').length + (match[2] ?? '').length;
      if (match !== null && keyColumn < limit && levels.every((level) => level.indent > keyColumn)) {
        levels.unshift({ indent: keyColumn, step: unquote(match[3] ?? '') });
      }
      levels.unshift({ indent, step: itemsBefore(lines.upTo(index), indent) });
      limit = indent + 1;
      dashLimit = indent;
      // A list may stand at the indentation of its own key.
      continue;
    }
    if (match === null || isDash) continue;
    const isListParent = levels[0] !== undefined && typeof levels[0].step === 'number' && levels[0].indent === indent;
    if (indent >= limit && !isListParent) continue;
    if (indent < limit || isListParent) {
      levels.unshift({ indent, step: unquote(match[3] ?? '') });
      limit = indent;
    }
  }
  return levels.map((level) => level.step);
}

/** How many items of the same list stand above. */
function itemsBefore(lines: LinesAbove, column: number): number {
  let count = 0;
  for (let index = lines.length - 1; index >= 0; index--) {
    const line = lines.at(index) ?? '';
    if (line.trim() === '' || line.trim().startsWith('#')) continue;
    const indent = line.length - line.trimStart().length;
    if (indent < column) break;
    if (indent === column && /^\s*-(?:\s|$)/.test(line)) count++;
    else if (indent === column) break;
  }
  return count;
}

/** The keys at a column around a line, up and down to the next line that is indented less, with the text of plain values. */
function siblingsOf(text: string, above: LinesAbove, lineStart: number, column: number): ReadonlyMap<string, string> {
  const siblings = new Map<string, string>();
  const note = (line: string): boolean => {
    const content = line.trim();
    if (content === '' || content.startsWith('#')) return true;
    const match = blockKey.exec(line);
    const indent = line.length - line.trimStart().length;
    const keyColumn = match === null ? indent : (match[1] ?? '').length + (match[2] ?? '').length;
    if (match !== null && keyColumn === column)
      siblings.set(unquote(match[3] ?? ''), unquote(line.slice(match[0].length).trim()));
    const startsItem = /^\s*-(?:\s|$)/.test(line);
    if (indent < column) return startsItem && keyColumn === column ? false : false;
    return true;
  };
  const own = text.slice(lineStart, endOfLine(text, lineStart));
  for (let index = above.length - 1; index >= 0; index--) if (!note(above.at(index) ?? '')) break;
  const ownMatch = blockKey.exec(own);
  if (ownMatch !== null) siblings.set(unquote(ownMatch[3] ?? ''), unquote(own.slice(ownMatch[0].length).trim()));
  let start = endOfLine(text, lineStart) + 1;
  for (let count = 0; start < text.length && count < 5_000; count++) {
    const end = endOfLine(text, start);
    const line = text.slice(start, end);
    if (/^\s*-(?:\s|$)/.test(line) && line.length - line.trimStart().length < column) break;
    if (!note(line)) break;
    start = (text.indexOf('\n', end) < 0 ? text.length : text.indexOf('\n', end)) + 1;
  }
  return siblings;
}

/** So far up the header of a block text is looked for above lines that are indented less than the cursor. */
const longestBlock = 300;

/** Whether a block text has begun above: lines of it may be indented more than others. */
function isInBlockText(lines: LinesAbove, lineBefore: string): boolean {
  let least = lineBefore.length - lineBefore.trimStart().length;
  let lastLine = -1;
  for (let index = lines.length - 1; index > lastLine && least > 0; index = lines.above(index, least)) {
    const line = lines.at(index) ?? '';
    const own = line.length - line.trimStart().length;
    if (line.trim() === '' || own >= least) continue;
    if (/(?::|-)\s+[|>][-+0-9]{0,2}\s*(?:#.*)?$/.test(line)) return true;
    least = own;
    lastLine = Math.max(lastLine, index - longestBlock);
  }
  return false;
}

interface OpenFlow {
  /** Line and column of every bracket that is open at the cursor, outermost first. */
  readonly brackets: readonly { readonly sign: string; readonly line: number; readonly column: number }[];
}

/** The brackets that are open at the cursor; lines are read from the last one that cannot be inside brackets. */
function openFlow(lines: LinesAbove, lineBefore: string): OpenFlow | undefined {
  let first = lines.length;
  for (let back = 0; first > 0 && back < 200; back++) {
    const line = lines.at(first - 1) ?? '';
    if (!/[[{,]\s*(?:#.*)?$/.test(line) && !/^\s*["'[{\]}]/.test(lines.at(first) ?? lineBefore)) break;
    first--;
  }
  const brackets: { sign: string; line: number; column: number }[] = [];
  for (let index = first; index <= lines.length; index++) {
    const line = withoutQuotes(index === lines.length ? lineBefore : (lines.at(index) ?? ''));
    for (let column = 0; column < line.length; column++) {
      const sign = line[column] ?? '';
      if (sign === '#' && (column === 0 || /\s/.test(line[column - 1] ?? ''))) break;
      if (sign === '{' || sign === '[') brackets.push({ sign, line: index, column });
      else if (sign === '}' || sign === ']') brackets.pop();
    }
  }
  return brackets.length === 0 ? undefined : { brackets };
}

function flowContext(
  text: string,
  offset: number,
  lineEnd: number,
  { brackets }: OpenFlow,
  lines: LinesAbove,
  lineBefore: string,
): CursorContext | undefined {
  const outer = brackets[0];
  if (outer === undefined) return undefined;
  const firstLine = outer.line === lines.length ? lineBefore : (lines.at(outer.line) ?? '');
  const above = lines.upTo(outer.line);
  const head = firstLine.slice(0, outer.column);
  const match = blockKey.exec(head);
  const dashes = /^\s*(?:- +)*/.exec(head)?.[0] ?? '';
  const column = match === null ? dashes.length : (match[1] ?? '').length + (match[2] ?? '').length;
  const dashText = match === null ? dashes.trimStart() : (match[2] ?? '');
  const path: (string | number)[] = ancestors(above, column, dashText, column - dashText.length);
  if (match !== null) path.push(unquote(match[3] ?? ''));
  const openings = brackets.map(({ line, column: at }) => lines.startOf(line) + at);
  let inner = '';
  openings.forEach((start, level) => {
    const end = openings[level + 1] ?? offset;
    inner = text.slice(start + 1, end);
    const parts = splitFlow(inner);
    const sign = brackets[level]?.sign;
    if (level + 1 === openings.length) return;
    if (sign === '[') path.push(parts.length - 1);
    else path.push(keyOf(parts.at(-1) ?? '') ?? '');
  });
  const parts = splitFlow(inner);
  const last = parts.at(-1) ?? '';
  const start = openings.at(-1) ?? 0;
  const isMap = brackets.at(-1)?.sign === '{';
  const after = flowRest(text, offset, column);
  const siblings = new Map<string, string>();
  if (isMap) {
    const [next = '', ...behind] = splitFlow(after);
    // An entry right behind the cursor is a sibling, too, although its comma is missing.
    const isOther = /^\s+[A-Za-z][\w-]*\s*:(?:\s|$)/.test(next);
    for (const part of [...parts.slice(0, -1), ...(isOther ? [next] : []), ...behind]) {
      const key = keyOf(part);
      if (key !== undefined) siblings.set(key, unquote(part.slice(part.indexOf(':') + 1).trim()));
    }
  }
  const key = isMap ? keyOf(last) : undefined;
  const word = wordAround(text, offset, start + 1, lineEnd);
  const shared = { siblings, isFlow: true, indent: column, word, prefix: text.slice(word.start, offset) };
  if (!isMap)
    return {
      ...shared,
      path: [...path, parts.length - 1],
      expects: 'value',
      isQuoted: /^\s*["']/.test(last),
      valueBefore: last.trimStart(),
    };
  if (key === undefined) return { ...shared, path, expects: 'key', isQuoted: false, valueBefore: last.trimStart() };
  const value = last.slice(last.indexOf(':') + 1).trimStart();
  return { ...shared, path: [...path, key], expects: 'value', isQuoted: /^["']/.test(value), valueBefore: value };
}

/** The parts of a flow collection between commas of its own level. */
function splitFlow(text: string): string[] {
  const parts: string[] = [];
  const plain = withoutQuotes(text);
  let depth = 0;
  let start = 0;
  for (let index = 0; index < plain.length; index++) {
    const sign = plain[index];
    if (sign === '{' || sign === '[') depth++;
    else if (sign === '}' || sign === ']') depth--;
    else if (sign === ',' && depth === 0) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

/** What stands behind the cursor up to the bracket that closes its level, or to a key of the block around, which is indented no more. */
function flowRest(text: string, offset: number, column: number): string {
  const rest = withoutQuotes(text.slice(offset, offset + 4_000));
  let depth = 0;
  for (let index = 0; index < rest.length; index++) {
    const sign = rest[index];
    if (sign === '{' || sign === '[') depth++;
    else if ((sign === '}' || sign === ']') && depth-- === 0) return text.slice(offset, offset + index);
    else if (sign === '\n' && depth === 0 && isKeyOutside(rest, index + 1, column))
      return text.slice(offset, offset + index);
  }
  return text.slice(offset, offset + rest.length);
}

function isKeyOutside(text: string, lineStart: number, column: number): boolean {
  const line = /^( *)[\w-]+\s*:/.exec(text.slice(lineStart, lineStart + 200));
  return line !== null && (line[1] ?? '').length <= column;
}

function keyOf(part: string): string | undefined {
  const match = /^\s*("(?:[^"\\]|\\.)*"|'[^']*'|[^:,[\]{}]+?)\s*:(?=\s|$)/.exec(part);
  return match === null ? undefined : unquote(match[1] ?? '');
}

// Finds what an accepted item may replace at a cursor, and how it has to be indented, from the text alone.
// It must never allow an item where it would tear what stands there: in doubt nothing is offered.

import { cursorContext, type CursorContext } from '../../syntax/cursor';
import { sectionAbove } from '../../syntax/lines-above';
import type { SyntaxTree } from '../../syntax/nodes';
import { endOfLine, startOfLine } from '../../text/lines';
import type { Span } from '../../text/span';
import type { Path } from '../../schema/navigate';
import { isInsideText, withFlowClosed } from './around';
import type { JsonPlace } from './json-place';
import type { Quote } from './quoting';

export interface Place {
  readonly path: Path;
  /** `item`: behind a dash, where a value or the first key of a map may stand. */
  readonly expects: 'key' | 'value' | 'item';
  /** What an accepted item takes the place of. */
  readonly replace: Span;
  /** The word at the cursor, for items that are a part of a value. */
  readonly word: Span;
  /** What of the value stands before the cursor. */
  readonly before: string;
  /** What stands behind the cursor and is replaced too. */
  readonly after: string;
  /** What has to stand before the new text: a blank behind a colon, the right indentation, a dash. */
  readonly lead: string;
  /** What has to stand behind it: the comma before an entry that follows without one. */
  readonly trail?: ',';
  /** Columns by which the keys of the map are indented. */
  readonly indent: number;
  readonly isFlow: boolean;
  readonly quote: Quote;
  /** Whether the key has its colon already. */
  readonly isRename: boolean;
  /** Whether nothing is written yet of the value, the key or the item. */
  readonly isEmpty: boolean;
  readonly siblings: ReadonlyMap<string, string>;
  /** What the place has more where the agreement is written as JSON. */
  readonly json?: JsonPlace;
}

/** The place at an offset of the text of a tree; undefined where nothing may be inserted. */
export function placeAt(tree: SyntaxTree, offset: number): Place | undefined {
  if (isInsideText(tree, offset)) return undefined;
  const text = withFlowClosed(tree.text, offset);
  const context = cursorContext(text, offset, sectionAbove(tree, offset));
  // Right before a comment there is no blank that would keep it one.
  if (context === undefined || text[offset] === '#') return undefined;
  if (context.isFlow) return flowPlace(text, offset, context);
  const lineStart = startOfLine(text, offset);
  const lineBefore = text.slice(lineStart, offset);
  const dashes = /^\s*(?:- +)*/.exec(lineBefore)?.[0] ?? '';
  if (dashes.includes('\t') || context.path.includes('<<')) return undefined;
  if (context.expects === 'key') return keyPlace(text, offset, context, lineStart);
  if (typeof context.path.at(-1) === 'number') return itemPlace(text, offset, context, lineStart + dashes.length);
  const colon = offset - context.valueBefore.length;
  return valuePlace(text, offset, context, colon, 'value');
}

const base = (context: CursorContext): Pick<Place, 'path' | 'indent' | 'isFlow' | 'siblings' | 'word'> => ({
  path: context.path,
  indent: context.indent,
  isFlow: context.isFlow,
  siblings: context.siblings,
  word: context.word,
});

/** A value in block style, from where it begins to the end of its line. */
function valuePlace(
  text: string,
  offset: number,
  context: CursorContext,
  valueStart: number,
  expects: 'value' | 'item',
): Place | undefined {
  const lineEnd = endOfLine(text, offset);
  const before = text.slice(valueStart, offset);
  const written = withoutComment(before + text.slice(offset, lineEnd));
  const value = written.trim();
  const below = contentBelow(text, lineEnd);
  const isList = below?.isDash === true && below.indent >= context.indent && expects === 'value';
  if (below !== undefined && (below.indent > context.indent || isList)) return undefined;
  const lead = /[:\-]/.test(text[offset - 1] ?? '') && before === '' ? ' ' : '';
  const quoted = quotedPlace(text, offset, valueStart, lineEnd, value);
  if (quoted === 'none' || /^[{[&!|>]/.test(value)) return undefined;
  const inner = quoted ?? {
    quote: '' as Quote,
    replace: { start: valueStart, end: Math.max(offset, valueStart + written.trimEnd().length) },
  };
  return {
    ...base(context),
    expects,
    ...inner,
    word: wordIn(context.word, inner.replace, text, offset, value),
    before: text.slice(inner.replace.start, offset),
    after: text.slice(offset, inner.replace.end),
    lead,
    isRename: false,
    isEmpty: value === '',
  };
}

/** The inside of quotes, or all of them where the cursor stands before; `none` behind the closing one. */
function quotedPlace(
  text: string,
  offset: number,
  valueStart: number,
  lineEnd: number,
  value: string,
): { readonly quote: Quote; readonly replace: Span } | 'none' | undefined {
  const sign = value[0];
  if (sign !== '"' && sign !== "'") return undefined;
  const open = text.indexOf(sign, valueStart);
  const close = closing(text, open, lineEnd);
  if (close === undefined || offset > close) return 'none';
  if (offset <= open) return { quote: '', replace: { start: offset, end: close + 1 } };
  return { quote: sign, replace: { start: open + 1, end: close } };
}

/** The word inside what may be replaced; before an opening quote all of it, for a part of it would tear the quotes. */
function wordIn(word: Span, replace: Span, text: string, offset: number, value: string): Span {
  const isBeforeQuote = /^["']/.test(value) && /^\s*["']/.test(text.slice(offset, replace.end));
  if (isBeforeQuote && text.slice(replace.start, offset).trim() === '') return replace;
  return { start: Math.max(word.start, replace.start), end: Math.max(offset, Math.min(word.end, replace.end)) };
}

/** Where the quote closes that opens at an offset, on the same line. */
function closing(text: string, open: number, lineEnd: number): number | undefined {
  const sign = text[open];
  for (let index = open + 1; index < lineEnd; index++) {
    if (sign === '"' && text[index] === '\\') index++;
    else if (text[index] === sign) {
      if (sign === "'" && text[index + 1] === "'") index++;
      else return index;
    }
  }
  return undefined;
}

function itemPlace(text: string, offset: number, context: CursorContext, start: number): Place | undefined {
  const lineEnd = endOfLine(text, offset);
  const rest = text.slice(offset, lineEnd);
  if (/^-/.test(text.slice(start, offset))) return undefined;
  const key = /^([\w.-]*)\s*:(?=\s|$)/.exec(rest);
  if (key !== null && /^[\w.-]*$/.test(text.slice(start, offset)))
    return renamed(context, start, offset, key[1] ?? '', context.indent);
  if (/^\s*[^:#"'[{]+:(?:\s|$)/.test(text.slice(start, lineEnd))) return undefined;
  return valuePlace(text, offset, context, start, 'item');
}

function renamed(context: CursorContext, start: number, offset: number, rest: string, indent: number): Place {
  return {
    ...base(context),
    expects: 'key',
    replace: { start, end: offset + rest.length },
    before: '',
    after: rest,
    lead: '',
    indent,
    quote: '',
    isRename: true,
    isEmpty: false,
  };
}

function keyPlace(text: string, offset: number, context: CursorContext, lineStart: number): Place | undefined {
  const lineEnd = endOfLine(text, offset);
  const lineBefore = text.slice(lineStart, offset);
  const rest = text.slice(offset, lineEnd);
  const typed = lineBefore.trimStart();
  const start = offset - typed.length;
  if (/["']/.test(lineBefore)) return undefined;
  const key = /^([^:#"'\s]*(?: [^:#"'\s]+)*)\s*:(?=\s|$)/.exec(rest);
  if (key !== null && typed === '' && !/^\S/.test(key[1] ?? '')) return undefined;
  if (key !== null) return renamed(context, start, offset, key[1] ?? '', context.indent);
  const word = /^[\w.-]*/.exec(rest)?.[0] ?? '';
  const behind = rest.slice(word.length);
  if (withoutComment(behind).trim() !== '') return undefined;
  if (typed === '-' || typed === '---' || /^[%&*!|>@`[\]{}]/.test(typed)) return undefined;
  const level = levelAt(text, lineStart, lineEnd, lineBefore.length - typed.length);
  if (level === undefined || (level.isDash && typed !== '')) return undefined;
  const isMoved = level.indent !== lineBefore.length - typed.length;
  const indentation = ' '.repeat(level.indent);
  const shared = {
    replace: { start: isMoved ? lineStart : start, end: offset + word.length },
    before: typed,
    after: word,
    quote: '' as Quote,
    isRename: false,
    isEmpty: typed === '' && word === '',
  };
  if (level.isDash) {
    // What may stand behind a dash is asked of a text that has it: the list goes on.
    const shifted = `${text.slice(0, lineStart)}${indentation}- `;
    const item = cursorContext(shifted, shifted.length);
    return item === undefined
      ? undefined
      : { ...base(item), ...shared, expects: 'item', lead: `${isMoved ? indentation : ''}- ` };
  }
  if (!isMoved) return { ...base(context), ...shared, expects: 'key', lead: '' };
  const shifted = `${text.slice(0, lineStart)}${indentation}`;
  const moved = cursorContext(shifted + text.slice(lineEnd), shifted.length);
  return moved === undefined || moved.isFlow
    ? undefined
    : { ...base(moved), ...shared, expects: 'key', lead: indentation };
}

interface Content {
  readonly indent: number;
  /** Where the key of the line stands; the indentation where it has none. */
  readonly column: number;
  readonly isKey: boolean;
  readonly isDash: boolean;
  /** Whether the value stands on the lines below. */
  readonly isOpen: boolean;
}

function contentOf(line: string): Content | undefined {
  const content = line.trim();
  if (content === '' || content.startsWith('#')) return undefined;
  const indent = line.length - line.trimStart().length;
  const dash = /^\s*(?:- +)+|^\s*-$/.exec(line)?.[0];
  const key =
    /^(?:"[^"]*"|'[^']*'|[^\s:#[\]{},&*!|>'"%@`-][^:#[\]{}]*?|-?[A-Za-z0-9][^:#[\]{},]*?)\s*:(?=\s|$)(.*)$/.exec(
      line.slice(dash?.length ?? indent),
    );
  const value = withoutComment(key?.[1] ?? '').trim();
  return {
    indent,
    column: dash?.length ?? indent,
    isKey: key !== null,
    isDash: dash !== undefined,
    isOpen: key !== null && (value === '' || /^[&!]\S*$/.test(value)),
  };
}

function contentBelow(text: string, lineEnd: number): Content | undefined {
  for (let at = lineEnd, count = 0; at < text.length && count < 200; count++) {
    const start = at + (text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1);
    const end = endOfLine(text, start);
    const found = contentOf(text.slice(start, end));
    if (found !== undefined) return found;
    at = end;
  }
  return undefined;
}

/**
 * The column at which a key has to stand on a line where a person has put the cursor at another one: the level of the
 * lines around it. `isDash` where the level is a list.
 */
function levelAt(
  text: string,
  lineStart: number,
  lineEnd: number,
  wanted: number,
): { readonly indent: number; readonly isDash: boolean } | undefined {
  const below = contentBelow(text, lineEnd);
  if (below !== undefined && below.indent > wanted) {
    if (below.isDash) return { indent: below.indent, isDash: true };
    return below.isKey ? { indent: below.indent, isDash: false } : undefined;
  }
  for (let end = lineStart - 1; end > 0;) {
    if (text[end] === '\n' && text[end - 1] === '\r') end--;
    const start = startOfLine(text, end);
    const line = contentOf(text.slice(start, end));
    end = start - 1;
    if (line === undefined || line.indent > wanted) continue;
    if (line.isDash) {
      if (line.isKey && line.column === wanted) return { indent: wanted, isDash: false };
      if (line.indent === wanted || !line.isKey) return { indent: line.indent, isDash: true };
      // Deeper than the keys of an item there is nothing but their level.
      return line.isOpen && wanted > line.column
        ? { indent: line.column + 2, isDash: false }
        : { indent: line.column, isDash: false };
    }
    if (!line.isKey) continue;
    if (line.indent === wanted) {
      // A list may stand at the indentation of its own key.
      return { indent: wanted, isDash: false };
    }
    if (line.isOpen)
      return {
        indent: Math.max(
          below !== undefined && below.indent > line.indent ? below.indent : 0,
          childOf(text, start, lineStart, line.indent),
        ),
        isDash: false,
      };
    return { indent: line.indent, isDash: false };
  }
  return { indent: 0, isDash: false };
}

/** How far the entries below a key are indented: as those that are there, else by two. */
function childOf(text: string, keyStart: number, lineStart: number, indent: number): number {
  const first = contentBelow(text.slice(0, lineStart), endOfLine(text, keyStart));
  return first !== undefined && first.indent > indent ? first.indent : indent + 2;
}

function flowPlace(text: string, offset: number, context: CursorContext): Place | undefined {
  const { valueBefore } = context;
  if (/[\n\r]/.test(valueBefore)) return undefined;
  const start = offset - valueBefore.length;
  const lineEnd = endOfLine(text, offset);
  const value = (valueBefore + text.slice(offset, lineEnd)).trimStart();
  if (context.expects === 'key') {
    if (/["']/.test(valueBefore)) return undefined;
    const rest = text.slice(offset, lineEnd);
    const isBeforeEntry = nextEntry.test(rest);
    const key = isBeforeEntry ? null : /^([^:,{}[\]"'#\s]*(?: [^:,{}[\]"'#\s]+)*)\s*:(?=\s|$)/.exec(rest);
    if (key !== null && (valueBefore !== '' || /^\S/.test(key[1] ?? '')))
      return renamed(context, start, offset, key[1] ?? '', context.indent);
    const word = /^[\w.-]*/.exec(rest)?.[0] ?? '';
    const isEnd = isBeforeEntry || endsHere(text, offset + word.length);
    if (!isEnd || /^[%&*!|>@`]/.test(valueBefore) || /\s/.test(valueBefore)) return undefined;
    return {
      ...base(context),
      expects: 'key',
      replace: { start, end: offset + word.length },
      before: valueBefore,
      after: word,
      lead: '',
      ...(isBeforeEntry ? { trail: ',' as const } : {}),
      quote: '',
      isRename: false,
      isEmpty: valueBefore === '' && word === '',
    };
  }
  const expects = typeof context.path.at(-1) === 'number' ? 'item' : 'value';
  const lead = text[offset - 1] === ':' && valueBefore === '' ? ' ' : '';
  if (/^[{[&!]/.test(value) || (expects === 'item' && /^[\w-]+\s*:(\s|$)/.test(value))) return undefined;
  const quoted = quotedPlace(text, offset, start, lineEnd, value);
  if (quoted === 'none') return undefined;
  const rest = text.slice(offset, lineEnd);
  const stop = /[,}\]]|\s#/.exec(rest);
  // What follows without a comma is another entry, or another item: it must not be written over.
  const near = rest.slice(0, /[{}[\],]|\s#/.exec(rest)?.index);
  const follower = nextEntryWithin.exec(`${near} `);
  const isItemBetween = expects === 'item' && quoted === undefined && /^\s+[^\s,}\]#]/.test(rest);
  // Nor may the key before it, where the cursor is behind a comma that is missing.
  const own = valueBefore + near.slice(0, follower?.index);
  const isPastComma = quoted === undefined && nextEntryWithin.test(` ${own} `);
  if (isItemBetween || isPastComma || (follower !== null && quoted !== undefined)) return undefined;
  const stopsAt = follower === null ? (stop?.index ?? rest.length) : follower.index;
  const inner = quoted ?? {
    quote: '' as Quote,
    replace: {
      start,
      end: offset + rest.slice(0, stopsAt).trimEnd().length,
    },
  };
  if (follower === null && !endsHere(text, inner.replace.end + (inner.quote === '' ? 0 : 1))) return undefined;
  return {
    ...base(context),
    expects,
    ...inner,
    word: wordIn(context.word, inner.replace, text, offset, value),
    before: text.slice(inner.replace.start, offset),
    after: text.slice(offset, inner.replace.end),
    lead,
    ...(follower === null ? {} : { trail: ',' as const }),
    isRename: false,
    isEmpty: valueBefore === '' && (follower?.index === 0 || /^(?:$|[,}\]#])/.test(value)),
  };
}

/** Another entry behind a blank, and one behind what is left of a value. */
const nextEntry = /^\s+[A-Za-z][\w-]*\s*:(?:\s|$)/;
const nextEntryWithin = /\s+[A-Za-z][\w-]*\s*:(?=\s|$)/;

/** Whether an entry of brackets ends at an offset: at a comma, a closing bracket or the end of the text. */
function endsHere(text: string, offset: number): boolean {
  const next = /^(?:\s|#[^\n]*\n)*/.exec(text.slice(offset, offset + 1_000))?.[0].length ?? 0;
  return /^(?:[,}\]]|$)/.test(text.slice(offset + next, offset + next + 1));
}

/** A line up to its comment. */
export function withoutComment(line: string): string {
  const plain = line.replace(/"(?:[^"\\]|\\.)*"?|'[^']*'?/g, (quoted) => 'x'.repeat(quoted.length));
  const comment = /(?:^|\s)#/.exec(plain);
  return comment === null ? line : line.slice(0, comment.index);
}

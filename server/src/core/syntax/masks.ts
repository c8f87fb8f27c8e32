// Reads a text line by line before YAML does, and finds what YAML would misread or stumble over: one problem each.
// Every such place is masked by text of equal length, so that the rest of the document keeps its offsets and is still read.

import { shortened } from '../text/ends';
import type { Span } from '../text/span';
import type { SyntaxProblem } from './nodes';
import { isBoundKey, withoutSign } from './signs';

/** What stands in the tree where the source was masked. */
export interface Mask {
  readonly span: Span;
  /** The text that the author meant; undefined where the place is to count as absent. */
  readonly text: string | undefined;
}

export interface Masked {
  readonly text: string;
  readonly masks: readonly Mask[];
  readonly problems: readonly SyntaxProblem[];
}

interface Line {
  readonly start: number;
  readonly text: string;
}

const keyLine =
  /^(\s*(?:- +)*)(?!-(?:\s|$))([^\s:#'"[\]{}&*!|>@%`][^:#]{0,200}?|"[^"\\]{0,200}"|'[^']{0,200}')\s*:(?=\s|$)[ \t]*/;
const blockHeader = /^(?:[&!][^\s]* +)*[|>][-+0-9]{0,2}\s*(?:#.*)?$/;
const conflictStart = /^<{7}(?: |$)/;
const conflictMiddle = /^(?:={7}|\|{7})(?: |$)/;
const conflictEnd = /^>{7}(?: |$)/;

/**
 * Finds conflict markers, `%YAML` lines and misleading values, and masks them.
 * `outerIndent` is the column of the keys around the text, -1 at the margin. The result's text has the length of the input;
 * spans of problems and masks lie inside it.
 */
export function maskTraps(source: string, outerIndent = -1): Masked {
  const lines = splitLines(source);
  const masks: Mask[] = [];
  const problems: SyntaxProblem[] = [];
  const mask = (start: number, end: number, text?: string): void => {
    if (end > start) masks.push({ span: { start, end }, text });
  };
  let blockIndent = -1; // Lines indented deeper than this belong to a block scalar and are nobody's keys.
  let flowDepth = 0; // Above zero the line continues a flow collection that an earlier line opened.
  let openQuote: string | undefined;
  let siblingIndent = outerIndent;
  let opensBelow = false; // Whether the last key has its value on the lines below it.
  let isConflictOpen = false;
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index];
    if (line === undefined) break;
    const { start, text } = line;
    if (conflictStart.test(text) || conflictEnd.test(text)) {
      const last = isConflictOpen ? index : maskConflict(lines, index, mask);
      // Without an end marker only the marker itself is masked, and no later one is searched for again.
      if (last === index) {
        isConflictOpen = true;
        mask(start, start + text.length);
      }
      index = last;
      problems.push({ kind: 'conflict', span: { start, end: start + 7 }, message: 'Git conflict marker' });
      continue;
    }
    if (openQuote !== undefined) {
      if (closesQuote(text, 0, openQuote)) openQuote = undefined;
      continue;
    }
    const trimmed = text.trim();
    if (trimmed === '') continue;
    const indent = text.length - text.trimStart().length;
    if (blockIndent >= 0) {
      if (indent > blockIndent) continue;
      blockIndent = -1;
    }
    if (flowDepth > 0) {
      flowDepth = Math.max(0, flowDepth + flowBalance(text));
      continue;
    }
    if (trimmed.startsWith('#')) continue;
    if (/^%YAML(?:\s|$)/.test(text)) {
      if (!/^%YAML\s+1\.2\s*(?:#.*)?$/.test(text)) {
        problems.push({
          kind: 'trap',
          span: { start, end: start + text.trimEnd().length },
          message: 'YAML reads other values under this version line; the language is YAML 1.2',
          fix: { title: 'Remove the line', span: { start, end: lineEnd(lines, index, source) }, text: '' },
        });
      }
      mask(start, start + text.length);
      // A document marker belongs to the directive and would otherwise start a second document.
      const next = lines[index + 1];
      if (next !== undefined && /^---\s*$/.test(next.text)) mask(next.start, next.start + next.text.length);
      continue;
    }
    const match = keyLine.exec(text);
    if (text.slice(0, indent).includes('\t') && (match !== null || /^\s*- /.test(text))) {
      const last = lastBelow(lines, index, siblingIndent);
      const end = (lines[last]?.start ?? start) + (lines[last]?.text.length ?? 0);
      const before = Math.max(0, siblingIndent) + (opensBelow ? 2 : 0);
      if (!problems.some(({ lost }) => lost !== undefined))
        problems.push(tabProblem(line, indent, before, { start, end }));
      for (const { start: from, text: whole } of lines.slice(index, last + 1)) mask(from, from + whole.length);
      index = last;
      continue;
    }
    if (match === null) {
      const lonely = /^(\s*)([A-Za-z][\w-]*)\s*$/.exec(text);
      if (lonely !== null && (indent === siblingIndent || opensMap(lines, index, indent))) {
        const word = lonely[2] ?? '';
        const span = { start: start + indent, end: start + indent + word.length };
        problems.push({ kind: 'syntax', span, message: `"${word}" needs a colon and a value` });
        mask(span.start, span.end);
        continue;
      }
      const item = /^(\s*(?:- +)+)/.exec(text);
      if (item === null && !/^\s*[[{]/.test(text)) continue;
      const valueStart = (item?.[0] ?? '').length;
      const rest = text.slice(valueStart);
      if (blockHeader.test(rest)) blockIndent = indent;
      else if (/^["']/.test(rest) && !closesQuote(rest, 1, rest[0] ?? '"')) openQuote = rest[0];
      else flowDepth = Math.max(0, flowBalance(text));
      continue;
    }
    const prefix = match[1] ?? '';
    siblingIndent = prefix.length;
    const valueStart = match[0].length;
    const value = text.slice(valueStart);
    opensBelow = value === '' || value.startsWith('#');
    if (opensBelow) continue;
    if (blockHeader.test(value)) {
      blockIndent = prefix.search(/-/) >= 0 ? prefix.length - 1 : indent;
      continue;
    }
    const trimmedValue = withoutComment(value);
    const span = { start: start + valueStart, end: start + valueStart + trimmedValue.length };
    const first = value[0] ?? '';
    const trap = trapOf(trimmedValue);
    if (trap !== undefined) {
      problems.push(trapProblem(match[2] ?? '', trimmedValue, span, trap));
      mask(span.start, span.end, trimmedValue);
    } else if (first === '"' || first === "'") {
      if (!closesQuote(value, 1, first)) {
        if (continues(lines, index, siblingIndent)) openQuote = first;
        else {
          problems.push({
            kind: 'syntax',
            span: { start: span.start, end: span.start + 1 },
            message: `The quote that opens here is not closed`,
            fix: { title: 'Close the quote', span: { start: span.end, end: span.end }, text: first },
          });
          mask(span.start, span.end, trimmedValue.slice(1));
        }
      }
    } else if (first === '[' || first === '{') {
      const balance = flowBalance(value);
      const open = unclosed(value);
      if (balance > 0 && continues(lines, index, siblingIndent)) flowDepth = balance;
      else if (open !== undefined) {
        const at = start + valueStart + open.at;
        const end = open.closeAt === undefined ? span.end : start + valueStart + open.closeAt;
        const sign = value[open.at] ?? '';
        problems.push({
          kind: 'syntax',
          span: { start: at, end: at + 1 },
          message: `The "${sign}" that opens here is not closed`,
          fix: { title: `Close the "${sign}"`, span: { start: end, end }, text: open.closers },
        });
        mask(span.start, span.end);
      }
    }
  }
  return { text: applyMasks(source, masks), masks, problems };
}

/** A value that YAML misreads; of a bound with a sign before it, quotes would leave what is no quantity. */
function trapProblem(key: string, value: string, span: Span, message: string): SyntaxProblem {
  const bare = withoutSign(key, value);
  const problem = { kind: 'trap', span } as const;
  if (bare !== undefined)
    return {
      ...problem,
      message: message.replace(/quote it$/, () => `write ${bare.slice(0, 24)}`),
      fix: { title: `Write ${bare.slice(0, 40)}`, span, text: bare },
    };
  if (isBoundKey(key) && /^[<>]/.test(value))
    return { ...problem, message: message.replace(/quote it$/, `"${key}" says a sign already`) };
  return { ...problem, message, fix: { title: 'Quote the value', span, text: quote(value) } };
}

/** Puts double quotes around a text so that YAML reads it as it stands. */
export function quote(source: string): string {
  // Quotes around a text with an apostrophe were meant as such, and so were those of print.
  const inner = /^'([^']*\p{L}'\p{L}[^']*)'$|^“(.*)”$|^„(.*)[“”]$|^«\s?(.*?)\s?»$/u.exec(source);
  const text = inner?.slice(1).find((part) => part !== undefined) ?? source;
  return text.includes('"') && !text.includes("'") ? `'${text}'` : `"${text.replace(/[\\"]/g, '\\$&')}"`;
}

function trapOf(value: string): string | undefined {
  const shown = shortened(value, 24);
  const says = (what: string): string => `YAML reads ${shown} as ${what}; quote it`;
  switch (value[0]) {
    case '>':
      return says('the start of a folded text');
    case '|':
      return value.startsWith('||') ? says('the start of a block text') : undefined;
    case '@':
    case '`':
      return says('a reserved sign');
    case '%':
      return says('a directive');
    case '*':
      return /^\*[\w-]+$/.test(value) ? undefined : says('an alias');
    case '&':
      return /^&[\w-]+(?:\s|$)/.test(value) ? undefined : says('an anchor');
    case '!':
      return says('a tag');
    case '"':
    case "'": {
      const close = closingQuote(value, 1, value[0]);
      if (close < 0) return undefined;
      const rest = value.slice(close + 1).trim();
      return rest === '' || rest.startsWith('#') ? undefined : says('a quoted text that ends early');
    }
    case '[':
    case '{':
      return undefined;
    default:
      return /:(?:\s|$)/.test(value) ? says('a key and a value') : undefined;
  }
}

function splitLines(source: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (let index = 0; index <= source.length; index++) {
    const code = index === source.length ? 10 : source.charCodeAt(index);
    if (code !== 10 && code !== 13) continue;
    lines.push({ start, text: source.slice(start, index) });
    if (code === 13 && source.charCodeAt(index + 1) === 10) index++;
    start = index + 1;
  }
  return lines;
}

/** The last line of what a tab begins: the lines behind it that are indented by tabs, too, or may stand below what it opens. */
function lastBelow(lines: readonly Line[], from: number, siblingIndent: number): number {
  let last = from;
  const least = Math.min(Math.max(0, siblingIndent), /^\s*/.exec(lines[from]?.text ?? '')?.[0].length ?? 0);
  const opens = /:\s*(?:#.*)?$/.test(lines[from]?.text ?? '');
  for (let index = from + 1; index < lines.length; index++) {
    const text = lines[index]?.text ?? '';
    if (text.trim() === '') continue;
    const blanks = /^\s*/.exec(text)?.[0] ?? '';
    if (!blanks.includes('\t') && !(opens && blanks.length > least)) break;
    last = index;
  }
  return last;
}

/** One problem for all tabs: what follows the first is read at a wrong depth, so that every later one is its echo. */
function tabProblem({ start, text }: Line, indent: number, meant: number, lost: Span): SyntaxProblem {
  const tab = start + text.indexOf('\t');
  return {
    kind: 'trap',
    span: { start: tab, end: tab + 1 },
    message: 'YAML takes no tab as indentation; use two spaces',
    fix: { title: 'Indent by spaces', span: { start, end: start + indent }, text: ' '.repeat(meant) },
    lost,
  };
}

function lineEnd(lines: readonly Line[], index: number, source: string): number {
  return lines[index + 1]?.start ?? source.length;
}

/** Masks the markers and one side of a conflict, so that the other side is read; returns the last line masked. */
function maskConflict(lines: readonly Line[], from: number, mask: (start: number, end: number) => void): number {
  let inTheirs = false;
  const end = lines.findIndex((line, index) => index >= from && conflictEnd.test(line.text));
  for (let index = from; index <= end; index++) {
    const line = lines[index];
    if (line === undefined) break;
    if (conflictMiddle.test(line.text)) inTheirs = true;
    if (inTheirs || index === from || index === end) mask(line.start, line.start + line.text.length);
  }
  return Math.max(from, end);
}

/** Whether the next line that is not blank goes on inside the value of a key at this indentation. */
function continues(lines: readonly Line[], index: number, keyIndent: number): boolean {
  for (let next = index + 1; next < lines.length; next++) {
    const text = lines[next]?.text ?? '';
    if (text.trim() === '') continue;
    return text.length - text.trimStart().length > keyIndent || /^\s*[\]}]/.test(text);
  }
  return false;
}

/** Whether the next line that is not blank is a key at this indentation, so that this line has to be one, too. */
function opensMap(lines: readonly Line[], index: number, indent: number): boolean {
  for (let next = index + 1; next < lines.length; next++) {
    const text = lines[next]?.text ?? '';
    if (text.trim() !== '') return keyLine.exec(text)?.[1] === ' '.repeat(indent);
  }
  return false;
}

function closingQuote(text: string, from: number, sign: string | undefined): number {
  for (let index = from; index < text.length; index++) {
    if (sign === '"' && text[index] === '\\') index++;
    else if (text[index] === sign) {
      if (sign === "'" && text[index + 1] === "'") index++;
      else return index;
    }
  }
  return -1;
}

function closesQuote(text: string, from: number, sign: string): boolean {
  return closingQuote(text, from, sign) >= 0;
}

/** Opening minus closing brackets of a line, outside quotes and comments. */
function flowBalance(text: string): number {
  let balance = 0;
  for (const { sign } of brackets(text)) balance += sign === '[' || sign === '{' ? 1 : -1;
  return balance;
}

interface Unclosed {
  /** Where the bracket stands that is not closed. */
  readonly at: number;
  /** Where its closing one belongs; undefined for the end of the text. */
  readonly closeAt: number | undefined;
  readonly closers: string;
}

/** The innermost bracket before which another one closes, else the outermost that nothing closes; undefined where all match. */
function unclosed(text: string): Unclosed | undefined {
  const open: { readonly sign: string; readonly at: number }[] = [];
  for (const { sign, at } of brackets(text)) {
    if (sign === '[' || sign === '{') {
      open.push({ sign, at });
      continue;
    }
    const last = open.pop();
    if (last === undefined) return undefined;
    if ((last.sign === '[') !== (sign === ']'))
      return { at: last.at, closeAt: text.slice(0, at).trimEnd().length, closers: closerOf(last.sign) };
  }
  const [outermost] = open;
  if (outermost === undefined) return undefined;
  const closers = open.reverse().map(({ sign }) => closerOf(sign));
  return { at: outermost.at, closeAt: undefined, closers: closers.join('') };
}

function closerOf(sign: string): string {
  return sign === '[' ? ']' : ' }';
}

function* brackets(text: string): Generator<{ readonly sign: string; readonly at: number }> {
  for (let index = 0; index < text.length; index++) {
    const sign = text[index] ?? '';
    if (sign === '#' && (index === 0 || /\s/.test(text[index - 1] ?? ''))) return;
    if ((sign === '"' || sign === "'") && /[\s[{,:]/.test(text[index - 1] ?? ' ')) {
      const close = closingQuote(text, index + 1, sign);
      if (close < 0) return;
      index = close;
    } else if (sign === '[' || sign === '{' || sign === ']' || sign === '}') yield { sign, at: index };
  }
}

/** The value without a comment behind it and without blanks at its end. */
function withoutComment(value: string): string {
  let from = 0;
  if (value[0] === '"' || value[0] === "'") from = Math.max(0, closingQuote(value, 1, value[0]));
  const comment = value.slice(from).search(/\s#/);
  return (comment < 0 ? value : value.slice(0, from + comment)).trimEnd();
}

function applyMasks(source: string, masks: readonly Mask[]): string {
  if (masks.length === 0) return source;
  const parts: string[] = [];
  let done = 0;
  for (const { span, text } of masks) {
    parts.push(source.slice(done, span.start), (text === undefined ? ' ' : 'x').repeat(span.end - span.start));
    done = span.end;
  }
  parts.push(source.slice(done));
  return parts.join('');
}

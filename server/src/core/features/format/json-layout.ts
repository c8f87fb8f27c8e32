// Lays out an agreement of JSON: what fits into a line stays in one, everything else stands in lines of its own.
// It must never touch a text or a number: only the blanks between signs are edited.

import type { TextEdit } from '../../rules/rule';
import { newlineOf } from '../../text/lines';

const widest = 100;
const unit = '  ';
const tokens = /[{}[\],:]|"(?:[^"\\]|\\.)*"|[^\s{}[\],:"]+/g;

interface Token {
  readonly text: string;
  readonly start: number;
}

/** The edits between the signs of a text that is JSON, in their order. The text of anything else is none of its business. */
export function jsonLayout(text: string): readonly TextEdit[] {
  const all: readonly Token[] = [...text.matchAll(tokens)].map((match) => ({ text: match[0], start: match.index }));
  const newline = newlineOf(text);
  const edits: TextEdit[] = [];
  const gap = (start: number, end: number, wanted: string): void => {
    if (text.slice(start, end) !== wanted) edits.push({ span: { start, end }, newText: wanted });
  };
  const inline = inlineBrackets(text, all);
  /** For each open bracket whether it is laid out in one line. */
  const open: boolean[] = [];
  let column = 0;
  const depth = (): string => newline + unit.repeat(open.filter((isInline) => !isInline).length);
  all.forEach((token, index) => {
    const before = all[index - 1];
    let wanted = '';
    if (before !== undefined) {
      const isInline = open.at(-1) === true;
      if (isClosing(token)) open.pop();
      if (isOpening(before) && isClosing(token)) wanted = '';
      else if (isOpening(before) || isClosing(token))
        wanted = !isInline
          ? depth()
          : (isOpening(before) ? before : token).text === (isOpening(before) ? '{' : '}')
            ? ' '
            : '';
      else if (before.text === ',') wanted = isInline ? ' ' : depth();
      else if (before.text === ':') wanted = ' ';
    }
    const from = before === undefined ? 0 : before.start + before.text.length;
    gap(from, token.start, wanted);
    column = wanted.includes('\n') ? wanted.length - newline.length : column + wanted.length;
    if (isOpening(token)) {
      const length = inline.get(token.start);
      open.push(open.at(-1) === true || (length !== undefined && column + length <= widest));
    }
    column += token.text.length;
  });
  const last = all.at(-1);
  if (last !== undefined) gap(last.start + last.text.length, text.length, newline);
  return edits;
}

function isOpening({ text }: Token): boolean {
  return text === '{' || text === '[';
}

function isClosing({ text }: Token): boolean {
  return text === '}' || text === ']';
}

/** How long a bracket would be in one line, by the offset at which it opens; only those that stand in one line already. */
function inlineBrackets(text: string, all: readonly Token[]): ReadonlyMap<number, number> {
  const lengths = new Map<number, number>();
  const open: { readonly start: number; readonly isMap: boolean; length: number }[] = [];
  for (const token of all) {
    const length = token.text.length + (token.text === ',' || token.text === ':' ? 1 : 0);
    if (isOpening(token)) open.push({ start: token.start, isMap: token.text === '{', length: 0 });
    const own = open.at(-1);
    if (own !== undefined) own.length += length;
    if (!isClosing(token)) continue;
    const closed = open.pop();
    if (closed === undefined) continue;
    const total = closed.length + (closed.isMap ? 2 : 0);
    const outer = open.at(-1);
    if (outer !== undefined) outer.length += total;
    if (!text.slice(closed.start, token.start).includes('\n')) lengths.set(closed.start, total);
  }
  return lengths;
}

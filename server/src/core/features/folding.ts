// What can be folded: maps, lists, block texts, blocks of comments and marked regions, found by indentation and marks alone.
// It must never need a tree, so that folds stay while a line is typed that YAML cannot read.

import type { Span } from '../text/span';

export interface Fold {
  /** From the line that stays to the end of the last line that goes. */
  readonly span: Span;
  readonly kind: 'region' | 'comment';
}

/** Most folds of one answer. */
const maximumFolds = 10_000;

interface Line extends Span {
  readonly indent: number;
  readonly kind: 'text' | 'comment' | 'blank';
}

/** The folds of a text, in the order of their first lines. */
export function foldingRanges(text: string): readonly Fold[] {
  const folds: Fold[] = [];
  // Lines whose deeper lines have not ended yet, by growing indentation.
  const open: { readonly line: Line; readonly isDash: boolean; last: Line }[] = [];
  /** Lines of `# region` that no `# endregion` has ended yet. */
  const regions: Line[] = [];
  let comments: { readonly first: Line; last: Line; count: number } | undefined;
  const close = (indent: number, isDash: boolean): void => {
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      // A list may stand as deep as its key: its dashes do not end the key.
      const isBelow = top.line.indent < indent || (top.line.indent === indent && isDash && !top.isDash);
      if (isBelow) return;
      open.pop();
      if (top.last !== top.line) folds.push({ span: { start: top.line.start, end: top.last.end }, kind: 'region' });
      const parent = open.at(-1);
      if (parent !== undefined) parent.last = top.last;
    }
  };
  const closeComments = (): void => {
    if (comments !== undefined && comments.count > 1)
      folds.push({ span: { start: comments.first.start, end: comments.last.end }, kind: 'comment' });
    comments = undefined;
  };
  for (const line of linesOf(text)) {
    if (line.kind === 'comment') {
      const mark = /^#\s*(end)?region\b/.exec(text.slice(line.start + line.indent, line.start + line.indent + 40));
      if (mark !== null) {
        const first = mark[1] === undefined ? undefined : regions.pop();
        if (mark[1] === undefined) regions.push(line);
        else if (first !== undefined) folds.push({ span: { start: first.start, end: line.end }, kind: 'region' });
        closeComments();
        continue;
      }
      if (comments?.first.indent === line.indent) {
        comments.last = line;
        comments.count++;
      } else {
        closeComments();
        comments = { first: line, last: line, count: 1 };
      }
      continue;
    }
    closeComments();
    if (line.kind === 'blank') continue;
    const isDash = /^-(?:\s|$)/.test(text.slice(line.start + line.indent, line.start + line.indent + 2));
    close(line.indent, isDash);
    open.push({ line, isDash, last: line });
  }
  closeComments();
  close(-1, false);
  return folds.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end).slice(0, maximumFolds);
}

function* linesOf(text: string): Generator<Line> {
  const pattern = /\r\n|\r|\n|$/g;
  for (let start = 0; start <= text.length;) {
    pattern.lastIndex = start;
    const match = pattern.exec(text);
    const end = match?.index ?? text.length;
    let first = start;
    while (first < end && (text[first] === ' ' || text[first] === '\t' || text[first] === '\ufeff')) first++;
    const kind = first === end ? 'blank' : text[first] === '#' ? 'comment' : 'text';
    yield { start, end, indent: first - start, kind };
    if (match === null || match[0] === '') return;
    start = end + match[0].length;
  }
}

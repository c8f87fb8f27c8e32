// Tells in our words what the YAML parser reports: one problem for one slip, at its cause.
// It must never report what the parser stumbles over after a slip: the echo is no second mistake.

import type { Document, YAMLParseError } from 'yaml';
import { lastOf, shortened } from '../text/ends';
import { clampSpan, type Span } from '../text/span';
import { maximumProblems } from './limits';
import type { SyntaxProblem } from './nodes';
import { inWords } from './parser-words';

/** The problems of a document; `lastQuoteBefore` gives the quote that opens last before an offset. */
export function parserProblems(
  text: string,
  document: Document.Parsed | undefined,
  lastQuoteBefore: (offset: number) => number | undefined,
): SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  const errors: readonly YAMLParseError[] = document?.errors ?? [];
  let lineStart = 0;
  let lineEnd = -1;
  let lostUntil = -1;
  for (const error of errors) {
    if (problems.length >= maximumProblems) break;
    let span = clampSpan(error.pos[0], Math.max(error.pos[1], error.pos[0] + 1), text.length);
    // After a slip of structure the parser stumbles until the next key of the agreement begins.
    if (span.start < lostUntil) continue;
    const comma = error.code === 'BLOCK_IN_FLOW' ? (missingComma(text, span) ?? colonInText(text, span)) : undefined;
    if (comma !== undefined) {
      problems.push(comma);
      lostUntil = comma.lost?.end ?? lostUntil;
      continue;
    }
    if (error.code === 'TAB_AS_INDENT') {
      const start = text.indexOf('\t', text.lastIndexOf('\n', span.start) + 1);
      const tab = start < 0 ? span : { start, end: start + 1 };
      problems.push({
        kind: 'trap',
        span: tab,
        message: 'YAML takes no tab as indentation; use two spaces',
        fix: { title: 'Replace the tab by two spaces', span: tab, text: '  ' },
        lost: { start: tab.start, end: text.length },
      });
      // What follows a tab is read at a wrong depth, so every later error is an echo of this one.
      return problems;
    }
    if (error.code === 'MISSING_CHAR' && /quote/.test(error.message)) {
      const open = lastQuoteBefore(span.end);
      if (open !== undefined) span = { start: open, end: open + 1 };
    }
    // The parser reports several errors for one slip; the first of a line is the cause.
    if (lineStart <= span.start && span.start <= lineEnd) continue;
    lineStart = text.lastIndexOf('\n', span.start - 1) + 1;
    const newline = text.indexOf('\n', span.start);
    lineEnd = newline < 0 ? text.length : newline;
    if (span.end > lineEnd) span = clampSpan(span.start, Math.max(lineEnd, span.start + 1), text.length);
    const lost = losingStructure.has(error.code) ? { start: span.start, end: endOfSection(text, span.end) } : undefined;
    lostUntil = lost?.end ?? lostUntil;
    const problem = {
      kind: 'syntax',
      span,
      ...(lost === undefined ? {} : { lost }),
      ...said(error, text, span),
    } as const;
    problems.push(problem);
  }
  return problems;
}

/** Errors after which the lines below are read at a wrong depth. */
const losingStructure: ReadonlySet<string> = new Set([
  ...['BAD_INDENT', 'BLOCK_AS_IMPLICIT_KEY', 'BLOCK_IN_FLOW', 'MULTILINE_IMPLICIT_KEY', 'MISSING_CHAR'],
  ...['UNEXPECTED_TOKEN', 'BAD_COLLECTION_TYPE', 'IMPOSSIBLE'],
]);

/** Where the next key of the agreement begins, at the start of a line; the end of the text where none does. */
function endOfSection(text: string, offset: number): number {
  const next = /\n(?=[A-Za-z"'])/g;
  next.lastIndex = offset;
  const match = next.exec(text);
  return match === null ? text.length : match.index + 1;
}

type Said = Pick<SyntaxProblem, 'message'> & Partial<Pick<SyntaxProblem, 'span' | 'fix' | 'lost'>>;

/** What is said of an error, and where and how it is mended, if the text around it tells. */
function said(error: YAMLParseError, text: string, span: Span): Said {
  const special =
    error.code === 'BLOCK_AS_IMPLICIT_KEY'
      ? indentedTooFar(text, span)
      : error.code === 'MULTILINE_IMPLICIT_KEY'
        ? commaAtLineEnd(text, span)
        : error.message.includes('at node end')
          ? behindValue(text, span)
          : undefined;
  return special ?? missingBlank(text, span) ?? { message: inWords(error, text.slice(span.start, span.start + 60)) };
}

/** A key on the line below one that has a value already, and further in than it; all lines that are as deep move with it. */
function indentedTooFar(text: string, { start }: Span): Said | undefined {
  const above = text.lastIndexOf('\n', start - 1) + 1;
  const indent = /^ *(?=[\w"'])/.exec(text.slice(above, start))?.[0].length;
  const newline = text.indexOf('\n', start);
  const [whole, deeper = '', key = ''] = /^( +)([A-Za-z][\w-]*):(?=\s)/.exec(text.slice(newline + 1)) ?? [];
  if (indent === undefined || newline < 0 || whole === undefined || deeper.length <= indent) return undefined;
  const first = newline + 1;
  let end = first;
  while (text.startsWith(deeper, end)) {
    const next = text.indexOf('\n', end);
    end = next < 0 ? text.length : next + 1;
  }
  const at = first + deeper.length;
  return {
    span: { start: at, end: at + key.length },
    // The key above is read as a map, which it is not.
    lost: { start: above, end: endOfSection(text, end) },
    message: `"${shortened(key, 40)}" is indented too far: the key above it has a value already`,
    fix: {
      title: 'Indent it like the key above',
      span: { start: first, end },
      text: text.slice(first, end).replace(new RegExp(`^ {${deeper.length - indent}}`, 'gm'), ''),
    },
  };
}

/** A colon in a text without quotes between braces. */
function colonInText(text: string, { start, end }: Span): SyntaxProblem | undefined {
  const value = /^[^,{}[\]\n"'#]*\w:[ \t]+[^,{}[\]\n"'#]*/.exec(text.slice(start, end))?.[0].trimEnd();
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  if (value === undefined || !/[\w"']\s*:[ \t]+$/.test(lastOf(before))) return undefined;
  const span = { start, end: start + value.length };
  const shown = shortened(value, 24);
  return {
    kind: 'trap',
    span,
    message: `YAML reads ${shown} as a key and a value; quote it`,
    fix: { title: 'Quote the value', span, text: `"${value}"` },
    lost: { start, end: endOfSection(text, end) },
  };
}

/** Between braces a value and, on the line below, the next key. */
function commaAtLineEnd(text: string, { start }: Span): Said | undefined {
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const value = /^([^\n{}[\],#]*?[^\s{}[\],#])[ \t]*\r?\n\s*("?[A-Za-z][\w-]*"?)\s*:/.exec(
    text.slice(start, start + 2_000),
  );
  const [, written = '', key = ''] = value ?? [];
  if (value === null || !/[\w"']\s*:[ \t]+$/.test(lastOf(before))) return undefined;
  const at = start + written.length;
  return {
    span: { start: at - 1, end: at },
    message: `A comma is missing before ${key.startsWith('"') ? key : `"${key}"`} on the line below`,
    fix: { title: 'Insert the comma', span: { start: at, end: at }, text: ',' },
  };
}

/** What stands behind a value: a line that is not indented as the one before, or brackets that belong to a text without quotes. */
function behindValue(text: string, { start }: Span): Said | undefined {
  const line = text.lastIndexOf('\n', start - 1) + 1;
  const before = text.slice(line, start);
  if (before.trim() === '') return { message: 'The indentation does not fit the lines around it' };
  const head = /[^\s{}[\],:"'][^{}[\],:"'\n]*$/.exec(lastOf(before))?.[0];
  const rest = /^(?:\[[^\]\n]*\]|\{[^}\n]*\})[^,{}[\]\n]*/.exec(text.slice(start))?.[0].trimEnd();
  if (head === undefined || rest === undefined || /\s$/.test(head)) return undefined;
  const value = head + rest;
  return {
    span: { start: start - head.length, end: start + rest.length },
    message: `YAML ends the text before "${text[start] ?? ''}"; quote it`,
    fix: {
      title: 'Quote the value',
      span: { start: start - head.length, end: start + rest.length },
      text: `'${value.replaceAll("'", "''")}'`,
    },
  };
}

/** A key with a colon that nothing divides from its value. */
function missingBlank(text: string, { start, end }: Span): Pick<SyntaxProblem, 'message' | 'fix'> | undefined {
  const nbsp = /^([A-Za-z][\w-]*:)\u00a0+/.exec(text.slice(start, end));
  if (nbsp !== null) {
    const blanks = { start: start + (nbsp[1]?.length ?? 0), end: start + nbsp[0].length };
    return {
      message: 'The blank behind the colon is a no-break space, which divides nothing',
      fix: { title: 'Replace it by a blank', span: blanks, text: ' ' },
    };
  }
  const key = /^([A-Za-z][\w-]*:)[^\s:/]/.exec(text.slice(start, end))?.[1];
  if (key === undefined) return undefined;
  const at = start + key.length;
  return {
    message: `A blank is missing behind "${shortened(key, 40)}"`,
    fix: { title: 'Insert the blank', span: { start: at, end: at }, text: ' ' },
  };
}

/** Two keys between braces with only a blank between them. */
function missingComma(text: string, { start, end }: Span): SyntaxProblem | undefined {
  const match = /^([^,{}[\]\n]*?[^\s,{}[\]:])[ \t]+([A-Za-z][\w-]*(?=:\s)|"[^"\\\n]*"(?=:)):/.exec(
    text.slice(start, end),
  );
  const [, before = '', key = ''] = match ?? [];
  if (match === null) return undefined;
  const at = start + match[0].length - key.length - 1;
  return {
    kind: 'syntax',
    span: { start: at, end: at + key.length },
    message: `A comma is missing before ${key.startsWith('"') ? key : `"${key}"`}`,
    fix: { title: 'Insert the comma', span: { start: start + before.length, end: start + before.length }, text: ',' },
    lost: { start, end: endOfSection(text, end) },
  };
}

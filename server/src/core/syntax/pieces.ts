// Cuts a text at the indentation of its keys, so that each entry is read by itself and only changed ones are read again.
// It must never cut where an entry could mean something else by itself: such a text is read as a whole.

import { sharedEnds } from '../text/difference';

/** A stretch of text that is read by itself: a section without entries of its own, or one entry of a section. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly indent: number;
}

/** A key at the margin with what stands below it. */
export interface Section extends Stretch {
  /** The stretches below the line of the key, where they are read one by one; they follow it without a gap. */
  readonly entries: readonly Stretch[] | undefined;
}

/** What gives lines a meaning beyond their entry: directives, documents, merge conflicts, tabs that indent, lone carriage returns. */
const farReaching = /^(?:%|---|\.\.\.|<{7}|={7}|>{7}|\|{7}| *\t)|\r(?!\n)/m;
const documentStart = /^(?:\uFEFF)?(?:[ ]*(?:#[^\n]*)?\r?\n)*---[ ]*\r?\n/;
const keyAtMargin = /^(?:[A-Za-z][\w-]*[ ]*(?::(?=\s|$)|$)|"[^"\\\n]*"[ ]*:(?=\s|$)|'[^'\n]*'[ ]*:(?=\s|$))/;
const lineOfSection = /^[A-Za-z][\w-]*[ ]*:[ ]*(?:#.*)?$/;
const entryKey = /^(?:[\p{L}\p{N}_][^\s:#'"[\]{}&*!|>@%`,][^:#'"[\]{}\n]*|[\p{L}\p{N}_][^:#'"[\]{}\n]*):(?=\s|$)/u;

interface Line {
  readonly start: number;
  readonly indent: number;
  /** Without its indentation and its end. */
  readonly text: string;
}

/** The sections of a whole text, which cover all of it; undefined where it has to be read as a whole. */
export function sectionsOf(text: string): readonly Section[] | undefined {
  const start = documentStart.exec(text)?.[0].length ?? 0;
  if (reachesFar(text.slice(start))) return undefined;
  const sections = sectionsFrom(text, 0, text.length);
  return sections === undefined || sections.length < 2 ? undefined : sections;
}

/** The sections of a part of a text that begins with the line of a key, or at its start. */
export function sectionsFrom(text: string, from: number, to: number): readonly Section[] | undefined {
  const start = from === 0 ? (documentStart.exec(text)?.[0].length ?? 0) : from;
  const [first, ...others] = sectionsBetween(text, start, to) ?? [];
  return first === undefined ? undefined : [{ ...first, start: from }, ...others];
}

/** Whether whole lines hold what has a meaning beyond their entry. */
export function reachesFar(lines: string): boolean {
  return farReaching.test(lines);
}

/** Undefined where another line than that of a key comes first. What stands before the first key belongs to its section. */
function sectionsBetween(text: string, from: number, to: number): readonly Section[] | undefined {
  const lines = contentLines(text, from, to);
  const [opening] = lines;
  if (opening !== undefined && !startsSection(opening)) return undefined;
  const sections: Section[] = [];
  for (let first = 0; first < lines.length;) {
    let next = first + 1;
    for (let line = lines[next]; line !== undefined && !startsSection(line); line = lines[next]) next++;
    const start = first === 0 ? from : (lines[first]?.start ?? from);
    const end = lines[next]?.start ?? to;
    sections.push({ start, end, indent: 0, entries: entriesOf(lines.slice(first, next), end) });
    first = next;
  }
  return sections;
}

function startsSection({ indent, text }: Line): boolean {
  return indent === 0 && keyAtMargin.test(text);
}

/** The entries below a key, or undefined where what stands there is no map of entries. */
function entriesOf(lines: readonly Line[], end: number): readonly Stretch[] | undefined {
  const [head, first] = lines;
  if (head === undefined || first === undefined || !lineOfSection.test(head.text)) return undefined;
  return stretchesOf(lines.slice(1), first.indent, end);
}

/** The entries in a part of a section that begins with the line of an entry; undefined where a line is neither in nor of an entry. */
export function entriesBetween(text: string, from: number, to: number, indent: number): readonly Stretch[] | undefined {
  const lines = contentLines(text, from, to);
  return lines[0]?.start === from ? stretchesOf(lines, indent, to) : undefined;
}

function stretchesOf(lines: readonly Line[], indent: number, end: number): readonly Stretch[] | undefined {
  const starts: number[] = [];
  for (const line of lines) {
    if (line.indent > indent && starts.length > 0) continue;
    if (line.indent !== indent || indent === 0 || !entryKey.test(line.text)) return undefined;
    starts.push(line.start);
  }
  return starts.map((start, index) => ({ start, end: starts[index + 1] ?? end, indent }));
}

/** The lines that are neither blank nor comments; comments count to what stands above them. */
function contentLines(text: string, from: number, to: number): readonly Line[] {
  const lines: Line[] = [];
  for (let start = from; start < to;) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 || newline >= to ? to : newline;
    let at = start;
    // A byte order mark stands before the first key, not in it.
    if (at === 0 && text.charCodeAt(0) === 0xfeff) at++;
    const left = at;
    while (at < end && text.charCodeAt(at) === 32) at++;
    const code = at < end ? text.charCodeAt(at) : 10;
    if (code !== 10 && code !== 13 && code !== 35) {
      const last = text.charCodeAt(end - 1) === 13 ? end - 1 : end;
      lines.push({ start, indent: at - left, text: text.slice(at, last) });
    }
    start = end + 1;
  }
  return lines;
}

/** What two texts have in common at their start and at their end, widened to whole lines. Offsets in the old and the new text. */
export function changedLines(
  before: string,
  after: string,
): { readonly start: number; readonly oldEnd: number; readonly newEnd: number } {
  const { prefix, suffix } = sharedEnds(before, after);
  const start = prefix === 0 ? 0 : after.lastIndexOf('\n', prefix - 1) + 1;
  const [oldEnd, newEnd] = [before.length - suffix, after.length - suffix];
  // A line that is typed above another one, or taken away there, leaves that one alone.
  if (startsLine(before, oldEnd) && startsLine(after, newEnd)) return { start, oldEnd, newEnd };
  const newline = after.indexOf('\n', newEnd);
  const lineEnd = newline < 0 ? after.length : newline + 1;
  return { start, oldEnd: lineEnd + before.length - after.length, newEnd: lineEnd };
}

function startsLine(text: string, offset: number): boolean {
  return offset === 0 || text.charCodeAt(offset - 1) === 10;
}

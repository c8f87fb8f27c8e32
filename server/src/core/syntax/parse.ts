// Turns a text into our syntax tree, entry by entry where it can be cut, and takes over from the tree before what has not changed.
// It must never throw, and a tree that was taken over must not be used again: its entries have moved to the new one.

import { shortened } from '../text/ends';
import { joinedSpan, Origin } from '../text/span';
import { ofBlocks } from '../text/blocks';
import { compose } from './compose';
import { fresh, isKnownUnread, PieceReader, type Piece } from './piece-reader';
import { noteUnique } from './keys';
import { maximumAnchors, maximumItems, maximumLength, maximumLines, maximumProblems, maximumValues } from './limits';
import type { Comment, Entry, MapNode, Node, ScalarNode, SyntaxProblem, SyntaxTree } from './nodes';
import { changedLines, entriesBetween, reachesFar, sectionsFrom, sectionsOf, type Section } from './pieces';

/**
 * Parses one agreement. Never throws: what cannot be read is a problem of the tree.
 * A text longer than 1,000,000 units, nested deeper than 64, or with too many anchors gives one `limit` problem and no root.
 * With the tree of the text before, only the entries that differ are read; that tree must not be used any more.
 */
export function parse(text: string, previous?: SyntaxTree): SyntaxTree {
  const before = previous === undefined ? undefined : piecesOf.get(previous);
  const tree = (before && amended(text, before)) ?? sizeLimited(text) ?? anew(text) ?? asWhole(text);
  // A text that cannot be cut for a moment leaves what was read before for the next one.
  if (before !== undefined && !piecesOf.has(tree)) piecesOf.set(tree, before);
  return tree;
}

function sizeLimited(text: string): SyntaxTree | undefined {
  if (text.length > maximumLength) {
    const size = (text.length / 1_000_000).toFixed(1);
    return tooLarge(text, `This file has ${size} MB; agreements up to 1 MB are read`);
  }
  return tooManyLines(text, countLines(text));
}

function tooManyLines(text: string, lines: number): SyntaxTree | undefined {
  if (lines <= maximumLines) return undefined;
  const [found, most] = [lines, maximumLines].map((count) => count.toLocaleString('en'));
  return tooLarge(text, `This file has ${found} lines; agreements up to ${most} are read`);
}

function tooLarge(text: string, message: string): SyntaxTree {
  return refused(text, { kind: 'limit', span: { start: 0, end: Math.min(1, text.length) }, message });
}

function countLines(text: string): number {
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}

function refused(text: string, problem: SyntaxProblem): SyntaxTree {
  return { text, root: undefined, comments: [], problems: [problem] };
}

function asWhole(source: string): SyntaxTree {
  // A lone carriage return ends a line in YAML and in editors, but not for the parser. Offsets stay as they are.
  const text = source.includes('\r') ? source.replace(/\r(?!\n)/g, '\n') : source;
  const { root, comments, problems, limit } = compose(text, new Origin());
  return limit === undefined ? { text: source, root, comments, problems } : refused(source, limit);
}

/** A section as it was read: at once, or its head and the entries below it one by one. */
interface Cut {
  readonly head: Piece;
  readonly inner: readonly Piece[] | undefined;
  /** Whether it is known that no key stands twice in it. */
  readonly isUnique: boolean;
  /** The map of the section before, where only some entries were read anew: it is the map of this one, too. */
  readonly amends?: { readonly map: MapNode; readonly read: readonly Piece[] };
}

interface SectionPieces extends Cut {
  readonly entry: Entry | undefined;
}

interface Pieces {
  readonly text: string;
  readonly lines: number;
  readonly sections: readonly SectionPieces[];
  readonly hasAnchors: boolean;
}

/** What a tree was put together from, or what the last tree was put together from that could be. */
const piecesOf = new WeakMap<SyntaxTree, Pieces>();

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function anew(text: string): SyntaxTree | undefined {
  const sections = sectionsOf(text);
  if (sections?.some((section) => isBroken(text, section)) === true) return undefined;
  const reader = new PieceReader(text);
  const cuts = sections === undefined ? undefined : readSections(reader, sections);
  if (cuts === undefined) return undefined;
  reader.place();
  return assemble(text, countLines(text), cuts);
}

/**
 * Whether a stretch of a section cannot be read by itself. Only stretches that leave a bracket or a quote open are tried, and those
 * that could not be read a moment ago are known: where one of them cannot be read, the whole text has to be, and reading all the
 * others first would be for nothing.
 */
function isBroken(text: string, { start, end, indent, entries }: Section): boolean {
  const stretches = entries === undefined ? [{ start, end, indent }] : entries;
  return stretches.some((stretch) => {
    const part = text.slice(stretch.start, stretch.end);
    return (
      isKnownUnread(part, stretch.indent) || (leavesOpen(part) && fresh(part, stretch.indent, new Map()) === undefined)
    );
  });
}

/** Whether brackets or quotes do not come in pairs; signs inside texts are counted too. */
function leavesOpen(text: string): boolean {
  let [braces, brackets, quotes] = [0, 0, 0];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 123) braces++;
    else if (code === 125) braces--;
    else if (code === 91) brackets++;
    else if (code === 93) brackets--;
    else if (code === 34) quotes++;
  }
  return braces !== 0 || brackets !== 0 || quotes % 2 !== 0;
}

/** The tree of a text that differs from an earlier one in a run of lines. Undefined where the difference reaches beyond entries. */
function amended(text: string, before: Pieces): SyntaxTree | undefined {
  const { start, oldEnd, newEnd } = changedLines(before.text, text);
  if (text.length > maximumLength || reachesFar(text.slice(start, newEnd))) return undefined;
  const lines = before.lines + countLines(text.slice(start, newEnd)) - countLines(before.text.slice(start, oldEnd));
  if (lines > maximumLines) return undefined;
  const shift = newEnd - oldEnd;
  const { sections } = before;
  const from = Math.max(
    0,
    sections.findLastIndex(({ head }) => head.origin.base < start),
  );
  const found = sections.findIndex(({ head }, index) => index > from && head.origin.base >= oldEnd);
  const to = found < 0 ? sections.length : found;
  const changed = sections.slice(from, to);
  const [only] = changed;
  if (only === undefined) return undefined;
  const end = (sections[to]?.head.origin.base ?? before.text.length) + shift;
  const reader = new PieceReader(text);
  const cuts =
    (changed.length === 1 ? readEntries(reader, only, start, oldEnd, shift, end) : undefined) ??
    readChanged(reader, changed, end);
  if (cuts === undefined || from + cuts.length + sections.length - to < 2) return undefined;
  for (const section of sections.slice(to)) for (const piece of piecesIn(section)) piece.origin.base += shift;
  reader.place();
  return assemble(text, lines, [...sections.slice(0, from), ...cuts, ...sections.slice(to)], before.hasAnchors);
}

/** A section of which only entries have changed; undefined where more has. */
function readEntries(
  reader: PieceReader,
  { head, inner, isUnique, entry }: SectionPieces,
  start: number,
  oldEnd: number,
  shift: number,
  end: number,
): readonly Cut[] | undefined {
  if (inner === undefined) return undefined;
  const from = firstAtOrAfter(inner, start) - 1;
  const first = inner[from];
  if (first === undefined) return undefined;
  const to = Math.max(from + 1, firstAtOrAfter(inner, oldEnd));
  const regionEnd = to === inner.length ? end : (inner[to]?.origin.base ?? 0) + shift;
  // What stays where it is cannot be taken for what is read.
  reader.offer(inner.slice(from, to));
  const stretches = entriesBetween(reader.text, first.origin.base, regionEnd, first.indent);
  const read = stretches?.map((stretch) => reader.read(stretch, sectionName(head)));
  if (read === undefined || read.some((piece) => piece === undefined)) return undefined;
  const behind = inner.slice(to);
  reader.shift(behind, shift);
  const fresh = read.filter((piece) => piece !== undefined);
  const all = inner.slice(0, from).concat(fresh, behind);
  const cut = { head, inner: all, isUnique: isUnique && hasSameKeys(inner.slice(from, to), fresh) };
  return [entry?.value?.kind === 'map' ? { ...cut, amends: { map: entry.value, read: fresh } } : cut];
}

/** The index of the first piece that begins at or after an offset. */
function firstAtOrAfter(pieces: readonly Piece[], offset: number): number {
  let [low, high] = [0, pieces.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pieces[middle]?.origin.base ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether pieces hold no key but those that other pieces held, and none twice. */
function hasSameKeys(before: readonly Piece[], after: readonly Piece[]): boolean {
  const keys = new Set(before.flatMap(({ entries }) => entries.map(({ key }) => key.text)));
  return after.every(({ entries }) => entries.every(({ key }) => keys.delete(key.text)));
}

function readChanged(reader: PieceReader, changed: readonly SectionPieces[], end: number): readonly Cut[] | undefined {
  reader.offer(changed.flatMap(piecesIn));
  const sections = sectionsFrom(reader.text, changed[0]?.head.origin.base ?? 0, end);
  return sections === undefined ? undefined : readSections(reader, sections);
}

function sectionName({ entries }: Piece): string {
  return entries[0]?.key.text ?? '';
}

function piecesIn({ head, inner }: Cut): readonly Piece[] {
  return inner === undefined ? [head] : [head, ...inner];
}

function readSections(reader: PieceReader, sections: readonly Section[]): readonly Cut[] | undefined {
  const cuts: Cut[] = [];
  for (const section of sections) {
    const [first] = section.entries ?? [];
    const head = reader.read({ start: section.start, end: first?.start ?? section.end, indent: 0 });
    const inner = head && section.entries?.map((stretch) => reader.read(stretch, sectionName(head)));
    if (head === undefined || inner?.some((piece) => piece === undefined) === true) return undefined;
    // Entries can only stand below a key that has no value of its own.
    if (inner !== undefined && (head.entries[0] === undefined || head.entries[0].value !== undefined)) return undefined;
    cuts.push({ head, inner: inner?.filter((piece) => piece !== undefined), isUnique: false });
  }
  return cuts;
}

/** Puts the pieces together: links, problems between them, limits of the whole. */
function assemble(text: string, lines: number, cuts: readonly (Cut | SectionPieces)[], hadAnchors = false): SyntaxTree {
  // Sums are kept for runs of pieces: to look into each piece costs more than all else here, for thousands stand far apart.
  const sums = cuts.map(sumsIn);
  const hasAnchors = hadAnchors || sums.some((parts) => parts.some((part) => part.anchors > 0));
  const sections = (hasAnchors ? resolvedCuts(cuts) : cuts).map(linked);
  const entries = sections.flatMap(({ entry }) => entry ?? []);
  const comments: Comment[] = [];
  const problems: SyntaxProblem[] = [];
  let [values, anchors] = [0, 0];
  for (const section of sections) {
    const { inner, entry, isUnique } = section;
    for (const sum of sumsIn(section)) {
      values += sum.values;
      anchors += sum.anchors;
      if (sum.comments.length > 0) comments.push(...sum.comments);
      if (sum.problems.length > 0) problems.push(...sum.problems);
    }
    if (inner === undefined || entry?.value?.kind !== 'map') continue;
    if (isUnique) noteUnique(entry.value.entries);
    else problems.push(...duplicates(entry.value.entries));
  }
  problems.push(...duplicates(entries));
  const limit = limitProblem(entries, values, anchors);
  problems.sort((a, b) => a.span.start - b.span.start);
  const tree: SyntaxTree =
    limit === undefined
      ? { text, root: rootOf(entries), comments, problems: problems.slice(0, maximumProblems) }
      : refused(text, limit);
  piecesOf.set(tree, { text, lines, sections, hasAnchors });
  return tree;
}

/** What pieces have in them, for all of them together. */
interface Sum {
  readonly values: number;
  readonly anchors: number;
  readonly comments: readonly Comment[];
  readonly problems: readonly SyntaxProblem[];
}

function sumOf(pieces: readonly Piece[]): Sum {
  let [values, anchors] = [0, 0];
  const comments: Comment[] = [];
  const problems: SyntaxProblem[] = [];
  for (const { composed } of pieces) {
    values += composed.values;
    anchors += composed.anchors;
    if (composed.comments.length > 0) comments.push(...composed.comments);
    if (composed.problems.length > 0) problems.push(...composed.problems);
  }
  return { values, anchors, comments, problems };
}

const sumsOf = ofBlocks<Piece, Sum>(sumOf);

function sumsIn({ head, inner }: Cut): readonly Sum[] {
  return [sumOf([head]), ...(inner === undefined ? [] : sumsOf(inner))];
}

/** Reads a piece again where an alias in it stands for another node than when it was read. */
function resolvedCuts(cuts: readonly (Cut | SectionPieces)[]): readonly (Cut | SectionPieces)[] {
  const anchored = new Map<string, Node>();
  const resolve = (piece: Piece): Piece => {
    const holds = piece.composed.reaching.every(({ name, target }) => anchored.get(name) === target);
    const read = holds ? piece : (fresh(piece.text, piece.indent, anchored, piece.section) ?? piece);
    if (read !== piece) read.origin.base = piece.origin.base;
    for (const [name, node] of read.composed.anchored) anchored.set(name, node);
    return read;
  };
  return cuts.map((cut) => {
    const head = resolve(cut.head);
    const inner = cut.inner?.map(resolve);
    const isSame = head === cut.head && inner?.every((piece, index) => piece === cut.inner?.[index]) !== false;
    return isSame ? cut : { head, inner, isUnique: cut.isUnique };
  });
}

/** A section with the entry that it is; what was put together before stays as it is. */
function linked(cut: Cut | SectionPieces): SectionPieces {
  if ('entry' in cut) return cut;
  const { head, inner, isUnique, amends } = cut;
  const [named] = head.entries;
  if (named === undefined) return { head, inner, isUnique, entry: undefined };
  if (inner === undefined) {
    // The key may have belonged to an entry that was put together.
    (named.key as Mutable<ScalarNode>).parent = named;
    return { head, inner, isUnique, entry: named };
  }
  const entries = entriesOf(inner).flat();
  const entry: Mutable<Entry> = { ...named };
  (named.key as Mutable<ScalarNode>).parent = entry;
  const [first, last] = [entries[0], entries.at(-1)];
  if (first !== undefined && last !== undefined) {
    const span = joinedSpan(first.key.span, last.span);
    const map: Mutable<MapNode> = amends?.map ?? sectionMap(entry);
    map.span = span;
    map.parent = entry;
    map.entries = entries;
    // Thousands of entries stand far apart: those that know their map already are left alone.
    const strangers = amends === undefined ? entries : amends.read.flatMap((piece) => piece.entries);
    for (const each of strangers) (each as Mutable<Entry>).parent = map;
    entry.value = map;
    entry.span = joinedSpan(named.key.span, last.span);
  }
  return {
    head,
    inner,
    isUnique: isUnique || new Set(entries.map(({ key }) => key.text)).size === entries.length,
    entry,
  };
}

function sectionMap(parent: Entry): MapNode {
  return { kind: 'map', span: parent.span, parent, anchor: undefined, flow: false, entries: [] };
}

const entriesOf = ofBlocks<Piece, readonly Entry[]>((pieces) => pieces.flatMap(({ entries }) => entries));

function rootOf(entries: readonly Entry[]): MapNode | undefined {
  const [first, last] = [entries[0], entries.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const span = joinedSpan(first.key.span, last.span);
  const root: MapNode = { kind: 'map', span, parent: undefined, anchor: undefined, flow: false, entries };
  for (const entry of entries) (entry as Mutable<Entry>).parent = root;
  return root;
}

function limitProblem(entries: readonly Entry[], values: number, anchors: number): SyntaxProblem | undefined {
  const make = (span: SyntaxProblem['span'], message: string): SyntaxProblem => ({ kind: 'limit', span, message });
  const crowded = entries.find(({ value }) => value?.kind === 'map' && value.entries.length > maximumItems);
  if (crowded !== undefined)
    return make(
      crowded.key.span,
      `More than ${maximumItems.toLocaleString('en')} keys or items in one place; not read`,
    );
  const start = { start: 0, end: 1 };
  if (values > maximumValues) return make(start, `More than ${maximumValues.toLocaleString('en')} values; not read`);
  return anchors > maximumAnchors
    ? make(start, `More than ${maximumAnchors.toLocaleString('en')} anchors and aliases; not read`)
    : undefined;
}

/** Keys that stand twice, each with the first one. */
function duplicates(entries: readonly Entry[]): readonly SyntaxProblem[] {
  const seen = new Map<string, Entry>();
  const problems: SyntaxProblem[] = [];
  for (const entry of entries) {
    const { text, span } = entry.key;
    const first = seen.get(text);
    if (first === undefined) seen.set(text, entry);
    else {
      const message = shortened(text, 40);
      problems.push({ kind: 'duplicate-key', span, message, related: first.key.span });
    }
  }
  return problems;
}

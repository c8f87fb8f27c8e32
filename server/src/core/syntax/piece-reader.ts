// Reads stretches of a text one by one, and takes over those that were read before where their text stands again.
// It must never move a piece before all that is read is known to hold: until then the tree before is whole.

import { Origin } from '../text/span';
import { compose, type Composed } from './compose';
import type { Entry, Node } from './nodes';
import type { Stretch } from './pieces';

/** A stretch as it was read, with its place in the document. */
export interface Piece {
  readonly text: string;
  readonly indent: number;
  /** The key of the section in which an entry stands; empty for what stands at the margin. */
  readonly section: string;
  readonly origin: Origin;
  readonly composed: Composed;
  /** The keys at the indentation of the stretch: one, or none while it is being typed. */
  readonly entries: readonly Entry[];
}

/** Reads stretches, or takes over pieces where the text is the same. A class for the length of one parse. */
export class PieceReader {
  readonly text: string;
  private readonly left = new Map<string, Piece[]>();
  private places: { readonly piece: Piece; readonly base: number }[] = [];
  private shifted: { readonly pieces: readonly Piece[]; readonly by: number } = { pieces: [], by: 0 };
  /** What is anchored in what was read so far. */
  private readonly anchored = new Map<string, Node>();

  constructor(text: string) {
    this.text = text;
  }

  /** Forgets what was read, and takes these pieces where their text stands again; each once. */
  offer(pieces: readonly Piece[]): void {
    this.left.clear();
    this.places = [];
    this.shifted = { pieces: [], by: 0 };
    this.anchored.clear();
    for (const piece of [...pieces].reverse()) {
      const same = this.left.get(piece.text);
      if (same === undefined) this.left.set(piece.text, [piece]);
      else same.push(piece);
    }
  }

  /**
   * Undefined where the stretch holds keys of another depth, or cannot be read: then the whole text has to be. An entry is taken over
   * within its section only: what was found in it under another key is not what it says here.
   */
  read({ start, end, indent }: Stretch, section = ''): Piece | undefined {
    const text = this.text.slice(start, end);
    const known = this.left.get(text);
    const index = known?.findLastIndex((each) => each.indent === indent && each.section === section) ?? -1;
    const piece = known?.splice(index, index < 0 ? 0 : 1)[0] ?? fresh(text, indent, this.anchored, section);
    if (piece === undefined) return undefined;
    for (const [name, node] of piece.composed.anchored) this.anchored.set(name, node);
    this.keep(piece, start);
    return piece;
  }

  /** Notes where a piece comes to stand. */
  private keep(piece: Piece, base: number): void {
    this.places.push({ piece, base });
  }

  /** Notes that pieces come to stand further on, or back. */
  shift(pieces: readonly Piece[], by: number): void {
    this.shifted = { pieces, by };
  }

  /** Moves what was read to its place; until then the tree before is whole. */
  place(): void {
    const { pieces, by } = this.shifted;
    if (by !== 0) for (const { origin } of pieces) origin.base += by;
    for (const { piece, base } of this.places) piece.origin.base = base;
  }
}

/**
 * The stretches that could not be read last. While a text is broken, they stand in it after each key that is pressed elsewhere and
 * in each fix that is tried, and whether a stretch can be read depends on nothing but its text and its indentation.
 */
const unread: { readonly text: string; readonly indent: number }[] = [];
const maximumUnread = 4;

/** Whether it is known without reading it that a stretch cannot be read by itself. */
export function isKnownUnread(text: string, indent: number): boolean {
  return unread.some((each) => each.indent === indent && each.text === text);
}

/** Reads a stretch; undefined where it holds keys of another depth, or cannot be read by itself. */
export function fresh(
  text: string,
  indent: number,
  anchored: ReadonlyMap<string, Node>,
  section = '',
): Piece | undefined {
  if (isKnownUnread(text, indent)) return undefined;
  const piece = pieceOf(text, indent, anchored, section);
  if (piece === undefined && unread.unshift({ text, indent }) > maximumUnread) unread.pop();
  return piece;
}

function pieceOf(
  text: string,
  indent: number,
  anchored: ReadonlyMap<string, Node>,
  section: string,
): Piece | undefined {
  const origin = new Origin();
  const composed = compose(text, origin, indent, anchored);
  const { root } = composed;
  if (composed.limit !== undefined || composed.hasSecondDocument) return undefined;
  if (root === undefined) return { text, indent, section, origin, composed, entries: [] };
  if (root.kind !== 'map' || root.flow || root.entries.length !== 1) return undefined;
  const start = root.entries[0]?.key.span.start ?? 0;
  const column = start - (text.lastIndexOf('\n', start - 1) + 1) - (start === 1 && text.startsWith('\uFEFF') ? 1 : 0);
  return column === indent ? { text, indent, section, origin, composed, entries: root.entries } : undefined;
}

// Finds what of a text is mere layout: how far each line is indented, and the blanks between signs of one line.
// It must never touch a blank inside a text, a comment, or a line that continues a block text otherwise than as a whole.

import type { MapNode, Node, SeqNode, SyntaxTree } from '../../syntax/nodes';
import { lineAt, lineTable, type LineTable } from '../../text/lines';
import type { TextEdit } from '../../rules/rule';

const step = 2;

export interface Layout {
  readonly lines: LineTable;
  /** The indentation that a line is to have, by its number; lines that are not named keep theirs. */
  readonly indents: ReadonlyMap<number, number>;
  /** Edits inside of lines. */
  readonly gaps: readonly TextEdit[];
  /** Lines that belong to a text of several lines, whose blanks may mean something. */
  readonly textLines: ReadonlySet<number>;
}

/** The layout that a tree is to have; undefined where it holds a form that is not laid out here. */
export function layoutOf(tree: SyntaxTree): Layout | undefined {
  const builder = new LayoutBuilder(tree);
  return builder.build() ? builder : undefined;
}

/** Gathers the layout in one pass. A class because the lines that are done live for one pass. */
class LayoutBuilder implements Layout {
  readonly lines: LineTable;
  readonly indents = new Map<number, number>();
  readonly gaps: TextEdit[] = [];
  readonly textLines = new Set<number>();
  private readonly text: string;
  private readonly tree: SyntaxTree;

  constructor(tree: SyntaxTree) {
    this.tree = tree;
    this.text = tree.text;
    this.lines = lineTable(tree.text);
  }

  build(): boolean {
    const { root } = this.tree;
    if (root === undefined) return true;
    if (root.kind !== 'map' || root.flow || root.anchor !== undefined) return false;
    if (!this.blockMap(root, 0)) return false;
    this.placeComments();
    return true;
  }

  private startOf(line: number): number {
    return this.lines.starts[line] ?? this.text.length;
  }

  private indentOf(line: number): number {
    const start = this.startOf(line);
    // A mark of the byte order stands before the first line and is no part of it.
    const from = start + (this.text.charCodeAt(start) === 0xfeff ? 1 : 0);
    return /^ */.exec(this.text.slice(from, from + 1_000))?.[0].length ?? 0;
  }

  /** Whether only blanks (and dashes, where allowed) stand before an offset on its line. */
  private isFirst(offset: number): boolean {
    return /^\uFEFF?\s*$/.test(this.text.slice(this.startOf(lineAt(this.lines, offset)), offset));
  }

  private setIndent(offset: number, column: number): void {
    this.indents.set(lineAt(this.lines, offset), column);
  }

  /** Lines below the first one of a node move as their first line does, and stay deeper than what holds the node. */
  private moveRest(from: number, to: number, first: number, least: number): void {
    const owner = lineAt(this.lines, first);
    const by = (this.indents.get(owner) ?? this.indentOf(owner)) - this.indentOf(owner);
    const last = lineAt(this.lines, Math.max(from, to - 1));
    for (let line = lineAt(this.lines, from) + 1; line <= last; line++) {
      const indent = this.indentOf(line);
      if (this.text.slice(this.startOf(line), this.startOf(line + 1)).trim() === '') {
        if (least < 0 && by !== 0) this.indents.set(line, Math.max(0, indent + by));
      } else {
        // The bracket that closes may stand below the key that it belongs to.
        const isClosing = /^[}\]]/.test(this.text.slice(this.startOf(line) + indent));
        this.indents.set(line, Math.max(indent + by, isClosing ? least - 1 : least));
      }
    }
  }

  private blockMap(map: MapNode, column: number): boolean {
    for (const { key, value } of map.entries) {
      if (key.anchor !== undefined || this.text.slice(key.span.start, key.span.end).includes('\n')) return false;
      if (this.isFirst(key.span.start)) this.setIndent(key.span.start, column);
      const colon = /^[^\S\r\n]*:/.exec(this.text.slice(key.span.end, key.span.end + 1_000))?.[0];
      // A key behind a question mark, or one whose colon stands elsewhere.
      if (colon === undefined) return false;
      if (colon.length > 1) this.gap(key.span.end, key.span.end + colon.length - 1, '');
      const behind = key.span.end + colon.length;
      if (value === undefined) continue;
      this.oneBlank(behind);
      if (!this.value(value, key.span.start, column)) return false;
    }
    return true;
  }

  private value(value: Node, owner: number, column: number): boolean {
    const isBlock = (value.kind === 'map' || value.kind === 'seq') && !value.flow;
    if (isBlock) {
      if (!this.isFirst(value.span.start)) return false;
      return value.kind === 'map' ? this.blockMap(value, column + step) : this.blockSeq(value, column + step);
    }
    return this.inline(value, owner, column);
  }

  /** A value that is no block collection, on the line of its key or dash or on a line of its own. */
  private inline(value: Node, owner: number, column: number): boolean {
    const { start, end } = value.span;
    const isBelow = lineAt(this.lines, start) !== lineAt(this.lines, owner);
    if (isBelow) {
      // An anchor or a comment between the key and its value is left where it is.
      if (!this.isFirst(start)) return false;
      this.setIndent(start, column + step);
    }
    const isBlockText = value.kind === 'scalar' && value.style === 'block';
    if (value.kind === 'scalar') {
      for (let line = lineAt(this.lines, start); line < lineAt(this.lines, Math.max(start, end - 1)); line++) {
        if (line > lineAt(this.lines, start) || !isBlockText) this.textLines.add(line);
        if (isBlockText) this.textLines.add(line + 1);
      }
    }
    this.moveRest(start, end, owner, isBlockText ? -1 : column + 1);
    if (value.kind === 'map' || value.kind === 'seq') this.flow(value);
    return true;
  }

  private blockSeq(seq: SeqNode, column: number): boolean {
    for (const item of seq.items) {
      if (item === undefined) return false;
      const line = lineAt(this.lines, item.span.start);
      const before = this.text.slice(this.startOf(line), item.span.start);
      const dash = /^( *)-( +)$/.exec(before);
      // Anchors, dashes of an outer list and dashes on a line of their own are not laid out.
      if (dash === null || item.anchor !== undefined) return false;
      const dashAt = this.startOf(line) + (dash[1] ?? '').length;
      this.setIndent(dashAt, column);
      if ((dash[2] ?? '').length > 1) this.gap(dashAt + 1, item.span.start, ' ');
      const isBlock = (item.kind === 'map' || item.kind === 'seq') && !item.flow;
      if (isBlock) {
        if (item.kind !== 'map' || !this.blockMap(item, column + step)) return false;
      } else if (!this.inline(item, item.span.start, column)) return false;
    }
    return true;
  }

  private gap(start: number, end: number, newText: string): void {
    if (this.text.slice(start, end) !== newText) this.gaps.push({ span: { start, end }, newText });
  }

  /** One blank where a value follows on the same line; before a comment the blanks are left, for comments are aligned. */
  private oneBlank(offset: number): void {
    const blanks = /^[^\S\r\n]*/.exec(this.text.slice(offset, offset + 1_000))?.[0].length ?? 0;
    const next = this.text[offset + blanks];
    if (blanks > 1 && next !== undefined && !/[\r\n#]/.test(next)) this.gap(offset, offset + blanks, ' ');
  }

  /** The blanks between the signs of brackets, as far as they stand on one line. */
  private flow(node: MapNode | SeqNode): void {
    const children =
      node.kind === 'map'
        ? node.entries.map(({ key, value, span }) => ({ start: key.span.start, end: span.end, key, value }))
        : node.items.map((item) =>
            item === undefined
              ? undefined
              : { start: item.span.start, end: item.span.end, key: undefined, value: item },
          );
    const { start, end } = node.span;
    const inside = node.kind === 'map' ? ' ' : '';
    if (children.length === 0) {
      if (/^[{[][^\S\r\n]+[}\]]$/.test(this.text.slice(start, end))) this.gap(start + 1, end - 1, '');
      return;
    }
    this.blanksAt(start + 1, inside);
    this.blanksBefore(end - 1, inside);
    let from = start + 1;
    for (const child of children) {
      if (child === undefined) return;
      this.commas(from, child.start);
      if (child.key !== undefined && child.value !== undefined) {
        const between = this.text.slice(child.key.span.end, child.value.span.start);
        const colon = /^([^\S\r\n]*):([^\S\r\n]*)(?=\S|$)/.exec(`${between}x`);
        if (colon !== null) {
          if ((colon[1] ?? '') !== '') this.gap(child.key.span.end, child.key.span.end + (colon[1] ?? '').length, '');
          const at = child.key.span.end + (colon[1] ?? '').length + 1;
          this.gap(at, at + (colon[2] ?? '').length, ' ');
        }
      }
      if ((child.value?.kind === 'map' || child.value?.kind === 'seq') && child.value.span.end > child.value.span.start)
        this.flow(child.value);
      from = child.end;
    }
    this.commas(from, end - 1);
  }

  /** What stands between two entries: no blank before the comma, one behind it. */
  private commas(from: number, to: number): void {
    const between = this.text.slice(from, to);
    const comma = /^([^\S\r\n]*),([^\S\r\n]*)/.exec(between);
    if (comma === null) return;
    const at = from + (comma[1] ?? '').length;
    if ((comma[1] ?? '') !== '') this.gap(from, at, '');
    const behind = at + 1 + (comma[2] ?? '').length;
    if (behind < to + 1 && !/[\r\n#}\]]/.test(this.text[behind] ?? '\n')) this.gap(at + 1, behind, ' ');
  }

  private blanksAt(offset: number, wanted: string): void {
    const blanks = /^[^\S\r\n]*/.exec(this.text.slice(offset, offset + 1_000))?.[0].length ?? 0;
    if (!/[\r\n#]/.test(this.text[offset + blanks] ?? '\n')) this.gap(offset, offset + blanks, wanted);
  }

  private blanksBefore(offset: number, wanted: string): void {
    let start = offset;
    while (/[^\S\r\n]/.test(this.text[start - 1] ?? '\n')) start--;
    // Behind a comma the blank belongs to the comma; at the start of a line it is indentation.
    if (!/[\r\n,]/.test(this.text[start - 1] ?? '\n')) this.gap(start, offset, wanted);
  }

  /** A comment on a line of its own moves with the line to which it was aligned: the next one, else the one before. */
  private placeComments(): void {
    const alone = this.tree.comments
      .map(({ span }) => span.start)
      .filter((start) => this.isFirst(start))
      .map((start) => lineAt(this.lines, start))
      .filter((line) => !this.indents.has(line));
    const known = [...this.indents.keys()].filter((line) => !this.textLines.has(line)).sort((a, b) => a - b);
    let at = 0;
    for (const line of alone) {
      while (at < known.length && (known[at] ?? 0) < line) at++;
      const [before, next] = [known[at - 1], known[at]];
      const own = this.indentOf(line);
      const like = [next, before].find((each) => each !== undefined && this.indentOf(each) === own) ?? next ?? before;
      if (like === undefined) continue;
      const by = (this.indents.get(like) ?? 0) - this.indentOf(like);
      this.indents.set(line, Math.max(0, own + by));
    }
  }
}

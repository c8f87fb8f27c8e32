// Gathers the rows of a text into blocks: plain ones straight from its bytes, all others from the row that a scanner has filled.
// It must never let a block hold rows whose lines do not follow one another, nor texts of bytes that have moved.

import { Block, blockRows, type OnBlock } from './block';
import type { OnRow } from './csv';
import { read, type Row } from './row';

/**
 * Reads plain lines of `bytes[from, to)` into a block, behind its last row and until it is full; answers the offset of the first line
 * that is not plain, not whole, or not read. The byte at `to` is a line feed. Widens `block.length` by the rows that were read.
 */
export type PlainLines = (bytes: Buffer, from: number, to: number, block: Block) => number;

/** So many lines in turn of which none is plain show that no more need to be tried. */
const patience = 64;

/** A class because its block grows line by line. */
export class Gatherer {
  private readonly row: Row;
  private readonly block: Block;
  private readonly plain: PlainLines;
  private readonly onBlock: OnBlock;
  private misses = 0;

  constructor(row: Row, plain: PlainLines, onBlock: OnBlock) {
    this.row = row;
    this.block = new Block(row);
    this.plain = plain;
    this.onBlock = onBlock;
  }

  /** Takes plain lines as far as there are any; answers the offset of the first other one, at which `row.line` stands then. */
  lines(bytes: Buffer, from: number, to: number): number {
    const { block, row } = this;
    let at = from;
    // A row that is not plain goes into the block as well, and nothing of it may be in the row yet when the block is handed on.
    if (block.firstLine + block.length !== row.line) this.flush();
    while (at < to && this.misses < patience) {
      const before = block.length;
      block.bytes = bytes;
      at = this.plain(bytes, at, to, block);
      // What was noted of a line that turned out not to be plain is forgotten.
      if (block.length < blockRows) for (const { states } of block.lanes) states[block.length] = read;
      row.line = block.firstLine + block.length;
      this.misses = block.length === before ? this.misses + 1 : 0;
      if (block.length < blockRows) break;
      this.flush();
    }
    return at;
  }

  /** What a scanner does with a row that is not plain; broken ones are handed on behind those that stand above them. */
  rowsTo(onRow: OnRow): OnRow {
    return (broken) => {
      if (broken !== undefined) {
        this.flush();
        onRow(broken);
        return;
      }
      const { block, row } = this;
      for (let slot = 0; slot < block.lanes.length; slot++) block.take(row, slot, block.length);
      block.length++;
      if (block.length === blockRows) this.flush();
    };
  }

  /** Hands on what is left of the bytes that were read, before they move. */
  end(): void {
    this.flush();
    this.misses = 0;
  }

  /** Hands on what was gathered: before the bytes move, and before a line that does not follow. */
  private flush(): void {
    const { line } = this.row;
    if (this.block.length > 0) this.onBlock(this.block);
    this.row.line = line;
    this.block.begin(line);
  }
}

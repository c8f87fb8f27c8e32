// Hands blocks of rows to the items of a pass: whole, or the rows that a filter or a group picks, and all others row by row.
// It must never let an item take a row that it would have refused alone: what is not certain about a block goes the way of rows.

import { kinOf, type Kin } from './crowd';
import type { Picking } from './expressions';
import type { Feed } from './feed';
import type { PassItem } from './pass';
import { blockRows, type Block, type Coded } from './sources/block';
import { read, type Row } from './sources/row';

/** What a pass does with the current row for some items: of any row, or of one that they find good. */
export interface RowWay {
  readonly any: (row: Row, kin: Kin) => void;
  readonly good: (row: Row, kin: Kin) => void;
}

/** Items that find the same rows bad, by how they take a block. */
interface Way {
  readonly kin: Kin;
  /** Take every good row, of no group or of the one that a slot says. */
  readonly whole: readonly PassItem[];
  /** By slot and alias, then by text: items that take the good rows with that text. */
  readonly chosen: readonly {
    readonly pick: Picking;
    readonly items: ReadonlyMap<string, readonly PassItem[]>;
  }[];
  /** Look at each good row; undefined where there are none. */
  readonly single: Kin | undefined;
  /** Rows that do not pass quickly. */
  readonly doubtful: Uint8Array;
}

const everyRow = Int32Array.from({ length: blockRows }, (_, at) => at);

/** A class because its lists of rows are made once for all blocks. */
export class BlockPass {
  private readonly ways: readonly Way[];
  private readonly rowWay: RowWay;
  private readonly span: Float64Array;
  private readonly good = new Int32Array(blockRows);
  private readonly byChoice = new Sorter();
  private readonly byGroup = new Sorter();

  /** `span` is widened by the instants of good rows. */
  constructor(items: readonly PassItem[], span: Float64Array, rowWay: RowWay) {
    this.ways = kinOf(items).map(wayOf);
    this.span = span;
    this.rowWay = rowWay;
  }

  /** Whether any item is better off with blocks. */
  get isWorthIt(): boolean {
    return this.ways.some(({ kin, whole, chosen }) => isQuick(kin) && (whole.length > 0 || chosen.length > 0));
  }

  /** Gives all rows of a block to all items; `row` is the one that their feeds read. */
  take(block: Block, row: Row): void {
    let isDoubtful = false;
    for (const way of this.ways) isDoubtful = this.takeGood(block, row, way) || isDoubtful;
    if (!isDoubtful) return;
    for (let at = 0; at < block.length; at++) {
      let isGiven = false;
      for (const { kin, doubtful } of this.ways) {
        if (doubtful[at] === 0) continue;
        if (!isGiven) block.give(row, at);
        isGiven = true;
        this.rowWay.any(row, kin);
      }
    }
  }

  /** Gives the rows that certainly are good; marks the others, and answers whether there are any. */
  private takeGood(block: Block, row: Row, way: Way): boolean {
    const { kin, whole, chosen, single, doubtful } = way;
    const hasDoubts = mark(block, kin.feed, doubtful);
    const rows = hasDoubts ? this.good : everyRow;
    const count = hasDoubts ? this.goodOf(block, doubtful) : block.length;
    if (count > 0) {
      for (const slot of kin.feed.timeSlots) this.widen(block, slot, rows, count);
      for (const item of whole) this.group(block, item, rows, count);
      for (const { pick, items } of chosen)
        this.byChoice.sort(block, pick.slot, rows, count, (text, picked, length) => {
          for (const item of items.get(pick.aliases?.get(text) ?? text) ?? []) this.group(block, item, picked, length);
        });
      if (single !== undefined)
        for (let index = 0; index < count; index++) {
          block.give(row, rows[index]!);
          this.rowWay.good(row, single);
        }
    }
    return count < block.length;
  }

  /** Gives rows to an item, by group where it has some. */
  private group(block: Block, { feed, run, seen }: PassItem, rows: Int32Array, count: number): void {
    if (run === undefined) return;
    const { grouping } = feed;
    const give = (picked: Int32Array, length: number, group: string | undefined): void => {
      seen?.block(block, picked, length, group);
      run.onBlock!(block, picked, length, group);
    };
    if (grouping === undefined) give(rows, count, undefined);
    else
      this.byGroup.sort(block, grouping.slot, rows, count, (text, picked, length) =>
        give(picked, length, text === '' ? '(none)' : (grouping.aliases?.get(text) ?? text)),
      );
  }

  private widen(block: Block, slot: number, rows: Int32Array, count: number): void {
    const { values, states, isWhole } = block.lanes[slot]!;
    let [least, largest] = [this.span[0]!, this.span[1]!];
    for (let index = 0; index < count; index++) {
      const at = rows[index]!;
      if (!isWhole && states[at] !== read) continue;
      const instant = values[at]!;
      if (instant < least) least = instant;
      if (instant > largest) largest = instant;
    }
    this.span[0] = least;
    this.span[1] = largest;
  }

  /** Lists the rows that are not doubtful. */
  private goodOf({ length }: Block, doubtful: Uint8Array): number {
    let count = 0;
    for (let at = 0; at < length; at++) if (doubtful[at] === 0) this.good[count++] = at;
    return count;
  }
}

/** A class because its lists are made once for all blocks. */
class Sorter {
  private readonly picked = new Int32Array(blockRows);
  private ends = new Int32Array(0);
  /** What was sorted last, which items that are not alike often ask for again. */
  private sorted: { readonly coded: Coded; readonly rows: Int32Array; readonly count: number } | undefined;

  /** Sorts rows by the text of a slot, and hands on those of each text, in their order. */
  sort(
    block: Block,
    slot: number,
    rows: Int32Array,
    count: number,
    onText: (text: string, rows: Int32Array, count: number) => void,
  ): void {
    const coded = block.coding(slot);
    const { sorted } = this;
    // Only the list of every row stays what it is.
    const isSame = rows === everyRow && sorted?.rows === rows && sorted.coded === coded && sorted.count === count;
    if (!isSame) this.arrange(coded, rows, count);
    this.sorted = { coded, rows, count };
    const { ends, picked } = this;
    for (let code = 0, from = 0; code < coded.size; from = ends[code]!, code++) {
      const to = ends[code]!;
      if (to > from) onText(coded.word(code), picked.subarray(from, to), to - from);
    }
  }

  private arrange({ codes, size }: Coded, rows: Int32Array, count: number): void {
    if (this.ends.length <= size) this.ends = new Int32Array(size + blockRows);
    const { ends, picked } = this;
    // At first how many rows each text has, then where its rows begin, and once they are put there, where they end.
    ends.fill(0, 0, size + 1);
    for (let index = 0; index < count; index++) ends[codes[rows[index]!]! + 1]!++;
    for (let code = 1; code < size; code++) ends[code]! += ends[code - 1]!;
    for (let index = 0; index < count; index++) {
      const row = rows[index]!;
      picked[ends[codes[row]!]!++] = row;
    }
  }
}

function isQuick({ feed }: Kin): boolean {
  return feed.quickSlots !== undefined;
}

/** Marks the rows that do not pass quickly (`isQuicklyGood`); answers whether there are any. */
function mark({ lanes, length }: Block, feed: Feed, doubtful: Uint8Array): boolean {
  doubtful.fill(feed.quickSlots === undefined ? 1 : 0, 0, length);
  let hasDoubts = feed.quickSlots === undefined;
  const doubt = (at: number): void => {
    doubtful[at] = 1;
    hasDoubts = true;
  };
  for (const slot of feed.quickSlots ?? []) {
    const { states, isWhole } = lanes[slot]!;
    if (!isWhole) for (let at = 0; at < length; at++) if (states[at] !== read) doubt(at);
  }
  for (const slot of feed.quickAmounts) {
    const { values } = lanes[slot]!;
    for (let at = 0; at < length; at++) if (!(values[at]! >= 0)) doubt(at);
  }
  const orders = feed.quickOrders;
  for (let index = 0; index < orders.length; index += 2) {
    const [earlier, later] = [lanes[orders[index]!]!.values, lanes[orders[index + 1]!]!.values];
    for (let at = 0; at < length; at++) if (later[at]! < earlier[at]!) doubt(at);
  }
  return hasDoubts;
}

function wayOf(kin: Kin): Way {
  const takesBlocks = ({ run, feed }: PassItem): boolean =>
    run === undefined || (run.onBlock !== undefined && (!feed.isGrouped || feed.grouping !== undefined));
  const isWhole = (item: PassItem): boolean => takesBlocks(item) && !item.feed.isFiltered;
  const isChosen = (item: PassItem): boolean => takesBlocks(item) && item.feed.choice?.isAll === true;
  const chosen = kin.choices.map(({ pick, items }) => ({
    pick,
    items: new Map(
      [...items].flatMap(([text, wanting]) => {
        const own = wanting.filter(isChosen);
        return own.length === 0 ? [] : [[text, own] as const];
      }),
    ),
  }));
  const single = kin.items.filter((item) => item.run !== undefined && !isWhole(item) && !isChosen(item));
  return {
    kin,
    whole: kin.items.filter(isWhole),
    chosen: chosen.filter(({ items }) => items.size > 0),
    single: kinOf(single)[0],
    doubtful: new Uint8Array(blockRows),
  };
}

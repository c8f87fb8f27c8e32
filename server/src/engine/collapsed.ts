// Rows that stand for several records of a database: how often, until when, and at which marks of a rhythm.
// It must never let a row stand for records that a fold could tell apart: whoever finds one throws `Uneven`.

import type { Feed, SlotList } from './feed';
import { read } from './sources/row';

/** Fields that such a row has beside its columns. No column of a database can be called so, as no name there holds a NUL. */
export const collapsedFields = {
  /** How many records the row stands for. */
  count: '\0count',
  /** The latest instant of them; the column of the instant holds the earliest. Empty for a record as it stands. */
  last: '\0last',
  /** 1 where amounts are sums over the records, 0 where they are those of each of them. */
  isSummed: '\0summed',
  /** Number of the first mark of the records, and of how many marks: one slot of a rhythm after the other. */
  mark: '\0mark',
  marks: '\0marks',
} as const;

/** A row stands for records of more than one cell, or of excluded and of counted time: the records themselves have to be read. */
export class Uneven extends Error {}

/** What the current row stands for. */
export interface Collapsed {
  count(): number;
  /** The latest instant; undefined for a record as it stands. */
  last(): number | undefined;
  /** The first mark and the number of marks; undefined where the source has no rhythm. */
  marks(): { readonly first: number; readonly count: number } | undefined;
  isSummed(): boolean;
  /** Whether a column holds sums in rows that are summed. */
  sums(column: string): boolean;
}

/** Reads what rows of a scan stand for; `summed` are the columns of amounts. */
export function collapsedOf(slots: SlotList, summed: ReadonlySet<string>): Collapsed {
  const number = (name: string): (() => number | undefined) => {
    const slot = slots.slot(name, name === collapsedFields.last ? 'instant' : 'number');
    return () => {
      const row = slots.current();
      return row.states[slot] === read ? row.values[slot]! : undefined;
    };
  };
  const { count, last, isSummed, mark, marks } = collapsedFields;
  const [ofCount, ofLast, ofSummed] = [number(count), number(last), number(isSummed)];
  const [ofMark, ofMarks] = [number(mark), number(marks)];
  return {
    count: () => ofCount() ?? 1,
    last: ofLast,
    marks: () => {
      const [first, many] = [ofMark(), ofMarks()];
      return first === undefined || many === undefined ? undefined : { first, count: many };
    },
    isSummed: () => ofSummed() === 1,
    sums: (column) => summed.has(column),
  };
}

/**
 * How often the amounts of some roles count for a row of `count` records: once where they are sums already.
 * Roles of one item are all summed or none of them is.
 */
export function timesOf({ slots, columnOf }: Feed, roles: readonly string[]): (count: number) => number {
  const { collapsed } = slots;
  if (collapsed === undefined) return () => 1;
  const isOfSums = roles.some((role) => {
    const column = columnOf(role);
    return column !== undefined && collapsed.sums(column);
  });
  return (count) => (isOfSums && collapsed.isSummed() ? 1 : count);
}

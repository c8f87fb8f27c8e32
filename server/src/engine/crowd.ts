// Arranges the items of a pass, so that a row is checked once for all that check it alike and meets no filter that cannot keep it.
// It must never change what an item gets: every row that its checks and filters keep, and no other.

import type { Picking } from './expressions';
import type { Feed } from './feed';
import type { PassItem } from './pass';
import { read, type Row } from './sources/row';

/** Items that find the same rows bad. */
export interface Kin {
  readonly feed: Feed;
  readonly items: readonly PassItem[];
  /** Those that have to look at every row. */
  readonly always: readonly PassItem[];
  readonly choices: readonly {
    readonly text: () => string;
    readonly pick: Picking;
    readonly items: ReadonlyMap<string, readonly PassItem[]>;
  }[];
}

/** Arranges items; those that are alike stand together, in the order in which they came. */
export function kinOf(items: readonly PassItem[]): readonly Kin[] {
  const alike = new Map<unknown, PassItem[]>();
  for (const item of items) {
    const key = item.feed.checkedAs ?? item;
    const known = alike.get(key);
    if (known === undefined) alike.set(key, [item]);
    else known.push(item);
  }
  return [...alike.values()].map((kin) => ({
    feed: kin[0]!.feed,
    items: kin,
    always: kin.filter(({ feed }) => feed.choice === undefined),
    choices: choicesOf(kin),
  }));
}

/** Hands on the items of a kin of which the current row, a good one, may be; `isChosen` where it has one of the texts of its choice. */
export function eachOf({ always, choices }: Kin, take: (item: PassItem, isChosen: boolean) => void): void {
  for (let index = 0; index < always.length; index++) take(always[index]!, false);
  for (const choice of choices) {
    const items = choice.items.get(choice.text());
    if (items !== undefined) for (let index = 0; index < items.length; index++) take(items[index]!, true);
  }
}

function choicesOf(kin: readonly PassItem[]): Kin['choices'] {
  const columns = new Map<
    string,
    { readonly text: () => string; readonly pick: Picking; readonly items: Map<string, PassItem[]> }
  >();
  for (const item of kin) {
    const { choice } = item.feed;
    if (choice === undefined) continue;
    const column = columns.get(choice.column) ?? {
      text: choice.text,
      pick: choice.pick,
      items: new Map<string, PassItem[]>(),
    };
    columns.set(choice.column, column);
    for (const text of new Set(choice.anyOf)) column.items.set(text, [...(column.items.get(text) ?? []), item]);
  }
  return [...columns.values()];
}

/** Whether a row passes without a closer look: every slot that is checked was read, and nothing else has to hold. */
export function isQuicklyGood(row: Row, feed: Feed): boolean {
  const slots = feed.quickSlots;
  if (slots === undefined) return false;
  for (let index = 0; index < slots.length; index++) if (row.states[slots[index]!] !== read) return false;
  const amounts = feed.quickAmounts;
  for (let index = 0; index < amounts.length; index++) if (!(row.values[amounts[index]!]! >= 0)) return false;
  const orders = feed.quickOrders;
  for (let index = 0; index < orders.length; index += 2)
    if (row.values[orders[index + 1]!]! < row.values[orders[index]!]!) return false;
  return true;
}

// Compiles the expression that says when a slice of time is down, over the sums of the slice.
// It must never decide a tie in doubles: 5 % is not more than 5 %.

import type { Zone } from '../core/time/zones';
import { asDecimal, compileBoolean, type Scope } from './expressions';
import { SlotList } from './feed';
import { read, Row } from './sources/row';

type Sums = { readonly total: number; readonly bad: number; readonly good: number };

const names: readonly string[] = ['total', 'bad', 'good'];

/** The test of a slice: 1 down, 0 up, -1 not known. Undefined without an expression; a text says what is wrong with it. */
export function downWhenOf(text: string | undefined, zone: Zone): ((sums: Sums) => number) | string | undefined {
  if (text === undefined) return undefined;
  const slots = new SlotList();
  const scope: Scope = {
    column: (name) => (names.includes(name) ? name : undefined),
    slot: (column, kind) => slots.slot(column, kind),
    unit: () => undefined,
    alias: () => undefined,
    row: () => slots.current(),
  };
  const compiled = compileBoolean(text, scope);
  if (!compiled.ok) return `downWhen: ${compiled.message}`;
  const row = new Row(slots.slots, zone);
  slots.row = row;
  return (sums) => {
    slots.slots.forEach((slot, index) => {
      const value = slot.name === 'total' ? sums.total : slot.name === 'bad' ? sums.bad : sums.good;
      const { mantissa, decimals } = asDecimal(value);
      row.states[index] = read;
      row.values[index] = value;
      row.mantissas[index] = mantissa;
      row.decimals[index] = decimals;
      row.starts[index] = -1;
      row.texts[index] = String(value);
    });
    return compiled.get();
  };
}

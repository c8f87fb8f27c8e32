// Reads numbers of a row, and says why a row is bad: a role that is not what it should be, or two that contradict each other.
// It must never repair a value.

import type { Input } from '../core/vocabulary/metrics/metric';
import { asDecimal } from './expressions';
import { empty, bad, read, type Row, type SlotKind } from './sources/row';

export interface NumberReader {
  /** Reads the role of the current row; false where it is missing. */
  read(): boolean;
  value: number;
  mantissa: number;
  decimals: number;
}

export function slotNumber(slot: number, row: () => Row): NumberReader {
  return {
    value: 0,
    mantissa: 0,
    decimals: 0,
    read(): boolean {
      const current = row();
      if (current.states[slot] !== read) return false;
      this.value = current.values[slot]!;
      this.mantissa = current.mantissas[slot]!;
      this.decimals = current.decimals[slot]!;
      return true;
    },
  };
}

export function computedNumber(get: () => number): NumberReader {
  return {
    value: 0,
    mantissa: 0,
    decimals: 0,
    read(): boolean {
      this.value = get();
      if (Number.isNaN(this.value)) return false;
      const { mantissa, decimals } = asDecimal(this.value);
      this.mantissa = mantissa;
      this.decimals = decimals;
      return true;
    },
  };
}

const expected: Readonly<Record<string, string>> = { instant: 'a date', number: 'a number', boolean: 'yes or no' };

export function slotCheck(
  role: string,
  kind: SlotKind,
  slot: number,
  isMandatory: boolean,
  isAmount: boolean,
  row: () => Row,
): () => string | undefined {
  const unreadable = `${role} is not ${expected[kind] ?? 'readable'}`;
  const nothing = `${role} is empty`;
  const negative = `${role} is negative`;
  return () => {
    const current = row();
    const state = current.states[slot];
    if (state === bad) return unreadable;
    if (state === empty) return isMandatory ? nothing : undefined;
    return isAmount && current.values[slot]! < 0 ? negative : undefined;
  };
}

const startThenEnd: NonNullable<Input['order']> = [{ earlier: 'start', later: 'end', why: 'end before start' }];

export function crossChecks(
  { order, mayExceed }: Input,
  instants: ReadonlyMap<string, () => number>,
  numbers: ReadonlyMap<string, NumberReader>,
  isCapped: boolean,
): (() => string | undefined)[] {
  const checks: (() => string | undefined)[] = (order ?? startThenEnd).flatMap(({ earlier, later, why, isStrict }) => {
    const [first, second] = [instants.get(earlier), instants.get(later)];
    if (first === undefined || second === undefined) return [];
    return [
      () => {
        const [from, to] = [first(), second()];
        return to < from || (isStrict === true && to === from) ? why : undefined;
      },
    ];
  });
  if (mayExceed === true) return checks;
  const total = numbers.get('total');
  for (const role of ['bad', 'good']) {
    const part = numbers.get(role);
    if (part !== undefined && total !== undefined && !isCapped)
      checks.push(() =>
        part.read() && total.read() && part.value > total.value ? `${role} exceeds total` : undefined,
      );
  }
  return checks;
}

/** The slots of instants of which the first may not be behind the second; a strict order is left to a closer look. */
export function ordersOf(
  { order }: Input,
  slots: ReadonlyMap<string, number>,
): readonly (readonly [earlier: number, later: number])[] {
  return (order ?? startThenEnd).flatMap(({ earlier, later, isStrict }) => {
    const [first, second] = [slots.get(earlier), slots.get(later)];
    return first === undefined || second === undefined || isStrict === true ? [] : [[first, second] as const];
  });
}

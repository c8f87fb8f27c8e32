// Counts values exactly while they fit (65,536 distinct ones, three decimals), else in log-linear cells beside exact counters.
// It must never turn an exact count into an estimate without saying so, and its state merges in any order to the same.

import { cellOf } from '../core/compliance/histogram';
import type { HistogramPart } from '../core/compliance/partials';
import { ExactSum } from './exact-sum';

const maximumDistinct = 65_536;
const maximumScale = 3;
const maximumDense = 1 << 17;
/** Places of the array that one row pays for: a window with few rows must not hold or walk a hundred thousand of them. */
const placesPerRow = 16;
const powers = [1, 10, 100, 1_000, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

/** Values by row: mantissa / 10^decimals. */
interface Decimals {
  readonly mantissas: Float64Array;
  readonly decimals: Uint8Array;
}

/** A class because it is filled row by row; `part` gives its plain state. */
export class Histogram {
  n = 0;
  private scale = 0;
  private dense = new Uint32Array(256);
  private rest = new Map<number, number>();
  private distinct = 0;
  private cells: Map<number, number> | undefined;
  private readonly sum = new ExactSum();
  private minimum = Infinity;
  private maximum = -Infinity;
  private lastMantissa = 0;
  private lastDecimals = 0;
  private lastAt = -Infinity;
  private readonly thresholds: readonly number[];
  private readonly below: Float64Array;
  private readonly equal: Float64Array;
  private readonly scaleLimit: number;
  private told: HistogramPart | undefined;

  /** `thresholds` are values whose counters stay exact beside a sketch; `scaleLimit` raises the decimals that count as exact. */
  constructor(thresholds: readonly number[] = [], scaleLimit = maximumScale) {
    this.thresholds = thresholds;
    this.below = new Float64Array(thresholds.length);
    this.equal = new Float64Array(thresholds.length);
    this.scaleLimit = scaleLimit;
  }

  /** Counts the value mantissa / 10^decimals that was measured at an instant, `count` times until then. */
  add(mantissa: number, decimals: number, at: number, count = 1): void {
    this.n += count;
    if (at >= this.lastAt) this.noteLast(mantissa, decimals, at);
    if (this.cells === undefined && decimals > this.scale) this.rescale(decimals);
    // Sum, least and greatest value follow from the exact counts at the end, so that a row costs one increment.
    const key = this.cells === undefined ? mantissa * powers[this.scale - decimals]! : Number.NaN;
    if (key >= 0 && key < this.dense.length) {
      const known = this.dense[key]!;
      this.dense[key] = known + count;
      if (known === 0) this.noteDistinct();
    } else if (Math.abs(key) <= Number.MAX_SAFE_INTEGER) this.addKey(key, count);
    else {
      this.sketch();
      this.sum.addTimes(mantissa, decimals, count);
      this.addToCells(mantissa / powers[decimals]!, count);
    }
  }

  /** Counts the values of those rows that stand in `rows` at `[from, to)`, as `add` would one by one. */
  addRows(lane: Decimals, instants: Float64Array, rows: Int32Array, from: number, to: number): void {
    for (let index = from; index < to; index++) {
      index = this.addKnown(lane, instants, rows, index, to);
      if (index === to) return;
      const row = rows[index]!;
      this.add(lane.mantissas[row]!, lane.decimals[row]!, instants[row]!);
    }
  }

  /** Counts values for as long as they have a place in the array; answers where one stands that has none, or whose place may be its last. */
  private addKnown(
    { mantissas, decimals }: Decimals,
    instants: Float64Array,
    rows: Int32Array,
    from: number,
    to: number,
  ): number {
    if (this.cells !== undefined || this.distinct + (to - from) > maximumDistinct) return from;
    const { dense, scale } = this;
    let index = from;
    let added = 0;
    for (; index < to; index++) {
      const row = rows[index]!;
      const places = scale - decimals[row]!;
      if (places < 0) break;
      const key = mantissas[row]! * powers[places]!;
      if (!(key >= 0 && key < dense.length)) break;
      const known = dense[key]!;
      if (known === 0) added++;
      dense[key] = known + 1;
      if (instants[row]! >= this.lastAt) this.noteLast(mantissas[row]!, decimals[row]!, instants[row]!);
    }
    this.n += index - from;
    this.distinct += added;
    return index;
  }

  /** Of values of one instant the greatest is the last one, so that the order of rows does not matter: a table has none. */
  private noteLast(mantissa: number, decimals: number, at: number): void {
    const isSame = at === this.lastAt;
    if (isSame && mantissa / powers[decimals]! < this.lastMantissa / powers[this.lastDecimals]!) return;
    this.lastAt = at;
    this.lastMantissa = mantissa;
    this.lastDecimals = decimals;
  }

  private addKey(key: number, count: number): void {
    if (this.cells === undefined) {
      if (Math.abs(key) > Number.MAX_SAFE_INTEGER) this.sketch();
      else if (key >= 0 && this.isDense(key)) {
        const known = this.dense[key]!;
        this.dense[key] = known + count;
        if (known === 0) this.noteDistinct();
        return;
      } else {
        const known = this.rest.get(key);
        this.rest.set(key, (known ?? 0) + count);
        if (known === undefined) this.noteDistinct();
        return;
      }
    }
    this.addScaled(key, this.scale, count);
  }

  /** Adds counts of key / 10^scale to the cells and the sum. */
  private addScaled(key: number, scale: number, count: number): void {
    this.sum.addProduct(key, scale, count, 0);
    this.addToCells(key / powers[scale]!, count);
  }

  /** Whether a key has a place in the array, which grows where there are enough rows for it. */
  private isDense(key: number): boolean {
    if (key < this.dense.length) return true;
    if (key >= maximumDense || key >= placesPerRow * this.n) return false;
    let length = this.dense.length;
    while (length <= key) length *= 2;
    const wider = new Uint32Array(Math.min(length, maximumDense));
    wider.set(this.dense);
    this.dense = wider;
    for (const [known, count] of this.rest) {
      if (known < 0 || known >= wider.length) continue;
      wider[known] = count;
      this.rest.delete(known);
    }
    return true;
  }

  private noteDistinct(): void {
    if (++this.distinct > maximumDistinct) this.sketch();
  }

  private *entries(): Generator<readonly [number, number]> {
    for (let key = 0; key < this.dense.length; key++) if (this.dense[key]! > 0) yield [key, this.dense[key]!];
    yield* this.rest;
  }

  /** The keys that occur, ascending, and how often each does. */
  private counted(): { readonly keys: readonly number[]; readonly counts: readonly number[] } {
    const { dense, rest } = this;
    const keys = new Array<number>(this.distinct);
    const counts = new Array<number>(this.distinct);
    const others = [...rest].sort(([a], [b]) => a - b);
    let count = 0;
    const put = ([key, times]: readonly [number, number]): void => {
      keys[count] = key;
      counts[count++] = times;
    };
    // What has no place in the array lies below or above all that have.
    for (const other of others) if (other[0] < 0) put(other);
    for (let key = 0; key < dense.length; key++) {
      const times = dense[key]!;
      if (times === 0) continue;
      keys[count] = key;
      counts[count++] = times;
    }
    for (const other of others) if (other[0] >= 0) put(other);
    return { keys, counts };
  }

  private rescale(decimals: number): void {
    if (decimals > this.scaleLimit) {
      this.sketch();
      return;
    }
    const factor = powers[decimals - this.scale]!;
    const entries = [...this.entries()];
    this.scale = decimals;
    this.dense = new Uint32Array(this.dense.length);
    this.rest = new Map();
    this.distinct = 0;
    for (const [key, count] of entries) this.addKey(key * factor, count);
  }

  /** Gives up exact values: counts go to cells, and the counters at the thresholds start from what was exact so far. */
  private sketch(): void {
    if (this.cells !== undefined) return;
    const entries = [...this.entries()];
    this.cells = new Map();
    this.dense = new Uint32Array(0);
    this.rest = new Map();
    for (const [key, count] of entries) this.addScaled(key, this.scale, count);
  }

  private addToCells(value: number, count: number): void {
    if (value < this.minimum) this.minimum = value;
    if (value > this.maximum) this.maximum = value;
    const cell = cellOf(value);
    this.cells?.set(cell, (this.cells.get(cell) ?? 0) + count);
    for (let index = 0; index < this.thresholds.length; index++) {
      const threshold = this.thresholds[index]!;
      if (value < threshold) this.below[index]! += count;
      else if (value === threshold) this.equal[index]! += count;
    }
  }

  /** Adds another histogram with the same thresholds; the order of merging does not matter. */
  merge(other: Histogram): void {
    this.n += other.n;
    if (other.lastAt >= this.lastAt) this.noteLast(other.lastMantissa, other.lastDecimals, other.lastAt);
    if (other.cells !== undefined) {
      this.sketch();
      this.sum.merge(other.sum);
      this.minimum = Math.min(this.minimum, other.minimum);
      this.maximum = Math.max(this.maximum, other.maximum);
      for (const [cell, count] of other.cells) this.cells?.set(cell, (this.cells.get(cell) ?? 0) + count);
      this.thresholds.forEach((_, index) => {
        this.below[index]! += other.below[index] ?? 0;
        this.equal[index]! += other.equal[index] ?? 0;
      });
      return;
    }
    if (this.cells === undefined && other.scale > this.scale) this.rescale(other.scale);
    for (const [key, count] of other.entries()) {
      if (this.cells !== undefined) this.addScaled(key, other.scale, count);
      else this.addKey(key * powers[this.scale - other.scale]!, count);
    }
  }

  /** The plain state; what has gained nothing since it was asked for last is not walked again. */
  part(): HistogramPart {
    if (this.told?.n !== this.n) this.told = this.partNow();
    return this.told;
  }

  private partNow(): HistogramPart {
    const unit = powers[this.scale]!;
    const { keys: values, counts } = this.cells === undefined ? this.counted() : { keys: [], counts: [] };
    const cells = this.cells === undefined ? undefined : [...this.cells].sort(([a], [b]) => a - b);
    const isExact = this.cells === undefined;
    const scaled = (value: number): number => (this.n === 0 ? 0 : value * unit);
    const exact = new ExactSum();
    for (let index = 0; index < values.length; index++) exact.addProduct(values[index]!, this.scale, counts[index]!, 0);
    const last = this.lastMantissa / powers[this.lastDecimals]!;
    return {
      n: this.n,
      scale: this.scale,
      values,
      counts,
      cells:
        cells === undefined
          ? undefined
          : { indices: cells.map(([cell]) => cell), counts: cells.map(([, count]) => count) },
      thresholds:
        this.cells === undefined
          ? []
          : this.thresholds.map((at, index) => ({ at, below: this.below[index]!, equal: this.equal[index]! })),
      sum: isExact ? exact.toString() : this.sum.toString(),
      minimum: isExact ? (values[0] ?? 0) : scaled(this.minimum),
      maximum: isExact ? (values.at(-1) ?? 0) : scaled(this.maximum),
      last: isExact ? this.lastMantissa * powers[this.scale - this.lastDecimals]! : scaled(last),
    };
  }
}

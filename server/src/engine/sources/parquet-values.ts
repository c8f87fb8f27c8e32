// What the decoded values of a Parquet column say: as numbers where they are numbers, and as text where somebody wants text.
// It must never round: a number that a double cannot hold exactly is left to its text.

import { isUtf8 } from 'node:buffer';
import type { DecodedArray } from 'hyparquet/src/types.js';
import type { ParquetColumn } from './parquet-footer';

const dayMs = 86_400_000;
/** Days from the first day of the Julian calendar, by which old time stamps count, to 1970. */
const julianDays = 2_440_588n;

/** Stands for a number that is there and that a double cannot hold. */
const unsafe = Infinity;
const powers = Float64Array.from({ length: 16 }, (_, digits) => 10 ** digits);
/** The most digits behind the point that are looked for by computing; longer numbers are read from their text. */
const mostDecimals = 6;
/** Stands for the number of digits where the text has to say what a number is. */
export const byText = 255;

/** A class because texts are made once for a value that comes again and again. */
export class ColumnValues {
  readonly length: number;
  readonly raw: DecodedArray;
  /** Numbers as they are, decimals without their point, booleans as 0 and 1, times and dates in milliseconds; undefined for text. */
  readonly numbers: Float64Array | undefined;
  /** Of numbers: the value with its point, its digits as a whole number, and how many of them stand behind the point. */
  readonly decimals:
    { readonly values: Float64Array; readonly mantissas: Float64Array; readonly digits: Uint8Array } | undefined;
  private readonly column: ParquetColumn;
  private readonly texts: (string | undefined)[] | undefined;

  /** `isDictionary` where values come again, so that their texts are worth keeping. */
  constructor(raw: DecodedArray, column: ParquetColumn, isDictionary: boolean) {
    this.raw = raw;
    this.length = raw.length;
    this.column = column;
    this.numbers = column.meaning.kind === 'text' ? undefined : numbersOf(raw, column);
    const { meaning } = column;
    this.decimals =
      this.numbers === undefined || meaning.kind !== 'number'
        ? undefined
        : decimalsOf(this.numbers, meaning.isShort, meaning.decimals);
    this.texts = isDictionary ? [] : undefined;
  }

  /** A value as it would stand in a file of text; undefined where its bytes are no UTF-8. */
  text(index: number): string | undefined {
    const kept = this.texts?.[index];
    if (kept !== undefined) return kept;
    const text = textOf(this.raw[index], this.numbers?.[index] ?? Number.NaN, this.column);
    if (this.texts !== undefined && text !== undefined) this.texts[index] = text;
    return text;
  }
}

/** Takes numbers apart, all of a page in one loop: row by row it would cost twice as much. */
function decimalsOf(numbers: Float64Array, isShort: boolean, scale: number): NonNullable<ColumnValues['decimals']> {
  const digits = new Uint8Array(numbers.length);
  if (scale > 0) {
    const values = scale < powers.length ? numbers.map((number) => number / powers[scale]!) : numbers;
    digits.fill(scale < powers.length ? scale : byText);
    for (let index = 0; index < numbers.length; index++) if (numbers[index] === unsafe) digits[index] = byText;
    return { values, mantissas: numbers, digits };
  }
  const values = isShort ? numbers.map(shortest) : numbers;
  const mantissas = new Float64Array(numbers.length);
  for (let index = 0; index < numbers.length; index++) {
    const value = values[index]!;
    let decimals = 0;
    let mantissa = value;
    if (value % 1 !== 0)
      do {
        decimals++;
        mantissa = Math.round(value * powers[decimals]!);
      } while (decimals <= mostDecimals && mantissa / powers[decimals]! !== value);
    const isExact = decimals <= mostDecimals && Math.abs(mantissa) <= Number.MAX_SAFE_INTEGER;
    mantissas[index] = mantissa;
    digits[index] = isExact ? decimals : byText;
  }
  return { values, mantissas, digits };
}

function numbersOf(raw: DecodedArray, { meaning, element }: ParquetColumn): Float64Array {
  const perMillisecond = meaning.kind === 'time' ? meaning.perMillisecond : 1;
  if (raw instanceof Float64Array) return raw;
  if (meaning.kind === 'boolean' && raw instanceof Uint8Array) return Float64Array.from(raw);
  if (raw instanceof BigInt64Array)
    return wideNumbers(raw, perMillisecond, isUnsigned(element.converted_type, element.logical_type));
  const numbers = new Float64Array(raw.length);
  const isWide = isUnsigned(element.converted_type, element.logical_type);
  for (let index = 0; index < numbers.length; index++) {
    const value: unknown = raw[index];
    if (typeof value === 'number')
      numbers[index] = meaning.kind === 'date' ? value * dayMs : isWide && value < 0 ? value + 2 ** 32 : value;
    else if (typeof value === 'boolean') numbers[index] = value ? 1 : 0;
    else if (typeof value === 'bigint') numbers[index] = millisecondsOfInt96(value);
    else numbers[index] = value instanceof Uint8Array ? safe(integerOf(value)) : unsafe;
  }
  return numbers;
}

function isUnsigned(converted: string | undefined, logical: ParquetColumn['element']['logical_type']): boolean {
  return (converted?.startsWith('UINT_') ?? false) || (logical?.type === 'INTEGER' && !logical.isSigned);
}

/** Whole numbers of 64 bits, read as two halves: a number of arbitrary size for each row would cost more than all the rest. */
function wideNumbers(raw: BigInt64Array, perMillisecond: number, isUnsignedNumber: boolean): Float64Array {
  const numbers = new Float64Array(raw.length);
  const halves = new Int32Array(raw.buffer, raw.byteOffset, raw.length * 2);
  for (let index = 0; index < numbers.length; index++) {
    const low = halves[2 * index]! >>> 0;
    const high = isUnsignedNumber ? halves[2 * index + 1]! >>> 0 : halves[2 * index + 1]!;
    if (perMillisecond === 1_000_000) {
      const thousands = Math.floor(high / 1_000);
      const micros = thousands * 4_294_967_296 + Math.floor(((high - thousands * 1_000) * 4_294_967_296 + low) / 1_000);
      numbers[index] = micros / 1_000;
    } else {
      const value = high * 4_294_967_296 + low;
      numbers[index] = Number.isSafeInteger(value) ? value / perMillisecond : unsafe;
    }
  }
  return numbers;
}

function millisecondsOfInt96(value: bigint): number {
  const nanos = ((value >> 64n) - julianDays) * 86_400_000_000_000n + (value & 0xffffffffffffffffn);
  return Number(nanos / 1_000n) / 1_000;
}

/** A signed whole number, highest byte first. */
function integerOf(bytes: Uint8Array): bigint {
  let value = 0n;
  for (const byte of bytes) value = value * 256n + BigInt(byte);
  return BigInt.asIntN(bytes.length * 8, value);
}

function safe(value: bigint): number {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : unsafe;
}

function textOf(value: unknown, number: number, { meaning, element }: ParquetColumn): string | undefined {
  switch (meaning.kind) {
    case 'text': {
      if (!(value instanceof Uint8Array) || !isUtf8(value)) return undefined;
      return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('utf8').trim();
    }
    case 'boolean':
      return number === 1 ? 'true' : 'false';
    case 'date':
      return isoOf(number)?.slice(0, 10);
    case 'time': {
      const iso = isoOf(number);
      return meaning.isUtc ? iso : iso?.slice(0, -1);
    }
    case 'number': {
      if (meaning.isShort && typeof value === 'number') return String(shortest(value));
      if (value instanceof Uint8Array) return decimalText(integerOf(value), meaning.decimals);
      const isWide = isUnsigned(element.converted_type, element.logical_type);
      if (typeof value === 'bigint') return decimalText(isWide ? BigInt.asUintN(64, value) : value, meaning.decimals);
      return meaning.decimals > 0 ? decimalText(BigInt(number), meaning.decimals) : String(number);
    }
    case 'other':
      return undefined;
  }
}

function isoOf(milliseconds: number): string | undefined {
  return Math.abs(milliseconds) <= 8.64e15 ? new Date(milliseconds).toISOString() : undefined;
}

function decimalText(value: bigint, decimals: number): string {
  const digits = String(value < 0n ? -value : value).padStart(decimals + 1, '0');
  const point = digits.length - decimals;
  return `${value < 0n ? '-' : ''}${digits.slice(0, point)}${decimals === 0 ? '' : `.${digits.slice(point)}`}`;
}

/** The shortest decimal that a number of 32 bits can stand for: 92.3, not 92.30000305175781. */
function shortest(value: number): number {
  if (!Number.isFinite(value)) return value;
  for (let digits = 6; digits < 9; digits++) {
    const rounded = Number(value.toPrecision(digits));
    if (Math.fround(rounded) === value) return rounded;
  }
  return Number(value.toPrecision(9));
}

/** The least and the largest value that the footer names for a column, in the units of `numbers`; undefined where it names none. */
export type Range = readonly [least: number, largest: number, slack?: number];

/** Numbers of 32 and 64 bits and times alone: of texts and decimals the footer may keep the beginning, or another order. */
export function rangeOf(
  { meaning, element }: ParquetColumn,
  statistics: { readonly min_value?: unknown; readonly max_value?: unknown } | undefined,
): Range | undefined {
  const isTime = meaning.kind === 'time' && element.type === 'INT64';
  const isNumber = meaning.kind === 'number' && meaning.decimals === 0 && element.type !== 'BYTE_ARRAY';
  if ((!isTime && !isNumber) || isUnsigned(element.converted_type, element.logical_type)) return undefined;
  const bounds = [statistics?.min_value, statistics?.max_value].map((bound) =>
    bound instanceof Date
      ? bound.getTime()
      : typeof bound === 'bigint' || typeof bound === 'number'
        ? Number(bound)
        : NaN,
  );
  const [least = Number.NaN, largest = Number.NaN] = bounds;
  if (!(least <= largest)) return undefined;
  // A bound of time is known to the millisecond, and one beyond 2^53 to its rounding.
  const slack = isTime ? 1 : Math.max(Math.abs(least), Math.abs(largest)) > Number.MAX_SAFE_INTEGER ? Infinity : 0;
  return [least - slack, largest + slack, slack];
}

/** The least and the largest of numbers, those left out that are none or too large. */
export function spanOf(numbers: Float64Array): Range {
  let [least, largest] = [Infinity, -Infinity];
  for (let index = 0; index < numbers.length; index++) {
    const number = numbers[index]!;
    if (number < least) least = number;
    if (number > largest && number !== unsafe) largest = number;
  }
  return [least, largest];
}

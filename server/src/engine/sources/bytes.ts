// Reads instants, numbers and booleans from bytes, without making a string where it can be helped.
// It must never guess: what is not exactly a number or a time stamp is unreadable, and the caller counts it.

import { dayNumber } from '../../core/time/civil';
import type { Zone } from '../../core/time/zones';

const dash = 45;
const colon = 58;

/** Set by `instant`: the offset behind what was read. */
export let instantEnd = 0;
/** Set by `instant`: whether the time stamp carried no offset and was read in the zone. */
export let wasLocal = false;

let cachedHigh = -1;
let cachedLow = -1;
let cachedDay = 0;

/**
 * Milliseconds since 1970 (fractions down to a microsecond) of an ISO 8601 time stamp, a date, or epoch seconds, milliseconds or
 * microseconds, told apart by 10, 13 and 16 digits. NaN where the bytes are none. A time stamp without an offset is read in `zone`.
 */
export function instant(b: Uint8Array, start: number, end: number, zone: Zone): number {
  const high = (b[start]! * 256 + b[start + 1]!) * 65_536 + b[start + 2]! * 256 + b[start + 3]!;
  const low = (b[start + 5]! * 256 + b[start + 6]!) * 65_536 + b[start + 8]! * 256 + b[start + 9]!;
  if (end - start < 10 || b[start + 4] !== dash || b[start + 7] !== dash) return epoch(b, start, end);
  if (high !== cachedHigh || low !== cachedLow) {
    const year = two(b, start) * 100 + two(b, start + 2);
    const month = two(b, start + 5);
    const day = two(b, start + 8);
    if (!(year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= 31)) return Number.NaN;
    const number = dayNumber(year, month, day);
    // The 31st of a short month would silently be the first of the next.
    if (day > 28 && dayNumber(year, month, 1) + day - 1 !== number) return Number.NaN;
    if (day > 28 && month !== 12 && number >= dayNumber(year, month + 1, 1)) return Number.NaN;
    cachedDay = number * 86_400_000;
    cachedHigh = high;
    cachedLow = low;
  }
  let p = start + 10;
  wasLocal = false;
  if (p >= end || (b[p] !== 84 && b[p] !== 32 && b[p] !== 116)) {
    instantEnd = p;
    wasLocal = true;
    return zone.instantOf(cachedDay);
  }
  const hour = two(b, start + 11);
  const minute = two(b, start + 14);
  if (end - start < 16 || b[start + 13] !== colon || !(hour >= 0 && hour <= 24) || !(minute >= 0 && minute < 60))
    return Number.NaN;
  let time = cachedDay + hour * 3_600_000 + minute * 60_000;
  p = start + 16;
  if (b[p] === colon) {
    const second = two(b, p + 1);
    // A leap second is read as the second after it.
    if (!(second >= 0 && second <= 60)) return Number.NaN;
    time += second * 1_000;
    p += 3;
    if (b[p] === 46) {
      let micros = 0;
      let unit = 100_000;
      const from = ++p;
      for (; p < end; p++) {
        const digit = b[p]! - 48;
        if (!(digit >= 0 && digit <= 9)) break;
        if (unit >= 1) micros += digit * unit;
        unit /= 10;
      }
      if (p === from || p - from > 9) return Number.NaN;
      time += micros / 1_000;
    }
  }
  if (hour === 24 && time % 86_400_000 !== 0) return Number.NaN;
  const sign = p < end ? b[p] : 0;
  if (sign === 90 || sign === 122) {
    instantEnd = p + 1;
    return time;
  }
  if (sign === 43 || sign === dash) {
    const hours = two(b, p + 1);
    const q = b[p + 3] === colon ? p + 4 : p + 3;
    const minutes = q + 1 < end + 1 && b[q] !== undefined && b[q] >= 48 && b[q] <= 57 ? two(b, q) : 0;
    if (!(hours >= 0 && hours <= 18 && minutes >= 0 && minutes < 60)) return Number.NaN;
    instantEnd = b[q] !== undefined && b[q] >= 48 && b[q] <= 57 ? q + 2 : p + 3;
    const ahead = (hours * 60 + minutes) * 60_000;
    return sign === 43 ? time - ahead : time + ahead;
  }
  instantEnd = p;
  wasLocal = true;
  return zone.instantOf(time);
}

function two(b: Uint8Array, at: number): number {
  const tens = b[at]! - 48;
  const ones = b[at + 1]! - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

function epoch(b: Uint8Array, start: number, end: number): number {
  const value = number(b, start, end);
  const digits = (b[start] === dash ? numberEnd - start - 1 : numberEnd - start) - (decimals > 0 ? decimals + 1 : 0);
  instantEnd = numberEnd;
  wasLocal = false;
  if (Number.isNaN(value)) return value;
  if (digits === 10) return value * 1_000;
  if (digits === 13) return value;
  return digits === 16 ? value / 1_000 : Number.NaN;
}

/** Set by `number`: the digits without the point as an integer, and how many stand behind the point. */
export let mantissa = 0;
export let decimals = 0;
export let numberEnd = 0;

const powers = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

/** A decimal number of up to 15 digits; NaN where there is none. Exponents and longer numbers go through `numberOfText`. */
export function number(b: Uint8Array, start: number, end: number): number {
  let p = start;
  const negative = b[p] === dash;
  if (negative) p++;
  const from = p;
  let value = 0;
  let point = -1;
  for (; p < end; p++) {
    const c = b[p]!;
    if (c >= 48 && c <= 57) value = value * 10 + (c - 48);
    else if (c === 46 && point < 0) point = p;
    else break;
  }
  numberEnd = p;
  const digits = p - from - (point < 0 ? 0 : 1);
  if (digits < 1 || digits > 15) return Number.NaN;
  decimals = point < 0 ? 0 : p - point - 1;
  mantissa = negative ? -value : value;
  return mantissa / powers[decimals]!;
}

/** A number from text, exponents and long ones included; sets `mantissa` and `decimals`. NaN for empty, infinite or other text. */
export function numberOfText(text: string): number {
  const trimmed = text.trim();
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/.test(trimmed)) return Number.NaN;
  const value = Number(trimmed);
  if (!Number.isFinite(value)) return Number.NaN;
  const plain = /^([+-]?)(\d*)\.?(\d*)$/.exec(trimmed);
  if (plain !== null && (plain[2] ?? '').length + (plain[3] ?? '').length <= 15) {
    decimals = (plain[3] ?? '').length;
    mantissa = Number(`${plain[1] ?? ''}${plain[2] ?? ''}${plain[3] ?? ''}`);
    return value;
  }
  // Longer numbers keep 15 significant digits; only values that no histogram holds exactly are that long.
  const exponent = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  decimals = Math.min(15, Math.max(0, 14 - exponent));
  mantissa = Math.round(value * powers[decimals]!);
  return value;
}

/** 1 for true, 0 for false, -1 for anything else: `true false 1 0 yes no`, in any case. */
export function boolean(b: Uint8Array, start: number, end: number): number {
  const length = end - start;
  const first = b[start]! | 32;
  if (length === 1)
    return b[start] === 49
      ? 1
      : b[start] === 48
        ? 0
        : first === 116 || first === 121
          ? 1
          : first === 102 || first === 110
            ? 0
            : -1;
  if (
    length === 4 &&
    first === 116 &&
    (b[start + 1]! | 32) === 114 &&
    (b[start + 2]! | 32) === 117 &&
    (b[start + 3]! | 32) === 101
  )
    return 1;
  if (
    length === 5 &&
    first === 102 &&
    (b[start + 1]! | 32) === 97 &&
    (b[start + 2]! | 32) === 108 &&
    (b[start + 3]! | 32) === 115
  )
    return 0;
  if (length === 3 && first === 121 && (b[start + 1]! | 32) === 101 && (b[start + 2]! | 32) === 115) return 1;
  return length === 2 && first === 110 && (b[start + 1]! | 32) === 111 ? 0 : -1;
}

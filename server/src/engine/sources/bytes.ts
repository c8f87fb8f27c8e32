// Reads instants, numbers and booleans from bytes, without making a string where it can be helped.
// It must never guess: what is not exactly a number or a time stamp is unreadable, and the caller counts it.

import { dayNumber, monthLength } from '../../core/time/civil';
import type { Zone } from '../../core/time/zones';

const dash = 45;
const colon = 58;

/**
 * What was read last. Fractions stand in a typed array because a double in a variable of its own costs an allocation for each write,
 * which at ten million rows is most of a scan.
 */
export const found = new Float64Array(2);
/** Place in `found` of an instant in milliseconds or of a number. */
export const valueAt = 0;
/** Place in `found` of a number's digits without the point, as an integer. */
export const mantissaAt = 1;
/** Set by `number`: how many digits stand behind the point. */
export let decimals = 0;
/** Set by `instant`: whether the time stamp carried no offset and was read in the zone. */
export let wasLocal = false;

let cachedHigh = 0;
let cachedLow = 0;
const cachedDay = new Float64Array([Number.NaN]);

/**
 * Reads an ISO 8601 time stamp, a date, or epoch seconds, milliseconds or microseconds (told apart by 10, 13 and 16 digits) into
 * `found[valueAt]`, in milliseconds since 1970 with fractions down to a microsecond. A time stamp without an offset is read in `zone`.
 * Returns the offset behind it, or -1 where the bytes are none.
 */
export function instant(b: Uint8Array, start: number, end: number, zone: Zone): number {
  if (end - start < 10 || b[start + 4] !== dash || b[start + 7] !== dash) return epoch(b, start, end);
  const high = (b[start]! << 24) | (b[start + 1]! << 16) | (b[start + 2]! << 8) | b[start + 3]!;
  const low = (b[start + 5]! << 24) | (b[start + 6]! << 16) | (b[start + 8]! << 8) | b[start + 9]!;
  if ((high !== cachedHigh || low !== cachedLow) && !cacheDay(b, start, high, low)) return -1;
  let p = start + 10;
  wasLocal = false;
  if (p >= end || (b[p] !== 84 && b[p] !== 32 && b[p] !== 116)) {
    wasLocal = true;
    found[valueAt] = zone.instantOf(cachedDay[0]!);
    return p;
  }
  const hour = two(b, start + 11);
  const minute = two(b, start + 14);
  if (end - start < 16 || b[start + 13] !== colon || hour < 0 || hour > 24 || minute < 0 || minute >= 60) return -1;
  let milliseconds = hour * 3_600_000 + minute * 60_000;
  let micros = 0;
  p = start + 16;
  if (b[p] === colon) {
    const second = two(b, p + 1);
    // A leap second is read as the second after it.
    if (second < 0 || second > 60) return -1;
    milliseconds += second * 1_000;
    p += 3;
    if (b[p] === 46) {
      const [tenths, hundredths, thousandths] = [b[p + 1]! - 48, b[p + 2]! - 48, b[p + 3]! - 48];
      const isOfThree = p + 4 <= end && isDigit(tenths) && isDigit(hundredths) && isDigit(thousandths);
      if (isOfThree && !isDigit(b[p + 4]! - 48)) {
        // Milliseconds, as most programs write them.
        milliseconds += tenths * 100 + hundredths * 10 + thousandths;
        p += 4;
      } else {
        const from = ++p;
        for (let digits = 0; p < end; p++, digits++) {
          const digit = b[p]! - 48;
          if (digit < 0 || digit > 9) break;
          if (digits < 3) milliseconds += digit * (digits === 0 ? 100 : digits === 1 ? 10 : 1);
          else if (digits < 6) micros += digit * (digits === 3 ? 100 : digits === 4 ? 10 : 1);
        }
        if (p === from || p - from > 9) return -1;
      }
    }
  }
  if (hour === 24 && (milliseconds !== 86_400_000 || micros !== 0)) return -1;
  const sign = p < end ? b[p] : 0;
  const time = cachedDay[0]! + milliseconds + micros / 1_000;
  if (sign === 90 || sign === 122) {
    found[valueAt] = time;
    return p + 1;
  }
  if (sign === 43 || sign === dash) {
    const hours = two(b, p + 1);
    const q = b[p + 3] === colon ? p + 4 : p + 3;
    const hasMinutes = b[q] !== undefined && b[q] >= 48 && b[q] <= 57;
    const minutes = hasMinutes ? two(b, q) : 0;
    if (hours < 0 || hours > 18 || minutes < 0 || minutes >= 60) return -1;
    const ahead = (hours * 60 + minutes) * 60_000;
    found[valueAt] = sign === 43 ? time - ahead : time + ahead;
    return hasMinutes ? q + 2 : p + 3;
  }
  wasLocal = true;
  found[valueAt] = zone.instantOf(time);
  return p;
}

/** Reads a date that most rows share with the row before; false where there is no such day. */
function cacheDay(b: Uint8Array, start: number, high: number, low: number): boolean {
  const [century, decade, month, day] = [two(b, start), two(b, start + 2), two(b, start + 5), two(b, start + 8)];
  if (century < 0 || decade < 0 || month < 1 || month > 12 || day < 1) return false;
  const year = century * 100 + decade;
  // The 31st of a short month would silently be the first of the next.
  if (day > monthLength(year, month)) return false;
  cachedDay[0] = dayNumber(year, month, day) * 86_400_000;
  cachedHigh = high;
  cachedLow = low;
  return true;
}

function isDigit(value: number): boolean {
  return value >= 0 && value <= 9;
}

/** Two digits as a number, or a negative one where they are none. */
function two(b: Uint8Array, at: number): number {
  const tens = b[at]! - 48;
  const ones = b[at + 1]! - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -100;
}

function epoch(b: Uint8Array, start: number, end: number): number {
  const stop = number(b, start, end);
  wasLocal = false;
  if (stop < 0) return -1;
  const digits = stop - start - (b[start] === dash ? 1 : 0) - (decimals > 0 ? decimals + 1 : 0);
  if (digits === 10) found[valueAt] = found[valueAt]! * 1_000;
  else if (digits === 16) found[valueAt] = found[valueAt]! / 1_000;
  else if (digits !== 13) return -1;
  return stop;
}

const powers = new Float64Array([1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15]);

/**
 * Reads a decimal number of up to 15 digits into `found` and `decimals`. Returns the offset behind it, or -1 where there is none.
 * Exponents and longer numbers go through `numberOfText`.
 */
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
  const digits = p - from - (point < 0 ? 0 : 1);
  if (digits < 1 || digits > 16) return -1;
  // Sixteen digits are exact only below 2^53; epoch microseconds are.
  if (digits === 16 && !(value < 9007199254740992)) return -1;
  decimals = point < 0 ? 0 : p - point - 1;
  if (decimals > 15) return -1;
  found[mantissaAt] = negative ? -value : value;
  found[valueAt] = found[mantissaAt] / powers[decimals]!;
  return p;
}

/** Reads a number from text, exponents and long ones included, into `found` and `decimals`; false for empty, infinite or other text. */
export function numberOfText(text: string): boolean {
  const trimmed = text.trim();
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/.test(trimmed)) return false;
  const value = Number(trimmed);
  if (!Number.isFinite(value)) return false;
  found[valueAt] = value;
  const plain = /^([+-]?)(\d*)\.?(\d*)$/.exec(trimmed);
  if (plain !== null && (plain[2] ?? '').length + (plain[3] ?? '').length <= 15) {
    decimals = (plain[3] ?? '').length;
    found[mantissaAt] = Number(`${plain[1] ?? ''}${plain[2] ?? ''}${plain[3] ?? ''}`);
    return true;
  }
  // A whole number beyond 2^53 would be counted as another one.
  if (plain !== null && (plain[3] ?? '') === '' && !Number.isSafeInteger(value)) return false;
  // Longer numbers keep 15 significant digits; only values that no histogram holds exactly are that long.
  const exponent = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  decimals = Math.min(15, Math.max(0, 14 - exponent));
  let mantissa = Math.round(value * powers[decimals]!);
  for (; decimals > 0 && mantissa % 10 === 0; decimals--) mantissa /= 10;
  found[mantissaAt] = mantissa;
  return true;
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

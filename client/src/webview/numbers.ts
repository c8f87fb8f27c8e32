// Numbers as people read them: values with their unit, targets of a whole number of steps, amounts of money.
// It must never round a value over a target that it stands beside, nor compute a target in binary fractions.

import type { PreviewTarget } from '../../../server/src/lsp/protocol';

const significantDigits = 6;
const mostDigits = 15;

/** The number of a target, as it is written: `99.95` for the index 9995 of the step 0.01. Zeros at its end are left out. */
export function targetNumber({ step }: PreviewTarget, index: number): string {
  const digits = step.includes('.') ? step.length - step.indexOf('.') - 1 : 0;
  const all = BigInt(index) * BigInt(step.replace('.', ''));
  const text = (all < 0n ? -all : all).toString().padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  const fraction = text.slice(text.length - digits).replace(/0+$/, '');
  return `${all < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** A target with its unit, as it is written into the agreement: `99.95 %`. */
export function targetText(target: PreviewTarget, index: number): string {
  return `${targetNumber(target, index)}${target.unit === '' ? '' : ` ${target.unit}`}`;
}

/** Where a target stands among the values, in their unit. */
export function targetValue(target: PreviewTarget, index: number): number {
  return Number(targetNumber(target, index)) * target.scale;
}

/** The index whose value is nearest to a value, within what makes sense. */
export function nearestIndex(target: PreviewTarget, value: number): number {
  const index = Math.round(value / target.scale / Number(target.step));
  return clampIndex(target, Number.isFinite(index) ? index : target.at);
}

export function clampIndex({ least, greatest }: PreviewTarget, index: number): number {
  return Math.min(greatest, Math.max(least, index));
}

/**
 * A value with its unit: six digits that count, more where fewer would put it on the other side of `besides`, or on it.
 */
export function valueText(value: number, unit: string, besides?: number): string {
  let text = plain(value, significantDigits);
  for (let digits = significantDigits + 1; besides !== undefined && digits <= mostDigits; digits++) {
    if (Math.sign(Number(text) - besides) === Math.sign(value - besides)) break;
    text = plain(value, digits);
  }
  return withUnit(grouped(text), unit);
}

/** A number of things, with its thousands apart. */
export function countText(count: number): string {
  return grouped(String(count));
}

/** An amount of money: `2,300 EUR`, `2,300.50 EUR`. */
export function moneyText(amount: number, currency: string): string {
  const text = amount.toFixed(2).replace(/\.00$/, '');
  return withUnit(grouped(text), currency);
}

/** A length of time in its two greatest units: `43 min 12 s`, `2 d 3 h`. */
export function durationText(seconds: number): string {
  const units: readonly (readonly [seconds: number, name: string])[] = [
    [86_400, 'd'],
    [3_600, 'h'],
    [60, 'min'],
    [1, 's'],
  ];
  let rest = Math.round(Math.abs(seconds));
  const parts: string[] = [];
  for (const [length, name] of units) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count > 0 && parts.length < 2) parts.push(`${countText(count)} ${name}`);
    else if (parts.length > 0) break;
  }
  return parts.length === 0 ? '0 s' : `${seconds < 0 ? '-' : ''}${parts.join(' ')}`;
}

/** A share in percent: `12.5 %`. */
export function percentText(share: number): string {
  return withUnit(grouped(plain(share, significantDigits)), '%');
}

function plain(value: number, digits: number): string {
  if (!Number.isFinite(value)) return String(value);
  const text = value.toPrecision(digits);
  return text.includes('e') ? String(Number(text)) : text.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');
}

function grouped(text: string): string {
  const [, sign = '', whole = '', rest = ''] = /^(-?)(\d+)(.*)$/.exec(text) ?? [];
  return whole === '' ? text : `${sign}${whole.replace(/\B(?=(?:\d{3})+$)/g, ',')}${rest}`;
}

function withUnit(text: string, unit: string): string {
  return unit === '' ? text : `${text} ${unit}`;
}

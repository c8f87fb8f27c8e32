// Draws a small chart of windows as SVG for hovers and reports: values, target, baseline, with what each window came to.
// It must never hold a script, a link or text that was not escaped, and stays within the budget of a hover.

import { forXml } from './escape';
import type { Palette } from './palettes';

export interface ChartPoint {
  /** Short label under the point. */
  readonly label: string;
  readonly value: number | undefined;
  readonly mark: 'met' | 'missed' | 'unknown' | 'running';
}

export interface Chart {
  readonly points: readonly ChartPoint[];
  readonly target: { readonly value: number; readonly label: string } | undefined;
  readonly baseline: { readonly value: number; readonly label: string } | undefined;
  /** Formats a value for the axis. */
  readonly format: (value: number) => string;
}

const width = 460;
const height = 116;
const left = 8;
const right = 112;
const top = 10;
const bottom = 22;
/** Most bytes of a chart once it is encoded (editor.md, 1). */
export const maximumChartBytes = 24_000;

/** The chart as SVG text on a transparent ground; the same input gives the same bytes. */
export function drawChart(chart: Chart, palette: Palette): string {
  const points = chart.points.slice(-90);
  const known = points.flatMap((point) => (point.value === undefined ? [] : [point.value]));
  const lines = [chart.target?.value, chart.baseline?.value].filter((value) => value !== undefined);
  const [low, high] = range([...known, ...lines]);
  const plotWidth = width - left - right;
  const step = plotWidth / Math.max(1, points.length);
  const x = (index: number): number => left + step * (index + 0.5);
  const y = (value: number): number => top + (height - top - bottom) * (1 - (value - low) / (high - low));
  const parts: string[] = [];
  const text = (at: number, line: number, content: string, colour: string, anchor = 'start'): void => {
    parts.push(
      `<text x="${round(at)}" y="${round(line)}" fill="${colour}" text-anchor="${anchor}">${forXml(content)}</text>`,
    );
  };
  const labels = spread([
    ...(chart.target === undefined
      ? []
      : [{ y: y(chart.target.value), text: chart.target.label, colour: palette.target }]),
    ...(chart.baseline === undefined
      ? []
      : [{ y: y(chart.baseline.value), text: chart.baseline.label, colour: palette.baseline }]),
  ]);
  if (chart.target !== undefined) parts.push(rule(y(chart.target.value), palette.target, '5 3'));
  if (chart.baseline !== undefined) parts.push(rule(y(chart.baseline.value), palette.baseline, '1 3'));
  for (const label of labels) text(width - right + 6, label.y + 4, label.text, label.colour);
  const isDense = points.length > 31;
  points.forEach((point, index) => {
    const colour = palette[point.mark];
    if (point.value === undefined) {
      parts.push(
        `<path d="M${round(x(index) - 3)} ${height - bottom - 3}h6" stroke="${palette.unknown}" stroke-width="2"/>`,
      );
      return;
    }
    const [px, py] = [round(x(index)), round(y(point.value))];
    if (!isDense)
      parts.push(
        `<path d="M${px} ${height - bottom}V${py}" stroke="${colour}" stroke-width="${Math.min(14, round(step * 0.45))}" opacity=".35"/>`,
      );
    // The shape says what the colour says: a dot is met, a cross missed, a ring runs or is not known.
    if (point.mark === 'met') parts.push(`<circle cx="${px}" cy="${py}" r="${isDense ? 2 : 4}" fill="${colour}"/>`);
    else if (point.mark === 'missed')
      parts.push(`<path d="M${px - 4} ${py - 4}l8 8m0 -8l-8 8" stroke="${colour}" stroke-width="2.4"/>`);
    else
      parts.push(
        `<circle cx="${px}" cy="${py}" r="${isDense ? 2 : 4}" fill="none" stroke="${colour}" stroke-width="2"/>`,
      );
  });
  const every = Math.max(1, Math.ceil((points.length * 44) / plotWidth));
  points.forEach((point, index) => {
    if ((points.length - 1 - index) % every === 0) text(x(index), height - 7, point.label, palette.faint, 'middle');
  });
  const body = parts.join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="11" fill="none">${body}</svg>`;
}

function rule(y: number, colour: string, dash: string): string {
  return `<path d="M${left} ${round(y)}H${width - right}" stroke="${colour}" stroke-width="1.5" stroke-dasharray="${dash}"/>`;
}

function range(values: readonly number[]): readonly [number, number] {
  if (values.length === 0) return [0, 1];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const margin = high === low ? Math.max(Math.abs(high) * 0.05, 0.5) : (high - low) * 0.12;
  return [low - margin, high + margin];
}

/** Moves labels apart so that none covers another, and keeps them inside the picture. */
function spread<T extends { readonly y: number }>(labels: readonly T[]): readonly T[] {
  const sorted = [...labels].sort((a, b) => a.y - b.y);
  const result: T[] = [];
  let last = -Infinity;
  for (const label of sorted) {
    last = Math.min(Math.max(label.y, last + 14, top), height - bottom);
    result.push({ ...label, y: last });
  }
  return result;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** The picture as a data URI for Markdown; undefined where it would pass the budget. */
export function chartUri(svg: string): string | undefined {
  const uri = `data:image/svg+xml;base64,${base64(svg)}`;
  return uri.length > maximumChartBytes ? undefined : uri;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 of the UTF-8 bytes of a text; the core has neither Buffer nor btoa. */
function base64(text: string): string {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  }
  let result = '';
  for (let index = 0; index < bytes.length; index += 3) {
    const [a = 0, b, c] = bytes.slice(index, index + 3);
    result += (alphabet[a >> 2] ?? '') + (alphabet[((a & 3) << 4) | ((b ?? 0) >> 4)] ?? '');
    result += b === undefined ? '=' : (alphabet[((b & 15) << 2) | ((c ?? 0) >> 6)] ?? '');
    result += c === undefined ? '=' : (alphabet[c & 63] ?? '');
  }
  return result;
}

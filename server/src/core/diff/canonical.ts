// The meaning of a part of an agreement as one text: equal where two parts mean the same, however they are written.
// It must never call two values equal that a rule, a verdict or a reader would tell apart.

import { parseExpression, type Expression } from '../scalars/expression';
import { isWholeWeek, joinedOpenings } from '../scalars/openings';
import { convert, isDuration, microsecondsIn, parseQuantity, type Quantity } from '../scalars/quantity';
import { integer, multiply, type Rational } from '../scalars/rational';
import { bitsPerSecond, monthsOf } from '../scalars/units';
import {
  parseDays,
  parseInstant,
  parseLimit,
  parseOpenings,
  parseStatistic,
  parseTrigger,
  parseWindow,
} from '../scalars/words';
import type { Opening, WindowSpec } from '../scalars/words';
import { chosenMap, valueShape } from '../schema/navigate';
import { flagOf, isEmpty } from '../schema/plain';
import type { RefKind, ScalarKind } from '../schema/schema-node';
import type { MapShape, ScalarShape, Shape } from '../schema/shapes';
import { textOf } from '../schema/walk';
import { firstOfEachKey } from '../syntax/keys';
import { maximumDepth } from '../syntax/limits';
import { resolved, type MapNode, type Node, type ScalarNode } from '../syntax/nodes';
import { beginningOf, firstBeginning } from './anchors';

/** Tells what an old id is called now; an id that has not changed is itself. */
export type Rename = (kind: RefKind, id: string) => string;

export const sameNames: Rename = (_, id) => id;

/** Lists in which the order of the items carries meaning. */
const orderedLists: ReadonlySet<string> = new Set(['path', 'escalation', 'steps']);

export function isOrdered(key: string | number | undefined): boolean {
  return typeof key === 'string' && orderedLists.has(key);
}

/**
 * The meaning of a node that stands under a key, by the shape of its place; ids are told as `rename` calls them. An empty value and
 * one that is lacking are both the empty text. What cannot be read is its text without superfluous blanks.
 */
export function canonical(
  written: Node | undefined,
  shape: Shape | undefined,
  rename: Rename,
  key?: string,
  depth = 0,
): string {
  const node = resolved(written);
  if (node === undefined || depth > maximumDepth) return '';
  if (node.kind === 'scalar') {
    const scalar = shape?.scalar ?? shape?.list?.items.scalar;
    // Only a condition speaks of metrics; elsewhere a name is a column, which may be called as a metric is.
    return scalarMeaning(node, scalar, scalar?.kind === 'expression' && key !== 'when' ? sameNames : rename);
  }
  if (node.kind === 'seq') {
    const items = node.items.map((item) => canonical(item, shape?.list?.items, rename, undefined, depth + 1));
    if (!isOrdered(key)) items.sort();
    // A list of one says what the item alone would say, where both may be written.
    const [only] = items;
    if (items.length === 1 && only !== undefined && shape?.scalar !== undefined) return only;
    return items.length === 0 ? '' : `[${items.join(',')}]`;
  }
  return mapMeaning(node, shape?.map, rename, depth);
}

/** The meaning of each key of a map, unknown ones included, but those that are free (`x-`). */
export function meanings(
  node: MapNode,
  general: MapShape | undefined,
  rename: Rename,
  depth = 0,
): ReadonlyMap<string, string> {
  const map = general === undefined ? undefined : chosenMap(general, (key) => textOf(node, key));
  const found = new Map<string, string>();
  for (const entry of firstOfEachKey(node)) {
    const written = entry.key.text;
    if (map?.takesExtensions === true && written.startsWith('x-')) continue;
    const value = canonical(entry.value, map && valueShape(map, written), rename, written, depth + 1);
    if (value !== '') found.set(keyMeaning(written, map, rename), value);
  }
  return found;
}

/** A key as it is called now, where it refers to something. */
export function keyMeaning(key: string, map: MapShape | undefined, rename: Rename): string {
  const ref = map?.keys.has(key) === true ? undefined : map?.free?.ref;
  return ref === undefined ? key : rename(ref, key);
}

function mapMeaning(node: MapNode, shape: MapShape | undefined, rename: Rename, depth: number): string {
  if (shape?.free?.scalar === 'days') return weekMeaning(node);
  const anchored = anchoredWindow(node, shape);
  if (anchored !== undefined) return anchored;
  const parts = [...meanings(node, shape, rename, depth)].map(([key, value]) => `${JSON.stringify(key)}:${value}`);
  return parts.length === 0 ? '' : `{${parts.sort().join(',')}}`;
}

/** `{ every: month }` says what `month` says, and so does an anchor at which the month begins by itself. */
function anchoredWindow(node: MapNode, shape: MapShape | undefined): string | undefined {
  if (shape?.keys.has('anchor') !== true) return undefined;
  const every = textOf(node, 'every');
  const window = every === undefined ? undefined : parseWindow(every);
  const anchor = textOf(node, 'anchor');
  if (window?.ok !== true || firstOfEachKey(node).length !== (anchor === undefined ? 1 : 2)) return undefined;
  const isPlain = anchor === undefined || beginningOf(window.value, anchor) === firstBeginning;
  return isPlain ? windowMeaning(window.value) : undefined;
}

/** Openings by day, so that `mon-tue` says what `mon` and `tue` say. */
function weekMeaning(node: MapNode): string {
  const byDay = new Map<number, string[]>();
  const open = new Map<number, Opening[]>();
  for (const { key, value } of firstOfEachKey(node)) {
    const days = parseDays(key.text);
    const target = resolved(value);
    const texts = target?.kind === 'seq' ? target.items.map(resolved) : [target];
    for (const day of days.ok ? days.value : [-1])
      for (const text of texts) {
        if (text?.kind !== 'scalar') continue;
        const openings = parseOpenings(text.text);
        const here = byDay.get(day) ?? [];
        byDay.set(day, here);
        if (openings.ok) open.set(day, [...(open.get(day) ?? []), ...openings.value]);
        else here.push(JSON.stringify(text.text));
      }
  }
  const isRead = [...byDay.values()].every((unread) => unread.length === 0);
  if (isRead && isWholeWeek([...open].map(([day, openings]) => ({ day, openings })))) return JSON.stringify('24x7');
  const openingsOf = (day: number): readonly string[] =>
    joinedOpenings(open.get(day) ?? []).map(({ from, to }) => `${from}-${to}`);
  return `week{${[...byDay]
    .map(([day, unread]) => `${day}:${[...openingsOf(day), ...unread].sort().join('+')}`)
    .sort()
    .join(',')}}`;
}

function scalarMeaning(node: ScalarNode, shape: ScalarShape | undefined, rename: Rename): string {
  if (isEmpty(node)) return '';
  const isFlag = shape === undefined || shape.kind === 'flag' || shape.kind === 'days';
  const flag = isFlag ? (flagOf(node) ?? /^(?:true|false)$/i.exec(node.text)?.[0].toLowerCase()) : undefined;
  if (flag !== undefined) return flag;
  const text = node.text.trim().replace(/\s+/g, ' ');
  if (shape?.ref !== undefined) return `#${renamed(text, shape, rename)}`;
  // Blanks in the quotes of an expression are part of what it compares with.
  const isExpression = shape?.kind === 'expression' || shape?.kind === 'when';
  const words = isExpression ? node.text.trim() : text;
  return (shape === undefined ? undefined : readMeaning(words, shape.kind, rename)) ?? JSON.stringify(words);
}

function renamed(text: string, { ref, takesContact }: ScalarShape, rename: Rename): string {
  if (ref === undefined) return text;
  const dot = takesContact ? text.indexOf('.') : -1;
  return dot < 0 ? rename(ref, text) : rename(ref, text.slice(0, dot)) + text.slice(dot);
}

/** The meaning of a text by its grammar; undefined where it cannot be read. */
function readMeaning(text: string, kind: ScalarKind, rename: Rename): string | undefined {
  switch (kind) {
    case 'number':
    case 'percent':
    case 'duration':
    case 'rate':
    case 'count':
    case 'money':
    case 'ratio':
    case 'quantity':
    case 'share':
    case 'credit':
      return quantityText(text);
    case 'every':
      return windowText(text) ?? quantityText(text);
    case 'window':
      return windowText(text);
    case 'statistic': {
      const read = parseStatistic(text);
      if (!read.ok) return undefined;
      return read.value.kind === 'percentile' ? `p${ratio(read.value.share)}` : read.value.kind;
    }
    case 'limit': {
      const read = parseLimit(text);
      if (!read.ok) return quantityText(text);
      const { amount, per } = read.value;
      return `${quantityMeaning(amount)} per ${per === undefined ? '' : windowMeaning(per)}`;
    }
    case 'instant': {
      const read = /T.*(?:Z|[+-]\d{2}:?\d{2})$/i.test(text) ? parseInstant(text) : undefined;
      const instant = read?.ok === true ? Date.parse(text) : NaN;
      return Number.isNaN(instant) ? undefined : `@${instant}`;
    }
    case 'when': {
      const trigger = parseTrigger(text);
      return trigger === undefined ? expressionText(text, rename) : JSON.stringify(trigger);
    }
    case 'expression':
      return expressionText(text, rename);
    default:
      return undefined;
  }
}

function quantityText(text: string): string | undefined {
  const read = parseQuantity(text);
  return read.ok ? quantityMeaning(read.value) : undefined;
}

/** A quantity in the base unit of its kind; units that do not convert (months, business days) stand for themselves. */
export function quantityMeaning(quantity: Quantity): string {
  const { dimension, unit, business, value } = quantity;
  if (isDuration(quantity)) {
    const microseconds = business ? undefined : microsecondsIn(quantity);
    if (microseconds !== undefined) return `${ratio(microseconds)}us`;
    const months = business ? undefined : monthsOf(quantity.unit);
    if (months !== undefined) return `${ratio(multiply(value, integer(months)))}month`;
    const hours = business && (unit === 'min' || unit === 's') ? convert(quantity, 'h') : undefined;
    return hours === undefined ? `${ratio(value)}${business ? 'business ' : ''}${unit}` : `${ratio(hours)}business h`;
  }
  if (dimension === 'rate') {
    const perSecond = unit.replace(/\/[^/]*$/, '/s');
    const rate = convert(quantity, perSecond);
    return rate === undefined ? `${ratio(value)}${unit}` : `${ratio(rate)}${perSecond}`;
  }
  const bits = dimension === 'data-rate' ? convert(quantity, 'bit/s') : undefined;
  return bits === undefined || bitsPerSecond(unit) === undefined ? `${ratio(value)}${unit}` : `${ratio(bits)}bit/s`;
}

function windowText(text: string): string | undefined {
  const read = parseWindow(text);
  return read.ok ? windowMeaning(read.value) : undefined;
}

function windowMeaning(window: WindowSpec): string {
  if (window.kind === 'rolling') return `rolling ${quantityMeaning(window.length)}`;
  return window.kind === 'event' ? 'event' : `${window.unit} ${window.anchor ?? ''}`;
}

const ratio = ({ num, den }: Rational): string => (den === 1n ? `${num}` : `${num}/${den}`);

function expressionText(text: string, rename: Rename): string | undefined {
  const read = parseExpression(text);
  return read.ok ? expressionMeaning(read.expression, rename) : undefined;
}

function expressionMeaning(expression: Expression, rename: Rename): string {
  const inner = (each: Expression): string => expressionMeaning(each, rename);
  switch (expression.kind) {
    case 'number':
      return ratio(expression.value);
    case 'quantity':
      return quantityMeaning(expression.quantity);
    case 'text':
      return JSON.stringify(expression.value);
    case 'boolean':
      return String(expression.value);
    case 'name':
      return `name(${rename('metric', expression.name)})`;
    case 'has':
      return `has(${expression.name})`;
    case 'not':
    case 'minus':
      return `${expression.kind}(${inner(expression.operand)})`;
    case 'binary':
      return `(${inner(expression.left)} ${expression.operator} ${inner(expression.right)})`;
    case 'in':
      return `${inner(expression.value)} in [${expression.items.map(inner).sort().join(',')}]`;
    case 'test':
      return `${expression.test}(${inner(expression.value)},${inner(expression.argument)})`;
  }
}

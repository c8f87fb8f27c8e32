// Tokens by meaning: names declared, used and lacking, numbers and their units, operators, words of the language, columns.
// Tokens are sorted, lie apart and stand on one line each; a place without a certain meaning has none.

import type { SlaFile } from '../model/file';
import { places } from '../rules/run';
import type { ScalarKind } from '../schema/schema-node';
import type { ValuePlace } from '../schema/walk';
import { parseStatistic, parseTrigger, parseWindow } from '../scalars/words';
import { metricType } from '../vocabulary/metrics/index';
import type { ScalarNode } from '../syntax/nodes';
import type { Span } from '../text/span';
import { expressionParts, quantityParts, type ExpressionPart } from './expression-parts';
import { namesOf, type NameKind } from './names';
import { writtenPlaces } from './written';

/** The types and modifiers of tokens, in the order in which the protocol numbers them. */
export const tokenLegend = {
  types: [
    'namespace',
    'class',
    'interface',
    'struct',
    'function',
    'method',
    'event',
    'decorator',
    'macro',
    'typeParameter',
    'enumMember',
    'variable',
    'property',
    'type',
    'number',
    'unit',
    'operator',
    'keyword',
    'string',
  ],
  modifiers: ['declaration', 'unresolved'],
} as const;

export type TokenType = (typeof tokenLegend.types)[number];
export type TokenModifier = (typeof tokenLegend.modifiers)[number];

export interface SemanticToken {
  readonly span: Span;
  readonly type: TokenType;
  readonly modifiers: readonly TokenModifier[];
}

const typeOfName: Readonly<Record<NameKind, TokenType>> = {
  agreement: 'namespace',
  dependency: 'namespace',
  reference: 'namespace',
  party: 'class',
  service: 'interface',
  calendar: 'struct',
  data: 'struct',
  metric: 'function',
  objective: 'method',
  goal: 'event',
  duty: 'event',
  exclusion: 'decorator',
  remedy: 'macro',
  fee: 'typeParameter',
  term: 'typeParameter',
  level: 'enumMember',
  group: 'enumMember',
  step: 'variable',
  column: 'property',
};

const typeOfPart: Readonly<Record<ExpressionPart['kind'], TokenType>> = {
  operator: 'operator',
  keyword: 'keyword',
  number: 'number',
  unit: 'unit',
  text: 'string',
};

/** The tokens of a file, or of those of its lines that a range touches. */
export function semanticTokens(file: SlaFile, range?: Span): readonly SemanticToken[] {
  const { text } = file.snapshot;
  const isWanted = (span: Span): boolean => range === undefined || (span.start <= range.end && span.end >= range.start);
  const tokens: SemanticToken[] = [];
  for (const { kind, role, span, isExact } of namesOf(file)) {
    if (!isExact || !isWanted(span)) continue;
    const modifiers = role === 'definition' ? declaration : role === 'unresolved' ? unresolved : none;
    tokens.push({ span, type: typeOfName[kind], modifiers });
  }
  for (const place of places(file))
    // A value behind an alias is shown where it is written.
    if (place.kind === 'value' && place.span.start === place.node.span.start && isWanted(place.span))
      tokens.push(...valueTokens(text, place));
  // A name wins over what the value around it would be.
  const sorted = tokens
    .flatMap((token) => onLines(text, token))
    .map((token, index) => ({ token, index }))
    .sort((a, b) => a.token.span.start - b.token.span.start || a.index - b.index);
  const apart: SemanticToken[] = [];
  let end = 0;
  for (const { token } of sorted) {
    if (token.span.start < end || token.span.end <= token.span.start) continue;
    apart.push(token);
    end = token.span.end;
  }
  return apart;
}

const declaration: readonly TokenModifier[] = ['declaration'];
const unresolved: readonly TokenModifier[] = ['unresolved'];
const none: readonly TokenModifier[] = [];

/** The parts of a token on each line that it goes over, without the blanks before and behind them. */
function onLines(text: string, token: SemanticToken): readonly SemanticToken[] {
  const { start } = token.span;
  const written = text.slice(start, token.span.end);
  if (!/[\r\n]/.test(written)) return [token];
  return Array.from(written.matchAll(/[^\s](?:[^\r\n]*[^\s])?/g), ({ 0: part, index }) => ({
    ...token,
    span: { start: start + index, end: start + index + part.length },
  }));
}

/** Kinds whose whole value is one number, date or version. */
const numberKinds: ReadonlySet<ScalarKind> = new Set(['number', 'date', 'instant', 'hours-range', 'version', 'days']);
const quantityKinds: ReadonlySet<ScalarKind> = new Set([
  'percent',
  'duration',
  'rate',
  'count',
  'money',
  'ratio',
  'quantity',
  'limit',
  'credit',
  'share',
  'every',
]);

/** A value of more signs than this is no quantity, and is not looked at. */
const maximumQuantity = 200;

interface ValuePart {
  readonly type: TokenType;
  /** In the text of the value. */
  readonly part: Span;
}

/** A node that is taken over into the next version of a text has the same parts there. */
const partsOf = new WeakMap<ScalarNode, readonly ValuePart[]>();

function valueTokens(source: string, place: ValuePlace): readonly SemanticToken[] {
  const { node } = place;
  let parts = partsOf.get(node);
  if (parts === undefined) {
    parts = [...valueParts(place)];
    partsOf.set(node, parts);
  }
  if (parts.length === 0) return [];
  const locate = writtenPlaces(source, node);
  return parts.flatMap(({ type, part }) => {
    const { span, isExact } = locate(part);
    return isExact ? [{ span, type, modifiers: none }] : [];
  });
}

function* valueParts({ node, scalar, values, ref, shape }: ValuePlace): Generator<ValuePart> {
  const { text } = node;
  if (ref !== undefined || shape.isColumn || text === '') return;
  const whole = { start: 0, end: text.length };
  if (scalar === 'expression' || (scalar === 'when' && parseTrigger(text) === undefined)) {
    for (const { kind, span } of expressionParts(text)) yield { type: typeOfPart[kind], part: span };
  } else if (text.length > maximumQuantity) return;
  else if (scalar === 'metric-type') {
    if (metricType(text) !== undefined) yield { type: 'type', part: whole };
  } else if (values !== undefined) {
    if (values.some(({ id }) => id === text)) yield { type: 'enumMember', part: whole };
  } else if (isWorded(scalar, text)) yield* words(text);
  else if (numberKinds.has(scalar)) yield { type: 'number', part: whole };
  else if (quantityKinds.has(scalar)) {
    const per = scalar === 'limit' || scalar === 'credit' ? / per /.exec(text) : null;
    const parts = quantityParts(text, { start: 0, end: per?.index ?? text.length });
    for (const { kind, span } of parts) yield { type: typeOfPart[kind], part: span };
    if (per === null || parts.length === 0) return;
    const at = per.index + per[0].length;
    yield { type: 'keyword', part: { start: per.index + 1, end: at - 1 } };
    if (parseWindow(text.slice(at)).ok) yield* words(text, at);
  }
}

/** Whether a value is one of the words of the language, alone or around numbers. */
function isWorded(scalar: ScalarKind, text: string): boolean {
  if (scalar === 'window' || scalar === 'every') return parseWindow(text).ok;
  if (scalar === 'statistic') return parseStatistic(text).ok;
  if (scalar === 'share') return text === 'all';
  return scalar === 'when' && parseTrigger(text) !== undefined;
}

/** Words with the numbers between them: `rolling 30 d`, `missed 3 of 6 windows`. */
function* words(text: string, from = 0): Generator<ValuePart> {
  for (const { 0: word, index } of text.slice(from).matchAll(/\S+/g)) {
    const part = { start: from + index, end: from + index + word.length };
    yield { type: /^\d/.test(word) ? 'number' : 'enumMember', part };
  }
}

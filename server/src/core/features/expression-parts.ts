// Takes an expression apart into what people tell apart by sight: names, operators, words, numbers with units, texts.
// It must never judge: a text that is no expression has no parts.

import { namesIn, parseExpression, type Expression } from '../scalars/expression';
import type { Span } from '../text/span';

export interface ExpressionName {
  readonly name: string;
  /** The name alone, also inside `has(name)` and `row["name"]`. */
  readonly span: Span;
}

/** The names that an expression reads, with exact places; undefined where the text is no expression. */
export function expressionNames(text: string): readonly ExpressionName[] | undefined {
  const parsed = parseExpression(text);
  return parsed.ok ? exactNames(parsed.expression, text) : undefined;
}

function exactNames(expression: Expression, text: string): readonly ExpressionName[] {
  return namesIn(expression).map(({ name, span }) => {
    const lead = /^(?:has\s*\(\s*)?(?:row\s*\[\s*["'])?/.exec(text.slice(span.start, span.end));
    const start = span.start + (lead?.[0].length ?? 0);
    const isExact = text.startsWith(name, start) && start + name.length <= span.end;
    return { name, span: isExact ? { start, end: start + name.length } : span };
  });
}

export interface ExpressionPart {
  readonly kind: 'operator' | 'keyword' | 'number' | 'unit' | 'text';
  readonly span: Span;
}

const operatorPattern = /==|!=|<=|>=|&&|\|\||[<>!+\-*/]|(?<![\p{L}\p{N}_-])in(?![\p{L}\p{N}_-])/gu;
const callPattern = /(?<![\p{L}\p{N}_-])(?:has|row|startsWith|endsWith|contains)(?=\s*[([])/gu;

/** All parts of an expression but its names, in order and apart from each other. */
export function expressionParts(text: string): readonly ExpressionPart[] {
  const parsed = parseExpression(text);
  if (!parsed.ok) return [];
  const leaves: ExpressionPart[] = [];
  visit(parsed.expression, text, leaves);
  const taken = [...leaves.map(({ span }) => span), ...exactNames(parsed.expression, text).map(({ span }) => span)];
  taken.sort((a, b) => a.start - b.start);
  const between: ExpressionPart[] = [];
  let end = 0;
  for (const span of [...taken, { start: text.length, end: text.length }]) {
    const gap = text.slice(end, span.start);
    for (const [kind, pattern] of [
      ['operator', operatorPattern],
      ['keyword', callPattern],
    ] as const)
      for (const { 0: word, index } of gap.matchAll(pattern))
        between.push({ kind, span: { start: end + index, end: end + index + word.length } });
    end = Math.max(end, span.end);
  }
  return [...leaves, ...between].sort((a, b) => a.span.start - b.span.start);
}

function visit(node: Expression, text: string, parts: ExpressionPart[]): void {
  switch (node.kind) {
    case 'number':
      parts.push({ kind: 'number', span: { start: node.span.start, end: node.span.end } });
      break;
    case 'quantity':
      parts.push(...quantityParts(text, node.span));
      break;
    case 'text':
    case 'boolean':
      parts.push({
        kind: node.kind === 'text' ? 'text' : 'keyword',
        span: { start: node.span.start, end: node.span.end },
      });
      break;
    case 'name':
    case 'has':
      break;
    case 'not':
    case 'minus':
      visit(node.operand, text, parts);
      break;
    case 'binary':
      visit(node.left, text, parts);
      visit(node.right, text, parts);
      break;
    case 'in':
      visit(node.value, text, parts);
      for (const item of node.items) visit(item, text, parts);
      break;
    case 'test':
      visit(node.value, text, parts);
      visit(node.argument, text, parts);
      break;
  }
}

/** A number and the unit behind it, inside a part of a text. */
export function quantityParts(text: string, { start, end }: Span): readonly ExpressionPart[] {
  const match = /^\s*([+-]?[\d_.]+(?:[eE][+-]?\d+)?)(\s*)(\S(?:.*\S)?)?\s*$/u.exec(text.slice(start, end));
  if (match === null) return [];
  const [whole, number = '', gap = '', unit = ''] = match;
  const at = start + whole.indexOf(number);
  const unitAt = at + number.length + gap.length;
  return [
    { kind: 'number', span: { start: at, end: at + number.length } },
    ...(unit === '' ? [] : [{ kind: 'unit' as const, span: { start: unitAt, end: unitAt + unit.length } }]),
  ];
}

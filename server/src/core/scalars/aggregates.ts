// Expressions over aggregates of rows: sum(...), count(...), min(...), max(...), each over a column, an expression or a source.
// It must never let a column stand outside of an aggregate: a window has many rows, of which none is meant.

import type { Span } from '../text/span';
import { isBooleanExpression, namesIn, parseExpression, type Expression, type ExpressionProblem } from './expression';

export type AggregateFunction = 'sum' | 'count' | 'min' | 'max';

export interface Aggregate {
  /** The name under which it stands in the expression. */
  readonly name: string;
  readonly function: AggregateFunction;
  /** The column or expression of a row; undefined where rows are counted. */
  readonly argument: string | undefined;
  /** The data source that is named behind the argument; undefined for that of the metric. */
  readonly source: string | undefined;
  readonly span: Span;
}

export type AggregatesResult =
  | { readonly ok: true; readonly expression: Expression; readonly aggregates: readonly Aggregate[] }
  | { readonly ok: false; readonly problem: ExpressionProblem };

const call = /\b(sum|count|min|max)\s*\(/g;

/** Reads an expression over aggregates; spans count from the start of the text. The first mistake is reported. */
export function parseAggregates(text: string): AggregatesResult {
  const aggregates: Aggregate[] = [];
  let rest = '';
  let done = 0;
  for (const match of text.matchAll(call)) {
    const { index } = match;
    if (index < done) continue;
    const inside = index + match[0].length;
    const close = closing(text, inside);
    if (close === undefined) return failed({ start: index, end: text.length }, '")" is expected at the end');
    const made = aggregateOf(
      match[1] as AggregateFunction,
      text,
      { start: index, end: close + 1 },
      inside,
      aggregates.length,
    );
    if ('message' in made) return { ok: false, problem: made };
    aggregates.push(made);
    // The name takes the place of the call, with blanks behind it, so that spans stay what they were.
    rest += text.slice(done, index) + made.name.padEnd(close + 1 - index);
    done = close + 1;
  }
  rest += text.slice(done);
  const result = parseExpression(rest);
  if (!result.ok) return result;
  const bare = namesIn(result.expression).find(({ name }) => !aggregates.some((each) => each.name === name));
  if (bare !== undefined) return failed(bare.span, `"${bare.name}" stands outside of sum, count, min and max`);
  const [first] = aggregates;
  if (first === undefined) return failed({ start: 0, end: text.length }, 'sum, count, min or max is expected');
  return { ok: true, expression: result.expression, aggregates };
}

function failed(span: Span, message: string): { readonly ok: false; readonly problem: ExpressionProblem } {
  return { ok: false, problem: { span, message } };
}

function aggregateOf(
  kind: AggregateFunction,
  text: string,
  span: Span,
  inside: number,
  index: number,
): Aggregate | ExpressionProblem {
  const [argument = '', source, ...others] = parts(text.slice(inside, span.end - 1));
  if (others.length > 0) return { span, message: `${kind}(...) takes an expression and a data source` };
  const own = argument.trim();
  if (own === '' && kind !== 'count') return { span, message: `${kind}(...) takes a column or an expression` };
  if (own !== '') {
    const parsed = parseExpression(own);
    if (!parsed.ok) {
      const from = inside + (argument.length - argument.trimStart().length);
      return {
        span: { start: from + parsed.problem.span.start, end: from + parsed.problem.span.end },
        message: parsed.problem.message,
      };
    }
    const isYesNo = isBooleanExpression(own);
    if (kind === 'count' && !isYesNo && parsed.expression.kind !== 'name')
      return { span, message: 'count(...) takes a yes or no, such as status == "done"' };
    if (kind !== 'count' && isYesNo) return { span, message: `${kind}(...) takes a number, not a yes or no` };
  }
  const name = `_${index}`;
  return { name, function: kind, argument: own === '' ? undefined : own, source: source?.trim(), span };
}

/** The place of the bracket that closes; undefined where none does. */
function closing(text: string, from: number): number | undefined {
  let depth = 1;
  let quote = '';
  for (let index = from; index < text.length; index++) {
    const sign = text.charAt(index);
    if (quote !== '') {
      if (sign === '\\') index++;
      else if (sign === quote) quote = '';
    } else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === '(') depth++;
    else if (sign === ')' && --depth === 0) return index;
  }
  return undefined;
}

/** The arguments of a call, parted at commas that stand in no bracket and no quotes. */
function parts(text: string): readonly string[] {
  const found: string[] = [];
  let [depth, from, quote] = [0, 0, ''];
  for (let index = 0; index < text.length; index++) {
    const sign = text.charAt(index);
    if (quote !== '') {
      if (sign === '\\') index++;
      else if (sign === quote) quote = '';
    } else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === '(' || sign === '[') depth++;
    else if (sign === ')' || sign === ']') depth--;
    else if (sign === ',' && depth === 0) {
      found.push(text.slice(from, index));
      from = index + 1;
    }
  }
  return [...found, text.slice(from)];
}

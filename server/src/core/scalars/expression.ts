// The expression language, a subset of CEL over columns, roles and metrics: text to a tree with spans.
// It must never run anything: whoever evaluates a tree decides what names mean, and text of a user never becomes code.

import type { Span } from '../text/span';
import { parseQuantity, type Quantity } from './quantity';
import { fromDecimal, type Rational } from './rational';

export type BinaryOperator = '==' | '!=' | '<' | '<=' | '>' | '>=' | '&&' | '||' | '+' | '-' | '*' | '/';
export type TextTest = 'startsWith' | 'endsWith' | 'contains';

export type Expression =
  | { readonly kind: 'number'; readonly value: Rational; readonly span: Span }
  | { readonly kind: 'quantity'; readonly quantity: Quantity; readonly span: Span }
  | { readonly kind: 'text'; readonly value: string; readonly span: Span }
  | { readonly kind: 'boolean'; readonly value: boolean; readonly span: Span }
  | { readonly kind: 'name'; readonly name: string; readonly span: Span }
  | { readonly kind: 'not' | 'minus'; readonly operand: Expression; readonly span: Span }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
      readonly span: Span;
    }
  | { readonly kind: 'in'; readonly value: Expression; readonly items: readonly Expression[]; readonly span: Span }
  | { readonly kind: 'has'; readonly name: string; readonly span: Span }
  | {
      readonly kind: 'test';
      readonly test: TextTest;
      readonly value: Expression;
      readonly argument: Expression;
      readonly span: Span;
    };

export interface ExpressionProblem {
  readonly span: Span;
  /** What is expected, in words. */
  readonly message: string;
}

export type ExpressionResult =
  { readonly ok: true; readonly expression: Expression } | { readonly ok: false; readonly problem: ExpressionProblem };

const maximumDepth = 50;
const maximumLength = 2_000;

interface Token {
  readonly kind: 'number' | 'text' | 'name' | 'sign' | 'end';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Thrown inside this file only, to leave the parser at the first mistake. */
class Mistake extends Error {
  readonly problem: ExpressionProblem;
  constructor(problem: ExpressionProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** Parses an expression; spans count from the start of the text. The first mistake is reported with what is expected there. */
export function parseExpression(text: string): ExpressionResult {
  if (text.length > maximumLength) {
    return {
      ok: false,
      problem: { span: { start: 0, end: 1 }, message: `An expression has at most ${maximumLength} characters` },
    };
  }
  try {
    const parser = new ExpressionParser(text);
    return { ok: true, expression: parser.whole() };
  } catch (error) {
    if (error instanceof Mistake) return { ok: false, problem: error.problem };
    throw error;
  }
}

const powers: Readonly<Record<string, number>> = {
  '||': 1,
  '&&': 2,
  '==': 3,
  '!=': 3,
  '<': 3,
  '<=': 3,
  '>': 3,
  '>=': 3,
  in: 3,
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
};

/** A Pratt parser; a class because position and depth live for one parse. */
class ExpressionParser {
  private readonly tokens: readonly Token[];
  private readonly text: string;
  private index = 0;
  private depth = 0;

  constructor(text: string) {
    this.text = text;
    this.tokens = tokenize(text);
  }

  whole(): Expression {
    const expression = this.expression(0);
    const token = this.peek();
    if (token.kind !== 'end') {
      const hint =
        token.text === '=' ? '"==" compares; "=" alone is not known' : `an operator is expected before ${shown(token)}`;
      throw new Mistake({ span: token, message: hint });
    }
    return expression;
  }

  private expression(power: number): Expression {
    if (++this.depth > maximumDepth)
      throw new Mistake({ span: this.peek(), message: `nested deeper than ${maximumDepth} levels` });
    let left = this.prefix();
    for (;;) {
      const token = this.peek();
      const own =
        token.kind === 'sign' || (token.kind === 'name' && token.text === 'in') ? powers[token.text] : undefined;
      if (own === undefined || own <= power) break;
      this.index++;
      if (token.text === 'in') left = this.membership(left);
      else {
        const right = this.expression(own);
        left = {
          kind: 'binary',
          operator: token.text as BinaryOperator,
          left,
          right,
          span: { start: left.span.start, end: right.span.end },
        };
      }
    }
    this.depth--;
    return left;
  }

  private prefix(): Expression {
    const token = this.next();
    if (token.kind === 'number') return this.number(token);
    if (token.kind === 'text') return this.tested({ kind: 'text', value: token.text, span: token });
    if (token.kind === 'name') return this.named(token);
    if (token.text === '!' || token.text === '-') {
      const operand = this.expression(6);
      return {
        kind: token.text === '!' ? 'not' : 'minus',
        operand,
        span: { start: token.start, end: operand.span.end },
      };
    }
    if (token.text === '(') {
      const inner = this.expression(0);
      this.expect(')');
      return this.tested(inner);
    }
    throw new Mistake({
      span: token,
      message: token.kind === 'end' ? 'a value is expected at the end' : `a value is expected before ${shown(token)}`,
    });
  }

  private number(token: Token): Expression {
    const rest = /^\s*(?:%|business\s+[a-z]+|[\p{L}][\p{L}\p{N}_]*(?:\/[\p{L}]+)?)/u.exec(this.text.slice(token.end));
    const unit = rest?.[0].trim() ?? '';
    if (unit !== '' && unit !== 'in') {
      const quantity = parseQuantity(`${token.text} ${unit}`);
      const end = token.end + (rest?.[0].length ?? 0);
      if (!quantity.ok) throw new Mistake({ span: { start: token.start, end }, message: quantity.problem.reason });
      while (this.peek().start < end && this.peek().kind !== 'end') this.index++;
      return { kind: 'quantity', quantity: quantity.value, span: { start: token.start, end } };
    }
    const value = fromDecimal(token.text);
    if (value === undefined) throw new Mistake({ span: token, message: `${token.text} is not a number` });
    return { kind: 'number', value, span: token };
  }

  private named(token: Token): Expression {
    if (token.text === 'true' || token.text === 'false')
      return { kind: 'boolean', value: token.text === 'true', span: token };
    if (token.text === 'in') throw new Mistake({ span: token, message: 'a value is expected before "in"' });
    if (token.text === 'has' && this.peek().text === '(') {
      this.index++;
      const name = this.next();
      const column =
        name.kind === 'name' && name.text === 'row' ? this.column() : name.kind === 'name' ? name.text : undefined;
      if (column === undefined) throw new Mistake({ span: name, message: 'has(...) takes the name of a column' });
      const close = this.expect(')');
      return { kind: 'has', name: column, span: { start: token.start, end: close.end } };
    }
    if (token.text === 'row' && this.peek().text === '[') {
      const name = this.column();
      return this.tested({
        kind: 'name',
        name,
        span: { start: token.start, end: this.tokens[this.index - 1]?.end ?? token.end },
      });
    }
    if (isTextTest(token.text) && this.peek().text === '(') {
      this.index++;
      const value = this.expression(0);
      this.expect(',');
      const argument = this.expression(0);
      const close = this.expect(')');
      return { kind: 'test', test: token.text, value, argument, span: { start: token.start, end: close.end } };
    }
    if (this.peek().text === '(' && this.peek().kind === 'sign') {
      throw new Mistake({
        span: token,
        message: `"${token.text}" is not known; calls are has, startsWith, endsWith, contains`,
      });
    }
    return this.tested({ kind: 'name', name: token.text, span: token });
  }

  /** The rest of `row["odd name"]` after `row`. */
  private column(): string {
    this.expect('[');
    const name = this.next();
    if (name.kind !== 'text') throw new Mistake({ span: name, message: 'row[...] takes a column name in quotes' });
    this.expect(']');
    return name.text;
  }

  /** A text test written behind its value, as CEL does: `name.startsWith("x")`. */
  private tested(value: Expression): Expression {
    if (this.peek().text !== '.' || this.peek().kind !== 'sign') return value;
    this.index++;
    const name = this.next();
    if (!isTextTest(name.text))
      throw new Mistake({ span: name, message: 'startsWith, endsWith or contains is expected' });
    this.expect('(');
    const argument = this.expression(0);
    const close = this.expect(')');
    return { kind: 'test', test: name.text, value, argument, span: { start: value.span.start, end: close.end } };
  }

  private membership(value: Expression): Expression {
    this.expect('[');
    const items: Expression[] = [];
    while (this.peek().text !== ']') {
      items.push(this.expression(0));
      if (this.peek().text !== ',') break;
      this.index++;
    }
    const close = this.expect(']');
    return { kind: 'in', value, items, span: { start: value.span.start, end: close.end } };
  }

  private peek(): Token {
    return this.tokens[this.index] ?? endOf(this.text);
  }

  private next(): Token {
    const token = this.peek();
    this.index++;
    return token;
  }

  private expect(sign: string): Token {
    const token = this.next();
    if (token.kind === 'sign' && token.text === sign) return token;
    throw new Mistake({
      span: token,
      message:
        token.kind === 'end' ? `"${sign}" is expected at the end` : `"${sign}" is expected before ${shown(token)}`,
    });
  }
}

function isTextTest(text: string): text is TextTest {
  return text === 'startsWith' || text === 'endsWith' || text === 'contains';
}

function shown(token: Token): string {
  if (token.kind === 'end') return 'the end';
  const text = token.text.length > 20 ? `${token.text.slice(0, 19)}…` : token.text;
  return `"${text}"`;
}

function endOf(text: string): Token {
  return { kind: 'end', text: '', start: text.length, end: text.length };
}

const tokenPattern =
  /\s*(?:(\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][+-]?\d+(?![\p{L}]))?)|([\p{L}_][\p{L}\p{N}_]*(?:-[\p{L}\p{N}_]+)*)|(==|!=|<=|>=|&&|\|\||[<>!+\-*/()[\],.=%])|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'))/uy;

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  tokenPattern.lastIndex = 0;
  let done = 0;
  while (done < text.length) {
    if (text.slice(done).trim() === '') break;
    tokenPattern.lastIndex = done;
    const match = tokenPattern.exec(text);
    if (match === null) {
      const start = done + (text.slice(done).length - text.slice(done).trimStart().length);
      const sign = text[start] ?? '';
      const message =
        sign === '"' || sign === "'" ? 'the quote that opens here is not closed' : `"${sign}" is not known here`;
      throw new Mistake({ span: { start, end: start + 1 }, message });
    }
    done = tokenPattern.lastIndex;
    const raw = match[1] ?? match[2] ?? match[3] ?? match[4] ?? '';
    const start = done - raw.length;
    if (match[1] !== undefined) tokens.push({ kind: 'number', text: raw, start, end: done });
    else if (match[2] !== undefined) tokens.push({ kind: 'name', text: raw, start, end: done });
    else if (match[3] !== undefined) tokens.push({ kind: 'sign', text: raw, start, end: done });
    else tokens.push({ kind: 'text', text: raw.slice(1, -1).replace(/\\(.)/g, '$1'), start, end: done });
  }
  return tokens;
}

/** All names that an expression reads, with their places, in order. */
export function namesIn(expression: Expression): readonly { readonly name: string; readonly span: Span }[] {
  const names: { name: string; span: Span }[] = [];
  const visit = (node: Expression): void => {
    switch (node.kind) {
      case 'name':
      case 'has':
        names.push({ name: node.name, span: node.span });
        break;
      case 'not':
      case 'minus':
        visit(node.operand);
        break;
      case 'binary':
        visit(node.left);
        visit(node.right);
        break;
      case 'in':
        visit(node.value);
        node.items.forEach(visit);
        break;
      case 'test':
        visit(node.value);
        visit(node.argument);
        break;
    }
  };
  visit(expression);
  return names;
}

/** Whether a text is an expression that gives yes or no rather than a number; a plain name is neither and gives false. */
export function isBooleanExpression(text: string): boolean {
  const parsed = parseExpression(text);
  if (!parsed.ok) return false;
  const { expression } = parsed;
  if (expression.kind === 'binary') return !['+', '-', '*', '/'].includes(expression.operator);
  return (
    expression.kind === 'boolean' ||
    expression.kind === 'not' ||
    expression.kind === 'in' ||
    expression.kind === 'has' ||
    expression.kind === 'test'
  );
}

/** The column that a text names and does nothing else with: `row["odd name"]` is `odd name`. Any other text is given back. */
export function bareColumn(text: string): string {
  const parsed = /^\s*row\[/.test(text) ? parseExpression(text) : undefined;
  return parsed?.ok === true && parsed.expression.kind === 'name' ? parsed.expression.name : text;
}

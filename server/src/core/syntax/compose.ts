// Turns one stretch of text into our nodes: lexing with limits, composing, copying. The only room that knows the YAML parser.
// It must never throw, never expand an alias, and never compose what passes a limit: some inputs end the process there.

import { Composer, Lexer, Parser } from 'yaml';
import type { CST, ParsedNode } from 'yaml';
import { clampSpan, spanIn, type Origin, type Span } from '../text/span';
import {
  maximumAnchors,
  maximumDepth,
  maximumItems,
  maximumProblems,
  maximumProperties,
  maximumValues,
} from './limits';
import { maskTraps } from './masks';
import { parserProblems } from './parser-problems';
import { TreeBuilder } from './tree-builder';
import type { AliasNode, Comment, Node, SyntaxProblem } from './nodes';

export const parserOptions = {
  schema: 'core',
  version: '1.2',
  prettyErrors: false,
  merge: false,
  uniqueKeys: false,
  logLevel: 'silent',
  keepSourceTokens: false,
  strict: true,
} as const;

/** What one stretch of text says. Its spans move with its origin. */
export interface Composed {
  readonly root: Node | undefined;
  readonly comments: readonly Comment[];
  readonly problems: readonly SyntaxProblem[];
  /** Keys and values, and anchors and aliases, for the limits of the whole text. */
  readonly values: number;
  readonly anchors: number;
  /** The one limit that was passed; nothing else is given then. */
  readonly limit: SyntaxProblem | undefined;
  readonly hasSecondDocument: boolean;
  /** What the stretch anchors, by name. */
  readonly anchored: ReadonlyMap<string, Node>;
  /** The aliases that stand for something before the stretch, or for nothing. */
  readonly reaching: readonly AliasNode[];
}

const nothingAnchored: ReadonlyMap<string, Node> = new Map();

/**
 * Composes a stretch of text that begins at `origin`. Never throws: what cannot be read is a problem.
 * `outer` holds what is anchored before it.
 * `siblingIndent` is the column of the keys around it, so that a lonely word there is known for a key that is being typed.
 */
export function compose(
  text: string,
  origin: Origin,
  siblingIndent = -1,
  outer: ReadonlyMap<string, Node> = nothingAnchored,
): Composed {
  const masked = maskTraps(text, siblingIndent);
  const scanned = scan(masked.text);
  const moving = (problem: SyntaxProblem): SyntaxProblem => ({
    ...problem,
    span: spanIn(origin, problem.span.start, problem.span.end),
    ...(problem.fix === undefined
      ? {}
      : { fix: { ...problem.fix, span: spanIn(origin, problem.fix.span.start, problem.fix.span.end) } }),
    ...(problem.related === undefined ? {} : { related: spanIn(origin, problem.related.start, problem.related.end) }),
    ...(problem.lost === undefined ? {} : { lost: spanIn(origin, problem.lost.start, problem.lost.end) }),
  });
  const none = {
    root: undefined,
    comments: [],
    problems: [],
    values: 0,
    anchors: 0,
    hasSecondDocument: false,
    anchored: nothingAnchored,
    reaching: [],
  };
  const limited = (span: Span, message: string): Composed => ({
    ...none,
    limit: moving({ kind: 'limit', span, message }),
  });
  if (scanned.limit !== undefined) return limited(scanned.limit.span, scanned.limit.message);
  const builder = new TreeBuilder(text, masked.masks, origin, outer);
  const problems: SyntaxProblem[] = [...masked.problems];
  try {
    const documents = withoutStacks(() => [
      ...new Composer<ParsedNode, true>(parserOptions).compose(scanned.tokens, true, text.length),
    ]);
    const first = documents[0];
    const root = first === undefined ? undefined : builder.build(first);
    // A trap explains what the parser says about the same place.
    const isExplained = (problem: SyntaxProblem): boolean =>
      builder.problems.some(
        (trap) => trap.kind === 'trap' && trap.span.start <= problem.span.end && problem.span.start <= trap.span.end,
      );
    problems.push(
      ...parserProblems(text, first, (offset) => builder.lastQuoteBefore(offset)).filter(
        (problem) => !isExplained(problem),
      ),
    );
    const second = documents[1];
    if (second !== undefined && problems.length === 0) {
      const span = clampSpan(second.range[0], second.range[0] + 3, text.length);
      problems.push({ kind: 'syntax', span, message: 'One file holds one agreement; this starts a second document' });
    }
    problems.push(...builder.problems);
    problems.sort((a, b) => a.span.start - b.span.start);
    return {
      root,
      comments: scanned.comments.map(({ span, text: words }) => ({
        span: spanIn(origin, span.start, span.end),
        text: words,
      })),
      problems: problems.slice(0, maximumProblems).map(moving),
      values: scanned.values,
      anchors: scanned.anchors,
      limit: undefined,
      hasSecondDocument: second !== undefined,
      anchored: builder.anchors,
      reaching: builder.reaching,
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return limited(
      { start: 0, end: Math.min(1, text.length) },
      `This file cannot be read as YAML: ${reason.slice(0, 60)}`,
    );
  }
}

/** The parser makes an error of everything that it cannot read; tracing where each was made takes half of the time of a broken text. */
function withoutStacks<T>(make: () => T): T {
  const errors = Error as { stackTraceLimit?: number | undefined };
  const before = errors.stackTraceLimit;
  errors.stackTraceLimit = 0;
  try {
    return make();
  } finally {
    errors.stackTraceLimit = before;
  }
}

interface Scan {
  readonly tokens: readonly CST.Token[];
  readonly comments: readonly Comment[];
  readonly values: number;
  readonly anchors: number;
  readonly limit: { readonly span: Span; readonly message: string } | undefined;
}

/** Runs lexer and CST parser, which are iterative, and stops at the first limit: composing is recursive and must not see it. */
function scan(text: string): Scan {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  const comments: Comment[] = [];
  let flowDepth = 0;
  let properties = 0;
  let anchors = 0;
  let values = 0;
  let isScalarNext = false;
  const stopped = (message: string): Scan => ({
    tokens: [],
    comments,
    values,
    anchors,
    limit: { span: clampSpan(parser.offset, parser.offset + 1, text.length), message },
  });
  for (const lexeme of new Lexer().lex(text)) {
    const first = lexeme[0];
    if (isScalarNext) {
      isScalarNext = false;
      properties = 0;
    } else if (first === '\u001f') {
      isScalarNext = true;
      values++;
    } else if (first === '"' || first === "'") {
      properties = 0;
      values++;
    } else if (first === '#')
      comments.push({ span: { start: parser.offset, end: parser.offset + lexeme.length }, text: lexeme.slice(1) });
    else if (first === '[' || first === '{') flowDepth++;
    else if (first === ']' || first === '}') flowDepth--;
    else if (first === '&' || first === '!' || first === '*') {
      properties++;
      if (first !== '!') anchors++;
      if (properties > maximumProperties)
        return stopped(`More than ${maximumProperties} anchors or tags stand before one value`);
      if (anchors > maximumAnchors)
        return stopped(`More than ${maximumAnchors.toLocaleString('en')} anchors and aliases; not read`);
    } else if (first !== ' ' && first !== '\n' && first !== '\r') properties = 0;
    // Every open block collection is one token of the parser's stack; flow collections are counted by their brackets.
    if (flowDepth > maximumDepth || parser.stack.length > maximumDepth + 2)
      return stopped(`Nested deeper than ${maximumDepth} levels; not read`);
    if (values > maximumValues) return stopped(`More than ${maximumValues.toLocaleString('en')} values; not read`);
    const open = parser.stack.at(-1);
    if (open !== undefined && 'items' in open && open.items.length > maximumItems) {
      return stopped(`More than ${maximumItems.toLocaleString('en')} keys or items in one place; not read`);
    }
    for (const token of parser.next(lexeme)) tokens.push(token);
  }
  for (const token of parser.end()) tokens.push(token);
  return { tokens, comments, values, anchors, limit: undefined };
}

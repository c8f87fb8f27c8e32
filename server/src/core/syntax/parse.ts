// Turns a text into our syntax tree; the only room that knows the YAML parser, with every guard it needs.
// It must never throw, never expand an alias, and never compose what passes a limit: some inputs end the process there.

import { Composer, Lexer, Parser, isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { CST, Document, ParsedNode } from 'yaml';
import { clampSpan, type Span } from '../text/span';
import {
  maximumAnchors,
  maximumDepth,
  maximumItems,
  maximumLength,
  maximumLines,
  maximumProblems,
  maximumProperties,
  maximumValues,
} from './limits';
import { maskTraps, quote, type Mask } from './masks';
import { withoutSign } from './signs';
import { parserProblems } from './parser-problems';
import type { AliasNode, Comment, Entry, MapNode, Node, ScalarNode, SeqNode, SyntaxProblem, SyntaxTree } from './nodes';

const options = {
  schema: 'core',
  version: '1.2',
  prettyErrors: false,
  merge: false,
  uniqueKeys: false,
  logLevel: 'silent',
  keepSourceTokens: false,
  strict: true,
} as const;

/**
 * Parses one agreement. Never throws: what cannot be read is a problem of the tree.
 * A text longer than 1,000,000 units, nested deeper than 64, or with too many anchors gives one `limit` problem and no root.
 */
export function parse(source: string): SyntaxTree {
  // A lone carriage return ends a line in YAML and in editors, but not for the parser. Offsets stay as they are.
  const text = source.includes('\r') ? source.replace(/\r(?!\n)/g, '\n') : source;
  const tree = parseLines(text);
  return text === source ? tree : { ...tree, text: source };
}

function parseLines(text: string): SyntaxTree {
  if (text.length > maximumLength) {
    const size = (text.length / 1_000_000).toFixed(1);
    return refused(
      text,
      { start: 0, end: Math.min(1, text.length) },
      `This file has ${size} MB; agreements up to 1 MB are read`,
    );
  }
  const lines = countLines(text);
  if (lines > maximumLines) {
    const count = lines.toLocaleString('en');
    return refused(
      text,
      { start: 0, end: 1 },
      `This file has ${count} lines; agreements up to ${maximumLines.toLocaleString('en')} are read`,
    );
  }
  const masked = maskTraps(text);
  const scanned = scan(masked.text);
  if (scanned.limit !== undefined) return refused(text, scanned.limit.span, scanned.limit.message);
  const builder = new TreeBuilder(text, masked.masks);
  const problems: SyntaxProblem[] = [...masked.problems];
  try {
    const composer = new Composer<ParsedNode, true>(options);
    const documents = [...composer.compose(scanned.tokens, true, text.length)];
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
    return { text, root, comments: scanned.comments, problems: problems.slice(0, maximumProblems) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return refused(
      text,
      { start: 0, end: Math.min(1, text.length) },
      `This file cannot be read as YAML: ${reason.slice(0, 60)}`,
    );
  }
}

function countLines(text: string): number {
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}

function refused(text: string, span: Span, message: string): SyntaxTree {
  return { text, root: undefined, comments: [], problems: [{ kind: 'limit', span, message }] };
}

interface Scan {
  readonly tokens: readonly CST.Token[];
  readonly comments: readonly Comment[];
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
  return { tokens, comments, limit: undefined };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Copies the parser's nodes into ours, once, in document order. A class because names of anchors live for one build. */
class TreeBuilder {
  readonly problems: SyntaxProblem[] = [];
  private readonly anchors = new Map<string, Node>();
  private readonly quotes: number[] = [];
  private readonly masksByStart = new Map<number, Mask>();
  private readonly source: string;

  constructor(source: string, masks: readonly Mask[]) {
    this.source = source;
    for (const mask of masks) this.masksByStart.set(mask.span.start, mask);
  }

  build(document: Document.Parsed): Node | undefined {
    return this.node(document.contents, undefined);
  }

  lastQuoteBefore(offset: number): number | undefined {
    return this.quotes.findLast((start) => start < offset);
  }

  private node(from: ParsedNode | null, parent: Entry | SeqNode | undefined): Node | undefined {
    if (from === null) return undefined;
    const span = clampSpan(from.range[0], from.range[1], this.source.length);
    if (isAlias(from)) {
      const alias: AliasNode = {
        kind: 'alias',
        span,
        parent,
        anchor: undefined,
        name: from.source,
        target: this.anchors.get(from.source),
      };
      if (alias.target === undefined)
        this.problem(span, `No anchor "${from.source.slice(0, 40)}" stands before this alias`);
      return alias;
    }
    const anchor = from.anchor;
    let node: Node | undefined;
    if (isMap(from)) {
      const entries: Entry[] = [];
      const map: MapNode = { kind: 'map', span, parent, anchor, flow: from.flow === true, entries };
      const seen = new Map<string, Entry>();
      for (const pair of from.items) {
        const key: unknown = pair.key;
        if (!isScalar(key) || key.range == null) {
          const at = (key as ParsedNode | null)?.range;
          if (at != null)
            this.problem(clampSpan(at[0], at[1], this.source.length), 'A key is a text, not a list, a map or an alias');
          continue;
        }
        const entry: Mutable<Entry> = {
          kind: 'entry',
          key: undefined as unknown as ScalarNode,
          value: undefined,
          span,
          parent: map,
        };
        const keyNode = this.scalar(key as unknown as ParsedNode, entry);
        if (keyNode === undefined) continue;
        entry.key = keyNode;
        entry.value = this.node(pair.value, entry);
        entry.span = { start: keyNode.span.start, end: Math.max(entry.value?.span.end ?? 0, keyNode.span.end) };
        this.noteDuplicate(seen, entry);
        entries.push(entry);
      }
      if (map.flow) this.noteDecimalCommas(entries);
      node = map;
    } else if (isSeq(from)) {
      const items: (Node | undefined)[] = [];
      const seq: SeqNode = { kind: 'seq', span, parent, anchor, flow: from.flow === true, items };
      for (const item of from.items) items.push(this.node(item, seq));
      node = seq;
    } else node = this.scalar(from, parent);
    // An anchor may be set again; an alias means the nearest one before it.
    if (anchor !== undefined && node !== undefined) this.anchors.set(anchor, node);
    return node;
  }

  private scalar(from: ParsedNode, parent: Entry | SeqNode | undefined): ScalarNode | undefined {
    if (!isScalar(from)) return undefined;
    const [start, end] = from.range;
    const span = clampSpan(start, end, this.source.length);
    const mask = this.masksByStart.get(start);
    if (mask?.text !== undefined)
      return { kind: 'scalar', span: mask.span, parent, anchor: from.anchor, text: mask.text, style: 'plain' };
    switch (from.type) {
      case 'QUOTE_DOUBLE':
      case 'QUOTE_SINGLE':
        this.quotes.push(start);
        return {
          kind: 'scalar',
          span,
          parent,
          anchor: from.anchor,
          text: String(from.value),
          style: from.type === 'QUOTE_DOUBLE' ? 'double' : 'single',
        };
      case 'BLOCK_FOLDED':
      case 'BLOCK_LITERAL':
        return { kind: 'scalar', span, parent, anchor: from.anchor, text: String(from.value), style: 'block' };
      default: {
        const text = from.source ?? '';
        if (text === '') return undefined;
        if (/^[>@%`|]/.test(text)) this.noteIndicator(span, text, parent?.kind === 'entry' ? parent : undefined);
        return { kind: 'scalar', span, parent, anchor: from.anchor, text, style: 'plain' };
      }
    }
  }

  /** The parser takes a plain text in brackets that starts with a reserved sign, other YAML readers do not. */
  private noteIndicator(span: Span, text: string, entry: Mutable<Entry> | undefined): void {
    const bare = withoutSign(entry?.key?.text ?? '', text);
    if (bare !== undefined) {
      const message = `YAML reserves the sign ">" at the start of a value; write ${bare.slice(0, 24)}`;
      this.problems.push({
        kind: 'trap',
        span,
        message,
        fix: { title: `Write ${bare.slice(0, 40)}`, span, text: bare },
      });
      return;
    }
    const message = `YAML reserves the sign "${text[0]}" at the start of a value; quote it`;
    this.problems.push({ kind: 'trap', span, message, fix: { title: 'Quote the value', span, text: quote(text) } });
  }

  /** Between braces `99,972 %` is a value and a key; what stands behind its comma has no value and begins with a digit. */
  private noteDecimalCommas(entries: readonly Entry[]): void {
    for (const [index, { key, value }] of entries.entries()) {
      const before = entries[index - 1]?.value;
      if (value !== undefined || before?.kind !== 'scalar' || key.style !== 'plain') continue;
      if (!/^\d+(?:\s*\S.*)?$/.test(key.text) || !/^[+-]?\d+$/.test(before.text)) continue;
      if (this.source.slice(before.span.end, key.span.start) !== ',') continue;
      const span = { start: before.span.start, end: key.span.end };
      const text = `${before.text}.${key.text}`;
      const message = `A decimal point is needed, not a comma: YAML reads ${before.text},${key.text.slice(0, 16)} as two things`;
      this.problems.push({ kind: 'trap', span, message, fix: { title: `Write ${text.slice(0, 40)}`, span, text } });
    }
  }

  private noteDuplicate(seen: Map<string, Entry>, entry: Entry): void {
    const first = seen.get(entry.key.text);
    if (first === undefined) {
      seen.set(entry.key.text, entry);
      return;
    }
    const key = entry.key.text.length > 40 ? `${entry.key.text.slice(0, 39)}…` : entry.key.text;
    this.problems.push({ kind: 'duplicate-key', span: entry.key.span, message: key, related: first.key.span });
  }

  private problem(span: Span, message: string): void {
    if (this.problems.length < maximumProblems) this.problems.push({ kind: 'syntax', span, message });
  }
}

// Copies the nodes of the YAML parser into ours, once, in document order.
// It must never expand an alias: it points to what stands at its anchor.

import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { Document, ParsedNode } from 'yaml';
import { shortened } from '../text/ends';
import { clampSpan, spanIn, type Origin, type Span } from '../text/span';
import { maximumProblems } from './limits';
import { quote, type Mask } from './masks';
import { withoutSign } from './signs';
import type { AliasNode, Entry, MapNode, Node, ScalarNode, SeqNode, SyntaxProblem } from './nodes';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Copies the parser's nodes into ours, once, in document order. A class because names of anchors live for one build. */
export class TreeBuilder {
  /** Located in the stretch of text, as the parser's problems are. */
  readonly problems: SyntaxProblem[] = [];
  /** What this stretch of text anchors. */
  readonly anchors = new Map<string, Node>();
  /** The aliases of this stretch that stand for something before it, or for nothing. */
  readonly reaching: AliasNode[] = [];
  private readonly outer: ReadonlyMap<string, Node>;
  private readonly quotes: number[] = [];
  private readonly masksByStart = new Map<number, Mask>();
  private readonly source: string;
  private readonly origin: Origin;

  /** `outer` holds what is anchored before this stretch of text. */
  constructor(source: string, masks: readonly Mask[], origin: Origin, outer: ReadonlyMap<string, Node>) {
    this.source = source;
    this.origin = origin;
    this.outer = outer;
    for (const mask of masks) this.masksByStart.set(mask.span.start, mask);
  }

  build(document: Document.Parsed): Node | undefined {
    return this.node(document.contents, undefined);
  }

  /** A span that moves with the text; while composing, the text begins at 0. */
  private spanOf(start: number, end: number): Span {
    const { start: from, end: to } = clampSpan(start, end, this.source.length);
    return spanIn(this.origin, from, to);
  }

  lastQuoteBefore(offset: number): number | undefined {
    return this.quotes.findLast((start) => start < offset);
  }

  private node(from: ParsedNode | null, parent: Entry | SeqNode | undefined): Node | undefined {
    if (from === null) return undefined;
    const span = this.spanOf(from.range[0], from.range[1]);
    if (isAlias(from)) {
      const own = this.anchors.get(from.source);
      const alias: AliasNode = {
        kind: 'alias',
        span,
        parent,
        anchor: undefined,
        name: from.source,
        target: own ?? this.outer.get(from.source),
      };
      if (own === undefined) this.reaching.push(alias);
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
        entry.span = this.spanOf(keyNode.span.start, Math.max(entry.value?.span.end ?? 0, keyNode.span.end));
        this.noteDuplicate(seen, entry);
        entries.push(entry);
      }
      if (map.flow) {
        this.noteDecimalCommas(entries);
        this.noteMissingBlanks(entries);
      }
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
    const span = this.spanOf(start, end);
    const mask = this.masksByStart.get(start);
    if (mask?.text !== undefined)
      return {
        kind: 'scalar',
        span: this.spanOf(mask.span.start, mask.span.end),
        parent,
        anchor: from.anchor,
        text: mask.text,
        style: 'plain',
      };
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
      // Three digits may as well be thousands, and then a decimal point would say something else.
      if (/^\d{1,3}$/.test(before.text) && /^\d{3}(?!\d|\s*%)/.test(key.text)) {
        const shown = `${before.text},${key.text.slice(0, 30)}`;
        this.problems.push({ kind: 'trap', span, message: `YAML reads ${shown} as two things; write 1000 or 1.0` });
        continue;
      }
      const message = `A decimal point is needed, not a comma: YAML reads ${before.text},${key.text.slice(0, 16)} as two things`;
      this.problems.push({ kind: 'trap', span, message, fix: { title: `Write ${text.slice(0, 40)}`, span, text } });
    }
  }

  /** Between braces `window:month` is a key without a value. */
  private noteMissingBlanks(entries: readonly Entry[]): void {
    for (const { key, value } of entries) {
      const name =
        value === undefined && key.style === 'plain' ? /^([A-Za-z][\w-]*):[^\s/]/.exec(key.text)?.[1] : undefined;
      if (name === undefined) continue;
      const at = key.span.start + name.length + 1;
      const message = `A blank is missing behind "${shortened(name, 40)}:"`;
      const fix = { title: 'Insert the blank', span: { start: at, end: at }, text: ' ' };
      this.problems.push({ kind: 'trap', span: key.span, message, fix, lost: key.span });
    }
  }

  private noteDuplicate(seen: Map<string, Entry>, entry: Entry): void {
    const first = seen.get(entry.key.text);
    if (first === undefined) {
      seen.set(entry.key.text, entry);
      return;
    }
    const key = shortened(entry.key.text, 40);
    this.problems.push({ kind: 'duplicate-key', span: entry.key.span, message: key, related: first.key.span });
  }

  private problem(span: Span, message: string): void {
    if (this.problems.length < maximumProblems) this.problems.push({ kind: 'syntax', span, message });
  }
}

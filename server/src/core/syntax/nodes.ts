// Our own syntax tree of a YAML document: plain nodes with spans and links to their parents.
// It must never expose a type of the `yaml` package, and an alias is a node of its own, never expanded here.

import type { Span } from '../text/span';

export type Node = MapNode | SeqNode | ScalarNode | AliasNode;

interface NodeBase {
  /** The text of the node itself, without its anchor or tag, clamped to the document. */
  readonly span: Span;
  /** The entry or sequence that holds the node; undefined at the root. */
  readonly parent: Entry | SeqNode | undefined;
  readonly anchor: string | undefined;
}

export interface MapNode extends NodeBase {
  readonly kind: 'map';
  readonly flow: boolean;
  readonly entries: readonly Entry[];
}

export interface Entry {
  readonly kind: 'entry';
  readonly key: ScalarNode;
  /** Undefined where nothing is written after the colon (or no colon yet). */
  readonly value: Node | undefined;
  readonly span: Span;
  readonly parent: MapNode;
}

export interface SeqNode extends NodeBase {
  readonly kind: 'seq';
  readonly flow: boolean;
  readonly items: readonly (Node | undefined)[];
}

export interface ScalarNode extends NodeBase {
  readonly kind: 'scalar';
  /** The value as text, after quotes, escapes and folding. */
  readonly text: string;
  readonly style: 'plain' | 'single' | 'double' | 'block';
}

export interface AliasNode extends NodeBase {
  readonly kind: 'alias';
  readonly name: string;
  /** The anchored node before this alias, if there is one. */
  readonly target: Node | undefined;
}

export interface Comment {
  readonly span: Span;
  /** The text after `#`. */
  readonly text: string;
}

export type SyntaxProblemKind =
  | 'syntax' // what the YAML parser reports
  | 'trap' // valid or invalid YAML that means something else than it looks like
  | 'duplicate-key'
  | 'conflict'
  | 'limit'; // deeper, longer or more than this tool reads

export interface SyntaxProblem {
  readonly kind: SyntaxProblemKind;
  readonly span: Span;
  readonly message: string;
  /** A replacement of `span` that mends the problem, where one exists. */
  readonly fix?: { readonly title: string; readonly span: Span; readonly text: string };
  /** The other place of a contradiction. */
  readonly related?: Span;
  /** From the problem on, the text that is read at a wrong depth or not at all: nothing in it is certain. */
  readonly lost?: Span;
}

export interface SyntaxTree {
  readonly text: string;
  readonly root: Node | undefined;
  readonly comments: readonly Comment[];
  readonly problems: readonly SyntaxProblem[];
}

/** Follows an alias to what it stands for; undefined where the anchor is unknown or the chain is longer than 16. */
export function resolved(node: Node | undefined): MapNode | SeqNode | ScalarNode | undefined {
  let current = node;
  for (let step = 0; current?.kind === 'alias'; step++) {
    if (step === 16) return undefined;
    current = current.target;
  }
  return current;
}

/** The entry of a map with this key, or undefined. The first one counts where a key stands twice. */
export function entryOf(map: MapNode, key: string): Entry | undefined {
  return map.entries.find((entry) => entry.key.text === key);
}

// One pass over a syntax tree beside the schema: every value and key whose meaning the language fixes, with its place.
// It must never visit a node twice on one path, and never more nodes than the limit: aliases can make a small text huge.

import { maximumDepth, maximumValues } from '../syntax/limits';
import { resolved, type Entry, type MapNode, type Node, type ScalarNode, type SyntaxTree } from '../syntax/nodes';
import type { Span } from '../text/span';
import type { Word } from '../vocabulary/kinds';
import { chosenMap, valueShape, type Path } from './navigate';
import type { DefinedKind, RefKind, ScalarKind } from './schema-node';
import { agreementShape, type MapShape, type ScalarShape, type Shape } from './shapes';

/** A single value where the language takes one. */
export interface ValuePlace {
  readonly kind: 'value';
  readonly node: ScalarNode;
  /** Where it is written: the alias, where the value is one. */
  readonly span: Span;
  readonly path: Path;
  readonly shape: ScalarShape;
  readonly scalar: ScalarKind;
  readonly ref: RefKind | undefined;
  readonly values: readonly Word[] | undefined;
}

/** A key that defines an id or a term. */
export interface DefinitionPlace {
  readonly kind: 'definition';
  readonly entry: Entry;
  readonly defines: DefinedKind;
  readonly id: string;
  /** The path of the entry, key included. */
  readonly path: Path;
}

/** A key that refers to an id or has a grammar of its own. */
export interface KeyPlace {
  readonly kind: 'key';
  readonly entry: Entry;
  readonly ref: RefKind | undefined;
  readonly scalar: ScalarKind | undefined;
  readonly path: Path;
}

export type Place = ValuePlace | DefinitionPlace | KeyPlace;

/**
 * All places of a tree in document order. Values and keys that the schema does not know are passed over;
 * of a key that stands twice, the first one is walked. An alias is walked where it stands.
 */
export function walk(tree: SyntaxTree): readonly Place[] {
  const walker = new Walker();
  walker.visit(tree.root, agreementShape, [], undefined);
  return walker.places;
}

/** Holds the places and the open maps and lists of one walk. */
class Walker {
  readonly places: Place[] = [];
  private readonly open = new Set<Node>();
  private visited = 0;

  visit(written: Node | undefined, shape: Shape, path: Path, alias: Span | undefined): void {
    const node = resolved(written);
    if (written === undefined || node === undefined || ++this.visited > maximumValues) return;
    const span = alias ?? (written.kind === 'alias' ? written.span : undefined);
    if (node.kind === 'scalar') {
      if (shape.scalar !== undefined) this.places.push(valuePlace(node, span ?? node.span, path, shape.scalar));
      return;
    }
    if (path.length >= maximumDepth || this.open.has(node)) return;
    this.open.add(node);
    if (node.kind === 'map') {
      if (shape.map !== undefined) this.visitMap(node, shape.map, path, span);
    } else if (shape.list !== undefined) {
      for (const [index, item] of node.items.entries()) this.visit(item, shape.list.items, [...path, index], span);
    }
    this.open.delete(node);
  }

  private visitMap(node: MapNode, general: MapShape, path: Path, alias: Span | undefined): void {
    const map = chosenMap(general, (key) => textOf(node, key));
    const seen = new Set<string>();
    for (const entry of node.entries) {
      const key = entry.key.text;
      if (seen.has(key)) continue;
      seen.add(key);
      const shape = valueShape(map, key);
      if (shape === undefined) continue;
      const below = [...path, key];
      const free = map.keys.has(key) ? undefined : map.free;
      if (free?.defines !== undefined) this.places.push({ kind: 'definition', entry, defines: free.defines, id: key, path: below });
      if (free?.ref !== undefined || free?.scalar !== undefined) {
        this.places.push({ kind: 'key', entry, ref: free.ref, scalar: free.scalar, path: below });
      }
      this.visit(entry.value, shape, below, alias);
    }
  }
}

function valuePlace(node: ScalarNode, span: Span, path: Path, shape: ScalarShape): ValuePlace {
  return { kind: 'value', node, span, path, shape, scalar: shape.kind, ref: shape.ref, values: shape.values };
}

/** The text of the single value of a key, aliases followed; undefined where there is none. */
export function textOf(map: MapNode, key: string): string | undefined {
  for (const entry of map.entries) {
    if (entry.key.text !== key) continue;
    const value = resolved(entry.value);
    return value?.kind === 'scalar' ? value.text : undefined;
  }
  return undefined;
}

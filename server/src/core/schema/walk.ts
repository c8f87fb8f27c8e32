// One pass over a syntax tree beside the schema: every value and key whose meaning the language fixes, with its place.
// It must never visit a node twice on one path, and never more nodes than the limit: aliases can make a small text huge.

import { maximumDepth, maximumValues } from '../syntax/limits';
import { resolved, type Entry, type MapNode, type Node, type ScalarNode, type SyntaxTree } from '../syntax/nodes';
import type { Span } from '../text/span';
import type { Word } from '../vocabulary/kinds';
import { chosenMap, valueShape, type Path } from './navigate';
import type { DefinedKind, RefKind, ScalarKind } from './schema-node';
import { agreementShape, type FreeKeys, type MapShape, type ScalarShape, type Shape } from './shapes';

/** One step of the way from the root to a place; shared by all places below it, which keeps a walk cheap. */
export interface Trail {
  readonly above: Trail | undefined;
  readonly step: string | number;
}

/** A single value where the language takes one. */
export interface ValuePlace {
  readonly kind: 'value';
  readonly node: ScalarNode;
  /** Where it is written: the alias, where the value is one. */
  readonly span: Span;
  readonly trail: Trail | undefined;
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
  readonly trail: Trail;
}

/** A key that refers to an id or has a grammar of its own. */
export interface KeyPlace {
  readonly kind: 'key';
  readonly entry: Entry;
  readonly ref: RefKind | undefined;
  readonly scalar: ScalarKind | undefined;
  readonly trail: Trail;
}

export type Place = ValuePlace | DefinitionPlace | KeyPlace;

/** The keys and list positions from the root to a place, its own key included. */
export function pathAlong(trail: Trail | undefined): Path {
  const path: (string | number)[] = [];
  for (let step = trail; step !== undefined; step = step.above) path.push(step.step);
  return path.reverse();
}

/**
 * All places of a tree in document order. Values and keys that the schema does not know are passed over;
 * of a key that stands twice, the first one is walked. An alias is walked where it stands.
 */
export function walk(tree: SyntaxTree): readonly Place[] {
  const walker = new Walker(tree.problems.some((problem) => problem.kind === 'duplicate-key'));
  walker.visit(tree.root, agreementShape, undefined, undefined);
  return walker.places;
}

/** Holds the places and the open maps and lists of one walk. */
class Walker {
  readonly places: Place[] = [];
  private readonly open: Node[] = [];
  private readonly hasDuplicates: boolean;
  private visited = 0;

  constructor(hasDuplicates: boolean) {
    this.hasDuplicates = hasDuplicates;
  }

  visit(written: Node | undefined, shape: Shape, trail: Trail | undefined, alias: Span | undefined): void {
    const node = resolved(written);
    if (written === undefined || node === undefined || ++this.visited > maximumValues) return;
    const span = alias ?? (written.kind === 'alias' ? written.span : undefined);
    if (node.kind === 'scalar') {
      const { scalar } = shape;
      if (scalar === undefined) return;
      this.places.push({
        kind: 'value',
        node,
        span: span ?? node.span,
        trail,
        shape: scalar,
        scalar: scalar.kind,
        ref: scalar.ref,
        values: scalar.values,
      });
      return;
    }
    if (this.open.length >= maximumDepth || this.open.includes(node)) return;
    this.open.push(node);
    if (node.kind === 'map') {
      if (shape.map !== undefined) this.visitMap(node, shape.map, trail, span);
    } else if (shape.list !== undefined) {
      for (const [index, item] of node.items.entries())
        this.visit(item, shape.list.items, { above: trail, step: index }, span);
    }
    this.open.pop();
  }

  private visitMap(node: MapNode, general: MapShape, above: Trail | undefined, alias: Span | undefined): void {
    const map = chosenMap(general, (key) => textOf(node, key));
    const seen = this.hasDuplicates ? new Set<string>() : undefined;
    for (const entry of node.entries) {
      const key = entry.key.text;
      if (seen?.has(key) === true) continue;
      seen?.add(key);
      const shape = valueShape(map, key);
      if (shape === undefined) continue;
      const trail = { above, step: key };
      if (map.free !== undefined && !map.keys.has(key)) this.noteKey(entry, map.free, trail);
      this.visit(entry.value, shape, trail, alias);
    }
  }

  private noteKey(entry: Entry, { defines, ref, scalar }: FreeKeys, trail: Trail): void {
    if (defines !== undefined) this.places.push({ kind: 'definition', entry, defines, id: entry.key.text, trail });
    if (ref !== undefined || scalar !== undefined) this.places.push({ kind: 'key', entry, ref, scalar, trail });
  }
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

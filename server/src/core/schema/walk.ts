// One pass over a syntax tree beside the schema: every value and key whose meaning the language fixes, with its place.
// It must never visit a node twice on one path, and never more nodes than the limit: aliases can make a small text huge.

import { maximumDepth, maximumValues } from '../syntax/limits';
import { resolved, type Entry, type MapNode, type Node, type ScalarNode, type SyntaxTree } from '../syntax/nodes';
import { firstOfEachKey } from '../syntax/keys';
import { blocksOf, type Block } from '../text/blocks';
import type { Span } from '../text/span';
import type { Word } from '../vocabulary/kinds';
import { clausesOf } from './clauses';
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
 * The places of a clause that was taken over from the tree before are given again.
 */
export function walk(tree: SyntaxTree): readonly Place[] {
  const places: Place[] = [];
  for (const part of placesIn(tree).inOrder()) for (const place of part) places.push(place);
  return places;
}

/** The places of a tree by the parts that can be judged by themselves. */
export interface PartedPlaces {
  /** The places in a clause of the tree. */
  readonly ofClause: (clause: Entry) => readonly Place[];
  /** What stands outside of the clauses. */
  readonly rest: readonly Place[];
  /** All of them in document order; put together when they are asked for. */
  readonly inOrder: () => readonly (readonly Place[])[];
}

interface Walked {
  readonly places: readonly Place[];
  readonly visited: number;
}

const parted = new WeakMap<SyntaxTree, PartedPlaces>();
const walked = new WeakMap<Entry, Walked>();
const visitedIn = new WeakMap<Block<Entry>, number>();

const nowhere: PartedPlaces = { ofClause: () => [], rest: [], inOrder: () => [] };

/** The places of a tree, found once for a tree, and once for a clause as long as it is taken over. */
export function placesIn(tree: SyntaxTree): PartedPlaces {
  const known = parted.get(tree);
  if (known !== undefined) return known;
  const root = resolved(tree.root);
  const result = root?.kind === 'map' ? placesOfParts(tree, root) : nowhere;
  parted.set(tree, result);
  return result;
}

function placesOfParts(tree: SyntaxTree, root: MapNode): PartedPlaces {
  const sections = new Map(clausesOf(tree).sections.map((section) => [section.entry, section]));
  const rest: Place[] = [];
  const parts: (readonly Place[] | readonly Entry[])[] = [];
  const { map } = agreementShape;
  if (map === undefined) return nowhere;
  const cutOff = new Set<Entry>();
  let visited = 0;
  for (const entry of firstOfEachKey(root)) {
    if (visited > maximumValues) break;
    const section = sections.get(entry);
    const shape = valueShape(map, entry.key.text);
    if (section === undefined || shape?.map === undefined) {
      const walker = new Walker([root], visited);
      walker.visitEntry(entry, map, undefined, undefined);
      visited = walker.visited;
      rest.push(...walker.places);
      parts.push(walker.places);
      continue;
    }
    const clauseShape = shape.map;
    const trail = { above: undefined, step: entry.key.text };
    const walk = (clause: Entry): number => {
      let part = walked.get(clause);
      if (part === undefined) {
        const walker = new Walker([root, section.map], 0);
        walker.visitEntry(clause, clauseShape, trail, undefined);
        part = { places: walker.places, visited: walker.visited };
        walked.set(clause, part);
      }
      return part.visited;
    };
    for (const block of blocksOf(section.clauses)) {
      let inBlock = visitedIn.get(block);
      if (inBlock === undefined) {
        inBlock = block.items.reduce((sum, clause) => sum + walk(clause), 0);
        visitedIn.set(block, inBlock);
      }
      if (visited + inBlock <= maximumValues) {
        visited += inBlock;
        continue;
      }
      // Only aliases can make so much of a text that could be read.
      for (const clause of block.items) {
        visited += walk(clause);
        if (visited > maximumValues) cutOff.add(clause);
      }
    }
    parts.push(section.clauses);
  }
  const ofClause = (clause: Entry): readonly Place[] => (cutOff.has(clause) ? [] : (walked.get(clause)?.places ?? []));
  const inOrder = (): readonly (readonly Place[])[] =>
    parts.flatMap((part) => (isClauses(part) ? part.map(ofClause) : [part]));
  return { ofClause, rest, inOrder };
}

function isClauses(part: readonly Place[] | readonly Entry[]): part is readonly Entry[] {
  const [first] = part;
  return first?.kind === 'entry';
}

/** Holds the places and the open maps and lists of one walk. */
class Walker {
  readonly places: Place[] = [];
  visited: number;
  private readonly open: Node[];

  /** `open` are the maps around what is walked, and `visited` counts what was walked before. */
  constructor(open: readonly Node[], visited: number) {
    this.open = [...open];
    this.visited = visited;
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
    const seen = new Set<string>();
    for (const entry of node.entries) {
      if (seen.has(entry.key.text)) continue;
      seen.add(entry.key.text);
      this.visitEntry(entry, map, above, alias);
    }
  }

  visitEntry(entry: Entry, map: MapShape, above: Trail | undefined, alias: Span | undefined): void {
    const key = entry.key.text;
    const shape = valueShape(map, key);
    if (shape === undefined) return;
    const trail = { above, step: key };
    if (map.free !== undefined && !map.keys.has(key)) this.noteKey(entry, map.free, trail);
    this.visit(entry.value, shape, trail, alias);
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

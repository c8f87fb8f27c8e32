// Turns a syntax tree into plain data for the validators: maps without inherited keys, lists, and single values as text.
// It must never grow past its limits or follow a circle of aliases: what is left out becomes null, and null is looked at again.

import { maximumDepth, maximumValues } from '../syntax/limits';
import { resolved, type Entry, type MapNode, type Node, type ScalarNode } from '../syntax/nodes';

/** A map without inherited keys. Made by a constructor because engines keep such objects fast, unlike those of Object.create(null). */
const BareMap = function () {} as unknown as new () => Record<string, Plain>;
BareMap.prototype = Object.create(null) as object;

/** Of sections with many clauses those that are to be judged, by the map that holds them; of all other maps everything is. */
export type ClausesToJudge = ReadonlyMap<MapNode, readonly Entry[]>;

const everything: ClausesToJudge = new Map();

export type Plain = string | null | readonly Plain[] | { readonly [key: string]: Plain };

/**
 * The data of a tree or a part of it. An empty value is null; of a key that stands twice the first one counts.
 * Of a map in `judging` only the entries named there are taken.
 */
export function plainOf(root: Node | undefined, judging: ClausesToJudge = everything): Plain {
  const open = new Set<Node>();
  let count = 0;
  const convert = (written: Node | undefined, depth: number): Plain => {
    const node = resolved(written);
    if (node === undefined || ++count > maximumValues) return null;
    if (node.kind === 'scalar') return isEmpty(node) ? null : (flagOf(node) ?? node.text);
    if (depth >= maximumDepth || open.has(node)) return null;
    open.add(node);
    let data: Plain;
    if (node.kind === 'seq') data = node.items.map((item) => convert(item, depth + 1));
    else {
      const map = new BareMap();
      for (const { key, value } of judging.get(node) ?? node.entries)
        if (map[key.text] === undefined) map[key.text] = convert(value, depth + 1);
      data = map;
    }
    open.delete(node);
    return data;
  };
  return convert(root, 0);
}

/** `true` or `false` however YAML 1.2 lets it be written (core schema, 10.3.2); undefined for all else. */
export function flagOf({ style, text }: ScalarNode): string | undefined {
  return style === 'plain' && /^(?:True|TRUE|False|FALSE|true|false)$/.test(text) ? text.toLowerCase() : undefined;
}

/** The value of a key, or null where the data is no map or has no such key. */
export function partOf(data: Plain, key: string): Plain {
  if (data === null || typeof data !== 'object' || isList(data)) return null;
  return data[key] ?? null;
}

function isList(data: Plain): data is readonly Plain[] {
  return Array.isArray(data);
}

/** Whether YAML reads the value as nothing. */
export function isEmpty(node: ScalarNode): boolean {
  return node.style === 'plain' && /^(?:|~|null|Null|NULL)$/.test(node.text);
}

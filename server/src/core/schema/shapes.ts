// The schema in normal form: what a place takes as a single value, as a list and as a map, with every reference followed.
// It must never decide whether a text is right: it says what is allowed, the validators and the rules judge.

import { languageSchema } from './bundled.generated';
import type { DefinedKind, RefKind, ScalarKind, SchemaNode } from './schema-node';
import { vocabularySchema, wordLists } from './vocabulary-schema';
import { clockEvents, type Word } from '../vocabulary/kinds';

export interface ScalarShape {
  readonly kind: ScalarKind;
  /** What the grammar of the value is, in words. */
  readonly docs: string;
  readonly examples: readonly string[];
  /** The kind of id that the value refers to. */
  readonly ref: RefKind | undefined;
  /** The id belongs to another file. */
  readonly isElsewhere: boolean;
  /** `party.contact` is allowed beside the bare id. */
  readonly takesContact: boolean;
  /** The value names a column of the attached data. */
  readonly isColumn: boolean;
  /** The value must be an id, `[a-z][a-z0-9-]*`. */
  readonly isId: boolean;
  /** The closed set of values, where there is one. */
  readonly values: readonly Word[] | undefined;
  /** Values worth offering where other ones are allowed too. */
  readonly suggestions: readonly Word[];
}

export interface ListShape {
  readonly items: Shape;
}

/** What keys that the agreement chooses itself are, and what their values take. */
export interface FreeKeys {
  readonly shape: Shape;
  /** Whether a key must be an id, `[a-z][a-z0-9-]*`. */
  readonly areIds: boolean;
  readonly defines: DefinedKind | undefined;
  readonly ref: RefKind | undefined;
  readonly scalar: ScalarKind | undefined;
  readonly suggestions: readonly Word[];
}

export interface MapShape {
  /** How messages call the map: `an objective`, `the term`. */
  readonly noun: string;
  /** The known keys in the order of the language. */
  readonly keys: ReadonlyMap<string, Shape>;
  readonly required: readonly string[];
  /** Keys that are required while another key has one of some values. */
  readonly requiredWhile:
    { readonly key: string; readonly values: readonly string[]; readonly required: readonly string[] } | undefined;
  readonly free: FreeKeys | undefined;
  /** Whether keys that begin with `x-` are free and ignored. */
  readonly takesExtensions: boolean;
  /** The branches that replace this map once the value of `key` is known. */
  readonly choice: { readonly key: string; readonly branches: ReadonlyMap<string, MapShape> } | undefined;
}

/** What one place of an agreement takes. A place that takes several kinds of nodes has several of the three. */
export interface Shape {
  readonly docs: string;
  readonly scalar: ScalarShape | undefined;
  readonly list: ListShape | undefined;
  readonly map: MapShape | undefined;
}

const vocabulary = vocabularySchema(languageSchema);
const files: Readonly<Record<string, SchemaNode>> = {
  '': languageSchema,
  'sla.schema.json': languageSchema,
  'vocabulary.schema.json': vocabulary,
};
const followedNodes = new Map<SchemaNode, SchemaNode>();
const shapes = new Map<SchemaNode, Shape>();
const maps = new Map<SchemaNode, MapShape>();

const flagWords: readonly Word[] = [
  { id: 'true', docs: 'Yes.' },
  { id: 'false', docs: 'No.' },
];

/** The shape of a whole agreement. */
export const agreementShape: Shape = shapeOf(languageSchema);

/** Follows references; keywords beside `$ref` win over what is referred to. The same node always gives the same object. */
function followed(node: SchemaNode): SchemaNode {
  const before = followedNodes.get(node);
  if (before !== undefined) return before;
  const { $ref, ...own } = node;
  const target = $ref === undefined ? node : followed(lookUp($ref));
  const full = $ref === undefined || Object.keys(own).length === 0 ? target : { ...target, ...own };
  followedNodes.set(node, full);
  return full;
}

/** The node at the end of a chain of references, which describes the grammar and not the place. */
function grammarOf(node: SchemaNode): SchemaNode {
  return node.$ref === undefined ? node : grammarOf(lookUp(node.$ref));
}

function lookUp(ref: string): SchemaNode {
  const [file = '', pointer = ''] = ref.split('#/');
  let current: unknown = files[file];
  for (const step of pointer.split('/')) current = (current as Readonly<Record<string, unknown>>)[step];
  return current as SchemaNode;
}

function shapeOf(node: SchemaNode): Shape {
  const full = followed(node);
  const before = shapes.get(full);
  if (before !== undefined) return before;
  const branches = full.anyOf ?? [node];
  const shape: Shape = {
    docs: full.description ?? '',
    scalar: scalarOf(branches.find((branch) => isScalar(followed(branch)))),
    list: listOf(branches.map(followed).find((branch) => takes(branch, 'array'))),
    map: mapOf(branches.map(followed).find((branch) => takes(branch, 'object'))),
  };
  shapes.set(full, shape);
  return shape;
}

function takes(node: SchemaNode, type: 'array' | 'object'): boolean {
  return node.type === type;
}

function isScalar(node: SchemaNode): boolean {
  return node.enum !== undefined || (node.type !== undefined && node.type !== 'array' && node.type !== 'object');
}

function scalarOf(branch: SchemaNode | undefined): ScalarShape | undefined {
  if (branch === undefined) return undefined;
  const node = followed(branch);
  const examples = (node.examples ?? []).filter((example) => typeof example !== 'object').map(String);
  return {
    kind: node['x-scalar'] ?? (node.type === 'boolean' ? 'flag' : 'text'),
    docs: grammarOf(branch).description ?? '',
    examples,
    ref: node['x-ref'],
    isElsewhere: node['x-ref-elsewhere'] === true,
    takesContact: node['x-contact'] === true,
    isColumn: node['x-column'] === true,
    isId: node.pattern !== undefined,
    values: closedWords(node),
    suggestions: suggestedWords(node, examples),
  };
}

function closedWords(node: SchemaNode): readonly Word[] | undefined {
  if (node.type === 'boolean') return flagWords;
  return node.enum?.map((id, index) => ({ id, docs: node.enumDescriptions?.[index] ?? '' }));
}

function suggestedWords(node: SchemaNode, examples: readonly string[]): readonly Word[] {
  const list = node['x-suggest'];
  if (list !== undefined) return wordLists[list] ?? [];
  return examples.map((id) => ({ id, docs: clockEvents.find((event) => event.id === id)?.docs ?? '' }));
}

function listOf(node: SchemaNode | undefined): ListShape | undefined {
  return node === undefined ? undefined : { items: shapeOf(node.items ?? {}) };
}

function mapOf(node: SchemaNode | undefined): MapShape | undefined {
  if (node === undefined) return undefined;
  const before = maps.get(node);
  if (before !== undefined) return before;
  const keys = new Map<string, Shape>();
  const general = node['x-otherwise'] === undefined ? node : followed(node['x-otherwise']);
  for (const [key, value] of Object.entries(general.properties ?? {})) keys.set(key, shapeOf(value));
  const map: MapShape = {
    noun: node['x-noun'] ?? 'a map',
    keys,
    required: general.required ?? [],
    requiredWhile: conditionOf(node),
    free: typeof node.additionalProperties === 'object' ? freeKeysOf(node, node.additionalProperties) : undefined,
    takesExtensions: general.patternProperties !== undefined,
    choice: choiceOf(node),
  };
  maps.set(node, map);
  return map;
}

function freeKeysOf(node: SchemaNode, values: SchemaNode): FreeKeys {
  const list = node['x-suggest-keys'];
  return {
    shape: shapeOf(values),
    areIds: node['x-keys'] === 'id',
    defines: node['x-defines'],
    ref: node['x-key-ref'],
    scalar: node['x-key-scalar'],
    suggestions: list === undefined ? [] : (wordLists[list] ?? []),
  };
}

function conditionOf(node: SchemaNode): MapShape['requiredWhile'] {
  const [key, condition] = Object.entries(node.if?.properties ?? {})[0] ?? [];
  if (key === undefined || condition?.enum === undefined) return undefined;
  return { key, values: condition.enum, required: node.then?.required ?? [] };
}

function choiceOf(node: SchemaNode): MapShape['choice'] {
  const key = node['x-choose-by'];
  if (key === undefined) return undefined;
  const branches = new Map<string, MapShape>();
  for (const branch of node.allOf ?? []) {
    const id = branch.if?.properties?.[key]?.const;
    const map = branch.then === undefined ? undefined : mapOf(followed(branch.then));
    if (id !== undefined && map !== undefined) branches.set(id, map);
  }
  return { key, branches };
}

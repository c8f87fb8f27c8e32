// Says in words what is wrong with the shape of an agreement: one problem for one mistake, at the smallest token.
// It must never judge the meaning of a value: units, targets, ids without a target and metric types have rules of their own.

import { firstOfEachKey } from '../syntax/keys';
import type { Entry, MapNode, SyntaxTree } from '../syntax/nodes';
import { isUnreadable } from '../syntax/lost';
import type { Span } from '../text/span';
import {
  capitalised,
  fittingBranches,
  idMessage,
  isMerge,
  isOutside,
  kindsOf,
  nameOf,
  quoted,
  wantedWords,
} from './explain-words';
import { locate, locateEntry, nameSpan, rootOf, valueSpan, type Location } from './locate';
import {
  insertKey,
  kebab,
  keepAsExtension,
  listToMap,
  renameKey,
  replaceValue,
  unwrapList,
  wrapInList,
  type ShapeFix,
} from './mend';
import { extensionPrefix } from './navigate';
import { isEmpty, partOf, plainOf, type ClausesToJudge, type Plain } from './plain';
import type { MapShape } from './shapes';
import { nearestKey, nearestValue } from './suggest';
import { document, metric, remedies, type Validate, type ValidationError } from './validate.generated';
import { textOf, walk } from './walk';

export type ShapeRule = 'unknown-key' | 'missing-key' | 'wrong-shape' | 'unknown-value' | 'invalid-id';

export interface ShapeProblem {
  readonly rule: ShapeRule;
  readonly span: Span;
  readonly message: string;
  readonly fixes?: readonly ShapeFix[];
}

/** Most problems of one tree. */
export const maximumProblems = 1_000;
const maximumMessage = 100;

/**
 * The shape problems of a tree, in document order, at most 1,000. Never throws. Of a section whose map `judging` knows,
 * only the entries that it names are judged.
 * Where the YAML itself is broken or means something else than it looks like, that problem speaks and this one is silent.
 */
export function shapeProblems(tree: SyntaxTree, judging: ClausesToJudge = new Map()): readonly ShapeProblem[] {
  if (tree.root === undefined) return tree.problems.length > 0 ? [] : [emptyFile(tree.text)];
  const explainer = new Explainer(tree, judging);
  const root = rootOf(tree.root);
  const data = plainOf(tree.root, judging);
  explainer.run(document, root, data);
  explainer.runBranches(locate(root, '/metrics'), partOf(data, 'metrics'), () => metric);
  explainer.runBranches(locate(root, '/remedies'), partOf(data, 'remedies'), (kind) =>
    Object.hasOwn(remedies, kind) ? remedies[kind] : undefined,
  );
  return explainer.found().slice(0, maximumProblems);
}

function emptyFile(text: string): ShapeProblem {
  return {
    rule: 'wrong-shape',
    span: { start: 0, end: Math.min(1, text.length) },
    message: 'An agreement takes a map; this file is empty',
  };
}

/** Collects the problems of one tree. */
class Explainer {
  private readonly tree: SyntaxTree;
  private readonly judging: ClausesToJudge;
  private readonly problems = new Map<string, ShapeProblem>();
  private readonly keys = new Map<MapNode, ReadonlySet<string>>();

  constructor(tree: SyntaxTree, judging: ClausesToJudge) {
    this.tree = tree;
    this.judging = judging;
  }

  found(): readonly ShapeProblem[] {
    return [...this.problems.values()].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  }

  /** Runs one validator over what stands at a location; `data` is its plain form. */
  run(validate: Validate, base: Location, data: Plain): void {
    if (validate(data)) return;
    const judged = new Set<string>();
    for (const error of validate.errors ?? []) {
      if (this.problems.size >= maximumProblems) return;
      const place = error.instancePath;
      // A value of the wrong kind can fail several keywords; the first one is the mistake.
      const isAboutValue =
        (error.keyword === 'type' || error.keyword === 'enum' || error.keyword === 'pattern') &&
        error.propertyName === undefined;
      if (isAboutValue && judged.has(place)) continue;
      if (isAboutValue) judged.add(place);
      const location = locate(base, place);
      if (location !== undefined) this.explain(error, location);
    }
  }

  /** Judges the values of `metrics` or `remedies`, each by the branch that its own `type` or `kind` chooses. */
  runBranches(section: Location | undefined, data: Plain, validatorOf: (choice: string) => Validate | undefined): void {
    if (section?.node?.kind !== 'map') return;
    for (const entry of this.judging.get(section.node) ?? firstOfEachKey(section.node)) {
      const location = locateEntry(section, entry);
      const choice = location?.shape.map?.choice;
      if (location?.node?.kind !== 'map' || location.map === undefined || choice === undefined) continue;
      const chosen = textOf(location.node, choice.key);
      const validate = validatorOf(chosen ?? '');
      const meant = choice.key === 'kind' ? fittingBranches(location.node, choice, chosen ?? '') : [];
      if (validate === undefined) this.explainChoice(location, location.node, choice.key);
      else if (meant.length > 0) this.otherBranch(location, meant, chosen ?? '');
      else this.run(validate, location, partOf(data, entry.key.text));
      if (choice.key === 'type' && choice.branches.has(chosen ?? ''))
        this.judgeParameters(location, location.node, location.map);
    }
  }

  /** The kind of a remedy is missing or unknown, so that nothing else of it can be judged. */
  private explainChoice(location: Location, node: MapNode, key: string): void {
    const value = locate(location, `/${key}`);
    if (value === undefined) this.missingKey(location, node, location.map, key);
    else this.unknownValue(value);
  }

  /** The keys are those of another kind: the kind is the one mistake. */
  private otherBranch(location: Location, meant: readonly string[], chosen: string): void {
    const kind = locate(location, '/kind');
    if (kind?.node?.kind !== 'scalar') return;
    const { node, written } = kind;
    const message = `The keys beside it are those of ${quoted(meant[0] ?? '')}, not of ${quoted(chosen)}`;
    const fixes = written === node ? meant.slice(0, 3).map((word) => replaceValue(node.span, word)) : [];
    this.add('unknown-value', valueSpan(kind, this.tree.text), message, fixes);
  }

  /** Which parameter belongs to which type, and which values it takes, is known to the vocabulary alone. */
  private judgeParameters(location: Location, node: MapNode, map: MapShape): void {
    const seen = new Set<string>();
    for (const entry of node.entries) {
      if (seen.has(entry.key.text)) continue;
      seen.add(entry.key.text);
      const value = locateEntry(location, entry);
      if (value === undefined) this.unknownKey(map, node, entry);
      else if (value.node?.kind === 'scalar' && isOutside(value.shape, value.node.text)) this.unknownValue(value);
    }
  }

  private explain(error: ValidationError, location: Location): void {
    const { node, map } = location;
    if (error.propertyName !== undefined) {
      if (error.keyword === 'pattern' && node?.kind === 'map') this.invalidKey(location, node, error.propertyName);
      return;
    }
    switch (error.keyword) {
      case 'additionalProperties': {
        const key = String(error.params['additionalProperty']);
        // Keys of metrics are judged by their type; a type that is unknown or missing has a rule of its own.
        if (map === undefined || node?.kind !== 'map' || location.shape.map?.choice?.key === 'type') return;
        const entry = node.entries.find((candidate) => candidate.key.text === key);
        if (entry !== undefined) this.unknownKey(map, node, entry);
        return;
      }
      case 'required':
        if (node?.kind === 'map') this.missingKey(location, node, map, String(error.params['missingProperty']));
        return;
      case 'type':
        this.wrongShape(location);
        return;
      case 'enum':
        if (location.shape.scalar?.kind === 'flag' || node?.kind !== 'scalar') this.wrongShape(location);
        else this.unknownValue(location);
        return;
      case 'pattern':
        this.invalidValue(location);
        return;
      default:
    }
  }

  private unknownKey(map: MapShape, node: MapNode, entry: Entry): void {
    const { key } = entry;
    if (isMerge(entry) || (map.takesExtensions && key.text.startsWith(extensionPrefix))) return;
    const present = this.keysOf(node);
    const meant = nearestKey(
      key.text,
      [...map.keys.keys()].filter((name) => !present.has(name)),
    );
    const fact = `${quoted(key.text)} is not a key of ${map.noun}`;
    // A key that was meant to be another one is missed there: as a free key it would only be wrong in silence.
    const extension = keepAsExtension(key);
    const names = meant === undefined ? [] : isEitherBound(key.text, meant, map, present) ? [meant, 'atMost'] : [meant];
    const renamed = names.map((name) => renameKey(key, name));
    const fixes = renamed.length > 0 || extension === undefined ? renamed : [extension];
    const hint = names.length === 0 ? '' : `; did you mean ${names.map(quoted).join(' or ')}?`;
    const message = fact.length + hint.length > maximumMessage ? fact : `${fact}${hint}`;
    this.add('unknown-key', key.span, message, fixes);
  }

  /** The keys of a map, gathered once: a flood of unknown keys asks for them a thousand times. */
  private keysOf(node: MapNode): ReadonlySet<string> {
    let keys = this.keys.get(node);
    if (keys === undefined) {
      keys = new Set(node.entries.map(({ key }) => key.text));
      this.keys.set(node, keys);
    }
    return keys;
  }

  private missingKey(location: Location, node: MapNode, map: MapShape | undefined, key: string): void {
    // Where a key is merged in, or the text cannot be read, it is not certain that the key is absent.
    if (map === undefined || node.entries.some(isMerge) || isUnreadable(this.tree, node.span)) return;
    // Keys beside an unknown type are not judged, so that a misspelled "type" is found only by what is missing.
    const misspelled = node.entries.find(
      (entry) => !map.keys.has(entry.key.text) && nearestKey(entry.key.text, [key]) === key,
    );
    if (misspelled !== undefined) {
      this.unknownKey(map, node, misspelled);
      return;
    }
    const fix = location.written === node ? insertKey(this.tree.text, node, map, key) : undefined;
    const message = `${capitalised(map.noun)} needs "${key}"`;
    this.add('missing-key', nameSpan(location, node), message, fix === undefined ? [] : [fix], key);
  }

  private wrongShape(location: Location): void {
    const { node, shape, entry } = location;
    const name = nameOf(location);
    if (node === undefined || (node.kind === 'scalar' && isEmpty(node))) {
      // An alias without an anchor has its own problem.
      if (location.written?.kind === 'alias') return;
      if (entry !== undefined && isUnreadable(this.tree, { start: entry.span.start, end: entry.span.end + 1 })) return;
      const takesMapOnly = kindsOf(shape).join() === 'map';
      const needed = takesMapOnly ? (location.map?.required ?? []).map(quoted).join(', ') : '';
      const told = needed === '' ? '' : `; ${location.map?.noun ?? 'it'} needs ${needed}`;
      const fact = `${name} has no value`;
      const message = fact.length + told.length > maximumMessage ? fact : `${fact}${told}`;
      this.add('wrong-shape', entry?.key.span ?? valueSpan(location, this.tree.text), message, []);
      return;
    }
    const isFlag = node.kind === 'scalar' && shape.scalar?.kind === 'flag';
    // The data of the validator was cut off at a limit or a circle of aliases: the tree itself is of the right kind.
    if (!isFlag && kindsOf(shape).includes(node.kind)) return;
    const found = node.kind === 'scalar' ? quoted(node.text) : node.kind === 'seq' ? 'a list' : 'a map';
    const fixes: ShapeFix[] = [];
    if (location.written === node) {
      const fix = this.otherShape(location, node);
      if (fix !== undefined) fixes.push(fix);
    }
    this.add(
      'wrong-shape',
      valueSpan(location, this.tree.text),
      `${name} takes ${wantedWords(shape)}, not ${found}`,
      fixes,
    );
  }

  private otherShape({ shape, entry }: Location, node: NonNullable<Location['node']>): ShapeFix | undefined {
    if (node.kind === 'scalar') {
      if (shape.scalar?.kind === 'flag') {
        const word = /^(?:yes|on|y)$/i.test(node.text)
          ? 'true'
          : /^(?:no|off|n)$/i.test(node.text)
            ? 'false'
            : node.text.toLowerCase();
        return word === 'true' || word === 'false' ? replaceValue(node.span, word) : undefined;
      }
      return shape.list?.items.scalar === undefined ? undefined : wrapInList(node);
    }
    if (node.kind !== 'seq') return undefined;
    if (shape.scalar !== undefined) return unwrapList(node);
    return shape.map?.free?.areIds === true && entry !== undefined ? listToMap(this.tree.text, entry, node) : undefined;
  }

  private unknownValue(location: Location): void {
    const { node, shape, written } = location;
    const values = shape.scalar?.values;
    if (node?.kind !== 'scalar' || isEmpty(node) || values === undefined) {
      this.wrongShape(location);
      return;
    }
    const meant = nearestValue(
      node.text,
      values.map(({ id }) => id),
    );
    const only = values.length === 1 ? values[0]?.id : undefined;
    const fact =
      only === undefined
        ? `${quoted(node.text)} is not one of ${values.length} values`
        : `${quoted(node.text)} is not "${only}", the only value`;
    const listed = `${fact}: ${values.map(({ id }) => id).join(', ')}`;
    const hint =
      meant === undefined ? (listed.length > maximumMessage ? fact : listed) : `${fact}; did you mean "${meant}"?`;
    const message = only === undefined ? hint : fact;
    this.add(
      'unknown-value',
      valueSpan(location, this.tree.text),
      message,
      meant === undefined || written !== node ? [] : [replaceValue(node.span, meant)],
    );
  }

  private invalidValue(location: Location): void {
    const { node } = location;
    if (node?.kind !== 'scalar') return;
    const id = kebab(node.text);
    this.add(
      'invalid-id',
      valueSpan(location, this.tree.text),
      idMessage(node.text),
      id === undefined || location.written !== node ? [] : [replaceValue(node.span, id)],
    );
  }

  private invalidKey({ map }: Location, node: MapNode, name: string): void {
    const entry = node.entries.find((candidate) => candidate.key.text === name);
    if (entry === undefined || isMerge(entry) || (map?.takesExtensions === true && name.startsWith(extensionPrefix)))
      return;
    const id = kebab(name);
    const isTaken = id === undefined || node.entries.some((other) => other.key.text === id);
    const defines = map?.free?.defines;
    const uses =
      isTaken || defines === undefined
        ? []
        : walk(this.tree).filter(
            (place) =>
              place.kind === 'value' &&
              place.ref === defines &&
              place.node.text === name &&
              place.span === place.node.span,
          );
    const spans = [entry.key.span, ...uses.map((place) => (place.kind === 'value' ? place.span : entry.key.span))];
    const fixes = isTaken ? [] : [{ title: `Rename to "${id}"`, edits: spans.map((span) => ({ span, newText: id })) }];
    this.add('invalid-id', entry.key.span, idMessage(name), fixes);
  }

  /** Adds a problem unless the same one is there, or the YAML at that place has a problem of its own. */
  private add(rule: ShapeRule, span: Span, message: string, fixes: readonly ShapeFix[], detail = ''): void {
    if (rule !== 'missing-key' && this.isBroken(span)) return;
    const key = `${rule} ${span.start} ${span.end} ${detail}`;
    if (this.problems.has(key)) return;
    const short = message.length > maximumMessage ? `${message.slice(0, maximumMessage - 1)}…` : message;
    const problem = { rule, span, message: short };
    this.problems.set(key, fixes.length === 0 ? problem : { ...problem, fixes });
  }

  /** Whether the YAML at a place has a problem of its own, which speaks instead. */
  private isBroken(span: Span): boolean {
    return this.tree.problems.some(
      (problem) => problem.kind !== 'duplicate-key' && problem.span.start <= span.end && span.start <= problem.span.end,
    );
  }
}

/** Whether a word of another vocabulary says that there is a bound, and not on which side: a target, a threshold. */
function isEitherBound(key: string, meant: string, { keys }: MapShape, present: ReadonlySet<string>): boolean {
  return meant === 'atLeast' && !/least|min/i.test(key) && keys.has('atMost') && !present.has('atMost');
}

// Collects the names of one file: from the places of the schema, and from the few maps whose keys the schema leaves free.
// It must never take a text for a name because it looks like one: what refers is told by its place alone.

import type { SlaFile } from '../model/file';
import { exclusionOf, metricOf, objectiveOf } from '../model/queries';
import type { Objective } from '../model/sla';
import { clauseAt } from '../rules/clause-index';
import { places } from '../rules/run';
import type { RefKind } from '../schema/schema-node';
import { pathAlong, placesIn, type DefinitionPlace, type KeyPlace, type Place, type ValuePlace } from '../schema/walk';
import { isEmpty } from '../schema/plain';
import { parseTrigger } from '../scalars/words';
import { entryOf, resolved, type Entry, type MapNode, type Node, type ScalarNode } from '../syntax/nodes';
import { touches, type Span } from '../text/span';
import { expressionNames, type ExpressionName } from './expression-parts';
import type { Name, NameKind } from './names';
import { isProse } from './prose';
import { termSearch, type FoundTerm } from './terms';
import { innerOf, writtenPlaces } from './written';

/** All names of a file in document order. */
export function collectNames(file: SlaFile): readonly Name[] {
  return new Collector(file).all();
}

/**
 * The names of the clause at an offset, or of all that is no clause, in document order: a hover asks for one of thousands. Terms are
 * looked for only in the text at the offset, as there may be pages of others.
 */
export function collectNamesNear(file: SlaFile, offset: number): readonly Name[] {
  return new Collector(file).near(offset);
}

/** What a file defines, in document order. */
export function collectDefinitions(file: SlaFile): readonly Name[] {
  return new Collector(file).definitions();
}

type Draft = Pick<Name, 'kind' | 'name'> & Partial<Pick<Name, 'role' | 'scope' | 'form' | 'elsewhere'>>;
type Path = ReturnType<typeof pathAlong>;

/** A node that is taken over into the next version of a text reads the same there. */
const namesByNode = new WeakMap<ScalarNode, readonly ExpressionName[] | 'no expression'>();

function namesInside(node: ScalarNode): readonly ExpressionName[] | 'no expression' {
  let names = namesByNode.get(node);
  if (names === undefined) {
    names = expressionNames(node.text) ?? 'no expression';
    namesByNode.set(node, names);
  }
  return names;
}

/** A class because what is declared is asked by every reference of one file. */
class Collector {
  private readonly file: SlaFile;
  private readonly source: string;
  private readonly names: Name[] = [];
  private readonly seen = new Set<string>();
  private readonly declared = new Set<string>();
  private readonly terms: string[] = [];
  private readonly agreements: ReadonlyMap<string, string | undefined>;
  private hasAliases = false;
  /** Where a term has to stand; undefined where all are wanted. */
  private termsAt: number | undefined;
  private findTerms: (text: string) => readonly FoundTerm[] = () => [];

  constructor(file: SlaFile) {
    this.file = file;
    this.source = file.snapshot.text;
    this.agreements = new Map(file.model.dependencies.map(({ id, agreement }) => [id, agreement?.value]));
  }

  all(): readonly Name[] {
    const all = places(this.file);
    for (const place of all) if (place.kind === 'definition') this.definition(place);
    this.freeDefinitions();
    this.findTerms = termSearch(this.terms);
    this.hasAliases = all.some((place) => place.kind === 'value' && place.span.start !== place.node.span.start);
    this.uses(all);
    this.groups(this.file.model.objectives);
    return this.inOrder();
  }

  definitions(): readonly Name[] {
    for (const place of places(this.file)) if (place.kind === 'definition') this.definition(place);
    this.freeDefinitions();
    return this.inOrder();
  }

  near(offset: number): readonly Name[] {
    const { ofClause, rest } = placesIn(this.file.tree);
    const clause = clauseAt(this.file.tree, offset);
    const own = clause === undefined ? rest : ofClause(clause);
    for (const place of own === rest ? rest : [...rest, ...own])
      if (place.kind === 'definition') this.definition(place);
    this.freeDefinitions();
    this.findTerms = termSearch(this.terms);
    this.termsAt = offset;
    this.hasAliases = own.some((place) => place.kind === 'value' && place.span.start !== place.node.span.start);
    this.uses(own);
    this.groups(this.file.model.objectives.filter(({ entry }) => entry === clause));
    return this.inOrder();
  }

  private uses(all: readonly Place[]): void {
    for (const place of all) {
      if (place.kind === 'value') this.value(place);
      else if (place.kind === 'key') this.key(place);
    }
  }

  private inOrder(): readonly Name[] {
    return this.names.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  }

  /** Metrics and objectives are asked of the model: of thousands only those near the question were walked. */
  private isDeclared(kind: NameKind, name: string, scope = ''): boolean {
    if (kind === 'metric') return metricOf(this.file.model, name) !== undefined;
    if (kind === 'objective') return objectiveOf(this.file.model, name) !== undefined;
    return this.declared.has(`${kind}:${scope}:${name}`);
  }

  private declare(node: ScalarNode, kind: NameKind, name: string, form: Name['form'], scope?: string): void {
    this.declared.add(`${kind}:${scope ?? ''}:${name}`);
    if (kind === 'term') this.terms.push(name);
    this.whole(node, node.span, { kind, name, role: 'definition', form, scope });
  }

  private definition({ entry, defines, id }: DefinitionPlace): void {
    this.declare(entry.key, defines, id, 'key');
  }

  /** Steps of derivations, levels of priority and the agreement itself, which the schema does not mark. */
  private freeDefinitions(): void {
    const root = mapOf(this.file.tree.root);
    const id = resolved(root === undefined ? undefined : entryOf(root, 'id')?.value);
    if (id?.kind === 'scalar') this.declare(id, 'agreement', id.text, 'value');
    for (const goal of this.file.model.goals)
      for (const { key } of entriesOf(goal.map, 'derivation')) this.declare(key, 'step', key.text, 'key', goal.id);
    for (const { key } of entriesOf(mapOf(this.file.model.sections.get('priorities')), 'levels'))
      this.declare(key, 'level', key.text, 'key');
  }

  private value(place: ValuePlace): void {
    const { node, ref, shape, trail } = place;
    if (isEmpty(node)) return;
    if (ref !== undefined) this.reference(place, ref);
    else if (shape.isElsewhere) this.objectiveElsewhere(place);
    else if (shape.isColumn) this.column(place, pathAlong(trail));
    else if (place.scalar === 'expression') this.expression(place, pathAlong(trail));
    else if (place.scalar === 'when') {
      if (parseTrigger(node.text) === undefined) this.expressionOf(place, 'metric', undefined);
    } else if (trail?.step === 'supersedes' && trail.above === undefined) this.predecessor(place);
    else if (shape.takesContact) this.contact(place);
    else if (place.scalar === 'text' && place.values === undefined && isProse(trail)) this.prose(place);
  }

  /** A text that may name a contact as `party.contact`; all else in it is a person or a function. */
  private contact(place: ValuePlace): void {
    const party = /^([a-z][a-z0-9-]*)\.[\w-]+$/.exec(place.node.text)?.[1];
    if (party !== undefined && this.isDeclared('party', party))
      this.part(place, { start: 0, end: party.length }, { kind: 'party', name: party });
  }

  private reference(place: ValuePlace, ref: RefKind): void {
    const { text } = place.node;
    const kind = this.kindOf(ref, text);
    if (kind === undefined) return;
    const dot = place.shape.takesContact && !this.isDeclared(kind, text) ? text.indexOf('.') : -1;
    // `party.contact` names a contact of a party.
    if (dot > 0) this.part(place, { start: 0, end: dot }, { kind, name: text.slice(0, dot) });
    else this.whole(place.node, place.span, { kind, name: text, form: 'value' });
  }

  private key({ entry, ref }: KeyPlace): void {
    const kind = ref === undefined ? undefined : this.kindOf(ref, entry.key.text);
    if (kind !== undefined) this.whole(entry.key, entry.key.span, { kind, name: entry.key.text, form: 'key' });
  }

  /** A fee may be free text, which is then no name. */
  private kindOf(ref: RefKind, text: string): NameKind | undefined {
    if (ref === 'fee-or-term')
      return this.isDeclared('fee', text) ? 'fee' : this.isDeclared('term', text) ? 'term' : undefined;
    if (ref !== 'metric-or-objective') return ref;
    return !this.isDeclared('metric', text) && this.isDeclared('objective', text) ? 'objective' : 'metric';
  }

  private objectiveElsewhere(place: ValuePlace): void {
    const elsewhere = { path: this.agreements.get(String(place.trail?.above?.step)), version: undefined };
    this.whole(place.node, place.span, { kind: 'objective', name: place.node.text, form: 'value', elsewhere });
  }

  private predecessor(place: ValuePlace): void {
    const [name = '', version] = place.node.text.split('@', 2);
    if (name === '') return;
    const elsewhere = { path: undefined, version };
    this.part(place, { start: 0, end: name.length }, { kind: 'agreement', name, elsewhere });
  }

  private column(place: ValuePlace, path: Path): void {
    const name = place.node.text;
    this.whole(place.node, place.span, { kind: 'column', name, form: 'value', scope: this.sourceAt(path) });
  }

  private expression(place: ValuePlace, path: Path): void {
    const [section, id] = path;
    if (section === 'objectives') this.expressionOf(place, 'metric', undefined);
    else if (section === 'goals') this.expressionOf(place, 'step', String(id));
    else {
      const scope = this.sourceAt(path);
      // A column may have a name that is no expression.
      const isOdd = namesInside(place.node) === 'no expression' && path.at(-2) === 'columns';
      if (isOdd) this.column(place, path);
      else this.expressionOf(place, 'column', scope);
    }
  }

  private expressionOf(place: ValuePlace, kind: NameKind, scope: string | undefined): void {
    const names = namesInside(place.node);
    for (const { name, span } of names === 'no expression' ? [] : names)
      this.part(place, span, { kind, name, scope, form: 'expression' });
  }

  /** The source whose columns stand at a place. */
  private sourceAt([section, id]: Path): string | undefined {
    const { model } = this.file;
    if (section === 'data') return String(id);
    if (section === 'metrics') return metricOf(model, String(id))?.data?.value;
    if (section === 'exclusions') return exclusionOf(model, String(id))?.data?.value;
    const metric = section === 'objectives' ? objectiveOf(model, String(id))?.metric?.value : undefined;
    return metricOf(model, metric)?.data?.value;
  }

  private prose(place: ValuePlace): void {
    const { termsAt: at } = this;
    if (at !== undefined && !touches(place.span, at) && !touches(place.node.span, at)) return;
    for (const { term, span } of this.findTerms(place.node.text))
      this.part(place, span, { kind: 'term', name: term, role: 'reference', form: 'prose' });
  }

  /** The values of group columns: keys of targets and fees, cells of the matrix, groups of exclusions; and keys of aliases. */
  private groups(objectives: readonly Objective[]): void {
    const { model } = this.file;
    const group = (node: ScalarNode, form: Name['form']): void => {
      const kind = this.isDeclared('level', node.text) ? 'level' : 'group';
      this.whole(node, node.span, { kind, name: node.text, role: 'reference', form });
    };
    for (const objective of objectives) {
      const targets = entriesOf(objective.map, 'targets');
      const isByLevel = targets.some(({ key }) => this.isDeclared('level', key.text));
      for (const { key } of targets)
        if (isByLevel) this.whole(key, key.span, { kind: 'level', name: key.text, form: 'key' });
        else group(key, 'key');
    }
    const root = mapOf(this.file.tree.root);
    for (const fee of entriesOf(root, 'fees')) for (const { key } of mapOf(fee.value)?.entries ?? []) group(key, 'key');
    for (const row of entriesOf(mapOf(model.sections.get('priorities')), 'matrix'))
      for (const { value } of mapOf(row.value)?.entries ?? [])
        if (value?.kind === 'scalar') this.whole(value, value.span, { kind: 'level', name: value.text, form: 'value' });
    for (const { map } of model.exclusions) {
      const list = resolved(map === undefined ? undefined : entryOf(map, 'intervals')?.value);
      for (const item of list?.kind === 'seq' ? list.items : []) {
        const interval = mapOf(item);
        const value = interval === undefined ? undefined : entryOf(interval, 'group')?.value;
        if (value?.kind === 'scalar') group(value, 'value');
      }
    }
    for (const source of model.data)
      for (const { key } of entriesOf(source.map, 'aliases'))
        this.whole(key, key.span, { kind: 'column', name: key.text, role: 'reference', form: 'key', scope: source.id });
  }

  /** Notes a scalar that is a name as a whole. */
  private whole(node: ScalarNode, span: Span, draft: Draft): void {
    const inner = innerOf(this.source, node);
    const isExact = this.source.slice(inner.start, inner.end) === draft.name;
    this.note(node, span, { span: isExact ? inner : node.span, isExact }, draft);
  }

  /** Notes a part of the text of a scalar. */
  private part(place: ValuePlace, part: Span, draft: Draft): void {
    this.note(place.node, place.span, writtenPlaces(this.source, place.node)(part), draft);
  }

  private note(
    node: ScalarNode,
    place: Span,
    { span, isExact }: { readonly span: Span; readonly isExact: boolean },
    { kind, name, role, scope, form = 'value', elsewhere }: Draft,
  ): void {
    // An alias of a map stands for many names, so that only one of a single value is a place of its own.
    const isAlias = place.start !== node.span.start && this.source.slice(place.start + 1, place.end) === node.anchor;
    const at = isAlias ? place : span;
    if (this.hasAliases) {
      // What an alias stands for is walked once for each of them.
      const id = `${at.start}:${span.start}:${kind}:${scope ?? ''}:${name}`;
      if (this.seen.has(id)) return;
      this.seen.add(id);
    }
    const isKnown = kind === 'column' || elsewhere !== undefined || this.isDeclared(kind, name, scope);
    this.names.push({
      kind,
      name,
      role: role ?? (isKnown ? 'reference' : 'unresolved'),
      scope,
      span: at,
      written: span,
      isExact,
      form,
      node,
      elsewhere,
    });
  }
}

function mapOf(node: Node | undefined): MapNode | undefined {
  const target = resolved(node);
  return target?.kind === 'map' ? target : undefined;
}

function entriesOf(map: MapNode | undefined, key: string): readonly Entry[] {
  return mapOf(map === undefined ? undefined : entryOf(map, key)?.value)?.entries ?? [];
}

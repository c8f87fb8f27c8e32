// unresolved-id: a reference has no target in this file.
// It must never speak where the section of the target is misspelled, merged in or could not be read.

import type { SlaFile } from '../../model/file';
import { innerSpan } from '../../model/reader';
import type { Objective } from '../../model/sla';
import { isEmpty } from '../../schema/plain';
import type { RefKind } from '../../schema/schema-node';
import type { KeyPlace, ValuePlace } from '../../schema/walk';
import { namesIn, parseExpression } from '../../scalars/expression';
import { parseTrigger } from '../../scalars/words';
import { agreementShape } from '../../schema/shapes';
import { nearest } from '../../schema/suggest';
import { isUnreadable } from '../../syntax/lost';
import { entryOf, resolved, type MapNode } from '../../syntax/nodes';
import type { Span } from '../../text/span';
import { plainText } from '../confusable';
import { replaceScalar } from '../edits';
import { unknownSteps } from '../derivations';
import { declared, hasLoss, lacks, rootMap, sectionOf } from '../facts';
import { defineRule, type Fix, type Yield } from '../rule';
import { hint, quoted } from '../say';

type Kind = keyof typeof sectionOf;

export const unresolvedId = defineRule({
  id: 'unresolved-id',
  category: 'syntax',
  lane: 'static',
  severity: 'error',
  summary: 'A reference has no target in this file.',
  why: 'A promise about something that is not defined cannot be judged, owed or remedied.',
  bad: `metrics:
  uptime: { type: availability, measuredBy: provdier }
#                                           ^^^^^^^^ No party "provdier"; did you mean "provider"?
`,
  good: `metrics:
  uptime: { type: availability, measuredBy: provider }
`,
  fixed: `metrics:
  uptime: { type: availability, measuredBy: provider }
`,
  yieldsTo: ['wrong-shape', 'invalid-id', 'confusable-text'],
  readsBeside: [
    'ids:parties',
    'ids:services',
    'ids:data',
    'ids:calendars',
    'ids:exclusions',
    'ids:remedies',
    'ids:goals',
    'references',
    'reporting',
    'changes',
    'disputes',
    'priorities',
    'history',
  ],
  *check({ file }) {
    yield* matrixYields(file);
    yield* unknownSteps(file);
  },
  *checkClause({ file, places, objectives }) {
    const scope = scopeOf(file);
    for (const place of places) {
      if (place.kind === 'value') yield* valueYields(file, scope, place);
      else if (place.kind === 'key') yield* keyYields(scope, place);
    }
    yield* levelYields(file, objectives);
  },
});

const scopes = new WeakMap<SlaFile, Scope>();

function scopeOf(file: SlaFile): Scope {
  let scope = scopes.get(file);
  if (scope === undefined) scopes.set(file, (scope = new Scope(file)));
  return scope;
}

/** What references of one file may refer to; a class because what is certain is found out once per kind. */
class Scope {
  private readonly file: SlaFile;
  private readonly certain = new Map<Kind, boolean>();
  private readonly misformed = new Map<Kind, ReadonlySet<string>>();

  constructor(file: SlaFile) {
    this.file = file;
  }

  /** Whether an id is surely not declared as any of some kinds; one that is declared in a form that no id may have is told there. */
  isUnknown(id: string, kinds: readonly Kind[]): boolean {
    return kinds.every((kind) => this.isCertain(kind) && !this.isDeclared(id, kind));
  }

  /** Also where the id is declared with signs in it that nobody sees, of which another rule speaks. */
  private isDeclared(id: string, kind: Kind): boolean {
    const ids = declared(this.file.model, kind);
    return (
      ids.has(id) ||
      this.malformed(kind).has(plainly(id)) ||
      [...ids.keys()].some((each) => !/^[\x20-\x7e]*$/.test(each) && plainText(each) === id)
    );
  }

  /** Ids of a kind that are no ids, as they would be without what makes them none. */
  private malformed(kind: Kind): ReadonlySet<string> {
    let found = this.misformed.get(kind);
    if (found === undefined) {
      const wrong = [...declared(this.file.model, kind).keys()].filter((id) => !/^[a-z][a-z0-9-]*$/.test(id));
      this.misformed.set(kind, (found = new Set(wrong.map(plainly))));
    }
    return found;
  }

  nearest(id: string, kinds: readonly Kind[]): string | undefined {
    return nearest(
      id,
      kinds.flatMap((kind) => [...declared(this.file.model, kind).keys()]),
    );
  }

  /** What an id is declared as, where it is something else than was meant. */
  otherKind(id: string): string | undefined {
    return kindsInOrder.find((kind) => declared(this.file.model, kind).has(id));
  }

  private isCertain(kind: Kind): boolean {
    let known = this.certain.get(kind);
    if (known === undefined) {
      known = this.wasRead(sectionOf[kind]);
      this.certain.set(kind, known);
    }
    return known;
  }

  private wasRead(section: string): boolean {
    const root = rootMap(this.file);
    if (root === undefined) return false;
    const entry = entryOf(root, section);
    // What is lost elsewhere leaves it certain what this section declares.
    if (entry === undefined ? hasLoss(this.file.tree) : isUnreadable(this.file.tree, entry.span)) return false;
    // Of a section that every agreement needs, its absence is the mistake.
    if (entry === undefined) return !agreementShape.map?.required.includes(section) && lacks(this.file, root, section);
    const value = resolved(entry.value);
    return value?.kind === 'map' && entryOf(value, '<<') === undefined;
  }
}

/** A word without what two spellings of one id differ by. */
function plainly(id: string): string {
  return id.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

const kindsInOrder = Object.keys(sectionOf) as readonly Kind[];

function kindsOf(ref: RefKind | undefined): readonly Kind[] {
  if (ref === undefined || ref === 'fee-or-term') return [];
  return ref === 'metric-or-objective' ? ['metric', 'objective'] : [ref];
}

function* valueYields(file: SlaFile, scope: Scope, place: ValuePlace): Generator<Yield> {
  const kinds = kindsOf(place.ref);
  const { node } = place;
  if (kinds.length === 0) {
    if (place.ref === 'fee-or-term') yield* feeYields(file, place);
    if (readsMetrics(place)) yield* expressionYields(file, scope, place);
    return;
  }
  if (place.shape.isElsewhere || isEmpty(node) || !scope.isUnknown(node.text, kinds)) return;
  // `party.contact` names a contact of a party.
  const isContact = place.shape.takesContact && node.text.includes('.');
  const id = isContact ? node.text.slice(0, node.text.indexOf('.')) : node.text;
  if (isContact && !scope.isUnknown(id, kinds)) return;
  const meant = scope.nearest(id, kinds);
  const replaced = meant === undefined ? undefined : meant + node.text.slice(id.length);
  const isOwn = place.span === node.span;
  const fix = replaced === undefined || !isOwn ? undefined : replaceScalar(node, replaced);
  yield said(scope, place.span, id, kinds, meant, fix === undefined ? [] : [fix]);
}

/** A fee or a term may be free text, so that only one which is nearly declared is certainly another one. */
function* feeYields({ model, tree }: SlaFile, { node, span }: ValuePlace): Generator<Yield> {
  if (hasLoss(tree) || isEmpty(node)) return;
  const names = [...model.fees.map(({ name }) => name), ...model.glossary.map(({ term }) => term)];
  const meant = names.includes(node.text) || node.text.length < 5 ? undefined : nearest(node.text, names);
  if (meant === undefined) return;
  const fix = span === node.span ? replaceScalar(node, meant) : undefined;
  const said = hint(`No fee or term ${quoted(node.text, 30)}`, meant);
  yield { span, message: said, fixes: fix === undefined ? [] : [fix] };
}

function* keyYields(scope: Scope, { entry, ref }: KeyPlace): Generator<Yield> {
  const kinds = kindsOf(ref);
  const { key, parent } = entry;
  if (kinds.length === 0 || !scope.isUnknown(key.text, kinds)) return;
  const meant = scope.nearest(key.text, kinds);
  const isFree = meant !== undefined && !hasKey(parent, meant);
  yield said(scope, key.span, key.text, kinds, meant, isFree ? [replacing(key.span, meant)] : []);
}

/** A part of the priorities that is a map. */
function partOfPriorities({ model }: SlaFile, key: 'levels' | 'matrix'): MapNode | undefined {
  const priorities = resolved(model.sections.get('priorities'));
  const part = priorities?.kind === 'map' ? resolved(entryOf(priorities, key)?.value) : undefined;
  return part?.kind === 'map' ? part : undefined;
}

/** Levels in the matrix of impact and urgency that are not among the levels of priority. */
function* matrixYields(file: SlaFile): Generator<Yield> {
  const levels = partOfPriorities(file, 'levels');
  if (levels === undefined || isUnreadable(file.tree, levels.span) || entryOf(levels, '<<') !== undefined) return;
  const names = levels.entries.map(({ key }) => key.text);
  if (names.length === 0 || new Set(names).size < names.length) return;
  for (const { value: row } of partOfPriorities(file, 'matrix')?.entries ?? []) {
    if (row?.kind !== 'map') continue;
    for (const { value: cell } of row.entries) {
      if (cell?.kind !== 'scalar' || isEmpty(cell) || names.includes(cell.text)) continue;
      const meant = nearest(cell.text, names);
      const fix = meant === undefined ? undefined : replaceScalar(cell, meant);
      const fact = `No level of priority ${quoted(cell.text, 30)}`;
      yield { span: cell.span, message: hint(fact, meant), fixes: fix === undefined ? [] : [fix] };
    }
  }
}

/** Groups of targets that are no level of priority, where others of the same objective are. */
function* levelYields(file: SlaFile, objectives: readonly Objective[]): Generator<Yield> {
  const names = partOfPriorities(file, 'levels')?.entries.map(({ key }) => key.text) ?? [];
  // A level that is declared twice may be the one that is lacking.
  if (new Set(names).size < names.length) return;
  for (const { targets = [] } of objectives) {
    if (!targets.some(({ group }) => names.includes(group))) continue;
    for (const { group, groupSpan } of targets) {
      if (names.includes(group)) continue;
      const meant = nearest(group, names);
      const isFree = meant !== undefined && !targets.some((other) => other.group === meant);
      const fixes = isFree ? [replacing(groupSpan, meant)] : [];
      yield { span: groupSpan, message: hint(`No level of priority ${quoted(group, 30)}`, meant), fixes };
    }
  }
}

/** A qualifying condition reads metrics by id; every other expression reads columns, which only data knows. */
function readsMetrics({ scalar, trail, node }: ValuePlace): boolean {
  if (isEmpty(node)) return false;
  const section = trail?.above?.above?.step;
  if (scalar === 'expression') return trail?.step === 'when' && section === 'objectives';
  return scalar === 'when' && parseTrigger(node.text) === undefined;
}

function* expressionYields(file: SlaFile, scope: Scope, place: ValuePlace): Generator<Yield> {
  const { text } = place.node;
  const parsed = parseExpression(text);
  if (!parsed.ok) return;
  for (const { name, span } of namesIn(parsed.expression)) {
    if (!scope.isUnknown(name, ['metric'])) continue;
    const meant = scope.nearest(name, ['metric']);
    const at = innerSpan(file.snapshot.text, place.span, text, span);
    const isExact = place.span === place.node.span && file.snapshot.text.slice(at.start, at.end) === name;
    yield said(scope, at, name, ['metric'], meant, meant === undefined || !isExact ? [] : [replacing(at, meant)]);
  }
}

function said(
  scope: Scope,
  span: Span,
  id: string,
  kinds: readonly Kind[],
  meant: string | undefined,
  fixes: readonly Fix[],
): Yield {
  const fact = `No ${kinds.join(' or ')} ${quoted(id, 30)}`;
  const other = meant === undefined ? scope.otherKind(id) : undefined;
  const noun = other === undefined ? undefined : `${/^[aeo]/.test(other) ? 'an' : 'a'} ${other}`;
  return { span, message: noun === undefined ? hint(fact, meant) : `${fact}; that is ${noun}`, fixes };
}

function replacing(span: Span, text: string): Fix {
  return { title: `Replace by "${text}"`, edits: [{ span, newText: text }] };
}

function hasKey(map: MapNode, key: string): boolean {
  return entryOf(map, key) !== undefined;
}

// unused-definition: something is defined and nothing refers to it.
// It must never speak while a reference of the same kind is broken: that one may have been meant.

import type { SlaFile } from '../../model/file';
import type { Calendar, Named, Objective, Remedy, SlaModel } from '../../model/sla';
import { defaultCalendar, metricOf } from '../../model/queries';
import { namesIn, parseExpression } from '../../scalars/expression';
import { parseTrigger } from '../../scalars/words';
import { clausesOf, type ClauseSection } from '../../schema/clauses';
import { placesIn, type PartedPlaces, type Place } from '../../schema/walk';
import { entryOf, resolved, type Entry } from '../../syntax/nodes';
import { blocksOf, ofBlocks, type Block } from '../../text/blocks';
import { removeEntry } from '../edits';
import { declared, hasLoss, promisesSomething, rootMap } from '../facts';
import { metricsBeside, type Beside } from '../judged';
import { hasWrongShape, misspelledAt } from '../shape';
import { defineRule } from '../rule';
import { quoted } from '../say';

const kinds = ['metric', 'data', 'calendar', 'exclusion', 'remedy'] as const;
type Kind = (typeof kinds)[number];

export const unusedDefinition = defineRule({
  id: 'unused-definition',
  category: 'syntax',
  lane: 'static',
  severity: 'hint',
  summary: 'Something is defined and nothing refers to it.',
  why: 'A remedy or exclusion that no objective names has no effect, though it reads as if it had one.',
  bad: `status: active
metrics:
  uptime: { type: availability }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report], reason: Kept in 2025 }
remedies:
  report: { kind: report, what: Cause of the miss, by: provider }
  exit: { kind: termination, holder: customer, notice: 30 d }
# ^^^^ "exit" is not used
`,
  good: `status: active
metrics:
  uptime: { type: availability }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report, exit], reason: Kept in 2025 }
remedies:
  report: { kind: report, what: Cause of the miss, by: provider }
  exit: { kind: termination, holder: customer, notice: 30 d }
`,
  fixed: `status: active
metrics:
  uptime: { type: availability }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report], reason: Kept in 2025 }
remedies:
  report: { kind: report, what: Cause of the miss, by: provider }
`,
  offIn: ['transcribe'],
  yieldsTo: ['duplicate-key', 'invalid-id', 'missing-key', 'wrong-shape'],
  *check({ file }) {
    const { model, tree, snapshot } = file;
    if (model.status?.value === 'draft' || hasLoss(tree)) return;
    // What stands under a misspelled key, or behind one that stands twice, may be the reference that is looked for.
    if (
      misspelledAt(file).size > 0 ||
      hasWrongShape(file) ||
      tree.problems.some(({ kind }) => kind === 'duplicate-key')
    )
      return;
    const removable = sectionsWithMore(file);
    for (const kind of kinds) {
      for (const named of unusedOf(file, kind)) {
        if (isUsedByItself(file, kind, named)) continue;
        // What it refers to would be left unused in its place.
        const leans = named.map?.entries.some(({ key }) => key.text === 'data' || key.text === 'calendar') === true;
        const edit = leans || !removable.has(kind) ? undefined : removeEntry(snapshot.text, named.entry);
        yield {
          span: named.idSpan,
          message: `${quoted(named.id, 40)} is not used`,
          isUnnecessary: true,
          fixes: edit === undefined ? [] : [{ title: `Remove "${named.id}"`, edits: [edit] }],
        };
      }
    }
  },
});

/** What no reference names; nothing where some reference of the kind has no target, or cannot be read. */
function unusedOf(file: SlaFile, kind: Kind): readonly Named[] {
  const { model, tree } = file;
  // An objective that lacks its remedy is the cause, and has a finding of its own.
  const lacking = kind === 'remedy' ? withoutRemedy(model.objectives).flat() : [];
  if (lacking.some((objective) => promisesSomething(file, objective))) return [];
  const { sections } = clausesOf(tree);
  const places = placesIn(tree);
  const isPlain = (key: ClauseSection): boolean => sections.some((section) => section.key === key);
  const [metrics, objectives] = [
    isPlain('metrics') ? model.metrics : [],
    isPlain('objectives') ? model.objectives : [],
  ];
  const parts = [...blocksOf<Named>(metrics), ...blocksOf<Named>(objectives)].map((block) => usesOf(block, places));
  const ids = declared(model, kind);
  const used = new Set<string>();
  for (const part of [...parts, usesBy(referencesIn(places.rest))])
    for (const { id, mayBeObjective } of part.get(kind) ?? []) {
      if (id === undefined || (mayBeObjective !== true && !ids.has(id))) return [];
      used.add(id);
    }
  if (kind !== 'metric') return [...ids.values()].filter(({ id }) => !used.has(id));
  for (const block of blocksOf(objectives)) if (lacksMetric(model, block)) return [];
  const judged = metricsNamed(objectives);
  return blocksOf(model.metrics).flatMap((block) => notAmong(block, judged).filter(({ id }) => !used.has(id)));
}

const withoutRemedy = ofBlocks<Objective, readonly Objective[]>((objectives) =>
  objectives.filter(({ remedies }) => remedies.length === 0),
);

const lacking = new WeakMap<Beside, boolean>();

/** Whether an objective of a block names a metric that is not there. */
function lacksMetric(model: SlaModel, block: Block<Objective>): boolean {
  const beside = metricsBeside(model, block);
  let lacks = lacking.get(beside);
  if (lacks === undefined) {
    lacks = block.items.some(({ metric }) => metric !== undefined && metricOf(model, metric.value) === undefined);
    lacking.set(beside, lacks);
  }
  return lacks;
}

const namedBy = new WeakMap<readonly Objective[], ReadonlySet<string>>();

/** The metrics that objectives judge. */
function metricsNamed(objectives: readonly Objective[]): ReadonlySet<string> {
  let names = namedBy.get(objectives);
  if (names === undefined) {
    names = new Set(objectives.flatMap(({ metric }) => metric?.value ?? []));
    namedBy.set(objectives, names);
  }
  return names;
}

const notAmongBefore = new WeakMap<
  Block<Named>,
  { readonly ids: ReadonlySet<string>; readonly left: readonly Named[] }
>();

/** Those of a block whose id is not among some; asked again for the same ids, the same answer. */
function notAmong(block: Block<Named>, ids: ReadonlySet<string>): readonly Named[] {
  let known = notAmongBefore.get(block);
  if (known?.ids !== ids) {
    known = { ids, left: block.items.filter(({ id }) => !ids.has(id)) };
    notAmongBefore.set(block, known);
  }
  return known.left;
}

interface Reference {
  readonly kind: Kind;
  /** Undefined where it cannot be read what is referred to. */
  readonly id: string | undefined;
  readonly mayBeObjective?: true;
}

type Uses = ReadonlyMap<Kind, readonly Reference[]>;

const usesByBlock = new WeakMap<Block<Named>, Uses>();

/** The references in a block of clauses, which stay the same as long as the block does; the metric of an objective is none of them. */
function usesOf(block: Block<Named>, places: PartedPlaces): Uses {
  let uses = usesByBlock.get(block);
  if (uses === undefined) {
    uses = usesBy(block.items.flatMap(({ entry }) => referencesIn(places.ofClause(entry), entry)));
    usesByBlock.set(block, uses);
  }
  return uses;
}

/** References by kind, each target once. */
function usesBy(references: readonly Reference[]): Uses {
  const uses = new Map<Kind, Map<string, Reference>>();
  for (const reference of references) {
    const known = uses.get(reference.kind) ?? new Map<string, Reference>();
    uses.set(reference.kind, known.set(`${reference.id} ${reference.mayBeObjective}`, reference));
  }
  return new Map([...uses].map(([kind, known]) => [kind, [...known.values()]]));
}

function referencesIn(places: readonly Place[], clause?: Entry): readonly Reference[] {
  const references: Reference[] = [];
  for (const place of places) {
    if (place.kind === 'definition') continue;
    const text = place.kind === 'value' ? place.node.text : place.entry.key.text;
    if (place.ref === 'metric-or-objective') references.push({ kind: 'metric', id: text, mayBeObjective: true });
    const kind = kinds.find((each) => each === place.ref);
    if (kind !== undefined) {
      if (kind !== 'metric' || !isMetricOf(clause, place)) references.push({ kind, id: text });
    } else if (place.kind === 'value' && place.trail?.step === 'when' && parseTrigger(text) === undefined) {
      const parsed = parseExpression(text);
      if (!parsed.ok) references.push({ kind: 'metric', id: undefined });
      else for (const { name } of namesIn(parsed.expression)) references.push({ kind: 'metric', id: name });
    }
  }
  return references;
}

/** Whether a place is the metric that an objective judges, which the model knows. */
function isMetricOf(clause: Entry | undefined, { kind, trail }: Place): boolean {
  if (clause === undefined || kind !== 'value' || trail?.step !== 'metric') return false;
  return trail.above?.step === clause.key.text && trail.above.above?.step === 'objectives';
}

function isUsedByItself(file: SlaFile, kind: Kind, named: Named): boolean {
  if (kind === 'calendar') {
    const { hours } = named as Calendar;
    return hours === '24x7' || hours === undefined || defaultCalendar(file.model)?.id === named.id;
  }
  const remedyKind = kind === 'remedy' ? (named as Remedy).kind : undefined;
  return kind === 'remedy' && (remedyKind === undefined || remedyKind.value === 'cap');
}

/** The kinds whose section would not be left empty. */
function sectionsWithMore(file: SlaFile): ReadonlySet<Kind> {
  const root = rootMap(file);
  const sections = {
    metric: 'metrics',
    data: 'data',
    calendar: 'calendars',
    exclusion: 'exclusions',
    remedy: 'remedies',
  };
  return new Set(
    kinds.filter((kind) => {
      const section = root === undefined ? undefined : resolved(entryOf(root, sections[kind])?.value);
      return section?.kind === 'map' && section.entries.length > 1;
    }),
  );
}

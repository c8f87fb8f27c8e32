// unused-definition: something is defined and nothing refers to it.
// It must never speak while a reference of the same kind is broken: that one may have been meant.

import type { SlaFile } from '../../model/file';
import type { Calendar, Named, Remedy } from '../../model/sla';
import { defaultCalendar } from '../../model/queries';
import { namesIn, parseExpression } from '../../scalars/expression';
import { parseTrigger } from '../../scalars/words';
import { placesIn, type Place } from '../../schema/walk';
import { entryOf, resolved, type Entry } from '../../syntax/nodes';
import { removeEntry } from '../edits';
import { declared, hasLoss, promisesSomething, rootMap } from '../facts';
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
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report] }
remedies:
  report: { kind: report, what: Cause of the miss, by: provider }
  exit: { kind: termination, holder: customer, notice: 30 d }
# ^^^^ "exit" is not used
`,
  good: `status: active
metrics:
  uptime: { type: availability }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report, exit] }
remedies:
  report: { kind: report, what: Cause of the miss, by: provider }
  exit: { kind: termination, holder: customer, notice: 30 d }
`,
  fixed: `status: active
metrics:
  uptime: { type: availability }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report] }
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
    const uses = usesIn(file);
    const removable = sectionsWithMore(file);
    for (const kind of kinds) {
      const used = uses.get(kind);
      if (used === undefined) continue;
      for (const named of declared(model, kind).values()) {
        if (used.has(named.id) || isUsedByItself(file, kind, named)) continue;
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

/** The ids referred to, by kind; a kind of which some reference has no target, or cannot be read, is left out. */
function usesIn(file: SlaFile): ReadonlyMap<Kind, ReadonlySet<string>> {
  const uses = new Map<Kind, Set<string>>(kinds.map((kind) => [kind, new Set<string>()]));
  // An objective that lacks its remedy is the cause, and has a finding of its own.
  if (file.model.objectives.some((objective) => objective.remedies.length === 0 && promisesSomething(file, objective)))
    uses.delete('remedy');
  const ids = new Map(kinds.map((kind) => [kind, declared(file.model, kind)]));
  const { clauses, rest } = placesIn(file.tree);
  const note = (references: readonly Reference[]): void => {
    for (const { kind, id, mayBeObjective } of references) {
      const used = uses.get(kind);
      if (used === undefined || (id !== undefined && used.has(id))) continue;
      if (id !== undefined && (mayBeObjective === true || ids.get(kind)?.has(id) === true)) used.add(id);
      else uses.delete(kind);
    }
  };
  for (const [entry, places] of clauses) note(kept(entry, places));
  note(referencesIn(rest));
  return uses;
}

interface Reference {
  readonly kind: Kind;
  /** Undefined where it cannot be read what is referred to. */
  readonly id: string | undefined;
  readonly mayBeObjective?: true;
}

const byClause = new WeakMap<Entry, readonly Reference[]>();

/** The references of a clause, which stay the same as long as it is taken over from text to text. */
function kept(clause: Entry, places: readonly Place[]): readonly Reference[] {
  let references = byClause.get(clause);
  if (references === undefined) byClause.set(clause, (references = referencesIn(places)));
  return references;
}

function referencesIn(places: readonly Place[]): readonly Reference[] {
  const references: Reference[] = [];
  for (const place of places) {
    if (place.kind === 'definition') continue;
    const text = place.kind === 'value' ? place.node.text : place.entry.key.text;
    if (place.ref === 'metric-or-objective') references.push({ kind: 'metric', id: text, mayBeObjective: true });
    const kind = kinds.find((each) => each === place.ref);
    if (kind !== undefined) references.push({ kind, id: text });
    else if (place.kind === 'value' && place.trail?.step === 'when' && parseTrigger(text) === undefined) {
      const parsed = parseExpression(text);
      if (!parsed.ok) references.push({ kind: 'metric', id: undefined });
      else for (const { name } of namesIn(parsed.expression)) references.push({ kind: 'metric', id: name });
    }
  }
  return references;
}

/** What has its effect without being named: the calendar of business time, hours that never close, a cap over a fee. */
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

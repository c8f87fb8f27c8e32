// Runs the rules that judge clauses, each clause once for as long as nothing that it can depend on has changed.
// It must never keep an offset: what was found in a clause moves with its text, and fixes are made when they are asked for.

import type { SlaFile } from '../model/file';
import { byId } from '../model/queries';
import type { Metric, Named, Objective } from '../model/sla';
import { clausesOf, type ClauseSection } from '../schema/clauses';
import { placesIn } from '../schema/walk';
import { isUnreadable } from '../syntax/lost';
import { resolved, type Entry } from '../syntax/nodes';
import { anchoredTo, type Span } from '../text/span';
import { clauseIndex } from './clause-index';
import { hasLoss, judge } from './facts';
import { withFixes } from './fixes';
import type { ClauseInput, Rule, Yield } from './rule';

/** Most findings that a rule has in one clause. */
const maximumYields = 1_000;

/** A finding as it is kept. */
interface Kept {
  readonly rule: Rule;
  /** Which of the rule's findings in the clause it is. */
  readonly index: number;
  readonly found: Omit<Yield, 'fixes'>;
  readonly hasFixes: boolean;
}

/** What a clause was judged beside, and what was found. */
interface State {
  readonly surroundings: Surroundings;
  readonly metric: Metric | undefined;
  readonly kept: readonly Kept[];
}

/** Everything but the clauses themselves. Two texts have the same surroundings where the keys are equal. */
interface Surroundings {
  readonly key: string;
}

const states = new WeakMap<Entry, State>();
const byRule = new WeakMap<SlaFile, ReadonlyMap<Rule, readonly Yield[]>>();

/** What the rules that judge clauses find in a file, by rule. `rules` is always the same list. */
export function clauseYields(file: SlaFile, rules: readonly Rule[]): ReadonlyMap<Rule, readonly Yield[]> {
  const known = byRule.get(file);
  if (known !== undefined) return known;
  const found = new Map<Rule, Yield[]>();
  const add = (input: ClauseInput, kept: readonly Kept[]): void => {
    for (const each of kept) {
      const list = found.get(each.rule);
      const shown = alive(each, input);
      if (list === undefined) found.set(each.rule, [shown]);
      else list.push(shown);
    }
  };
  const { touched } = clauseIndex(file.tree);
  // What was found beside a problem of YAML, or before there was one, is no help later.
  for (const clause of touched) states.delete(clause);
  const surroundings = surroundingsOf(file);
  for (const { clause, objective, metric } of partsOf(file)) {
    const before = states.get(clause);
    if (before?.surroundings === surroundings && before.metric === metric && objective?.when === undefined) {
      if (before.kept.length > 0) add(inputOf(file, clause, objective, metric), before.kept);
      continue;
    }
    const input = inputOf(file, clause, objective, metric);
    const kept = judged(rules, input, clause.key.span);
    if (!touched.has(clause)) states.set(clause, { surroundings, metric, kept });
    if (kept.length > 0) add(input, kept);
  }
  const rest = restOf(file);
  add(rest, judged(rules, rest, undefined));
  byRule.set(file, found);
  return found;
}

/** What one rule finds in all clauses, whether or not it is one of those that are kept. */
export function* freshClauseYields(file: SlaFile, rule: Rule): Generator<Yield> {
  if (rule.checkClause === undefined) return;
  for (const { clause, objective, metric } of partsOf(file))
    yield* rule.checkClause(inputOf(file, clause, objective, metric));
  yield* rule.checkClause(restOf(file));
}

function judged(rules: readonly Rule[], input: ClauseInput, anchor: Span | undefined): readonly Kept[] {
  const kept: Kept[] = [];
  for (const rule of rules) {
    let index = 0;
    for (const found of yieldsIn(rule, input)) {
      const { fixes = [], ...rest } = found;
      const moving = anchor === undefined ? rest : movingWith(anchor, rest);
      kept.push({ rule, index: index++, found: moving, hasFixes: fixes.length > 0 });
    }
  }
  return kept;
}

/** A rule that fails on a text nobody foresaw costs its own findings in this clause, no others. */
function yieldsIn(rule: Rule, input: ClauseInput): readonly Yield[] {
  const found: Yield[] = [];
  try {
    for (const each of rule.checkClause?.(input) ?? []) {
      found.push(each);
      if (found.length >= maximumYields) break;
    }
  } catch {
    return found;
  }
  return found;
}

function movingWith(anchor: Span, found: Omit<Yield, 'fixes'>): Omit<Yield, 'fixes'> {
  const span = anchoredTo(anchor, found.span);
  if (found.related === undefined) return { ...found, span };
  return { ...found, span, related: found.related.map((each) => ({ ...each, span: anchoredTo(anchor, each.span) })) };
}

function alive({ rule, index, found, hasFixes }: Kept, input: ClauseInput): Yield {
  return hasFixes ? withFixes(found, () => yieldsIn(rule, input)[index]?.fixes ?? []) : found;
}

/** A clause with what the model says of it. */
interface Part {
  readonly clause: Entry;
  readonly objective: Objective | undefined;
  /** The clause itself, or the metric that its objective names. */
  readonly metric: Metric | undefined;
}

function* partsOf({ model, tree }: SlaFile): Generator<Part> {
  const metrics = byId(model.metrics);
  for (const { key, clauses } of clausesOf(tree).sections) {
    const items: readonly Named[] = key === 'metrics' ? model.metrics : model.objectives;
    for (let index = 0; index < clauses.length; index++) {
      const item = items[index];
      const clause = clauses[index];
      // The model lists the same entries in the same order; what it does not list has no meaning.
      if (clause === undefined || item?.entry !== clause) continue;
      if (key === 'metrics') yield { clause, objective: undefined, metric: item as Metric };
      else {
        const objective = item as Objective;
        yield { clause, objective, metric: metrics.get(objective.metric?.value ?? '') };
      }
    }
  }
}

function inputOf(
  file: SlaFile,
  clause: Entry,
  objective: Objective | undefined,
  metric: Metric | undefined,
): ClauseInput {
  return {
    file,
    places: placesIn(file.tree).clauses.get(clause) ?? [],
    metrics: objective === undefined && metric !== undefined ? [metric] : [],
    objectives: objective === undefined ? [] : [objective],
    judged: objective === undefined ? [] : judge(file.model, objective),
    remedies: [],
  };
}

/** What is in no clause: all other sections, and what stands behind an alias. */
function restOf(file: SlaFile): ClauseInput {
  const { model, tree } = file;
  const { remedies } = model;
  const places = placesIn(tree).rest;
  const { sections } = clausesOf(tree);
  // A section that is no map of its own stands behind an alias.
  const isOutside = (key: ClauseSection): boolean => !sections.some((section) => section.key === key);
  const metrics = isOutside('metrics') ? model.metrics : [];
  const objectives = isOutside('objectives') ? model.objectives : [];
  const judged = objectives.flatMap((objective) => judge(model, objective));
  return { file, places, metrics, objectives, judged, remedies };
}

const numbers = new WeakMap<Entry, number>();
let lastNumber = 0;

/** A number that an entry keeps as long as it is taken over. */
function numberOf(entry: Entry): number {
  let number = numbers.get(entry);
  if (number === undefined) {
    number = ++lastNumber;
    numbers.set(entry, number);
  }
  return number;
}

function surroundingsOf(file: SlaFile): Surroundings {
  const root = resolved(file.tree.root);
  const sections = new Map(clausesOf(file.tree).sections.map((section) => [section.entry, section]));
  const key = (root?.kind === 'map' ? root.entries : [])
    .map((entry) => {
      const section = sections.get(entry);
      return section === undefined ? numberOf(entry) : section.clauses.map((clause) => clause.key.text).join('\u0000');
    })
    .join('\u0001');
  // Which sections could be read decides what is certain in all others.
  const lost =
    hasLoss(file.tree) && root?.kind === 'map' ? root.entries.map(({ span }) => isUnreadable(file.tree, span)) : [];
  const told = `${key}\u0001${lost.join()}`;
  // The same text around many clauses is kept once, and compared once.
  for (const { clauses } of sections.values())
    for (const clause of clauses) {
      const known = states.get(clause)?.surroundings;
      if (known?.key === told) return known;
      if (known !== undefined) return { key: told };
    }
  return { key: told };
}

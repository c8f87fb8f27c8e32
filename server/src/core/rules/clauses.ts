// Runs the rules that judge clauses, each clause once for as long as nothing that it can depend on has changed.
// It must never keep an offset: what was found in a clause moves with its text, and fixes are made when they are asked for.

import type { SlaFile } from '../model/file';
import { metricOf } from '../model/queries';
import type { Metric, Named, Objective } from '../model/sla';
import { clausesOf, type Clauses, type ClauseSection } from '../schema/clauses';
import { placesIn } from '../schema/walk';
import { isUnreadable } from '../syntax/lost';
import { resolved, type Entry } from '../syntax/nodes';
import { blocksOf, type Block } from '../text/blocks';
import { anchoredTo, type Span } from '../text/span';
import { clauseIndex } from './clause-index';
import { hasLoss } from './facts';
import { judge, metricsBeside, type Beside } from './judged';
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

/** Everything but what the clauses say: the other sections, what could be read of them, and the ids of the clauses. */
interface Surroundings {
  readonly others: string;
  /** By section; the last lists that declare these ids. */
  clauses: readonly (readonly Entry[])[];
}

/** What a clause was judged beside, and what was found. */
interface State {
  readonly surroundings: Surroundings;
  readonly metric: Metric | undefined;
  readonly kept: readonly Kept[];
}

/** The same for a block of clauses, of which only those are named in which something was found. */
interface BlockState {
  readonly surroundings: Surroundings;
  readonly beside: Beside | undefined;
  readonly found: readonly Named[];
}

const states = new WeakMap<Entry, State>();
const blockStates = new WeakMap<Block<Named>, BlockState>();
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
  /** Judges one clause where it has to be; answers whether something was found, and whether that holds for the next text. */
  const judgeClause = (part: Part): { readonly hasFound: boolean; readonly holds: boolean } => {
    const { clause, objective, metric } = part;
    const isVolatile = objective?.when !== undefined || touched.has(clause);
    const before = states.get(clause);
    if (before?.surroundings === surroundings && before.metric === metric && !isVolatile) {
      if (before.kept.length > 0) add(inputOf(file, part), before.kept);
      return { hasFound: before.kept.length > 0, holds: true };
    }
    const input = inputOf(file, part);
    const kept = judged(rules, input, clause.key.span);
    if (!touched.has(clause)) states.set(clause, { surroundings, metric, kept });
    add(input, kept);
    return { hasFound: kept.length > 0, holds: !isVolatile };
  };
  for (const { block, beside, partOf } of blocksIn(file)) {
    const before = blockStates.get(block);
    if (before?.surroundings === surroundings && before.beside === beside && !reaches(touched, block)) {
      for (const item of before.found) judgeClause(partOf(item));
      continue;
    }
    blockStates.delete(block);
    const judgements = block.items.map((item) => ({ item, ...judgeClause(partOf(item)) }));
    if (judgements.some(({ holds }) => !holds)) continue;
    const withFindings = judgements.filter(({ hasFound }) => hasFound).map(({ item }) => item);
    blockStates.set(block, { surroundings, beside, found: withFindings });
  }
  const rest = restOf(file);
  add(rest, judged(rules, rest, undefined));
  byRule.set(file, found);
  return found;
}

function reaches(touched: ReadonlySet<Entry>, { items }: Block<Named>): boolean {
  return touched.size > 0 && items.some(({ entry }) => touched.has(entry));
}

/** What one rule finds in all clauses, whether or not it is one of those that are kept. */
export function* freshClauseYields(file: SlaFile, rule: Rule): Generator<Yield> {
  if (rule.checkClause === undefined) return;
  for (const { block, partOf } of blocksIn(file))
    for (const item of block.items) yield* rule.checkClause(inputOf(file, partOf(item)));
  yield* rule.checkClause(restOf(file));
}

function judged(rules: readonly Rule[], input: ClauseInput, anchor: Span | undefined): readonly Kept[] {
  const kept: Kept[] = [];
  for (const rule of rules) {
    let index = 0;
    for (const found of yieldsIn(rule, input)) {
      const moving = anchor === undefined ? bare(found) : movingWith(anchor, bare(found));
      kept.push({ rule, index: index++, found: moving, hasFixes: mayHaveFixes(found) });
    }
  }
  return kept;
}

/** A finding without its fixes, which are not made for that. */
function bare({ span, message, related, severity, isUnnecessary }: Yield): Omit<Yield, 'fixes'> {
  return {
    ...{ span, message },
    ...(related === undefined ? {} : { related }),
    ...(severity === undefined ? {} : { severity }),
    ...(isUnnecessary === undefined ? {} : { isUnnecessary }),
  };
}

/** Whether a finding brings fixes, or would make some when it is asked. */
function mayHaveFixes(found: Yield): boolean {
  const fixes = Object.getOwnPropertyDescriptor(found, 'fixes');
  if (fixes?.get !== undefined) return true;
  return found.fixes !== undefined && found.fixes.length > 0;
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

/** A block of clauses as the model lists them. */
interface PartBlock {
  readonly block: Block<Named>;
  readonly beside: Beside | undefined;
  readonly partOf: (item: Named) => Part;
}

/** All clauses by blocks. The model lists the entries of a section in their order; one behind an alias is no clause. */
function* blocksIn({ model, tree }: SlaFile): Generator<PartBlock> {
  for (const { key } of clausesOf(tree).sections) {
    if (key === 'metrics') {
      const partOf = (item: Named): Part => ({ clause: item.entry, objective: undefined, metric: item as Metric });
      for (const block of blocksOf(model.metrics)) yield { block, beside: undefined, partOf };
      continue;
    }
    const partOf = (item: Named): Part => {
      const objective = item as Objective;
      return { clause: item.entry, objective, metric: metricOf(model, objective.metric?.value) };
    };
    for (const block of blocksOf(model.objectives)) yield { block, beside: metricsBeside(model, block), partOf };
  }
}

function inputOf(file: SlaFile, { clause, objective, metric }: Part): ClauseInput {
  return {
    file,
    places: placesIn(file.tree).ofClause(clause),
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

/** The surroundings of the clauses of a file: those of the text before where they are the same. */
function surroundingsOf({ tree }: SlaFile): Surroundings {
  const root = resolved(tree.root);
  const entries = root?.kind === 'map' ? root.entries : [];
  const { sections } = clausesOf(tree);
  const bySection = new Map(sections.map((section) => [section.entry, section.clauses]));
  // Which sections could be read decides what is certain in all others.
  const lost = hasLoss(tree) ? entries.map(({ span }) => isUnreadable(tree, span)).join() : '';
  const others = `${entries.map((entry) => (bySection.has(entry) ? entry.key.text : numberOf(entry))).join()} ${lost}`;
  const now: Surroundings = { others, clauses: sections.map(({ clauses }) => clauses) };
  const before = lastSurroundings(sections);
  if (before === undefined || !isSame(before, now)) return now;
  before.clauses = now.clauses;
  return before;
}

/** What the clauses of a tree were judged beside when they were judged last. */
function lastSurroundings(sections: Clauses['sections']): Surroundings | undefined {
  for (const { clauses } of sections)
    for (const clause of clauses) {
      const known = states.get(clause)?.surroundings;
      if (known !== undefined) return known;
    }
  return undefined;
}

function isSame(before: Surroundings, now: Surroundings): boolean {
  if (before.others !== now.others || before.clauses.length !== now.clauses.length) return false;
  return now.clauses.every((clauses, index) => hasSameIds(before.clauses[index] ?? [], clauses));
}

/** Whether two lists of clauses declare the same ids in the same order; what they have in common is not looked at. */
function hasSameIds(before: readonly Entry[], now: readonly Entry[]): boolean {
  if (before === now) return true;
  if (before.length !== now.length) return false;
  return now.every((clause, index) => {
    const other = before[index];
    return other === clause || other?.key.text === clause.key.text;
  });
}

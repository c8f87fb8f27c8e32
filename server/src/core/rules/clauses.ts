// Runs the rules that judge clauses, each clause once for as long as nothing that it can depend on has changed.
// It must never keep an offset: what was found in a clause moves with its text, and fixes are made when they are asked for.

import type { SlaFile } from '../model/file';
import { metricOf } from '../model/queries';
import type { Metric, Named, Objective } from '../model/sla';
import { clausesOf, type ClauseSection } from '../schema/clauses';
import { placesIn } from '../schema/walk';
import type { Entry } from '../syntax/nodes';
import { blocksOf, type Block } from '../text/blocks';
import { anchoredTo, type Span } from '../text/span';
import { clauseIndex } from './clause-index';
import { judge, metricsBeside, type Beside } from './judged';
import { withFixes } from './fixes';
import type { ClauseInput, Rule, Yield } from './rule';
import { isSince, readsAny, surroundingsOf, type Surroundings } from './surroundings';

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
  const surroundings = surroundingsOf(file, (clause) => states.get(clause)?.surroundings);
  const affected = rules.filter((rule) => readsAny(rule, surroundings));
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
    // Where only other sections have changed, what rules found that do not read these still holds.
    const holding =
      before !== undefined && isSince(surroundings, before.surroundings) && before.metric === metric && !isVolatile
        ? before.kept.filter(({ rule }) => !affected.includes(rule))
        : undefined;
    const fresh = judged(holding === undefined ? rules : affected, input, clause.key.span);
    const kept = holding === undefined || holding.length === 0 ? fresh : [...holding, ...fresh];
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

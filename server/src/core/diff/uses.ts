// Which objectives of an agreement build on which clause, found once for a model: every difference asks, and there may be thousands.
// It must never name objectives in another order than that of the text.

import { byId, objectiveOf } from '../model/queries';
import type { Metric, Objective, SlaModel, Text } from '../model/sla';
import { namesIn, parseExpression } from '../scalars/expression';

/** The objectives of a model by the id of what they build on, in document order; none where nothing does. */
export interface ObjectiveUses {
  readonly called: (id: string) => readonly Objective[];
  /** Those whose own metric it is. */
  readonly over: (metric: string) => readonly Objective[];
  /** Those whose metric it is, or a composite that it is part of. */
  readonly reaching: (metric: string) => readonly Objective[];
  /** Those that hold on a condition over it. */
  readonly conditionalOn: (metric: string) => readonly Objective[];
  /** Those that reach it, or hold on a condition over it. */
  readonly judging: (metric: string) => readonly Objective[];
  readonly leavingOut: (exclusion: string) => readonly Objective[];
  readonly followedBy: (remedy: string) => readonly Objective[];
  /** Those with credits of a fee; of no fee at all for the empty text. */
  readonly creditedFrom: (fee: string) => readonly Objective[];
  /** Those whose own metric is read from it. */
  readonly readFrom: (source: string) => readonly Objective[];
  /** Those that name it, themselves or in a target of a group. */
  readonly countedBy: (calendar: string) => readonly Objective[];
  /** Those whose own metric counts by it, */
  readonly measuredBy: (calendar: string) => readonly Objective[];
  /** as a whole or in a part. */
  readonly measuredInPartBy: (calendar: string) => readonly Objective[];
  /** Objectives of several lists, each once. */
  readonly together: (...lists: readonly (readonly Objective[])[]) => readonly Objective[];
}

type Keys = readonly (string | undefined)[];
type Find = (id: string) => readonly Objective[];

const none: readonly Objective[] = [];
const known = new WeakMap<SlaModel, ObjectiveUses>();

export function usesIn(model: SlaModel): ObjectiveUses {
  let uses = known.get(model);
  if (uses === undefined) known.set(model, (uses = found(model)));
  return uses;
}

function found(model: SlaModel): ObjectiveUses {
  const { objectives } = model;
  const metrics = [...byId(model.metrics).values()];
  const by = (keysOf: (objective: Objective) => Keys): Find => {
    const lists = once(() => grouped(objectives, keysOf));
    return (id) => lists().get(id) ?? none;
  };
  const places = once(() => new Map(objectives.map((objective, at) => [objective, at])));
  const together: ObjectiveUses['together'] = (...lists) => {
    const [only = none, ...others] = lists.filter(({ length }) => length > 0);
    if (others.length === 0) return only;
    const order = places();
    return [...new Set([only, ...others].flat())].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  };
  const over = by(({ metric }) => [metric?.value]);
  const overAll = (ids: Iterable<string>): readonly Objective[] => together(...[...ids].map(over));
  const throughMetrics = (keysOf: (metric: Metric) => Keys): Find => {
    const lists = once(() => grouped(metrics, keysOf));
    return remembered((id) => overAll((lists().get(id) ?? []).map((metric) => metric.id)));
  };
  const credits = once(() =>
    grouped(
      model.remedies.filter(({ kind }) => kind?.value === 'service-credit'),
      ({ of }) => [of?.value ?? ''],
    ),
  );
  const followedBy = by(({ remedies }) => remedies.map(({ value }) => value));
  const composites = once(() => compositesIn(model, metrics));
  const reaching = remembered((metric) => overAll(upwards(metric, composites())));
  const conditionalOn = by(conditionNames);
  return {
    over,
    reaching,
    conditionalOn,
    together,
    called: by(({ id }) => [id]),
    judging: remembered((metric) => together(reaching(metric), conditionalOn(metric))),
    leavingOut: by(({ excludes }) => excludes.map(({ value }) => value)),
    followedBy,
    creditedFrom: remembered((fee) => together(...(credits().get(fee) ?? []).map(({ id }) => followedBy(id)))),
    readFrom: throughMetrics(({ data }) => [data?.value]),
    countedBy: by(({ calendar, targets = [] }) => [calendar, ...targets.map((each) => each.calendar)].map(valueOf)),
    measuredBy: throughMetrics(({ parameters }) => [parameters.get('calendar')?.value]),
    measuredInPartBy: throughMetrics(({ parameters }) =>
      [...parameters].flatMap(([key, { value }]) => (/(?:^|\.)calendar$/.test(key) ? [value] : [])),
    ),
  };
}

const valueOf = (text: Text | undefined): string | undefined => text?.value;

function conditionNames({ when }: Objective): readonly string[] {
  const condition = when === undefined ? undefined : parseExpression(when.value);
  return condition?.ok === true ? namesIn(condition.expression).map(({ name }) => name) : [];
}

/** The composites of which each metric is a direct part, by itself or as what an objective judges. */
function compositesIn(model: SlaModel, metrics: readonly Metric[]): ReadonlyMap<string, readonly string[]> {
  const parts = new Map<string, string[]>();
  const note = (part: string | undefined, composite: string): void => {
    if (part === undefined) return;
    const list = parts.get(part);
    if (list === undefined) parts.set(part, [composite]);
    else list.push(composite);
  };
  for (const { id, members } of metrics)
    for (const { value } of members) {
      note(value, id);
      note(objectiveOf(model, value)?.metric?.value, id);
    }
  return parts;
}

/** A metric and all composites that it is part of. */
function upwards(metric: string, composites: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const seen = new Set([metric]);
  // What is added while a set is walked is walked as well.
  for (const each of seen) for (const composite of composites.get(each) ?? []) seen.add(composite);
  return seen;
}

/** Items by each of their keys, in their order; an item that says a key twice is there once. */
export function grouped<T>(items: readonly T[], keysOf: (item: T) => Keys): ReadonlyMap<string, readonly T[]> {
  const lists = new Map<string, T[]>();
  for (const item of items)
    for (const key of keysOf(item)) {
      if (key === undefined) continue;
      const list = lists.get(key);
      if (list === undefined) lists.set(key, [item]);
      else if (list.at(-1) !== item) list.push(item);
    }
  return lists;
}

function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

function remembered<T extends object>(find: (id: string) => T): (id: string) => T {
  const answers = new Map<string, T>();
  return (id) => {
    let answer = answers.get(id);
    if (answer === undefined) answers.set(id, (answer = find(id)));
    return answer;
  };
}

// Decides which sources a database may sum up itself: those of which every item gives the same parts from sums as from the records.
// It must never take a guess: what is not known to be the same to the last digit is read record by record.

import type { ComputePlan, PlanItem, SourcePlan } from '../../core/compliance/plan-types';
import { namesIn, parseExpression } from '../../core/scalars/expression';
import { zoneOf } from '../../core/time/zones';
import { roleNames } from '../../core/vocabulary/metrics/choose';
import { bindItem, kindFilters, SlotList, type Feed } from '../feed';

/** A column of a table; `type` is the number by which PostgreSQL knows the type. */
export interface Column {
  readonly name: string;
  readonly type: number;
}

/** How records may be put together: those alike in all keys and in the part of time count as one row. */
export interface Collapse {
  readonly at: Column;
  /** Columns that stay as they stand. */
  readonly keys: readonly Column[];
  /** Columns of amounts of which only sums matter. */
  readonly summed: readonly Column[];
  /** Pairs of them of which it matters which one is greater, in every record. */
  readonly pairs: readonly (readonly [string, string])[];
  /** The rhythm of the source in microseconds. */
  readonly every: number | undefined;
}

export const typeNumbers = { timestamptz: 1184, timestamp: 1114, date: 1082, numeric: 1700 } as const;
const integerTypes = new Set([20, 21, 23]);

/** Whether a sum of a type is exact and written as its values are. */
export function isInteger({ type }: Column): boolean {
  return integerTypes.has(type);
}

/** How the records of a source may be put together, or why they may not. `columns` are those that the plan may look at. */
export function collapseOf(plan: ComputePlan, source: SourcePlan, columns: readonly Column[]): Collapse | string {
  const items = plan.items.filter((item) => item.source === source.id);
  const isBeside =
    plan.exclusions.some((exclusion) => exclusion.source === source.id) ||
    plan.items.some(({ parameters }) => Object.values(parameters).includes(source.id));
  if (isBeside) return 'its records are read one by one for another source';
  if (source.key !== undefined) return 'of each key only one record counts';
  if (source.timeZone !== undefined && zoneOf(source.timeZone) === undefined) return 'its time zone is not known';
  const { everyMs } = source;
  if (everyMs !== undefined && !Number.isInteger(everyMs)) return 'its rhythm is no whole number of milliseconds';
  const header = columns.map(({ name }) => name);
  const slots = new SlotList();
  const bound = items.flatMap((item) => {
    const binding = bindItem(plan, item, { source, header, slots });
    return binding.ok ? [{ item, feed: binding.feed }] : [];
  });
  const [first] = bound;
  if (first === undefined) return 'no item can be computed from it';
  const instant = first.feed.columnOf('at');
  for (const each of bound) {
    const why = unfit(each.item, each.feed) ?? (each.feed.columnOf('at') === instant ? undefined : 'two instants');
    if (why !== undefined) return why;
  }
  const at = columns.find(({ name }) => name === instant);
  if (at === undefined || !isTime(at)) return 'its instants are no time stamps';
  if (slots.slots.some(({ name, kind }) => name === at.name && kind !== 'instant'))
    return 'its instants are looked at as something else, too';
  const keys = keysOf(plan, bound, columns);
  const named = (name: string): readonly Column[] => columns.filter((column) => column.name === name);
  const numbers = new Set(
    slots.slots.flatMap(({ name, kind }) => (kind === 'number' && !keys.has(name) ? [name] : [])),
  );
  const pairs = bound.flatMap(({ feed, item }) =>
    comparedRoles(item).flatMap(([one, other]) => {
      const [a, b] = [feed.columnOf(one), feed.columnOf(other)];
      return a !== undefined && b !== undefined && a !== b && numbers.has(a) && numbers.has(b) ? [[a, b] as const] : [];
    }),
  );
  return {
    at,
    keys: [...keys].flatMap(named),
    summed: [...numbers].flatMap(named),
    pairs: [...new Map(pairs.map((pair) => [pair.join('\0'), pair])).values()],
    every: everyMs === undefined ? undefined : everyMs * 1_000,
  };
}

function isTime({ type }: Column): boolean {
  return type === typeNumbers.timestamptz || type === typeNumbers.timestamp || type === typeNumbers.date;
}

/** Why the records of an item may not be put together. */
function unfit(item: PlanItem, feed: Feed): string | undefined {
  const { fold, parameters, type } = item;
  const summing = new Set(['counts', 'values', 'scores', 'aggregate', 'quotient', 'throughput', 'distinct']);
  if (!summing.has(fold.kind)) return `"${type}" looks at every record`;
  if (parameters['maturity'] !== undefined) return 'a maturity looks at every record';
  if (parameters['quorum'] !== undefined) return 'a quorum looks at every record';
  const at = feed.slotOf('at');
  if (at === undefined || feed.timeSlots.length !== 1 || feed.timeSlots[0] !== at)
    return 'a record has more than one instant';
  const isShared = rolesOf(item, feed).some((role) => role !== 'at' && feed.columnOf(role) === feed.columnOf('at'));
  return isShared ? 'two roles are mapped to its instant' : undefined;
}

/** All roles that may be mapped. */
function rolesOf({ columns }: PlanItem, { input }: Feed): readonly string[] {
  return [...new Set([...roleNames, ...Object.keys(columns), ...input.roles.map(({ role }) => role)])];
}

/** Roles of amounts that have to be summed all or not at all: one is held against another. */
function amountsOf({ fold }: PlanItem): readonly string[] {
  return ['good', 'bad', 'total', ...(fold.kind === 'quotient' ? [fold.numerator, fold.denominator] : [])];
}

/** Roles of which it matters which one is greater: a part exceeds its total, or a distance changes its sign. */
function comparedRoles({ fold }: PlanItem): readonly (readonly [string, string])[] {
  const parts = [['bad', 'total'] as const, ['good', 'total'] as const];
  return fold.kind === 'quotient' ? [...parts, [fold.numerator, fold.denominator]] : parts;
}

/** Roles of which every single value matters. */
function valueRoles({ fold, statistic }: PlanItem): readonly string[] {
  switch (fold.kind) {
    case 'values':
    case 'scores':
    case 'aggregate':
      return ['value', 'weight'];
    case 'throughput':
      // A statistic over rates asks for the amount of each record.
      return statistic === undefined ? [] : ['total', 'good', 'bad'];
    case 'distinct':
      return ['key'];
    default:
      return [];
  }
}

/** The names of columns of which the values themselves matter. */
function keysOf(
  plan: ComputePlan,
  bound: readonly { readonly item: PlanItem; readonly feed: Feed }[],
  columns: readonly Column[],
): ReadonlySet<string> {
  const isColumn = (name: string): boolean => columns.some((column) => column.name === name);
  const mayBeSummed = (name: string): boolean =>
    columns.some((column) => column.name === name && (isInteger(column) || column.type === typeNumbers.numeric));
  const keys = new Set<string>();
  for (const { item, feed } of bound) {
    item.per.forEach((column) => keys.add(column));
    const expressions = Object.values(item.columns).filter((text) => !isColumn(text));
    for (const text of [...item.where, ...kindFilters(plan.exclusions, item), ...expressions]) {
      const parsed = parseExpression(text);
      for (const { name } of parsed.ok ? namesIn(parsed.expression) : [])
        for (const column of [name, item.columns[name], feed.columnOf(name)])
          if (column !== undefined && isColumn(column)) keys.add(column);
    }
    for (const role of rolesOf(item, feed)) {
      const column = feed.columnOf(role);
      const kind = feed.slots.slots[feed.slotOf(role) ?? -1]?.kind;
      if (column === undefined || kind === undefined || role === 'at') continue;
      const isBounded = feed.input.roles.some((known) => known.role === role && known.most !== undefined);
      const isKey = kind !== 'number' || isBounded || !mayBeSummed(column);
      if (isKey || valueRoles(item).includes(role)) keys.add(column);
    }
    // The role of a text has no slot that is checked.
    const key = item.columns['key'] ?? 'key';
    if (valueRoles(item).includes('key') && isColumn(key)) keys.add(key);
  }
  // Where one amount is a key, those that are held against it are.
  for (let size = -1; size !== keys.size;) {
    size = keys.size;
    for (const { item, feed } of bound) {
      const amounts = amountsOf(item).flatMap((role) => feed.columnOf(role) ?? []);
      if (amounts.some((column) => keys.has(column))) amounts.forEach((column) => keys.add(column));
    }
  }
  return keys;
}

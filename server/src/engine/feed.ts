// Binds one plan item to the columns of a file: roles to slots or expressions, filters, groups, and the checks that a row passes.
// It must never repair a row: a bad one is named with its line and left out.

import type { ComputePlan, ExclusionPlan, PlanItem, SourcePlan } from '../core/compliance/plan-types';
import type { Input, Role, RoleType } from '../core/vocabulary/metrics/metric';
import { chooseInput, mappedRoles, missingRoles } from '../core/vocabulary/metrics/choose';
import { metricType } from '../core/vocabulary/metrics/index';
import { isBooleanExpression } from '../core/scalars/expression';
import { collapsedOf, type Collapsed } from './collapsed';
import {
  choiceOf,
  compileBoolean,
  compileNumber,
  pickingOf,
  type Choice,
  type Picking,
  type Scope,
} from './expressions';
import { computedNumber, crossChecks, ordersOf, slotCheck, slotNumber, type NumberReader } from './row-checks';
import { read, type Row, type SlotKind } from './sources/row';

export interface Feed {
  readonly input: Input;
  instant(role: string): (() => number) | undefined;
  /** The slot of a role that is mapped to a column, for folds that every row goes through. */
  slotOf(role: string): number | undefined;
  /** The slot of a role that is a text. */
  textSlotOf(role: string): number | undefined;
  /** The column to which a role is mapped; undefined for an expression. */
  columnOf(role: string): string | undefined;
  readonly slots: SlotList;
  number(role: string): NumberReader | undefined;
  boolean(role: string): (() => number) | undefined;
  text(role: string): (() => string) | undefined;
  /** Why the row is bad, or undefined. */
  check(): string | undefined;
  /** Whether filters and exclusions by kind keep the row. */
  keeps(): boolean;
  /** Whether a filter certainly leaves the row out, whatever else is wrong with it. */
  dismisses(): boolean;
  /** Whether no filter leaves the row out, and one of them cannot tell. */
  isUntold(): boolean;
  group(): string | undefined;
  /** Slots of the row's instants over its role columns (`at`, `start`, `end`). */
  readonly timeSlots: Int32Array;
  /** Slots whose being read is all that makes a row good; undefined where more has to be checked. */
  readonly quickSlots: Int32Array | undefined;
  /** Those of them that may not be below zero. */
  readonly quickAmounts: Int32Array;
  /** Those of them of which the one may not be before the other: earlier and later in turn. */
  readonly quickOrders: Int32Array;
  /** A column without one of whose texts the filters certainly leave the row out; where it is all, they keep it with one of them. */
  readonly choice: Choice | undefined;
  /** Feeds of one source with the same words find the same rows bad, for the same reason; undefined where none is like another. */
  readonly checkedAs: string | undefined;
  readonly isFiltered: boolean;
  readonly isGrouped: boolean;
  /** The texts by which rows are grouped; undefined without groups, and where more than one column makes them. */
  readonly grouping: Picking | undefined;
}

export type Bound =
  { readonly ok: true; readonly feed: Feed } | { readonly ok: false; readonly role: string; readonly message: string };

/** Slots asked for so far, shared by all feeds of one scan. */
export class SlotList {
  readonly slots: { name: string; kind: SlotKind }[] = [];
  row: Row | undefined;
  /** Which of the files of a source is being read. */
  file = 0;
  /** What a row stands for, where rows of the source stand for several records. */
  readonly collapsed: Collapsed | undefined;

  /** `summed`: the columns of amounts of a source whose rows stand for several records. */
  constructor(summed?: ReadonlySet<string>) {
    this.collapsed = summed === undefined ? undefined : collapsedOf(this, summed);
  }

  slot(name: string, kind: SlotKind): number {
    const index = this.slots.findIndex((slot) => slot.name === name && slot.kind === kind);
    return index >= 0 ? index : this.slots.push({ name, kind }) - 1;
  }

  current(): Row {
    if (this.row === undefined) throw new Error('The row is read before the scan began');
    return this.row;
  }
}

const kindOfRole: Readonly<Record<string, SlotKind>> = {
  at: 'instant',
  start: 'instant',
  end: 'instant',
  announced: 'instant',
  due: 'instant',
  ok: 'boolean',
  good: 'number',
  bad: 'number',
  total: 'number',
  value: 'number',
  weight: 'number',
  paused: 'number',
};

const kindOfType: Readonly<Record<RoleType, SlotKind>> = {
  instant: 'instant',
  number: 'number',
  duration: 'number',
  boolean: 'boolean',
  text: 'text',
};

export interface FeedOptions {
  readonly source: SourcePlan;
  readonly header: readonly string[];
  readonly slots: SlotList;
  readonly units: ReadonlyMap<string, string>;
  /** Whether a value below zero makes the row a bad one. */
  readonly isNeverNegative?: boolean;
  /** Whether a part that exceeds its total is no mistake. */
  readonly isCapped?: boolean;
  /** Everything that decides which rows are bad, in words that are compared. */
  readonly checkedAs?: string;
}

/** Binds an item, with the exclusions by kind that are its own. Fails with the role (or filter) that the header cannot feed. */
export function bindItem(
  { exclusions }: ComputePlan,
  item: PlanItem,
  options: Pick<FeedOptions, 'source' | 'header' | 'slots'>,
): Bound {
  const input = chooseInput(item.type, item.columns, options.header);
  if (input === undefined) {
    const roles = missingRoles(item.type, item.columns, options.header);
    return { ok: false, role: roles[0] ?? '', message: roles.join(' and ') };
  }
  const { columns, valueUnit } = item;
  if (columns['start'] !== undefined && columns['start'] === columns['end'])
    return { ok: false, role: 'end', message: `two columns for start and end: both are "${columns['start']}"` };
  const filters = [...item.where, ...kindFilters(exclusions, item)];
  const named = ['value', columns['value'] ?? 'value'];
  const units = new Map(valueUnit === undefined ? [] : named.map((name) => [name, valueUnit]));
  // No response is faster than at once: a duration below zero is a slip of clocks or units.
  const isNeverNegative = metricType(item.type)?.dimension === 'duration';
  const isCapped = item.fold.kind === 'counts' && item.fold.isCapped === true;
  const checkedAs = JSON.stringify([item.type, item.fold, item.columns, item.valueUnit]);
  return bind(input, columns, filters, item.per, { ...options, units, isNeverNegative, isCapped, checkedAs });
}

/** Exclusions by kind as filters of the rows of an item. */
export function kindFilters(exclusions: readonly ExclusionPlan[], item: PlanItem): readonly string[] {
  return exclusions.flatMap(({ id, where }) =>
    where === undefined || !item.exclusions.includes(id) ? [] : [`!(${where})`],
  );
}

/** Why a binding failed, as a sentence about `what`: names of roles are lacking, `no column "x"` speaks for itself. */
export function lacking(what: string, message: string): string {
  return message.startsWith('no column') ? `${what} has ${message}` : `${what} lacks ${message}`;
}

/** Binds rows of another purpose: exclusions, pauses. */
export function bindRows(
  roles: readonly Role[],
  columns: Readonly<Record<string, string>>,
  per: readonly string[],
  options: FeedOptions,
): Bound {
  const mapped = mappedRoles(columns, options.header);
  const lacking = roles.find((role) => role.isOptional !== true && !mapped.has(role.role));
  if (lacking !== undefined) return { ok: false, role: lacking.role, message: lacking.role };
  const present = per.filter((column) => options.header.includes(column));
  return bind({ id: 'outages', nature: 'interval', docs: '', roles }, columns, [], present, options);
}

function bind(
  input: Input,
  columns: Readonly<Record<string, string>>,
  filters: readonly string[],
  per: readonly string[],
  options: FeedOptions,
): Bound {
  const { header, slots, source } = options;
  const own = input.roles.map(({ role }) => role);
  const mapped = mappedRoles(columns, header, own);
  const aliases = new Map<string, ReadonlyMap<string, string>>();
  for (const { column } of source.aliases) {
    aliases.set(
      column,
      new Map(source.aliases.filter((alias) => alias.column === column).map((alias) => [alias.from, alias.to])),
    );
  }
  const row = (): Row => slots.current();
  const scope: Scope = {
    column: (name) =>
      header.includes(name) ? name : header.includes(mapped.get(name) ?? '') ? mapped.get(name) : undefined,
    slot: (column, kind) => slots.slot(column, kind),
    unit: (name) => options.units.get(name),
    alias: (column) => aliases.get(column),
    row,
  };
  const kinds = new Map(input.roles.map(({ role, type }) => [role, kindOfType[type]]));
  const instants = new Map<string, () => number>();
  const numbers = new Map<string, NumberReader>();
  const booleans = new Map<string, () => number>();
  const texts = new Map<string, () => string>();
  const checks: (() => string | undefined)[] = [];
  const checkedSlots: number[] = [];
  const timeSlots: number[] = [];
  const slotsOfRoles = new Map<string, number>();
  const amountSlots: number[] = [];
  const textSlots = new Map<string, number>();
  for (const [role, text] of mapped) {
    const kind = kinds.get(role) ?? kindOfRole[role] ?? 'text';
    const isColumn = header.includes(text);
    const isNeeded = input.roles.some((candidate) => candidate.role === role && candidate.isOptional !== true);
    // A role that the input does not know counts where it is mapped: a column that only has its name is some other metric's business.
    const isKnown = input.roles.some((candidate) => candidate.role === role);
    if (!isKnown && (!isColumn || (kind !== 'text' && columns[role] === undefined))) continue;
    if (isColumn && kind === 'number' && isBooleanExpression(text)) continue;
    if (kind === 'text') {
      if (!isColumn) return { ok: false, role, message: `no column "${text}"` };
      const slot = slots.slot(text, 'text');
      texts.set(role, () => row().text(slot));
      textSlots.set(role, slot);
      continue;
    }
    if (isColumn) {
      const slot = slots.slot(text, kind);
      const known = input.roles.find((candidate) => candidate.role === role);
      const isMandatory = known?.mayBeEmpty !== true && (isNeeded || alwaysFilled.has(role));
      const isAmount =
        countRoles.has(role) ||
        (role === 'value' && options.isNeverNegative === true) ||
        known?.isNeverNegative === true;
      checks.push(slotCheck(role, kind, slot, isMandatory, isAmount, row));
      checkedSlots.push(slot);
      const { most } = known ?? {};
      if (most !== undefined)
        checks.push(() =>
          row().states[slot] === read && row().values[slot]! > most ? `${role} exceeds ${most}` : undefined,
        );
      slotsOfRoles.set(role, slot);
      if (isAmount) amountSlots.push(slot);
      if (recordRoles.has(role)) timeSlots.push(slot);
      if (kind === 'instant')
        instants.set(role, () => (row().states[slot] === read ? row().values[slot]! : Number.NaN));
      else if (kind === 'boolean') booleans.set(role, () => (row().states[slot] === read ? row().values[slot]! : -1));
      else numbers.set(role, slotNumber(slot, row));
      continue;
    }
    if (kind === 'instant') return { ok: false, role, message: `no column "${text}"` };
    if (kind === 'boolean') {
      const compiled = compileBoolean(text, scope);
      if (!compiled.ok) return { ok: false, role, message: compiled.message };
      booleans.set(role, compiled.get);
      if (isNeeded) checks.push(() => (compiled.get() < 0 ? `${role} cannot be told` : undefined));
    } else {
      const compiled = compileNumber(text, scope);
      if (!compiled.ok) return { ok: false, role, message: compiled.message };
      numbers.set(role, computedNumber(compiled.get));
      if (isNeeded) checks.push(() => (Number.isNaN(compiled.get()) ? `${role} cannot be computed` : undefined));
    }
  }
  const where: (() => number)[] = [];
  let choice: Choice | undefined;
  for (const filter of filters) {
    const compiled = compileBoolean(filter, scope);
    if (!compiled.ok) return { ok: false, role: 'where', message: compiled.message };
    where.push(compiled.get);
    choice ??= choiceOf(filter, scope);
  }
  for (const column of per)
    if (!header.includes(column)) return { ok: false, role: 'per', message: `no column "${column}"` };
  const ofOneSlot = checks.length === checkedSlots.length;
  const ofSeveral = crossChecks(input, instants, numbers, options.isCapped === true);
  checks.push(...ofSeveral);
  const orders = ordersOf(input, slotsOfRoles);
  const isQuick = ofOneSlot && ofSeveral.length === orders.length;
  const feed: Feed = {
    input,
    instant: (role) => instants.get(role),
    slotOf: (role) => slotsOfRoles.get(role),
    textSlotOf: (role) => textSlots.get(role),
    columnOf: (role) => (slotsOfRoles.has(role) ? mapped.get(role) : undefined),
    slots,
    number: (role) => numbers.get(role),
    boolean: (role) => booleans.get(role),
    text: (role) => texts.get(role),
    check: () => {
      for (const check of checks) {
        const why = check();
        if (why !== undefined) return why;
      }
      return undefined;
    },
    keeps: () => where.every((filter) => filter() === 1),
    dismisses: () => where.some((filter) => filter() === 0),
    isUntold: () => {
      const answers = where.map((filter) => filter());
      return answers.includes(-1) && !answers.includes(0);
    },
    group: groupOf(per, scope),
    timeSlots: Int32Array.from(timeSlots),
    quickAmounts: Int32Array.from(amountSlots),
    quickOrders: Int32Array.from(orders.flat()),
    quickSlots: isQuick ? Int32Array.from(checkedSlots) : undefined,
    choice: choice === undefined || where.length === 1 ? choice : { ...choice, isAll: false },
    checkedAs: options.checkedAs,
    isFiltered: where.length > 0,
    isGrouped: per.length > 0,
    grouping: per.length === 1 ? pickingOf(per[0]!, scope) : undefined,
  };
  return { ok: true, feed };
}

/** Roles whose instants say how far a record reaches (compute.md 2): what is promised or announced lies ahead. */
const recordRoles = new Set(['at', 'start', 'end']);

/** Roles of which a row has to say something wherever they are mapped. */
const alwaysFilled = new Set(['at', 'start', 'total']);

/** Roles that are amounts and so never negative. */
const countRoles = new Set(['good', 'bad', 'total', 'weight', 'paused']);

function groupOf(per: readonly string[], scope: Scope): () => string | undefined {
  if (per.length === 0) return () => undefined;
  const parts = per.map((column) => {
    const slot = scope.slot(column, 'text');
    const aliases = scope.alias(column);
    return () => {
      const text = scope.row().text(slot);
      return text === '' ? '(none)' : (aliases?.get(text) ?? text);
    };
  });
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  return () => parts.map((part) => part()).join(' / ');
}

// Puts results of several metrics or objectives together: all met, how many of them, points, the worst, a class of service.
// It must never call met what stands on a member that nobody knows, nor mix values of two units.

import { betterOf } from '../model/queries';
import type { Metric, Objective } from '../model/sla';
import { convert, parseQuantity } from '../scalars/quantity';
import {
  add,
  compare,
  divide,
  fromDecimal,
  integer,
  isZero,
  multiply,
  subtract,
  zero,
  type Rational,
} from '../scalars/rational';
import type { MetricType } from '../vocabulary/metrics/metric';
import { inUnit, percent, type StateOf } from './measured';
import { keepsClass } from './network-classes';
import type { WindowPart } from './partials';
import type { ObjectiveResult, Verdict, WindowResult } from './result';
import { worst } from './result';

/** A member with its result; `objective` where the composite names one, undefined for a metric. */
export interface JointMember {
  readonly name: string;
  readonly metric: Metric;
  readonly type: MetricType;
  readonly objective: Objective | undefined;
  readonly result: ObjectiveResult;
}

/** A member in one window: all of its groups. */
interface Standing extends JointMember {
  readonly windows: readonly WindowResult[];
}

export interface Joining {
  readonly metric: Metric;
  readonly type: MetricType;
  /** The unit of the result. */
  readonly unit: string;
  readonly members: readonly JointMember[];
}

type Joint = StateOf<'joint'>;
type Values = Pick<Joint, 'value' | 'lowest' | 'highest'> & Partial<Joint>;

/** The windows of a composite, each with the state that its members make; a text says why there is none. */
export function jointWindows(joining: Joining): readonly WindowPart[] | string {
  const { members } = joining;
  const byStart = new Map(
    members.flatMap(({ result }) => result.windows.map((window) => [`${window.from} ${window.to}`, window] as const)),
  );
  const parts: WindowPart[] = [];
  for (const { window: name, from, to } of [...byStart.values()].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const standings = members.map((member): Standing => ({
      ...member,
      windows: member.result.windows.filter((window) => window.from === from && window.to === to),
    }));
    const state = stateOf(joining, standings);
    if (typeof state === 'string') return state;
    parts.push({ name, from, to, n: members.length, coverage: undefined, isAllExcluded: false, state });
  }
  return parts;
}

function stateOf(joining: Joining, members: readonly Standing[]): Joint | string {
  const { fold } = joining.type;
  const of = fold.kind === 'composite' ? fold.of : 'availability';
  const made = ((): Values | string => {
    switch (of) {
      case 'verdicts':
        return allMet(members);
      case 'met':
        return shareMet(members);
      case 'score':
        return score(joining, members);
      case 'worst':
        return worstOf(joining, members);
      case 'class':
        return classOf(joining, members);
      default:
        return steady(members);
    }
  })();
  return typeof made === 'string' ? made : { kind: 'joint', ...made };
}

type Fraction = readonly [string, string];

function text({ num, den }: Rational): Fraction {
  return [String(num), String(den)];
}

const [no, yes] = [zero, integer(1)];

/** The verdict of a member over all of its groups; of a running window the verdict if it ended now. */
function verdictOf({ windows }: Standing): Verdict {
  const verdicts = windows.map(({ verdict, soFar }) => (verdict === 'running' ? (soFar ?? 'unknown') : verdict));
  return worst(verdicts) ?? 'unknown';
}

function counted(members: readonly Standing[]): {
  readonly met: number;
  readonly breached: number;
  readonly unknown: number;
} {
  const verdicts = members.map(verdictOf);
  const count = (verdict: Verdict): number => verdicts.filter((each) => each === verdict).length;
  return { met: count('met'), breached: count('breached'), unknown: count('unknown') };
}

const nobody: Values = { value: undefined, lowest: text(no), highest: text(no), isNotApplicable: true };

function allMet(members: readonly Standing[]): Values {
  const { met, breached, unknown } = counted(members);
  if (met + breached + unknown === 0) return nobody;
  const known = breached > 0 ? no : unknown > 0 ? undefined : yes;
  return {
    value: known === undefined ? undefined : text(known),
    lowest: text(known ?? no),
    highest: text(known ?? yes),
    numerator: String(met),
    denominator: String(met + breached + unknown),
  };
}

function shareMet(members: readonly Standing[]): Values {
  const { met, breached, unknown } = counted(members);
  const all = met + breached + unknown;
  if (all === 0) return nobody;
  return {
    value: unknown > 0 ? undefined : text(percent(integer(met), integer(all))),
    lowest: text(percent(integer(met), integer(all))),
    highest: text(percent(integer(met + unknown), integer(all))),
    numerator: String(met),
    denominator: String(met + breached),
  };
}

/** Points by weight (metrics.md D19). */
function score({ metric }: Joining, members: readonly Standing[]): Values | string {
  const { parameters } = metric;
  const isLinear = parameters.get('score')?.value === 'linear';
  const scale = fromDecimal(parameters.get('scale')?.value ?? '100');
  if (scale === undefined) return '"scale" is not a number';
  let [weights, low, high] = [zero, zero, zero];
  let isKnown = true;
  for (const member of members) {
    const weight = amountOf(parameters.get(`weights.${member.name}`)?.value);
    if (weight === undefined || compare(weight, zero) <= 0) return `"${member.name}" has no weight above 0`;
    const verdict = verdictOf(member);
    if (verdict === 'not-applicable') continue;
    weights = add(weights, weight);
    const points =
      verdict === 'unknown'
        ? undefined
        : isLinear
          ? linear(member, parameters.get(`floor.${member.name}`)?.value)
          : verdict === 'met'
            ? yes
            : no;
    if (typeof points === 'string') return points;
    isKnown &&= points !== undefined;
    low = add(low, multiply(weight, points ?? no));
    high = add(high, multiply(weight, points ?? yes));
  }
  if (isZero(weights)) return nobody;
  const scored = (sum: Rational): Fraction => text(multiply(divide(sum, weights), scale));
  return { value: isKnown ? scored(low) : undefined, lowest: scored(low), highest: scored(high) };
}

/** A number or the number of a percentage. */
function amountOf(written: string | undefined): Rational | undefined {
  const parsed = written === undefined ? undefined : parseQuantity(written);
  return parsed?.ok === true ? parsed.value.value : undefined;
}

/** How far a value is on its way from the floor to the target, from 0 to 1; of several groups the least. */
function linear({ name, windows, result }: Standing, floor: string | undefined): Rational | undefined | string {
  const parsed = floor === undefined ? undefined : parseQuantity(floor);
  if (parsed?.ok !== true) return `"${name}" has no floor`;
  let least: Rational | undefined = yes;
  for (const { value, bounds } of windows) {
    const [bound, ...others] = bounds;
    if (bound === undefined || others.length > 0) return `"${name}" has no single target`;
    const [from, to] = [convert(parsed.value, result.unit), convert(bound.quantity, result.unit)];
    if (from === undefined || to === undefined || compare(from, to) === 0)
      return `the floor of "${name}" is not of the unit of its target, or is the target`;
    if (value === undefined) return undefined;
    const way = divide(subtract(value, from), subtract(to, from));
    const clipped = compare(way, no) < 0 ? no : compare(way, yes) > 0 ? yes : way;
    if (compare(clipped, least) < 0) least = clipped;
  }
  return least;
}

/** Both ends of what a window may be, and its value; undefined ends where nothing is known. */
interface Reach {
  readonly value: Rational | undefined;
  readonly ends: readonly [Rational, Rational] | undefined;
}

function reachOf({ value, worst: one, best: other }: WindowResult, from: string, to: string): Reach | undefined {
  const [own, first, second] = [value, one, other].map((each) =>
    each === undefined ? undefined : changed(each, from, to),
  );
  if (value !== undefined && own === undefined) return undefined;
  if (own === undefined) return { value: own, ends: undefined };
  if (first === undefined || second === undefined) return { value: own, ends: [own, own] };
  return { value: own, ends: compare(first, second) < 0 ? [first, second] : [second, first] };
}

function changed(value: Rational, from: string, to: string): Rational | undefined {
  if (from === to) return value;
  const parsed = parseQuantity(`1 ${from}`.trim());
  return parsed.ok ? convert({ ...parsed.value, value }, to) : undefined;
}

function worstOf({ metric, unit }: Joining, members: readonly Standing[]): Values | string {
  const better = betterOf(metric);
  if (better === undefined) return 'it does not say which values are better';
  const isHigher = better === 'higher';
  const reaches: Reach[] = [];
  for (const { windows, result, name } of members) {
    if (windows.length === 0) reaches.push({ value: undefined, ends: undefined });
    for (const window of windows) {
      const reach = reachOf(window, result.unit, unit);
      if (reach === undefined) return `the value of "${name}" is in another unit`;
      reaches.push(reach);
    }
  }
  const pick = (values: readonly Rational[]): Rational =>
    values.reduce((a, b) => (compare(a, b) < 0 === isHigher ? a : b));
  const ends = reaches.flatMap((reach) => (reach.ends === undefined ? [] : [reach.ends]));
  const isKnown = ends.length === reaches.length && reaches.every(({ value }) => value !== undefined);
  if (ends.length === 0) return { value: undefined };
  const values = reaches.flatMap(({ value }) => value ?? []);
  const [low, high] = [pick(ends.map(([first]) => first)), pick(ends.map(([, second]) => second))];
  if (isKnown) return { value: text(pick(values)), lowest: text(low), highest: text(high) };
  // Nobody can say how much worse an unknown value is, unless values end at nought.
  return isHigher ? { value: undefined, lowest: text(zero), highest: text(high) } : { value: undefined };
}

/** Whether every limit of the class is kept. */
function classOf({ metric }: Joining, members: readonly Standing[]): Values | string {
  const name = metric.parameters.get('class')?.value ?? '';
  const kept = keepsClass(
    name,
    members.map(({ type, metric: own, windows, result }) => ({
      type: type.id,
      unit: result.unit,
      statistic: own.statistic?.value.kind,
      definition: own.parameters.get('definition')?.value,
      values: windows.length === 0 ? [undefined] : windows.map(({ value }) => value),
    })),
  );
  if (typeof kept === 'string') return kept;
  return {
    value: kept === undefined ? undefined : text(kept ? yes : no),
    lowest: text(kept === true ? yes : no),
    highest: text(kept === false ? no : yes),
  };
}

/** MTBF over MTBF and MTTR together, in percent. */
function steady(members: readonly Standing[]): Values | string {
  const of = (id: string): Standing | undefined => members.find(({ type }) => type.id === id);
  const [between, repair] = [of('mtbf'), of('mttr')];
  if (between === undefined || repair === undefined) return 'it needs a member of type mtbf and one of type mttr';
  const value = ({ windows: [window], result }: Standing): Rational | undefined =>
    inUnit(window?.value, result.unit, 'h');
  const [up, down] = [value(between), value(repair)];
  if (up !== undefined && down !== undefined) return { value: text(percent(up, add(up, down))) };
  const isQuiet = between.windows[0]?.lowerBound !== undefined;
  return isQuiet ? { ...nobody, value: undefined } : { value: undefined };
}

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
  rational,
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
  if (typeof made === 'string') return made;
  const isProvisional = members.some(({ windows }) => windows.some((window) => window.isProvisional === true));
  return { kind: 'joint', ...made, ...(isProvisional ? { isProvisional } : {}) };
}

/** Whether a composite is made of the values of its members, not of their verdicts alone. */
export function readsValues({ fold }: MetricType, { parameters }: Metric): boolean {
  const of = fold.kind === 'composite' ? fold.of : 'availability';
  return of === 'score' ? parameters.get('score')?.value === 'linear' : of !== 'verdicts' && of !== 'met';
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
        ? ([no, yes] as const)
        : isLinear
          ? linear(member, parameters.get(`floor.${member.name}`)?.value)
          : ([verdict === 'met' ? yes : no, verdict === 'met' ? yes : no] as const);
    if (typeof points === 'string') return points;
    const [least, most] = points;
    isKnown &&= compare(least, most) === 0;
    low = add(low, multiply(weight, least));
    high = add(high, multiply(weight, most));
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

/** How far a value is on its way from the floor to the target, from 0 to 1, at least and at most; of several groups the least. */
function linear(member: Standing, floor: string | undefined): readonly [Rational, Rational] | string {
  const { name, windows, result } = member;
  const parsed = floor === undefined ? undefined : parseQuantity(floor);
  if (parsed?.ok !== true) return `"${name}" has no floor`;
  let [least, most] = [yes, yes];
  for (const window of windows) {
    const [bound, ...others] = window.bounds;
    if (bound === undefined || others.length > 0) return `"${name}" has no single target`;
    const [from, to] = [convert(parsed.value, result.unit), convert(bound.quantity, result.unit)];
    if (from === undefined || to === undefined || compare(from, to) === 0)
      return `the floor of "${name}" is not of the unit of its target, or is the target`;
    const points = (value: Rational): Rational => {
      const way = divide(subtract(value, from), subtract(to, from));
      return compare(way, no) < 0 ? no : compare(way, yes) > 0 ? yes : way;
    };
    const ends = reachOf(member, window)?.map(points) ?? [no, yes];
    least = lowestOf([least, ...ends]);
    most = lowestOf([most, highestOf(ends)]);
  }
  return [least, most];
}

function lowestOf(values: readonly Rational[]): Rational {
  return values.reduce((a, b) => (compare(a, b) < 0 ? a : b));
}

function highestOf(values: readonly Rational[]): Rational {
  return values.reduce((a, b) => (compare(a, b) > 0 ? a : b));
}

/** A statistic read from a sketch is off by so much at most. */
const sketchBand = rational(4n, 1_000n);

/** Between which values that of a member lies, in its own unit; undefined where nobody knows. */
function reachOf({ metric }: Standing, window: WindowResult): readonly [Rational, Rational] | undefined {
  const { value, verdict, soFar, reason, worst: least, best: most, isExact } = window;
  const isDoubtful = verdict === 'indicator' && reason !== undefined;
  if (value === undefined || verdict === 'unknown' || soFar === 'unknown' || isDoubtful) return undefined;
  const noData = metric.noData?.value ?? 'unknown';
  const ends = [least, most].flatMap((end) => end ?? []);
  const judged = noData === 'good' ? ends.slice(1) : noData === 'bad' ? ends.slice(0, 1) : ends;
  const band = isExact ? [] : [subtract(value, multiply(value, sketchBand)), add(value, multiply(value, sketchBand))];
  const all = [...(judged.length === 0 ? [value] : judged), ...band];
  return [lowestOf(all), highestOf(all)];
}

function changed(value: Rational, from: string, to: string): Rational | undefined {
  if (from === to) return value;
  const parsed = parseQuantity(`1 ${from}`.trim());
  return parsed.ok ? convert({ ...parsed.value, value }, to) : undefined;
}

function worstOf({ metric, unit }: Joining, members: readonly Standing[]): Values | string {
  const better = betterOf(metric);
  if (better === undefined) return 'it does not say which values are better';
  const reaches: (readonly [Rational, Rational] | undefined)[] = [];
  for (const member of members) {
    if (member.windows.length === 0) reaches.push(undefined);
    for (const window of member.windows) {
      const reach = reachOf(member, window)?.flatMap((end) => changed(end, member.result.unit, unit) ?? []);
      const [low, high] = reach ?? [];
      if (reach !== undefined && (low === undefined || high === undefined))
        return `the value of "${member.name}" is in another unit`;
      reaches.push(low === undefined || high === undefined ? undefined : [low, high]);
    }
  }
  const known = reaches.flatMap((reach) => (reach === undefined ? [] : [reach]));
  const pick = better === 'higher' ? lowestOf : highestOf;
  // Nobody can say how much worse an unknown value is.
  if (known.length < reaches.length || known.length === 0) return { value: undefined };
  const [low, high] = [pick(known.map(([least]) => least)), pick(known.map(([, most]) => most))];
  // Where the ends differ, the value in between is shown and both ends decide.
  const shown = pick(
    members.flatMap(({ windows, result }) =>
      windows.flatMap(({ value }) => (value === undefined ? [] : (changed(value, result.unit, unit) ?? []))),
    ),
  );
  return { value: text(shown), lowest: text(low), highest: text(high) };
}

/** Whether every limit of the class is kept. */
function classOf({ metric }: Joining, members: readonly Standing[]): Values | string {
  const name = metric.parameters.get('class')?.value ?? '';
  const kept = keepsClass(
    name,
    members.map((member) => ({
      type: member.type.id,
      unit: member.result.unit,
      statistic: member.metric.statistic?.value.kind,
      definition: member.metric.parameters.get('definition')?.value,
      values: member.windows.length === 0 ? [undefined] : member.windows.map((window) => reachOf(member, window)),
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
  if ([between, repair].some(({ windows }) => windows.length > 1)) return 'a member is judged by groups';
  const value = (member: Standing): Rational | undefined => {
    const [window] = member.windows;
    const isKnown = window !== undefined && reachOf(member, window) !== undefined;
    return isKnown ? inUnit(window.value, member.result.unit, 'h') : undefined;
  };
  const [up, down] = [value(between), value(repair)];
  if (up !== undefined && down !== undefined) return { value: text(percent(up, add(up, down))) };
  const isQuiet = between.windows[0]?.lowerBound !== undefined;
  return isQuiet ? nobody : { value: undefined };
}

// Puts members together into one availability: by the time in which they were down, or by their values (metrics.md D18).
// It must never call up what nobody knows: time of which a member says nothing counts only where the others decide.

import type { Metric } from '../model/sla';
import { hundred, zero, type Rational } from '../scalars/rational';
import { clip, length, union, type Interval } from '../time/intervals';
import type { MetricType } from '../vocabulary/metrics/metric';
import { someUp } from './chains';
import type { StateOf } from './measured';
import type { GroupPart, ItemPart, StatePart, WindowPart } from './partials';

/** A member as it was measured. */
export interface Member {
  readonly id: string;
  readonly item: ItemPart;
  readonly metric: Metric;
  readonly type: MetricType;
}

/** The value of a member in a window with both ends of what its missing data may hide, in percent. */
export interface Range {
  readonly low: Rational;
  readonly value: Rational | undefined;
  readonly high: Rational;
  /** Whether it rests on something that has not ended. */
  readonly isProvisional: boolean;
}

export interface Composing {
  readonly metric: Metric;
  readonly members: readonly Member[];
  rangeOf(member: Member, group: string | undefined, part: WindowPart): Range;
}

/** The item that members make; a text says why there is none. */
export function composed(composing: Composing): ItemPart | string {
  const { metric, members } = composing;
  const [first] = members;
  if (first === undefined) return 'it has no members';
  const needed = neededOf(metric, members.length);
  if (typeof needed === 'string') return needed;
  const states = members.map(({ item }) => item.groups[0]?.windows[0]?.state);
  const canOverlap = states.every((state) => state === undefined || state.kind === 'downtime');
  const method = metric.parameters.get('method')?.value ?? (canOverlap ? 'overlap' : 'product');
  if (method === 'overlap' && !canOverlap) return 'its members do not all tell when they were down';
  const asOfs = members.flatMap(({ item }) => item.asOf ?? []);
  if (asOfs.length < members.length) return 'a member has no usable row';
  // What one member tells beyond the last instant of another says nothing of the whole.
  const asOf = Math.min(...asOfs);
  const earliest = members.findIndex(({ item }) => item.asOf === asOf);
  const groups = [...new Set(members.flatMap(({ item }) => item.groups.map(({ group }) => group)))];
  return {
    item: '',
    nature: 'interval',
    input: method,
    asOf,
    coveredTo: Math.min(...members.map(({ item }) => item.coveredTo ?? Infinity)),
    openExclusionFrom: members.flatMap(({ item }) => item.openExclusionFrom ?? []).sort((a, b) => a - b)[0],
    groups: groups.map((group): GroupPart => ({
      group,
      windows: windowsOf(members, group).map(({ parts, window }) => ({
        ...window,
        n: members.length,
        coverage: undefined,
        isAllExcluded: parts.every((part) => part?.isAllExcluded === true),
        state: method === 'overlap' ? overlap(parts, needed, asOf, earliest) : product(composing, group, parts, needed),
      })),
    })),
    unusable: members.flatMap(({ item }) => item.unusable),
    unavailable: undefined,
  };
}

/** How many members have to be up. */
function neededOf({ parameters }: Metric, count: number): number | string {
  const topology = parameters.get('topology')?.value;
  if (topology === 'serial') return count;
  if (topology === 'parallel') return 1;
  if (topology !== 'k-of-n') return `"${topology ?? ''}" is no topology`;
  const k = Number(parameters.get('k')?.value);
  return Number.isInteger(k) && k >= 1 && k <= count ? k : `"k" has to be a number from 1 to ${count}`;
}

interface Aligned {
  readonly window: Pick<WindowPart, 'name' | 'from' | 'to'>;
  /** Undefined for a member that has nothing in the window. */
  readonly parts: readonly (WindowPart | undefined)[];
}

/** The windows of all members side by side, in order. */
function windowsOf(members: readonly Member[], group: string | undefined): readonly Aligned[] {
  const lists = members.map(({ item }) => item.groups.find((each) => each.group === group)?.windows ?? []);
  const byStart = new Map(lists.flat().map((part) => [`${part.from} ${part.to}`, part]));
  return [...byStart.values()]
    .sort((a, b) => a.from - b.from)
    .map(({ name, from, to }) => ({
      window: { name, from, to },
      parts: lists.map((list) => list.find((part) => part.from === from && part.to === to)),
    }));
}

/** Time in which fewer than the needed members were up, over the time in which that can be told. */
function overlap(
  parts: readonly (WindowPart | undefined)[],
  needed: number,
  asOf: number,
  earliest: number,
): StatePart {
  const states = parts.map((part) => part?.state as StateOf<'downtime'> | undefined);
  const edges: { at: number; up: number; known: number }[] = [];
  for (const state of states) {
    for (const { from, to } of clip(state?.sets?.known ?? [], -Infinity, asOf))
      edges.push({ at: from, up: 1, known: 1 }, { at: to, up: -1, known: -1 });
    for (const { from, to } of clip(state?.sets?.down ?? [], -Infinity, asOf))
      edges.push({ at: from, up: -1, known: 0 }, { at: to, up: 1, known: 0 });
  }
  edges.sort((a, b) => a.at - b.at);
  const [judged, down]: [Interval[], Interval[]] = [[], []];
  let [up, known] = [0, 0];
  edges.forEach((edge, index) => {
    up += edge.up;
    known += edge.known;
    const to = edges[index + 1]?.at ?? edge.at;
    if (to === edge.at) return;
    const isUp = up >= needed;
    const isDown = up + states.length - known < needed;
    if (isUp || isDown) judged.push({ from: edge.at, to });
    if (isDown) down.push({ from: edge.at, to });
  });
  const merged = union(down);
  const present = states.filter((state) => state !== undefined);
  return {
    kind: 'downtime',
    judged: length(union(judged)),
    down: length(merged),
    remaining: states[earliest]?.remaining ?? 0,
    expected: Math.max(length(union(judged)), states[earliest]?.expected ?? 0),
    outages: merged.length,
    failures: merged.length,
    isOpenCut: present.some((state) => state.isOpenCut),
    slice: undefined,
    missingSlices: 0,
    idleSlices: 0,
    longest: [...merged].sort((a, b) => b.to - b.from - (a.to - a.from)).slice(0, 3),
    sets: { known: union(judged), down: merged },
    longestWhole: 0,
    beyond: 0,
  };
}

/** The chance that enough members are up, as if none depended on another; all unknown parts at their worst and at their best. */
function product(
  { members, rangeOf }: Composing,
  group: string | undefined,
  parts: readonly (WindowPart | undefined)[],
  needed: number,
): StatePart {
  const ranges = members.map((member, index): Range => {
    const part = parts[index];
    return part === undefined
      ? { low: zero, value: undefined, high: hundred, isProvisional: false }
      : rangeOf(member, group, part);
  });
  const values = ranges.flatMap(({ value }) => value ?? []);
  const text = ({ num, den }: Rational): readonly [string, string] => [String(num), String(den)];
  return {
    kind: 'joint',
    value: values.length < ranges.length ? undefined : text(someUp(values, needed)),
    lowest: text(
      someUp(
        ranges.map(({ low }) => low),
        needed,
      ),
    ),
    highest: text(
      someUp(
        ranges.map(({ high }) => high),
        needed,
      ),
    ),
    ...(ranges.some(({ isProvisional }) => isProvisional) ? { isProvisional: true } : {}),
  };
}

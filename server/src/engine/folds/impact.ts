// Folds outages that hit a part of a service or of its users into how much was down (metrics.md 3, weighted availability).
// It must never count more as down than there is: overlapping outages add up to the whole at most.

import { clip, length, subtract, type Interval, type IntervalSet } from '../../core/time/intervals';
import type { Window } from '../../core/time/windows';
import { excludedOf, isAllExcluded, type FinishContext, type FoldContext } from '../context';
import type { Decimal } from '../exact-sum';
import type { Feed } from '../feed';
import type { FoldRun } from './fold';
import { endReader, gathered, sortedBy } from './records';

/** Decimals of a weight that are kept. */
const digits = 9;

interface Outage extends Interval {
  /** In units of 10^-9; undefined where it hit all. */
  readonly weight: bigint | undefined;
}

/** A stretch of time in which the whole and what was down of it stay the same, both in units of 10^-9. */
interface Stretch extends Interval {
  /** Undefined where nobody tells. */
  readonly whole: bigint | undefined;
  readonly lost: bigint;
}

export function impactFold(context: FoldContext, feed: Feed): FoldRun {
  const endOf = endReader(context, feed);
  const weight = feed.number('weight');
  const { onRow, groups, of } = gathered(context, feed.instant('start'), (from): Outage => ({
    from,
    to: endOf(),
    weight: weight?.read() === true ? scaled(weight) : undefined,
  }));
  return {
    onRow,
    groups,
    finish: (group, finish) => {
      const outages = of(group);
      return finish.windows.map((window) => partOf(context, finish, group, window, outages));
    },
  };
}

function scaled({ mantissa, decimals }: Decimal): bigint {
  return decimals <= digits
    ? BigInt(mantissa) * 10n ** BigInt(digits - decimals)
    : BigInt(Math.round(mantissa / 10 ** (decimals - digits)));
}

function partOf(
  context: FoldContext,
  finish: FinishContext,
  group: string | undefined,
  window: Window,
  outages: readonly Outage[],
): ReturnType<FoldRun['finish']>[number] {
  const excluded = excludedOf(context, group);
  const { asOf, first } = finish;
  const until = Math.min(window.to, asOf);
  const from = context.item.beforeStart === 'skip' ? Math.max(window.from, Math.min(first, until)) : window.from;
  const expected: IntervalSet = from < until ? subtract([{ from, to: until }], excluded) : [];
  const begin = context.item.beforeStart === 'good' ? window.from : first;
  const known = clip(expected, begin, finish.coveredTo);
  const touching = outages.filter((outage) => outage.from < until && outage.to > window.from);
  let [whole, lost] = [0n, 0n];
  let [judged, unused] = [0, 0];
  for (const interval of known)
    for (const stretch of stretchesOf(context, touching, interval)) {
      const lasted = length([stretch]);
      // Where nobody tells how many users there are, nothing can be weighed; time that nobody used leaves both sides.
      if (stretch.whole === undefined) continue;
      if (stretch.whole === 0n) {
        unused += lasted;
        continue;
      }
      judged += lasted;
      whole += stretch.whole * BigInt(lasted);
      lost += stretch.lost * BigInt(lasted);
    }
  const future: IntervalSet = window.to > asOf ? [{ from: Math.max(asOf, window.from), to: window.to }] : [];
  return {
    name: window.name,
    from: window.from,
    to: window.to,
    n: touching.length,
    coverage: undefined,
    isAllExcluded: isAllExcluded(expected),
    state: {
      kind: 'impact',
      judged,
      expected: length(expected) - unused,
      remaining: length(subtract(future, excluded)),
      whole: String(whole),
      lost: String(lost),
      outages: touching.length,
      isOpenCut: touching.some((outage) => outage.to === Infinity),
    },
  };
}

/** Cuts a stretch of time wherever an outage begins or ends, or the number of users changes. */
function stretchesOf(context: FoldContext, outages: readonly Outage[], interval: Interval): readonly Stretch[] {
  const inside = outages.filter((outage) => outage.from < interval.to && outage.to > interval.from);
  const changes = inside.flatMap(({ from, to, weight }) => [
    { at: Math.max(from, interval.from), weight: weight ?? 0n, all: weight === undefined ? 1 : 0 },
    { at: to, weight: -(weight ?? 0n), all: weight === undefined ? -1 : 0 },
  ]);
  const users = context.users.filter(({ at }) => at > interval.from && at < interval.to);
  const edges = sortedBy(
    [...changes, ...users.map(({ at }) => ({ at, weight: 0n, all: 0 }))].filter(({ at }) => at < interval.to),
    (edge) => edge.at,
  );
  const stretches: Stretch[] = [];
  let [from, down, all] = [interval.from, 0n, 0];
  const put = (to: number): void => {
    if (to <= from) return;
    const whole = wholeAt(context, from);
    const most = whole ?? 0n;
    stretches.push({ from, to, whole, lost: all > 0 || down > most ? most : down });
    from = to;
  };
  for (const edge of edges) {
    put(edge.at);
    down += edge.weight;
    all += edge.all;
  }
  put(interval.to);
  return stretches;
}

/** How much there is at an instant: the whole of the service, or the number of users that was told last. */
function wholeAt({ item, users }: FoldContext, instant: number): bigint | undefined {
  if (item.fold.kind !== 'impact' || item.fold.of === 'share') return 10n ** BigInt(digits);
  const told = users.findLast(({ at }) => at <= instant);
  return told === undefined ? undefined : scaled(told);
}

// Folds in which every slice of time counts one: the mean of their ratios (metrics.md D5), and the share of slices that were good.
// It must never weigh a slice by its traffic, and a slice that nobody can judge is missing.

import type { StatePart } from '../../core/compliance/partials';
import { holds, length } from '../../core/time/intervals';
import { excludedOf, expectedTime, isAllExcluded, type FoldContext } from '../context';
import { plus } from '../exact-sum';
import type { Feed } from '../feed';
import { counterReader, numberOf, Slices, sliceStart, type Counted } from './counters';
import type { FoldRun } from './fold';
import { inWindow } from './records';

interface Slice extends Counted {
  readonly from: number;
}

/** Slices by their start in windows; records inside an exclusion leave their slice. */
export function slicesFold(context: FoldContext, feed: Feed): FoldRun {
  const { item, zone, sliceMs } = context;
  const at = feed.instant('at');
  const read = counterReader(feed);
  const limit = context.limit ?? Infinity;
  const byGroup = new Map<string | undefined, Slices>();
  return {
    onRow: (group) => {
      const instant = at?.() ?? Number.NaN;
      if (!(instant < limit) || sliceMs === undefined) return;
      // A group of which nothing can be read is unknown, not absent.
      const slices = byGroup.get(group) ?? new Slices();
      byGroup.set(group, slices);
      const counted = read();
      if (counted === undefined || holds(excludedOf(context, group), instant)) return;
      slices.add(sliceStart(zone, instant, sliceMs), counted);
    },
    groups: () => byGroup.keys(),
    finish: (group, finish) => {
      const all = [...(byGroup.get(group)?.sums ?? [])]
        .map(([from, sums]): Slice => ({ from, ...sums }))
        .sort((a, b) => a.from - b.from);
      return finish.windows.map((window) => {
        const judge = item.fold.kind === 'slices' && item.fold.value === 'mean' ? meanOf : shareOf;
        const { state, judged, idle } = judge(
          context,
          inWindow(all, (slice) => slice.from, window),
        );
        const from = item.beforeStart === 'skip' ? Math.max(window.from, finish.first) : window.from;
        const expected = length(expectedTime(context, finish, group, { ...window, from }));
        return {
          name: window.name,
          from: window.from,
          to: window.to,
          n: judged,
          state,
          coverage: { counted: judged, expected: Math.round(expected / 1_000 / (sliceMs ?? 1)) - idle, idle },
          isAllExcluded: isAllExcluded(expectedTime(context, finish, group, window)),
        };
      });
    },
  };
}

interface Judged {
  readonly state: StatePart;
  readonly judged: number;
  readonly idle: number;
}

/** Digits of a ratio that are kept: sums of thirds are whole again once their mean is rounded to fewer (compliance/measure). */
const ratioDigits = 40n;

function meanOf(context: FoldContext, slices: readonly Slice[]): Judged {
  const isIdleGood = context.item.parameters['idle'] === 'good';
  const one = 10n ** ratioDigits;
  let [sum, judged, idle] = [0n, 0, 0];
  for (const { total, bad } of slices) {
    if (total.mantissa !== 0) {
      const decimals = Math.max(total.decimals, bad.decimals);
      const whole = BigInt(Math.round(total.mantissa * 10 ** (decimals - total.decimals)));
      const lost = BigInt(Math.round(bad.mantissa * 10 ** (decimals - bad.decimals)));
      sum += ((whole - lost) * one) / whole;
    } else if (isIdleGood) sum += one;
    else {
      idle++;
      continue;
    }
    judged++;
  }
  return { state: { kind: 'ratios', sum: String(sum), digits: Number(ratioDigits), count: judged }, judged, idle };
}

function shareOf(context: FoldContext, slices: readonly Slice[]): Judged {
  const policy = context.item.parameters['idle'] ?? 'skip';
  let [good, bad, idle] = [0, 0, 0];
  for (const slice of slices) {
    const isIdle = slice.total.mantissa === 0;
    if (isIdle && policy === 'skip') {
      idle++;
      continue;
    }
    const [total, lost, kept] = [slice.total, slice.bad, plus(slice.total, slice.bad, -1)].map(numberOf);
    const byRule = (): number => context.downWhen({ total: total!, bad: lost!, good: kept! });
    const verdict = isIdle ? (policy === 'down' ? 1 : 0) : byRule();
    if (verdict === 1) bad++;
    else if (verdict === 0) good++;
  }
  const [all, ...texts] = [good + bad, good, bad].map(String);
  const state: StatePart = { kind: 'counts', good: texts[0]!, bad: texts[1]!, total: all!, pending: 0 };
  return { state, judged: good + bad, idle };
}

// Folds rates of a line into averages of slices, by direction, as burst billing takes them (metrics.md D15).
// It must never take a missing slice for an idle one: that is for the agreement to say.

import { holds, length } from '../../core/time/intervals';
import { excludedOf, expectedTime, isAllExcluded, type FoldContext } from '../context';
import { plus, type Decimal } from '../exact-sum';
import { asDecimal } from '../expressions';
import type { Feed } from '../feed';
import { Histogram } from '../histogram';
import { nothing, numberOf, sliceStart } from './counters';
import type { FoldRun } from './fold';
import { inWindow } from './records';

interface Sums {
  readonly from: number;
  readonly sums: Decimal[];
  count: number;
}

/** Decimals of an average that are kept. */
const averageDecimals = 1e9;

export function utilisationFold(context: FoldContext, feed: Feed): FoldRun {
  const { item, zone, sliceMs = 300_000 } = context;
  const at = feed.instant('at');
  const ways = feed.input.roles.some(({ role }) => role === 'in') ? ['in', 'out'] : ['value'];
  const readers = ways.map((role) => feed.number(role));
  const limit = context.limit ?? Infinity;
  const byGroup = new Map<string | undefined, Map<number, Sums>>();
  return {
    onRow: (group) => {
      const instant = at?.() ?? Number.NaN;
      if (!(instant < limit)) return;
      // A group of which nothing can be read is unknown, not absent.
      const slices = byGroup.get(group) ?? new Map<number, Sums>();
      byGroup.set(group, slices);
      if (holds(excludedOf(context, group), instant)) return;
      const rates = readers.flatMap((reader) =>
        reader?.read() === true ? [{ mantissa: reader.mantissa, decimals: reader.decimals }] : [],
      );
      // Half of a sample says nothing of the line.
      if (rates.length < ways.length) return;
      const from = sliceStart(zone, instant, sliceMs);
      const slice = slices.get(from) ?? { from, sums: ways.map(() => nothing), count: 0 };
      slices.set(from, slice);
      rates.forEach((rate, index) => (slice.sums[index] = plus(slice.sums[index] ?? nothing, rate)));
      slice.count++;
    },
    groups: () => byGroup.keys(),
    finish: (group, finish) => {
      const all = [...(byGroup.get(group)?.values() ?? [])].sort((a, b) => a.from - b.from);
      return finish.windows.map((window) => {
        const inside = inWindow(all, (slice) => slice.from, window);
        const histograms = new Map<number, Histogram>();
        for (const { from, sums, count } of inside)
          samplesOf(sums, count, item.parameters['direction']).forEach((sample, index) => {
            const histogram = histograms.get(index) ?? new Histogram(item.thresholds, 9);
            histograms.set(index, histogram);
            const { mantissa, decimals } = asDecimal(Math.round(sample * averageDecimals) / averageDecimals);
            histogram.add(mantissa, decimals, from);
          });
        const expected = expectedTime(context, finish, group, window);
        const awaited = Math.round(length(expected) / 1_000 / sliceMs);
        return {
          name: window.name,
          from: window.from,
          to: window.to,
          n: inside.length,
          coverage: { counted: inside.length, expected: awaited, idle: 0 },
          isAllExcluded: isAllExcluded(expected),
          state: { kind: 'directions', parts: [...histograms.values()].map((histogram) => histogram.part()) },
        };
      });
    },
  };
}

/** What of a slice is judged: both directions, the higher one, or their sum. */
function samplesOf(sums: readonly Decimal[], count: number, direction: string | undefined): readonly number[] {
  const averages = sums.map((sum) => numberOf(sum) / count);
  if (direction === 'higher-sample') return [Math.max(...averages)];
  if (direction === 'sum') return [numberOf(sums.reduce((total, sum) => plus(total, sum), nothing)) / count];
  return averages;
}

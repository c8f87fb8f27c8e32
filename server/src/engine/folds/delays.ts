// Jitter by its four published definitions (metrics.md D12), from delays in order or from values that are ready.
// It must never pair packets of two streams, and an order that cannot be formed gives no result.

import type { WindowPart } from '../../core/compliance/partials';
import { holds } from '../../core/time/intervals';
import type { Window } from '../../core/time/windows';
import { excludedOf, expectedTime, isAllExcluded, type FinishContext, type FoldContext } from '../context';
import { asDecimal } from '../expressions';
import type { Feed } from '../feed';
import { Histogram } from '../histogram';
import { valuesFold } from './instants';
import type { FoldRun } from './fold';

/** Most delays that are kept in order. */
const maximumDelays = 1_000_000;

interface Delay {
  readonly at: number;
  /** In millionths of the unit, so that differences are whole. */
  readonly value: number;
  readonly stream: string;
}

/** Whether the column holds jitter values that are ready: as stated, else no statistic means delays, else its name decides. */
export function isReady(context: FoldContext): boolean {
  const { parameters, statistic, columns } = context.item;
  const stated = parameters['samples'];
  if (stated !== undefined) return stated === 'jitter';
  if (statistic === undefined) return false;
  return /jitter|ipdv|pdv|variation/i.test(columns['value'] ?? 'value');
}

export function delaysFold(context: FoldContext, feed: Feed): FoldRun {
  if (isReady(context)) return valuesFold(context, feed);
  const byGroup = new Map<string | undefined, Delay[]>();
  const [at, value, key] = [feed.instant('at'), feed.number('value'), feed.text('key')];
  const limit = context.limit ?? Infinity;
  let count = 0;
  return {
    onRow: (group) => {
      const instant = at?.() ?? Number.NaN;
      if (!(instant < limit)) return;
      // A group of which every packet was lost is unknown, not absent.
      const list = byGroup.get(group) ?? [];
      byGroup.set(group, list);
      if (value?.read() !== true) return;
      if (++count > maximumDelays)
        throw new RangeError(`more than ${maximumDelays.toLocaleString('en')} delays cannot be put in order`);
      list.push({
        at: instant,
        value: Math.round(value.mantissa * 10 ** (6 - value.decimals)),
        stream: key?.() ?? '',
      });
    },
    groups: () => byGroup.keys(),
    finish: (group, finish) => {
      const excluded = excludedOf(context, group);
      const delays = (byGroup.get(group) ?? [])
        .filter((delay) => !holds(excluded, delay.at))
        .sort((a, b) => a.at - b.at);
      const samples =
        context.item.parameters['definition'] === 'y1540-ipdv'
          ? sliceSamples(context, delays)
          : pairSamples(context, delays);
      return finish.windows.map((window) => partOf(context, finish, group, window, samples));
    },
  };
}

interface Sample {
  readonly at: number;
  /** In the unit of the values. */
  readonly value: number;
  readonly stream: string;
}

function partOf(
  context: FoldContext,
  finish: FinishContext,
  group: string | undefined,
  window: Window,
  samples: readonly Sample[],
): WindowPart {
  const histogram = new Histogram(context.item.thresholds, 9);
  let inside = samples.filter((sample) => sample.at >= window.from && sample.at < window.to);
  // The smoothed jitter of a stream is its last value; a window's value is a statistic over its streams.
  if (context.item.parameters['definition'] === 'rfc3550')
    inside = [...new Map(inside.map((sample) => [sample.stream, sample])).values()];
  for (const sample of inside) {
    // Nine decimals hold every difference of delays, and keep the noise of doubles from filling the histogram with a sketch.
    const { mantissa, decimals } = asDecimal(Math.round(sample.value * 1e9) / 1e9);
    histogram.add(mantissa, decimals, sample.at);
  }
  return {
    name: window.name,
    from: window.from,
    to: window.to,
    n: inside.length,
    coverage: undefined,
    isAllExcluded: isAllExcluded(expectedTime(context, finish, group, window)),
    state: { kind: 'values', histogram: histogram.part(), weighted: undefined, timeouts: 0 },
  };
}

function pairSamples(context: FoldContext, delays: readonly Delay[]): readonly Sample[] {
  const isSmoothed = context.item.parameters['definition'] === 'rfc3550';
  const last = new Map<string, number>();
  const smoothed = new Map<string, number>();
  const samples: Sample[] = [];
  for (const delay of delays) {
    const previous = last.get(delay.stream);
    last.set(delay.stream, delay.value);
    if (previous === undefined) continue;
    const difference = Math.abs(delay.value - previous);
    if (!isSmoothed) samples.push({ at: delay.at, value: difference / 1e6, stream: delay.stream });
    else {
      const before = smoothed.get(delay.stream) ?? 0;
      const now = before + (difference - before) / 16;
      smoothed.set(delay.stream, now);
      samples.push({ at: delay.at, value: now / 1e6, stream: delay.stream });
    }
  }
  return samples;
}

/** Per stream and slice: the 99.9th percentile of the delays minus the smallest (ITU-T Y.1540, two-point delay variation). */
function sliceSamples(context: FoldContext, delays: readonly Delay[]): readonly Sample[] {
  const length = context.sliceMs ?? 60_000;
  const slices = new Map<string, { readonly at: number; readonly stream: string; readonly values: number[] }>();
  for (const { at, value, stream } of delays) {
    const start = Math.floor(at / length) * length;
    const name = `${start} ${stream}`;
    const slice = slices.get(name) ?? { at: start, stream, values: [] };
    slices.set(name, slice);
    slice.values.push(value);
  }
  // One packet does not vary: a slice with nothing to compare says nothing.
  const compared = [...slices.values()].filter(({ values }) => values.length > 1);
  return compared.map(({ at, stream, values }) => {
    values.sort((a, b) => a - b);
    const position = ((values.length - 1) * 999) / 1_000;
    const rank = Math.floor(position);
    const low = values[rank] ?? 0;
    const high = values[rank + 1] ?? low;
    return { at, value: (low - (values[0] ?? 0) + (position - rank) * (high - low)) / 1e6, stream };
  });
}

// Failures and covered time from probes (metrics.md D2): by location the runs of failed probes, and where a quorum of them is failing.
// It must never keep an object for each probe, and the order of rows must not matter.

import { intersect, union, type Interval, type IntervalSet } from '../../core/time/intervals';
import type { FinishContext, FoldContext } from '../context';
import type { Feed } from '../feed';
import type { DowntimeSource, Failure } from './downtime';
import { isDownTogether, quorumOf } from './quorum';

/** Instants of probes, in milliseconds; a class because they grow row by row. */
class Instants {
  private values = new Float64Array(64);
  private length = 0;
  private isOrdered = true;

  add(instant: number): void {
    if (this.length === this.values.length) {
      const wider = new Float64Array(2 * this.length);
      wider.set(this.values);
      this.values = wider;
    }
    if (this.length > 0 && instant < this.values[this.length - 1]!) this.isOrdered = false;
    this.values[this.length++] = instant;
  }

  /** The instants so far, ascending. */
  sorted(): Float64Array {
    const own = this.values.subarray(0, this.length);
    if (!this.isOrdered) own.sort();
    this.isOrdered = true;
    return own;
  }
}

/** The probes of one location. */
interface Probes {
  readonly good: Instants;
  readonly failed: Instants;
}

export function fromProbes(context: FoldContext, feed: Feed): DowntimeSource {
  const byGroup = new Map<string | undefined, Map<string, Probes>>();
  const [at, ok, location] = [feed.instant('at'), feed.boolean('ok'), feed.text('location')];
  const [atSlot, okSlot, locationSlot] = [feed.slotOf('at'), feed.slotOf('ok'), feed.textSlotOf('location')];
  const limit = context.limit ?? Infinity;
  const needed = Math.max(1, Math.floor(Number(context.item.parameters['failures'] ?? 1)) || 1);
  const quorum = quorumOf(context.item.parameters['quorum']);
  const probesOf = (group: string | undefined, place: string): Probes => {
    let locations = byGroup.get(group);
    if (locations === undefined) byGroup.set(group, (locations = new Map()));
    let probes = locations.get(place);
    if (probes === undefined) locations.set(place, (probes = { good: new Instants(), failed: new Instants() }));
    return probes;
  };
  return {
    onRow: (group) => {
      const instant = at?.() ?? Number.NaN;
      const good = ok?.() ?? -1;
      if (!(instant < limit) || good < 0) return;
      const probes = probesOf(group, location?.() ?? '');
      (good === 1 ? probes.good : probes.failed).add(instant);
    },
    onBlock:
      atSlot === undefined || okSlot === undefined
        ? undefined
        : (block, rows, count, group) => {
            const [instants, oks] = [block.lanes[atSlot]!.values, block.lanes[okSlot]!.values];
            const coded = locationSlot === undefined ? undefined : block.coding(locationSlot);
            const known: Probes[] = [];
            for (let index = 0; index < count; index++) {
              const row = rows[index]!;
              const instant = instants[row]!;
              if (!(instant < limit)) continue;
              const code = coded === undefined ? 0 : coded.codes[row]!;
              const probes = (known[code] ??= probesOf(group, coded?.word(code) ?? ''));
              (oks[row] === 1 ? probes.good : probes.failed).add(instant);
            }
          },
    groups: () => byGroup.keys(),
    record: (group, finish) => {
      const perLocation = [...(byGroup.get(group)?.values() ?? [])].map((probes) =>
        recordOf(probes, needed, context.everyMs, finish),
      );
      const covered = union(perLocation.flatMap((record) => record.covered));
      const failures =
        perLocation.length <= 1
          ? (perLocation[0]?.failures ?? [])
          : failing(perLocation, quorum).map((interval) => ({
              start: interval.from,
              end: interval.to >= finish.asOf ? Infinity : interval.to,
            }));
      return { failures, covered, idle: [], sliceMs: undefined };
    },
  };
}

/**
 * Failed runs of one location: from the first failed probe to the next good one, where there are enough failures. Of probes of one
 * instant a failed one is the last, so that the order of rows does not matter.
 */
function recordOf(
  probes: Probes,
  needed: number,
  everyMs: number | undefined,
  { asOf, coveredTo }: FinishContext,
): { readonly failures: readonly Failure[]; readonly covered: IntervalSet } {
  const [good, failed] = [probes.good.sorted(), probes.failed.sorted()];
  const failures: Failure[] = [];
  const covered: { from: number; to: number }[] = [];
  let open: { from: number; to: number } | undefined;
  let runStart: number | undefined;
  let count = 0;
  for (let g = 0, f = 0; g < good.length || f < failed.length;) {
    const isGood = f === failed.length || (g < good.length && good[g]! <= failed[f]!);
    const at = isGood ? good[g++]! : failed[f++]!;
    if (!isGood) {
      runStart ??= at;
      count++;
    } else if (runStart !== undefined) {
      if (count >= needed) failures.push({ start: runStart, end: at });
      runStart = undefined;
      count = 0;
    }
    // Without a rhythm each probe stands for the time to the next one.
    const to = everyMs === undefined ? coveredTo : Math.min(at + everyMs, asOf);
    if (open !== undefined && at <= open.to) open.to = Math.max(open.to, to);
    else if (to > at) covered.push((open = { from: at, to }));
  }
  if (runStart !== undefined && count >= needed) failures.push({ start: runStart, end: Infinity });
  return { failures, covered };
}

/** Where at least the quorum of the locations that cover an instant is failing. */
function failing(
  locations: readonly { readonly failures: readonly Failure[]; readonly covered: IntervalSet }[],
  quorum: number,
): IntervalSet {
  const edges: { at: number; covering: number; failing: number }[] = [];
  for (const { failures, covered } of locations) {
    for (const interval of covered) {
      edges.push({ at: interval.from, covering: 1, failing: 0 }, { at: interval.to, covering: -1, failing: 0 });
    }
    for (const interval of intersect(
      union(failures.map((failure) => ({ from: failure.start, to: failure.end }))),
      covered,
    )) {
      edges.push({ at: interval.from, covering: 0, failing: 1 }, { at: interval.to, covering: 0, failing: -1 });
    }
  }
  edges.sort((a, b) => a.at - b.at);
  const result: Interval[] = [];
  let [covering, down, since] = [0, 0, Number.NaN];
  edges.forEach((edge, index) => {
    covering += edge.covering;
    down += edge.failing;
    if (edges[index + 1]?.at === edge.at) return;
    const isDown = isDownTogether(down, covering, quorum);
    if (isDown && Number.isNaN(since)) since = edge.at;
    else if (!isDown && !Number.isNaN(since)) {
      result.push({ from: since, to: edge.at });
      since = Number.NaN;
    }
  });
  return union(result);
}

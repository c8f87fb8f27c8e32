// References of down time (metrics.md D1 to D4, D6): outages, probes and counters make failures and covered time; windows cut them.
// The order is fixed: form failures over all rows, merge, drop short ones, take out exclusions, cut at windows.

import { localOf, minuteMs } from './clock';
import { excludedOf, frameOf, judge, type Finding, type Frame, type Row, type Scene, type Verdict } from './scene';
import { both, contains, minus, size, union, type Span } from './sets';

interface Evidence {
  /** Failures as they are; Infinity ends one that is still open. */
  readonly failures: readonly Span[];
  /** Time of which the record tells whether it was up or down. */
  readonly covered: readonly Span[];
  readonly idle: readonly Span[];
}

export interface DowntimeMetric {
  readonly value:
    | 'availability'
    | 'downtime'
    | 'outages'
    | 'mtbf'
    | 'start-to-start'
    | 'longest'
    | 'beyond'
    | 'failure-rate'
    | 'work';
  /** Milliseconds up to which an outage does not count, for `beyond`. */
  readonly over?: number | undefined;
  readonly from: 'outages' | 'probes' | 'counters';
  /** Milliseconds. */
  readonly mergeGap?: number | undefined;
  readonly minimumLength?: number | undefined;
  readonly failures?: number | undefined;
  /** Share of locations, 0 to 1. */
  readonly quorum?: number | undefined;
  readonly slice?: number | undefined;
  readonly idle?: 'skip' | 'up' | 'down' | undefined;
  readonly downWhen?:
    ((slice: { readonly good: number; readonly bad: number; readonly total: number }) => boolean) | undefined;
}

/** The value of every window and group: percent, minutes, failures, or hours. */
export function downtime(
  scene: Scene,
  rows: readonly Row[],
  metric: DowntimeMetric,
  /** Rows that tell how far the record reaches, where others than those that count. */
  all: readonly Row[] = rows,
): readonly Finding[] {
  const frame = frameOf(scene, all, metric.from === 'outages' ? 'interval' : 'instant');
  if (frame === undefined) return [];
  const counting = new Set(rows);
  return frame.groups.flatMap((group) => {
    const own = frame.rowsOf(group).filter((row) => counting.has(row));
    const evidence = evidenceOf(scene, frame, own, metric);
    const failures = mergeFailures(evidence.failures, metric.mergeGap ?? 0, metric.minimumLength ?? 0, frame.asOf);
    return frame.windows.map((window) => windowOf(scene, frame, group, window, metric, evidence, failures));
  });
}

/** Joins failures that overlap, touch or follow within the gap, then drops those that are too short as a whole. */
export function mergeFailures(rows: readonly Span[], gap: number, minimum: number, asOf: number): readonly Span[] {
  const merged: Span[] = [];
  for (const row of [...rows].sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last !== undefined && row.from - last.to <= gap)
      merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, row.to) };
    else merged.push(row);
  }
  return merged.filter((failure) => Math.min(failure.to, asOf) - failure.from >= minimum);
}

function windowOf(
  scene: Scene,
  frame: Frame,
  group: string | undefined,
  window: Span,
  metric: DowntimeMetric,
  evidence: Evidence,
  failures: readonly Span[],
): Finding {
  const { asOf } = frame;
  const excluded = metric.value === 'work' ? [] : excludedOf(scene, group);
  const from = scene.beforeStart === 'skip' ? Math.max(window.from, frame.first) : window.from;
  const whole = [{ from, to: Math.max(from, Math.min(window.to, asOf)) }];
  const expected = minus(minus(whole, excluded), evidence.idle);
  const judged = both(expected, evidence.covered);
  const down = both(judged, union(failures.map((failure) => ({ from: failure.from, to: Math.min(failure.to, asOf) }))));
  const begun = failures.filter((failure) => contains(judged, failure.from)).length;
  const [seconds, lost] = [size(judged) / 1_000, size(down) / 1_000];
  const isOpenInside = failures.some(
    (failure) => failure.to === Infinity && both(judged, [{ from: failure.from, to: asOf }]).length > 0,
  );
  const outside = failures.map((failure) => minus([{ from: failure.from, to: Math.min(failure.to, asOf) }], excluded));
  const touching = outside.filter((pieces) => both(judged, pieces).length > 0);
  const beyond = touching.map((pieces) => {
    let rest = metric.over ?? 0;
    const late = pieces.map(({ from: start, to }): Span => {
      const skipped = Math.min(rest, to - start);
      rest -= skipped;
      return { from: start + skipped, to };
    });
    return size(both(judged, union(late))) / 1_000;
  });
  const values: Record<DowntimeMetric['value'], number | undefined> = {
    longest: seconds === 0 ? undefined : Math.max(0, ...touching.map(size)) / minuteMs,
    beyond: seconds === 0 ? undefined : beyond.reduce((sum, each) => sum + each, 0) / 60,
    'failure-rate': seconds - lost <= 0 ? undefined : (begun * 3_600) / (seconds - lost),
    work: seconds === 0 ? undefined : lost / 3_600,
    availability: seconds === 0 ? undefined : (100 * (seconds - lost)) / seconds,
    downtime: seconds === 0 ? undefined : lost / 60,
    outages: seconds === 0 ? undefined : begun,
    mtbf: begun === 0 ? undefined : (seconds - lost) / 3_600 / begun,
    'start-to-start': begun === 0 ? undefined : seconds / 3_600 / begun,
  };
  const isMtbf = metric.value === 'mtbf' || metric.value === 'start-to-start';
  const nothing: Verdict = isMtbf && seconds > 0 ? 'met' : 'unknown';
  return judge(scene, frame, {
    group,
    window,
    value: values[metric.value],
    n: metric.value === 'outages' || isMtbf ? begun : undefined,
    coverage: size(expected) === 0 ? null : size(judged) / size(expected),
    isProvisional: isOpenInside,
    isAllExcluded: size(expected) === 0,
    nothing,
    isBounded: metric.value === 'availability' ? 'good' : undefined,
  });
}

function evidenceOf(scene: Scene, frame: Frame, rows: readonly Row[], metric: DowntimeMetric): Evidence {
  if (metric.from === 'counters') return fromCounters(scene, frame, rows, metric);
  if (metric.from === 'probes') return fromProbes(scene, frame, rows, metric);
  const before = scene.beforeStart === 'good' ? Math.min(frame.first, frame.windows[0]?.from ?? Infinity) : frame.first;
  return {
    failures: rows.map((row) => ({
      from: row.start!,
      to: row.end === undefined || row.end > frame.limit ? Infinity : row.end,
    })),
    covered: frame.asOf > before ? [{ from: before, to: frame.asOf }] : [],
    idle: [],
  };
}

function fromProbes(scene: Scene, frame: Frame, rows: readonly Row[], metric: DowntimeMetric): Evidence {
  const places = [...new Set(rows.map((row) => row.location ?? ''))].map((place) => {
    // Of probes of one instant a failed one is the last.
    const probes = rows
      .filter((row) => (row.location ?? '') === place)
      .sort((a, b) => a.at! - b.at! || Number(b.ok) - Number(a.ok));
    const failures: Span[] = [];
    for (let index = 0; index < probes.length; index++) {
      if (probes[index]!.ok! || probes[index - 1]?.ok === false) continue;
      let next = index;
      while (next < probes.length && !probes[next]!.ok!) next++;
      if (next - index >= (metric.failures ?? 1))
        failures.push({ from: probes[index]!.at!, to: probes[next]?.at ?? Infinity });
    }
    const covered = union(
      scene.every === undefined
        ? [{ from: probes[0]!.at!, to: frame.asOf }]
        : probes.map((probe) => ({ from: probe.at!, to: Math.min(probe.at! + scene.every!, frame.asOf) })),
    );
    return { failures, covered };
  });
  const covered = union(places.flatMap((place) => place.covered));
  if (places.length < 2) return { failures: places[0]?.failures ?? [], covered, idle: [] };
  // Between two edges nothing changes, so each stretch is asked on its own: how many cover it, and how many of those fail.
  const edges = [
    ...new Set(
      places.flatMap((place) => [...place.covered, ...place.failures].flatMap((span) => [span.from, span.to])),
    ),
  ].sort((a, b) => a - b);
  const down: Span[] = [];
  edges.slice(1).forEach((to, index) => {
    const from = edges[index]!;
    const covering = places.filter((place) => contains(place.covered, from));
    const failing = covering.filter((place) => contains(place.failures, from));
    if (failing.length > 0 && failing.length >= (metric.quorum ?? 1) * covering.length - 1e-9) down.push({ from, to });
  });
  const failures = union(down).map((span) => ({ from: span.from, to: span.to >= frame.asOf ? Infinity : span.to }));
  return { failures, covered, idle: [] };
}

function fromCounters(scene: Scene, frame: Frame, rows: readonly Row[], metric: DowntimeMetric): Evidence {
  const length = metric.slice ?? scene.every!;
  const slices = new Map<number, { good: number; bad: number; total: number }>();
  for (const row of rows) {
    const local = localOf(scene.zone, row.at!);
    const start = row.at! - (local % length);
    const slice = slices.get(start) ?? { good: 0, bad: 0, total: 0 };
    const total = row.total ?? row.good! + row.bad!;
    const bad = row.bad ?? total - row.good!;
    // Counters have at most three decimals, so sums in thousandths are whole.
    const sum = (a: number, b: number): number => (Math.round(a * 1_000) + Math.round(b * 1_000)) / 1_000;
    slices.set(start, {
      good: sum(slice.good, sum(total, -bad)),
      bad: sum(slice.bad, bad),
      total: sum(slice.total, total),
    });
  }
  const [covered, idle, down]: [Span[], Span[], Span[]] = [[], [], []];
  for (const [from, slice] of slices) {
    const span = { from, to: Math.min(from + length, frame.asOf) };
    const policy = metric.idle ?? 'skip';
    if (slice.total === 0 && policy === 'skip') {
      idle.push(span);
      continue;
    }
    covered.push(span);
    if (slice.total === 0 ? policy === 'down' : metric.downWhen!(slice)) down.push(span);
  }
  return { failures: union(down), covered: union(covered), idle: union(idle) };
}

// What a reference knows beside its rows: zone, windows, covered span, exclusions, target; and how a value is judged.
// Definitions are those of the design pages compute.md 2 and metrics.md 1.5; nothing here may come from the project.

import { instantOf, windowsOf, type WindowKind } from './clock';
import { contains, minus, size, union, type Span } from './sets';

/** One row of a file as plain values. An undefined value is an empty field; instants and lengths are in milliseconds. */
export interface Row {
  readonly at?: number | undefined;
  readonly start?: number | undefined;
  readonly end?: number | undefined;
  /** The promised instant. */
  readonly due?: number | undefined;
  /** When planned work was announced. */
  readonly announced?: number | undefined;
  readonly ok?: boolean | undefined;
  readonly status?: number | undefined;
  readonly total?: number | undefined;
  readonly bad?: number | undefined;
  readonly good?: number | undefined;
  readonly value?: number | undefined;
  readonly weight?: number | undefined;
  readonly in?: number | undefined;
  readonly out?: number | undefined;
  readonly answered?: number | undefined;
  readonly answeredWithin?: number | undefined;
  readonly abandoned?: number | undefined;
  readonly abandonedWithin?: number | undefined;
  readonly short?: number | undefined;
  /** In seconds, as files state it. */
  readonly paused?: number | undefined;
  readonly key?: string | undefined;
  readonly location?: string | undefined;
  readonly team?: string | undefined;
  readonly kind?: string | undefined;
  /** The instant is written as something that is no date. */
  readonly isBroken?: boolean;
}

export interface Target {
  readonly word: 'atLeast' | 'atMost' | 'above' | 'below';
  readonly amount: number;
}

export interface Excluded extends Span {
  readonly group?: string | undefined;
}

export interface Scene {
  readonly zone: string;
  readonly window: WindowKind;
  /** Local dates of the term; the end is included. */
  readonly term: { readonly from: string; readonly to: string };
  readonly coversFrom?: number | undefined;
  readonly coversTo?: number | undefined;
  /** Milliseconds between records. */
  readonly every?: number | undefined;
  readonly excluded: readonly Excluded[];
  readonly isGrouped: boolean;
  /** Only rows of this kind count. */
  readonly kind?: string | undefined;
  readonly target: Target;
  readonly noData: 'unknown' | 'good' | 'bad' | 'skip';
  readonly beforeStart?: 'unknown' | 'good' | 'skip' | undefined;
  /** In percent. */
  readonly minimumCoverage?: number | undefined;
}

export type Verdict = 'met' | 'breached' | 'unknown' | 'not-applicable' | 'running';

export interface Finding {
  readonly group: string | undefined;
  readonly window: Span;
  readonly value: number | undefined;
  readonly n?: number | undefined;
  readonly pending?: number | undefined;
  readonly coverage?: number | null | undefined;
  readonly isProvisional?: boolean | undefined;
  readonly verdict: Verdict;
  /** While the window runs: the verdict if it ended now. */
  readonly soFar?: Verdict | undefined;
}

/** Whether an instant source, a log of events, or a log of intervals. */
export type Nature = 'instant' | 'event' | 'interval';

const amounts = ['total', 'bad', 'good', 'weight', 'paused'] as const;

/** Leaves out bad rows: no date, an empty mandatory field, an end before its start, a part over the total, a negative amount. */
export function goodRows(rows: readonly Row[], mandatory: readonly (keyof Row)[], isCapped = false): Row[] {
  return rows.filter(
    (row) =>
      row.isBroken !== true &&
      mandatory.every((name) => row[name] !== undefined) &&
      amounts.every((name) => (row[name] ?? 0) >= 0) &&
      !(row.start !== undefined && row.end !== undefined && row.end < row.start) &&
      !(!isCapped && row.total !== undefined && Math.max(row.bad ?? 0, row.good ?? 0) > row.total),
  );
}

export interface Frame {
  readonly first: number;
  readonly asOf: number;
  /** Records at or behind it are not known. */
  readonly limit: number;
  readonly windows: readonly Span[];
  readonly groups: readonly (string | undefined)[];
  /** Rows of a group that pass the filter and lie before the limit. */
  rowsOf(group: string | undefined): readonly Row[];
}

/** Finds `asOf`, the start of the record, the windows and the groups from the good rows. */
export function frameOf(scene: Scene, rows: readonly Row[], nature: Nature): Frame | undefined {
  const instants = rows.flatMap((row) => [row.at ?? [], row.start ?? [], row.end ?? []].flat());
  if (instants.length === 0) return undefined;
  const asOf = scene.coversTo ?? Math.max(...instants) + (scene.every ?? 0);
  const termStart = instantOf(scene.zone, Date.parse(`${scene.term.from}T00:00:00Z`));
  const first = scene.coversFrom ?? (nature === 'instant' ? Math.min(...instants) : termStart);
  const limit = scene.coversTo ?? Infinity;
  const kept = rows.filter(
    (row) => (scene.kind === undefined || row.kind === scene.kind) && (row.at ?? row.start ?? 0) < limit,
  );
  const groupOf = (row: Row): string => row.team ?? '(none)';
  return {
    first,
    asOf,
    limit,
    windows: windowsOf(scene.window, scene.zone, first, asOf),
    groups: scene.isGrouped ? [...new Set(kept.map(groupOf))].sort() : [undefined],
    rowsOf: (group) => (group === undefined ? kept : kept.filter((row) => groupOf(row) === group)),
  };
}

/** The excluded time of a group: what holds for all, and what holds for it alone. */
export function excludedOf(scene: Scene, group: string | undefined): Span[] {
  return union(scene.excluded.filter((span) => span.group === undefined || (scene.isGrouped && span.group === group)));
}

/** The part of a window until `asOf` that is not excluded. */
export function expectedIn(scene: Scene, frame: Frame, group: string | undefined, window: Span): Span[] {
  return minus([{ from: window.from, to: Math.min(window.to, frame.asOf) }], excludedOf(scene, group));
}

/** Records of an instant source in a window: by `at`, without excluded ones. */
export function inWindow(
  rows: readonly Row[],
  instantOf: (row: Row) => number | undefined,
  window: Span,
  excluded: readonly Span[],
): Row[] {
  return rows.filter((row) => {
    const instant = instantOf(row);
    return instant !== undefined && instant >= window.from && instant < window.to && !contains(excluded, instant);
  });
}

function meets(value: number, { word, amount }: Target): boolean {
  const isTie = Math.abs(value - amount) <= 1e-9 * Math.max(1, Math.abs(amount));
  if (isTie) return word === 'atLeast' || word === 'atMost';
  return word === 'atLeast' || word === 'above' ? value > amount : value < amount;
}

export interface Judging {
  readonly group: string | undefined;
  readonly window: Span;
  readonly value: number | undefined;
  readonly n?: number | undefined;
  readonly pending?: number | undefined;
  readonly coverage?: number | null | undefined;
  readonly isProvisional?: boolean | undefined;
  readonly isAllExcluded: boolean;
  /** What a window without a value is. */
  readonly nothing: Verdict;
  /** The value with the missing part all bad and all good, in percent; for availability and shares of instants. */
  readonly isBounded?: 'good' | 'bad' | undefined;
  /** Counts and totals may still reach a lower bound while the window runs. */
  readonly isReachable?: boolean;
  /** Takes the place of the scene's target: the share of `for:`. */
  readonly target?: Target | undefined;
}

/** Judges one window: exclusions first, then coverage, then both ends of what is missing. */
export function judge(scene: Scene, frame: Frame, judging: Judging): Finding {
  const { value, coverage } = judging;
  const target = judging.target ?? scene.target;
  let verdict: Verdict;
  if (judging.isAllExcluded) verdict = 'not-applicable';
  else if (
    scene.minimumCoverage !== undefined &&
    typeof coverage === 'number' &&
    100 * coverage < scene.minimumCoverage - 1e-9
  )
    verdict = 'unknown';
  else if (value === undefined) verdict = judging.nothing;
  else {
    const hidden = judging.isBounded !== undefined && typeof coverage === 'number' ? Math.max(0, 1 - coverage) : 0;
    const covered = hidden > 0 ? value * (1 - hidden) : value;
    const [asLost, asKept] =
      judging.isBounded === 'bad' ? [covered + 100 * hidden, covered] : [covered, covered + 100 * hidden];
    const ends = { unknown: [asLost, asKept], good: [asKept], bad: [asLost], skip: [value] }[scene.noData];
    const verdicts = new Set(ends.map((end) => meets(end, target)));
    verdict = verdicts.size > 1 ? 'unknown' : verdicts.has(true) ? 'met' : 'breached';
  }
  const { group, window, n, pending, isProvisional } = judging;
  const shared = { group, window, value, n, pending, coverage, isProvisional };
  if (window.to <= frame.asOf) return { ...shared, verdict };
  const mayStillReach = judging.isReachable === true && (target.word === 'atLeast' || target.word === 'above');
  return { ...shared, verdict: 'running', soFar: mayStillReach && verdict === 'breached' ? undefined : verdict };
}

/** Records that a source ought to have in a span of time, and what part of them it has. */
export function coverageOf(
  scene: Scene,
  expected: readonly Span[],
  counted: number,
  idle: number,
): number | null | undefined {
  if (scene.every === undefined) return undefined;
  const records = Math.round(size(expected) / scene.every) - idle;
  return records > 0 ? counted / records : null;
}

/** A percentile by linear interpolation between closest ranks, or another statistic, of the values in order of time (D7). */
export function statistic(name: string, values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  const sorted = [...values].sort((a, b) => a - b);
  if (name === 'mean') return values.reduce((sum, value) => sum + value, 0) / values.length;
  if (name === 'sum') return values.reduce((sum, value) => sum + value, 0);
  if (name === 'min') return sorted[0];
  if (name === 'max') return sorted.at(-1);
  if (name === 'last') return values.at(-1);
  const share = name === 'median' ? 0.5 : Number(name.slice(1)) / 100;
  const position = (sorted.length - 1) * share;
  const rank = Math.floor(position + 1e-9);
  const low = sorted[rank]!;
  return low + Math.max(0, position - rank) * ((sorted[rank + 1] ?? low) - low);
}

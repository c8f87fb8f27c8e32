// References of types that look at records one by one: repeats, attempts, keys, reports, transfers, plans, notices, ages, checks.
// Every definition is written out once more from metrics.md 4 to 8; nothing here may come from the project.

import {
  excludedOf,
  expectedIn,
  frameOf,
  inWindow,
  judge,
  statistic,
  type Finding,
  type Frame,
  type Nature,
  type Row,
  type Scene,
  type Target,
  type Verdict,
} from './scene';
import { both, contains, minus, size, type Span } from './sets';

/** What a window of a group comes to. */
export interface Outcome {
  readonly value: number | undefined;
  readonly n?: number | undefined;
  readonly pending?: number | undefined;
  readonly isProvisional?: boolean | undefined;
  readonly nothing?: Verdict | undefined;
  readonly coverage?: number | null | undefined;
  readonly target?: Target | undefined;
}

/** What a reference may ask of the scene for one window of one group. */
export interface Ask {
  readonly scene: Scene;
  readonly frame: Frame;
  readonly rows: readonly Row[];
  readonly window: Span;
  readonly excluded: readonly Span[];
}

/** The findings of all windows and groups. */
export function findingsOf(
  scene: Scene,
  rows: readonly Row[],
  nature: Nature,
  outcomeOf: (ask: Ask) => Outcome,
  neverAllExcluded = false,
): readonly Finding[] {
  const frame = frameOf(scene, rows, nature);
  if (frame === undefined) return [];
  return frame.groups.flatMap((group) =>
    frame.windows.map((window) => {
      const excluded = excludedOf(scene, group);
      const { nothing = nature === 'instant' ? 'unknown' : 'not-applicable', ...outcome } = outcomeOf({
        scene,
        frame,
        rows: frame.rowsOf(group),
        window,
        excluded,
      });
      return judge(scene, frame, {
        group,
        window,
        isAllExcluded: !neverAllExcluded && size(expectedIn(scene, frame, group, window)) === 0,
        nothing,
        ...outcome,
      });
    }),
  );
}

const share = (good: number, all: number): number | undefined => (all === 0 ? undefined : (100 * good) / all);

/** Incidents that had an earlier one of their key within so many milliseconds. */
export function repeats({ rows, window, excluded }: Ask, within: number): Outcome {
  const known = rows.filter((row) => row.key !== undefined && !contains(excluded, row.at!));
  const inside = inWindow(known, (row) => row.at, window, []);
  const repeated = inside.filter((row) =>
    known.some(
      (other) =>
        other !== row &&
        other.key === row.key &&
        other.at! >= row.at! - within &&
        (other.at! < row.at! || (other.at === row.at && known.indexOf(other) < known.indexOf(row))),
    ),
  );
  return { value: share(repeated.length, inside.length), n: inside.length };
}

/** Records by their entry: so many attempts, or closed, within so many milliseconds. */
export function attempts({ rows, window, excluded, frame }: Ask, needed: number, within: number): Outcome {
  const records = [...new Set(rows.map(({ key }) => key))].map((key) => {
    const own = rows.filter((row) => row.key === key);
    return {
      start: Math.min(...own.map(({ start }) => start!)),
      closed: Math.min(...own.map(({ end }) => (end === undefined || end >= frame.limit ? Infinity : end))),
      tried: own.flatMap(({ at }) => (at === undefined || at >= frame.limit ? [] : [at])),
    };
  });
  const inside = records.filter(({ start }) => start >= window.from && start < window.to && !contains(excluded, start));
  const ripe = inside.filter(({ start }) => start + within <= frame.asOf);
  const good = ripe.filter(({ start, closed, tried }) => {
    const last = start + within;
    return closed <= last || tried.filter((at) => at >= start && at <= last).length >= needed;
  });
  const pending = inside.length - ripe.length;
  return { value: share(good.length, ripe.length), n: ripe.length, pending, isProvisional: pending > 0 };
}

export function uniqueness({ rows, window, excluded }: Ask): Outcome {
  const inside = inWindow(rows, (row) => row.at, window, excluded);
  return { value: share(new Set(inside.map(({ key }) => key)).size, inside.length), n: inside.length };
}

/** Good over all of the last report. */
export function lastReport({ rows, window, excluded }: Ask): Outcome {
  const inside = inWindow(rows, (row) => row.at, window, excluded).filter(({ total }) => total! > 0);
  const last = Math.max(...inside.map(({ at }) => at!));
  const shares = inside.filter(({ at }) => at === last).map(({ bad, total }) => 100 * (1 - bad! / total!));
  return { value: shares.length === 0 ? undefined : Math.min(...shares), n: inside.length };
}

/** One minus what was lost over the mean of what was stored. */
export function durability({ rows, window, excluded }: Ask): Outcome {
  const inside = inWindow(rows, (row) => row.at, window, excluded).filter(({ total }) => total! > 0);
  const sum = (part: (row: Row) => number): number => inside.reduce((total, row) => total + part(row), 0);
  const stored = sum(({ total }) => total!) / inside.length;
  const kept = Math.max(0, stored - sum(({ bad }) => bad!));
  return { value: inside.length === 0 ? undefined : (100 * kept) / stored, n: inside.length };
}

/** Successful tests over due ones; while the window runs those that are missing may still come. */
export function restoreTests({ rows, window, excluded, frame }: Ask, due: number | undefined): Outcome {
  const inside = inWindow(rows, (row) => row.at, window, excluded);
  const isRunning = window.to > frame.asOf;
  const all = Math.max(inside.length, isRunning ? 0 : (due ?? 0));
  const pending = isRunning ? Math.max(0, (due ?? 0) - inside.length) : 0;
  const good = inside.filter(({ ok }) => ok === true).length;
  return {
    value: share(good, all),
    n: inside.length,
    ...(due === undefined ? {} : { pending, isProvisional: pending > 0 }),
  };
}

/** Megabits a second of each transfer that started in the window. */
export function goodput({ rows, window, excluded, frame }: Ask, name: string): Outcome {
  const inside = rows.filter(({ start }) => start! >= window.from && start! < window.to);
  const rates = inside
    .filter(({ end, value }) => end !== undefined && end <= frame.limit && value !== undefined)
    .map(({ start, end, value }) => ({
      end: end!,
      bits: 8 * value!,
      took: size(minus([{ from: start!, to: end! }], excluded)),
    }))
    .filter(({ took }) => took > 0)
    .sort((a, b) => a.end - b.end)
    // Rates are kept to a millionth.
    .map(({ bits, took }) => Math.round((bits * 1e6) / (took * 1_000)) / 1e6);
  return { value: statistic(name, rates), n: rates.length };
}

/** Time that work took over the time that was planned, by its end; open work once it has passed its plan. */
export function schedule({ rows, window, excluded, frame }: Ask): Outcome {
  const isOpen = ({ end }: Row): boolean => end === undefined || end > frame.limit;
  const instant = (row: Row): number => (isOpen(row) ? frame.asOf - 1 : row.end!);
  const inside = rows.filter((row) => instant(row) >= window.from && instant(row) < window.to);
  const counted = inside.filter((row) => !isOpen(row) || frame.asOf > row.due!);
  const time = (from: number, to: number): number => size(minus([{ from, to }], excluded));
  const actual = counted.reduce(
    (sum, row) => sum + time(row.start!, Math.min(isOpen(row) ? frame.asOf : row.end!, frame.asOf)),
    0,
  );
  const planned = counted.reduce((sum, row) => sum + time(row.start!, row.due!), 0);
  const pending = inside.filter(isOpen).length;
  return {
    value: planned === 0 ? undefined : (100 * actual) / planned,
    n: counted.length,
    pending,
    isProvisional: pending > 0,
  };
}

/** Days between announcement and beginning, by the beginning; nought without an announcement. */
export function notices({ rows, window, excluded, frame }: Ask, name: string): Outcome {
  const inside = rows
    .filter(({ end }) => end! >= window.from && end! < window.to && end! < frame.limit)
    .sort((a, b) => a.end! - b.end!);
  const days = inside.map(({ start, end }) => {
    const span = { from: Math.min(start ?? end!, end!), to: end! };
    return span.to > span.from ? size(minus([span], excluded)) / 86_400_000 : 0;
  });
  return { value: statistic(name, days), n: inside.length };
}

/** Days since their start of what is open at the end of the window. */
export function openAges({ rows, window, excluded, frame }: Ask, name: string): Outcome {
  const at = Math.min(window.to, frame.asOf);
  const open = rows.filter(({ start, end }) => start! < at && (end === undefined || end > frame.limit || end > at));
  const days = open
    .sort((a, b) => a.start! - b.start!)
    .map(({ start }) => size(minus([{ from: start!, to: at }], excluded)) / 86_400_000);
  return { value: statistic(name, days), n: open.length };
}

/** Days between the last check and the oldest record that it found. */
export function retention({ rows, window, excluded }: Ask): Outcome {
  const inside = inWindow(rows, (row) => row.at, window, excluded).filter(({ end }) => end !== undefined);
  const last = Math.max(...inside.map(({ at }) => at!));
  const oldest = Math.max(...inside.filter(({ at }) => at === last).map(({ end }) => end!));
  return { value: inside.length === 0 ? undefined : (last - oldest) / 86_400_000, n: inside.length };
}

/** The fewest days that were left while a check of a key was the newest one. */
export function daysLeft({ rows, window, scene, frame, excluded }: Ask): Outcome {
  const judged = minus([{ from: window.from, to: Math.min(window.to, frame.asOf) }], excluded);
  const left = rows.flatMap((row) => {
    const next = rows
      .filter((other) => other.key === row.key && other.at! > row.at!)
      .reduce((first, other) => Math.min(first, other.at!), Infinity);
    const span = { from: row.at!, to: Math.min(next, frame.asOf, scene.coversTo ?? Infinity) };
    const last = span.to > span.from ? both(judged, [span]).at(-1)?.to : undefined;
    return last === undefined || row.end === undefined ? [] : [(row.end - last) / 86_400_000];
  });
  return { value: left.length === 0 ? undefined : Math.min(...left), n: left.length };
}

/** Operating hours of all units over their failures. */
export function meanTimeToFailure({ rows, window, excluded, frame }: Ask): Outcome {
  const judged = both(minus([{ from: window.from, to: Math.min(window.to, frame.asOf) }], excluded), [
    { from: frame.first, to: frame.asOf },
  ]);
  const endOf = ({ end }: Row): number => (end === undefined || end > frame.limit ? Infinity : end);
  const hours = rows.reduce(
    (sum, row) => sum + size(both(judged, [{ from: row.start!, to: endOf(row) }])) / 3_600_000,
    0,
  );
  const from = Math.max(window.from, frame.first);
  const failures = rows.filter((row) => endOf(row) >= from && endOf(row) < Math.min(window.to, frame.asOf)).length;
  return { value: failures === 0 ? undefined : hours / failures, nothing: hours > 0 ? 'met' : 'not-applicable' };
}

/** Deployments over weeks of judged time. */
export function frequency({ rows, window, excluded, frame }: Ask): Outcome {
  const inside = inWindow(rows, (row) => row.at, window, excluded);
  const from = Math.min(Math.max(frame.first, window.from), window.to);
  const weeks =
    size(
      minus(
        [{ from, to: Math.min(window.to, frame.asOf) }].filter((span) => span.to > span.from),
        excluded,
      ),
    ) /
    (7 * 86_400_000);
  return { value: weeks === 0 ? undefined : inside.length / weeks, n: inside.length };
}

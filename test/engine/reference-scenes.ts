// Makes random scenes and instants: zones that change their clocks, windows, terms, covered spans, exclusions, borders hit exactly.
// It must never make a scene that depends on anything but the random numbers it is given.

import { dayMs, instantOf, windowsOf, type WindowKind } from './references/clock';
import type { Random } from './references/random';
import type { Excluded, Scene, Target } from './references/scene';

export interface SceneWishes {
  readonly target: Target;
  readonly every?: number | undefined;
  readonly windows?: readonly WindowKind[] | undefined;
  readonly hasCovers?: boolean | undefined;
  /** Grid of all instants in milliseconds. */
  readonly grid?: number | undefined;
  readonly days?: readonly [number, number] | undefined;
  readonly hasExclusions?: boolean | undefined;
}

export interface Stage {
  readonly scene: Scene;
  /** The span in which the rows lie. */
  readonly from: number;
  readonly to: number;
  /** A random instant of the span on the grid; now and then exactly a border of a window or an exclusion. */
  instant(): number;
  team(): string | undefined;
  kind(): string | undefined;
}

export const teams = ['alpha', 'beta, "two"', undefined, 'gamma'] as const;

/** How many days the rows span. A small set of rows in a rhythm has no more of them than another one. */
function spanOf(random: Random, { days, every }: SceneWishes): readonly [number, number] {
  const [low, high] = days ?? [20, 130];
  if (!random.isSmall) return [low, high];
  const most = every === undefined ? 45 : Math.floor((60 * every) / dayMs);
  return [Math.min(low, most, 2), Math.min(high, most)];
}

/** A random stage. Data lies between January and June 2026, so that many sets hold a change of the clock. */
export function stageOf(random: Random, wishes: SceneWishes): Stage {
  const zone = random.pick([
    'UTC',
    'Europe/Berlin',
    'Europe/Berlin',
    'America/New_York',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
  ]);
  const grid = wishes.grid ?? random.pick([1, 1_000, 60_000]);
  const onGrid = (instant: number): number => Math.floor(instant / grid) * grid;
  const [low, high] = spanOf(random, wishes);
  const from = onGrid(Date.UTC(2026, 0, 5) + random.next() * 80 * dayMs);
  const to = onGrid(from + random.whole(low, high) * dayMs + random.next() * dayMs);
  const windows: readonly WindowKind[] = ['month', 'month', 'week', 'quarter', 'day', 'year', 'half-year'];
  const window = random.pick(wishes.windows ?? windows);
  const every = wishes.every;
  const hasFrom = wishes.hasCovers === true && random.chance(0.4);
  const hasTo = wishes.hasCovers === true && random.chance(0.4);
  const hasTeams = random.chance(0.5);
  const excluded: Excluded[] = [];
  if (wishes.hasExclusions !== false)
    for (let count = random.pick([0, 0, 1, 2, 4]); count > 0; count--) {
      const start = onGrid(from + random.next() * (to - from));
      const length = random.pick([0.1, 0.5, 3, 35]) * dayMs * random.next();
      // Expected records are counted whole, so an exclusion is cut to the interval of the source.
      const unit = every ?? grid;
      const group = random.chance(0.3) ? 'alpha' : undefined;
      excluded.push({ from: Math.floor(start / unit) * unit, to: Math.ceil((start + length) / unit) * unit, group });
    }
  const termDay = from - random.pick([20, 3, -10]) * dayMs;
  const scene: Scene = {
    zone,
    window: window === 'day' && to - from > 60 * dayMs ? 'week' : window,
    term: { from: new Date(termDay).toISOString().slice(0, 10), to: '2027-12-31' },
    coversFrom: hasFrom ? onGrid(from + random.next() * (random.isSmall ? (to - from) / 4 : 5 * dayMs)) : undefined,
    coversTo: hasTo ? onGrid(to - random.next() * (random.isSmall ? (to - from) / 2 : 15 * dayMs)) : undefined,
    every,
    excluded,
    isGrouped: hasTeams,
    kind: random.chance(0.3) ? 'x' : undefined,
    target: wishes.target,
    noData: random.pick(['unknown', 'unknown', 'good', 'bad', 'skip']),
  };
  const kind: WindowKind = scene.window.startsWith('rolling') ? 'day' : scene.window;
  const borders = [
    ...windowsOf(kind, zone, from, to).map((each) => each.from),
    ...excluded.flatMap((span) => [span.from, span.to]),
    instantOf(zone, Date.UTC(2026, 2, 29, 2, 30)),
  ].filter((border) => border > from && border < to && border % grid === 0);
  return {
    scene,
    from,
    to,
    instant: () =>
      borders.length > 0 && random.chance(0.12) ? random.pick(borders) : onGrid(from + random.next() * (to - from)),
    team: () => random.pick(teams),
    kind: () => random.pick(['x', 'x', 'y']),
  };
}

/** Rows at a steady interval over the span, some of them missing. */
export function steadyInstants(random: Random, stage: Stage, every: number, missing: number): number[] {
  const result: number[] = [];
  for (let at = Math.ceil(stage.from / every) * every; at < stage.to; at += every)
    if (!random.chance(missing)) result.push(at);
  return result;
}

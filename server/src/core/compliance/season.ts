// Whether values come back with the seasons: months of the year, quarters, or days of the week that are unlike the others.
// It must never take chance for a season: the order of the windows is shuffled, and the seasons have to stand out among such orders.

import { dayMs } from '../time/civil';
import type { Zone } from '../time/zones';
import type { History, ValuedWindow } from './history';
import { randomFrom } from './random';
import { middle, ranksOf } from './samples';

/** Fewest times that every season has to come round. */
const fewestRounds = 2;
const shuffles = 999;
const seed = 20_210_102;
/** How rarely chance may make seasons as unlike as these. */
const level = 0.01;

export interface Season {
  /** The season farthest from the others: `December`, `Q4`, `Monday`. */
  readonly name: string;
  /** The medians of its windows and of all others. */
  readonly own: number;
  readonly others: number;
  /** In how large a part of all shuffled orders seasons are as unlike, or more. */
  readonly p: number;
}

const months = 'January February March April May June July August September October November December'.split(' ');
const weekdays = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');

/**
 * The season that stands out in a history of months, quarters or days, by the statistic of Kruskal and Wallis over ranks, with a p value
 * from 999 seeded shuffles. Undefined for other windows, where a season came round less than twice, and where chance explains it.
 */
export function seasonOf(history: History, values: readonly number[], zone: Zone): Season | undefined {
  const names = history.windows.map((window) => seasonName(window, zone));
  if (names.some((name) => name === undefined)) return undefined;
  const counts = new Map<string, number>();
  for (const name of names) if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  if (counts.size < 2 || [...counts.values()].some((count) => count < fewestRounds)) return undefined;
  const seasons = [...counts.keys()];
  const places = names.map((name) => seasons.indexOf(name ?? ''));
  const { ranks } = ranksOf(values);
  const spread = unlikeness(ranks, places, seasons.length);
  const random = randomFrom(seed);
  const shuffled = [...ranks];
  let asUnlike = 0;
  for (let round = 0; round < shuffles; round++) {
    for (let last = shuffled.length - 1; last > 0; last--) {
      const other = Math.floor(random() * (last + 1));
      [shuffled[last], shuffled[other]] = [shuffled[other] ?? 0, shuffled[last] ?? 0];
    }
    if (unlikeness(shuffled, places, seasons.length) >= spread - 1e-9) asUnlike++;
    // What chance makes this often is no season, whatever comes.
    if (asUnlike > level * (shuffles + 1)) return undefined;
  }
  const p = (asUnlike + 1) / (shuffles + 1);
  return p > level ? undefined : { ...farthest(values, places, seasons), p };
}

/** A day, and no clock change makes one this long. */
const longestDay = 1.5 * dayMs;

function seasonName({ window, from, to }: ValuedWindow, zone: Zone): string | undefined {
  const month = /^\d{4}-(\d{2})$/.exec(window)?.[1];
  if (month !== undefined) return months[Number(month) - 1];
  const quarter = /^\d{4}-(Q[1-4])$/.exec(window)?.[1];
  if (quarter !== undefined) return quarter;
  // A longer window with an anchor is named by the date of its start as well.
  if (!/^\d{4}-\d{2}-\d{2}$/.test(window) || to - from > longestDay) return undefined;
  // The first of January 1970 was a Thursday.
  const day = Math.floor(zone.localOf(from) / dayMs);
  return weekdays[(((day + 3) % 7) + 7) % 7];
}

/** Σ R² / n over seasons: the part of the statistic of Kruskal and Wallis that the order decides. */
function unlikeness(ranks: readonly number[], places: readonly number[], seasons: number): number {
  const sums = new Float64Array(seasons);
  const counts = new Float64Array(seasons);
  ranks.forEach((rank, at) => {
    const place = places[at] ?? 0;
    sums[place] = (sums[place] ?? 0) + rank;
    counts[place] = (counts[place] ?? 0) + 1;
  });
  return sums.reduce((total, sum, place) => total + (sum * sum) / (counts[place] ?? 1), 0);
}

function farthest(values: readonly number[], places: readonly number[], seasons: readonly string[]): Omit<Season, 'p'> {
  const found = seasons.map((name, place) => ({
    name,
    own: middle(values.filter((_, at) => places[at] === place)),
    others: middle(values.filter((_, at) => places[at] !== place)),
  }));
  return found.reduce((far, each) => (Math.abs(each.own - each.others) > Math.abs(far.own - far.others) ? each : far));
}

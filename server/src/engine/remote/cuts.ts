// Cuts time into the parts within which records of a table may be put together, as texts that a database compares exactly.
// A part must never reach over a change of the clock: local times of one part all lie equally far from their instants.

import { dayMs } from '../../core/time/civil';
import type { Zone } from '../../core/time/zones';

/** Where parts of time begin, in order, and in local time by how many microseconds each part is ahead of its instants. */
export interface Cuts {
  readonly texts: readonly string[];
  /** For the part before the first cut, then for that behind each; empty for instants. */
  readonly shifts: readonly number[];
}

const step = dayMs / 2;

/** Cuts at instants in milliseconds, for columns of instants; or of local times of a zone, where one is given. */
export function cutsOf(edges: readonly number[], first: number, last: number, zone: Zone | undefined): Cuts {
  const [low, high] = [Math.floor(first) - 2 * dayMs, Math.ceil(last) + 2 * dayMs];
  const inside = [...new Set(edges)].filter((edge) => edge >= low && edge <= high);
  if (zone === undefined) {
    const cuts = sorted(inside.flatMap((edge) => microsecondsAt(edge)));
    return { texts: cuts.map((cut) => `${textOf(cut)}Z`), shifts: [] };
  }
  const changes = changesBetween(zone, low, high);
  const local = inside.flatMap((edge) => {
    // Within a day of a change a local time may be meant by either offset; a cut too much does no harm.
    const offsets = new Set([edge - dayMs, edge, edge + dayMs].map((instant) => zone.offsetAt(instant)));
    return [...offsets].flatMap((offset) => microsecondsAt(edge + offset));
  });
  const cuts = sorted([...local, ...changes.map((at) => at * 1_000)]);
  const shiftAt = (milliseconds: number): number => Math.round((milliseconds - zone.instantOf(milliseconds)) * 1_000);
  return {
    texts: cuts.map(textOf),
    shifts:
      cuts.length === 0
        ? [shiftAt(first)]
        : [(cuts[0]! - 1_000) / 1_000, ...cuts.map((cut) => cut / 1_000)].map(shiftAt),
  };
}

/** An edge in microseconds. One between two milliseconds is a part of its own, as doubles next to it may differ by their last bit. */
function microsecondsAt(edge: number): readonly number[] {
  if (Number.isInteger(edge)) return [edge * 1_000];
  const below = Math.floor(edge * 1_000) - 1;
  return [below, below + 1, below + 2, below + 3];
}

function sorted(cuts: readonly number[]): readonly number[] {
  return [...new Set(cuts)].sort((a, b) => a - b);
}

/** Local times, in milliseconds, at which a clock is set: by the time before and by the time after. */
function changesBetween(zone: Zone, from: number, to: number): readonly number[] {
  const found: number[] = [];
  for (let at = from; at < to; at += step) {
    const [before, after] = [zone.offsetAt(at), zone.offsetAt(at + step)];
    if (before === after) continue;
    let [low, high] = [at, at + step];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (zone.offsetAt(middle) === before) low = middle;
      else high = middle;
    }
    found.push(Math.ceil(high) + before, Math.ceil(high) + after);
  }
  return found;
}

/** Microseconds since 1970 as a time stamp without a zone. */
function textOf(microseconds: number): string {
  const milliseconds = Math.floor(microseconds / 1_000);
  const rest = String(microseconds - milliseconds * 1_000).padStart(3, '0');
  return `${new Date(milliseconds).toISOString().slice(0, -1)}${rest}`;
}

// Expands calendars over the years that data and term reach, once for a run and again where data read since reaches further.
// It must never answer for a calendar that is not defined, and never be asked about an instant outside of its years.

import type { ComputePlan } from '../core/compliance/plan-types';
import { openTime, type OpenTime } from '../core/time/calendars';
import { dayMs } from '../core/time/civil';
import { instantOfText, zoneOf, type Zone } from '../core/time/zones';
import type { Scan } from './scan';

const year = 366 * dayMs;
/** So far back calendars are expanded at most. */
const mostYears = 40;

/** A class because what was expanded is kept for the length of a run. */
export class OpenTimes {
  private readonly plan: ComputePlan;
  private readonly zone: Zone;
  private readonly scans: ReadonlyMap<string, Scan>;
  private readonly known = new Map<string, { readonly open: OpenTime; readonly from: number; readonly to: number }>();

  constructor(plan: ComputePlan, zone: Zone, scans: ReadonlyMap<string, Scan>) {
    this.plan = plan;
    this.zone = zone;
    this.scans = scans;
  }

  /** Whether a calendar is defined. */
  has(id: string): boolean {
    return this.plan.calendars.some((calendar) => calendar.id === id);
  }

  /** The open time of a calendar over all instants that can be asked for. */
  of(id: string): OpenTime | undefined {
    const { from, to } = this.span();
    const known = this.known.get(id);
    if (known !== undefined && known.from <= from && known.to >= to) return known.open;
    const definition = this.plan.calendars.find((calendar) => calendar.id === id);
    const zone = definition === undefined ? undefined : zoneOf(definition.zone);
    if (definition === undefined || zone === undefined) return undefined;
    const open = openTime(definition, zone, from, to);
    this.known.set(id, { open, from, to });
    return open;
  }

  private span(): { readonly from: number; readonly to: number } {
    const { term, asOf } = this.plan;
    const instants = [...this.scans.values()].flatMap((scan) =>
      scan.earliest === Infinity ? [] : [scan.earliest, scan.latest],
    );
    if (term !== undefined) instants.push(instantOfText(term.from, this.zone), instantOfText(term.to, this.zone));
    if (asOf !== undefined) instants.push(asOf);
    const all = instants.filter((instant) => !Number.isNaN(instant));
    if (all.length === 0) all.push(0);
    const [low, high] = [Math.min(...all), Math.max(...all)];
    return { from: Math.max(low - year, high - mostYears * year), to: high + year };
  }
}

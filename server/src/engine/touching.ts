// Gathers the records that touch one window, and cuts them into parts that can be left out: rows, outages that touch each other, or days.
// It must never put one record into two parts.

import type { WhyQuestion } from '../core/compliance/explanation';
import type { WindowPart } from '../core/compliance/partials';
import { dayMs } from '../core/time/civil';
import type { Interval } from '../core/time/intervals';
import { windowAt, type CalendarUnit } from '../core/time/windows';
import type { Zone } from '../core/time/zones';
import type { Feed } from './feed';
import { read } from './sources/row';

/** Most records that are told apart; beyond, they stand together by day. */
const mostRecords = 5_000;
/** Most parts that are left out one after the other. */
const mostParts = 100;
/** Up to so many instants are left out one by one; more of them weigh little each. */
const mostInstants = 60;

/** Records that are left out together. */
export interface Part {
  readonly from: number;
  readonly to: number;
  /** The numbers of the rows, counted over all that the item was given; undefined where the part is a stretch of time. */
  readonly ordinals: readonly number[] | undefined;
  readonly file: number;
  readonly line: number | undefined;
}

interface Touch {
  readonly from: number;
  readonly to: number;
  readonly ordinal: number;
  readonly file: number;
  readonly line: number;
}

/** A class because it is filled row by row. */
export class Touching {
  readonly question: WhyQuestion;
  private readonly zone: Zone;
  private readonly unit: CalendarUnit;
  private touches: Touch[] = [];
  /** The hours, days or months in which records stand, by their start. */
  private readonly stretches = new Map<number, Interval>();
  private last: Interval | undefined;
  private ordinal = -1;
  /** The longest outages that the records of instants make. */
  private outages: readonly Interval[] | undefined;
  private nature: Feed['input']['nature'] = 'instant';

  constructor(question: WhyQuestion, zone: Zone) {
    this.question = question;
    this.zone = zone;
    const days = (question.to - question.from) / dayMs;
    this.unit = days <= 2 ? 'hour' : days <= mostParts - 7 ? 'day' : 'month';
  }

  /** Forgets everything, because the rows are read once more. */
  startAnew(): void {
    this.touches = [];
    this.stretches.clear();
    [this.last, this.ordinal] = [undefined, -1];
  }

  note(group: string | undefined, feed: Feed): void {
    this.ordinal++;
    const { from: start, to: end } = this.question;
    if (group !== this.question.group) return;
    const { nature } = feed.input;
    this.nature = nature;
    const row = feed.slots.current();
    let [from, to] = [Infinity, -Infinity];
    for (const slot of feed.timeSlots) {
      if (row.states[slot] !== read) continue;
      from = Math.min(from, row.values[slot]!);
      to = Math.max(to, row.values[slot]!);
    }
    // What has not ended may reach into any window behind its start.
    if (nature !== 'instant' && Number.isNaN(feed.instant('end')?.() ?? 0)) to = Infinity;
    if (!(from < end && to >= start)) return;
    this.noteStretch(from);
    if (this.touches.length <= mostRecords)
      this.touches.push({ from, to, ordinal: this.ordinal, file: feed.slots.file, line: row.line });
  }

  private noteStretch(instant: number): void {
    if (this.last !== undefined && instant >= this.last.from && instant < this.last.to) return;
    const window = windowAt({ kind: 'calendar', unit: this.unit }, this.zone, instant);
    if (window === undefined) return;
    this.last = window;
    this.stretches.set(window.from, window);
  }

  /** Takes the longest outages of the window, as its fold tells them. */
  noteOutages(part: WindowPart | undefined): void {
    if (part?.state.kind === 'downtime') this.outages = part.state.longest;
  }

  /** What can be left out, at most a hundred parts. */
  parts(): readonly Part[] {
    if (this.outages !== undefined) return this.byOutage(this.outages);
    const isInstant = this.nature === 'instant';
    if (this.touches.length > (isInstant ? mostInstants : mostRecords)) return this.byStretch();
    const groups = this.nature === 'interval' ? clusters(this.touches) : this.touches.map((touch) => [touch]);
    // Of many records the long ones weigh most.
    const lengthOf = (group: readonly Touch[]): number => Math.max(...group.map(({ to }) => to)) - group[0]!.from;
    return groups
      .sort((a, b) => lengthOf(b) - lengthOf(a))
      .slice(0, mostParts)
      .map((group) => ({
        from: group[0]!.from,
        to: Math.max(...group.map(({ to }) => to)),
        ordinals: group.map(({ ordinal }) => ordinal),
        file: group[0]!.file,
        line: group.length === 1 ? group[0]!.line : undefined,
      }));
  }

  private byOutage(outages: readonly Interval[]): readonly Part[] {
    return outages.map(({ from, to }) => ({ from, to, ordinals: undefined, file: 0, line: undefined }));
  }

  private byStretch(): readonly Part[] {
    return [...this.stretches.values()]
      .sort((a, b) => a.from - b.from)
      .slice(-mostParts)
      .map(({ from, to }) => ({ from, to, ordinals: undefined, file: 0, line: undefined }));
  }
}

/** Intervals that overlap or touch stand together: only all of them make the time what it is. */
function clusters(touches: readonly Touch[]): Touch[][] {
  const found: Touch[][] = [];
  let reach = -Infinity;
  for (const touch of [...touches].sort((a, b) => a.from - b.from)) {
    if (touch.from > reach) found.push([]);
    found.at(-1)!.push(touch);
    reach = Math.max(reach, touch.to);
  }
  return found;
}

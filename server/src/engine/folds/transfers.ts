// Folds transfers into rates, plans into actual and planned time, and reports into the last one of a window.
// It must never give a rate to what still runs, nor hide work that ran past its plan.

import { elapsedOutside } from '../../core/compliance/exclusions';
import type { StatePart } from '../../core/compliance/partials';
import { microsecondsBetween } from '../../core/time/intervals';
import { excludedOf, type FoldContext } from '../context';
import { ExactSum, type Decimal } from '../exact-sum';
import type { Feed } from '../feed';
import { Histogram } from '../histogram';
import { counterReader, numberOf } from './counters';
import { instantFold, type FoldRun } from './fold';
import { endReader, gathered, inWindow, sortedBy, windowBase } from './records';

const none: Decimal = { mantissa: 0, decimals: 0 };

interface Transfer extends Decimal {
  readonly start: number;
  /** Infinity while it runs. */
  readonly end: number;
}

/** Decimals of a rate in Mbit/s that are kept. */
const rateDigits = 6;

/** Payload over time, in Mbit/s, of the transfers that started in each window. */
export function transfersFold(context: FoldContext, feed: Feed): FoldRun {
  const endOf = endReader(context, feed);
  const value = feed.number('value');
  const { onRow, groups, of } = gathered(context, feed.instant('start'), (start): Transfer => {
    // A row without a payload is a bad one.
    const { mantissa, decimals } = value?.read() === true ? value : none;
    return { start, end: endOf(), mantissa, decimals };
  });
  return {
    onRow,
    groups,
    finish: (group, finish) => {
      const excluded = excludedOf(context, group);
      const all = sortedBy(of(group), (transfer) => transfer.start);
      return finish.windows.map((window) => {
        const histogram = new Histogram(context.item.thresholds, rateDigits);
        for (const transfer of inWindow(all, (each) => each.start, window)) {
          if (transfer.end === Infinity) continue;
          const took = microsecondsBetween(0, elapsedOutside(transfer.start, transfer.end, excluded, undefined));
          // Bits over microseconds are megabits over seconds; a transfer that is excluded as a whole took no time.
          if (took > 0) histogram.add(Math.round((8e6 * numberOf(transfer)) / took), rateDigits, transfer.end);
        }
        return {
          ...windowBase(context, finish, group, window),
          n: histogram.n,
          state: { kind: 'values', histogram: histogram.part(), weighted: undefined, timeouts: 0 },
        };
      });
    },
  };
}

interface Work {
  readonly start: number;
  readonly due: number;
  /** Infinity while it is not done. */
  readonly end: number;
}

/** Actual and planned time of the work that ended in each window; open work counts once it has passed its plan. */
export function plansFold(context: FoldContext, feed: Feed): FoldRun {
  const endOf = endReader(context, feed);
  const due = feed.instant('due');
  const { onRow, groups, of } = gathered(context, feed.instant('start'), (start): Work => ({
    start,
    due: due?.() ?? Number.NaN,
    end: endOf(),
  }));
  return {
    onRow,
    groups,
    finish: (group, finish) => {
      const excluded = excludedOf(context, group);
      const calendar = context.open(group);
      const time = (from: number, to: number): number =>
        microsecondsBetween(0, elapsedOutside(from, to, excluded, calendar));
      // What has not ended stands in the window of the last instant that is known: nobody may hide it by not ending it.
      const instantOf = ({ end: done }: Work): number => (done === Infinity ? finish.asOf - 1 : done);
      const all = sortedBy(of(group), instantOf);
      return finish.windows.map((window) => {
        const [actual, planned, distance] = [new ExactSum(), new ExactSum(), new ExactSum()];
        let [count, pending] = [0, 0];
        for (const work of inWindow(all, instantOf, window)) {
          const isOpen = work.end === Infinity;
          if (isOpen) pending++;
          if (isOpen && finish.asOf <= work.due) continue;
          const [took, wanted] = [time(work.start, Math.min(work.end, finish.asOf)), time(work.start, work.due)];
          actual.add(took, 0);
          planned.add(wanted, 0);
          distance.add(Math.abs(took - wanted), 0);
          count++;
        }
        return {
          ...windowBase(context, finish, group, window),
          n: count,
          state: {
            kind: 'quotient',
            numerator: actual.toString(),
            denominator: planned.toString(),
            distance: distance.toString(),
            pending,
          },
        };
      });
    },
  };
}

class Latest {
  n = 0;
  readonly idle = 0;
  at = -Infinity;
  total = none;
  bad = none;

  take(at: number, total: Decimal, bad: Decimal): void {
    // Of two reports at one instant the one with the lower share counts.
    const isWorse = at === this.at && numberOf(bad) * numberOf(this.total) > numberOf(this.bad) * numberOf(total);
    if (at > this.at || isWorse) [this.at, this.total, this.bad] = [at, total, bad];
  }

  merge(other: Latest): void {
    this.n += other.n;
    this.take(other.at, other.total, other.bad);
  }
}

/** Good and all of the last report of each window. */
export function latestFold(context: FoldContext, feed: Feed): FoldRun {
  const read = counterReader(feed);
  return instantFold<Latest>(
    context,
    feed,
    () => new Latest(),
    (latest, at) => {
      const counted = read();
      if (counted === undefined || counted.total.mantissa === 0) return;
      latest.n++;
      latest.take(at, counted.total, counted.bad);
    },
    ({ total, bad }): StatePart => {
      const [all, lost, kept] = [new ExactSum(), new ExactSum(), new ExactSum()];
      all.add(total.mantissa, total.decimals);
      lost.add(bad.mantissa, bad.decimals);
      kept.add(total.mantissa, total.decimals);
      kept.add(-bad.mantissa, bad.decimals);
      return { kind: 'counts', good: kept.toString(), bad: lost.toString(), total: all.toString(), pending: 0 };
    },
  );
}

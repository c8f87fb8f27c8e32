// Folds of instant records: counts of good and bad, histograms of values, amounts over time.
// Sums are exact decimals; an idle record (nothing asked for) leaves both sides and is not missing.

import { isZero, fromDecimal } from '../../core/scalars/rational';
import { length } from '../../core/time/intervals';
import { move, type Window } from '../../core/time/windows';
import { timesOf } from '../collapsed';
import { expectedTime, type FinishContext, type FoldContext } from '../context';
import { ExactSum, plus, type Decimal } from '../exact-sum';
import type { Feed } from '../feed';
import { Histogram } from '../histogram';
import { read } from '../sources/row';
import { instantFold, type AddBlock, type FoldRun } from './fold';
import type { Mergeable } from './cells';
import { hasQuorum, quorumFold } from './quorum';

const never = (): number => Number.NaN;

/** Exact sums of good, bad and all; a class because they grow row by row. */
export class Counts implements Mergeable {
  n = 0;
  idle = 0;
  pending = 0;
  readonly good = new ExactSum();
  readonly bad = new ExactSum();
  readonly total = new ExactSum();

  merge(other: Counts): void {
    this.n += other.n;
    this.idle += other.idle;
    this.pending += other.pending;
    this.good.merge(other.good);
    this.bad.merge(other.bad);
    this.total.merge(other.total);
  }
}

/** Good, bad and total of counters, events or probes; records that are not ripe at `asOf` are pending. */
export function countsFold(context: FoldContext, feed: Feed, asOf: () => number): FoldRun {
  const at = feed.instant('at') ?? never;
  const maturity = context.item.parameters['maturity'];
  const ripe = maturity === undefined ? undefined : ripening(context, maturity);
  if (ripe !== undefined) return ripeningCounts(context, feed, at, ripe, asOf);
  if (hasQuorum(context, feed)) return quorumFold(context, feed, (current) => verdictCounts(context, current));
  return instantFold(
    context,
    feed,
    () => new Counts(),
    countsAdder(feed, isCapped(context)),
    (counts) => countsPart(counts),
    countsBlockAdder(feed),
  );
}

/** Counts of verdicts, each of the current instant. */
function verdictCounts(context: FoldContext, current: { readonly at: number; readonly isGood: boolean }): FoldRun {
  return instantFold(
    context,
    () => current.at,
    () => new Counts(),
    (counts) => {
      counts.n++;
      counts.total.add(1, 0);
      (current.isGood ? counts.good : counts.bad).add(1, 0);
    },
    (counts) => countsPart(counts),
  );
}

/** Counts the rows of a block where a column of yes and no is all that they say. */
function countsBlockAdder(feed: Feed): AddBlock<Counts> | undefined {
  const slot = yesRole(feed) === undefined ? undefined : feed.slotOf(yesRole(feed)!);
  if (slot === undefined) return undefined;
  return (counts, { lanes }, _, rows, from, to) => {
    const { values } = lanes[slot]!;
    let good = 0;
    for (let index = from; index < to; index++) good += values[rows[index]!]!;
    counts.n += to - from;
    counts.total.add(to - from, 0);
    counts.good.add(good, 0);
    counts.bad.add(to - from - good, 0);
  };
}

/** The role that says whether a record is good by yes or no; undefined where amounts do. */
function yesRole(feed: Feed): 'ok' | 'good' | undefined {
  const role = feed.input.roles.some((each) => each.role === 'ok') ? 'ok' : 'good';
  return feed.boolean(role) === undefined || feed.input.id === 'counters' ? undefined : role;
}

/** The plain state of counts. */
export function countsPart(counts: Counts): {
  kind: 'counts';
  good: string;
  bad: string;
  total: string;
  pending: number;
} {
  return {
    kind: 'counts',
    good: counts.good.toString(),
    bad: counts.bad.toString(),
    total: counts.total.toString(),
    pending: counts.pending,
  };
}

function isCapped({ item }: FoldContext): boolean {
  return item.fold.kind === 'counts' && item.fold.isCapped === true;
}

function countsAdder(feed: Feed, hasCap: boolean): (counts: Counts, instant: number, count: number) => void {
  const timesOfRow = timesOf(feed, ['total', 'bad', 'good']);
  const [total, bad, good] = [feed.number('total'), feed.number('bad'), feed.number('good')];
  const role = yesRole(feed);
  const yes = role === undefined ? undefined : feed.boolean(role);
  if (yes !== undefined) {
    return (counts, _, count) => {
      const value = yes();
      if (value < 0) return;
      counts.n += count;
      counts.total.add(count, 0);
      (value === 1 ? counts.good : counts.bad).add(count, 0);
    };
  }
  const roles = new Set(feed.input.roles.map((role) => role.role));
  return (counts, _, count) => {
    const times = count === 1 ? 1 : timesOfRow(count);
    const hasTotal = roles.has('total') && total?.read() === true;
    const hasBad = roles.has('bad') && bad?.read() === true;
    const hasGood = roles.has('good') && good?.read() === true;
    if (hasTotal && total !== undefined) {
      if (total.mantissa === 0) {
        counts.idle += count;
        return;
      }
      const counted = hasBad ? bad : hasGood ? good : undefined;
      if (counted === undefined) return;
      const part = hasCap && counted.value > total.value ? total : counted;
      counts.n += count;
      counts.total.addTimes(total.mantissa, total.decimals, times);
      const [own, other] = hasBad ? [counts.bad, counts.good] : [counts.good, counts.bad];
      own.addTimes(part.mantissa, part.decimals, times);
      other.addTimes(total.mantissa, total.decimals, times);
      other.addTimes(-part.mantissa, part.decimals, times);
    } else if (hasGood && hasBad && good !== undefined && bad !== undefined) {
      if (good.mantissa === 0 && bad.mantissa === 0) {
        counts.idle += count;
        return;
      }
      counts.n += count;
      counts.good.addTimes(good.mantissa, good.decimals, times);
      counts.bad.addTimes(bad.mantissa, bad.decimals, times);
      counts.total.addTimes(good.mantissa, good.decimals, times);
      counts.total.addTimes(bad.mantissa, bad.decimals, times);
    }
  };
}

/** When a record that entered at an instant is final. */
export function ripening(
  context: FoldContext,
  text: string,
): ((instant: number, group: string | undefined) => number) | undefined {
  const duration = context.durations(text);
  if (duration === undefined) return undefined;
  if (duration.business) return (instant, group) => context.after(instant, duration, group) ?? Infinity;
  return (instant) => move(context.zone, instant, duration.unit, duration.amount);
}

/** Counts of records with a maturity: kept by record until the end of the data is known. */
function ripeningCounts(
  context: FoldContext,
  feed: Feed,
  at: () => number,
  ripe: (instant: number, group: string | undefined) => number,
  asOf: () => number,
): FoldRun {
  const records: { group: string | undefined; instant: number; counts: Counts }[] = [];
  const add = countsAdder(feed, isCapped(context));
  let current: (typeof records)[number] = { group: undefined, instant: 0, counts: new Counts() };
  const emptyRun = (): FoldRun =>
    instantFold<Counts>(
      context,
      () => current.instant,
      () => new Counts(),
      (counts) => {
        if (ripe(current.instant, current.group) <= asOf()) counts.merge(current.counts);
        else counts.pending++;
      },
      (counts) => countsPart(counts),
    );
  let run = emptyRun();
  let spreadUpTo = [0, Number.NaN];
  // What ripens depends on the end of the data, which rows that come later move.
  const spread = (): void => {
    const upTo = [records.length, asOf()];
    if (upTo.every((each, index) => Object.is(each, spreadUpTo[index]))) return;
    spreadUpTo = upTo;
    run = emptyRun();
    for (const record of records) {
      current = record;
      run.onRow(record.group);
    }
  };
  return {
    onRow: (group) => {
      const counts = new Counts();
      add(counts, at(), 1);
      records.push({ group, instant: at(), counts });
    },
    groups: () => {
      spread();
      return run.groups();
    },
    finish: (group, finish) => {
      spread();
      return run.finish(group, finish);
    },
  };
}

class Values implements Mergeable {
  n = 0;
  idle = 0;
  timeouts = 0;
  readonly histogram: Histogram;
  readonly weighted = new ExactSum();
  readonly weight = new ExactSum();

  constructor(thresholds: readonly number[]) {
    this.histogram = new Histogram(thresholds);
  }

  merge(other: Values): void {
    this.n += other.n;
    this.timeouts += other.timeouts;
    this.histogram.merge(other.histogram);
    this.weighted.merge(other.weighted);
    this.weight.merge(other.weight);
  }
}

/** A histogram of values, with a weighted sum where a weight is mapped. */
export function valuesFold(context: FoldContext, feed: Feed): FoldRun {
  const value = feed.number('value');
  const weight = feed.number('weight');
  const { thresholds } = context.item;
  const { slots } = feed;
  const plainValue = feed.slotOf('value');
  const { fold } = context.item;
  const good = fold.kind === 'values' && fold.isOfGood === true ? feed.boolean('ok') : undefined;
  const addAny = (values: Values, instant: number, count: number): void => {
    if (good !== undefined && good() !== 1) return;
    if (value?.read() !== true) {
      values.timeouts += count;
      return;
    }
    values.n += count;
    values.histogram.add(value.mantissa, value.decimals, instant, count);
    if (weight?.read() === true) {
      values.weighted.addProductTimes(value.mantissa, value.decimals, weight, count);
      values.weight.addTimes(weight.mantissa, weight.decimals, count);
    }
  };
  // The common case, a column without weights, is read where the scanner put it.
  const addPlain = (values: Values, instant: number, count: number): void => {
    const row = slots.current();
    if (row.states[plainValue!] !== read) {
      values.timeouts += count;
      return;
    }
    values.n += count;
    values.histogram.add(row.mantissas[plainValue!]!, row.decimals[plainValue!]!, instant, count);
  };
  const isPlain = plainValue !== undefined && weight === undefined && good === undefined;
  // A row that passes within a block has a value.
  const addBlock: AddBlock<Values> = (values, { lanes }, instants, rows, from, to) => {
    values.n += to - from;
    values.histogram.addRows(lanes[plainValue!]!, instants, rows, from, to);
  };
  return instantFold(
    context,
    feed,
    () => new Values(thresholds),
    isPlain ? addPlain : addAny,
    (values) => ({
      kind: 'values',
      histogram: values.histogram.part(),
      weighted:
        weight === undefined ? undefined : { sum: values.weighted.toString(), weight: values.weight.toString() },
      timeouts: values.timeouts,
    }),
    isPlain ? addBlock : undefined,
  );
}

class Amounts implements Mergeable {
  n = 0;
  readonly idle = 0;
  readonly total = new ExactSum();
  readonly amounts: Histogram | undefined;

  constructor(hasAmounts: boolean) {
    this.amounts = hasAmounts ? new Histogram([], 6) : undefined;
  }

  merge(other: Amounts): void {
    this.n += other.n;
    this.total.merge(other.total);
    if (other.amounts !== undefined) this.amounts?.merge(other.amounts);
  }
}

/** Amounts over time: the total, the seconds it stands for, and the amount of each record where a statistic over them is asked for. */
export function throughputFold(context: FoldContext, feed: Feed): FoldRun {
  const total = feed.number('total');
  const [good, bad] = [feed.number('good'), feed.number('bad')];
  const isItems = !feed.input.roles.some((role) => role.role === 'total' || role.role === 'good');
  const every = context.everyMs;
  const timesOfRow = timesOf(feed, ['total', 'good', 'bad']);
  const hasAmounts = context.item.statistic !== undefined && every !== undefined && !isItems;
  const parts = (): Decimal[] => {
    if (isItems) return [{ mantissa: 1, decimals: 0 }];
    if (total?.read() === true) return [{ mantissa: total.mantissa, decimals: total.decimals }];
    return [good, bad].flatMap((part) =>
      part?.read() === true ? [{ mantissa: part.mantissa, decimals: part.decimals }] : [],
    );
  };
  return instantFold(
    context,
    feed,
    () => new Amounts(hasAmounts),
    (counter, instant, count) => {
      const times = count === 1 ? 1 : isItems ? count : timesOfRow(count);
      let sum: Decimal = { mantissa: 0, decimals: 0 };
      for (const part of parts()) {
        counter.total.addTimes(part.mantissa, part.decimals, times);
        sum = plus(sum, part);
      }
      counter.n += count;
      counter.amounts?.add(sum.mantissa, sum.decimals, instant, count);
    },
    (counter, window, finish, group) => {
      // Records of a known interval stand for just that time; without one, and for single items, time is what passed.
      const isTimed = every !== undefined && !isItems;
      // Without a record an instant source says nothing about its time, a log of items that there was none.
      const isSilent = counter.n === 0 && feed.input.nature === 'instant';
      const covered = isTimed || isSilent ? 0 : coveredMicroseconds(context, window, finish, group);
      const microseconds = isTimed ? counter.n * every * 1_000 : covered;
      return {
        kind: 'throughput',
        total: counter.total.toString(),
        seconds: secondsText(microseconds),
        amounts: counter.amounts?.part(),
      };
    },
  );
}

function coveredMicroseconds(
  context: FoldContext,
  window: Window,
  finish: FinishContext,
  group: string | undefined,
): number {
  const from = Math.min(Math.max(finish.first, window.from), window.to);
  return length(expectedTime(context, finish, group, { ...window, from }));
}

function secondsText(microseconds: number): string {
  const digits = String(Math.round(microseconds)).padStart(7, '0');
  const text = `${digits.slice(0, -6)}.${digits.slice(-6)}`;
  return isZero(fromDecimal(text) ?? { num: 0n, den: 1n }) ? '0' : text;
}

// Folds two amounts into their sums, and into the sum of what one missed of the other (metrics.md 5 and 8).
// It must never form a quotient row by row: sums are divided once, at the end.

import { ExactSum, plus } from '../exact-sum';
import { timesOf } from '../collapsed';
import type { FoldContext } from '../context';
import type { Feed } from '../feed';
import { instantFold, type FoldRun } from './fold';
import type { Mergeable } from './cells';

class Amounts implements Mergeable {
  n = 0;
  idle = 0;
  readonly numerator = new ExactSum();
  readonly denominator = new ExactSum();
  readonly distance = new ExactSum();

  merge(other: Amounts): void {
    this.n += other.n;
    this.idle += other.idle;
    this.numerator.merge(other.numerator);
    this.denominator.merge(other.denominator);
    this.distance.merge(other.distance);
  }
}

export function quotientsFold(context: FoldContext, feed: Feed): FoldRun {
  const { fold } = context.item;
  const [above, below] = fold.kind === 'quotient' ? [fold.numerator, fold.denominator] : ['value', 'total'];
  const timesOfRow = timesOf(feed, [above, below]);
  const [numerator, denominator] = [feed.number(above), feed.number(below)];
  return instantFold(
    context,
    feed,
    () => new Amounts(),
    (amounts, _, count) => {
      if (numerator?.read() !== true || denominator?.read() !== true) return;
      const times = count === 1 ? 1 : timesOfRow(count);
      amounts.n += count;
      amounts.numerator.addTimes(numerator.mantissa, numerator.decimals, times);
      amounts.denominator.addTimes(denominator.mantissa, denominator.decimals, times);
      const { mantissa, decimals } = plus(numerator, denominator, -1);
      amounts.distance.addTimes(Math.abs(mantissa), decimals, times);
    },
    (amounts) => ({
      kind: 'quotient',
      numerator: amounts.numerator.toString(),
      denominator: amounts.denominator.toString(),
      distance: amounts.distance.toString(),
    }),
  );
}

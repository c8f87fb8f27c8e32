// Folds one aggregate of an expression: a sum, a count, the least or the greatest value of the rows.
// It must never round: sums and values are exact decimals.

import type { StatePart } from '../../core/compliance/partials';
import type { FoldContext } from '../context';
import { ExactSum, type Decimal } from '../exact-sum';
import type { Feed } from '../feed';
import { numberOf } from './counters';
import { instantFold, type FoldRun } from './fold';

class Totals {
  n = 0;
  readonly idle = 0;
  count = 0;
  readonly sum = new ExactSum();
  least: Decimal | undefined;
  greatest: Decimal | undefined;

  take(value: Decimal): void {
    if (this.least === undefined || numberOf(value) < numberOf(this.least)) this.least = value;
    if (this.greatest === undefined || numberOf(value) > numberOf(this.greatest)) this.greatest = value;
  }

  merge(other: Totals): void {
    this.n += other.n;
    this.count += other.count;
    this.sum.merge(other.sum);
    for (const value of [other.least, other.greatest]) if (value !== undefined) this.take(value);
  }
}

export function aggregateFold(context: FoldContext, feed: Feed): FoldRun {
  const { columns, fold } = context.item;
  const isCount = fold.kind === 'aggregate' && fold.of === 'count';
  const value = isCount ? undefined : feed.number('value');
  const ok = isCount && columns['ok'] !== undefined ? feed.boolean('ok') : undefined;
  return instantFold<Totals>(
    context,
    feed,
    () => new Totals(),
    (totals, _, count) => {
      totals.n += count;
      if (isCount) totals.count += ok === undefined || ok() === 1 ? count : 0;
      else if (value?.read() === true) {
        const { mantissa, decimals } = value;
        totals.count += count;
        totals.sum.addTimes(mantissa, decimals, count);
        totals.take({ mantissa, decimals });
      }
    },
    ({ sum, count, least, greatest }): StatePart => ({
      kind: 'aggregate',
      sum: sum.toString(),
      count,
      least: textOf(least),
      greatest: textOf(greatest),
    }),
  );
}

function textOf(value: Decimal | undefined): string | undefined {
  if (value === undefined) return undefined;
  const exact = new ExactSum();
  exact.add(value.mantissa, value.decimals);
  return exact.toString();
}

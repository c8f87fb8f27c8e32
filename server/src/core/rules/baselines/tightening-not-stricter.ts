// tightening-not-stricter: what an objective tightens to is no stricter than what it promises already.
// It must never compare bounds of different sides, nor shares that cannot be read.

import { convert, type Quantity } from '../../scalars/quantity';
import { compare, hundred, type Rational } from '../../scalars/rational';
import type { Bound, Objective } from '../../model/sla';
import { intersection, isEmptyRange, isUpper, sidesOf } from '../../model/tiers';
import { judge, type Judged } from '../judged';
import { outOfRange, possibleRange } from '../ranges';
import { defineRule, type Yield } from '../rule';
import { amount, message } from '../say';

export const tighteningNotStricter = defineRule({
  id: 'tightening-not-stricter',
  category: 'baselines',
  lane: 'static',
  severity: 'error',
  summary: 'What an objective tightens to is no stricter than what it promises already.',
  why: 'A promise to get better that asks for nothing better is kept by doing nothing.',
  bad: `objectives:
  availability:
    metric: uptime
    atLeast: 99.9 %
    window: month
    remedies: [report]
    reason: Kept in 2025
    tighten: { atLeast: 99.5 %, afterWindows: 6 }
#                       ^^^^^^ 99.5 % is not stricter than 99.9 %
`,
  good: `objectives:
  availability:
    metric: uptime
    atLeast: 99.9 %
    window: month
    remedies: [report]
    reason: Kept in 2025
    tighten: { atLeast: 99.95 %, afterWindows: 6 }
`,
  yieldsTo: ['invalid-scalar', 'unit-mismatch', 'value-out-of-range'],
  readsBeside: [],
  *checkClause({ file, objectives }) {
    for (const objective of objectives) {
      if (objective.tighten === undefined || objective.targets !== undefined) continue;
      const [judged] = judge(file.model, objective);
      if (judged === undefined || (judged.inverted.length === 0 && canBeStricter(judged))) yield* looserIn(objective);
    }
  },
});

/** Whether a metric can have values beyond the target at all: where it cannot, the target is what is wrong. */
function canBeStricter({ objective: { bounds }, type }: Judged): boolean {
  return bounds.every(({ word, quantity }) => {
    if (quantity.dimension !== type.dimension || outOfRange(type, quantity) !== undefined) return false;
    if (quantity.dimension !== 'percent') return true;
    const beyond = sidesOf(word === 'atLeast' || word === 'above' ? 'above' : 'below', quantity.value).kept;
    return !isEmptyRange(intersection(possibleRange(type), beyond));
  });
}

function* looserIn({ bounds, share, tighten }: Objective): Generator<Yield> {
  const [now, second] = bounds;
  const [then, other] = tighten?.bounds ?? [];
  if (tighten === undefined || second !== undefined || other !== undefined) return;
  const byBound = then === undefined ? 0 : now === undefined ? undefined : stricter(then, now);
  const byShare = tighten.share === undefined ? 0 : ofShares(tighten.share.value, share?.value);
  if (byBound === undefined || byShare === undefined || (byBound >= 0 && byShare >= 0 && byBound + byShare > 0)) return;
  const isShare = tighten.share !== undefined && (then === undefined || byShare < 0);
  const [span, a, b] = isShare
    ? [tighten.share.span, shareWord(tighten.share.value), share === undefined ? '' : shareWord(share.value)]
    : then === undefined || now === undefined
      ? [tighten.span, '', '']
      : [then.span, amount(then.quantity), amount(now.quantity)];
  if (a !== '' && b !== '') yield { span, message: message(`${a} is not stricter than ${b}`) };
}

/** Above zero where the first of two bounds of one side asks for more, below where it asks for less; undefined where that cannot be told. */
function stricter(then: Bound, now: Bound): number | undefined {
  const same = convert(then.quantity, now.quantity.unit);
  if (isUpper(then) !== isUpper(now) || same === undefined || then.quantity.dimension !== now.quantity.dimension)
    return undefined;
  const order = compare(same, now.quantity.value) * (isUpper(now) ? -1 : 1);
  const isOpen = ({ word }: Bound): boolean => word === 'above' || word === 'below';
  return order !== 0 ? order : Number(isOpen(then)) - Number(isOpen(now));
}

function ofShares(then: Quantity | 'all', now: Quantity | 'all' | undefined): number | undefined {
  return now === undefined ? undefined : compare(percentOf(then), percentOf(now));
}

function percentOf(share: Quantity | 'all'): Rational {
  return share === 'all' ? hundred : share.value;
}

function shareWord(share: Quantity | 'all'): string {
  return share === 'all' ? 'all' : amount(share);
}

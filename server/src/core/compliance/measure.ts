// Turns the partial aggregates of one window into a value: numerator, denominator, n, and what is needed to judge it.
// It must never judge: whether a value meets a bound is asked in verdict.ts.

import type { Bound } from '../model/sla';
import { convert } from '../scalars/quantity';
import {
  add,
  compare,
  divide,
  fromDecimal,
  integer,
  isZero,
  multiply,
  negate,
  rational,
  round,
  subtract,
  toNumber,
  zero,
  type Rational,
} from '../scalars/rational';
import { microsecondsOf, timeUnit } from '../scalars/units';
import { isBadShare } from '../vocabulary/metrics/metric';
import { isExact, statisticOf } from './histogram';
import { age } from './measure-age';
import { levels } from './measure-levels';
import { scores } from './measure-scores';
import { downtime, exposure, impact, repairs } from './measure-intervals';
import { burst } from './measure-burst';
import { quotient } from './measure-quotient';
import { spanShare, spanStatistic, valueShare, valueStatistic } from './measure-values';
import { decimal, percent, type Measured, type Measuring, type StateOf } from './measured';
import type { StatePart, WindowPart } from './partials';

const million = rational(1_000_000n);

/** The value of one window. A value that cannot be formed (zero denominator, nothing there) is undefined. */
export function measure(part: WindowPart, measuring: Measuring): Measured {
  const measured = measureState(part.state, part, measuring);
  if (part.coverage === undefined || measured.coverage !== undefined) return measured;
  const { counted, expected, idle } = part.coverage;
  const coverage = expected > 0 ? divide(integer(counted), integer(expected)) : null;
  return { ...measured, coverage, missing: Math.max(0, expected - counted), idle };
}

function measureState(state: StatePart, part: WindowPart, measuring: Measuring): Measured {
  switch (state.kind) {
    case 'counts':
      return counts(state, part, measuring);
    case 'ratios':
      return ratios(state);
    case 'values':
      if (measuring.type.fold.kind === 'scores') return scores(state, measuring);
      return measuring.share === undefined ? valueStatistic(state, measuring) : valueShare(state, measuring);
    case 'spans':
      return measuring.share === undefined ? spanStatistic(state, measuring) : spanShare(state, measuring);
    case 'quotient':
      return quotient(state, part, measuring);
    case 'joint':
      return joint(state, part);
    case 'impact':
      return impact(state);
    case 'exposure':
      return exposure(state, part, measuring);
    case 'levels':
      return levels(state, part, measuring);
    case 'directions':
      return burst(state, part, measuring);
    case 'age':
      return age(state, part.n, measuring);
    case 'downtime':
      return downtime(state, measuring);
    case 'repairs':
      return repairs(state, measuring);
    case 'items': {
      const amount =
        measuring.type.fold.kind === 'items' && measuring.type.fold.value === 'sum' ? state.sum : String(state.count);
      return { value: fromDecimal(amount), n: state.count, isExact: true };
    }
    case 'cohort':
      return {
        value: state.judged === 0 ? undefined : percent(integer(state.good), integer(state.judged)),
        numerator: integer(state.good),
        denominator: integer(state.judged),
        n: state.judged,
        isExact: true,
        bad: integer(state.judged - state.good),
        pending: state.pending,
        isProvisional: state.pending > 0,
      };
    case 'aggregate':
      return { value: fromDecimal(state.sum), n: part.n, isExact: true };
    case 'throughput':
      return throughput(state, part, measuring);
  }
}

function counts(state: StateOf<'counts'>, part: WindowPart, { type, parameters, isRunning }: Measuring): Measured {
  const [good, bad, total] = [decimal(state.good), decimal(state.bad), decimal(state.total)];
  const { fold } = type;
  const due =
    fold.kind === 'counts' && fold.due !== undefined ? fromDecimal(parameters.get(fold.due) ?? '') : undefined;
  const whole =
    fold.kind === 'counts' && fold.whole === 'mean' && part.n > 0
      ? divide(total, integer(part.n))
      : due === undefined || isRunning || compare(due, total) <= 0
        ? total
        : due;
  const isLevel = fold.kind === 'counts' && fold.whole === 'mean';
  const kept = isLevel ? atLeastZero(subtract(whole, bad)) : good;
  const lost = isLevel ? bad : subtract(add(bad, whole), total);
  const numerator = isBadShare(type) ? lost : kept;
  const missing = due === undefined || !isRunning ? 0 : Math.max(0, toNumber(subtract(due, total)));
  const pending = state.pending + missing;
  const ripening = type.matures === undefined && due === undefined ? {} : { pending, isProvisional: pending > 0 };
  return {
    value: isZero(whole) ? undefined : percent(numerator, whole),
    numerator,
    denominator: whole,
    n: part.n,
    isExact: true,
    bad: lost,
    ...ripening,
  };
}

function atLeastZero(value: Rational): Rational {
  return compare(value, zero) < 0 ? zero : value;
}

function joint(state: StateOf<'joint'>, part: WindowPart): Measured {
  const { value, lowest, highest, numerator, denominator, isNotApplicable, isProvisional } = state;
  const read = ([num, den]: readonly [string, string]): Rational => rational(BigInt(num), BigInt(den));
  return {
    value: value === undefined ? undefined : read(value),
    n: part.n,
    isExact: true,
    ...(lowest === undefined || highest === undefined ? {} : { ends: { worst: read(lowest), best: read(highest) } }),
    ...(numerator === undefined ? {} : { numerator: decimal(numerator) }),
    ...(denominator === undefined ? {} : { denominator: decimal(denominator) }),
    ...(isNotApplicable === undefined ? {} : { isNotApplicable }),
    ...(isProvisional === undefined ? {} : { isProvisional }),
  };
}

/** Digits behind the point to which a mean of ratios is rounded: fewer than were summed, so that thirds add up to a whole. */
const meanDigits = 30;

function ratios(state: StateOf<'ratios'>): Measured {
  const { count } = state;
  const sum = rational(BigInt(state.sum), 10n ** BigInt(state.digits));
  const all = integer(count);
  const good = count === 0 ? zero : multiply(round(divide(sum, all), meanDigits, 'half-even'), all);
  return {
    value: count === 0 ? undefined : percent(good, all),
    numerator: good,
    denominator: all,
    n: count,
    isExact: true,
    bad: subtract(all, good),
  };
}

function throughput(state: StateOf<'throughput'>, part: WindowPart, measuring: Measuring): Measured {
  const perUnit = timeUnit(measuring.unit.slice(measuring.unit.lastIndexOf('/') + 1));
  const length = (perUnit === undefined ? undefined : microsecondsOf(perUnit)) ?? million;
  const factor = divide(length, million);
  const { amounts } = state;
  const seconds = decimal(state.seconds);
  if (amounts !== undefined && measuring.statistic !== undefined && measuring.statistic.kind !== 'mean') {
    const amount = isZero(seconds) ? undefined : statisticOf(amounts, measuring.statistic);
    return {
      value: amount === undefined ? undefined : multiply(divide(multiply(amount, integer(amounts.n)), seconds), factor),
      n: amounts.n,
      isExact: isExact(amounts),
    };
  }
  const rate = isZero(seconds) ? undefined : divide(decimal(state.total), seconds);
  return { value: rate === undefined ? undefined : multiply(rate, factor), n: part.n, isExact: true };
}

/** The distance of a value to the nearest bound, positive where the bound is kept. */
export function marginOf(value: Rational, bounds: readonly Bound[], unit: string): Rational | undefined {
  let nearest: Rational | undefined;
  for (const bound of bounds) {
    const at = convert(bound.quantity, unit);
    if (at === undefined) continue;
    const distance =
      bound.word === 'atLeast' || bound.word === 'above' ? subtract(value, at) : negate(subtract(value, at));
    if (nearest === undefined || compare(distance, nearest) < 0) nearest = distance;
  }
  return nearest;
}

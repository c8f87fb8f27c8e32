// Values of windows that come from merged intervals: availability, down time, failures, repairs.
// It must never count a failure twice, nor time that nobody recorded.

import { add, divide, integer, isZero, multiply, rational, subtract, zero, type Rational } from '../scalars/rational';
import { decimal, inUnit, percent, type Measured, type Measuring, type StateOf } from './measured';
import type { WindowPart } from './partials';

const million = rational(1_000_000n);

/** Availability, down time or failures of the judged time. */
export function downtime(state: StateOf<'downtime'>, { type, unit, parameters }: Measuring): Measured {
  const kind = type.fold.kind === 'downtime' ? type.fold.value : 'availability';
  const [judged, down] = [integer(state.judged), integer(state.down)];
  const up = subtract(judged, down);
  const coverage = state.expected === 0 ? null : divide(judged, integer(state.expected));
  const slices = state.slice === undefined ? {} : { missing: state.missingSlices, idle: state.idleSlices };
  const shared = {
    isExact: true,
    coverage,
    isProvisional: state.isOpenCut,
    downtimeSeconds: divide(down, million),
    ...slices,
  };
  switch (kind) {
    case 'availability': {
      const scale = state.slice === undefined ? million : integer(state.slice);
      const counted = divide(judged, scale);
      return {
        ...shared,
        value: state.judged === 0 ? undefined : percent(up, judged),
        numerator: divide(up, scale),
        denominator: counted,
        n: state.slice === undefined ? state.outages : Number(counted.num / counted.den),
        wholeSeconds: divide(add(judged, integer(state.remaining)), million),
      };
    }
    case 'downtime':
    case 'work':
      return { ...shared, value: state.judged === 0 ? undefined : inUnit(down, 'us', unit), n: state.outages };
    case 'outages':
      return { ...shared, value: state.judged === 0 ? undefined : integer(state.failures), n: state.failures };
    case 'longest':
    case 'beyond': {
      const length = integer(kind === 'longest' ? state.longestWhole : state.beyond);
      return { ...shared, value: state.judged === 0 ? undefined : inUnit(length, 'us', unit), n: state.outages };
    }
    case 'failure-rate': {
      const time = inUnit(up, 'us', unit.slice(unit.lastIndexOf('/') + 1)) ?? zero;
      const failures = integer(state.failures);
      const value = isZero(time) ? undefined : divide(failures, time);
      return { ...shared, value, numerator: failures, denominator: time, n: state.failures };
    }
    case 'mtbf': {
      const time = parameters.get('counts') === 'start-to-start' ? judged : up;
      const hours = inUnit(time, 'us', unit) ?? zero;
      const failures = integer(state.failures);
      return {
        ...shared,
        value: state.failures === 0 ? undefined : divide(hours, failures),
        numerator: hours,
        denominator: failures,
        n: state.failures,
        ...(state.failures === 0 && state.judged > 0 ? { lowerBound: hours } : {}),
      };
    }
  }
}

/** The mean length of the failures that ended in the window. */
export function repairs(state: StateOf<'repairs'>, { unit }: Measuring): Measured {
  const inTarget = (microseconds: number): Rational => inUnit(integer(microseconds), 'us', unit) ?? zero;
  const total = inTarget(state.sum);
  const value = state.count === 0 ? undefined : divide(total, integer(state.count));
  const mean = state.count === 0 ? 0 : state.sum / state.count;
  return {
    value,
    numerator: state.count === 0 ? undefined : total,
    denominator: state.count === 0 ? undefined : integer(state.count),
    n: state.count,
    isExact: true,
    isProvisional: state.count > 0 && state.openAges.some((age) => age > mean),
    longest: state.count === 0 ? undefined : inTarget(state.longest),
    rows: {
      mean: state.rowsCount === 0 ? undefined : divide(inTarget(state.rowsSum), integer(state.rowsCount)),
      n: state.rowsCount,
    },
  };
}

/** Availability by how much, or how many, each outage hit. */
export function impact(state: StateOf<'impact'>): Measured {
  const [whole, lost, judged] = [decimal(state.whole), decimal(state.lost), integer(state.judged)];
  const share = isZero(whole) ? undefined : divide(lost, whole);
  const seconds = divide(judged, million);
  return {
    value: share === undefined ? undefined : percent(subtract(whole, lost), whole),
    numerator: share === undefined ? undefined : subtract(seconds, multiply(share, seconds)),
    denominator: seconds,
    n: state.outages,
    isExact: true,
    coverage: state.expected === 0 ? null : divide(judged, integer(state.expected)),
    isProvisional: state.isOpenCut,
    ...(share === undefined ? {} : { downtimeSeconds: multiply(share, seconds) }),
    wholeSeconds: divide(add(judged, integer(state.remaining)), million),
  };
}

/** Operating time of all units over their failures; without a failure only a lower bound. */
export function exposure(state: StateOf<'exposure'>, { n }: WindowPart, { unit }: Measuring): Measured {
  const time = inUnit(integer(state.time), 'us', unit) ?? zero;
  const failures = integer(state.failures);
  return {
    value: state.failures === 0 ? undefined : divide(time, failures),
    numerator: time,
    denominator: failures,
    n,
    isExact: true,
    ...(state.failures === 0 && state.time > 0 ? { lowerBound: time } : {}),
  };
}

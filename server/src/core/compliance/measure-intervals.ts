// Values of windows that come from merged intervals: availability, down time, failures, repairs.
// It must never count a failure twice, nor time that nobody recorded.

import { add, divide, integer, rational, subtract, zero, type Rational } from '../scalars/rational';
import { inUnit, percent, type Measured, type Measuring, type StateOf } from './measured';

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
      return { ...shared, value: state.judged === 0 ? undefined : inUnit(down, 'us', unit), n: state.outages };
    case 'outages':
      return { ...shared, value: state.judged === 0 ? undefined : integer(state.failures), n: state.failures };
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

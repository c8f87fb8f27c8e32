// baseline-inconsistent: the numbers of a baseline contradict each other.
// It must never speak of fewer windows than there are: windows without an event have no value.

import { metricOf } from '../../model/queries';
import type { Baseline, Metric } from '../../model/sla';
import { toNumber } from '../../scalars/rational';
import { parseDate } from '../../scalars/words';
import { dayMs, parseDay } from '../../time/civil';
import { windowsBetween } from '../../time/windows';
import { zoneOf } from '../../time/zones';
import { metricType } from '../../vocabulary/metrics/index';
import { outOfRange } from '../ranges';
import { baselineOf, hasOtherWindow, isAbove, withBaseline } from '../belonging';
import { defineRule, type Yield } from '../rule';
import { amount, message } from '../say';

export const baselineInconsistent = defineRule({
  id: 'baseline-inconsistent',
  category: 'baselines',
  lane: 'static',
  severity: 'error',
  summary: 'The numbers of a baseline contradict each other.',
  why: 'Whoever signs trusts the record; a record that cannot be true supports no target.',
  bad: `metrics:
  uptime:
    type: availability
    baseline: { value: 99.95 %, window: month, from: 2025-01-01, to: 2025-06-30, windows: 12 }
#                                                                                         ^^ 12 windows do not fit into 2025-01-01 to 2025-06-30 (6)
`,
  good: `metrics:
  uptime:
    type: availability
    baseline: { value: 99.95 %, window: month, from: 2025-01-01, to: 2025-06-30, windows: 6 }
`,
  yieldsTo: ['invalid-scalar', 'term-order'],
  readsBeside: [],
  *check({ file }) {
    const told = new Set<Baseline>();
    for (const judged of withBaseline(file.model)) {
      const baseline = baselineOf(judged);
      // Of a baseline over other windows the window is told.
      if (baseline === undefined || told.has(baseline) || hasOtherWindow(judged, baseline)) continue;
      told.add(baseline);
      yield* tooManyWindows(baseline);
    }
  },
  *checkClause({ file, metrics, objectives }) {
    for (const metric of metrics) yield* contradictionsOf(metric.baseline, metric);
    for (const { baseline, metric } of objectives)
      yield* contradictionsOf(baseline, metricOf(file.model, metric?.value));
  },
});

type Amount = Baseline['value'];

function* contradictionsOf(baseline: Baseline | undefined, metric: Metric | undefined): Generator<Yield> {
  const type = metricType(metric?.type?.value);
  if (baseline === undefined) return;
  const { value, lowest, highest } = baseline;
  const isPossible = (amount: Amount): boolean =>
    type === undefined || amount === undefined || outOfRange(type, amount.value) === undefined;
  // A value that the metric cannot have is told as such.
  if (![value, lowest, highest].every(isPossible)) return;
  yield* outOfOrder(lowest, value ?? highest, lowest, 'The lowest');
  yield* outOfOrder(value, highest, highest, 'The highest');
}

function* tooManyWindows(baseline: Baseline): Generator<Yield> {
  const { windows } = baseline;
  const most = wholeWindows(baseline);
  if (windows === undefined || most === undefined || toNumber(windows.value) <= most.count) return;
  yield {
    span: windows.span,
    message: message(`${toNumber(windows.value)} windows do not fit into ${most.from} to ${most.to} (${most.count})`),
  };
}

/** A finding where one value is above another that it may not be above; `told` is the one that is called wrong. */
function* outOfOrder(less: Amount, more: Amount, told: Amount, name: string): Generator<Yield> {
  if (less === undefined || more === undefined || told === undefined || !isAbove(less, more)) return;
  const [side, value] = told === less ? ['above', more] : ['below', less];
  yield {
    span: told.span,
    message: message(`${name}, ${amount(told.value)}, is ${side} ${amount(value.value)}`),
    related: [{ span: value.span, message: 'Beside it' }],
  };
}

/** How many whole calendar windows lie in the days of a baseline, the last one included; undefined where that cannot be told. */
function wholeWindows({
  window,
  from,
  to,
}: Baseline): { readonly count: number; readonly from: string; readonly to: string } | undefined {
  const spec = window?.value;
  if (spec?.kind !== 'calendar' || spec.unit === 'term' || spec.unit === 'billing-month' || spec.anchor !== undefined)
    return undefined;
  if (from === undefined || to === undefined || !parseDate(from.value).ok || !parseDate(to.value).ok) return undefined;
  const [first, end] = [parseDay(from.value) * dayMs, (parseDay(to.value) + 1) * dayMs];
  // Which days a window has is the same in every zone.
  const zone = zoneOf('UTC');
  if (zone === undefined || end <= first) return undefined;
  const all = windowsBetween({ kind: 'calendar', unit: spec.unit }, zone, first, end);
  const whole = all.filter((each) => each.from >= first && each.to <= end);
  return { count: whole.length, from: from.value, to: to.value };
}

// resolution-too-coarse: what is measured comes in steps that are larger than all that may be lost.
// It must never speak of outages that are written down by their instants, which have no step.

import { isIndicator, sourceOf } from '../../model/queries';
import type { Metric, SlaModel } from '../../model/sla';
import { allowanceIn, windowLength } from '../../compliance/allowance';
import { lengthOf } from '../../scalars/lengths';
import type { Duration } from '../../scalars/quantity';
import { compare, type Rational } from '../../scalars/rational';
import { parseDuration } from '../../scalars/words';
import { showSeconds } from '../../show/words';
import { fixOf, scalarAt } from '../edits';
import type { Judged } from '../judged';
import { isAlwaysOpen, isTimeAvailability } from '../promises';
import { defineRule, type Fix } from '../rule';
import { amount, message } from '../say';

export const resolutionTooCoarse = defineRule({
  id: 'resolution-too-coarse',
  category: 'metrics',
  lane: 'static',
  severity: 'error',
  summary: 'What is measured comes in steps that are larger than all that may be lost.',
  why: 'The first step that fails misses the target, whatever really happened in it: the number cannot be measured.',
  bad: `data:
  minutes: { file: minutes.csv, columns: { at: minute, total: requests, bad: failed }, every: 1 min }
metrics:
  uptime: { type: availability, data: minutes, downWhen: bad / total > 5 % }
objectives:
  availability: { metric: uptime, atLeast: 99.999 %, window: month, remedies: [report], reason: Wished for }
#                                          ^^^^^^^^ Budget 26 s is below one step of 1 min
`,
  good: `data:
  minutes: { file: minutes.csv, columns: { at: minute, total: requests, bad: failed }, every: 1 min }
metrics:
  uptime: { type: availability, data: minutes, downWhen: bad / total > 5 % }
objectives:
  availability: { metric: uptime, atLeast: 99.999 %, window: quarter, remedies: [report], reason: Wished for }
`,
  fixed: `data:
  minutes: { file: minutes.csv, columns: { at: minute, total: requests, bad: failed }, every: 1 min }
metrics:
  uptime: { type: availability, data: minutes, downWhen: bad / total > 5 % }
objectives:
  availability: { metric: uptime, atLeast: 99.999 %, window: quarter, remedies: [report], reason: Wished for }
`,
  yieldsTo: ['unit-mismatch', 'value-out-of-range', 'target-direction-inverted', 'target-100-percent'],
  readsBeside: ['calendars', 'data'],
  *checkClause({ file: { model }, judged }) {
    for (const each of judged) {
      const { objective, inverted } = each;
      const [bound, second] = objective.bounds;
      if (bound?.quantity.dimension !== 'percent' || second !== undefined || inverted.length > 0) continue;
      if (isIndicator(objective) || objective.share !== undefined || !isOfSteps(each)) continue;
      // In the hours of a calendar less is allowed, which is no reason to be silent, but how much less is not known.
      if (objective.calendar !== undefined && !isAlwaysOpen(model, objective.calendar.value)) continue;
      const step = stepOf(model, each);
      const window = windowLength(objective.window?.value);
      const seconds = step === undefined ? undefined : lengthOf(step)?.least;
      if (step === undefined || seconds === undefined || window === undefined) continue;
      const budget = allowanceIn(bound.quantity.value, window);
      if (budget.most.num <= 0n || compare(budget.most, seconds) >= 0) continue;
      yield {
        span: bound.span,
        message: message(`Budget ${showSeconds(budget.most)} is below one step of ${amount(step, 20)}`),
        fixes: fixesOf(each, bound.quantity.value, seconds),
      };
    }
  },
});

/** Types of which down time comes in whole slices, or in whole probes. */
function isOfSteps(judged: Judged): boolean {
  const { type } = judged;
  return isTimeAvailability(judged) || type.id === 'probe-availability' || type.id === 'interval-availability';
}

/** The step of a metric: its slice, else the interval of its records. */
function stepOf(model: SlaModel, { metric, type }: Judged): Duration | undefined {
  const source = sourceOf(model, metric.data?.value);
  const roles = rolesOf(metric, source?.columns ?? []);
  // Outages have a start and an end, and are as long as they say.
  if (roles.has('start') || (!roles.has('ok') && !roles.has('total') && !roles.has('bad') && !roles.has('good')))
    return undefined;
  const slice = type.id === 'probe-availability' || roles.has('ok') ? undefined : metric.parameters.get('slice');
  const written = slice === undefined ? undefined : parseDuration(slice.value);
  if (slice !== undefined) return written?.ok === true ? written.value : undefined;
  return source?.every?.value;
}

function rolesOf(metric: Metric, columns: readonly { readonly role: string }[]): ReadonlySet<string> {
  return new Set([...columns, ...metric.columns].map(({ role }) => role));
}

/** The next longer window in which a step fits into the budget. */
function fixesOf({ objective }: Judged, share: Rational, step: Rational): readonly Fix[] {
  const node = scalarAt(objective.map, 'window');
  const words = ['day', 'week', 'month', 'quarter', 'half-year', 'year'] as const;
  const from = words.findIndex((word) => word === node?.text);
  const longer = words.find((unit, index) => {
    const window = windowLength({ kind: 'calendar', unit, anchor: undefined });
    return index > from && window !== undefined && compare(allowanceIn(share, window).least, step) >= 0;
  });
  if (node === undefined || from < 0 || longer === undefined) return [];
  return fixOf(`Judge by the ${longer}`, { span: node.span, newText: longer });
}

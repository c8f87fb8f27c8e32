// dual-expression: a bound and its second wording do not say the same.
// It must never speak where the length of the window, and with it the minutes of a share, is not certain.

import { calendarOf, isClosedAtTimes, metricOf } from '../../model/queries';
import type { Bound, Objective, SlaModel } from '../../model/sla';
import { convert, isDuration, microsecondsIn, parseQuantity, type Quantity } from '../../scalars/quantity';
import { compare, divide, hundred, integer, multiply, subtract, toNumber, type Rational } from '../../scalars/rational';
import { showSeconds } from '../../show/words';
import { resolved } from '../../syntax/nodes';
import { metricType } from '../../vocabulary/metrics/index';
import { fixOf, removeEntry } from '../edits';
import { defineRule } from '../rule';
import { amount, message } from '../say';

export const dualExpression = defineRule({
  id: 'dual-expression',
  category: 'targets',
  lane: 'static',
  severity: 'error',
  summary: 'A bound and its second wording do not say the same.',
  why: 'Where a paper says one promise twice and differently, each side holds the other to the wording that suits it.',
  bad: `objectives:
  availability: { metric: uptime, atLeast: 99.99 %, alsoAs: 8 min, window: month, remedies: [report], reason: Kept in 2025 }
#                                                           ^^^^^ 99.99 % is 4 min 1 s to 4 min 27 s a month, not 8 min
`,
  good: `objectives:
  availability: { metric: uptime, atLeast: 99.99 %, alsoAs: 4 min 19 s, window: month, remedies: [report], reason: Kept in 2025 }
`,
  fixed: `objectives:
  availability: { metric: uptime, atLeast: 99.99 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  yieldsTo: ['invalid-scalar', 'unit-mismatch', 'value-out-of-range'],
  readsBeside: ['calendars'],
  *checkClause({ file, objectives }) {
    for (const objective of objectives) {
      const entry = objective.map?.entries.find(({ key }) => key.text === 'alsoAs');
      const node = resolved(entry?.value);
      const [bound, second] = objective.bounds;
      if (entry === undefined || node?.kind !== 'scalar' || bound === undefined || second !== undefined) continue;
      const also = parseQuantity(node.text);
      const said = also.ok ? contradiction(file.model, objective, bound, also.value) : undefined;
      if (said === undefined || entry.value === undefined) continue;
      yield {
        span: entry.value.span,
        message: message(said),
        related: [{ span: bound.span, message: 'The bound' }],
        fixes: fixOf('Remove "alsoAs"', removeEntry(file.snapshot.text, entry)),
      };
    }
  },
});

/** What the two say, where they certainly differ. */
function contradiction(model: SlaModel, objective: Objective, bound: Bound, also: Quantity): string | undefined {
  const { quantity } = bound;
  if (quantity.dimension === also.dimension) {
    const same = convert(also, quantity.unit);
    return same === undefined || compare(same, quantity.value) === 0
      ? undefined
      : `${amount(quantity)} and ${amount(also)} are two bounds, not one`;
  }
  if (quantity.dimension !== 'percent' || !isDuration(also) || also.business) return undefined;
  // How long a window is in the hours of a calendar depends on its holidays.
  if (isClosedAtTimes(calendarOf(model, objective.calendar?.value))) return undefined;
  const type = metricType(metricOf(model, objective.metric?.value)?.type?.value);
  const isAvailability = type?.fold.kind === 'downtime' && type.fold.value === 'availability';
  const lengths = isAvailability && objective.share === undefined ? lengthsOf(objective) : undefined;
  const micros = microsecondsIn(also);
  if (lengths === undefined || micros === undefined) return undefined;
  const lost = (hours: number): Rational =>
    divide(multiply(integer(hours * 3_600), subtract(hundred, quantity.value)), hundred);
  const [least, most] = [lost(lengths.least), lost(lengths.most)];
  const seconds = divide(micros, integer(1_000_000));
  // A wording is rounded to its own unit, one way or the other.
  const step = roundedTo(also);
  const isInside = compare(seconds, subtract(least, step)) > 0 && compare(subtract(seconds, step), most) < 0;
  if (isInside) return undefined;
  const range = compare(least, most) === 0 ? showSeconds(least) : `${showSeconds(least)} to ${showSeconds(most)}`;
  return `${amount(quantity)} is ${range} a ${lengths.name}, not ${amount(also)}`;
}

/** The unit that a duration is written in, in seconds. */
function roundedTo({ unit }: Quantity): Rational {
  const seconds: Readonly<Record<string, number>> = { s: 1, min: 60, h: 3_600, d: 86_400, w: 604_800 };
  return integer(seconds[unit] ?? 1);
}

interface Lengths {
  readonly least: number;
  readonly most: number;
  readonly name: string;
}

const days: Readonly<Record<string, readonly [number, number]>> = {
  day: [1, 1],
  week: [7, 7],
  month: [28, 31],
  quarter: [90, 92],
  'half-year': [181, 184],
  year: [365, 366],
};

/** Hours that a window can have, the hour of a time change apart; undefined where a calendar does not say. */
function lengthsOf({ window }: Objective): Lengths | undefined {
  const spec = window?.value;
  if (spec?.kind === 'rolling') {
    const micros = microsecondsIn(spec.length);
    const hours = micros === undefined ? undefined : toNumber(micros) / 3_600_000_000;
    return hours === undefined || !Number.isInteger(hours) ? undefined : { least: hours, most: hours, name: 'window' };
  }
  if (spec?.kind !== 'calendar') return undefined;
  const range = days[spec.unit];
  return range === undefined ? undefined : { least: range[0] * 24, most: range[1] * 24, name: spec.unit };
}

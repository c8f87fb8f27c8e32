// exclusion-swallows-target: time that the owing party may leave out as it likes is longer than all the time that may be down.
// It must never compare with a window of unknown length, nor a limit in business time, whose length a calendar decides.

import { type windowLength } from '../../compliance/allowance';
import type { Exclusion, SlaModel } from '../../model/sla';
import { isDuration } from '../../scalars/quantity';
import { lengthOf } from '../../scalars/lengths';
import { compare, integer, isZero, multiply, rational, toDecimal, type Rational } from '../../scalars/rational';
import type { Limit } from '../../scalars/words';
import { showSeconds } from '../../show/words';
import { replaceScalar, scalarAt } from '../edits';
import { lacks, ownMap } from '../facts';
import { ratioOf } from '../fees';
import { judgedThat, onceForEach } from '../judged';
import { budgeted, isTimeAvailability, type Budgeted } from '../promises';
import { defineRule, type Fix } from '../rule';
import { amount, message, quoted } from '../say';
import { showWindowSpec } from '../windows';

const chosen: readonly (string | undefined)[] = ['scheduled-maintenance', 'emergency-maintenance', 'security-action'];

const availabilities = judgedThat(isTimeAvailability);

/** The same text for objectives of the same budget in the same windows. */
const kindOf = onceForEach((_, { alike, objective: { calendar, window } }) => {
  const counted = window === undefined ? '' : showWindowSpec(window.value);
  return `${alike} ${calendar?.value} ${counted}`;
});

/** With a notice the time may be longer than the budget this many times. */
const timesWithNotice = integer(10);

export const exclusionSwallowsTarget = defineRule({
  id: 'exclusion-swallows-target',
  category: 'exclusions',
  lane: 'static',
  severity: 'error',
  summary: 'Time that the owing party may leave out as it likes is longer than all the time that may be down.',
  why: 'The target then says nothing: whatever breaks it can be called maintenance.',
  bad: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, excludes: [work], remedies: [report], reason: Kept in 2025 }
exclusions:
  work: { kind: emergency-maintenance, evidence: ticket, limit: 8 h per month }
#                                                               ^^^^^^^^^^^^^ "work" may take 8 h; the budget of "availability" is 43 min 12 s
`,
  good: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, excludes: [work], remedies: [report], reason: Kept in 2025 }
exclusions:
  work: { kind: emergency-maintenance, evidence: ticket, limit: 40 min per month }
`,
  fixed: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, excludes: [work], remedies: [report], reason: Kept in 2025 }
exclusions:
  work: { kind: emergency-maintenance, evidence: ticket, limit: 43 min per month }
`,
  yieldsTo: ['invalid-scalar', 'wrong-shape'],
  *check({ file }) {
    const { model } = file;
    for (const exclusion of model.exclusions) {
      const { limit, kind, map } = exclusion;
      if (limit === undefined || !chosen.includes(kind?.value)) continue;
      const isAnnounced = exclusion.notice !== undefined;
      if (!isAnnounced && !lacks(file, map, 'notice')) continue;
      // That planned work needs no announcement is told of itself; here it counts as announced.
      const isPlanned = isAnnounced || kind?.value === 'scheduled-maintenance';
      const swallowed = mostSwallowed(model, exclusion, limit.value, isPlanned);
      if (swallowed === undefined) continue;
      const { budgeted: of, most } = swallowed;
      const { objective } = of.judged;
      const taken = isSameLength(most, limit.value) ? amount(limit.value.amount, 16) : showSeconds(most);
      yield {
        span: limit.span,
        message: message(
          `${quoted(exclusion.id, 20)} may take ${taken}; the budget of ${quoted(objective.id, 20)} is ${showSeconds(of.budget.usual)}`,
        ),
        severity: isAnnounced ? 'warning' : 'error',
        related: [{ span: of.bound.span, message: `The target of ${quoted(objective.id)}` }],
        fixes: limited(exclusion, of),
      };
    }
  },
});

interface Swallowed {
  readonly budgeted: Budgeted;
  /** Seconds that may be left out in one window, at the least count. */
  readonly most: Rational;
}

/** The objective with the smallest budget of those that an exclusion swallows. */
function mostSwallowed(model: SlaModel, exclusion: Exclusion, limit: Limit, isPlanned: boolean): Swallowed | undefined {
  let found: Swallowed | undefined;
  const seen = new Set<string>();
  for (const judged of availabilities(model)) {
    const { objective } = judged;
    if (!objective.excludes.some(({ value }) => value === exclusion.id)) continue;
    // Of thousands with one target and one window, the first tells what all would.
    const kind = kindOf(model, judged);
    if (seen.has(kind)) continue;
    seen.add(kind);
    const of = budgeted(model, judged);
    // Where nothing may be down at all, the target is what is wrong.
    if (of === undefined || isZero(of.budget.most)) continue;
    const most = secondsIn(limit, objective.window?.value);
    const line = isPlanned ? multiply(timesWithNotice, of.budget.most) : of.budget.most;
    if (most === undefined || compare(most, line) <= 0) continue;
    if (found === undefined || compare(of.budget.most, found.budgeted.budget.most) < 0) found = { budgeted: of, most };
  }
  return found;
}

/**
 * Seconds that a limit lets pass in every window of an objective: the whole of it where its own window is as long or longer, as many
 * times as its own window certainly fits in where that is shorter. Undefined for lengths that nobody knows.
 */
function secondsIn({ amount: quantity, per }: Limit, window: Parameters<typeof windowLength>[0]): Rational | undefined {
  const length = isDuration(quantity) ? lengthOf(quantity)?.least : undefined;
  if (length === undefined || window === undefined) return undefined;
  const ratio = per === undefined ? undefined : ratioOf(per, window)?.least;
  const times = ratio === undefined || ratio.num <= ratio.den ? integer(1) : rational(ratio.num / ratio.den);
  return multiply(length, times);
}

function isSameLength(seconds: Rational, { amount: quantity }: Limit): boolean {
  const length = isDuration(quantity) ? lengthOf(quantity)?.least : undefined;
  return length !== undefined && compare(length, seconds) === 0;
}

/** Limits the exclusion to the budget, in whole minutes where it has some. */
function limited(exclusion: Exclusion, { budget, judged }: Budgeted): readonly Fix[] {
  const node = scalarAt(ownMap(exclusion), 'limit');
  const window = judged.objective.window?.value;
  if (node === undefined || window?.kind !== 'calendar' || window.anchor !== undefined) return [];
  const minutes = budget.usual.num / (budget.usual.den * 60n);
  const seconds = budget.usual.num / budget.usual.den;
  const length = minutes > 0n ? `${toDecimal(rational(minutes), 0)} min` : `${toDecimal(rational(seconds), 0)} s`;
  const fix = seconds > 0n ? replaceScalar(node, `${length} per ${showWindowSpec(window)}`) : undefined;
  return fix === undefined ? [] : [fix];
}

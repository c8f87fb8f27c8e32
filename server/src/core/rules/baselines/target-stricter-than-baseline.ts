// target-stricter-than-baseline: the record does not keep the target: its past windows where they were measured, else its typical one.
// It must never compare a baseline of other windows, nor a target whose direction is wrong: those rules speak.

import { attainmentOf, type Attainment } from '../../compliance/baseline';
import type { History } from '../../compliance/history';
import { windowLength } from '../../compliance/allowance';
import { integer, divide, toNumber } from '../../scalars/rational';
import { leastWindows, mostKept, suggestion } from '../attainment';
import { baselineOf, hasOtherWindow, meets, onlyBound, withBaseline } from '../belonging';
import { hasLoss } from '../facts';
import { withFixes } from '../fixes';
import { judgedSpan, measuredObjectives, trialsOf, type MeasuredObjective } from '../measured-objectives';
import { carriers } from '../origins';
import { defineRule, type RuleInput, type Yield } from '../rule';
import { amount, message, quoted } from '../say';

export const targetStricterThanBaseline = defineRule({
  id: 'target-stricter-than-baseline',
  category: 'baselines',
  lane: 'measured',
  severity: 'warning',
  summary: 'The record does not keep the target: its past windows where they were measured, else its typical one.',
  why: 'A target that was missed more often than not will be missed again unless something changes, and that is paid for.',
  bad: `metrics:
  uptime:
    type: availability
    baseline: { value: 99.92 %, window: month, from: 2025-01-01, to: 2025-12-31, windows: 12 }
objectives:
  availability: { metric: uptime, atLeast: 99.95 %, window: month, remedies: [report] }
#                                          ^^^^^^^ The typical month of the baseline, 99.92 %, misses 99.95 %
`,
  good: `metrics:
  uptime:
    type: availability
    baseline: { value: 99.97 %, window: month, from: 2025-01-01, to: 2025-12-31, windows: 12 }
objectives:
  availability: { metric: uptime, atLeast: 99.95 %, window: month, remedies: [report] }
`,
  yieldsTo: ['unit-mismatch', 'value-out-of-range', 'target-direction-inverted'],
  *check(input) {
    const told = new Set<string>();
    for (const measured of measuredObjectives(input)) {
      const histories = trialsOf(measured).flatMap((history) => {
        const attainment = attainmentOf(history);
        return attainment === undefined || attainment.of < leastWindows ? [] : [{ history, attainment }];
      });
      if (histories.length === 0) continue;
      // What past windows say takes the place of what is written about them.
      told.add(measured.judged.objective.id);
      const [worst] = histories.sort((a, b) => a.attainment.high - b.attainment.high);
      if (worst !== undefined && worst.attainment.high < mostKept)
        yield* missed(input, measured, worst.history, worst.attainment);
    }
    if (!hasLoss(input.file.tree)) yield* byBaselines(input, told);
  },
});

function* missed(
  { file }: RuleInput,
  measured: MeasuredObjective,
  history: History,
  { met, of }: Attainment,
): Generator<Yield> {
  const { objective } = measured.judged;
  const span = judgedSpan(measured.judged, history.group);
  const target = objective.share?.value ?? history.windows[0]?.bounds[0]?.quantity;
  if (span === undefined || target === undefined) return;
  const group = history.group === undefined ? '' : ` of ${quoted(history.group, 20)}`;
  const rate = (of - met) / of;
  const ahead = missesAYear(measured, rate);
  const expected = ahead === undefined ? '' : `; about ${ahead} ${ahead === 1 ? 'miss' : 'misses'} a year`;
  yield withFixes(
    {
      span,
      message: message(
        `${target === 'all' ? '100 %' : amount(target)} was missed in ${of - met} of ${of} past windows${group}${expected}`,
      ),
      // Who gives a reason or a derivation has not taken the target from the record.
      ...(objective.reason !== undefined || carriers(file.model.goals).has(objective.id)
        ? { severity: 'information' as const }
        : {}),
    },
    () => suggestion(measured, history),
  );
}

const secondsOfYear = integer(365 * 86_400);

/** Misses that a year holds at the rate of the past; undefined for a window without a length. */
function missesAYear({ judged: { objective } }: MeasuredObjective, rate: number): number | undefined {
  const length = windowLength(objective.window?.value);
  if (length === undefined || length.usual.num === 0n) return undefined;
  return Math.round(rate * Math.round(toNumber(divide(secondsOfYear, length.usual))));
}

/** Objectives of which only the text tells how the record stands. */
function* byBaselines({ file }: RuleInput, told: ReadonlySet<string>): Generator<Yield> {
  for (const judged of withBaseline(file.model)) {
    const bound = onlyBound(judged);
    const baseline = baselineOf(judged);
    if (bound === undefined || baseline?.value === undefined || hasOtherWindow(judged, baseline)) continue;
    if (told.has(judged.objective.id)) continue;
    // With a share, the value of a baseline is the share and the bound is that of each event.
    if (judged.objective.share !== undefined || meets(baseline.value, bound) !== false) continue;
    const unit = baseline.window?.value.kind === 'calendar' ? baseline.window.value.unit : 'window';
    yield {
      span: bound.span,
      message: message(
        `The typical ${unit} of the baseline, ${amount(baseline.value.value)}, misses ${amount(bound.quantity)}`,
      ),
      related: [{ span: baseline.value.span, message: 'The typical value' }],
    };
  }
}

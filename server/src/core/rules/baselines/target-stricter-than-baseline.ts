// target-stricter-than-baseline: the record does not keep the target: its past windows where they were measured, else its typical one.
// It must never compare a baseline of other windows, nor a target whose direction is wrong: those rules speak.

import type { Attainment } from '../../compliance/baseline';
import type { History } from '../../compliance/history';
import { windowLength } from '../../compliance/allowance';
import type { Baseline, Bound, SlaModel } from '../../model/sla';
import { isUpper } from '../../model/tiers';
import { divide, integer, toNumber } from '../../scalars/rational';
import { attainmentsOf, suggestion } from '../attainment';
import { mostKept } from '../../compliance/suggestion';
import { baselineOf, hasOtherWindow, isAbove, meets, onlyBound } from '../belonging';
import { boundEntry, replaceScalar } from '../edits';
import { hasLoss } from '../facts';
import { withFixes } from '../fixes';
import { judgedSpan, measuredThat, type MeasuredObjective } from '../measured-objectives';
import { judgedThat, type Judged } from '../judged';
import { carriers } from '../origins';
import { defineRule, type Fix, type Yield } from '../rule';
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
    baseline: { value: 99.92 %, window: month, from: 2025-01-01, to: 2025-12-31, windows: 12, lowest: 99.9 % }
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
  fixed: `metrics:
  uptime:
    type: availability
    baseline: { value: 99.92 %, window: month, from: 2025-01-01, to: 2025-12-31, windows: 12, lowest: 99.9 % }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report] }
`,
  yieldsTo: ['target-100-percent', 'unit-mismatch', 'value-out-of-range', 'target-direction-inverted'],
  *check(input) {
    const told = new Set<string>();
    for (const { measured, found } of withAttainment(input)) {
      const { objective } = measured.judged;
      // What past windows say takes the place of what is written about them.
      told.add(objective.id);
      const span = judgedSpan(measured.judged, found.history.group);
      if (found.text === undefined || span === undefined) continue;
      // Who gives a reason or a derivation has not taken the target from the record.
      const isArgued = objective.reason !== undefined || carriers(input.file.model.goals).has(objective.id);
      const severity = isArgued ? { severity: 'information' as const } : {};
      yield withFixes({ span, message: found.text, ...severity }, () => suggestion(measured, found.history));
    }
    if (!hasLoss(input.file.tree)) yield* byBaselines(input.file.model, told);
  },
});

/** The group that has kept an objective least, with what is said of it where it was certainly missed too often. */
const withAttainment = measuredThat((measured) => {
  const [worst] = [...attainmentsOf(measured)].sort((a, b) => a.attainment.high - b.attainment.high);
  if (worst === undefined) return undefined;
  const { history, attainment } = worst;
  return { history, text: attainment.high < mostKept ? missedText(measured, history, attainment) : undefined };
});

function missedText(
  measured: MeasuredObjective,
  { group, windows }: History,
  { met, of }: Attainment,
): string | undefined {
  const target = measured.judged.objective.share?.value ?? windows[0]?.bounds[0]?.quantity;
  if (target === undefined) return undefined;
  const missed = `${target === 'all' ? '100 %' : amount(target)} was missed in ${of - met} of ${of} past windows`;
  const ahead = missesAYear(measured, (of - met) / of);
  const expected = ahead === undefined ? '' : `; about ${ahead} ${ahead === 1 ? 'miss' : 'misses'} a year`;
  return message(`${missed}${group === undefined ? '' : ` of ${quoted(group, 20)}`}${expected}`);
}

const secondsOfYear = integer(365 * 86_400);

/** Misses that a year holds at the rate of the past; undefined for a window without a length. */
function missesAYear({ judged: { objective } }: MeasuredObjective, rate: number): number | undefined {
  const length = windowLength(objective.window?.value);
  if (length === undefined || length.usual.num === 0n) return undefined;
  return Math.round(rate * Math.round(toNumber(divide(secondsOfYear, length.usual))));
}

const missedByBaseline = judgedThat((judged) => {
  const bound = onlyBound(judged);
  const baseline = baselineOf(judged);
  if (bound === undefined || baseline?.value === undefined || hasOtherWindow(judged, baseline)) return false;
  if (isOutOfOrder(baseline)) return false;
  // With a share, the value of a baseline is the share and the bound is that of each event.
  return judged.objective.share === undefined && meets(baseline.value, bound) === false;
});

/** Objectives of which only the text tells how the record stands. */
function* byBaselines(model: SlaModel, told: ReadonlySet<string>): Generator<Yield> {
  for (const judged of missedByBaseline(model)) {
    const bound = onlyBound(judged);
    const baseline = baselineOf(judged);
    if (bound === undefined || baseline?.value === undefined || told.has(judged.objective.id)) continue;
    const unit = baseline.window?.value.kind === 'calendar' ? baseline.window.value.unit : 'window';
    yield {
      span: bound.span,
      message: message(
        `The typical ${unit} of the baseline, ${amount(baseline.value.value)}, misses ${amount(bound.quantity)}`,
      ),
      related: [{ span: baseline.value.span, message: 'The typical value' }],
      fixes: worstWindow(judged, bound, baseline),
    };
  }
}

/** The target that every window of the baseline has met. */
function worstWindow({ objective }: Judged, bound: Bound, { lowest, highest }: Baseline): readonly Fix[] {
  const worst = isUpper(bound) ? highest : lowest;
  const node = boundEntry(objective.map, bound.keySpan)?.value;
  const fix = worst === undefined || node?.kind !== 'scalar' ? undefined : replaceScalar(node, amount(worst.value));
  return fix === undefined ? [] : [fix];
}

/** Whether the worst and the best window stand on the wrong sides of the typical one: then that is what has to be mended. */
function isOutOfOrder({ value, lowest, highest }: Baseline): boolean {
  return isAbove(lowest, value) || isAbove(value, highest);
}

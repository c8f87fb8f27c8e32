// rounding-undefined: a window was missed by less than the digits of the target show, and nothing says how values are rounded.
// It must never speak of a value that meets the target as it is: no rounding takes that away.

import type { WindowResult } from '../../compliance/result';
import { isInside } from '../../compliance/credits';
import type { Bound } from '../../model/sla';
import { compare, round } from '../../scalars/rational';
import { showValue } from '../../show/words';
import { digitsOf } from '../../compliance/suggestion';
import { lacks } from '../facts';
import { completeInTerm, judgedSpan, measuredThat, type MeasuredObjective } from '../measured-objectives';
import { defineRule } from '../rule';
import { amount, cut, message } from '../say';

export const roundingUndefined = defineRule({
  id: 'rounding-undefined',
  category: 'metrics',
  lane: 'measured',
  severity: 'information',
  summary: 'A window was missed by less than the digits of the target show, and nothing says how values are rounded.',
  why: 'Printed with the digits of the target the value meets it; one side rounds, the other does not, and both are right.',
  bad: `data:
  log: { file: log.csv, columns: { at: at, total: total, bad: bad } }
metrics:
  success: { type: request-success, data: log }
objectives:
  success: { metric: success, atLeast: 99 %, window: month, remedies: [report], reason: Kept in 2025 }
#                                      ^^^^ 98.6 % and target 99 % differ by less than one shown digit
`,
  good: `data:
  log: { file: log.csv, columns: { at: at, total: total, bad: bad } }
metrics:
  success: { type: request-success, data: log, rounding: { digits: 3, mode: down } }
objectives:
  success: { metric: success, atLeast: 99 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  yieldsTo: ['unit-mismatch', 'value-out-of-range', 'target-stricter-than-baseline'],
  offIn: ['transcribe'],
  *check(input) {
    for (const { measured, found } of missedByDigits(input)) {
      const { judged } = measured;
      const span = judgedSpan(judged, found.group);
      if (span !== undefined && lacks(input.file, judged.metric.map, 'rounding')) yield { span, message: found.text };
    }
  },
});

const missedByDigits = measuredThat((measured) => {
  const { judged, result } = measured;
  if (judged.metric.rounding !== undefined) return undefined;
  const found = completeInTerm(result).findLast((window) => isOfRounding(measured, window));
  const target = found === undefined ? undefined : boundOf(measured, found);
  if (found?.value === undefined || target === undefined) return undefined;
  const value = cut(showValue(found.value, result.unit, [target]), 24);
  const text = message(`${value} and target ${amount(target.quantity)} differ by less than one shown digit`);
  return { group: found.group, text };
});

function boundOf({ judged: { objective } }: MeasuredObjective, { bounds }: WindowResult): Bound | undefined {
  const share = objective.share;
  if (share === undefined) return bounds.length === 1 ? bounds[0] : undefined;
  return share.value === 'all'
    ? undefined
    : { word: 'atLeast', quantity: share.value, keySpan: share.span, span: share.span };
}

/** Whether a window is missed by its exact value, and met by what is shown with the digits of the target. */
function isOfRounding(measured: MeasuredObjective, window: WindowResult): boolean {
  const { value, verdict } = window;
  const bound = boundOf(measured, window);
  if (verdict !== 'breached' || value === undefined || bound === undefined) return false;
  const { unit } = measured.result;
  if (bound.quantity.unit !== unit || isInside(value, unit, [bound]) !== false) return false;
  const shown = round(value, digitsOf(bound.quantity.value), 'half-up');
  return compare(shown, value) !== 0 && isInside(shown, unit, [bound]) === true;
}

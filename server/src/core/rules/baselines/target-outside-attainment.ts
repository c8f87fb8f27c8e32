// target-outside-attainment: past windows have missed a target so often that they cannot show it to be kept.
// It must never speak of a record without a miss, which can show no more only because it is short.

import { attainmentsOf, leastKept, suggestion } from '../attainment';
import { mostKept } from '../../compliance/suggestion';
import { withFixes } from '../fixes';
import { judgedSpan, measuredThat } from '../measured-objectives';
import { defineRule } from '../rule';
import { amount, message } from '../say';

export const targetOutsideAttainment = defineRule({
  id: 'target-outside-attainment',
  category: 'baselines',
  lane: 'measured',
  severity: 'information',
  summary: 'Past windows have missed a target so often that they cannot show it to be kept.',
  why: 'A target that nobody can be sure to keep four times in five is a bet, and both sides ought to know who holds it.',
  bad: `data:
  log: { file: log.csv, columns: { at: at, total: total, bad: bad } }
metrics:
  success: { type: request-success, data: log }
objectives:
  success: { metric: success, atLeast: 99 %, window: month, remedies: [report], reason: Asked for by the shops }
#                                      ^^^^ At 99 % attainment is at least 59.6 % only; kept in 9 of 10 windows
`,
  good: `data:
  log: { file: log.csv, columns: { at: at, total: total, bad: bad } }
metrics:
  success: { type: request-success, data: log }
objectives:
  success: { metric: success, atLeast: 95 %, window: month, remedies: [report], reason: Asked for by the shops }
`,
  fixed: `data:
  log: { file: log.csv, columns: { at: at, total: total, bad: bad } }
metrics:
  success: { type: request-success, data: log }
objectives:
  success: { metric: success, atLeast: 98 %, window: month, remedies: [report], reason: Asked for by the shops }
`,
  yieldsTo: ['unit-mismatch', 'value-out-of-range', 'target-direction-inverted', 'target-stricter-than-baseline'],
  offIn: ['transcribe'],
  *check(input) {
    for (const { measured, found } of notShown(input)) {
      const span = judgedSpan(measured.judged, found.history.group);
      if (span !== undefined) yield withFixes({ span, message: found.text }, () => suggestion(measured, found.history));
    }
  },
});

const notShown = measuredThat((measured) => {
  const lowest = attainmentsOf(measured)
    .filter(({ attainment: { met, of, low, high } }) => met < of && low < leastKept && high >= mostKept)
    .sort((a, b) => a.attainment.low - b.attainment.low)[0];
  if (lowest === undefined) return undefined;
  const { history, attainment } = lowest;
  const target = measured.judged.objective.share?.value ?? history.windows[0]?.bounds[0]?.quantity;
  if (target === undefined || target === 'all') return undefined;
  const kept = `kept in ${attainment.met} of ${attainment.of} windows`;
  const text = message(`At ${amount(target)} attainment is at least ${attainment.low.toFixed(1)} % only; ${kept}`);
  return { history, text };
});

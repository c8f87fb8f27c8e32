// baseline-outlier: one past window carries the mean of all.
// It must never speak where the record as a whole moves: rules about trends and jumps do.

import { isInside } from '../../compliance/credits';
import type { History } from '../../compliance/history';
import { outlierOf, type Outlier } from '../../compliance/samples';
import { fromNumber, toNumber } from '../../scalars/rational';
import { inWindow, showValue, showWindow } from '../../show/words';
import { measuredThat, trialsOf, type MeasuredObjective } from '../measured-objectives';
import { defineRule } from '../rule';
import { cut, message, quoted } from '../say';

/** Of a long record so many windows, the newest, are looked at. */
const mostWindows = 60;

export const baselineOutlier = defineRule({
  id: 'baseline-outlier',
  category: 'baselines',
  lane: 'measured',
  severity: 'information',
  summary: 'One past window carries the mean of all.',
  why: 'A target that is argued from the mean is argued from that one window, which may never come again, or may be the only true one.',
  bad: `data:
  log: { file: log.csv, columns: { at: at, total: total, bad: bad } }
metrics:
  success: { type: request-success, data: log }
objectives:
  success: { metric: success, atLeast: 80 %, window: month, remedies: [report], reason: Kept in 2025 }
# ^^^^^^^ Without Apr 2026 the mean moves from 98.91 % to 99.79 %
`,
  good: `data:
  log: { file: log.csv, columns: { at: at, total: total, bad: bad } }
metrics:
  success: { type: request-success, data: log }
objectives:
  success: { metric: success, atLeast: 80 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  yieldsTo: ['baseline-trend', 'baseline-regime-change'],
  offIn: ['transcribe'],
  *check(input) {
    for (const { measured, found } of withOutlier(input))
      yield { span: measured.judged.objective.idSpan, message: found.text };
  },
});

const withOutlier = measuredThat((measured, zone) => {
  for (const history of trialsOf(measured)) {
    const windows = history.windows.slice(-mostWindows);
    const found = outlierOf(windows.map(({ value }) => toNumber(value)));
    const window = found === undefined ? undefined : windows[found.index];
    if (found === undefined || window === undefined || !matters(measured, history, found)) continue;
    const { unit } = measured.result;
    const [from, to] = [found.mean, found.without].map((mean) => cut(showValue(fromNumber(mean), unit), 16));
    if (from === to) continue;
    const of = history.group === undefined ? '' : ` of ${quoted(history.group, 18)}`;
    const place = cut(inWindow(showWindow(window.window, window.to, zone)), 26);
    return { text: message(`Without ${place} the mean${of} moves from ${from} to ${to}`) };
  }
  return undefined;
});

/** Where most windows are equal, any other one moves the mean; only one by which the mean meets or misses the target matters then. */
function matters({ result }: MeasuredObjective, { windows }: History, { spread, mean, without }: Outlier): boolean {
  if (spread > 0) return true;
  const bounds = windows[0]?.bounds ?? [];
  const [now, then] = [mean, without].map((value) => isInside(fromNumber(value), result.unit, bounds));
  return now !== undefined && then !== undefined && now !== then;
}

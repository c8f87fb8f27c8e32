// baseline-regime-change: from one day on the values of a record are others.
// It must never speak of few windows on either side, nor of windows that overlap.

import { jumpOf } from '../../compliance/samples';
import { fromNumber, toNumber } from '../../scalars/rational';
import { showLocal, showValue } from '../../show/words';
import { baselineOf } from '../belonging';
import { measuredThat, trialsOf } from '../measured-objectives';
import { defineRule } from '../rule';
import { cut, message } from '../say';

/** Of a long record so many windows, the newest, are looked at. */
const mostWindows = 60;

export const baselineRegimeChange = defineRule({
  id: 'baseline-regime-change',
  category: 'baselines',
  lane: 'measured',
  severity: 'warning',
  summary: 'From one day on the values of a record are others.',
  why: 'A typical value over both sides of a change is one that neither of them has.',
  bad: `data:
  log: { file: log.csv, columns: { at: at, total: total, bad: bad } }
metrics:
  success: { type: request-success, data: log, baseline: { value: 99 % } }
objectives:
  success: { metric: success, atLeast: 90 %, window: month, remedies: [report] }
# ^^^^^^^ Values jump at 2026-06-01: median 99.8 %, then 97.7 %
`,
  good: `data:
  log: { file: log.csv, columns: { at: at, total: total, bad: bad } }
metrics:
  success: { type: request-success, data: log, baseline: { value: 99 % } }
objectives:
  success: { metric: success, atLeast: 90 %, window: month, remedies: [report] }
`,
  offIn: ['transcribe'],
  *check(input) {
    for (const { measured, found } of withJump(input)) {
      // Without a baseline no text is wrong: that is what the record shows.
      const severity = baselineOf(measured.judged) === undefined ? { severity: 'information' as const } : {};
      yield { span: measured.judged.objective.idSpan, message: found.text, ...severity };
    }
  },
});

const withJump = measuredThat((measured, zone) => {
  for (const history of trialsOf(measured)) {
    const windows = history.windows.slice(-mostWindows);
    const found = jumpOf(windows.map(({ value }) => toNumber(value)));
    const window = found === undefined ? undefined : windows[found.index];
    if (found === undefined || window === undefined) continue;
    const { unit } = measured.result;
    const [before, behind] = [found.before, found.behind].map((value) => cut(showValue(fromNumber(value), unit), 16));
    const day = showLocal(window.from, zone).slice(0, 10);
    return { text: message(`Values jump at ${day}: median ${before}, then ${behind}`) };
  }
  return undefined;
});

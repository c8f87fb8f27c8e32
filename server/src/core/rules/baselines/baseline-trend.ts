// baseline-trend: past windows get worse, or better, from one to the next, and not by chance.
// It must never speak of a few windows, nor of windows that overlap, of which each repeats the one before.

import { trendOf } from '../../compliance/trend';
import { fromNumber, toNumber } from '../../scalars/rational';
import { showValue } from '../../show/words';
import { leastWindows } from '../attainment';
import { baselineOf } from '../belonging';
import { measuredThat, trialsOf, type MeasuredObjective } from '../measured-objectives';
import { defineRule } from '../rule';
import { cut, message, quoted } from '../say';

/** How unlikely a trend has to be by chance. */
const level = 0.05;
/** Of a long record so many windows, the newest, tell its trend. */
const mostWindows = 60;

interface Moving {
  readonly p: number;
  readonly slope: number;
  readonly group: string | undefined;
  readonly isWorse: boolean;
}

export const baselineTrend = defineRule({
  id: 'baseline-trend',
  category: 'baselines',
  lane: 'measured',
  severity: 'information',
  summary: 'Past windows get worse, or better, from one to the next, and not by chance.',
  why: 'The typical value of a record that moves is one that it has left behind.',
  bad: `data:
  log: { file: log.csv, columns: { at: at, total: total, bad: bad } }
metrics:
  success: { type: request-success, data: log }
objectives:
  success: { metric: success, atLeast: 95 %, window: month, remedies: [report], reason: Kept in 2025 }
# ^^^^^^^ Values fall by 0.1 % per window (p below 0.001)
`,
  good: `data:
  log: { file: log.csv, columns: { at: at, total: total, bad: bad } }
metrics:
  success: { type: request-success, data: log }
objectives:
  success: { metric: success, atLeast: 95 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  yieldsTo: ['unit-mismatch', 'target-direction-inverted', 'baseline-regime-change'],
  offIn: ['transcribe'],
  *check(input) {
    for (const { measured, found } of moving(input))
      yield { span: measured.judged.objective.idSpan, message: found.text };
  },
});

const moving = measuredThat((measured) => {
  const found = clearest(measured);
  if (found === undefined) return undefined;
  const { p, slope, group } = found;
  const step = cut(showValue(fromNumber(Number(Math.abs(slope).toPrecision(2))), measured.result.unit), 24);
  const where = group === undefined ? '' : ` of ${quoted(group, 20)}`;
  const likely = p < 0.001 ? 'p below 0.001' : `p ${p.toFixed(3)}`;
  return { text: message(`Values${where} ${slope < 0 ? 'fall' : 'rise'} by ${step} per window (${likely})`) };
});

/** The least likely trend of the groups; one to the better only matters to a baseline that it has left behind. */
function clearest(measured: MeasuredObjective): Moving | undefined {
  const { judged } = measured;
  let found: Moving | undefined;
  for (const history of trialsOf(measured)) {
    if (history.windows.length < leastWindows) continue;
    const { p, slope } = trendOf(history.windows.slice(-mostWindows).map(({ value }) => toNumber(value)));
    if (p >= level || slope === 0 || judged.better === undefined) continue;
    const isWorse = slope < 0 === (judged.better === 'higher' || judged.objective.share !== undefined);
    if (!isWorse && baselineOf(judged) === undefined) continue;
    const isClearer = found === undefined || (isWorse && !found.isWorse) || (isWorse === found.isWorse && p < found.p);
    if (isClearer) found = { p, slope, group: history.group, isWorse };
  }
  return found;
}

// low-traffic-target: windows hold so few events that one failure misses the target.
// It must never speak of shares of time, nor of a target with a reason, which says that somebody has thought of it.

import type { WindowResult } from '../../compliance/result';
import { compare, integer, isZero, toNumber } from '../../scalars/rational';
import { fixOf, scalarAt } from '../edits';
import { withFixes } from '../fixes';
import { longerWindow } from '../longer-window';
import { completeInTerm, judgedSpan, measuredThat, type MeasuredObjective } from '../measured-objectives';
import { defineRule, type Fix } from '../rule';
import { amount, message } from '../say';

export const lowTrafficTarget = defineRule({
  id: 'low-traffic-target',
  category: 'targets',
  lane: 'measured',
  severity: 'warning',
  summary: 'Windows hold so few events that one failure misses the target.',
  why: 'A share of 99 % says no more about twelve events than "all of them" does, and looks like a number that allows for failures.',
  bad: `data:
  log: { file: log.csv, columns: { at: at, total: total, bad: bad } }
metrics:
  success: { type: request-success, data: log }
objectives:
  success: { metric: success, atLeast: 99 %, window: month, remedies: [report], baseline: { value: 100 % } }
#                                      ^^^^ With 31 events a window, 1 failure misses 99 %
`,
  good: `data:
  log: { file: log.csv, columns: { at: at, total: total, bad: bad } }
metrics:
  success: { type: request-success, data: log }
objectives:
  success: { metric: success, atLeast: 95 %, window: month, remedies: [report], baseline: { value: 100 % } }
`,
  fixed: `data:
  log: { file: log.csv, columns: { at: at, total: total, bad: bad } }
metrics:
  success: { type: request-success, data: log }
objectives:
  success: { metric: success, atLeast: 99 %, window: half-year, remedies: [report], baseline: { value: 100 % } }
`,
  yieldsTo: ['target-100-percent', 'value-out-of-range', 'unit-mismatch'],
  *check(input) {
    for (const { measured, found } of withFew(input)) {
      const { objective } = measured.judged;
      const [first] = found.windows;
      const span = judgedSpan(measured.judged, first?.group);
      const share = objective.share?.value ?? first?.bounds[0]?.quantity;
      if (span === undefined || share === undefined || share === 'all') continue;
      const events = found.events === 1 ? '1 event' : `${found.events} events`;
      yield withFixes({ span, message: message(`With ${events} a window, 1 failure misses ${amount(share)}`) }, () =>
        fixesOf(measured, found),
      );
    }
  },
});

const withFew = measuredThat((measured) =>
  measured.judged.objective.reason === undefined ? emptiest(measured) : undefined,
);

interface Few {
  readonly windows: readonly WindowResult[];
  /** The median of the numbers of events. */
  readonly events: number;
}

/** The group with the fewest events of those in which more than half of the windows allow for no failure. */
function emptiest({ result }: MeasuredObjective): Few | undefined {
  const groups = new Map<string | undefined, WindowResult[]>();
  for (const window of completeInTerm(result)) {
    const { budget, verdict, denominator } = window;
    if (budget?.unit !== 'count' || verdict === 'indicator' || denominator === undefined || isZero(denominator))
      continue;
    // What allows for nothing whatever the number of events is another matter.
    if (isZero(budget.total)) continue;
    const own = groups.get(window.group);
    if (own === undefined) groups.set(window.group, [window]);
    else own.push(window);
  }
  let found: Few | undefined;
  for (const windows of groups.values()) {
    const low = windows.filter(({ budget }) => budget !== undefined && compare(budget.total, integer(1)) < 0);
    if (2 * low.length <= windows.length) continue;
    const counts = low
      .map(({ denominator }) => (denominator === undefined ? 0 : toNumber(denominator)))
      .sort((a, b) => a - b);
    const events = Math.round(counts[counts.length >> 1] ?? 0);
    if (found === undefined || events < found.events) found = { windows: low, events };
  }
  return found;
}

function fixesOf({ judged: { objective } }: MeasuredObjective, { windows }: Few): readonly Fix[] {
  const node = scalarAt(objective.map, 'for');
  const byAll = node === undefined ? [] : fixOf('Say that all have to', { span: node.span, newText: 'all' });
  const [first] = windows;
  const allowed =
    first?.budget === undefined || first.denominator === undefined
      ? 0
      : toNumber(first.budget.total) / toNumber(first.denominator);
  return [...byAll, ...longerWindow(objective, windows, (events) => events * allowed >= 1)];
}

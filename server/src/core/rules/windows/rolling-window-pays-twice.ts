// rolling-window-pays-twice: a window ends every day, and each of them may pay for the same outage.
// It must never speak where a claim or a cap by the calendar stands between the outage and the money.

import { remedyOf } from '../../model/queries';
import type { Objective, Remedy, SlaModel } from '../../model/sla';
import type { SlaFile } from '../../model/file';
import { convert } from '../../scalars/quantity';
import { toNumber } from '../../scalars/rational';
import { fixOf, scalarAt } from '../edits';
import { lacks, rootMap } from '../facts';
import { defineRule, type Fix } from '../rule';
import { message } from '../say';

export const rollingWindowPaysTwice = defineRule({
  id: 'rolling-window-pays-twice',
  category: 'windows',
  lane: 'static',
  severity: 'warning',
  summary: 'A window ends every day, and each of them may pay for the same outage.',
  why: 'One bad night is then owed for as many times as there are days in the window, or once: the text does not say.',
  bad: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: rolling 90 d, remedies: [credits], reason: Kept in 2025 }
#                                                          ^^^^^^^^^^^^ One outage can be paid in 90 overlapping windows
remedies:
  credits: { kind: service-credit, of: Monthly Fee, tiers: [{ below: 99.9 %, credit: 200 EUR }] }
claims: { by: customer, automatic: true }
responsibilities:
  measure: { responsible: provider }
  pay-fees: { responsible: customer }
  pay-credits: { responsible: provider, within: 30 d }
`,
  good: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: quarter, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits: { kind: service-credit, of: Monthly Fee, tiers: [{ below: 99.9 %, credit: 200 EUR }] }
claims: { by: customer, automatic: true }
responsibilities:
  measure: { responsible: provider }
  pay-fees: { responsible: customer }
  pay-credits: { responsible: provider, within: 30 d }
`,
  fixed: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: quarter, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits: { kind: service-credit, of: Monthly Fee, tiers: [{ below: 99.9 %, credit: 200 EUR }] }
claims: { by: customer, automatic: true }
responsibilities:
  measure: { responsible: provider }
  pay-fees: { responsible: customer }
  pay-credits: { responsible: provider, within: 30 d }
`,
  yieldsTo: ['month-versus-30-days', 'window-mismatch-billing', 'duplicate-key', 'invalid-scalar'],
  readsBeside: ['claims', 'remedies'],
  *checkClause({ file, objectives }) {
    if (!isWithoutClaims(file)) return;
    for (const objective of objectives) {
      const { window } = objective;
      const days = window?.value.kind === 'rolling' ? convert(window.value.length, 'd') : undefined;
      if (window === undefined || days === undefined || days.den !== 1n || days.num < 2n) continue;
      if (!objective.remedies.some(({ value }) => paysEveryTime(file.model, value))) continue;
      const count = toNumber(days);
      yield {
        span: window.span,
        message: message(`One outage can be paid in ${count} overlapping windows`),
        fixes: fixesOf(objective, count),
      };
    }
  },
});

/** Whether nobody has to claim a credit: nothing is said of claims, or all are paid of their own accord. */
function isWithoutClaims(file: SlaFile): boolean {
  const { claims } = file.model;
  return claims === undefined ? lacks(file, rootMap(file), 'claims') : claims.automatic === true;
}

/** Whether a remedy pays for every window that was missed, and no cap limits what it pays. */
function paysEveryTime(model: SlaModel, id: string): boolean {
  const remedy = remedyOf(model, id);
  if (remedy?.kind?.value !== 'service-credit' || !paysByValue(remedy)) return false;
  const isEvery = remedy.when === undefined || remedy.when.value.kind === 'every-miss';
  const isWritten = remedy.map?.entries.some(({ key }) => key.text === 'when' || key.text === 'over') === true;
  return isEvery && (!isWritten || remedy.when !== undefined);
}

function paysByValue({ basis, map }: Remedy): boolean {
  // A cap may be one by the month.
  const hasCap = map?.entries.some(({ key }) => key.text === 'cap') === true;
  return !hasCap && (basis === undefined || basis.value === 'value');
}

const calendarWindows: Readonly<Record<number, string>> = { 7: 'week', 30: 'month', 90: 'quarter', 365: 'year' };

function fixesOf({ map }: Objective, days: number): readonly Fix[] {
  const node = scalarAt(map, 'window');
  const word = calendarWindows[days];
  return node === undefined || word === undefined ? [] : fixOf(`Write "${word}"`, { span: node.span, newText: word });
}

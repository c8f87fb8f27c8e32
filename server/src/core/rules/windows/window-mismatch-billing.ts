// window-mismatch-billing: what is measured over one span of time is credited on fees of another that never lines up with it.
// It must never speak of spans of which one holds the other whole, such as a year of monthly fees.

import { remedyOf } from '../../model/queries';
import type { Fee, Objective, Remedy, SlaModel } from '../../model/sla';
import type { Limit, WindowSpec } from '../../scalars/words';
import type { Located } from '../../text/span';
import { fixOf, scalarAt } from '../edits';
import { defineRule, type Fix } from '../rule';
import { message } from '../say';
import { neverAlign, showWindowSpec } from '../windows';

export const windowMismatchBilling = defineRule({
  id: 'window-mismatch-billing',
  category: 'windows',
  lane: 'static',
  severity: 'warning',
  summary: 'What is measured over one span of time is credited on fees of another that never lines up with it.',
  why: 'Nobody can say which fee a share of it belongs to when the window reaches over two invoices.',
  bad: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: rolling 90 d, remedies: [credits], reason: Kept in 2025 }
#                                                          ^^^^^^^^^^^^ Measured over rolling 90 d, credited on fees per month
remedies:
  credits: { kind: service-credit, of: Monthly Fee, tiers: [{ below: 99.9 %, credit: 10 % }] }
`,
  good: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: quarter, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits: { kind: service-credit, of: Monthly Fee, tiers: [{ below: 99.9 %, credit: 10 % }] }
`,
  fixed: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits: { kind: service-credit, of: Monthly Fee, tiers: [{ below: 99.9 %, credit: 10 % }] }
`,
  yieldsTo: ['month-versus-30-days', 'duplicate-key', 'invalid-scalar'],
  readsBeside: ['fees', 'remedies'],
  *checkClause({ file: { model }, objectives }) {
    for (const objective of objectives) {
      const { window } = objective;
      if (window === undefined) continue;
      const fee = feeBeside(model, objective, window.value);
      if (fee === undefined) continue;
      const [a, b] = [showWindowSpec(window.value), showWindowSpec(fee.per)];
      yield {
        span: window.span,
        message: message(`Measured over ${a}, credited on fees per ${b}`),
        related: [{ span: fee.limit.span, message: 'The fee' }],
        fixes: fixesOf(objective, b),
      };
    }
  },
});

interface FeePer {
  readonly limit: Located<Limit>;
  readonly per: WindowSpec;
}

/** A fee on which a share is credited, and whose window never lines up with that of the objective. */
function feeBeside(model: SlaModel, { remedies }: Objective, window: WindowSpec): FeePer | undefined {
  for (const { value: id } of remedies) {
    const remedy = remedyOf(model, id);
    if (remedy === undefined || !creditsShare(remedy)) continue;
    const fee = model.fees.find(({ name }) => name === remedy.of?.value);
    for (const limit of fee === undefined ? [] : amountsOf(fee)) {
      const { per } = limit.value;
      if (per !== undefined && neverAlign(window, per)) return { limit, per };
    }
  }
  return undefined;
}

/** Whether a remedy credits a share of a fee in the window that was missed; one with `over` looks at a window of its own. */
function creditsShare({ kind, tiers, map }: Remedy): boolean {
  if (kind?.value !== 'service-credit' || map?.entries.some(({ key }) => key.text === 'over') === true) return false;
  return tiers.some(({ credit }) => credit?.value.dimension === 'percent');
}

function amountsOf({ amount, groups }: Fee): readonly Located<Limit>[] {
  return [...(amount === undefined ? [] : [amount]), ...groups.values()];
}

function fixesOf({ map }: Objective, word: string): readonly Fix[] {
  const node = scalarAt(map, 'window');
  return node === undefined ? [] : fixOf(`Write "${word}"`, { span: node.span, newText: word });
}

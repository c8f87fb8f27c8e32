// cap-never-binds: a cap is above all credits together that it limits.
// It must never speak where credits are counted by event or by time, or where nobody knows how many groups add up.

import type { SlaFile } from '../../model/file';
import type { Fee, Remedy } from '../../model/sla';
import { add, compare, integer, multiply, toDecimal, zero, type Rational } from '../../scalars/rational';
import type { Limit } from '../../scalars/words';
import { entryOf } from '../../syntax/nodes';
import { payingByWindow } from '../credits';
import { fixOf, isOwn, removeEntry } from '../edits';
import { feeCalled, largestCredit, percentOf, ratioOf } from '../fees';
import { defineRule, type Fix } from '../rule';
import { amount, message } from '../say';

export const capNeverBinds = defineRule({
  id: 'cap-never-binds',
  category: 'remedies',
  lane: 'static',
  severity: 'hint',
  summary: 'A cap is above all credits together that it limits.',
  why: 'It reads like a limit of the risk and changes nothing; whoever changes a tier later will not know what it was for.',
  bad: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits:
    kind: service-credit
    of: Monthly Fee
    tiers: [{ below: 99.9 %, credit: 10 % }, { below: 99.0 %, credit: 30 % }]
    cap: 50 % per month
#        ^^^^^^^^^^^^^^ Cap 50 % is above all credits together (30 %)
`,
  good: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits:
    kind: service-credit
    of: Monthly Fee
    tiers: [{ below: 99.9 %, credit: 10 % }, { below: 99.0 %, credit: 30 % }]
    cap: 30 % per month
`,
  fixed: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits:
    kind: service-credit
    of: Monthly Fee
    tiers: [{ below: 99.9 %, credit: 10 % }, { below: 99.0 %, credit: 30 % }]
`,
  offIn: ['recommended', 'transcribe'],
  *check({ file }) {
    for (const remedy of file.model.remedies) {
      if (remedy.kind?.value !== 'service-credit') continue;
      const fee = feeCalled(file.model, remedy.of?.value);
      for (const cap of remedy.caps) {
        const most = percentOf(cap.value.amount, fee);
        const all = most === undefined ? undefined : together(file, remedy, fee, cap.value);
        if (most === undefined || all === undefined || compare(most, all) <= 0) continue;
        yield {
          span: cap.span,
          message: message(`Cap ${amount(cap.value.amount)} is above all credits together (${toDecimal(all, 2)} %)`),
          fixes: removal(file, remedy),
        };
      }
    }
  },
});

/** The most that all objectives can earn by a remedy in the time of its cap, in percent of one fee; undefined where that is open. */
function together(file: SlaFile, remedy: Remedy, fee: Fee | undefined, { per }: Limit): Rational | undefined {
  const { basis, stacking } = remedy;
  const largest = largestCredit(remedy, fee);
  const isPerWindow = basis === undefined || basis.value === 'value' || basis.value === 'relative-exceedance';
  const paying = payingByWindow(file.model, remedy);
  if (largest === undefined || !isPerWindow || paying.length === 0) return undefined;
  // Days are converted by the longest month for a lower end, and give no upper one.
  if (remedy.tiers.some(({ days }) => days !== undefined)) return undefined;
  let sum = zero;
  for (const { window, objectives } of paying) {
    const addsUp =
      stacking !== undefined &&
      stacking.value !== 'highest' &&
      objectives.some((objective) => objective.per.length > 0);
    const windows = ratioOf(window, per);
    if (windows === undefined || (addsUp && (fee?.groups.size ?? 0) === 0)) return undefined;
    const count = compare(windows.most, integer(1)) < 0 ? integer(1) : windows.most;
    sum = add(sum, multiply(multiply(largest, count), integer(objectives.length)));
  }
  return sum;
}

function removal(file: SlaFile, { map, caps }: Remedy): readonly Fix[] {
  const entry = map === undefined ? undefined : entryOf(map, 'cap');
  if (entry === undefined || !isOwn(entry) || caps.length > 1) return [];
  return fixOf('Remove the cap', removeEntry(file.snapshot.text, entry));
}

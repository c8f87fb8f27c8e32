// sole-remedy-with-low-cap: a small credit is the only remedy, and the agreement cannot be ended either.
// It must never speak where one of the remedies cannot be found, or a credit cannot be compared with the fee.

import type { SlaFile } from '../../model/file';
import { isIndicator, remedyOf } from '../../model/queries';
import type { Objective, Remedy } from '../../model/sla';
import { textOf } from '../../model/reader';
import { compare, integer, toDecimal, type Rational } from '../../scalars/rational';
import { entryOf } from '../../syntax/nodes';
import { payingByWindow } from '../credits';
import { feeCalled, largestCredit, lastsAMonth, percentOf } from '../fees';
import { defineRule } from '../rule';
import { message } from '../say';

/** Up to which part of the fee a sole remedy is low, in percent. */
const low = integer(10);

export const soleRemedyWithLowCap = defineRule({
  id: 'sole-remedy-with-low-cap',
  category: 'remedies',
  lane: 'static',
  severity: 'warning',
  summary: 'A small credit is the only remedy, and the agreement cannot be ended either.',
  why: 'It shuts out damages and replaces them by next to nothing; courts strike such clauses, and both sides lose what they relied on.',
  bad: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits:
    kind: service-credit
    of: Monthly Fee
    tiers: [{ below: 99.9 %, credit: 5 % }, { below: 99.0 %, credit: 10 % }]
    cap: 10 % per month
    sole: true
#         ^^^^ Credits of at most 10 % are the only remedy
`,
  good: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits, exit], reason: Kept in 2025 }
remedies:
  credits:
    kind: service-credit
    of: Monthly Fee
    tiers: [{ below: 99.9 %, credit: 5 % }, { below: 99.0 %, credit: 10 % }]
    sole: true
  exit: { kind: termination, holder: customer, when: missed 3 of 6 windows }
`,
  offIn: ['transcribe'],
  *check({ file }) {
    for (const remedy of file.model.remedies) {
      const sole = remedy.map === undefined ? undefined : textOf(entryOf(remedy.map, 'sole')?.value);
      if (remedy.kind?.value !== 'service-credit' || sole?.value.toLowerCase() !== 'true') continue;
      const most = mostOf(file, remedy);
      if (most === undefined || compare(most, low) > 0) continue;
      const objective = file.model.objectives.find((each) => hasNoExit(file, each, remedy));
      if (objective === undefined) continue;
      yield {
        span: sole.span,
        message: message(`Credits of at most ${toDecimal(most, 2)} % are the only remedy`),
        related: [{ span: objective.idSpan, message: 'No termination follows a miss of this' }],
      };
    }
  },
});

/** The least of the largest credit and the caps, in percent of one fee; undefined where nothing is known. */
function mostOf(file: SlaFile, remedy: Remedy): Rational | undefined {
  const fee = feeCalled(file.model, remedy.of?.value);
  const isMonthly = payingByWindow(file.model, remedy).every(({ window }) => lastsAMonth(window));
  const isPerWindow = remedy.basis === undefined || ['value', 'relative-exceedance'].includes(remedy.basis.value);
  const hasDays = remedy.tiers.some(({ days }) => days !== undefined);
  const largest = isPerWindow && isMonthly && !hasDays ? largestCredit(remedy, fee) : undefined;
  const caps = remedy.caps.flatMap(({ value }) => (lastsAMonth(value.per) ? (percentOf(value.amount, fee) ?? []) : []));
  const [first, ...others] = [...(largest === undefined ? [] : [largest]), ...caps];
  return first === undefined
    ? undefined
    : others.reduce((least, each) => (compare(each, least) < 0 ? each : least), first);
}

/** Whether an objective is paid for by a remedy, and no miss of it can end the agreement. */
function hasNoExit({ model }: SlaFile, objective: Objective, remedy: Remedy): boolean {
  if (isIndicator(objective) || objective.remedies.every(({ value }) => value !== remedy.id)) return false;
  return objective.remedies.every(({ value }) => {
    const kind = remedyOf(model, value)?.kind?.value;
    return kind !== undefined && kind !== 'termination' && kind !== 'step-in';
  });
}

// fee-due-before-decision: a fee has to be paid before a claim about it can be decided.
// It must never add business time to elapsed time beyond what it lasts at least.

import { reader } from '../../model/reader';
import type { Claims } from '../../schema/types.generated';
import { add, compare, integer, multiply, subtract, zero, type Rational } from '../../scalars/rational';
import { microsecondsIn, type Duration } from '../../scalars/quantity';
import { microsecondsOf } from '../../scalars/units';
import { parseDuration } from '../../scalars/words';
import { resolved } from '../../syntax/nodes';
import { rootMap } from '../facts';
import { defineRule } from '../rule';
import { amount, message } from '../say';

export const feeDueBeforeDecision = defineRule({
  id: 'fee-due-before-decision',
  category: 'remedies',
  lane: 'static',
  severity: 'hint',
  summary: 'A fee has to be paid before a claim about it can be decided.',
  why: 'The customer pays in full and runs after the credit, which is then worth the trouble to neither side.',
  bad: `responsibilities:
  measure: { responsible: provider }
  pay-fees: { responsible: customer, within: 30 d }
#                                            ^^^^ Fee is due after 30 d, the credit is decided after 30 d and 15 d
claims: { by: customer, within: 30 d, decision: 15 d }
`,
  good: `responsibilities:
  measure: { responsible: provider }
  pay-fees: { responsible: customer, within: 60 d }
claims: { by: customer, within: 30 d, decision: 15 d }
`,
  offIn: ['recommended', 'transcribe'],
  *check({ file }) {
    const due = file.model.responsibilities.find(({ id }) => id === 'pay-fees')?.within;
    const claims = reader<Claims>(resolved(rootMap(file)?.entries.find(({ key }) => key.text === 'claims')?.value));
    const [within, decision] = [claims.scalar('within', parseDuration), claims.scalar('decision', parseDuration)];
    if (due === undefined || within === undefined || decision === undefined || due.value.business) return;
    const [paid, claimed, decided] = [microsecondsIn(due.value), leastOf(within.value), leastOf(decision.value)];
    if (paid === undefined || claimed === undefined || decided === undefined) return;
    if (compare(paid, add(claimed, decided)) >= 0) return;
    yield {
      span: due.span,
      message: message(
        `Fee is due after ${amount(due.value)}, the credit is decided after ${amount(within.value)} and ${amount(decision.value)}`,
      ),
      related: [{ span: decision.span, message: 'The claim is decided within this time' }],
    };
  },
});

/** How long a time lasts at least (rules.md A4): business days that follow each other span all but the last of them. */
function leastOf(duration: Duration): Rational | undefined {
  const length = microsecondsIn(duration);
  if (length === undefined || !duration.business) return length;
  if (duration.unit === 'w') return undefined;
  if (duration.unit !== 'd') return length;
  const day = multiply(integer(1), microsecondsOf('d') ?? zero);
  return compare(length, day) > 0 ? subtract(length, day) : zero;
}

// trigger-unreachable: a remedy waits for more misses than there can be.
// It must never count windows of which nobody knows how many the term has.

import type { SlaFile } from '../../model/file';
import { isIndicator } from '../../model/queries';
import type { Objective, Remedy } from '../../model/sla';
import { add, compare, divide, integer, type Rational } from '../../scalars/rational';
import { parseDate, type Trigger, type WindowSpec } from '../../scalars/words';
import { parseDay } from '../../time/civil';
import { daysIn, wordOf } from '../fees';
import { defineRule } from '../rule';
import { cut, message } from '../say';

export const triggerUnreachable = defineRule({
  id: 'trigger-unreachable',
  category: 'remedies',
  lane: 'static',
  severity: 'error',
  summary: 'A remedy waits for more misses than there can be.',
  why: 'The right stands in the paper, and nobody can ever use it.',
  bad: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report, exit], reason: Kept in 2025 }
remedies:
  report: { kind: report, what: Cause of the miss, by: provider }
  exit: { kind: termination, holder: customer, when: missed 5 of 3 windows }
#                                                    ^^^^^^^^^^^^^^^^^^^^^ "missed 5 of 3 windows" can never happen
`,
  good: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report, exit], reason: Kept in 2025 }
remedies:
  report: { kind: report, what: Cause of the miss, by: provider }
  exit: { kind: termination, holder: customer, when: missed 3 of 5 windows }
`,
  *check({ file }) {
    for (const remedy of file.model.remedies) {
      const { when } = remedy;
      if (when === undefined || when.value.kind === 'every-miss') continue;
      const text = file.snapshot.text.slice(when.span.start, when.span.end);
      const shown = `"${cut(text.replace(/^['"]|['"]$/g, ''), 36)}"`;
      if (when.value.kind === 'of-windows' && when.value.count > when.value.of)
        yield { span: when.span, message: message(`${shown} can never happen`) };
      else {
        const window = beyondTheTerm(file, remedy, when.value);
        if (window !== undefined)
          yield {
            span: when.span,
            message: message(`${shown} can never happen: the term has fewer (${wordOf(window)})`),
          };
      }
    }
  },
});

/** The window of the objectives that name the remedy, where the term holds fewer of each than have to be missed. */
function beyondTheTerm(file: SlaFile, { id }: Remedy, trigger: Trigger): WindowSpec | undefined {
  const days = daysOfTerm(file);
  if (days === undefined || trigger.kind === 'every-miss') return undefined;
  const naming = file.model.objectives.filter(
    (each) => !isIndicator(each) && each.remedies.some(({ value }) => value === id),
  );
  const isBeyond = ({ window }: Objective): boolean => {
    const length = window?.value.kind === 'calendar' ? daysIn(window.value) : undefined;
    // Windows at both ends may be cut by the term.
    return length !== undefined && compare(integer(trigger.count), add(divide(days, length.least), integer(2))) >= 0;
  };
  return naming.length > 0 && naming.every(isBeyond) ? naming[0]?.window?.value : undefined;
}

function daysOfTerm({ model }: SlaFile): Rational | undefined {
  const { from, to } = model.term ?? {};
  if (from === undefined || to === undefined || !parseDate(from.value).ok || !parseDate(to.value).ok) return undefined;
  const days = parseDay(to.value.trim()) - parseDay(from.value.trim()) + 1;
  return days > 0 ? integer(days) : undefined;
}

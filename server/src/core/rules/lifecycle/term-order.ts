// term-order: something ends before it starts.
// It must never compare what is no date, nor an end that is open.

import type { SlaFile } from '../../model/file';
import type { Text } from '../../model/sla';
import { parseDate, parseInstant } from '../../scalars/words';
import { swapFix } from '../edits';
import { defineRule, type Yield } from '../rule';
import { cut, message } from '../say';

export const termOrder = defineRule({
  id: 'term-order',
  category: 'lifecycle',
  lane: 'static',
  severity: 'error',
  summary: 'Something ends before it starts.',
  why: 'A term of no days promises nothing on any of them, and an exclusion of negative length excludes nothing.',
  bad: `term: { from: 2026-12-31, to: 2026-01-01 }
#                             ^^^^^^^^^^ Ends 2026-01-01 before it starts 2026-12-31
`,
  good: `term: { from: 2026-01-01, to: 2026-12-31 }
`,
  fixed: `term: { from: 2026-01-01, to: 2026-12-31 }
`,
  yieldsTo: ['invalid-scalar'],
  readsBeside: [],
  *check({ file }) {
    const { term, exclusions, data } = file.model;
    yield* spanOf(file, term);
    for (const { covers } of data) yield* spanOf(file, covers);
    for (const { intervals } of exclusions) for (const interval of intervals) yield* spanOf(file, interval);
  },
  *checkClause({ file, metrics, objectives }) {
    for (const { baseline } of [...metrics, ...objectives]) yield* spanOf(file, baseline);
  },
});

function* spanOf(
  file: SlaFile,
  both: { readonly from: Text | undefined; readonly to: Text | undefined } | undefined,
): Generator<Yield> {
  const { from, to } = both ?? {};
  if (from === undefined || to === undefined || !isBefore(to.value, from.value)) return;
  yield {
    span: to.span,
    message: message(`Ends ${cut(to.value)} before it starts ${cut(from.value)}`),
    related: [{ span: from.span, message: 'The start' }],
    fixes: swapFix(file.snapshot.text, 'Swap the two', from.span, to.span),
  };
}

const hourMs = 3_600_000;

/** Whether one date or instant certainly comes before another; a date and an instant without an offset are not compared. */
function isBefore(a: string, b: string): boolean {
  if (parseDate(a).ok && parseDate(b).ok) return a < b;
  const isZoned = (text: string): boolean => /(?:Z|[+-]\d{2}:?\d{2})$/i.test(text.trim());
  // A day begins somewhere on earth 14 hours before it does in UTC, and ends 12 hours later.
  if (parseDate(b).ok) return isZoned(a) && Date.parse(a) < Date.parse(b) - 14 * hourMs;
  if (parseDate(a).ok) return isZoned(b) && Date.parse(a) + 36 * hourMs < Date.parse(b);
  if (!parseInstant(a).ok || !parseInstant(b).ok) return false;
  if (isZoned(a) !== isZoned(b)) return false;
  const [first, second] = [a, b].map((text) => Date.parse(isZoned(text) ? text : `${text.trim()}Z`));
  return first !== undefined && second !== undefined && first < second;
}

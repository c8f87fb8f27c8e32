// window-exceeds-term: a window is longer than the agreement lasts.
// It must never speak while the term cannot be read or ends before it begins.

import { windowLength } from '../../compliance/allowance';
import { isIndicator } from '../../model/queries';
import type { SlaModel } from '../../model/sla';
import { compare, integer } from '../../scalars/rational';
import { parseDate } from '../../scalars/words';
import { addMonths, dayMs, parseDay } from '../../time/civil';
import { counted } from '../../show/words';
import { defineRule } from '../rule';
import { message } from '../say';
import { showWindowSpec } from '../windows';

export const windowExceedsTerm = defineRule({
  id: 'window-exceeds-term',
  category: 'windows',
  lane: 'static',
  severity: 'warning',
  summary: 'A window is longer than the agreement lasts.',
  why: 'No such window is ever whole, so the promise is never judged, or by days before anybody owed it.',
  bad: `term: { from: 2026-01-01, to: 2026-06-30 }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: year, remedies: [report], reason: Kept in 2025 }
#                                                          ^^^^ Window year is longer than the term (6 months)
`,
  good: `term: { from: 2026-01-01, to: 2026-06-30 }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: half-year, remedies: [report], reason: Kept in 2025 }
`,
  yieldsTo: ['term-order', 'duplicate-key', 'invalid-scalar'],
  readsBeside: ['term'],
  *checkClause({ file: { model }, objectives }) {
    const days = daysOfTerm(model);
    if (days === undefined) return;
    for (const objective of objectives) {
      const { window } = objective;
      const length = isIndicator(objective) ? undefined : windowLength(window?.value);
      if (window === undefined || length === undefined || compare(length.least, integer(days * 86_400)) <= 0) continue;
      yield {
        span: window.span,
        message: message(`Window ${showWindowSpec(window.value)} is longer than the term (${inWords(model, days)})`),
        related: model.term === undefined ? [] : [{ span: model.term.span, message: 'The term' }],
      };
    }
  },
});

const known = new WeakMap<SlaModel, { readonly days: number | undefined }>();

/** Days of the term, its last one included; found once for all objectives. */
function daysOfTerm(model: SlaModel): number | undefined {
  let found = known.get(model);
  if (found === undefined) known.set(model, (found = { days: daysFromTo(model) }));
  return found.days;
}

function daysFromTo({ term }: SlaModel): number | undefined {
  const [from, to] = [term?.from?.value ?? '', term?.to?.value ?? ''];
  if (!parseDate(from).ok || !parseDate(to).ok || to < from) return undefined;
  return parseDay(to) - parseDay(from) + 1;
}

/** `6 months` where the term is whole months, else its days. */
function inWords({ term }: SlaModel, days: number): string {
  const start = parseDay(term?.from?.value ?? '') * dayMs;
  for (let months = 1; months <= 120; months++) {
    const end = addMonths(start, months);
    if (end === start + days * dayMs) return counted(months, 'month');
    if (end > start + days * dayMs) break;
  }
  return `${days} d`;
}

// partial-window-undefined: the term begins or ends inside a window, and nothing says what that window is worth.
// It must never speak of windows without money, nor of weeks and days, of which a part is little.

import { isIndicator, remedyOf } from '../../model/queries';
import type { Objective, SlaModel } from '../../model/sla';
import { parseDate, type WindowSpec } from '../../scalars/words';
import { addMonths, civilDate, dayMs, dayNumber, parseDay } from '../../time/civil';
import { fixOf, scalarAt } from '../edits';
import { defineRule, type Fix } from '../rule';
import { message } from '../say';

export const partialWindowUndefined = defineRule({
  id: 'partial-window-undefined',
  category: 'windows',
  lane: 'static',
  severity: 'information',
  summary: 'The term begins or ends inside a window, and nothing says what that window is worth.',
  why: 'Half a month has half the budget, or all of it, or is not judged: each gives another credit.',
  bad: `term: { from: 2026-01-15, to: 2026-07-14 }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
#                                                          ^^^^^ First window has 17 of 31 days: prorate or skip?
remedies:
  credits: { kind: service-credit, of: Monthly Fee, tiers: [{ below: 99.9 %, credit: 10 % }] }
glossary:
  Downtime: Time in which no order can be placed
`,
  good: `term: { from: 2026-01-15, to: 2026-07-14 }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: { every: month, anchor: 2026-01-15 }, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits: { kind: service-credit, of: Monthly Fee, tiers: [{ below: 99.9 %, credit: 10 % }] }
glossary:
  Downtime: Time in which no order can be placed
`,
  fixed: `term: { from: 2026-01-15, to: 2026-07-14 }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: { every: month, anchor: 2026-01-15 }, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits: { kind: service-credit, of: Monthly Fee, tiers: [{ below: 99.9 %, credit: 10 % }] }
glossary:
  Downtime: Time in which no order can be placed
`,
  offIn: ['transcribe'],
  yieldsTo: ['term-order', 'window-exceeds-term', 'window-mismatch-billing', 'duplicate-key', 'invalid-scalar'],
  *check({ file: { model } }) {
    const term = termOf(model);
    if (term === undefined || model.glossary.some(({ definition }) => explains(definition?.value))) return;
    const isPartial = partialWindows(term);
    const partial = model.objectives.filter(
      (objective) =>
        isPartial(objective.window?.value) &&
        !isIndicator(objective) &&
        !explains(objective.reason?.value) &&
        hasMoney(model, objective),
    );
    // One sentence settles it for all of them.
    const window = partial[0]?.window;
    const part = partOf(window?.value, term);
    if (window === undefined || part === undefined) return;
    yield {
      span: window.span,
      message: message(`${part.name} window has ${part.days} of ${part.all} days: prorate or skip?`),
      related: model.term === undefined ? [] : [{ span: model.term.span, message: 'The term' }],
      fixes: fixesOf(partial, term),
    };
  },
});

interface Term {
  /** Day numbers; the end is not part of it. */
  readonly from: number;
  readonly to: number;
  readonly start: string;
}

function termOf({ term }: SlaModel): Term | undefined {
  const [from, to] = [term?.from?.value ?? '', term?.to?.value ?? ''];
  if (!parseDate(from).ok || !parseDate(to).ok || to < from) return undefined;
  return { from: parseDay(from), to: parseDay(to) + 1, start: from };
}

/** Whether a text says what a window is worth of which only a part belongs to the term. */
function explains(text: string | undefined): boolean {
  return (
    text !== undefined &&
    /pro[ -]?rat|partial|part of (?:a|the) (?:month|quarter|year|window)|first (?:month|quarter|year|window)/i.test(
      text,
    )
  );
}

function hasMoney(model: SlaModel, { remedies }: Objective): boolean {
  return remedies.some(({ value }) => {
    const kind = remedyOf(model, value)?.kind?.value;
    return kind === 'service-credit' || kind === 'fixed-amount';
  });
}

const monthsOf: Readonly<Record<string, number>> = { month: 1, quarter: 3, 'half-year': 6, year: 12 };

/** The window of some months that holds a day, as day numbers. */
function windowAround(day: number, months: number, anchor: string | undefined): readonly [from: number, to: number] {
  const { year, month } = civilDate(day);
  const shift = (origin: number, count: number): number => addMonths(origin * dayMs, count * months) / dayMs;
  if (anchor === undefined) {
    const index = Math.floor((year * 12 + month - 1) / months) * months;
    const start = dayNumber(Math.floor(index / 12), (index % 12) + 1, 1);
    return [start, shift(start, 1)];
  }
  const origin = parseDay(anchor);
  const first = civilDate(origin);
  let count = Math.floor((year * 12 + month - (first.year * 12 + first.month)) / months);
  while (shift(origin, count) > day) count--;
  while (shift(origin, count + 1) <= day) count++;
  return [shift(origin, count), shift(origin, count + 1)];
}

interface Part {
  readonly name: 'First' | 'Last';
  readonly days: number;
  readonly all: number;
}

/** The first window of which only a part belongs to the term; undefined where all are whole, or their length is not known. */
function partOf(spec: WindowSpec | undefined, { from, to }: Term): Part | undefined {
  const months = spec?.kind === 'calendar' ? monthsOf[spec.unit] : undefined;
  if (spec?.kind !== 'calendar' || months === undefined) return undefined;
  if (spec.anchor !== undefined && !parseDate(spec.anchor).ok) return undefined;
  const first = windowAround(from, months, spec.anchor);
  if (first[0] < from) return { name: 'First', days: Math.min(first[1], to) - from, all: first[1] - first[0] };
  const last = windowAround(to - 1, months, spec.anchor);
  return last[1] > to ? { name: 'Last', days: to - last[0], all: last[1] - last[0] } : undefined;
}

/** Whether windows of a kind have a part outside of the term, asked once for each kind. */
function partialWindows(term: Term): (spec: WindowSpec | undefined) => boolean {
  const known = new Map<string, boolean>();
  return (spec) => {
    if (spec?.kind !== 'calendar') return false;
    const key = `${spec.unit} ${spec.anchor}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const isPartial = partOf(spec, term) !== undefined;
    known.set(key, isPartial);
    return isPartial;
  };
}

/** Windows that begin with the term, where that makes all of them whole. */
function fixesOf(partial: readonly Objective[], term: Term): readonly Fix[] {
  const edits = partial.map(({ map, window }) => {
    const node = scalarAt(map, 'window');
    const spec = window?.value;
    if (node === undefined || spec?.kind !== 'calendar') return undefined;
    if (partOf({ ...spec, anchor: term.start }, term) !== undefined) return undefined;
    return { span: node.span, newText: `{ every: ${spec.unit}, anchor: ${term.start} }` };
  });
  return fixOf('Begin the windows with the term', ...edits);
}

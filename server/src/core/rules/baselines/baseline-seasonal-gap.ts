// baseline-seasonal-gap: a record shorter than a year leaves out months that the term has.
// It must never speak of windows of a year, which hold all months themselves.

import { windowLength } from '../../compliance/allowance';
import type { Baseline } from '../../model/sla';
import { compare, integer } from '../../scalars/rational';
import { parseDate } from '../../scalars/words';
import { civilDate, parseDay } from '../../time/civil';
import { baselineOf } from '../belonging';
import { judgedThat } from '../judged';
import { defineRule } from '../rule';
import { message } from '../say';

/** Windows of a quarter and shorter know seasons. */
const longest = integer(92 * 86_400 + 3_600);
const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

export const baselineSeasonalGap = defineRule({
  id: 'baseline-seasonal-gap',
  category: 'baselines',
  lane: 'static',
  severity: 'information',
  summary: 'A record shorter than a year leaves out months that the term has.',
  why: 'What was kept from January to June says little about the weeks before Christmas.',
  bad: `term: { from: 2026-01-01, to: 2026-12-31 }
metrics:
  uptime:
    type: availability
    baseline: { value: 99.95 %, window: month, from: 2025-07-01, to: 2025-12-31, windows: 6 }
#                                                    ^^^^^^^^^^ Baseline covers Jul-Dec; the term has Jan-Jun too
`,
  good: `term: { from: 2026-01-01, to: 2026-12-31 }
metrics:
  uptime:
    type: availability
    baseline: { value: 99.95 %, window: month, from: 2025-01-01, to: 2025-12-31, windows: 12 }
`,
  yieldsTo: ['invalid-scalar', 'term-order', 'baseline-inconsistent'],
  offIn: ['recommended', 'transcribe'],
  *check({ file: { model } }) {
    const term = monthsBetween(model.term?.from?.value, model.term?.to?.value);
    if (term === undefined) return;
    const told = new Set<Baseline>();
    for (const judged of withRecord(model)) {
      const baseline = baselineOf(judged);
      const window = windowLength(judged.objective.window?.value);
      if (baseline?.from === undefined || told.has(baseline) || window === undefined) continue;
      if (compare(window.most, longest) > 0) continue;
      const covered = monthsBetween(baseline.from.value, baseline.to?.value);
      if (covered === undefined || covered.size >= 12) continue;
      const lacking = new Set([...term].filter((month) => !covered.has(month)));
      if (lacking.size === 0) continue;
      told.add(baseline);
      yield {
        span: baseline.from.span,
        message: message(`Baseline covers ${ranges(covered)}; the term has ${ranges(lacking)} too`),
      };
    }
  },
});

const withRecord = judgedThat((judged) => baselineOf(judged)?.from !== undefined);

/** The months of the year, 0 to 11, of which some day lies between two days; undefined where one cannot be read or they are in no order. */
function monthsBetween(from: string | undefined, to: string | undefined): ReadonlySet<number> | undefined {
  if (from === undefined || to === undefined || !parseDate(from).ok || !parseDate(to).ok || to < from) return undefined;
  const [first, last] = [from, to].map((day) => civilDate(parseDay(day)));
  if (first === undefined || last === undefined) return undefined;
  const count = Math.min(12, (last.year - first.year) * 12 + last.month - first.month + 1);
  return new Set(Array.from({ length: count }, (_, index) => (first.month - 1 + index) % 12));
}

/** Months in words: `Jul-Dec`, `Jan, Mar-May`; a run that goes over the end of the year stays one. */
function ranges(months: ReadonlySet<number>): string {
  if (months.size === 12) return 'Jan-Dec';
  const starts = [...months].filter((month) => !months.has((month + 11) % 12)).sort((a, b) => a - b);
  return starts
    .map((start) => {
      let end = start;
      while (months.has((end + 1) % 12)) end = (end + 1) % 12;
      return start === end ? names[start] : `${names[start]}-${names[end]}`;
    })
    .join(', ');
}

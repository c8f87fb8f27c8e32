// window-too-long-to-act: a miss is known when the year is over.
// It must never speak where the same metric is looked at over a shorter window as well.

import { windowLength } from '../../compliance/allowance';
import { byId, isIndicator } from '../../model/queries';
import type { Objective, SlaModel } from '../../model/sla';
import type { SlaFile } from '../../model/file';
import { compare, integer, type Rational } from '../../scalars/rational';
import type { WindowSpec } from '../../scalars/words';
import { entryOf, resolved } from '../../syntax/nodes';
import { insertFix } from '../edits';
import { rootMap } from '../facts';
import { defineRule, type Fix } from '../rule';
import { message } from '../say';

const months: Readonly<Record<string, number>> = { 'half-year': 6, year: 12 };

export const windowTooLongToAct = defineRule({
  id: 'window-too-long-to-act',
  category: 'windows',
  lane: 'static',
  severity: 'hint',
  summary: 'A miss is known when the year is over.',
  why: 'The budget of the year may be gone in February, and nobody hears of it before the report of January.',
  bad: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: year, remedies: [report], reason: Kept in 2025 }
#                                                          ^^^^ A year window tells of a miss 11 months late
term: { from: 2026-01-01, to: 2026-12-31 }
`,
  good: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: year, remedies: [report], reason: Kept in 2025 }
  availability-by-month: { metric: uptime, window: month, status: indicator }
term: { from: 2026-01-01, to: 2026-12-31 }
`,
  fixed: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: year, remedies: [report], reason: Kept in 2025 }
  availability-by-month: { metric: uptime, window: month, status: indicator }
term: { from: 2026-01-01, to: 2026-12-31 }
`,
  offIn: ['recommended', 'transcribe'],
  yieldsTo: ['duplicate-key', 'window-exceeds-term'],
  *check({ file }) {
    const long = file.model.objectives.filter(({ window }) => isLong(window?.value));
    if (long.length === 0) return;
    const shortest = shortestByMetric(file.model);
    for (const objective of long) {
      const { window, metric } = objective;
      const unit = window?.value.kind === 'calendar' ? window.value.unit : undefined;
      const count = unit === undefined ? undefined : months[unit];
      const least = shortest.get(metric?.value ?? '');
      if (window === undefined || unit === undefined || count === undefined || isIndicator(objective)) continue;
      if (least === undefined || compare(least, integer(180 * 86_400)) < 0) continue;
      yield {
        span: window.span,
        message: message(`A ${unit} window tells of a miss ${count - 1} months late`),
        fixes: fixesOf(file, objective),
      };
    }
  },
});

function isLong(spec: WindowSpec | undefined): boolean {
  return spec?.kind === 'calendar' && months[spec.unit] !== undefined;
}

/** The shortest window over which each metric is looked at; a window that is not known counts as none. */
function shortestByMetric(model: SlaModel): ReadonlyMap<string, Rational> {
  const found = new Map<string, Rational>();
  for (const { metric, window } of model.objectives) {
    if (metric === undefined || window === undefined) continue;
    const length = windowLength(window.value)?.least ?? integer(0);
    const before = found.get(metric.value);
    if (before === undefined || compare(length, before) < 0) found.set(metric.value, length);
  }
  return found;
}

/** The same value by the month, for information. */
function fixesOf({ model, tree, snapshot }: SlaFile, { id, metric }: Objective): readonly Fix[] {
  const root = rootMap({ model, tree, snapshot });
  const objectives = root === undefined ? undefined : resolved(entryOf(root, 'objectives')?.value);
  const name = `${id}-by-month`;
  if (objectives?.kind !== 'map' || metric === undefined || byId(model.objectives).has(name)) return [];
  const value = `{ metric: ${metric.value}, window: month, status: indicator }`;
  return insertFix(snapshot.text, objectives, name, value, [id]);
}

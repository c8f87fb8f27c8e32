// month-versus-30-days: the last 30 days stand beside the month for one and the same thing.
// It must never speak of windows that belong to different metrics and remedies.

import type { Exclusion, Objective, Remedy, SlaModel } from '../../model/sla';
import type { WindowSpec } from '../../scalars/words';
import type { Located, Span } from '../../text/span';
import { fixOf } from '../edits';
import { defineRule } from '../rule';
import { message } from '../say';
import { isMonth, isThirtyDays } from '../windows';

export const monthVersus30Days = defineRule({
  id: 'month-versus-30-days',
  category: 'windows',
  lane: 'static',
  severity: 'warning',
  summary: 'The last 30 days stand beside the month for one and the same thing.',
  why: 'A month has up to 31 days and begins anew; what was missed in one of both may be met in the other.',
  bad: `metrics:
  uptime: { type: availability }
  reachable: { type: probe-availability }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: rolling 30 d, remedies: [report], reason: Kept in 2025 }
#                                                          ^^^^^^^^^^^^ rolling 30 d beside month
  reachability: { metric: reachable, atLeast: 99.8 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  good: `metrics:
  uptime: { type: availability }
  reachable: { type: probe-availability }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report], reason: Kept in 2025 }
  reachability: { metric: reachable, atLeast: 99.8 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  fixed: `metrics:
  uptime: { type: availability }
  reachable: { type: probe-availability }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report], reason: Kept in 2025 }
  reachability: { metric: reachable, atLeast: 99.8 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  yieldsTo: ['duplicate-key', 'invalid-scalar'],
  *check({ file }) {
    const { model, snapshot } = file;
    if (!hasThirtyDays(model)) return;
    const windows = [...windowsOf(model)];
    const rolling = windows.filter(({ window }) => isThirtyDays(window.value));
    const byMonth = new Map<string, Span>();
    for (const { window, subjects } of windows)
      if (isMonth(window.value))
        for (const subject of subjects) if (!byMonth.has(subject)) byMonth.set(subject, window.span);
    const told = new Set<number>();
    for (const { window, subjects } of rolling) {
      const beside = subjects.map((subject) => byMonth.get(subject)).find((span) => span !== undefined);
      if (beside === undefined || told.has(window.span.start)) continue;
      told.add(window.span.start);
      const text = snapshot.text.slice(window.span.start, window.span.end);
      const written = /rolling\s+[^"']+$/.exec(text)?.[0];
      const start = written === undefined ? window.span.start : window.span.end - written.length;
      yield {
        span: { start, end: window.span.end },
        message: message(`${written?.trim() ?? 'rolling 30 d'} beside month`),
        related: [{ span: beside, message: 'By the month' }],
        fixes:
          written === undefined
            ? []
            : fixOf('Write "month"', { span: { start, end: window.span.end }, newText: 'month' }),
      };
    }
  },
});

/** Whether 30 days that roll stand anywhere: in most agreements they do not, and nothing has to be compared. */
function hasThirtyDays({ objectives, remedies, exclusions }: SlaModel): boolean {
  return (
    objectives.some(({ window }) => isThirtyDays(window?.value)) ||
    remedies.some(({ caps }) => caps.some(({ value }) => isThirtyDays(value.per))) ||
    exclusions.some(({ limit }) => isThirtyDays(limit?.value.per))
  );
}

/** A window that is written, and the metrics, remedies and exclusions that it is for. */
interface Used {
  readonly window: Located<WindowSpec>;
  readonly subjects: readonly string[];
}

function* windowsOf(model: SlaModel): Generator<Used> {
  const limited = new Set(model.exclusions.flatMap(({ id, limit }) => (isEither(limit?.value.per) ? [id] : [])));
  for (const objective of model.objectives) yield* ofObjective(objective, limited);
  for (const remedy of model.remedies) yield* ofRemedy(remedy);
  for (const exclusion of model.exclusions) yield* ofExclusion(exclusion);
}

function isEither(window: WindowSpec | undefined): boolean {
  return isMonth(window) || isThirtyDays(window);
}

/** An exclusion without a limit, or with one of another window, ties no two objectives together. */
function* ofObjective(
  { window, metric, remedies, excludes }: Objective,
  limited: ReadonlySet<string>,
): Generator<Used> {
  if (window === undefined) return;
  const subjects = [
    ...(metric === undefined ? [] : [`metric ${metric.value}`]),
    ...remedies.map(({ value }) => `remedy ${value}`),
    ...excludes.flatMap(({ value }) => (limited.has(value) ? [`exclusion ${value}`] : [])),
  ];
  yield { window, subjects };
}

function* ofRemedy({ id, caps }: Remedy): Generator<Used> {
  for (const { value, span } of caps)
    if (value.per !== undefined) yield { window: { value: value.per, span }, subjects: [`remedy ${id}`] };
}

function* ofExclusion({ id, limit }: Exclusion): Generator<Used> {
  const per = limit?.value.per;
  if (limit !== undefined && per !== undefined)
    yield { window: { value: per, span: limit.span }, subjects: [`exclusion ${id}`] };
}

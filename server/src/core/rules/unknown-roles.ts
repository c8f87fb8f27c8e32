// Finds columns that are mapped to what is no role: the mapping does nothing, and a metric reads less than was meant.
// It must never speak of a name that the agreement uses elsewhere, nor where a metric type that may name it is not known.

import type { SlaFile } from '../model/file';
import { sourceOf } from '../model/queries';
import type { DataSource, Metric, RoleColumn } from '../model/sla';
import { nearest } from '../schema/suggest';
import { ofBlocks } from '../text/blocks';
import { sourceRoles } from '../vocabulary/kinds';
import { metricType, metricTypes } from '../vocabulary/metrics/index';
import { withFixes } from './fixes';
import type { Yield } from './rule';
import { message, quoted } from './say';

const knownRoles: ReadonlySet<string> = new Set([
  ...sourceRoles.map(({ id }) => id),
  ...metricTypes.flatMap(({ inputs }) => inputs.flatMap(({ roles }) => roles.map(({ role }) => role))),
]);

function isStrange({ role }: RoleColumn): boolean {
  return !knownRoles.has(role) && !role.startsWith('x-');
}

/** The metrics that map a strange name, found once for a run of metrics: there may be thousands, and a key changes one. */
const strangeMetrics = ofBlocks<Metric, readonly Metric[]>((metrics) =>
  metrics.filter(({ columns }) => columns.some(isStrange)),
);

/** Mapped names that are no role of any type and are read by nothing. */
export function* unknownRoles({ model, snapshot, tree }: SlaFile): Generator<Yield> {
  const suspects = [...model.data, ...strangeMetrics(model.metrics).flat()];
  const strange = suspects.flatMap((owner) => {
    const found = owner.columns.filter(isStrange);
    return found.length > 0 && hasKnownTypes(readersOf(owner)) ? found.map((column) => ({ owner, column })) : [];
  });
  if (strange.length === 0 || tree.problems.length > 0) return;
  const owners = [...model.data, ...model.metrics];
  const written = new Map<string, number>();
  for (const { columns } of owners) for (const { role } of columns) written.set(role, (written.get(role) ?? 0) + 1);
  for (const { owner, column } of strange) {
    const { role, roleSpan } = column;
    if (wordsIn(snapshot.text, role) > (written.get(role) ?? 0)) continue;
    const free = [...knownRoles].filter((each) => !owner.columns.some((other) => other.role === each));
    const meant = nearest(role, free);
    const fact = `${quoted(role, 30)} is no role, and nothing reads it`;
    yield withFixes(
      {
        span: roleSpan,
        message: message(meant === undefined ? fact : `${fact}; did you mean ${quoted(meant)}?`),
      },
      () =>
        meant === undefined ? [] : [{ title: `Replace by "${meant}"`, edits: [{ span: roleSpan, newText: meant }] }],
    );
  }

  /** The metrics that a mapping feeds: the metric itself, or those that read the source. */
  function readersOf(owner: DataSource | Metric): readonly Metric[] {
    if ('file' in owner) return model.metrics.filter((metric) => sourceOf(model, metric.data?.value) === owner);
    return [owner];
  }
}

function hasKnownTypes(metrics: readonly Metric[]): boolean {
  return metrics.every((metric) => metricType(metric.type?.value) !== undefined);
}

/** How often a word stands in a text. */
function wordsIn(text: string, word: string): number {
  let count = 0;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    const around = `${text[at - 1] ?? ' '}${text[at + word.length] ?? ' '}`;
    if (!/[\p{L}\p{N}_-]/u.test(around)) count++;
  }
  return count;
}

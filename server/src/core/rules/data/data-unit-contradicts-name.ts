// data-unit-contradicts-name: the name of a column says one unit of time, and its values are read in another.
// It must never speak of a column that is not there, nor of a name whose ending may mean something else.

import type { SlaFile } from '../../model/file';
import { sourceOf, valueUnit } from '../../model/queries';
import type { Metric } from '../../model/sla';
import { timeUnit } from '../../scalars/units';
import { metricType } from '../../vocabulary/metrics/index';
import { itemsThat } from '../blocks-that';
import { fixOf, insertFix, scalarAt } from '../edits';
import { ownMap } from '../facts';
import { withFixes } from '../fixes';
import { defineRule, type Fix } from '../rule';
import { message, quoted } from '../say';

export const dataUnitContradictsName = defineRule({
  id: 'data-unit-contradicts-name',
  category: 'data',
  lane: 'measured',
  severity: 'warning',
  summary: 'The name of a column says one unit of time, and its values are read in another.',
  why: 'Seconds that are read as milliseconds meet every target by a factor of a thousand.',
  bad: `data:
  log: { file: log.csv, columns: { at: at, value: latency_s } }
#                                                 ^^^^^^^^^ "latency_s" is read as ms
metrics:
  latency: { type: latency, data: log, statistic: mean, measuredAt: public edge }
objectives:
  latency: { metric: latency, atMost: 300 ms, window: month, remedies: [report], reason: Kept in 2025 }
`,
  good: `data:
  log: { file: log.csv, columns: { at: at, value: latency_s } }
metrics:
  latency: { type: latency, data: log, unit: s, statistic: mean, measuredAt: public edge }
objectives:
  latency: { metric: latency, atMost: 300 ms, window: month, remedies: [report], reason: Kept in 2025 }
`,
  fixed: `data:
  log: { file: log.csv, columns: { at: at, value: latency_s } }
metrics:
  latency: { type: latency, unit: s, data: log, statistic: mean, measuredAt: public edge }
objectives:
  latency: { metric: latency, atMost: 300 ms, window: month, remedies: [report], reason: Kept in 2025 }
`,
  yieldsTo: ['data-column-missing', 'unit-mismatch'],
  *check({ file, data }) {
    const told = new Set<number>();
    for (const metric of ofDuration(file.model.metrics)) {
      const source = sourceOf(file.model, metric.data?.value);
      if (source === undefined) continue;
      const column = [...source.columns, ...metric.columns].findLast(({ role }) => role === 'value')?.source;
      if (column === undefined || told.has(column.span.start)) continue;
      if (data.columns.get(source.id)?.includes(column.value) !== true) continue;
      const [named, used] = [unitNamed(column.value), timeUnit(valueUnit(file.model, metric) ?? '')];
      if (named === undefined || used === undefined || named === used) continue;
      told.add(column.span.start);
      yield withFixes({ span: column.span, message: message(`${quoted(column.value, 40)} is read as ${used}`) }, () =>
        fixesOf(file, metric, named),
      );
    }
  },
});

const ofDuration = itemsThat<Metric>(({ type }) => metricType(type?.value)?.dimension === 'duration');

/** Endings of names by the unit that they say. */
const endings: readonly (readonly [ending: RegExp, unit: string])[] = [
  [/_(?:us|usec|micros|microseconds)$/i, 'us'],
  [/_(?:ms|msec|millis|milliseconds)$/i, 'ms'],
  [/(?<!bit|byte|kb|mb|gb)_(?:s|sec|secs|seconds)$/i, 's'],
  [/_(?:min|mins|minutes)$/i, 'min'],
  [/_(?:h|hrs|hours)$/i, 'h'],
];

function unitNamed(column: string): string | undefined {
  return endings.find(([ending]) => ending.test(column))?.[1];
}

function fixesOf(file: SlaFile, metric: Metric, unit: string): readonly Fix[] {
  const node = scalarAt(metric.map, 'unit');
  if (node !== undefined) return fixOf(`Read it in ${unit}`, { span: node.span, newText: unit });
  // Under `units` the unit stands beside others.
  const isFree = metric.unit === undefined && metric.units.length === 0;
  return isFree ? insertFix(file.snapshot.text, ownMap(metric), 'unit', unit, ['type']) : [];
}

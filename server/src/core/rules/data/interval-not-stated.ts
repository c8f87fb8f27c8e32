// interval-not-stated: up and down are told from probes or counters of which nobody says how often they come.
// It must never speak of outages with a start and an end, nor where a header that is not known may decide what is read.

import { sourceOf } from '../../model/queries';
import type { DataSource, Metric, SlaModel } from '../../model/sla';
import { parseDuration } from '../../scalars/words';
import { placeholder } from '../../schema/mend';
import { metricType } from '../../vocabulary/metrics/index';
import { itemsThat } from '../blocks-that';
import { insertFix } from '../edits';
import { lacks, ownMap } from '../facts';
import { withFixes } from '../fixes';
import { defineRule, type Fix } from '../rule';
import { message, quoted } from '../say';

export const intervalNotStated = defineRule({
  id: 'interval-not-stated',
  category: 'data',
  lane: 'static',
  severity: 'warning',
  summary: 'Up and down are told from probes or counters of which nobody says how often they come.',
  why: 'While the monitor is off nothing fails: without an interval its silence reads as time in which the service was up.',
  bad: `data:
  probes: { file: probes.csv, columns: { at: checked_at, ok: ok } }
# ^^^^^^ Gaps in "probes" cannot be seen: no "every"
metrics:
  uptime: { type: availability, data: probes, measuredAt: public edge }
`,
  good: `data:
  probes: { file: probes.csv, columns: { at: checked_at, ok: ok }, every: 5 min }
metrics:
  uptime: { type: availability, data: probes, measuredAt: public edge }
`,
  fixed: `data:
  probes: { file: probes.csv, every: TODO, columns: { at: checked_at, ok: ok } }
metrics:
  uptime: { type: availability, data: probes, measuredAt: public edge }
`,
  yieldsTo: ['unused-definition', 'duplicate-key', 'invalid-id'],
  *check({ file }) {
    const { model } = file;
    for (const source of model.data) {
      if (source.file === undefined && source.table === undefined) continue;
      if (!lacks(file, source.map, 'every') || !feedsTime(model, source)) continue;
      yield withFixes(
        { span: source.idSpan, message: message(`Gaps in ${quoted(source.id)} cannot be seen: no "every"`) },
        () => fixesOf(model, source, file.snapshot.text),
      );
    }
  },
});

const ofTime = itemsThat<Metric>(({ type }) => metricType(type?.value)?.fold.kind === 'downtime');

/** Whether a metric tells up and down by the records of a source, each of which stands for a time. */
function feedsTime(model: SlaModel, source: DataSource): boolean {
  return ofTime(model.metrics).some(
    (metric) => sourceOf(model, metric.data?.value) === source && isOfInstants(source, metric),
  );
}

function isOfInstants(source: DataSource, metric: Metric): boolean {
  const roles = new Set([...source.columns, ...metric.columns].map(({ role }) => role));
  if (roles.has('start') || roles.has('end')) return false;
  const counts = ['good', 'bad', 'total'].filter((role) => roles.has(role)).length;
  return roles.has('at') && (roles.has('ok') || counts > 1);
}

function fixesOf({ responsibilities }: SlaModel, source: DataSource, text: string): readonly Fix[] {
  // Who measures may say how often.
  const written = responsibilities.find(({ id }) => id === 'measure')?.every?.value;
  const rhythm = written !== undefined && parseDuration(written).ok ? written : placeholder;
  return insertFix(text, ownMap(source), 'every', rhythm, ['file', 'table']);
}

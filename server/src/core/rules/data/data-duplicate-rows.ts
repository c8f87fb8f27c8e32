// data-duplicate-rows: rows of the attached data stand there twice, and both count.
// It must never speak of values that may well be equal: requests and samples of one instant need no name of their own.

import { sourceOf } from '../../model/queries';
import type { DataSource, SlaModel } from '../../model/sla';
import { chooseInput } from '../../vocabulary/metrics/choose';
import { insertFix } from '../edits';
import { lacks, ownMap } from '../facts';
import { withFixes } from '../fixes';
import { defineRule } from '../rule';
import { message } from '../say';

export const dataDuplicateRows = defineRule({
  id: 'data-duplicate-rows',
  category: 'data',
  lane: 'measured',
  severity: 'warning',
  summary: 'Rows of the attached data stand there twice, and both count.',
  why: 'An export that was appended twice doubles every count: what was missed once is missed twice, and so is what was kept.',
  bad: `data:
  tickets: { file: tickets.csv, columns: { start: created, end: answered } }
# ^^^^^^^ 2 rows occur twice
metrics:
  response: { type: first-response-time, data: tickets, countsAs: human }
objectives:
  response: { metric: response, for: 90 %, atMost: 30 min, window: month, remedies: [report], reason: Kept in 2025 }
`,
  good: `data:
  tickets: { file: tickets.csv, columns: { start: created, end: answered } }
metrics:
  response: { type: first-response-time, data: tickets, countsAs: human }
objectives:
  response: { metric: response, for: 90 %, atMost: 30 min, window: month, remedies: [report], reason: Kept in 2025 }
`,
  fixed: `data:
  tickets: { file: tickets.csv, key: ticket_id, columns: { start: created, end: answered } }
metrics:
  response: { type: first-response-time, data: tickets, countsAs: human }
objectives:
  response: { metric: response, for: 90 %, atMost: 30 min, window: month, remedies: [report], reason: Kept in 2025 }
`,
  yieldsTo: ['unused-definition'],
  *check({ file, data }) {
    const { model } = file;
    for (const { source, repeats, rows, columns } of data.measured?.sources ?? []) {
      const declared = sourceOf(model, source);
      if (declared === undefined || repeats === undefined || repeats.rows === 0) continue;
      if (!lacks(file, declared.map, 'key') || !countsEach(model, declared, columns)) continue;
      const many = repeats.rows === 1 ? '1 row occurs' : `${repeats.rows.toLocaleString('en')} rows occur`;
      const extent = repeats.of < rows ? ` among the first ${repeats.of.toLocaleString('en')}` : '';
      yield withFixes({ span: declared.idSpan, message: message(`${many} twice${extent}`) }, () =>
        columns
          .filter((column) => namesRow.test(column))
          .slice(0, 3)
          .flatMap((column) => insertFix(file.snapshot.text, ownMap(declared), 'key', column, ['file'])),
      );
    }
  },
});

/** Columns that name a row, as far as their own name tells. */
const namesRow = /^(?:.*[_-])?(?:id|uuid|key|number|no|nr)$|^[a-z]+I[dD]$/;

/** Samples of something, of which equal ones at one instant are no mistake. */
const samples: ReadonlySet<string> = new Set(['probes', 'values', 'rates', 'amounts', 'checks', 'events']);

/** Whether a metric counts each row of a source: an event, an interval, a slice, or a sample that comes at a known pace. */
function countsEach(model: SlaModel, source: DataSource, header: readonly string[]): boolean {
  return model.metrics.some((metric) => {
    if (sourceOf(model, metric.data?.value) !== source) return false;
    const columns = Object.fromEntries(
      [...source.columns, ...metric.columns].map(({ role, source: { value } }) => [role, value]),
    );
    const input = chooseInput(metric.type?.value ?? '', columns, header);
    return input !== undefined && (source.every !== undefined || !samples.has(input.id));
  });
}

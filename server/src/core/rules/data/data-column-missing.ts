// data-column-missing: the attached data has no column for a role that the metric needs.
// It must never speak where what it needs is missing or unreadable: that defect has a rule of its own.

import { sourceOf } from '../../model/queries';
import { forLine } from '../../show/escape';
import { chooseInput, missingRoles } from '../../vocabulary/metrics/choose';
import { defineRule } from '../rule';

export const dataColumnMissing = defineRule({
  id: 'data-column-missing',
  category: 'data',
  lane: 'measured',
  severity: 'error',
  summary: 'The attached data has no column for a role that the metric needs.',
  why: 'A metric without its columns is never computed.',
  bad: `data: { d: { file: a.csv } }
`,
  good: `data: { d: { connection: metrics } }
`,
  *check({ file, data }) {
    for (const metric of file.model.metrics) {
      const source = sourceOf(file.model, metric.data?.value);
      const header = source === undefined ? undefined : data.columns.get(source.id);
      const type = metric.type?.value;
      if (
        source === undefined ||
        header === undefined ||
        header.length === 0 ||
        type === undefined ||
        metric.data === undefined
      )
        continue;
      const mapped = Object.fromEntries(
        [...source.columns, ...metric.columns].map((column) => [column.role, column.source.value]),
      );
      const missing = missingRoles(type, mapped, header);
      if (missing.length === 0 || chooseInput(type, mapped, header) !== undefined) continue;
      const columns = forLine(header.slice(0, 6).join(', ')).slice(0, 44);
      yield {
        span: metric.data.span,
        message: `"${type}" needs ${missing.join(' and ')}; columns are ${columns}`.slice(0, 100),
      };
    }
  },
});

// data-filter-empty: a filter keeps none of the rows.
// It must never speak where an exclusion by kind may have taken the rows, or where there was none that could be used.

import { exclusionOf, sourceOf } from '../../model/queries';
import type { Text } from '../../model/sla';
import { nearest } from '../../schema/suggest';
import { parseExpression, type Expression } from '../../scalars/expression';
import { innerSpan } from '../../model/reader';
import type { Span } from '../../text/span';
import { withFixes } from '../fixes';
import { measuredThat, type MeasuredObjective } from '../measured-objectives';
import { defineRule, type Fix, type RuleInput } from '../rule';
import { message } from '../say';

export const dataFilterEmpty = defineRule({
  id: 'data-filter-empty',
  category: 'data',
  lane: 'measured',
  severity: 'warning',
  summary: 'A filter keeps none of the rows.',
  why: 'Without a row nothing is missed, and without an outage every month is kept: a name with a slip looks like a perfect service.',
  bad: `data:
  outages: { file: outages.csv, covers: { from: 2026-01-01, to: 2026-11-24 } }
metrics:
  uptime: { type: availability, data: outages, where: service == "order", measuredAt: public edge }
#                                                     ^^^^^^^^^^^^^^^^^^ "where" keeps 0 of 3 rows
`,
  good: `data:
  outages: { file: outages.csv, covers: { from: 2026-01-01, to: 2026-11-24 } }
metrics:
  uptime: { type: availability, data: outages, where: service == "orders", measuredAt: public edge }
`,
  fixed: `data:
  outages: { file: outages.csv, covers: { from: 2026-01-01, to: 2026-11-24 } }
metrics:
  uptime: { type: availability, data: outages, where: service == "orders", measuredAt: public edge }
`,
  yieldsTo: ['invalid-expression', 'data-column-missing', 'data-bad-rows'],
  *check(input) {
    const { model } = input.file;
    const told = new Set<number>();
    for (const { measured } of withoutRow(input)) {
      const { metric, objective } = measured.judged;
      const source = sourceOf(model, metric.data?.value);
      const good = goodRows(input, measured);
      if (good === 0 || source === undefined) continue;
      if (objective.excludes.some(({ value }) => exclusionOf(model, value)?.where !== undefined)) continue;
      // Of two filters nobody knows which one it was that left nothing; the one of the metric is looked at first.
      const filter = metric.where ?? source.where;
      if (filter === undefined || told.has(filter.span.start)) continue;
      told.add(filter.span.start);
      const both =
        metric.where !== undefined && source.where !== undefined ? 'Both "where" together keep' : '"where" keeps';
      yield withFixes({ span: filter.span, message: message(`${both} 0 of ${good.toLocaleString('en')} rows`) }, () =>
        fixesOf(input, source.id, filter),
      );
    }
  },
});

const withoutRow = measuredThat(({ result }) => (result.seen?.kept === 0 ? result.seen : undefined));

function goodRows({ data }: RuleInput, { result }: MeasuredObjective): number {
  const part = data.measured?.sources.find(({ source }) => source === result.source);
  return part === undefined ? 0 : part.rows - part.badRows;
}

/** A text that the filter compares a column with, replaced by the value of that column which is nearest to it. */
function fixesOf({ file, data }: RuleInput, source: string, filter: Text): readonly Fix[] {
  const parsed = parseExpression(filter.value);
  const columns = data.columns.get(source) ?? [];
  if (!parsed.ok) return [];
  return comparedTexts(parsed.expression).flatMap(({ column, text, span }) => {
    const values = data.samples?.get(source)?.[columns.indexOf(column)] ?? [];
    const meant = values.includes(text) ? undefined : nearest(text, values);
    if (meant === undefined || /["'\\]/.test(meant)) return [];
    const at = innerSpan(file.snapshot.text, filter.span, filter.value, span);
    const written = file.snapshot.text.slice(at.start, at.end);
    const sign = written[0] ?? '';
    if ((sign !== '"' && sign !== "'") || written !== `${sign}${text}${sign}`) return [];
    return [{ title: `Replace by ${sign}${meant}${sign}`, edits: [{ span: at, newText: `${sign}${meant}${sign}` }] }];
  });
}

interface Compared {
  readonly column: string;
  readonly text: string;
  readonly span: Span;
}

/** The texts that an expression compares with a column. */
function comparedTexts(expression: Expression): readonly Compared[] {
  if (expression.kind === 'not' || expression.kind === 'minus') return comparedTexts(expression.operand);
  if (expression.kind === 'in') return expression.items.flatMap((item) => comparedPair(expression.value, item));
  if (expression.kind !== 'binary') return [];
  const { operator, left, right } = expression;
  if (operator === '==') return [...comparedPair(left, right), ...comparedPair(right, left)];
  return [...comparedTexts(left), ...comparedTexts(right)];
}

function comparedPair(one: Expression, other: Expression): readonly Compared[] {
  if (one.kind !== 'name' || other.kind !== 'text') return [];
  return [{ column: one.name, text: other.value, span: other.span }];
}

// filter-implies-good: a filter keeps only the records that count as good.
// It must never speak of a metric that asks no record whether it was good.

import { sourceOf } from '../../model/queries';
import { innerSpan } from '../../model/reader';
import type { Metric, Text } from '../../model/sla';
import type { SlaFile } from '../../model/file';
import { parseExpression, type Expression } from '../../scalars/expression';
import { metricType } from '../../vocabulary/metrics/index';
import { entryOf } from '../../syntax/nodes';
import { fixOf, isOwn, removeEntry } from '../edits';
import { ownMap } from '../facts';
import { defineRule, type Fix } from '../rule';
import { message } from '../say';

export const filterImpliesGood = defineRule({
  id: 'filter-implies-good',
  category: 'metrics',
  lane: 'static',
  severity: 'error',
  summary: 'A filter keeps only the records that count as good.',
  why: 'What failed is filtered away before it is counted, so the value is 100 % in every window.',
  bad: `data:
  log: { file: log.csv, columns: { at: at, ok: status < 500 } }
metrics:
  success: { type: request-success, data: log, where: region == "eu" && status < 500 }
#                                                                       ^^^^^^^^^^^^ "where" keeps only rows that count as good
objectives:
  success: { metric: success, atLeast: 99 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  good: `data:
  log: { file: log.csv, columns: { at: at, ok: status < 500 } }
metrics:
  success: { type: request-success, data: log, where: region == "eu" }
objectives:
  success: { metric: success, atLeast: 99 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  fixed: `data:
  log: { file: log.csv, columns: { at: at, ok: status < 500 } }
metrics:
  success: { type: request-success, data: log, where: region == "eu" }
objectives:
  success: { metric: success, atLeast: 99 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  yieldsTo: ['invalid-expression', 'duplicate-key', 'metric-type-unknown'],
  readsBeside: ['data'],
  *checkClause({ file, metrics }) {
    for (const metric of metrics) {
      const good = metric.where === undefined ? undefined : goodCondition(file, metric);
      if (good === undefined || metric.where === undefined) continue;
      const parsed = parseExpression(metric.where.value);
      const parts = parsed.ok ? conjunctsOf(parsed.expression) : [];
      const index = parts.findIndex((part) => normal(part) === good);
      const part = parts[index];
      if (part === undefined) continue;
      const { text } = file.snapshot;
      yield {
        span: innerSpan(text, metric.where.span, metric.where.value, part.span),
        message: message('"where" keeps only rows that count as good'),
        fixes: fixesOf(text, metric, metric.where, parts, index),
      };
    }
  },
});

/** The condition by which the type calls a record good, in its normal form. */
function goodCondition({ model }: SlaFile, metric: Metric): string | undefined {
  const roles = metricType(metric.type?.value)?.inputs.flatMap((input) => input.roles) ?? [];
  const columns = [...metric.columns, ...(sourceOf(model, metric.data?.value)?.columns ?? [])];
  const conditionIn = (role: string): Expression | undefined => {
    const source = columns.find((column) => column.role === role)?.source;
    const parsed = source === undefined ? undefined : parseExpression(source.value);
    return parsed?.ok === true ? parsed.expression : undefined;
  };
  const ok = roles.some(({ role }) => role === 'ok') ? conditionIn('ok') : undefined;
  if (ok !== undefined) return normal(ok);
  const mayBeGood = roles.some(({ role, type }) => role === 'good' && type === 'boolean');
  const good = mayBeGood ? conditionIn('good') : undefined;
  // A number of good ones among many is no condition.
  return good === undefined || good.kind === 'name' ? undefined : normal(good);
}

function conjunctsOf(expression: Expression): readonly Expression[] {
  if (expression.kind !== 'binary' || expression.operator !== '&&') return [expression];
  return [...conjunctsOf(expression.left), ...conjunctsOf(expression.right)];
}

const flipped: Readonly<Record<string, string>> = { '>': '<', '>=': '<=' };

/** One text for expressions that say the same: `500 > status` is `status < 500`, `ok == true` is `ok`. */
function normal(expression: Expression): string {
  switch (expression.kind) {
    case 'binary': {
      const { operator } = expression;
      const [left, right] = [normal(expression.left), normal(expression.right)];
      if (operator === '==' && (left === 'true' || right === 'true')) return left === 'true' ? right : left;
      const other = flipped[operator];
      if (other !== undefined) return `(${right} ${other} ${left})`;
      const isSymmetric = ['==', '!=', '&&', '||', '+', '*'].includes(operator);
      const [a, b] = isSymmetric && right < left ? [right, left] : [left, right];
      return `(${a} ${operator} ${b})`;
    }
    case 'boolean':
      return String(expression.value);
    case 'name':
      return expression.name;
    case 'not':
    case 'minus':
      return `${expression.kind}(${normal(expression.operand)})`;
    case 'in':
      return `${normal(expression.value)} in [${expression.items.map(normal).sort().join()}]`;
    case 'test':
      return `${expression.test}(${normal(expression.value)},${normal(expression.argument)})`;
    case 'has':
      return `has(${expression.name})`;
    case 'number':
      return `${expression.value.num}/${expression.value.den}`;
    case 'text':
      return JSON.stringify(expression.value);
    case 'quantity':
      return `${expression.quantity.value.num}/${expression.quantity.value.den} ${expression.quantity.unit}`;
  }
}

/** Takes the condition out, with the `&&` that joins it; the whole filter where it says nothing else. */
function fixesOf(
  text: string,
  metric: Metric,
  where: Text,
  parts: readonly Expression[],
  index: number,
): readonly Fix[] {
  const map = ownMap(metric);
  const entry = map === undefined ? undefined : entryOf(map, 'where');
  if (entry === undefined || !isOwn(entry)) return [];
  const title = 'Remove the condition';
  if (parts.length === 1) return fixOf(title, removeEntry(text, entry));
  const [previous, part, next] = [parts[index - 1], parts[index], parts[index + 1]];
  const isWritten = text.slice(where.span.start, where.span.end) === where.value;
  // Brackets around a part would be left behind.
  if (part === undefined || !isWritten || /[()]/.test(where.value)) return [];
  const [from, to] = previous === undefined ? [part.span.start, next?.span.start] : [previous.span.end, part.span.end];
  if (to === undefined) return [];
  return fixOf(title, { span: { start: where.span.start + from, end: where.span.start + to }, newText: '' });
}

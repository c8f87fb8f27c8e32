// role-mapped-twice: one column plays two roles that contradict each other.
// It must never speak of roles that a row may well share, such as an instant and its key.

import { sourceOf } from '../../model/queries';
import type { RoleColumn } from '../../model/sla';
import { defineRule, type Yield } from '../rule';
import { message, quoted } from '../say';

/** Roles of which one and the same column makes a value that never changes. */
const contradicting: readonly (readonly [string, string])[] = [
  ['good', 'bad'],
  ['good', 'total'],
  ['bad', 'total'],
  ['start', 'end'],
];

export const roleMappedTwice = defineRule({
  id: 'role-mapped-twice',
  category: 'metrics',
  lane: 'static',
  severity: 'error',
  summary: 'One column plays two roles that contradict each other.',
  why: 'The value is then the same in every window, whatever has happened.',
  bad: `data:
  minutes: { file: minutes.csv, columns: { at: minute, total: requests, good: requests } }
#                                                                             ^^^^^^^^ "requests" is both total and good
metrics:
  success: { type: request-success, data: minutes }
objectives:
  success: { metric: success, atLeast: 99 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  good: `data:
  minutes: { file: minutes.csv, columns: { at: minute, total: requests, good: answered } }
metrics:
  success: { type: request-success, data: minutes }
objectives:
  success: { metric: success, atLeast: 99 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  yieldsTo: ['duplicate-key', 'unknown-key', 'invalid-expression'],
  readsBeside: ['data'],
  *check({ file: { model } }) {
    for (const { columns } of model.data) yield* twice(columns, columns);
  },
  *checkClause({ file: { model }, metrics }) {
    for (const { columns, data } of metrics) {
      // What a metric maps itself takes the place of what its source maps.
      const own = new Set(columns.map(({ role }) => role));
      const inherited = sourceOf(model, data?.value)?.columns.filter(({ role }) => !own.has(role)) ?? [];
      if (columns.length > 0) yield* twice([...inherited, ...columns], columns);
    }
  },
});

/** The last of two contradicting roles that have one source; at least one of them is among those to speak of. */
function* twice(columns: readonly RoleColumn[], spoken: readonly RoleColumn[]): Generator<Yield> {
  const told = new Set<RoleColumn>();
  for (const pair of contradicting) {
    const [first, second] = columns.filter(({ role }) => pair.includes(role));
    if (first === undefined || second === undefined || first.role === second.role) continue;
    if (first.source.value.trim() !== second.source.value.trim() || !spoken.includes(second) || told.has(second))
      continue;
    told.add(second);
    yield {
      span: second.source.span,
      message: message(`${quoted(second.source.value)} is both ${first.role} and ${second.role}`),
      related: [{ span: first.source.span, message: `The role "${first.role}"` }],
    };
  }
}

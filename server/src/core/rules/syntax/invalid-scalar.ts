// invalid-scalar: a value does not follow the grammar of its kind.
// It must never speak where what it needs is missing or unreadable: that defect has a rule of its own.

import type { ScalarKind } from '../../schema/schema-node';
import { parseQuantity, type Parsed } from '../../scalars/quantity';
import {
  parseDate,
  parseDuration,
  parseInstant,
  parseLimit,
  parseMoney,
  parseNumber,
  parsePercent,
  parseShare,
  parseStatistic,
  parseWindow,
} from '../../scalars/words';
import { forLine } from '../../show/escape';
import { defineRule } from '../rule';

/** The grammars that decide by text alone; other kinds have rules of their own. */
const parsers: Readonly<Partial<Record<ScalarKind, (text: string) => Parsed<unknown>>>> = {
  number: parseNumber,
  percent: parsePercent,
  duration: parseDuration,
  money: parseMoney,
  quantity: parseQuantity,
  window: parseWindow,
  statistic: parseStatistic,
  date: parseDate,
  instant: parseInstant,
  share: parseShare,
  limit: parseLimit,
  every: (text) => {
    const window = parseWindow(text);
    return window.ok ? window : parseDuration(text);
  },
};

export const invalidScalar = defineRule({
  id: 'invalid-scalar',
  category: 'syntax',
  lane: 'static',
  severity: 'error',
  summary: 'A value does not follow the grammar of its kind.',
  why: 'A number without its unit, or with a wrong one, promises nothing that can be judged.',
  bad: `objectives: { a: { metric: m, window: 30 d, atLeast: "99,9 %" } }
`,
  good: `objectives: { a: { metric: m, window: rolling 30 d, atLeast: 99.9 % } }
`,
  yieldsTo: ['unknown-value', 'wrong-shape'],
  *check({ places }) {
    for (const place of places) {
      if (place.kind !== 'value') continue;
      const parse = parsers[place.scalar];
      const result = parse?.(place.node.text);
      if (result === undefined || result.ok) continue;
      const text = forLine(place.node.text.length > 24 ? `${place.node.text.slice(0, 23)}…` : place.node.text);
      const { reason, suggestion } = result.problem;
      const message = `"${text}" is no ${place.scalar}: ${reason}`;
      const fixes =
        suggestion === undefined
          ? []
          : [{ title: `Replace by "${suggestion}"`, edits: [{ span: place.span, newText: suggestion }] }];
      yield { span: place.span, message: message.length > 100 ? `${message.slice(0, 99)}…` : message, fixes };
    }
  },
});

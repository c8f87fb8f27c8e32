// Makes one mistake at a time in the golden agreements and reads their data: each adds exactly one finding that is more than a note.
// It must never be content with the text alone: what is found here shows only beside the rows.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { open } from '../../server/src/core/model/file';
import type { Finding } from '../../server/src/core/rules/rule';
import { runRules } from '../../server/src/core/rules/run';
import { measured } from '../features/measured';
import { projectOf } from './example';

/** What is written, what is written by mistake, the rule that finds it, and the text that it marks. */
type Mistake = readonly [from: string, to: string, rule: string, token: string];

const tables: Readonly<Record<string, readonly Mistake[]>> = {
  'orders-api': [
    [
      `where: 'severity in ["S1", "S2"]'`,
      `where: 'severity in ["s1", "s2"]'`,
      'data-filter-empty',
      `'severity in ["s1", "s2"]'`,
    ],
    ['every: 5 min\n', 'every: 1 min\n', 'data-interval-differs', '1 min'],
    ['every: 5 min\n', 'every: 15 min\n', 'data-interval-differs', '15 min'],
    ['      P4: { atMost: 8 business hours, calendar: office }\n', '', 'group-without-target', 'targets'],
    ['    timeZone: Europe/Berlin\n  maintenance', '  maintenance', 'data-time-zone-assumed', 'tickets'],
  ],
  'marketing-sales': [
    ['value: 247 leads', 'value: 252 leads', 'baseline-differs-from-data', '252 leads'],
    ['value: 79.73 %', 'value: 81.73 %', 'baseline-differs-from-data', '81.73 %'],
    ['lowest: 221 leads', 'lowest: 212 leads', 'baseline-differs-from-data', '212 leads'],
    ['highest: 82.87 %', 'highest: 82.78 %', 'baseline-differs-from-data', '82.78 %'],
    ['highest: 262 leads, fingerprint: sha256-e4d8', 'highest: 262 leads, fingerprint: sha256-e4d9', 'none', ''],
    [
      'value: 247 leads, statistic: median, window: month, from: 2026-01-01, to: 2026-06-30, windows: 6, lowest: 221 leads, highest: 262 leads, fingerprint: sha256-e4d8',
      'value: 240 leads, statistic: median, window: month, from: 2026-01-01, to: 2026-06-30, windows: 6, lowest: 221 leads, highest: 262 leads, fingerprint: sha256-e4d9',
      'baseline-data-changed',
      'sha256-e4d92008481673c828aea0f711d8e2447780d02f262b7079dbd7fa921a086174',
    ],
  ],
  'ip-vpn': [
    [
      'columns: { value: owd_ms }\n    unit: ms',
      'columns: { value: owd_ms }\n    unit: s',
      'data-unit-contradicts-name',
      'owd_ms',
    ],
    [
      ', LYS-1102: { atLeast: 200 Mbit/s } }, remedies: [rate-credit], reason: Committed rate of the order form. }\n  rate-down',
      ' }, remedies: [rate-credit], reason: Committed rate of the order form. }\n  rate-down',
      'group-without-target',
      'targets',
    ],
    ['every: 15 min', 'every: 1 h', 'data-interval-differs', '1 h'],
    [`where: direction == "up"`, `where: direction == "upstream"`, 'data-filter-empty', 'direction == "upstream"'],
  ],
};

function found(path: string, text: string): readonly Finding[] {
  const file = open({ uri: `file:///w/examples/${path}.sla.yaml`, version: 1, text });
  return runRules(projectOf(file, measured(file)), file);
}

const isMore = ({ severity }: Finding): boolean => severity === 'error' || severity === 'warning';

for (const [path, mistakes] of Object.entries(tables))
  describe(`single mistakes in ${path}, beside its data`, () => {
    const original = readFileSync(`examples/${path}.sla.yaml`, 'utf8');
    test('without any there are notes alone', () => assert.deepEqual(found(path, original).filter(isMore), []));
    for (const [from, to, rule, token] of mistakes)
      test(`${JSON.stringify(to.slice(0, 60))} is ${rule}`, () => {
        assert.ok(original.includes(from), 'the example has changed');
        const text = original.replace(from, () => to);
        const more = found(path, text).filter(isMore);
        const shown = more.map((each) => `${each.rule}: ${text.slice(each.span.start, each.span.end)}`);
        assert.deepEqual(
          shown,
          rule === 'none' ? [] : [`${rule}: ${token}`],
          more.map(({ message }) => message).join('\n'),
        );
      });
  });

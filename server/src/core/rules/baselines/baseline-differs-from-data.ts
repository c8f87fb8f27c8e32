// baseline-differs-from-data: a baseline names the data that is attached, and that data gives other numbers.
// It must never speak where the data is not the very same, nor of digits that nobody has written.

import { recordedBaselines } from '../recorded-baselines';
import { defineRule } from '../rule';
import { cut, message } from '../say';

export const baselineDiffersFromData = defineRule({
  id: 'baseline-differs-from-data',
  category: 'baselines',
  lane: 'measured',
  severity: 'error',
  summary: 'A baseline names the data that is attached, and that data gives other numbers.',
  why: 'Targets are argued from this number; whoever recomputes it finds that it was never measured.',
  bad: `data:
  log: { file: log.csv, columns: { at: at, total: total, bad: bad } }
metrics:
  success:
    type: request-success
    data: log
    baseline:
      value: 99.9 %
#            ^^^^^^ Baseline says 99.9 %; the data gives 99.5 %
      statistic: median
      window: month
      from: 2026-01-01
      to: 2026-06-30
      fingerprint: sha256-1232bb603d7a758b8c14922a6f882c42b65b375cccc11abb2040103d1f158989
objectives:
  success: { metric: success, atLeast: 99 %, window: month, remedies: [report] }
`,
  good: `data:
  log: { file: log.csv, columns: { at: at, total: total, bad: bad } }
metrics:
  success:
    type: request-success
    data: log
    baseline:
      value: 99.5 %
      statistic: median
      window: month
      from: 2026-01-01
      to: 2026-06-30
      fingerprint: sha256-1232bb603d7a758b8c14922a6f882c42b65b375cccc11abb2040103d1f158989
objectives:
  success: { metric: success, atLeast: 99 %, window: month, remedies: [report] }
`,
  fixed: `data:
  log: { file: log.csv, columns: { at: at, total: total, bad: bad } }
metrics:
  success:
    type: request-success
    data: log
    baseline:
      value: 99.5 %
      statistic: median
      window: month
      from: 2026-01-01
      to: 2026-06-30
      fingerprint: sha256-1232bb603d7a758b8c14922a6f882c42b65b375cccc11abb2040103d1f158989
objectives:
  success: { metric: success, atLeast: 99 %, window: month, remedies: [report] }
`,
  yieldsTo: ['invalid-scalar', 'unit-mismatch', 'value-out-of-range', 'baseline-inconsistent'],
  *check(input) {
    for (const { fingerprint, source, differences } of recordedBaselines(input)) {
      const [first] = differences ?? [];
      if (first === undefined || differences === undefined || fingerprint.value !== source.fingerprint) continue;
      yield {
        span: first.edit.span,
        message: message(`Baseline says ${cut(first.written, 24)}; the data gives ${cut(first.now, 24)}`),
        fixes: [{ title: 'Take the numbers of the data', edits: differences.map(({ edit }) => edit) }],
      };
    }
  },
});

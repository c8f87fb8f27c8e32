// baseline-data-changed: the data of a baseline is no longer the data from which it was made.
// It must never say that a number is wrong: only that it was made of something else.

import { recordedBaselines } from '../recorded-baselines';
import { defineRule } from '../rule';
import { message } from '../say';

export const baselineDataChanged = defineRule({
  id: 'baseline-data-changed',
  category: 'baselines',
  lane: 'measured',
  severity: 'warning',
  summary: 'The data of a baseline is no longer the data from which it was made.',
  why: 'A record that was corrected afterwards may have moved the number on which a target stands.',
  bad: `data:
  log: { file: log.csv, columns: { at: at, total: total, bad: bad } }
metrics:
  success:
    type: request-success
    data: log
    baseline:
      value: 99.9 %
      statistic: median
      window: month
      from: 2026-01-01
      to: 2026-06-30
      fingerprint: sha256-0f7b6bd0a7d1d0d8a3f5a7b0d4c2f4fa0c8f9e6d5b4a39281706f5e4d3c2b1a0
#                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The data changed since the baseline (0f7b6bd0 → 1232bb60)
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
  yieldsTo: ['invalid-scalar'],
  *check(input) {
    for (const { fingerprint, source, differences } of recordedBaselines(input)) {
      if (fingerprint.value === source.fingerprint) continue;
      const [old, now] = [fingerprint.value, source.fingerprint].map((print) => print.slice(7, 15));
      const isSame = differences?.length === 0;
      const edits = [
        ...(differences ?? []).map(({ edit }) => edit),
        { span: fingerprint.span, newText: source.fingerprint },
      ];
      yield {
        span: fingerprint.span,
        message: message(
          `The data changed since the baseline (${old} → ${now})${isSame ? '; its numbers are the same' : ''}`,
        ),
        ...(isSame ? { severity: 'information' as const } : {}),
        // Only where the numbers can be made anew is the new data known to be what they are made of.
        fixes: differences === undefined ? [] : [{ title: 'Take the numbers of the data', edits }],
      };
    }
  },
});

// Reads one file of data through the engine as a test wrote it, and tells in short what came of it.
// It must never go another way than a plan does.

import { planOf } from '../../server/src/core/compliance/plan';
import type { SourcePart } from '../../server/src/core/compliance/partials';
import { resultsOf } from '../../server/src/core/compliance/verdict';
import { open } from '../../server/src/core/model/file';
import { toNumber } from '../../server/src/core/scalars/rational';
import { runPlan } from '../../server/src/engine/run';
import type { RunOptions } from '../../server/src/engine/options';
import { runOptions } from '../kit/run-options';

export interface Reading {
  readonly source: SourcePart;
  /** What is wrong with the source as a whole, or nothing. */
  readonly problem: string | undefined;
  /** Month by month: verdict, number of records, value. */
  readonly windows: readonly { readonly window: string; readonly verdict: string; readonly n: number; value: number }[];
  readonly unavailable: string | undefined;
}

/** The median of `value` in `file` month by month in UTC, over the time in `at`; `more` is written beside the columns. */
export function readMedian(folder: string, file: string, other: Partial<RunOptions> = {}, more = ''): Reading {
  const text = `sla: 1
id: reading
timeZone: UTC
term: { from: 2026-01-01, to: 2026-12-31 }
data: { log: { file: ${file}, columns: { at: at, value: ms }${more} } }
metrics: { m: { type: latency, data: log, statistic: p50 } }
objectives: { o: { metric: m, window: month, atMost: 300 ms } }
`;
  const { model } = open({ uri: `${folder}/a.sla.yaml`, version: 1, text });
  const planned = planOf(model);
  const partials = runPlan(planned.plan, runOptions(folder, other));
  const [result] = resultsOf(model, planned, partials);
  const [source] = partials.sources;
  if (result === undefined || source === undefined) throw new Error('There is one objective and one source.');
  return {
    source,
    problem: source.problems[0]?.message,
    windows: result.windows.map(({ window, verdict, n, value }) => ({
      window,
      verdict,
      n,
      value: value === undefined ? Number.NaN : toNumber(value),
    })),
    unavailable: result.unavailable,
  };
}

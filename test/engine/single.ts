// Runs one objective over one small file that a test writes, from the text to the verdict.
// It must never skip a step that a user's agreement goes through.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { planOf } from '../../server/src/core/compliance/plan';
import type { ObjectiveResult } from '../../server/src/core/compliance/result';
import { resultsOf } from '../../server/src/core/compliance/verdict';
import { open } from '../../server/src/core/model/file';
import { withheld } from '../../server/src/core/rules/doubt';
import { runPlan } from '../../server/src/engine/run';
import { runOptions } from '../kit/run-options';

export const folder = mkdtempSync(join(tmpdir(), 'sla-unusable-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** One data file, one metric and one objective a month, in UTC, over the year 2026. */
export interface Case {
  readonly data: string | Buffer;
  readonly source?: string;
  readonly metric: string;
  readonly objective: string;
  readonly more?: string;
  readonly asOf?: string;
  readonly file?: string;
}

export function run({ data, source = '', metric, objective, more = '', asOf, file = 'd.csv' }: Case): ObjectiveResult {
  writeFileSync(join(folder, file), data);
  const text = `sla: 1
id: a
timeZone: UTC
term: { from: 2026-01-01, to: 2026-12-31 }
data: { d: { file: ${file}${source} } }
metrics: { m: { ${metric.includes('data: ') ? '' : 'data: d, '}${metric} } }
objectives: { o: { metric: m, window: month, ${objective} } }
${more}`;
  const opened = open({ uri: join(folder, 'a.sla.yaml'), version: 1, text });
  const planned = planOf(opened.model, asOf === undefined ? {} : { asOf: Date.parse(asOf) });
  const partials = runPlan(planned.plan, runOptions(folder));
  const [result] = withheld(opened, resultsOf(opened.model, planned, partials));
  assert.ok(result);
  return result;
}

/** The verdicts of the complete windows, as `2026-01 met`; a whole result without windows gives its reason. */
export function verdicts(given: Case): readonly string[] {
  const { windows, unavailable } = run(given);
  if (unavailable !== undefined) return [unavailable];
  return windows.filter(({ verdict }) => verdict !== 'running').map(({ window, verdict }) => `${window} ${verdict}`);
}

export const day = (index: number, month = 3): string =>
  `2026-${String(month).padStart(2, '0')}-${String(index).padStart(2, '0')}`;
export const lines = (header: string, rows: readonly string[]): string => `${[header, ...rows].join('\n')}\n`;

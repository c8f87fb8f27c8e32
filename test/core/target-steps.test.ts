// Targets in steps, held against the slow way: the target is written into the text, and the whole agreement is judged again.
// It must never compare a way with itself.

import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { planOf } from '../../server/src/core/compliance/plan';
import { resultsOf } from '../../server/src/core/compliance/verdict';
import { targetSteps } from '../../server/src/core/features/preview/target-steps';
import { open, type SlaFile } from '../../server/src/core/model/file';
import { randomFrom } from '../../server/src/core/compliance/random';
import { runPlan } from '../../server/src/engine/run';
import { stepsAgree, type Read } from '../kit/target-steps';

function read(path: string): Read {
  const file = open({ uri: path, version: 1, text: readFileSync(path, 'utf8') });
  return measured(file, dirname(path));
}

function measured(file: SlaFile, folder: string): Read {
  const planned = planOf(file.model);
  const partials = runPlan(planned.plan, {
    folder,
    fence: { roots: [resolve(folder), resolve(folder, '..')], isTrusted: true },
    wantsFingerprint: false,
    maximumBytes: 1e9,
    isCancelled: () => false,
    onProgress: () => undefined,
  });
  return { file, partials, results: resultsOf(file.model, planned, partials) };
}

const files = ['orders-api', 'marketing-sales', 'ip-vpn', 'digital-editions'].map(
  (name) => `examples/${name}.sla.yaml`,
);

for (const path of files) {
  const isReal = path.includes('editions');
  const isLacking = isReal && !existsSync(resolve('../shared/data/editions-probes.csv'));
  describe(path, { skip: isLacking ? 'the real probe log (../shared/data) is not here' : false }, () => {
    if (isLacking) return;
    const found = read(isReal ? resolve('../shared', path) : resolve(path));
    for (const result of found.results) {
      const objective = found.file.model.objectives.find(({ id }) => id === result.objective);
      if (objective === undefined) continue;
      for (const group of [...new Set(result.windows.map((window) => window.group))].slice(0, 5)) {
        const windows = result.windows.filter((window) => window.group === group);
        const steps = targetSteps(objective, result, group, windows);
        if (steps === undefined) continue;
        test(`${objective.id} ${group ?? ''}: every step that matters judges as the text would`, () => {
          assert.ok(stepsAgree(found, result, group, steps) > 0);
          assert.ok(steps.least <= steps.at && steps.at <= steps.greatest && Number.isInteger(steps.at));
        });
      }
    }
  });
}

/** What a random objective is made of. */
interface Promised {
  readonly metric: string;
  readonly bound: string;
}

const promises: readonly Promised[] = [
  { metric: 'type: request-success', bound: 'atLeast: 97.5 %' },
  { metric: 'type: request-success\n    noData: bad', bound: 'atLeast: 90 %' },
  { metric: 'type: request-success\n    rounding: { digits: 1, mode: half-up }', bound: 'above: 97 %' },
  { metric: 'type: error-rate', bound: 'atMost: 2.5 %' },
  { metric: 'type: error-rate', bound: 'below: 3 %' },
  { metric: 'type: latency\n    statistic: p95\n    columns: { value: ms }\n    unit: ms', bound: 'atMost: 250 ms' },
  { metric: 'type: latency\n    statistic: mean\n    columns: { value: ms }\n    unit: ms', bound: 'atMost: 0.2 s' },
  { metric: 'type: latency\n    columns: { value: ms }\n    unit: ms', bound: 'for: 95 %\n    atMost: 300 ms' },
];

describe('random logs with gaps and rows that cannot be read', () => {
  for (const [number, { metric, bound }] of promises.entries())
    test(`${metric.split('\n')[0] ?? ''}, ${bound.replace('\n    ', ', ')}`, () => {
      const folder = mkdtempSync(join(tmpdir(), 'sla-steps-'));
      try {
        let compared = 0;
        fc.assert(
          fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
            writeFileSync(join(folder, 'log.csv'), randomLog(seed));
            const text = agreement(metric, bound);
            const found = measured(open({ uri: join(folder, `${number}.sla.yaml`), version: seed, text }), folder);
            const [objective] = found.file.model.objectives;
            const [result] = found.results;
            assert.ok(objective !== undefined && result !== undefined);
            const steps = targetSteps(objective, result, undefined, result.windows);
            if (steps !== undefined) compared += stepsAgree(found, result, undefined, steps);
          }),
          { numRuns: 12 },
        );
        assert.ok(compared > 100, `${compared}`);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
});

test('a target that all windows meet exactly can still be moved', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sla-steps-'));
  try {
    const hours = Array.from({ length: 240 }, (_, hour) => new Date(Date.UTC(2026, 2, 1) + hour * 3_600_000));
    writeFileSync(
      join(folder, 'log.csv'),
      `at,total,bad\n${hours.map((at) => `${at.toISOString()},10,1`).join('\n')}\n`,
    );
    const text = agreement('type: request-success', 'atLeast: 90 %');
    const found = measured(open({ uri: join(folder, 'a.sla.yaml'), version: 1, text }), folder);
    const [objective] = found.file.model.objectives;
    const [result] = found.results;
    assert.ok(objective !== undefined && result !== undefined);
    const steps = targetSteps(objective, result, undefined, result.windows);
    assert.deepEqual([steps?.step, steps?.least, steps?.at, steps?.greatest], ['0.1', 890, 900, 910]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

function agreement(metric: string, bound: string): string {
  return `sla: 1
id: steps
timeZone: UTC
data:
  log: { file: log.csv, every: 1 h, columns: { at: at, total: total, bad: bad } }
metrics:
  m:
    ${metric}
    data: log
objectives:
  o:
    metric: m
    ${bound}
    window: day
`;
}

/** Two weeks by the hour; some hours are missing, idle, or not to be read. */
function randomLog(seed: number): string {
  const random = randomFrom(seed);
  const [gaps, broken] = [random() * 0.05, random() < 0.4 ? 0.01 : 0];
  const lines = ['at,total,bad,ms'];
  for (let hour = 0; hour < 24 * 14; hour++) {
    if (random() < gaps) continue;
    const total = Math.floor(random() * 40);
    const bad = Math.min(total, Math.floor(random() * random() * 4));
    const at = new Date(Date.UTC(2026, 2, 1) + hour * 3_600_000).toISOString();
    lines.push(`${at},${random() < broken ? 'n/a' : total},${bad},${100 + Math.floor(random() * 200)}`);
  }
  return `${lines.join('\n')}\n`;
}

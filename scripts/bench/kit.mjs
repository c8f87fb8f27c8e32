// What every part of the benchmark shares: the bundled engine, CPU time, agreements over files of one folder, rows of the table.
// It must never measure wall time but as a ratio of one run: machines are shared.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { yamlWithoutEnvironment } from '../bundles.mjs';

export const folder = mkdtempSync(join(tmpdir(), 'sla-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const bundle = join(folder, 'engine.cjs');
await build({
  stdin: {
    contents: [
      `export { readRuns, runPlan } from './server/src/engine/run';`,
      `export { KeptRuns } from './server/src/engine/kept-runs';`,
      `export { loadHolidayBook } from './server/src/engine/holidays';`,
      `export { planOf } from './server/src/core/compliance/plan';`,
      `export { resultsOf } from './server/src/core/compliance/verdict';`,
      `export { open } from './server/src/core/model/file';`,
      `export { diffOf } from './server/src/core/diff/agreement-diff';`,
      `export { runRules } from './server/src/core/rules/run';`,
      `export { rules } from './server/src/core/rules/index';`,
      `export { defaultSettings } from './server/src/core/project';`,
      `export { toNumber } from './server/src/core/scalars/rational';`,
      `export { EngineHost } from './server/src/engine/host';`,
    ].join('\n'),
    resolveDir: process.cwd(),
    loader: 'ts',
  },
  bundle: true,
  platform: 'node',
  format: 'cjs',
  mainFields: ['main', 'module'],
  outfile: bundle,
  plugins: [yamlWithoutEnvironment],
  logLevel: 'warning',
});
/** The engine as it is shipped, in this process. */
export const engine = (await import(pathToFileURL(bundle).href)).default;

/** Options of a run over the files of a folder; `holidays` as `loadHolidayBook` gives them, where a plan asks for them. */
export function runOptions(root, holidays) {
  return {
    folder: root,
    fence: { roots: [root], isTrusted: true },
    wantsFingerprint: false,
    maximumBytes: 4e9,
    holidays,
    isCancelled: () => false,
    onProgress: () => undefined,
  };
}

/** Reads an agreement; answers its model and its plan. Throws where an objective cannot be planned. */
export function planned(text) {
  const { model } = engine.open({ uri: 'bench', version: 1, text });
  const plan = engine.planOf(model);
  const lacking = plan.objectives.find(({ reason }) => reason !== undefined);
  if (plan.objectives.length === 0 || lacking !== undefined)
    throw new Error(`An objective of the benchmark is not planned: ${lacking?.objective} ${lacking?.reason}`);
  return { model, planned: plan };
}

/** Runs a plan and judges it: everything from the files to the results. */
export function results(agreement, root = folder, holidays = undefined) {
  const partials = engine.runPlan(agreement.planned.plan, runOptions(root, holidays));
  const unavailable = partials.items.find((item) => item.unavailable !== undefined);
  if (unavailable !== undefined) throw new Error(`The benchmark has no result: ${unavailable.unavailable}`);
  return engine.resultsOf(agreement.model, agreement.planned, partials);
}

/** CPU milliseconds of this process, all of its threads, for one call. */
async function cpu(run) {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** The least CPU milliseconds of each of some calls, made in turn so that a slow moment of the machine meets all of them. */
export async function least(rounds, ...calls) {
  const times = calls.map(() => Infinity);
  for (let round = 0; round < rounds; round++)
    for (const [index, call] of calls.entries()) times[index] = Math.min(times[index], await cpu(call));
  return times;
}

/**
 * A line of the table: what was done, what came out, the bar, and whether it is kept; `most` is the largest figure that keeps it,
 * undefined where nothing is promised.
 */
export function line(work, figure, unit, most, detail) {
  const shown = `${figure < 10 ? figure.toFixed(2) : figure < 20 ? figure.toFixed(1) : figure.toFixed(0)} ${unit}`;
  const judged = most === undefined ? {} : { bar: `<= ${most} ${unit}`, holds: figure <= most };
  return { work, shown, detail, ...judged };
}

/** Numbers from 0 up to but without 1 from a fixed seed. */
export function numbersFrom(seed) {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

// Prints how fast the engine scans, as ratios in one run on one machine: CPU time against a newline scan of the same bytes.
// usage: node scripts/bench.mjs [ROWS]  (default 10,000,000; the file is made in the temporary folder and removed)
import { closeSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { build } from 'esbuild';

const rows = Number(process.argv[2] ?? 10_000_000);
const folder = mkdtempSync(join(tmpdir(), 'sla-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** Resident memory of the real engine process: after a first small plan, and its high-water mark after the large one. */
async function printMemory() {
  const host = new EngineHost({
    script: join(process.cwd(), 'dist/engine.js'),
    timeLimitMs: 120_000,
    memoryLimitMiB: 512,
  });
  const field = (name) =>
    Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${host.pid}/status`, 'utf8'))?.[1]) / 1024;
  const request = { plan: planned.plan, folder, fence: options.fence, wantsFingerprint: false, maximumBytes: 4e9 };
  try {
    await host.run('idle', { ...request, plan: { ...planned.plan, items: [] } });
    const idle = field('VmRSS');
    await host.run('scan', request);
    console.log(
      `memory of the engine over idle          ${(field('VmHWM') - idle).toFixed(0)} MB (idle ${idle.toFixed(0)} MB)`,
    );
  } catch (error) {
    console.log(`memory of the engine over idle          not measured: ${error.message}`);
  } finally {
    host.dispose();
  }
}

/** Rows such as `2025-01-01T00:00:31.536Z,true,92.3,us-east-1` over a year, made from a fixed seed. */
function generate(path) {
  const regions = ['us-east-1', 'us-west-2', 'eu-central-1', 'ap-south-1'];
  const file = openSync(path, 'w');
  writeSync(file, 'at,ok,ms,region\n');
  let state = 42;
  const next = () => (state = (state * 48271) % 2147483647) / 2147483647;
  const start = Date.UTC(2025, 0, 1);
  const step = (365 * 86_400_000) / rows;
  let text = '';
  for (let index = 0; index < rows; index++) {
    const at = new Date(start + Math.floor(index * step)).toISOString();
    text += `${at},${next() < 0.999},${(20 + next() ** 4 * 900).toFixed(1)},${regions[index & 3]}\n`;
    if (text.length > 4 << 20) {
      writeSync(file, text);
      text = '';
    }
  }
  writeSync(file, text);
  closeSync(file);
}

/** CPU milliseconds of this process for one call. */
function cpu(run) {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function newlineScan(path) {
  const file = openSync(path, 'r');
  const buffer = Buffer.allocUnsafeSlow(1 << 20);
  let lines = 0;
  for (;;) {
    const size = readSync(file, buffer, 0, buffer.length, null);
    if (size === 0) break;
    for (let at = buffer.indexOf(10); at >= 0 && at < size; at = buffer.indexOf(10, at + 1)) lines++;
  }
  closeSync(file);
  return lines;
}

const path = join(folder, 'requests.csv');
generate(path);
const bundle = join(folder, 'bench.cjs');
await build({
  stdin: {
    contents: `export { runPlan } from './server/src/engine/run'; export { planOf } from './server/src/core/compliance/plan'; export { resultsOf } from './server/src/core/compliance/verdict'; export { open } from './server/src/core/model/file'; export { EngineHost } from './server/src/engine/host';`,
    resolveDir: process.cwd(),
    loader: 'ts',
  },
  bundle: true,
  platform: 'node',
  format: 'cjs',
  mainFields: ['main', 'module'],
  outfile: bundle,
  logLevel: 'warning',
});
const { runPlan, planOf, resultsOf, open, EngineHost } = await import(`file://${bundle}`).then(
  (module) => module.default ?? module,
);
const objectives = ['p50', 'p95', 'p99']
  .map((word) => `  ${word}: { metric: ${word}, atMost: 500 ms, window: month }`)
  .join('\n');
const metrics = ['p50', 'p95', 'p99']
  .map((word) => `  ${word}: { type: latency, data: log, statistic: ${word} }`)
  .join('\n');
const text = `sla: 1\nid: bench\ntimeZone: Europe/Berlin\nterm: { from: 2025-01-01, to: 2025-12-31 }\ndata:\n  log: { file: requests.csv, columns: { at: at, value: ms } }\nmetrics:\n${metrics}\nobjectives:\n${objectives}\n`;
const { model } = open({ uri: 'bench', version: 1, text });
const planned = planOf(model);
const options = {
  folder,
  fence: { roots: [folder], isTrusted: true },
  wantsFingerprint: false,
  maximumBytes: 4e9,
  isCancelled: () => false,
  onProgress: () => undefined,
};
const scan = () => resultsOf(model, planned, runPlan(planned.plan, options));

const [limits, engine] = [[], []];
for (let round = 0; round < 3; round++) {
  limits.push(cpu(() => newlineScan(path)));
  engine.push(cpu(scan));
}
const best = (values) => Math.min(...values);
const results = scan();
console.log(`${rows.toLocaleString('en')} rows, month in Europe/Berlin, p50/p95/p99 (best of 3, CPU time)`);
console.log(`newline scan (Buffer.indexOf per line)  ${best(limits).toFixed(0)} ms`);
console.log(
  `engine                                  ${best(engine).toFixed(0)} ms = ${(best(engine) / best(limits)).toFixed(1)} x the newline scan`,
);
const wc = spawnSync('bash', ['-c', `TIMEFORMAT=%U+%S; time wc -l < '${path}'`], { encoding: 'utf8' });
const [user, system] = (wc.stderr.trim().split('+') ?? []).map(Number);
if (Number.isFinite(user + system)) {
  const milliseconds = Math.max(1, (user + system) * 1000);
  console.log(
    `wc -l (vector instructions)             ${milliseconds.toFixed(0)} ms; engine = ${(best(engine) / milliseconds).toFixed(1)} x`,
  );
}
await printMemory();
const counted = results[0].windows.reduce((sum, window) => sum + window.n, 0);
if (counted !== rows) throw new Error(`The engine counted ${counted} of ${rows} rows.`);

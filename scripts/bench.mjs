// Prints how fast the engine scans, as ratios in one run on one machine: CPU time against a newline scan of the same bytes.
// usage: node scripts/bench.mjs [ROWS]  (default 10,000,000; the file is made in the temporary folder and removed)
import { closeSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { DuckDBInstance } from '@duckdb/node-api';
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

/** The same rows as Parquet, read by the engine and by DuckDB in one thread, months in UTC by comparison as the engine does it. */
async function printParquet() {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1', autoinstall_known_extensions: 'false' });
  const connection = await instance.connect();
  const packed = join(folder, 'requests.parquet');
  await connection.run(
    `copy (from read_csv('${path}', columns={'at':'TIMESTAMP','ok':'BOOLEAN','ms':'DOUBLE','region':'VARCHAR'})) to '${packed}' (format parquet)`,
  );
  const { windows } = results[0];
  const months = windows.map(({ to }, index) => `when "at" < make_timestamp(${to * 1000}) then ${index}`);
  const query = `select case ${months.join(' ')} end as month, count(*), quantile_cont(ms, 0.5), quantile_cont(ms, 0.95), quantile_cont(ms, 0.99) from '${packed}' group by 1`;
  const [own, other] = [[], []];
  const parquet = plannedFor('requests.parquet');
  for (let round = 0; round < 3; round++) {
    own.push(await cpu(() => resultsOf(parquet.model, parquet.planned, runPlan(parquet.planned.plan, options))));
    other.push(await cpu(() => connection.runAndReadAll(query)));
  }
  connection.closeSync();
  console.log(
    `Parquet (snappy), engine                ${best(own).toFixed(0)} ms = ${(best(own) / best(other)).toFixed(2)} x DuckDB in one thread (${best(other).toFixed(0)} ms)`,
  );
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

/** CPU milliseconds of this process, all of its threads, for one call. */
async function cpu(run) {
  const before = process.cpuUsage();
  await run();
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
/** The plan over one of the files, and its model. */
function plannedFor(file) {
  const text = `sla: 1\nid: bench\ntimeZone: Europe/Berlin\nterm: { from: 2025-01-01, to: 2025-12-31 }\ndata:\n  log: { file: ${file}, timeZone: UTC, columns: { at: at, value: ms } }\nmetrics:\n${metrics}\nobjectives:\n${objectives}\n`;
  const { model } = open({ uri: 'bench', version: 1, text });
  return { model, planned: planOf(model) };
}
const { model, planned } = plannedFor('requests.csv');
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
  limits.push(await cpu(() => newlineScan(path)));
  engine.push(await cpu(scan));
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
await printParquet();
const counted = results[0].windows.reduce((sum, window) => sum + window.n, 0);
if (counted !== rows) throw new Error(`The engine counted ${counted} of ${rows} rows.`);

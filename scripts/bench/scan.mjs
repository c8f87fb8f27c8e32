// One agreement over a log of a year in every format: p50, p95 and p99 of each month in Europe/Berlin, against DuckDB and a newline scan.
// It must never compare another question: DuckDB counts the same months, whose borders it gets as instants, in one thread.
import { closeSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { engine, folder, least, line, numbersFrom, planned, results, runOptions } from './kit.mjs';

const rounds = 3;
const words = ['p50', 'p95', 'p99'];

/** The agreement over one of the files. */
function agreementOver(file) {
  const metrics = words.map((word) => `  ${word}: { type: latency, data: log, statistic: ${word} }`);
  const objectives = words.map((word) => `  ${word}: { metric: ${word}, atMost: 500 ms, window: month }`);
  return planned(
    [
      'sla: 1\nid: bench\ntimeZone: Europe/Berlin\nterm: { from: 2025-01-01, to: 2025-12-31 }',
      `data:\n  log: { file: ${file}, timeZone: UTC, columns: { at: at, value: ms } }`,
      `metrics:\n${metrics.join('\n')}\nobjectives:\n${objectives.join('\n')}\n`,
    ].join('\n'),
  );
}

/** Rows such as `2025-01-01T00:00:31.536Z,true,92.3,us-east-1` over a year, as CSV and as NDJSON. */
function generate(rows) {
  const regions = ['us-east-1', 'us-west-2', 'eu-central-1', 'ap-south-1'];
  const csv = openSync(join(folder, 'requests.csv'), 'w');
  const ndjson = openSync(join(folder, 'requests.ndjson'), 'w');
  const next = numbersFrom(42);
  const start = Date.UTC(2025, 0, 1);
  const step = (365 * 86_400_000) / rows;
  let [lines, objects] = ['at,ok,ms,region\n', ''];
  for (let index = 0; index < rows; index++) {
    const at = new Date(start + Math.floor(index * step)).toISOString();
    const [ok, ms, region] = [next() < 0.999, (20 + next() ** 4 * 900).toFixed(1), regions[index & 3]];
    lines += `${at},${ok},${ms},${region}\n`;
    objects += `{"at":"${at}","ok":${ok},"ms":${ms},"region":"${region}"}\n`;
    if (lines.length > 4 << 20 || index === rows - 1) {
      writeSync(csv, lines);
      writeSync(ndjson, objects);
      [lines, objects] = ['', ''];
    }
  }
  closeSync(csv);
  closeSync(ndjson);
}

function newlineScan(name) {
  const file = openSync(join(folder, name), 'r');
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

/** The lines of the table on CSV, NDJSON, Parquet and memory; the files are made first and left in the folder. */
export async function scanLines(rows) {
  generate(rows);
  const csv = agreementOver('requests.csv');
  const ndjson = agreementOver('requests.ndjson');
  const parquet = agreementOver('requests.parquet');
  const first = results(csv);
  const counted = first[0].windows.reduce((sum, window) => sum + window.n, 0);
  if (counted !== rows) throw new Error(`The engine counted ${counted} of ${rows} rows.`);

  const instance = await DuckDBInstance.create(':memory:', { threads: '1', autoinstall_known_extensions: 'false' });
  const connection = await instance.connect();
  const columns = `{'at':'TIMESTAMP','ok':'BOOLEAN','ms':'DOUBLE','region':'VARCHAR'}`;
  const table = `read_csv('${join(folder, 'requests.csv')}', header=true, columns=${columns})`;
  await connection.run(`copy (from ${table}) to '${join(folder, 'requests.parquet')}' (format parquet)`);
  const months = first[0].windows.map(({ to }, index) => `when "at" < make_timestamp(${to * 1000}) then ${index}`);
  const quantiles = 'quantile_cont(ms, 0.5), quantile_cont(ms, 0.95), quantile_cont(ms, 0.99)';
  const query = (source) =>
    `select case ${months.join(' ')} end as month, count(*), ${quantiles} from ${source} group by 1`;
  const duckdb = (source) => () => connection.runAndReadAll(query(source));

  const [csvScan, csvOwn, csvDuck] = await least(
    rounds,
    () => newlineScan('requests.csv'),
    () => results(csv),
    duckdb(table),
  );
  const [jsonScan, jsonOwn] = await least(
    rounds,
    () => newlineScan('requests.ndjson'),
    () => results(ndjson),
  );
  const [packedOwn, packedDuck] = await least(
    rounds,
    () => results(parquet),
    duckdb(`'${join(folder, 'requests.parquet')}'`),
  );
  connection.closeSync();
  const ms = (value) => `${value.toFixed(0)} ms`;
  return [
    line('CSV', csvOwn / csvScan, 'x a newline scan', 12, `${ms(csvOwn)} against ${ms(csvScan)}`),
    line('CSV', csvOwn / csvDuck, 'x DuckDB', 0.4, `${ms(csvOwn)} against ${ms(csvDuck)}`),
    line('NDJSON', jsonOwn / jsonScan, 'x a newline scan', 16, `${ms(jsonOwn)} against ${ms(jsonScan)}`),
    line('Parquet (Snappy)', packedOwn / packedDuck, 'x DuckDB', 1.5, `${ms(packedOwn)} against ${ms(packedDuck)}`),
    await memoryLine(csv),
  ];
}

/** Resident memory of the real engine process: after a first small plan, and its high-water mark after the CSV. */
async function memoryLine({ planned: { plan } }) {
  const host = new engine.EngineHost({
    script: join(process.cwd(), 'dist/engine.js'),
    timeLimitMs: 120_000,
    memoryLimitMiB: 512,
  });
  const field = (name) =>
    Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${host.pid}/status`, 'utf8'))?.[1]) / 1024;
  const { fence } = runOptions(folder);
  const request = { plan, folder, fence, wantsFingerprint: false, maximumBytes: 4e9 };
  try {
    await host.run('idle', { ...request, plan: { ...plan, items: [] } });
    const idle = field('VmRSS');
    await host.run('scan', request);
    const [most, detail] = [field('VmHWM') - idle, `the process of the engine; idle ${idle.toFixed(0)} MB`];
    return line('Memory, CSV', most, 'MB over idle', 80, detail);
  } finally {
    host.dispose();
  }
}

// Three million flights of 2001 in Parquet as others published them: on-time performance of each airport and month, against DuckDB.
// It must never be the proof that both agree: that is test/engine/flights.test.ts.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { least, line, planned, results } from './kit.mjs';

const data = join(dirname(createRequire(import.meta.url).resolve('vega-datasets')), '../data');

export async function flightsLine() {
  const agreement = planned(`sla: 1
id: flights
timeZone: UTC
term: { from: 2001-01-01, to: 2001-12-31 }
data:
  flights: { file: flights-3m.parquet, timeZone: UTC, columns: { at: date } }
metrics:
  on-time: { type: ratio, better: higher, data: flights, columns: { good: delay < 15 } }
objectives:
  punctual: { metric: on-time, atLeast: 80 %, window: month, per: origin }
`);
  const instance = await DuckDBInstance.create(':memory:', { threads: '1', autoinstall_known_extensions: 'false' });
  const connection = await instance.connect();
  const query = `select origin, date_trunc('month', "date"), count(*), count(*) filter (delay < 15) from '${join(data, 'flights-3m.parquet')}' group by all`;
  const [own, other] = await least(
    3,
    () => results(agreement, data),
    () => connection.runAndReadAll(query),
  );
  connection.closeSync();
  const detail = `${own.toFixed(0)} ms against ${other.toFixed(0)} ms; Zstandard, 229 airports, groups and a condition`;
  return line('3 M flights, on time by airport and month (Parquet)', own / other, 'x DuckDB', undefined, detail);
}

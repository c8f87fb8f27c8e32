// Measures rules and comparison on long agreements and the engine on large data in one run on one machine and prints every figure beside its bar; CPU time, least of several rounds;
// keys alone are timed by the clock, those with and without a version before by turns.
// usage: node scripts/bench.mjs [ROWS] [--write]  (default 10,000,000; --write puts the table into docs/benchmarks.md)
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { incidentsLine, objectivesLine } from './bench/agreements.mjs';
import { appendLines } from './bench/append.mjs';
import { diffLine } from './bench/diff.mjs';
import { flightsLine } from './bench/flights.mjs';
import { rulesLine } from './bench/rules.mjs';
import { scanLines } from './bench/scan.mjs';
import { typingLine } from './bench/typing.mjs';

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'boolean' } },
});
const rows = Number(positionals[0] ?? 10_000_000);
const page = 'docs/benchmarks.md';
const [begin, end] = ['<!-- the table: npm run bench -->', '<!-- the end of the table of data -->'];

// Memory is that of the engine as it is shipped.
execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: ['ignore', 'ignore', 'inherit'] });

const parts = [
  () => [rulesLine()],
  () => [diffLine(5_000, 60), diffLine(20_000, 200)],
  async () => [await typingLine()],
  async () => [await incidentsLine()],
  async () => [await objectivesLine()],
  async () => [await flightsLine()],
  () => scanLines(rows),
  () => appendLines(rows),
];
const lines = [];
for (const part of parts)
  for (const each of await part()) {
    lines.push(each);
    console.log(`${each.work}: ${each.shown}${verdict(each)} (${each.detail})`);
  }
console.log(`${lines.filter(({ holds }) => holds === false).length} bars are missed.`);
if (flags.write) write();

function verdict({ bar, holds }) {
  return holds === undefined ? '' : `, ${holds ? 'kept' : 'MISSED'} ${bar}`;
}

function write() {
  const cells = lines.map(({ work, shown, bar, holds, detail }) => [
    work,
    shown,
    bar ?? '',
    holds === undefined ? '' : holds ? 'kept' : 'missed',
    detail,
  ]);
  const head = ['work', 'measured', 'bar', '', 'how'];
  const widths = head.map((word, column) => Math.max(3, word.length, ...cells.map((row) => row[column].length)));
  const text = (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  const [day] = new Date().toISOString().split('T');
  const title = `${day}, Node ${process.version}, logs of ${rows.toLocaleString('en')} rows (CSV, NDJSON, Parquet).`;
  const known = readFileSync(page, 'utf8');
  const [before, rest] = known.split(begin);
  const [, after] = rest.split(end);
  writeFileSync(
    page,
    `${before}${begin}\n\n${title}\n\n${[text(head), rule, ...cells.map(text)].join('\n')}\n\n${end}${after}`,
  );
}

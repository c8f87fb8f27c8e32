// Measures the built language server beside the generic YAML server in one run, and writes the table into docs/benchmarks.md.
// It must never compare runs of different times: machines are shared, so that only figures of one run say something together.

import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const source = resolve(root, '../shared/bench');
// Not in a folder whose name begins with a dot: the generic server gives no schema to files in such a folder.
const work = join(tmpdir(), 'sla-bench-editor');
const page = join(root, 'docs/benchmarks.md');
const [begin, end] = ['<!-- the table: npm run bench:editor -->', '<!-- the end of the table -->'];

if (!existsSync(source)) {
  console.log('Not measured: the benchmark of language servers lies beside the project, and it is not here.');
  process.exit(0);
}
mkdirSync(work, { recursive: true });
cpSync(source, work, { recursive: true });
// The generic server needs a newer Node than the project does, and both have to run on one.
const packages = ['yaml-language-server@2.0.0', 'node@22'];
if (!existsSync(join(work, 'node_modules/.bin/yaml-language-server')))
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--silent', ...packages], { cwd: work, stdio: 'inherit' });
const node = join(work, 'node_modules/.bin/node');
execFileSync(process.execPath, [join(root, 'scripts/build.mjs')], { cwd: root, stdio: 'inherit' });
execFileSync(process.execPath, ['gen-docs.mjs', '--profile', 'sla', '--out', 'out/sla'], {
  cwd: work,
  env: { ...process.env, SLA_SCHEMA: join(root, 'dist/sla.schema.json') },
});

const sizes = process.env['SLA_BENCH_SIZES'] ?? '1000,5000,20000';
const run = (only, more) =>
  spawnSync(
    process.execPath,
    [
      'lsp-bench.mjs',
      ...['--server', `${node} ${join(root, 'dist/server.js')} --stdio`, '--name', 'ours', '--doc-dir', 'out/sla'],
      ...['--vs', `${node} node_modules/yaml-language-server/bin/yaml-language-server --stdio`, '--vs-name', 'yaml-ls'],
      ...['--vs-doc-dir', 'out/sla', '--vs-probes', 'out/sla/probes-yaml.json', '--only', only, ...more],
    ],
    { cwd: work, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 1 << 26 },
  ).stdout;
const answers = run('cold,diag,completion,hover,symbols,burst', [
  '--sizes',
  sizes,
  '--budget',
  '30',
  '--timeout',
  '30',
]);
const memory = run('rss', ['--sizes', '5000', '--rss-interval', '260', '--rss-parallel', '--rss-limit', '200']);
const tables = `${answers.trim()}\n\n## Memory over 500 edits\n\n${memory.trim()}`.replaceAll(/^### /gm, '### ');
const head = `${new Date().toISOString().slice(0, 10)}, Node ${execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()}, yaml-language-server 2.0.0, both on one machine in one run.`;
const text = readFileSync(page, 'utf8');
const [before, after] = [text.slice(0, text.indexOf(begin) + begin.length), text.slice(text.indexOf(end))];
writeFileSync(page, `${before}\n\n${head}\n\n${tables}\n\n${after}`);
console.log(`${head}\n\n${tables}`);

// Writes each mistake of the tables as an agreement of its own, checks all of them with the command line, and counts by category.
// usage: node scripts/mutants.mjs [FOLDER]  (the agreements are kept in FOLDER; without one they are removed again)
// It fails where a mistake gives no finding, more than one, or one at another place, and where an original has one.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const kept = process.argv[2];
const folder = kept === undefined ? mkdtempSync(join(tmpdir(), 'sla-mutants-')) : resolve(kept);
if (kept === undefined) process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

// Who names connections can be told of one that is not among them.
const connections = join(folder, 'connections.json');
writeFileSync(connections, JSON.stringify({ metrics: { kind: 'prometheus', address: 'https://metrics.example' } }));

const outfile = join(mkdtempSync(join(tmpdir(), 'sla-mistakes-')), 'mistakes.cjs');
const contents = `
  export { mistakes } from './test/rules/mistakes';
  export { goldenPaths } from './test/rules/golden';
  export { rules } from './server/src/core/rules/index';
`;
await build({
  stdin: { contents, resolveDir: process.cwd(), loader: 'ts' },
  ...{ bundle: true, platform: 'node', format: 'cjs', outfile, logLevel: 'error' },
});
const { mistakes, goldenPaths, rules } = createRequire(import.meta.url)(outfile);
execBuild();

// What the agreements name stands beside them.
const beside = join(folder, 'examples');
for (const name of ['suppliers', 'data']) cpSync(`examples/${name}`, join(beside, name), { recursive: true });
const documents = mistakes.map(({ path, from, to, rule, token }, index) => {
  const text = readFileSync(`examples/${path}.sla.yaml`, 'utf8').replace(from, () => to);
  const name = `${String(index + 1).padStart(3, '0')}-${rule}.sla.yaml`;
  writeFileSync(join(beside, name), text);
  return { name, text, rule, token };
});

const found = new Map(check(folder, '.').files.map((file) => [file.path, file.problems]));
const wrong = [];
const byCategory = new Map();
const categories = new Map(rules.map(({ id, category }) => [id, category]));
for (const { name, text, rule, token } of documents) {
  const problems = found.get(`examples/${name}`) ?? [];
  const [only] = problems;
  const marked = only === undefined ? undefined : textAt(text, only.range);
  if (problems.length === 1 && only.rule === rule && marked === token) {
    const category = categories.get(rule);
    byCategory.set(category, (byCategory.get(category) ?? 0) + 1);
  } else
    wrong.push(`${name}: ${problems.map((each) => `${each.rule}: ${each.message}`).join('; ') || 'nothing found'}`);
}
const originals = check(process.cwd(), 'examples').files.flatMap(({ path, problems }) =>
  problems.map(({ rule, message }) => `${path}: ${rule}: ${message}`),
);

for (const [category, count] of [...byCategory].sort(([a], [b]) => (a < b ? -1 : 1)))
  console.log(`${category.padEnd(14)}${count}`);
console.log(
  `${documents.length} agreements with one mistake each, ${documents.length - wrong.length} with its one finding`,
);
console.log(`${goldenPaths.length} originals with ${originals.length} findings`);
for (const line of [...wrong, ...originals]) console.error(line);
if (wrong.length > 0 || originals.length > 0 || documents.length < 200) process.exitCode = 1;

function execBuild() {
  const { status } = spawnSync(process.execPath, ['scripts/build.mjs'], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) process.exit(1);
}

function check(cwd, path) {
  const args = [
    'check',
    path,
    '--connections',
    connections,
    '--no-data',
    '--today',
    '2026-11-25',
    '--format',
    'json',
    '--root',
    cwd,
  ];
  const { stdout } = spawnSync(process.execPath, [resolve('dist/cli.js'), ...args], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  return JSON.parse(stdout);
}

function textAt(text, { start, end }) {
  const starts = [0, ...[...text.matchAll(/\r\n?|\n/g)].map((match) => match.index + match[0].length)];
  const offset = ({ line, column }) => starts[line - 1] + column - 1;
  return text.slice(offset(start), offset(end));
}

// Runs every check of the project in order and ends with one line, `N passed, N failed`; each check counts as tests.
// It must never hide a check that could not run: what is skipped is counted and its reason is printed.
// usage: node scripts/test.mjs [--unit | --editor | --only NAME[,NAME]] [--screenshots] [PART_OF_A_TEST_FILE_PATH...]

import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { join, relative, resolve } from 'node:path';
import { finished } from 'node:stream/promises';
import { run as runNodeTests } from 'node:test';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { yamlWithoutEnvironment } from './bundles.mjs';
import { browserProblem, copyWorkspace, hostProblem, installHost, packVsix } from '../test/vscode/prepare.mjs';

const OUTPUT = 'test/.output';
const GRAMMAR = ['-g', 'syntaxes/sla.tmLanguage.json'];
const IMAGES = [
  ...['hover-light', 'hover-dark', 'problems', 'completion', 'symbols', 'walkthrough'],
  ...['explorer-dark', 'explorer-light', 'explorer-high-contrast', 'explorer-welcome'],
  ...['preview', 'review-hints', 'review-plain'],
].map((name) => `${name}.png`);

/**
 * What is bundled into the tests as it is into what is shipped: parts of packages that cannot be required, only imported, and the
 * parser of YAML, which is slower by itself.
 */
const BUNDLED = {
  ...Object.fromEntries(
    ['column', 'delta', 'encoding', 'metadata', 'plain'].map((name) => [
      `hyparquet/src/${name}.js`,
      `./node_modules/hyparquet/src/${name}.js`,
    ]),
  ),
  yaml: './node_modules/yaml/dist/index.js',
};

/** The test files that take longest, the longest first: the last one to begin would run alone at the end. */
const LONGEST = [
  ...['engine/remote-collapse', 'fuzz', 'core/pieces', 'cli/check', 'engine/references-spans'],
  ...['features/completion-torn', 'engine/references-downtime', 'engine/references-values'],
  ...['engine/references-shares', 'features/format', 'rules/fixes', 'cli/verdicts', 'engine/broken-files'],
  ...['rules/taken-over', 'features/robust', 'engine/references-levels', 'engine/references-records'],
].map((name) => `test/${name}.test.ts`);

/** Every check by its name, in the order in which they run; the last one runs only where it is named. */
const CHECKS = {
  types: () => command('npx', ['tsc', '-b']),
  lint: () => command('npx', ['eslint', '.']),
  format: () => command('npx', ['prettier', '--check', '--log-level', 'warn', '.']),
  'dead-code': () => command('npx', ['knip', '--no-progress']),
  generated: () => command('node', ['scripts/gen.mjs', '--check']),
  build: () => command('node', ['scripts/build.mjs']),
  unit: unitTests,
  grammar: grammarTests,
  host: hostTests,
  ui: uiTests,
  electron: electronTests,
};
const BY_NAME_ONLY = ['electron'];

const { values: flags, positionals: filters } = parseArgs({
  allowPositionals: true,
  options: {
    unit: { type: 'boolean' },
    editor: { type: 'boolean' },
    only: { type: 'string' },
    screenshots: { type: 'boolean' },
  },
});

const total = { passed: 0, failed: 0, skipped: 0 };
for (const name of chosen()) {
  const start = Date.now();
  let result;
  try {
    result = await CHECKS[name]();
  } catch (error) {
    result = { passed: 0, failed: 1, skipped: 0, output: error.message };
  }
  for (const key of Object.keys(total)) total[key] += result[key];
  if (result.failed > 0 && result.output) console.log(result.output.trimEnd());
  const word = result.failed > 0 ? 'FAILED' : result.passed === 0 && result.skipped > 0 ? 'skip' : 'ok';
  const reason = result.reason ? `: ${result.reason}` : '';
  console.log(`${word.padEnd(6)} ${name.padEnd(9)} ${counts(result)} (${seconds(start)})${reason}`);
}
console.log(counts(total));
process.exitCode = total.failed > 0 || total.passed + total.skipped === 0 ? 1 : 0;

function chosen() {
  const names = Object.keys(CHECKS);
  if (flags.unit) return ['unit'];
  if (flags.editor) return ['build', 'host', 'ui'];
  if (flags.only === undefined) return names.filter((name) => !BY_NAME_ONLY.includes(name));
  const only = flags.only.split(',');
  const unknown = only.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Error(`There is no check "${unknown}"; there are ${names.join(', ')}.`);
  return names.filter((name) => only.includes(name));
}

function counts({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

function seconds(start) {
  return `${((Date.now() - start) / 1000).toFixed(1)} s`;
}

/** Runs a program to its end; answers its exit code and everything that it printed. */
function spawned(program, args, env = {}) {
  return new Promise((done) => {
    const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => done({ code: 127, output: String(error) }));
    child.on('close', (code) => done({ code, output }));
  });
}

/** A program that passes or fails as a whole. */
async function command(program, args) {
  const { code, output } = await spawned(program, args);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0, output };
}

function skip(reason, tests = 1) {
  return { passed: 0, failed: 0, skipped: tests, reason };
}

/** Paths of all files below a folder whose name ends so. */
function files(folder, ending) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .filter((path) => !path.includes('node_modules'))
    .sort();
}

/** All test files in one bundling call, then each in a process of its own under the runner of Node. */
async function unitTests() {
  const wanted = (path) => filters.length === 0 || filters.some((part) => path.includes(part));
  const tests = files('test', '.test.ts').filter((path) => !path.startsWith('test/vscode'));
  const gone = LONGEST.find((path) => !tests.includes(path));
  if (gone !== undefined) throw new Error(`There is no ${gone}, which is named among the tests that take longest.`);
  const entryPoints = [...new Set([...LONGEST, ...tests])].filter(wanted);
  if (entryPoints.length === 0) throw new Error('No test file has such a path.');
  // Two runs at a time must not take each other's bundles away.
  const outdir = `dist-test/unit-${process.pid}`;
  process.on('exit', () => rmSync(outdir, { recursive: true, force: true }));
  await build({
    entryPoints,
    outdir,
    outbase: 'test',
    bundle: true,
    packages: 'external',
    alias: BUNDLED,
    plugins: [yamlWithoutEnvironment],
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: 'linked',
    sourcesContent: false,
    logLevel: 'warning',
    define: { SLA_VERSION: JSON.stringify(JSON.parse(readFileSync('package.json', 'utf8')).version) },
  });
  const result = { passed: 0, failed: 0, skipped: 0, output: '' };
  const reasons = new Set();
  const bundles = entryPoints.map((path) => resolve(outdir, relative('test', path).replace(/\.ts$/, '.js')));
  const stream = runNodeTests({ files: bundles, concurrency: 2, timeout: 10 * 60 * 1000 });
  stream.on('test:pass', ({ skip: skipped, details }) => {
    if (details.type === 'suite') return;
    if (skipped === undefined) result.passed++;
    else {
      result.skipped++;
      if (typeof skipped === 'string') reasons.add(skipped);
    }
  });
  stream.on('test:fail', ({ name, file, details }) => {
    // A suite or a file fails because a test in it failed, which is counted by itself; a hook that fails is not.
    if (details.error?.failureType === 'subtestsFailed') return;
    result.failed++;
    const cause = details.error?.cause ?? details.error;
    result.output += `FAILED ${name} (${file ? relative(outdir, file) : ''})\n`;
    // A file that ends without a failed test of its own says with what it ended.
    const ended = details.error?.exitCode ?? details.error?.signal ?? undefined;
    if (ended !== undefined) result.output += `       it ended with ${ended}\n`;
    result.output += `${inSources(String(cause?.stack ?? cause))}\n`.replace(/^/gm, '       ').trimEnd() + '\n';
  });
  // What happens after the last test of a file fails the file, and is told here only.
  let cases = 0;
  stream.on('test:diagnostic', ({ message }) => {
    cases += Number(/^random cases: (\d+)$/.exec(message)?.[1] ?? 0);
    if (/^(?:Error|Warning): /.test(message)) result.output += `       ${message}\n`;
  });
  let printed = '';
  stream.on('test:stderr', ({ message }) => (printed += message));
  stream.on('test:stdout', ({ message }) => (printed += message));
  await finished(stream.resume());
  if (result.failed > 0) result.output += printed;
  if (cases > 0)
    reasons.add(`${cases.toLocaleString('en')} random cases against references, seeds in the names of the tests`);
  return { ...result, reason: [...reasons].join('; ') };
}

/**
 * A trace in which places of bundles are those of the sources. Node does it by itself where it is asked to, but then every process
 * reads a map of a megabyte first, and hardly any of them fails.
 */
function inSources(trace) {
  return trace.replace(/(\/[^\s()]+\.js):(\d+):(\d+)/g, (place, path, line, column) => {
    if (!existsSync(`${path}.map`)) return place;
    const map = new SourceMap(JSON.parse(readFileSync(`${path}.map`, 'utf8')));
    const { originalSource, originalLine, originalColumn } = map.findEntry(Number(line) - 1, Number(column) - 1);
    if (originalSource === undefined) return place;
    return `${resolve(path, '..', originalSource)}:${originalLine + 1}:${originalColumn + 1}`;
  });
}

/** Assertion files, then the snapshot; each file is a test. */
async function grammarTests() {
  const asserted = await spawned('npx', ['vscode-tmgrammar-test', ...GRAMMAR, 'test/grammar/*.sla.yaml']);
  const snapshots = 'test/grammar/snapshot/*.sla.yaml';
  const compared = await spawned('npx', ['vscode-tmgrammar-snap', ...GRAMMAR, '-s', 'source.sla', snapshots]);
  const output = asserted.output + compared.output;
  const passed = output.match(/^\s*✓/gm)?.length ?? 0;
  const failed = output.match(/^\s*✖/gm)?.length ?? 0;
  const broken = failed === 0 && (asserted.code !== 0 || compared.code !== 0) ? 1 : 0;
  return { passed, failed: failed + broken, skipped: 0, output };
}

/** The mocha suite in the extension host of a real VS Code. */
async function hostTests() {
  const reason = hostProblem() ?? browserProblem();
  if (reason) return skip(reason);
  requireBuild();
  installHost();
  await bundleSuite();
  const workspace = copyWorkspace();
  try {
    mkdirSync(OUTPUT, { recursive: true });
    const suite = resolve('dist-test/vscode/index.js');
    const args = [process.cwd(), suite, workspace.folder, join(OUTPUT, 'host.png')];
    return reported(await spawned('node', ['test/vscode/host/run-tests.mjs', ...args]));
  } finally {
    workspace.dispose();
  }
}

/** The packed extension, driven in the workbench as a person would. */
async function uiTests() {
  const reason = hostProblem() ?? browserProblem();
  if (reason) return skip(reason);
  requireBuild();
  installHost();
  const workspace = copyWorkspace();
  try {
    const vsix = packVsix();
    const result = reported(
      await spawned('node', [
        'test/vscode/host/run-ui.mjs',
        vsix,
        workspace.folder,
        OUTPUT,
        ...files('test/vscode/ui', '.mjs'),
      ]),
    );
    keepImages();
    return result;
  } finally {
    workspace.dispose();
  }
}

/** The same suite as `host` in a desktop VS Code, which has to be downloaded first. */
async function electronTests() {
  requireBuild();
  await bundleSuite();
  const workspace = copyWorkspace();
  try {
    const { code, output } = await spawned('node', ['test/vscode/electron.mjs', workspace.folder]);
    const reason = /^SKIPPED (.*)$/m.exec(output)?.[1];
    return code === 0 && reason ? skip(reason) : reported({ code, output });
  } finally {
    workspace.dispose();
  }
}

/** Reads the last line of counts that a run printed; a run without one has failed. */
function reported({ code, output }) {
  const match = [...output.matchAll(/^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/gm)].at(-1);
  if (!match)
    return { passed: 0, failed: 1, skipped: 0, output: `${output}\nThe run ended with ${code} and no counts.` };
  const [passed, failed, skipped] = [match[1], match[2], match[3] ?? '0'].map(Number);
  const reason = /^skip .*$/m.exec(output)?.[0];
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed, skipped, output, reason };
}

function requireBuild() {
  if (!existsSync('dist/server.js')) throw new Error('There is no dist/server.js: run `npm run build` first.');
}

async function bundleSuite() {
  const entryPoints = ['test/vscode/suite/index.ts', ...files('test/vscode/suite', '.test.ts')];
  const outdir = 'dist-test/vscode';
  rmSync(outdir, { recursive: true, force: true });
  // mocha is required at run time and vscode is supplied by the editor: neither may be bundled.
  const external = ['vscode', 'mocha'];
  const options = {
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: 'linked',
    logLevel: 'warning',
  };
  await build({ ...options, entryPoints, outdir, external });
}

/** Pictures of the documentation are only made anew where that was asked for, so that a test run leaves the tree clean. */
function keepImages() {
  mkdirSync('docs/images', { recursive: true });
  for (const name of IMAGES) {
    const taken = join(OUTPUT, name);
    const kept = join('docs/images', name);
    if (existsSync(taken) && (flags.screenshots || !existsSync(kept))) copyFileSync(taken, kept);
  }
}

// Runs the suite of the extension host in a desktop VS Code, which it downloads; prints the same lines as the other runs.
// It must never fail because no editor can be had: it then prints SKIPPED and the reason.
// usage: node test/vscode/electron.mjs WORKSPACE_FOLDER

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';

const workspace = process.argv[2];
const folder = mkdtempSync(join(tmpdir(), 'sla-'));
const resultsFile = join(folder, 'results.json');
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

if (process.platform === 'linux' && !process.env.DISPLAY) {
  console.log('SKIPPED the desktop editor needs a display (run under xvfb-run)');
  process.exit(0);
}

let vscodeExecutablePath = process.env.VSCODE_EXECUTABLE;
if (!vscodeExecutablePath) {
  try {
    vscodeExecutablePath = await downloadAndUnzipVSCode({ timeout: 30_000 });
  } catch (error) {
    console.log(`SKIPPED no VS Code can be downloaded here: ${String(error.message ?? error).split('\n')[0]}`);
    process.exit(0);
  }
}

const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const code = await runTests({
  vscodeExecutablePath,
  extensionDevelopmentPath: process.cwd(),
  extensionTestsPath: resolve('dist-test/vscode/index.js'),
  extensionTestsEnv: { VSCODE_TEST_RESULTS: resultsFile },
  launchArgs: [
    workspace,
    '--disable-extensions',
    '--disable-workspace-trust',
    `--user-data-dir=${join(folder, 'u')}`,
    ...root,
  ],
}).catch(() => 1);

const run = existsSync(resultsFile) ? JSON.parse(readFileSync(resultsFile, 'utf8')) : { done: false, results: [] };
for (const { state, title, error } of run.results) {
  console.log(`${state.padEnd(7)} ${title}${error ? `\n${error.replace(/^/gm, '       ')}` : ''}`);
}
const count = (state) => run.results.filter((test) => test.state === state).length;
if (!run.done) console.log('FAILED the run did not come to its end');
console.log(`${count('passed')} passed, ${count('failed') + (run.done ? 0 : 1)} failed, ${count('skipped')} skipped`);
process.exitCode = code === 0 && run.done && count('failed') === 0 ? 0 : 1;

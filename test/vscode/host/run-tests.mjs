// Runs a mocha suite in the extension host of a real VS Code and prints a line per test.
// usage: node run-tests.mjs EXTENSION_FOLDER TESTS_INDEX_JS WORKSPACE_FOLDER [SCREENSHOT.png]
// It must never call a run whole that did not come to its end.

import { runExtensionTests } from './vscode-host.mjs';

const [extensionDevelopmentPath, extensionTestsPath, workspace, screenshot] = process.argv.slice(2);
const start = Date.now();
const timeoutMs = Number(process.env.LIMIT_MS ?? 300_000);
const run = { extensionDevelopmentPath, extensionTestsPath, workspace, screenshot, timeoutMs };
const { code, results, logs } = await runExtensionTests(run);
const tests = results?.results ?? [];
const word = { passed: 'ok    ', failed: 'FAILED', skipped: 'skip  ' };
for (const test of tests) {
  const error = test.error ? `\n${test.error.replace(/^/gm, '       ')}` : '';
  console.log(`${word[test.state]} ${test.title} (${test.ms ?? 0} ms)${error}`);
}
const count = (state) => tests.filter((test) => test.state === state).length;
let failed = count('failed');
// An extension host that dies ends with exit code 0: only `done` proves a whole run.
if (!results?.done) {
  failed++;
  console.log(`FAILED the run did not come to its end (${code})`);
  console.log(`--- server\n${logs.server}\n--- workbench console\n${logs.console}`);
}
if (code !== 0 && failed === 0) failed++;
console.log(`VS Code run: exit ${code}, ${((Date.now() - start) / 1000).toFixed(1)} s`);
console.log(`${count('passed')} passed, ${failed} failed, ${count('skipped')} skipped`);
process.exitCode = failed || !count('passed') ? 1 : 0;

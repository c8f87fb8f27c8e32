// usage: node run-tests.mjs EXTENSION_FOLDER TESTS_INDEX_JS WORKSPACE_FOLDER [SCREENSHOT.png]
import { runExtensionTests } from './vscode-host.mjs';
const [extensionDevelopmentPath, extensionTestsPath, workspace, screenshot] = process.argv.slice(2);
const t0 = Date.now();
const { code, results, logs } = await runExtensionTests({ extensionDevelopmentPath, extensionTestsPath, workspace, screenshot, timeoutMs: Number(process.env.LIMIT_MS ?? 180_000) });
const tests = results?.results ?? [];
const word = { passed: 'ok    ', failed: 'FAILED', skipped: 'skip  ' };
for (const t of tests) console.log(`${word[t.state]} ${t.title} (${t.ms ?? 0} ms)${t.error ? '\n' + t.error.replace(/^/gm, '       ') : ''}`);
const count = (state) => tests.filter((t) => t.state === state).length;
let failed = count('failed');
if (!results?.done) { // an extension host that dies ends with exit code 0: only `done` proves a whole run
  failed++;
  console.log(`FAILED the run did not come to its end\n--- server\n${logs.server}\n--- workbench console\n${logs.console}`);
}
if (code !== 0 && !failed) failed++;
console.log(`VS Code run: exit ${code}, ${((Date.now() - t0) / 1000).toFixed(1)} s`);
console.log(`${count('passed')} passed, ${failed} failed, ${count('skipped')} skipped`);
process.exitCode = failed || !count('passed') ? 1 : 0;

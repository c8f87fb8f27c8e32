// The entry named by extensionTestsPath: the editor loads it in the extension host and calls run().
// It must never report a run as whole before its last test has ended.

import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';

interface Result {
  readonly title: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  readonly ms?: number | undefined;
  readonly error?: string | undefined;
}

export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'tdd', timeout: 60_000, color: false, forbidOnly: process.env.CI !== undefined });
  for (const file of readdirSync(__dirname).sort()) if (file.endsWith('.test.js')) mocha.addFile(join(__dirname, file));
  const results: Result[] = [];
  // Written after every test: what is there survives a crash of the extension host; `done` says that the run came to its end.
  const save = (done: boolean): void => {
    const path = process.env.VSCODE_TEST_RESULTS;
    if (path !== undefined) writeFileSync(path, JSON.stringify({ done, results }, null, 2));
  };
  const add = (result: Result): void => {
    results.push(result);
    save(false);
  };
  save(false);
  const failures = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    runner.on('pass', (test) => add({ title: test.fullTitle(), state: 'passed', ms: test.duration }));
    runner.on('pending', (test) => add({ title: test.fullTitle(), state: 'skipped' }));
    runner.on('fail', (test, error: Error) => {
      add({ title: test.fullTitle(), state: 'failed', ms: test.duration, error: error.stack ?? error.message });
    });
  });
  save(true);
  if (failures > 0) throw new Error(`${failures} test(s) failed`);
}

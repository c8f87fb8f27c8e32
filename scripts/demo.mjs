// Shows in the terminal what the project does: builds it, checks the examples, and the real probe log where it is there.
// It must never fail because an agreement has findings, which is what it shows; only a check that could not run makes it fail.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const TODAY = ['--today', '2026-11-25'];
const REAL = '../shared/examples/digital-editions.sla.yaml';

/** Runs a program with its output on ours; answers its exit code. */
function run(...args) {
  const { status, error } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (error) throw error;
  return status ?? 1;
}

function title(text) {
  console.log(`\n${text}\n${'-'.repeat(text.length)}\n`);
}

if (run('scripts/build.mjs') !== 0) process.exit(1);

title('The examples: node dist/cli.js check examples --today 2026-11-25');
const codes = [run('dist/cli.js', 'check', 'examples', ...TODAY)];

if (existsSync(REAL) && existsSync('../shared/data')) {
  title('An agreement over a real probe log, January to August 2026');
  codes.push(run('dist/cli.js', 'check', REAL, '--root', '../shared', ...TODAY));
} else {
  console.log(
    `\nThe agreement over a real probe log is left out: there is no ${REAL} with its data beside this folder.`,
  );
}

title('In the editor');
console.log('Hovers with charts, problems, completion and quick fixes:');
console.log('  npm run editor      opens the examples in a real VS Code in your browser (Linux, x64)');
console.log('  npm run package     writes sla-as-code.vsix, to install in your own VS Code');

// 1 says that there are findings: without the real probe log one agreement of the examples has its data missing.
process.exitCode = codes.some((code) => code > 1) ? 2 : 0;

#!/usr/bin/env node
// Runs the command line from a checkout of this repository, and builds it first where nobody has: for the action and for pre-commit.
// It must never install what the lock file does not name, nor run a script of a package.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const entry = join(root, 'dist/cli.js');

/** What is written while building goes to standard error: standard output is for reports. */
function build(program, args) {
  // On Windows npm is a script, which only a shell starts; all arguments are constants.
  const shell = process.platform === 'win32' && program === 'npm';
  const { status, error } = spawnSync(program, args, { cwd: root, stdio: ['ignore', 2, 2], shell });
  if (status === 0) return;
  console.error(`sla: it could not be built: ${program} ${args.join(' ')} ended with ${error?.message ?? status}`);
  process.exit(2);
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`sla: Node 20.19 or newer is needed, and this is ${process.versions.node}`);
  process.exit(2);
}
if (!existsSync(entry)) {
  if (!existsSync(join(root, 'node_modules'))) build('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
  build(process.execPath, ['scripts/build.mjs']);
}
const { status } = spawnSync(process.execPath, [entry, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exit(status ?? 2);

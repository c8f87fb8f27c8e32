// What every run in a real VS Code needs beforehand: the editor itself, a packed extension, a copy of the examples.
// It must never write into the folders it copies from.

import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const HOST = 'test/vscode/host';
export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const SHARED = process.env.SLA_SHARED ?? '../shared';

/** Why the editor cannot run on this machine, or undefined where it can. */
export function hostProblem() {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return `the editor for tests runs on Linux x64 only, this is ${process.platform} ${process.arch}`;
  return undefined;
}

/** Why no browser can be started here, or undefined where one can. */
export function browserProblem() {
  return existsSync(CHROMIUM)
    ? undefined
    : `there is no Chromium at ${CHROMIUM} (apt-get install chromium fonts-dejavu-core, or set CHROMIUM)`;
}

/** Installs the editor (about 550 MB, once) as its lock file says; throws with the output where that fails. */
export function installHost() {
  const lock = join(HOST, 'package-lock.json');
  const mark = join(HOST, 'node_modules/.package-lock.json');
  const linked = existsSync(join(HOST, 'node_modules/code-server/lib/vscode/node_modules/minimist/package.json'));
  if (linked && existsSync(mark) && statSync(mark).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log(`Installing the editor for tests into ${HOST}/node_modules (about 550 MB, once) …`);
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], HOST);
  run('sh', ['link.sh'], HOST);
}

/** Packs the extension, built, into a .vsix and answers its path. */
export function packVsix() {
  const path = 'test/.output/sla-as-code.vsix';
  mkdirSync('test/.output', { recursive: true });
  rmSync(path, { force: true });
  run('npx', ['vsce', 'package', '--no-dependencies', '-o', path]);
  return path;
}

/** A fresh folder with copies of `examples/` and, where it is there, of the real data beside the project. */
export function copyWorkspace() {
  const folder = mkdtempSync(join(tmpdir(), 'sla-ws-'));
  cpSync('examples', join(folder, 'examples'), { recursive: true });
  if (existsSync(join(SHARED, 'data'))) cpSync(join(SHARED, 'data'), join(folder, 'data'), { recursive: true });
  // Copies of read-only files must be writable: tests edit them.
  run('chmod', ['-R', 'u+w', folder]);
  return { folder, dispose: () => rmSync(folder, { recursive: true, force: true }) };
}

function run(command, args, cwd) {
  const result = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (result.status === 0) return;
  const output = `${result.error ?? ''}${result.stdout ?? ''}${result.stderr ?? ''}`;
  throw new Error(`${command} ${args.join(' ')} failed (${result.status})\n${output}`);
}

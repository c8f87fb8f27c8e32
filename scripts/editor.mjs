// Opens a real VS Code in the person's browser, with the extension installed, on a copy of the examples.
// It must never touch the examples themselves or a VS Code that is installed on the machine.
// usage: node scripts/editor.mjs [--port N] [--trust]   (--trust: start in Restricted Mode and ask for trust, as VS Code does)

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { copyWorkspace, hostProblem, installHost, packVsix } from '../test/vscode/prepare.mjs';

const { values: flags } = parseArgs({ options: { port: { type: 'string' }, trust: { type: 'boolean' } } });

const problem = hostProblem();
if (problem) {
  console.error(`This editor cannot be started here: ${problem}.`);
  console.error(
    'Run `npm run package` and install sla-as-code.vsix in your own VS Code ("Extensions: Install from VSIX...").',
  );
  process.exit(1);
}

if (spawnSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' }).status !== 0) process.exit(1);
installHost();
const vsix = packVsix();
const { startServer } = await import('../test/vscode/host/vscode-host.mjs');
const workspace = copyWorkspace();
process.once('exit', workspace.dispose);
const server = await startServer({
  vsix,
  port: flags.port,
  trust: flags.trust,
  settings: { 'editor.minimap.enabled': false, 'workbench.startupEditor': 'none' },
});

const file = join(workspace.folder, 'examples/orders-api.sla.yaml');
const payload = JSON.stringify([['openFile', `vscode-remote://${server.authority}${file}`]]);
const query = new URLSearchParams({ folder: workspace.folder, payload });
console.log(`
VS Code with SLA as Code is running on this machine only:

  http://${server.authority}/?${query}

It shows a copy of the examples, which is removed at the end. Try: rest the pointer on "availability" below
"objectives:"; press Ctrl+Space in an empty line; change "atLeast" to "atLest". Ctrl-C ends it.`);

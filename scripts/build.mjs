// Builds the bundles of dist/: extension, server, engine and command line. Nothing is bundled twice: the engine never sits inside the server.
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const development = process.argv.includes('--development');

/** Options shared by all bundles; `yaml` must come from its CommonJS build, its module build fails when bundled. */
const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minify: !development,
  keepNames: false,
  sourcemap: development ? 'linked' : false,
  logLevel: 'warning',
  legalComments: 'none',
  mainFields: ['main', 'module'],
  define: { SLA_VERSION: JSON.stringify(version) },
};

const entries = [
  { entryPoints: ['client/src/extension.ts'], outfile: 'dist/extension.js', external: ['vscode'] },
  { entryPoints: ['server/src/node.ts'], outfile: 'dist/server.js' },
  { entryPoints: ['server/src/engine.ts'], outfile: 'dist/engine.js' },
  { entryPoints: ['server/src/cli.ts'], outfile: 'dist/cli.js', banner: { js: '#!/usr/bin/env node' } },
];

await Promise.all(
  entries.filter((entry) => existsSync(entry.entryPoints[0])).map((entry) => build({ ...common, ...entry })),
);
execFileSync(process.execPath, [fileURLToPath(new URL('gen.mjs', import.meta.url)), '--dist'], { stdio: 'inherit' });

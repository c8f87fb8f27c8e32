// Builds the bundles of dist/: extension, server, engine and command line. Nothing is bundled twice: the engine never sits inside the server.
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { bundles } from './bundles.mjs';

await Promise.all(bundles(process.argv.includes('--development')).map((options) => build(options)));
execFileSync(process.execPath, [fileURLToPath(new URL('gen.mjs', import.meta.url)), '--dist'], { stdio: 'inherit' });

// Starts a Prometheus server of its own for tests, filled with samples, in a folder of its own, on loopback, and ends it.
// It must never install anything: the package is unpacked into a folder of the user, and where that fails it says why.

import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from './postgresql';

export interface Prometheus {
  readonly port: number;
  readonly stop: () => void;
}

/** The folder of the programs; the package of Debian is fetched and unpacked where it is lacking, and a text says why that failed. */
function programs(): { readonly folder: string } | string {
  const cache = join(homedir(), '.cache', 'sla-as-code', 'prometheus');
  const has = (folder: string): boolean => ['prometheus', 'promtool'].every((name) => existsSync(join(folder, name)));
  const unpacked = join(cache, 'usr', 'bin');
  const known = [process.env['SLA_PROMETHEUS'] ?? unpacked, '/usr/bin', '/usr/local/bin', unpacked].find(has);
  if (known !== undefined) return { folder: known };
  mkdirSync(cache, { recursive: true });
  const options = { cwd: cache, timeout: 120_000, encoding: 'utf8' } as const;
  const fetched = spawnSync('apt-get', ['download', 'prometheus'], options);
  const file = readdirSync(cache).find((name) => name.endsWith('.deb'));
  if (fetched.status !== 0 || file === undefined)
    return 'Prometheus is not installed, and its package cannot be fetched (SLA_PROMETHEUS names a folder with it)';
  const extracted = spawnSync('dpkg-deb', ['-x', file, '.'], options);
  rmSync(join(cache, file), { force: true });
  return extracted.status === 0 && has(unpacked)
    ? { folder: unpacked }
    : 'the package of Prometheus cannot be unpacked';
}

/** Starts a server over samples in the OpenMetrics text format; a text says why none could be started. */
export async function startPrometheus(openMetrics: string): Promise<Prometheus | string> {
  const found = programs();
  if (typeof found === 'string') return found;
  const folder = mkdtempSync(join(tmpdir(), 'sla-prometheus-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    writeFileSync(join(folder, 's.om'), openMetrics);
    writeFileSync(join(folder, 'prometheus.yml'), 'global: { scrape_interval: 1h }\nscrape_configs: []\n');
    const blocks = [
      'tsdb',
      'create-blocks-from',
      'openmetrics',
      '--quiet',
      '--max-block-duration=768h',
      's.om',
      'tsdb',
    ];
    execFileSync(join(found.folder, 'promtool'), blocks, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
    const port = await freePort();
    const child = spawn(
      join(found.folder, 'prometheus'),
      [
        '--config.file=prometheus.yml',
        '--storage.tsdb.path=tsdb',
        '--storage.tsdb.retention.time=100y',
        `--web.listen-address=127.0.0.1:${port}`,
        '--log.level=error',
      ],
      { cwd: folder, stdio: 'ignore' },
    );
    const stop = (): void => {
      child.kill('SIGKILL');
      remove();
    };
    process.once('exit', stop);
    for (let tries = 0; tries < 200; tries++) {
      const isReady = await fetch(`http://127.0.0.1:${port}/-/ready`).then(
        ({ ok }) => ok,
        () => false,
      );
      if (isReady) return { port, stop };
      await wait(100);
    }
    stop();
    return 'Prometheus did not become ready';
  } catch (error) {
    remove();
    const { stderr } = error as { stderr?: Buffer };
    return `Prometheus could not be started: ${(stderr?.toString() ?? String(error)).trim().split('\n').at(-1) ?? ''}`;
  }
}

// Starts a PostgreSQL server of its own for tests, in a folder of its own, on loopback, and ends it.
// It must never touch a server that runs already; where none can be started it says why.

import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

export interface Server {
  readonly port: number;
  /** Runs statements, as the owner of everything. */
  readonly run: (sql: string) => void;
  readonly stop: () => void;
}

/** A port of loopback that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });
}

/** Where a program of a server is, the newest version first; undefined where it is not installed. */
function program(name: string): string | undefined {
  const installed = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql').sort().reverse() : [];
  const folders = [...installed.map((version) => `/usr/lib/postgresql/${version}/bin`), '/usr/local/bin', '/usr/bin'];
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/** Starts a server with a user `sla` whose password is given; a text says why none could be started. */
export async function startPostgresql(password: string): Promise<Server | string> {
  const [initdb, control, client] = [program('initdb'), program('pg_ctl'), program('psql')];
  if (initdb === undefined || control === undefined || client === undefined)
    return 'PostgreSQL is not installed (apt-get install postgresql)';
  const folder = mkdtempSync(join(tmpdir(), 'sla-pg-'));
  const isRoot = process.getuid?.() === 0;
  const owner = isRoot ? spawnSync('id', ['-u', 'postgres'], { encoding: 'utf8' }).stdout.trim() : '';
  if (isRoot && owner === '') return 'PostgreSQL does not run as root, and there is no user postgres';
  if (isRoot) chownSync(folder, Number(owner), 0);
  const as = (path: string, ...args: string[]): void => {
    const whole = isRoot
      ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups', path, ...args]
      : [path, ...args];
    const [first = '', ...rest] = whole;
    execFileSync(first, rest, {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'], HOME: folder },
    });
  };
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const data = join(folder, 'data');
    as(initdb, '-D', data, '-U', 'owner', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync');
    const access = 'host all owner 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n';
    writeFileSync(join(data, 'pg_hba.conf'), access);
    const port = await freePort();
    // Nothing has to outlive the tests, and to compile a statement takes longer than to run it over what tests hold.
    const brief = ['fsync=off', 'wal_level=minimal', 'max_wal_senders=0', 'autovacuum=off', 'jit=off'];
    const places = [`listen_addresses=127.0.0.1`, `unix_socket_directories=${folder}`];
    const options = [`-p ${port}`, ...[...places, ...brief].map((setting) => `-c ${setting}`)].join(' ');
    as(control, '-D', data, '-w', '-t', '30', '-l', join(folder, 'log'), '-o', options, 'start');
    const run = (sql: string): void => {
      execFileSync(
        client,
        ['-q', '-v', 'ON_ERROR_STOP=1', '-h', '127.0.0.1', '-p', String(port), '-U', 'owner', '-d', 'postgres'],
        {
          input: sql,
          stdio: ['pipe', 'pipe', 'pipe'],
        },
      );
    };
    run(`CREATE ROLE sla LOGIN PASSWORD '${password}'`);
    let isRunning = true;
    const stop = (): void => {
      if (isRunning) as(control, '-D', data, '-m', 'immediate', '-w', 'stop');
      isRunning = false;
      remove();
    };
    // A test that ends without its hooks must not leave a server behind.
    process.once('exit', stop);
    return { port, run, stop };
  } catch (error) {
    remove();
    const { stderr } = error as { stderr?: Buffer };
    return `PostgreSQL could not be started: ${(stderr?.toString() ?? String(error)).trim().split('\n').at(-1) ?? ''}`;
  }
}

/**
 * Starts a server for the tests of a file and stops it behind them. Answers what makes a test that needs it; where none can be started,
 * such a test is skipped with the reason. `statements` are run first.
 */
export function servedBy(
  password: string,
  statements = '',
): (name: string, run: (server: Server) => Promise<void>) => void {
  let started: Server | string = '';
  before(async () => {
    started = await startPostgresql(password);
    if (typeof started !== 'string' && statements !== '') started.run(statements);
  });
  after(() => (typeof started === 'string' ? undefined : started.stop()));
  return (name, run) => {
    test(name, async (context) => {
      if (typeof started === 'string') context.skip(started);
      else await run(started);
    });
  };
}

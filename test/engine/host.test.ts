// Tests the life of the engine's process: killed mid-run, cancelled, replaced, too slow, out of memory; the caller always goes on.
// It must run the built engine, as the editor does.

import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, afterEach, describe, test } from 'node:test';
import type { Partials } from '../../server/src/core/compliance/partials';
import { planOf } from '../../server/src/core/compliance/plan';
import { open } from '../../server/src/core/model/file';
import { EngineFailure, EngineHost, type RunRequest } from '../../server/src/engine/host';

const folder = mkdtempSync(join(tmpdir(), 'sla-host-'));
after(() => rmSync(folder, { recursive: true, force: true }));

let host: EngineHost | undefined;
afterEach(() => host?.dispose());

function start(limits: { timeLimitMs?: number; memoryLimitMiB?: number } = {}): EngineHost {
  host = new EngineHost({ script: resolve('dist/engine.js'), timeLimitMs: 60_000, memoryLimitMiB: 512, ...limits });
  return host;
}

const big = join(folder, 'big.csv');
const lines = Array.from(
  { length: 20_000 },
  (_, index) => `${new Date(Date.UTC(2026, 0, 1) + index * 1_000).toISOString()},${index % 997}.5,eu`,
).join('\n');
writeFileSync(big, `at,ms,region\n${Array(60).fill(lines).join('\n')}\n`);
writeFileSync(join(folder, 'small.csv'), 'at,ms\n2026-01-01T00:00:00Z,5\n2026-01-02T00:00:00Z,7\n');

function request(file: string, type = 'latency, statistic: p95, where: region == "eu"'): RunRequest {
  const text = `sla: 1\nid: h\ntimeZone: UTC\nterm: { from: 2026-01-01, to: 2026-12-31 }\ndata: { log: { file: ${file}, columns: { at: at, value: ms } } }\nmetrics: { m: { data: log, type: ${type} } }\nobjectives: { o: { metric: m, window: month, atMost: 5 s } }\n`;
  const { plan } = planOf(open({ uri: 'h', version: 1, text }).model);
  return { plan, folder, fence: { roots: [folder], isTrusted: true }, wantsFingerprint: false, maximumBytes: 1e9 };
}
const slow = request('big.csv');
const quick = request('small.csv', 'latency, statistic: p95');

async function failure(run: Promise<unknown>): Promise<EngineFailure> {
  const error = await run.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof EngineFailure, 'the run did not fail');
  return error;
}

/** Waits until the engine reads, as its first progress tells. */
function reading(
  engine: EngineHost,
  owner: string,
  wanted: RunRequest,
  signal?: AbortSignal,
): { started: Promise<void>; run: Promise<unknown> } {
  let run: Promise<unknown> = Promise.resolve();
  const started = new Promise<void>((done) => {
    run = engine.run(owner, wanted, { onProgress: () => done(), ...(signal === undefined ? {} : { signal }) });
    run.catch(() => done());
  });
  return { started, run };
}

describe('the engine host', () => {
  test('answers', async () => {
    const partials = await start().run('a', quick);
    assert.equal(partials.items[0]?.groups[0]?.windows[0]?.n, 2);
  });

  test('an engine killed mid-run costs one answer, the next one is right', async () => {
    const engine = start();
    const { started, run } = reading(engine, 'a', slow);
    await started;
    process.kill(engine.pid ?? 0, 'SIGKILL');
    assert.equal((await failure(run)).kind, 'died');
    assert.equal((await engine.run('a', quick)).items[0]?.groups[0]?.windows[0]?.n, 2);
  });

  test('a question that ends the engine twice is put aside until data changes', async () => {
    const engine = start();
    for (let times = 0; times < 2; times++) {
      const { started, run } = reading(engine, 'a', slow);
      await started;
      process.kill(engine.pid ?? 0, 'SIGKILL');
      await failure(run);
    }
    assert.equal((await failure(engine.run('a', slow))).kind, 'quarantined');
    engine.forgive();
    assert.equal((await engine.run('a', slow)).sources[0]?.rows, 1_200_000);
  });

  test('cancelling answers at once and the engine goes on', async () => {
    const engine = start();
    const controller = new AbortController();
    const { started, run } = reading(engine, 'a', slow, controller.signal);
    await started;
    const before = performance.now();
    controller.abort();
    assert.equal((await failure(run)).kind, 'cancelled');
    assert.ok(performance.now() - before < 500);
    assert.ok(await engine.run('a', quick));
  });

  test('the newest question of a file wins; another file waits its turn', async () => {
    const engine = start();
    const { started, run } = reading(engine, 'a', slow);
    await started;
    const other = engine.run('b', quick);
    const newer = engine.run('a', quick);
    assert.equal((await failure(run)).kind, 'cancelled');
    assert.ok(await other);
    assert.ok(await newer);
  });

  test('reading that takes too long is ended with the limit named', async () => {
    const error = await failure(start({ timeLimitMs: 150 }).run('a', slow));
    assert.deepEqual([error.kind, /longer than/.test(error.message)], ['too-long', true]);
  });

  test('a script that is not there is a reason, not a crash', async () => {
    host = new EngineHost({ script: join(folder, 'no-engine.js'), timeLimitMs: 60_000, memoryLimitMiB: 512 });
    assert.equal((await failure(host.run('a', quick))).kind, 'died');
  });

  test('a disposed host refuses', async () => {
    const engine = start();
    engine.dispose();
    assert.equal((await failure(engine.run('a', quick))).kind, 'cancelled');
  });

  test('what a file does while it is read is noticed', async () => {
    const engine = start();
    const moving = join(folder, 'moving.csv');
    writeFileSync(moving, `at,ms,region\n${Array(20).fill(lines).join('\n')}\n`);
    let count = 0;
    const partials = await engine.run('a', request('moving.csv'), {
      onProgress: () => {
        // Written once while it is read: the engine reads it again and counts the whole new file.
        if (count++ === 0)
          writeFileSync(moving, 'at,ms,region\n2026-01-01T00:00:01Z,5,eu\n2026-01-01T00:00:02Z,5,eu\n');
      },
    });
    const windows = partials.items[0]?.groups[0]?.windows ?? [];
    const rows = windows.reduce((sum, window) => sum + window.n, 0);
    assert.ok(rows === 2 || partials.items[0]?.unavailable !== undefined, `half a file was counted: ${rows}`);
  });

  test('questions that are asked together and read one file are answered by one reading', async () => {
    const engine = start();
    const progress: number[] = [];
    const kinds = ['p50', 'p95', 'p99'].map((word) => request('big.csv', `latency, statistic: ${word}`));
    const answers = await Promise.all(
      kinds.map((wanted, index) => engine.run(`f${index}`, wanted, { onProgress: (bytes) => progress.push(bytes) })),
    );
    const [first] = answers;
    for (const { sources, items } of answers) {
      assert.equal(sources[0]?.rows, 1_200_000);
      assert.deepEqual(items[0]?.groups[0]?.windows[0]?.state, first?.items[0]?.groups[0]?.windows[0]?.state);
    }
    // Each of them is told of the bytes, and these are those of the file, once.
    assert.ok(Math.max(...progress) <= statSync(big).size, String(Math.max(...progress)));
    assert.ok(progress.length >= 3);
  });

  test('one of them that is cancelled leaves the others their answers', async () => {
    const engine = start();
    const controller = new AbortController();
    const { started, run } = reading(engine, 'a', slow, controller.signal);
    const other = engine.run('b', request('big.csv', 'latency, statistic: p50'));
    await started;
    controller.abort();
    assert.equal((await failure(run)).kind, 'cancelled');
    assert.equal((await other).sources[0]?.rows, 1_200_000);
  });

  test('where they end the engine together, each is asked again by itself', async () => {
    const engine = start();
    const { started, run } = reading(engine, 'a', slow);
    const other = engine.run('b', request('big.csv', 'latency, statistic: p50'));
    await started;
    process.kill(engine.pid ?? 0, 'SIGKILL');
    for (const answer of [run, other]) assert.equal(((await answer) as Partials).sources[0]?.rows, 1_200_000);
  });

  test('one that cannot be answered does not hurt the others', async () => {
    const engine = start();
    const answers = await Promise.all([
      engine.run('a', request('big.csv', 'latency, statistic: p50')),
      engine.run('b', request('big.csv', 'latency, statistic: p50, where: nowhere == 1')),
      engine.run('c', request('big.csv', 'uniqueness, columns: { key: at }')),
    ]);
    assert.equal(answers[0]?.items[0]?.groups[0]?.windows[0]?.n, 1_200_000);
    assert.match(answers[1]?.items[0]?.unavailable ?? '', /nowhere/);
    assert.equal(answers[2]?.items[0]?.groups[0]?.windows[0]?.n, 1_200_000);
  });

  test('a file that has grown is read on in the same process, and anew in another one', async () => {
    const engine = start();
    const growing = join(folder, 'growing.csv');
    writeFileSync(growing, `at,ms,region\n${Array(20).fill(lines).join('\n')}\n`);
    const wanted = request('growing.csv');
    const count = (partials: Partials): number | undefined => partials.items[0]?.groups[0]?.windows[0]?.n;
    assert.equal(count(await engine.run('a', wanted)), 400_000);
    const { pid } = engine;
    appendFileSync(growing, `${lines}\n`);
    const progress: number[] = [];
    assert.equal(count(await engine.run('a', wanted, { onProgress: (bytes) => progress.push(bytes) })), 420_000);
    assert.deepEqual([engine.pid, progress], [pid, []]);
    process.kill(engine.pid ?? 0, 'SIGKILL');
    while (engine.pid === pid) await new Promise((done) => setTimeout(done, 10));
    appendFileSync(growing, `${lines}\n`);
    assert.equal(count(await engine.run('a', wanted)), 440_000);
  });
});

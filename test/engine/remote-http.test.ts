// Answers questions of the engine as a hostile or broken API would: redirects, floods, silence, half answers, odd counters.
// It must never leave loopback; each of its servers ends with its test.

import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Connections } from '../../server/src/core/compliance/connection-types';
import { planOf } from '../../server/src/core/compliance/plan';
import { open } from '../../server/src/core/model/file';
import { Increments, type Series } from '../../server/src/engine/remote/increments';
import { RemoteFailure, type RemoteTable } from '../../server/src/engine/remote/table';
import { fetchTables } from '../../server/src/engine/remote/tables';
import { runOptions } from '../kit/run-options';

const secret = 'Bearer canary-5b1d';
const { plan } = planOf(
  open({
    uri: 'a',
    version: 1,
    text: `sla: 1
id: a
timeZone: UTC
data: { d: { connection: c, total: 'sum(increase(a_total[$window]))', bad: 'sum(increase(a_total{code="500"}[$window]))', covers: { from: 2026-03-01, to: 2026-03-02 } } }
metrics: { m: { type: request-success, data: d } }
objectives: { o: { metric: m, atLeast: 99 %, window: month } }
`,
  }).model,
);

type Answer = (request: IncomingMessage, response: ServerResponse, query: URLSearchParams) => void;

/** What the engine makes of a server that answers so. */
async function made(answer: Answer, host = '127.0.0.1', isPrivateAllowed = true): Promise<RemoteTable | undefined> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => answer(request, response, new URLSearchParams(body)));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const connections: Connections = new Map([
    [
      'c',
      { kind: 'prometheus', host, port, isPrivateAllowed, isUnencrypted: true, basePath: '/x', authorization: secret },
    ],
  ]);
  try {
    return (await fetchTables(plan, runOptions('.', { maximumBytes: 1e8 }), connections, true)).get('d');
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function why(answer: Answer, host?: string, isPrivateAllowed?: boolean): Promise<string> {
  const table = await made(answer, host, isPrivateAllowed);
  assert.ok(table !== undefined && !table.ok, 'it was read');
  assert.ok(!table.message.includes('canary'), table.message);
  return table.message;
}

const send = (response: ServerResponse, data: unknown, other: object = {}): void => {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ status: 'success', data, ...other }));
};
const clock = { resultType: 'scalar', result: [Date.UTC(2026, 2, 10) / 1_000, '0'] };
/** Answers the question for the clock, and all others as told. */
const matrix =
  (result: unknown, other: object = {}): Answer =>
  (_, response, query) =>
    send(response, query.get('query') === 'time()' ? clock : { resultType: 'matrix', result }, other);

describe('an API', () => {
  test('that redirects is not followed, and the secret goes to nobody else', async () => {
    let asked = 0;
    const other = createServer((_, response) => {
      asked++;
      response.end();
    });
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    const { port } = other.address() as AddressInfo;
    for (const status of [301, 302, 303, 307, 308])
      assert.match(
        await why((_, response) => response.writeHead(status, { location: `http://127.0.0.1:${port}/` }).end()),
        /^it redirects/,
      );
    other.close();
    assert.equal(asked, 0);
  });

  test('in a private network is never asked unless the user allows it', async () => {
    let asked = 0;
    const count: Answer = (_, response) => {
      asked++;
      response.end();
    };
    for (const host of ['127.0.0.1', 'localhost', '0x7f.1', '2130706433', '::1', '::ffff:127.0.0.1'])
      assert.match(await why(count, host, false), /is in a private network|has no address/, host);
    assert.equal(asked, 0);
  });

  test('gets its secret, its own path and only questions that read', async () => {
    const seen = new Set<string>();
    const answer: Answer = (request, response, query) => {
      seen.add(`${request.method} ${request.url} ${request.headers.authorization}`);
      matrix([])(request, response, query);
    };
    assert.equal((await made(answer))?.ok, true);
    assert.deepEqual([...seen], [`POST /x/api/v1/query ${secret}`]);
  });

  test('that floods, packs, breaks off or talks nonsense is refused', async () => {
    assert.match(await why((_, response) => response.writeHead(401).end(secret)), /^it does not let the user in/);
    assert.match(await why((_, response) => response.writeHead(500).end(secret)), /^it answers with status 500/);
    assert.match(await why((_, response) => response.end('<html>')), /^its answer is not JSON/);
    assert.match(await why((_, response) => response.end('null')), /^it answers: no reason/);
    assert.match(await why((_, response) => send(response, { resultType: 'scalar', result: 'x' })), /^its clock/);
    assert.match(
      await why((_, response) => response.setHeader('content-encoding', 'gzip').end(gzipSync('{}'))),
      /^its answer is packed/,
    );
    assert.match(await why((_, response) => response.end('x'.repeat(17 << 20))), /^its answer is larger than 16 MB/);
    assert.match(
      await why((_, response) => {
        response.writeHead(200, { 'content-length': '1000' }).write('{');
        setTimeout(() => response.destroy(), 50);
      }),
      /^it cannot be reached/,
    );
    assert.match(
      await why(matrix([], { warnings: ['one store is down'] })),
      /^it answers only in part: one store is down/,
    );
    assert.match(
      await why((_, response) => response.writeHead(422).end('{"status":"error","error":"bad query"}')),
      /^it answers: bad query/,
    );
    assert.match(await why(matrix([{ metric: {} }])), /has no values/);
    assert.match(await why(matrix([{ metric: {}, values: [[1772323200, '1.5']] }])), /1.5, which is no count/);
    assert.match(await why(matrix([{ metric: {}, values: [[1772323200, '+Inf']] }])), /Infinity, which is no count/);
    assert.match(await why(matrix([{ metric: {}, values: [[1772323200, '9007199254740993']] }])), /no count/);
    assert.match(await why(matrix([{ metric: {}, values: [[1772323200, '-1']] }])), /no count/);
  });

  test('that says there are too many samples is asked for less at once', async () => {
    const spans: number[] = [];
    const table = await made((request, response, query) => {
      const span = /\[(\d+)ms\]/.exec(query.get('query') ?? '')?.[1];
      if (span !== undefined) spans.push(Number(span));
      if (Number(span) > 3_600_001)
        response
          .writeHead(422)
          .end('{"status":"error","error":"query processing would load too many samples into memory"}');
      else matrix([])(request, response, query);
    });
    assert.equal(table?.ok, true);
    assert.ok(spans.some((span) => span > 3_600_001) && spans.filter((span) => span <= 3_600_001).length >= 48);
  });
});

describe('what a counter grew by', () => {
  const series = (labels: Readonly<Record<string, string>>, ...samples: [number, number][]): Series => ({
    labels,
    samples,
  });
  const rows = (increments: Increments, ...byRole: Series[][]): string[] =>
    increments.add(byRole).map(({ at, group, amounts }) => [at, ...group, ...amounts].join(' '));
  const target = { job: 'a', instance: '1' };

  test('stands at the instant from which it grew, and what fell began anew', () => {
    const increments = new Increments([], 1);
    assert.deepEqual(rows(increments, [series(target, [0, 100], [60, 103], [120, 103], [180, 4], [240, 4])]), [
      '0 3',
      '60 0',
      '120 4',
      '180 0',
    ]);
    // The next span begins with the sample at which the last one ended.
    assert.deepEqual(rows(increments, [series(target, [240, 4], [300, 9])]), ['240 5']);
  });

  test('counts a series from zero that begins while its target was there, and no other', () => {
    const increments = new Increments(['code'], 1);
    const ok = series({ ...target, code: '200' }, [0, 50], [60, 60], [120, 70]);
    const late = series({ ...target, code: '500' }, [60, 2], [120, 2]);
    const stranger = series({ job: 'a', instance: '2', code: '500' }, [60, 900], [120, 901]);
    assert.deepEqual(rows(increments, [ok, late, stranger]), ['0 200 10', '0 500 2', '60 200 10', '60 500 1']);
    const later = series({ ...target, code: '404' }, [180, 7]);
    assert.deepEqual(rows(increments, [later]), ['120 404 7']);
  });

  test('is refused where it is no whole number', () => {
    for (const value of [1.5, -1, Infinity, 2 ** 53])
      assert.throws(() => new Increments([], 1).add([[series(target, [0, value])]]), RemoteFailure);
    assert.deepEqual(rows(new Increments([], 1), [series(target, [0, 1], [60, Number.NaN], [120, 3])]), ['0 2']);
  });
});

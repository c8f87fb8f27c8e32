// Runs the built command line with and without connections: nothing is asked of anybody whom the user has not named.
// It must never leave loopback.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';

const folder = mkdtempSync(join(tmpdir(), 'sla-cli-connections-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const token = 'canary-c41d';
let asked = 0;
/** A counter of ten requests a minute over two days, of which none fails. */
const server = createServer((request, response) => {
  asked++;
  let body = '';
  request.on('data', (chunk) => (body += String(chunk)));
  request.on('end', () => {
    const form = new URLSearchParams(body);
    const [query = '', to] = [form.get('query') ?? '', Number(form.get('time'))];
    const seconds = Number(/\[(\d+)ms\]/.exec(query)?.[1] ?? 0) / 1_000;
    const begin = Date.UTC(2026, 2, 1) / 1_000;
    const values: [number, string][] = [];
    for (let at = Math.max(begin, Math.ceil((to - seconds) / 60) * 60); at <= Math.min(to, begin + 172_800); at += 60)
      values.push([at, String(((at - begin) / 60) * 10)]);
    const data =
      query === 'time()'
        ? { resultType: 'scalar', result: [begin + 200_000, ''] }
        : { resultType: 'matrix', result: query.includes('code') ? [] : [{ metric: {}, values }] };
    response.end(
      JSON.stringify({ status: request.headers.authorization === `Bearer ${token}` ? 'success' : 'error', data }),
    );
  });
});
before(() => new Promise<void>((done) => server.listen(0, '127.0.0.1', done)));
after(() => server.close());

const agreement = join(folder, 'a.sla.yaml');
writeFileSync(
  agreement,
  `sla: 1
id: a
title: Counted requests
kind: internal
status: draft
version: 1.0.0
timeZone: UTC
parties:
  provider: { name: A, role: provider }
  customer: { name: B, role: customer }
data:
  requests:
    connection: metrics
    total: sum(increase(http_requests_total[$window]))
    bad: 'sum(increase(http_requests_total{code="500"}[$window]))'
    covers: { from: 2026-03-01, to: 2026-03-02 }
metrics:
  success: { type: request-success, data: requests }
objectives:
  success: { metric: success, atLeast: 99.9 %, window: day, reason: agreed, remedies: [report] }
responsibilities:
  measure: { responsible: provider }
remedies:
  report: { kind: report, what: Cause, by: provider }
`,
);

function sla(
  connections: string | undefined,
  environment: Readonly<Record<string, string>> = {},
): Promise<{ code: number; out: string }> {
  const named = connections === undefined ? [] : ['--connections', join(folder, 'c.json')];
  if (connections !== undefined) writeFileSync(join(folder, 'c.json'), connections);
  const args = [resolve('dist/cli.js'), 'check', agreement, '--today', '2026-03-03', ...named];
  return new Promise((done) => {
    execFile(process.execPath, args, { env: { ...process.env, ...environment } }, (error, out, errors) =>
      done({ code: typeof error?.code === 'number' ? error.code : 0, out: out + errors }),
    );
  });
}

const entry = (other: object = {}): string =>
  JSON.stringify({
    metrics: {
      kind: 'prometheus',
      address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      allowUnencrypted: true,
      allowPrivate: true,
      tokenFrom: 'SLA_TEST_TOKEN',
      ...other,
    },
  });

describe('sla check', () => {
  test('asks nobody without connections, and says what is lacking', async () => {
    const { code, out } = await sla(undefined);
    assert.match(out, /Cannot read "metrics": no connections are named \(--connections FILE\)/);
    assert.deepEqual([code, asked], [1, 0]);
    const other = await sla(entry().replace('"metrics"', '"other"'), { SLA_TEST_TOKEN: token });
    assert.match(other.out, /the file of --connections names no such connection/);
    assert.equal(asked, 0);
  });

  test('computes from a connection that is named, with the secret of the environment', async () => {
    const { code, out } = await sla(entry(), { SLA_TEST_TOKEN: token });
    assert.equal(code, 0, out);
    assert.match(out, /success\s+met\s+(?:2026-03-02|.*2 Mar 2026)/);
    assert.ok(asked > 0 && !out.includes(token));
  });

  test('tells a wrong file in one line, and no secret', async () => {
    const before = asked;
    const cases: readonly (readonly [string, RegExp])[] = [
      ['{', /sla: --connections .*c\.json: it is not JSON/],
      [entry({ token }), /there is no key "token"; a secret is named by its variable/],
      [entry({ tokenFrom: 'SLA_TEST_ABSENT' }), /the variable SLA_TEST_ABSENT is not set/],
    ];
    for (const [text, message] of cases) {
      const { code, out } = await sla(text, { SLA_TEST_TOKEN: token });
      assert.match(out, message);
      assert.ok(!out.includes(token));
      assert.equal(code, 2);
    }
    const refused = await sla(entry({ allowPrivate: false }), { SLA_TEST_TOKEN: token });
    assert.match(refused.out, /Cannot read "metrics": its host "127.0.0.1" is in a private network/);
    assert.equal(asked, before);
  });
});

// Asks the built server for data of a connection: with trust and without, before and after the client has named it.
// It must never leave loopback, and no message of the server may hold the secret.

import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { Client } from './client';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'sla-lsp-connections-')));
const uri = pathToFileURL(join(folder, 'a.sla.yaml')).href;
const token = 'canary-9e04';
const text = `sla: 1
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
remedies:
  report: { kind: report, what: Cause, by: provider }
`;
writeFileSync(join(folder, 'a.sla.yaml'), text);

let [asked, authorization, isDown] = [0, '', false];
const server = createServer((request, response) => {
  asked++;
  authorization = request.headers.authorization ?? '';
  let body = '';
  request.on('data', (chunk) => (body += String(chunk)));
  request.on('end', () => {
    if (isDown) response.statusCode = 500;
    const query = new URLSearchParams(body).get('query') ?? '';
    const begin = Date.UTC(2026, 2, 1) / 1_000;
    const values = Array.from({ length: 49 }, (_, index) => [begin + index * 3_600, String(index * 100)]);
    const result = query === 'time()' ? [begin + 200_000, ''] : query.includes('code') ? [] : [{ metric: {}, values }];
    response.end(
      JSON.stringify({ status: 'success', data: { resultType: query === 'time()' ? 'scalar' : 'matrix', result } }),
    );
  });
});
before(() => new Promise<void>((done) => server.listen(0, '127.0.0.1', done)));
after(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const named = (): object => ({
  entries: {
    metrics: {
      kind: 'prometheus',
      address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      allowUnencrypted: true,
      allowPrivate: true,
      tokenFrom: 'TOKEN',
    },
  },
  secrets: { TOKEN: token },
});

async function started(trusted: boolean): Promise<{ client: Client; said: () => string }> {
  const client = new Client();
  let said = '';
  client.child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  await client.request('initialize', {
    processId: process.pid,
    rootUri: pathToFileURL(folder).href,
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'w' }],
    capabilities: {},
    initializationOptions: { trusted, theme: 'light' },
  });
  client.notify('initialized', {});
  return { client, said: () => said };
}

interface Problems {
  readonly diagnostics: readonly { readonly message: string }[];
}

const says =
  (reason: string) =>
  ({ diagnostics }: Problems): boolean =>
    diagnostics.some(({ message }) => message === `Cannot read "metrics": ${reason}`);
const lacks = says('your setting sla.connections names no such connection');
const hasNoSecret = says('its secret TOKEN has no value (SLA: Set a Secret of a Connection…)');
const isUntrusted = says('connections wait until you trust this folder');
const isFine = ({ diagnostics }: Problems): boolean =>
  !diagnostics.some(({ message }) => message.startsWith('Cannot read'));

interface Hover {
  readonly contents: { readonly value: string };
}

async function hover(client: Client, start = '  success: { metric'): Promise<string> {
  const line = text.split('\n').findIndex((each) => each.startsWith(start));
  const position = { line, character: 4 };
  return (await client.request<Hover>('textDocument/hover', { textDocument: { uri }, position })).contents.value;
}

describe('a connection', () => {
  test('is read once the client has named it, and no message holds the secret', async () => {
    const { client, said } = await started(true);
    try {
      const first = client.diagnostics(uri, lacks);
      client.open(uri, text);
      await first;
      assert.equal(asked, 0);
      const second = client.diagnostics(uri, isFine);
      client.notify('sla/connections', named());
      await second;
      assert.ok(asked > 0);
      assert.equal(authorization, `Bearer ${token}`);
      assert.match(await hover(client), /met/);
      // What can no longer be used is told, and read no more.
      const third = client.diagnostics(uri, hasNoSecret);
      client.notify('sla/connections', { ...named(), secrets: {} });
      await third;
      assert.match(said(), /Connection \\"metrics\\": its secret TOKEN has no value/);
      assert.ok(!said().includes(token));
    } finally {
      await client.end();
    }
  });

  test('is never opened without trust, whatever the client names', async () => {
    const before = asked;
    const { client } = await started(false);
    try {
      client.notify('sla/connections', named());
      const first = client.diagnostics(uri, isUntrusted);
      client.open(uri, text);
      await first;
      assert.equal(asked, before);
      // Trust that is given later is enough.
      const second = client.diagnostics(uri, isFine);
      client.notify('sla/trust', { trusted: true });
      await second;
      assert.ok(asked > before);
    } finally {
      await client.end();
    }
  });

  test('that failed is asked again when the agreement is saved, and one that answered is not', async () => {
    const { client } = await started(true);
    const save = (): void => client.notify('textDocument/didSave', { textDocument: { uri } });
    isDown = true;
    try {
      client.notify('sla/connections', named());
      const first = client.diagnostics(uri, says('it answers with status 500'));
      client.open(uri, text);
      await first;
      assert.match(await hover(client), /it answers with status 500\. Saving the agreement asks again\.$/);
      assert.match(
        await hover(client, '  requests:'),
        /\n\nNot read: it answers with status 500\.\n\n|\n\nNot read: it answers with status 500\.$/,
      );
      isDown = false;
      const second = client.diagnostics(uri, isFine);
      save();
      await second;
      assert.match(await hover(client), /met/);
      const before = asked;
      save();
      await hover(client);
      await new Promise((done) => setTimeout(done, 300));
      assert.equal(asked, before);
    } finally {
      isDown = false;
      await client.end();
    }
  });

  test('is offered by its name, also one that cannot be used, and none in a folder that is not trusted', async () => {
    const offered = async (trusted: boolean): Promise<readonly string[]> => {
      const { client } = await started(trusted);
      try {
        client.notify('sla/connections', { ...named(), secrets: {} });
        client.open(uri, text.replace('connection: metrics', 'connection: '));
        const line = text.split('\n').findIndex((each) => each.endsWith('connection: metrics'));
        const position = { line, character: '    connection: '.length };
        const list = await client.request<{ readonly items: readonly { readonly label: string }[] }>(
          'textDocument/completion',
          { textDocument: { uri }, position },
        );
        return list.items.map(({ label }) => label);
      } finally {
        await client.end();
      }
    };
    assert.deepEqual(await offered(true), ['metrics']);
    assert.deepEqual(await offered(false), []);
  });
});

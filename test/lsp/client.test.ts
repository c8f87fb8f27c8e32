// The client of the tests itself: what a server asks with its last breath fails no test.
// It must know nothing of the language server.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { Client } from './client';

const asking = `
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'workspace/configuration', params: { items: [{}] } });
  process.stdout.write('Content-Length: ' + body.length + '\\r\\n\\r\\n' + body);
  setInterval(() => {}, 1000);
`;

function blocked(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

test('a request that is read after the end of its server is not answered', async () => {
  const client = new Client(['-e', asking]);
  let asked = 0;
  client.child.stdout?.on('data', () => asked++);
  await once(client.child, 'spawn');
  // Nothing is read meanwhile: the request waits in the pipe, and its server is dead before it is seen.
  blocked(500);
  const ended = client.end();
  blocked(100);
  await ended;
  if (asked === 0) await once(client.child, 'close');
  assert.equal(asked, 1);
  // Ending twice is ending once.
  await client.end();
});

// `sla lsp` as an editor starts it: it speaks, refuses what would open a port, and costs other commands nothing.
// It must use nothing of the server but its protocol; what the server answers is tested elsewhere.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, test } from 'node:test';
import { Client } from '../lsp/client';

const cli = resolve('dist/cli.js');

describe('sla lsp', () => {
  for (const args of [[], ['--stdio'], ['--stdio', '--clientProcessId=1']])
    test(`speaks the protocol: ${['lsp', ...args].join(' ')}`, async () => {
      const client = new Client([cli, 'lsp', ...args]);
      try {
        const answer = await client.request<{ serverInfo: { name: string }; capabilities: object }>('initialize', {
          processId: process.pid,
          rootUri: null,
          capabilities: {},
          initializationOptions: { trusted: true, theme: 'light' },
        });
        assert.equal(answer.serverInfo.name, 'sla');
        client.notify('initialized', {});
        const uri = 'untitled:a.sla.yaml';
        const found = client.diagnostics(uri);
        client.open(uri, 'sla: 1\ntitel: A\n');
        assert.ok((await found).diagnostics.some((each) => each.code === 'unknown-key'));
        await client.endInput();
      } finally {
        await client.end();
      }
    });

  for (const option of ['--socket=4711', '--pipe=/tmp/p', '--node-ipc', 'file.sla.yaml'])
    test(`refuses ${option}`, () => {
      const { status, stderr, stdout } = spawnSync(process.execPath, [cli, 'lsp', option], { encoding: 'utf8' });
      assert.equal(status, 2);
      assert.match(stderr, /^sla: sla lsp takes no "/);
      assert.equal(stdout, '');
    });

  test('says what it takes', () => {
    const { status, stdout } = spawnSync(process.execPath, [cli, 'lsp', '--help'], { encoding: 'utf8' });
    assert.equal(status, 0);
    assert.match(stdout, /--stdio/);
  });

  test('other commands do not carry the server', () => {
    assert.doesNotMatch(readFileSync(cli, 'utf8'), /textDocument\/didOpen|vscode-languageserver/);
  });
});

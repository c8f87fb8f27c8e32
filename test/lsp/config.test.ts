// The configuration of a folder in the editor: severities, which agreements are looked at, mistakes at its own address.
// It must use nothing of the server but its protocol.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Overview } from '../../server/src/lsp/protocol';
import { Client } from './client';

describe('sla.config.yaml in an open folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sla-lsp-config-'));
  const uriOf = (name: string): string => pathToFileURL(join(folder, name)).href;
  const text = readFileSync('examples/marketing-sales.sla.yaml', 'utf8').replace('kind: internal', 'kind: internl');
  const client = new Client();
  const config = uriOf('sla.config.yaml');
  const write = (content: string): void => {
    writeFileSync(join(folder, 'sla.config.yaml'), content);
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: config, type: 2 }] });
  };
  const severities = (): ReturnType<Client['diagnostics']> => client.diagnostics(uriOf('a.sla.yaml'));

  before(async () => {
    for (const name of ['a.sla.yaml', 'b.sla.yaml']) writeFileSync(join(folder, name), text);
    writeFileSync(join(folder, 'sla.config.yaml'), 'rules: { unknown-value: hint }\n');
    client.settings = { sla: { preset: null, rules: {} } };
    await client.request('initialize', {
      processId: process.pid,
      rootUri: uriOf(''),
      workspaceFolders: [{ uri: uriOf('').replace(/\/$/, ''), name: 'w' }],
      capabilities: { workspace: { configuration: true } },
      initializationOptions: { trusted: false, theme: 'dark' },
    });
    client.notify('initialized', {});
  });
  after(async () => {
    await client.end();
    rmSync(folder, { recursive: true, force: true });
  });

  test('its severities count', async () => {
    const told = severities();
    client.open(uriOf('a.sla.yaml'), text);
    const [found] = (await told).diagnostics.filter(({ code }) => code === 'unknown-value');
    assert.equal(found?.severity, 4);
  });
  test('a change of it counts at once, and a mistake is told at its own address', async () => {
    const own = client.diagnostics(config, ({ diagnostics }) => diagnostics.length > 0);
    const told = client.diagnostics(uriOf('a.sla.yaml'), ({ diagnostics }) =>
      diagnostics.some(({ code, severity }) => code === 'unknown-value' && severity === 2),
    );
    write('rules: { unknown-value: warning, unknown-valeu: off }\n');
    await told;
    assert.deepEqual(
      (await own).diagnostics.map(({ message }) => message),
      ['No rule "unknown-valeu"; did you mean "unknown-value"?'],
    );
    const mended = client.diagnostics(config, ({ diagnostics }) => diagnostics.length === 0);
    write('rules: { unknown-value: warning }\n');
    await mended;
  });
  test('agreements that it leaves out are not among those of the workspace', async () => {
    const names = async (): Promise<readonly string[]> => {
      const { agreements } = await client.request<Overview>('sla/overview', { computes: false });
      return agreements.map(({ uri }) => fileURLToPath(uri).slice(folder.length + 1)).sort();
    };
    const until = async (expected: readonly string[]): Promise<void> => {
      for (const end = Date.now() + 30_000; ; await new Promise((done) => setTimeout(done, 50))) {
        const found = await names();
        if (found.join() === expected.join()) return;
        assert.ok(Date.now() < end, found.join());
      }
    };
    await until(['a.sla.yaml', 'b.sla.yaml']);
    write('exclude: [b.sla.yaml]\n');
    await until(['a.sla.yaml']);
  });
  test('the page of a rule is beside its problem', async () => {
    const told = client.diagnostics(uriOf('a.sla.yaml'), ({ diagnostics }) => diagnostics.length > 0);
    client.change(uriOf('a.sla.yaml'), 2, `${text}\n`);
    const problems = (await told).diagnostics as readonly { code: string; codeDescription?: { href: string } }[];
    const found = problems.find(({ code }) => code === 'unknown-value');
    const page = fileURLToPath(found?.codeDescription?.href ?? '');
    assert.match(readFileSync(page, 'utf8'), /^<!--.*-->\n\n# unknown-value\n/);
  });
});

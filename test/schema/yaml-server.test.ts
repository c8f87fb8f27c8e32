// Proves the published schema where editors without this server use it: in the generic YAML language server.
// It must use nothing of that server but its protocol, and no network.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { Client } from '../lsp/client';

const program = 'node_modules/yaml-language-server/bin/yaml-language-server';
const reason = [
  ...(existsSync(program) ? [] : [`there is no ${program}`]),
  ...(existsSync('dist/sla.schema.json') ? [] : ['there is no dist/sla.schema.json']),
][0];

describe('the schema in the generic YAML server', { skip: reason ?? false }, () => {
  let client: Client;
  const folder = resolve('examples');
  const uriOf = (name: string): string => pathToFileURL(join(folder, name)).href;
  /** Opens a text and gives what is said of it once the server has looked; the schema is read for the first one. */
  const problemsOf = async (name: string, text: string): Promise<readonly string[]> => {
    const uri = uriOf(name);
    const found = client.diagnostics(uri);
    client.open(uri, text, 1);
    return (await found).diagnostics.map((each) => each.message);
  };

  before(async () => {
    client = new Client([resolve(program), '--stdio']);
    const schema = pathToFileURL(resolve('dist/sla.schema.json')).href;
    client.settings = {
      yaml: { schemas: { [schema]: ['*.sla.yaml'] }, schemaStore: { enable: false }, validate: true, completion: true },
    };
    await client.request('initialize', {
      processId: process.pid,
      rootUri: pathToFileURL(folder).href,
      capabilities: {
        workspace: { configuration: true },
        textDocument: { completion: { completionItem: { snippetSupport: false } } },
      },
    });
    client.notify('initialized', {});
    client.notify('workspace/didChangeConfiguration', { settings: {} });
    await new Promise((done) => setTimeout(done, 500));
  });
  after(() => client?.end());

  const examples = readdirSync('examples', { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.sla.yaml'),
  );
  for (const path of examples.sort())
    test(`${path} has no problem`, async () => {
      assert.deepEqual(await problemsOf(path, readFileSync(join(folder, path), 'utf8')), []);
    });

  const sample = readFileSync('media/sample/sample.sla.yaml', 'utf8');

  test('a value outside a closed set is a problem', async () => {
    const found = await problemsOf('enum.sla.yaml', sample.replace('kind: customer', 'kind: custommer'));
    assert.equal(found.length, 1);
    assert.match(found[0] ?? '', /not accepted|Valid values|must be equal/i);
  });

  test('a value outside a closed set of a metric is a problem', async () => {
    const text = sample.replace(/(\n {4}type: [^\n]*)/, '$1\n    noData: unknownx');
    assert.notEqual(text, sample);
    const found = await problemsOf('metric.sla.yaml', text);
    assert.equal(found.length, 1, found.join('\n'));
    assert.match(found[0] ?? '', /unknown.*good.*bad.*skip/i);
  });

  test('a key that a metric does not know is a problem', async () => {
    const text = sample.replace(/(\n {4}type: [^\n]*)/, '$1\n    noDataa: unknown');
    assert.notEqual(text, sample);
    const found = await problemsOf('metric-key.sla.yaml', text);
    assert.equal(found.length, 1, found.join('\n'));
    assert.match(found[0] ?? '', /noDataa/);
  });

  test('a key that is not known is a problem', async () => {
    const found = await problemsOf('key.sla.yaml', sample.replace('    window: month', '    windoww: month'));
    assert.ok(
      found.some((message) => /windoww/.test(message)),
      found.join('\n'),
    );
  });

  test('keys are completed', async () => {
    const text = `${sample.split('\nparties:')[0]}\n\n`;
    await problemsOf('complete.sla.yaml', text);
    const position = { line: text.split('\n').length - 1, character: 0 };
    const answer = await client.request<{ items: readonly { label: string }[] }>('textDocument/completion', {
      textDocument: { uri: uriOf('complete.sla.yaml') },
      position,
    });
    const labels = answer.items.map((each) => each.label);
    for (const key of ['parties', 'metrics', 'objectives', 'remedies']) assert.ok(labels.includes(key), labels.join());
    assert.ok(!labels.includes('title'), 'a key that is there is not offered again');
  });
});

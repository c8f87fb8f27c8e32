// The overview of all agreements and the problems of those that are not open, over `sla lsp` as another editor would start it.
// It must use nothing of the server but its protocol.

import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Overview, ServerFacts, WorkspaceCheck } from '../../server/src/lsp/protocol';
import { Client } from './client';

interface Report {
  readonly items: readonly {
    readonly kind: 'full' | 'unchanged';
    readonly uri: string;
    readonly resultId: string;
    readonly items?: readonly { readonly code: string }[];
  }[];
}

const sample = readFileSync('media/sample/sample.sla.yaml', 'utf8');

/** A folder with agreements, and a client that has opened it. */
class Scene {
  readonly folder = mkdtempSync(join(tmpdir(), 'sla-around-'));
  readonly client = new Client([resolve('dist/cli.js'), 'lsp']);

  uriOf(name: string): string {
    return pathToFileURL(join(this.folder, name)).href;
  }

  write(name: string, text: string): void {
    mkdirSync(join(this.folder, name, '..'), { recursive: true });
    writeFileSync(join(this.folder, name), text);
  }

  async start(capabilities: object, trusted = false): Promise<void> {
    const root = pathToFileURL(this.folder).href;
    await this.client.request('initialize', {
      processId: process.pid,
      rootUri: root,
      workspaceFolders: [{ uri: root, name: 'w' }],
      capabilities,
      initializationOptions: { trusted, theme: 'dark' },
    });
    this.client.notify('initialized', {});
  }

  /** Asks for the overview until it fits. */
  async overview(computes: boolean, fits: (overview: Overview) => boolean): Promise<Overview> {
    const end = Date.now() + 30_000;
    for (;;) {
      const found = await this.client.request<Overview>('sla/overview', { computes });
      if (fits(found)) return found;
      if (Date.now() > end) throw new Error(`no such overview: ${JSON.stringify(found)}`);
      await new Promise((done) => setTimeout(done, 50));
    }
  }

  touch(name: string, type: 1 | 2 | 3 = 2): void {
    this.client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: this.uriOf(name), type }] });
  }

  async dispose(): Promise<void> {
    await this.client.end();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function withSample(scene: Scene): void {
  cpSync('media/sample', scene.folder, { recursive: true });
  scene.write(
    'promise.sla.yaml',
    sample.replace('id: sample', 'id: promise').replace('99.9 %\n    window', '90 %\n    window'),
  );
  scene.write('no-data.sla.yaml', readFileSync('media/templates/supplier.sla.yaml', 'utf8'));
}

const statusOf = (overview: Overview, name: string): string | undefined =>
  overview.agreements.find((each) => each.uri.endsWith(`/${name}.sla.yaml`))?.status;
const known = (overview: Overview): boolean => overview.agreements.length === 3;

describe('the overview', () => {
  const scene = new Scene();
  before(async () => {
    withSample(scene);
    await scene.start({});
  });
  after(() => scene.dispose());

  test('knows the agreements of the folder, and reads no data before somebody looks', async () => {
    const found = await scene.overview(false, known);
    assert.deepEqual(new Set(found.agreements.map((each) => each.status)), new Set(['unknown']));
    await new Promise((done) => setTimeout(done, 300));
    const { isEngineRunning } = await scene.client.request<ServerFacts>('sla/serverFacts', {});
    assert.equal(isEngineRunning, false);
  });

  test('reads the data of closed agreements when it is wanted, and orders them worst first', async () => {
    const told = scene.client.next('sla/overviewChanged');
    const found = await scene.overview(
      true,
      (each) => statusOf(each, 'promise') === 'met' && !each.agreements.some((one) => one.isReading),
    );
    await told;
    assert.deepEqual(
      found.agreements.map((each) => each.status),
      ['breached', 'unknown', 'met'],
    );
    const [first] = found.agreements;
    assert.equal(first?.label, 'Hosting of the shop (sample)');
    assert.equal(first?.description, 'missed 1 of 2, met 1');
    assert.equal(first?.asOf, '2026-07-01 01:00');
    assert.deepEqual(
      first?.objectives.map((each) => each.description),
      [
        'missed · 99.8 % · ≥ 99.9 % a month · 41 min 48 s over · Jun 2026',
        'met · 335.1 ms · ≤ 400 ms a month · Jun 2026',
      ],
    );
    const text = sample.split('\n');
    assert.match(text[first?.objectives[0]?.position.line ?? -1] ?? '', /^ {2}availability:/);
    assert.equal(found.agreements[1]?.description, 'unknown: no data is attached');
  });

  test('follows data and texts that change on disk', async () => {
    scene.write('outages.csv', 'began,ended\n2026-01-17T03:10:00Z,2026-01-17T03:22:00Z\n');
    scene.touch('outages.csv');
    await scene.overview(true, (each) => statusOf(each, 'sample') === 'met');
    scene.write('sample.sla.yaml', sample.replace('title: Hosting', 'title: Care'));
    scene.touch('sample.sla.yaml');
    await scene.overview(true, ({ agreements }) => agreements.some((each) => each.label.startsWith('Care')));
    rmSync(join(scene.folder, 'no-data.sla.yaml'));
    scene.touch('no-data.sla.yaml', 3);
    await scene.overview(true, (each) => each.agreements.length === 2);
  });

  test('an agreement that is opened shows what was read in the background at once', async () => {
    await scene.overview(true, (each) => statusOf(each, 'promise') === 'met');
    const uri = scene.uriOf('promise.sla.yaml');
    scene.client.open(uri, readFileSync(join(scene.folder, 'promise.sla.yaml'), 'utf8'));
    await scene.overview(false, (each) => statusOf(each, 'promise') === 'met');
    scene.client.notify('textDocument/didClose', { textDocument: { uri } });
    await scene.overview(false, (each) => each.agreements.length === 2 && statusOf(each, 'promise') === 'met');
  });

  test('shows no result of a text that has changed while nobody looks', async () => {
    scene.write(
      'promise.sla.yaml',
      sample.replace('id: sample', 'id: promise').replace('title: Hosting', 'title: Changed'),
    );
    scene.touch('promise.sla.yaml');
    const found = await scene.overview(false, ({ agreements }) =>
      agreements.some((each) => each.label.startsWith('Changed')),
    );
    assert.equal(statusOf(found, 'promise'), 'unknown');
  });

  test('answers a client that sends nonsense', async () => {
    for (const params of [[], { computes: 'yes' }, { computes: 1 }])
      assert.ok((await scene.client.request<Overview>('sla/overview', params)).agreements.length > 0);
  });
});

describe('the overview without trust', () => {
  const scene = new Scene();
  const outside = mkdtempSync(join(tmpdir(), 'sla-outside-'));
  before(async () => {
    withSample(scene);
    writeFileSync(join(outside, 'outages.csv'), readFileSync('media/sample/outages.csv'));
    symlinkSync(join(outside, 'outages.csv'), join(scene.folder, 'linked.csv'));
    scene.write('linked.sla.yaml', sample.replace('outages.csv\n', 'linked.csv\n').replace('id: sample', 'id: linked'));
    scene.write('above.sla.yaml', sample.replace('file: outages.csv', 'file: ../outages.csv'));
    await scene.start({});
  });
  after(async () => {
    await scene.dispose();
    rmSync(outside, { recursive: true, force: true });
  });

  test('reads nothing outside the folder in the background', async () => {
    const found = await scene.overview(
      true,
      (each) =>
        statusOf(each, 'sample') === 'breached' &&
        each.agreements.every((one) => !one.isReading && !one.description.includes('not read yet')),
    );
    assert.equal(found.agreements.length, 5);
    for (const name of ['linked', 'above']) {
      const agreement = found.agreements.find((each) => each.uri.endsWith(`/${name}.sla.yaml`));
      const availability = agreement?.objectives.find((each) => each.label === 'availability');
      assert.equal(availability?.status, 'unknown', JSON.stringify(agreement));
    }
  });
});

describe('problems of agreements that are not open', () => {
  const broken = sample.replace('title:', 'titel:');

  test('clients that wait to be told are told after a check of all, and of every change', async () => {
    const scene = new Scene();
    try {
      scene.write('broken.sla.yaml', broken);
      scene.write('good.sla.yaml', sample);
      await scene.start({});
      await scene.overview(false, (each) => each.agreements.length === 2);
      const told = scene.client.diagnostics(scene.uriOf('broken.sla.yaml'));
      const counts = await scene.client.request<WorkspaceCheck>('sla/checkWorkspace', {});
      assert.equal(counts.agreements, 2);
      assert.ok(counts.errors >= 1);
      assert.ok((await told).diagnostics.some((each) => each.code === 'unknown-key'));
      const mended = scene.client.diagnostics(scene.uriOf('broken.sla.yaml'));
      scene.write('broken.sla.yaml', sample);
      scene.touch('broken.sla.yaml');
      assert.ok((await mended).diagnostics.every((each) => each.code !== 'unknown-key'));
      const gone = scene.client.diagnostics(scene.uriOf('good.sla.yaml'), (each) => each.diagnostics.length === 0);
      scene.touch('good.sla.yaml', 3);
      rmSync(join(scene.folder, 'good.sla.yaml'));
      scene.touch('good.sla.yaml', 3);
      await gone;
    } finally {
      await scene.dispose();
    }
  });

  test('clients that ask get what is new, and a word where nothing is', async () => {
    const scene = new Scene();
    try {
      scene.write('broken.sla.yaml', broken);
      scene.write('good.sla.yaml', sample);
      scene.write(
        'sub/dependent.sla.yaml',
        `${sample}\ndependencies:\n  base: { party: host, agreement: ../good.sla.yaml, objective: availability, atLeast: 99.9 %, window: month, for: [availability] }\n`,
      );
      await scene.start({ textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } });
      await scene.overview(false, known);
      const ask = (previous: Report): Promise<Report> =>
        scene.client.request('workspace/diagnostic', {
          previousResultIds: previous.items.map(({ uri, resultId }) => ({ uri, value: resultId })),
        });
      const kinds = ({ items }: Report): Record<string, string> =>
        Object.fromEntries(items.map(({ uri, kind }) => [uri.slice(uri.lastIndexOf('/') + 1).split('.')[0], kind]));
      const off = await ask({ items: [] });
      assert.deepEqual(off.items, [], 'problems of closed agreements are off by default');
      await scene.client.request('sla/checkWorkspace', {});
      const first = await ask(off);
      assert.deepEqual(kinds(first), { broken: 'full', good: 'full', dependent: 'full' });
      assert.ok(
        first.items.find(({ uri }) => uri.includes('broken'))?.items?.some((each) => each.code === 'unknown-key'),
      );
      assert.deepEqual(kinds(await ask(first)), { broken: 'unchanged', good: 'unchanged', dependent: 'unchanged' });
      scene.client.open(
        scene.uriOf('sub/dependent.sla.yaml'),
        readFileSync(join(scene.folder, 'sub/dependent.sla.yaml'), 'utf8'),
      );
      await scene.client.request('textDocument/diagnostic', {
        textDocument: { uri: scene.uriOf('sub/dependent.sla.yaml') },
      });
      const refreshed = scene.client.next('workspace/diagnostic/refresh');
      scene.write('good.sla.yaml', sample.replace('version: 0.1.0', 'version: 0.2.0'));
      scene.touch('good.sla.yaml');
      await refreshed;
      // The client may be asked to ask again for another reason before the file has been read.
      let second = await ask(first);
      for (let tries = 0; tries < 100 && kinds(second)['good'] !== 'full'; tries++) {
        await new Promise((done) => setTimeout(done, 50));
        second = await ask(first);
      }
      assert.equal(kinds(second)['broken'], 'unchanged');
      assert.equal(kinds(second)['good'], 'full');
      assert.equal(kinds(second)['dependent'], 'full', 'what builds on a changed agreement is checked again');
      rmSync(join(scene.folder, 'broken.sla.yaml'));
      scene.touch('broken.sla.yaml', 3);
      await scene.overview(false, (each) => each.agreements.length === 2);
      const third = await ask(second);
      assert.deepEqual(third.items.find(({ uri }) => uri.includes('broken'))?.items, []);
    } finally {
      await scene.dispose();
    }
  });
});

describe('facts for a report', () => {
  test('hold no text, name or path', async () => {
    const scene = new Scene();
    try {
      withSample(scene);
      await scene.start({}, true);
      await scene.overview(true, (each) => statusOf(each, 'sample') === 'breached');
      const facts = await scene.client.request<ServerFacts>('sla/serverFacts', {});
      assert.equal(facts.isTrusted, true);
      assert.equal(facts.knownAgreements, 3);
      assert.ok(facts.withResults >= 1);
      const text = JSON.stringify(facts);
      for (const secret of [scene.folder, 'sample', 'Hosting', process.env['HOME'] ?? '/root'])
        assert.ok(!text.includes(secret), secret);
    } finally {
      await scene.dispose();
    }
  });
});

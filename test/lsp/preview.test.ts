// The preview, the actions on past windows and the edit beside the saved text, over the built server as an editor asks it.
// It must use nothing of the server but its protocol.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Preview, PreviewTarget, TargetEdit } from '../../server/src/lsp/protocol';
import { Client } from './client';

interface Action {
  readonly title: string;
  readonly kind: string;
  readonly edit?: { readonly documentChanges: readonly { readonly edits: readonly { readonly newText: string }[] }[] };
}
interface Lens {
  readonly command: { readonly title: string; readonly command: string; readonly arguments: readonly unknown[] };
}

const folder = mkdtempSync(join(tmpdir(), 'sla-preview-'));
const client = new Client();
const text = `sla: 1
id: shop
title: Shop <b>&amp;
timeZone: UTC
term: { from: 2026-01-01, to: 2026-12-31 }
parties: { ops: { name: Operations, role: provider }, desk: { name: Desk, role: customer } }
data:
  log: { file: log.csv, every: 1 d, columns: { at: at, total: total, bad: bad } }
metrics:
  success: { type: request-success, data: log }
fees: { monthly: 1000 EUR per month }
remedies:
  credit: { kind: service-credit, of: monthly, tiers: [ { below: 99 %, credit: 10 % } ] }
objectives:
  success: { metric: success, atLeast: 99 %, window: month, owedBy: ops, owedTo: desk, remedies: [credit] }
`;
/** The share of each month of 2026; March runs and has used half of its budget. */
const shares = [99.5, 98.5];
const uri = pathToFileURL(join(folder, 'shop.sla.yaml')).href;

function log(until = 15): string {
  const rows = ['at,total,bad'];
  for (let day = 0; day < 31 + 28 + until; day++) {
    const at = new Date(Date.UTC(2026, 0, 1 + day));
    const share = shares[at.getUTCMonth()] ?? 99.5;
    rows.push(`${at.toISOString()},1000,${Math.round((100 - share) * 10)}`);
  }
  return `${rows.join('\n')}\n`;
}

async function preview(
  fits: (found: Preview) => boolean = ({ isReading }) => !isReading,
  of: string = uri,
): Promise<Preview> {
  const end = Date.now() + 30_000;
  for (;;) {
    const found = await client.request<Preview>('sla/preview', { uri: of });
    if (fits(found)) return found;
    if (Date.now() > end) throw new Error(`no such preview: ${JSON.stringify(found).slice(0, 2_000)}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

function groupOf(found: Preview) {
  const group = found.objectives[0]?.groups[0];
  assert.ok(group);
  return group;
}

before(async () => {
  writeFileSync(join(folder, 'log.csv'), log());
  writeFileSync(join(folder, 'shop.sla.yaml'), text);
  const root = pathToFileURL(folder).href;
  await client.request('initialize', {
    processId: process.pid,
    rootUri: root,
    workspaceFolders: [{ uri: root, name: 'w' }],
    capabilities: { textDocument: { codeAction: { dataSupport: true, resolveSupport: { properties: ['edit'] } } } },
    initializationOptions: { trusted: false, theme: 'dark', hasPreview: true },
  });
  client.notify('initialized', {});
  client.open(uri, text);
});
after(async () => {
  await client.end();
  rmSync(folder, { recursive: true, force: true });
});

describe('the preview', () => {
  test('of a document that is not open is nothing', async () => {
    assert.equal(await client.request('sla/preview', { uri: 'file:///nowhere.sla.yaml' }), null);
  });
  test('has the windows of each group in columns, with the text of the file as it is', async () => {
    const found = await preview();
    assert.equal(found.title, 'Shop <b>&amp;');
    const [objective] = found.objectives;
    assert.deepEqual([objective?.id, objective?.unit, objective?.status], ['success', '%', 'breached']);
    assert.match(objective?.origin ?? '', /^As of 2026-03-16 00:00 \(UTC\) from log\.csv: 74 rows\.$/);
    const group = groupOf(found);
    assert.deepEqual(group.names, ['Jan 2026', 'Feb 2026', 'Mar 2026']);
    assert.deepEqual([group.values, group.verdicts, group.inTerm], [[99.5, 98.5, 99.5], 'mbr', '111']);
    assert.match(group.notes[1] ?? '', /credit 10 % = 100 EUR/);
    assert.equal(group.baseline?.windows, 2);
    assert.ok(
      found.agreement.some((block) => block.kind === 'heading' && block.text.includes('Shop <b>&amp;')) ||
        found.agreement.length > 3,
    );
  });
  test('counts by whole numbers what `sla replay` counts', async () => {
    const { target } = groupOf(await preview());
    assert.ok(target);
    assert.deepEqual([target.isLower, target.step, target.unit, target.at], [true, '0.1', '%', 990]);
    assert.deepEqual(
      [target.money, target.currency],
      [[100, 100, null].map((each, at) => (at === 0 ? 0 : each)), 'EUR'],
    );
    for (const index of [980, 985, 986, 990, 995, 996]) {
      const shown = `${(index / 10).toFixed(1)} %`;
      const run = spawnSync(
        process.execPath,
        [
          resolve('dist/cli.js'),
          'replay',
          'shop.sla.yaml',
          '--objective',
          'success',
          '--target',
          shown,
          '--format',
          'json',
        ],
        { cwd: folder, encoding: 'utf8' },
      );
      const { summary } = JSON.parse(run.stdout) as { summary: { missed: number } };
      assert.equal(missedAt(target, index), summary.missed, shown);
    }
  });
  test('tells how the budget of the running window was used up, day by day', async () => {
    const found = await preview((each) => (each.objectives[0]?.groups[0]?.budget?.at.length ?? 0) > 3);
    const budget = groupOf(found).budget;
    assert.ok(budget);
    assert.deepEqual([budget.unit, budget.total, budget.used.at(-1)], ['count', 150, 75]);
    assert.deepEqual(
      budget.used,
      Array.from({ length: 16 }, (_, day) => day * 5),
    );
    assert.match(budget.sentence, /^75 bad records of 150 allowed \(50 %\) with 48 % of the window gone; 75 left\.$/);
  });
  test('says when it no longer holds, once', async () => {
    await preview();
    const told = client.next('sla/previewChanged');
    client.change(uri, 2, text.replace('99 %, window', '98 %, window'));
    await told;
    const found = await preview((each) => each.version === 2);
    assert.equal(groupOf(found).verdicts, 'mmr');
    client.change(uri, 3, text);
    await preview((each) => each.version === 3);
  });
});

/** How many windows are missed by a target, as the contract says it. */
function missedAt({ isLower, missed }: PreviewTarget, index: number): number {
  return missed.filter((edge) => edge !== null && (isLower ? index > edge : index < edge)).length;
}

describe('a target that is moved', () => {
  const ask = (parts: object): Promise<TargetEdit> =>
    client.request<TargetEdit>('sla/targetEdit', { uri, version: 3, objective: 'success', target: '99.9 %', ...parts });

  test('is written where the old one stands', async () => {
    const { edits, refusal } = await ask({});
    const at = text.split('\n').findIndex((line) => line.startsWith('  success: { metric: success'));
    const from = text.split('\n')[at]?.indexOf('99 %') ?? -1;
    const range = { start: { line: at, character: from }, end: { line: at, character: from + 4 } };
    assert.deepEqual([refusal, edits], [undefined, [{ range, newText: '99.9 %' }]]);
  });
  test('is refused for another version, another objective and no target', async () => {
    assert.match((await ask({ version: 1 })).refusal ?? '', /changed meanwhile/);
    assert.match((await ask({ objective: 'x' })).refusal ?? '', /no objective "x"/);
    assert.match((await ask({ target: '99.9 % }\nevil: 1' })).refusal ?? '', /is no target/);
    assert.match((await ask({ uri: 'file:///nowhere.sla.yaml' })).refusal ?? '', /changed meanwhile/);
  });
});

describe('beside the text', () => {
  const hover = async (): Promise<string> => {
    const line = text.split('\n').findIndex((each) => each.startsWith('  success: { metric: success'));
    const answer = await client.request<{ contents: { value: string } }>('textDocument/hover', {
      textDocument: { uri },
      position: { line, character: 4 },
    });
    return answer.contents.value;
  };
  const lenses = (): Promise<readonly Lens[]> => client.request('textDocument/codeLens', { textDocument: { uri } });

  test('an edited target is told beside the saved one, and no longer when it is saved', async () => {
    await preview();
    client.change(uri, 4, text.replace('99 %, window', '99.7 %, window'));
    await preview((each) => each.version === 4);
    assert.match(
      await hover(),
      /\*\*As edited:\*\* 2 of 2 missed, 100 EUR of credits \\\(saved\\: 1 of 2 missed, 100 EUR of credits\\\) · Jan 2026 met → missed/,
    );
    const [first] = await lenses();
    assert.match(first?.command.title ?? '', /as edited 2 of 2 missed, 100 EUR of credits \(saved: 1 of 2 missed/);
    client.notify('textDocument/didSave', { textDocument: { uri } });
    assert.doesNotMatch(await hover(), /As edited/);
  });
  test('an edited window is told as well, and taken back without reading', async () => {
    client.change(uri, 5, text.replace('99 %, window: month', '99.7 %, window: quarter'));
    await preview((each) => each.version === 5 && !each.isReading);
    client.change(uri, 6, text.replace('99 %, window: month', '99.7 %, window: week'));
    await preview((each) => each.version === 6 && !each.isReading);
    assert.match(await hover(), /As edited:\*\* \d+ of \d+ missed[^(]*\(saved\\: 2 of 2 missed/);
    rmSync(join(folder, 'log.csv'));
    client.change(uri, 7, text.replace('99 %, window: month', '99.7 %, window: month'));
    const found = await preview((each) => each.version === 7);
    assert.deepEqual([found.isReading, groupOf(found).verdicts], [false, 'bbr']);
    writeFileSync(join(folder, 'log.csv'), log());
  });
  test('every objective has a lens that opens the preview', async () => {
    const preview_ = (await lenses()).find(({ command }) => command.command === 'sla.openPreview');
    assert.deepEqual([preview_?.command.title, preview_?.command.arguments], ['Preview', [uri, 'success']]);
  });
});

describe('actions', () => {
  const actions = (): Promise<readonly Action[]> => {
    const line = text.split('\n').findIndex((each) => each.startsWith('  success: { metric: success'));
    const position = { line, character: 4 };
    return client.request('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: position, end: position },
      context: { diagnostics: [] },
    });
  };
  test('compute a baseline, whose edits come when it is chosen, with the fingerprint of the data', async () => {
    client.change(uri, 8, text);
    await preview((each) => each.version === 8 && !each.isReading);
    const found = (await actions()).filter(
      ({ title }) => title === 'Compute a baseline of metric "success" from its data',
    );
    assert.deepEqual(new Set(found.map(({ kind }) => kind)).has('refactor.rewrite'), true);
    const [first] = found;
    assert.ok(first && first.edit === undefined);
    const resolved = await client.request<Action>('codeAction/resolve', first);
    const written = resolved.edit?.documentChanges[0]?.edits[0]?.newText ?? '';
    assert.match(
      written,
      /^, baseline: \{ value: 99 %, statistic: median, window: month, from: 2026-01-01, to: 2026-02-28, windows: 2, lowest: 98\.5 %, highest: 99\.5 %, fingerprint: sha256-[0-9a-f]{64} \}$/,
    );
  });
  test('write nothing when the text has changed meanwhile', async () => {
    const [first] = (await actions()).filter(({ title }) => title.startsWith('Compute a baseline'));
    assert.ok(first);
    client.change(uri, 9, `${text}# a comment\n`);
    const told = client.next('window/showMessageRequest');
    const resolved = await client.request<Action>('codeAction/resolve', first);
    assert.equal(resolved.edit, undefined);
    await told;
  });
});

describe('without a result', () => {
  const opened = (name: string, changed: string, objective = 0): Promise<Preview> => {
    const own = pathToFileURL(join(folder, `${name}.sla.yaml`)).href;
    writeFileSync(join(folder, `${name}.sla.yaml`), changed);
    client.open(own, changed);
    return preview(({ isReading, objectives }) => !isReading && objectives[objective]?.unavailable != null, own);
  };

  test('the reason stands once for all objectives, where it is the same', async () => {
    writeFileSync(join(folder, 'empty.csv'), '');
    const second = '  second: { metric: success, atLeast: 98 %, window: month, owedBy: ops, owedTo: desk }\n';
    const empty = await opened('empty', text.replace('log.csv', 'empty.csv') + second);
    const reason = 'its data cannot be read: empty.csv: the file is empty';
    assert.equal(empty.unavailable, reason);
    assert.deepEqual(
      empty.objectives.map(({ unavailable, standing, status }) => [unavailable, standing, status]),
      Array.from({ length: 2 }, () => [reason, 'unknown', 'unknown']),
    );
    const broken = await opened('broken', text.replace('metrics:', 'metrics: ]['));
    assert.match(broken.unavailable ?? '', /^line 9 has an error \(yaml-syntax\)$/);
  });
  test('a reason of one objective stays with it', async () => {
    const own = text
      .replace(
        'metrics:\n',
        '  none: { file: none.csv, every: 1 d, columns: { at: at, total: total, bad: bad } }\nmetrics:\n',
      )
      .replace('fees:', '  other: { type: request-success, data: none }\nfees:');
    const second = '  second: { metric: other, atLeast: 98 %, window: month, owedBy: ops, owedTo: desk }\n';
    const found = await opened('one', own + second, 1);
    assert.deepEqual(
      [found.unavailable ?? undefined, found.objectives[0]?.unavailable ?? undefined],
      [undefined, undefined],
    );
    assert.match(found.objectives[1]?.unavailable ?? '', /there is no such file/);
  });
});

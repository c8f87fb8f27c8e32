// What another window would have cost: over the same time, and nothing where the windows of both do not meet.
// It must never take its numbers from the code under test: outages and fees are so few that they are counted by hand.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, describe, test } from 'node:test';

const folder = mkdtempSync(join(tmpdir(), 'sla-window-cost-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const agreement = (window: string, fees = 'fees: { Fee: 1000 EUR per month }\n'): string => `sla: 1
id: shop
title: Shop
kind: customer
status: active
version: 1.0.0
timeZone: UTC
term: { from: 2025-01-01, to: 2025-12-31 }
parties: { host: { name: Host, role: provider }, shop: { name: Shop, role: customer } }
data: { outages: { file: outages.csv, covers: { from: 2025-01-01, to: 2025-12-31 } } }
metrics: { uptime: { type: availability, data: outages } }
objectives:
  up: { metric: uptime, atLeast: 99 %, window: ${window}, remedies: [credits] }
remedies: { credits: { kind: service-credit, of: Fee, tiers: [{ below: 99 %, credit: 10 % }] } }
${fees}`;

/** Hours without service, each from midnight of a day on. */
function outages(all: Readonly<Record<string, number>>): void {
  const rows = Object.entries(all).map(([day, hours]) => {
    const start = Date.parse(`${day}T00:00Z`);
    return `${new Date(start).toISOString()},${new Date(start + hours * 3_600_000).toISOString()}`;
  });
  writeFileSync(join(folder, 'outages.csv'), `start,end\n${rows.join('\n')}\n`);
}

/** What `sla diff` says of the change of the window: the text, and the cost as JSON. */
function costOf(before: string, now: string): { readonly text: string; readonly cost: unknown } {
  writeFileSync(join(folder, 'before.sla.yaml'), before);
  writeFileSync(join(folder, 'now.sla.yaml'), now);
  const run = (...more: readonly string[]): string => {
    const args = [resolve('dist/cli.js'), 'diff', 'before.sla.yaml', 'now.sla.yaml', '--today', '2026-02-01', ...more];
    const { stdout, stderr, status } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    assert.deepEqual([status, stderr], [0, '']);
    return stdout;
  };
  const { changes } = JSON.parse(run('--format', 'json')) as { changes: readonly { path: string; cost?: unknown }[] };
  const found = changes.filter(({ path }) => path === 'objectives.up.window');
  assert.equal(found.length, 1);
  return { text: run('--format', 'markdown'), cost: found[0]?.cost };
}

describe('the cost of another window', () => {
  test('is told over the same time: quarters even out what months missed', () => {
    // January, February and May are below 99 %; of the quarters the first with 50 h, and not the second with 20 h. Each miss is 100 EUR.
    outages({ '2025-01-10': 20, '2025-02-10': 30, '2025-05-10': 20 });
    const { cost, text } = costOf(agreement('month'), agreement('quarter'));
    assert.deepEqual(cost, { credits: '-200 EUR', windows: 4, missed: -2, before: { windows: 12, missed: 3 } });
    assert.match(text, /-200 EUR in credits, 1 of 4 past windows missed, 3 of 12 before/);
  });
  test('each way round', () => {
    outages({ '2025-01-10': 20, '2025-05-10': 20 });
    assert.deepEqual(costOf(agreement('month'), agreement('quarter')).cost, {
      ...{ credits: '-200 EUR', windows: 4, missed: -2, before: { windows: 12, missed: 2 } },
    });
    assert.deepEqual(costOf(agreement('quarter'), agreement('month')).cost, {
      ...{ credits: '+200 EUR', windows: 12, missed: 2, before: { windows: 4, missed: 0 } },
    });
  });
  test('is told in parts of the fee where none is written', () => {
    outages({ '2025-01-10': 20, '2025-05-10': 20 });
    const { cost, text } = costOf(agreement('month', ''), agreement('quarter', ''));
    assert.deepEqual(cost, {
      ...{ credits: '-20 % of the fee', windows: 4, missed: -2, before: { windows: 12, missed: 2 } },
    });
    assert.match(text, /weaker.*0 of 4 past windows missed, 2 of 12 before/);
  });
  test('is told by itself, whatever else changed for the same objective', () => {
    outages({ '2025-01-10': 20, '2025-02-10': 30, '2025-05-10': 20 });
    // At least 97 % a month is missed in February alone; 97 % a quarter never is.
    const now = agreement('quarter').replace('atLeast: 99 %', 'atLeast: 97 %').replace('below: 99 %', 'below: 97 %');
    assert.deepEqual(costOf(agreement('month'), now).cost, {
      ...{ credits: '-100 EUR', windows: 4, missed: -1, before: { windows: 12, missed: 1 } },
    });
  });
  test('is not told where the windows of both never begin and end together', () => {
    outages({ '2025-01-10': 20 });
    assert.equal(costOf(agreement('month'), agreement('{ every: quarter, anchor: 2025-01-15 }')).cost, undefined);
  });
  test('and not where some of the time is not known', () => {
    outages({ '2025-01-10': 20 });
    const cut = (window: string): string =>
      agreement(window).replace('from: 2025-01-01, to: 2025-12-31 } } }', 'from: 2025-02-10, to: 2025-12-31 } } }');
    const { cost } = costOf(cut('month'), cut('quarter'));
    assert.deepEqual(cost, { credits: '0 % of the fee', windows: 3, missed: 0, before: { windows: 9, missed: 0 } });
  });
});

// Gates as an attacker meets them: a party under another name, an agreement without a word.
// It must never take the answer of one gate for that of another.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { slaIn } from '../kit/command-line';

const folder = mkdtempSync(join(tmpdir(), 'sla-gates-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const agreement = (target: string, customer = 'shop'): string => `sla: 1
id: shop
title: Hosting
kind: customer
status: draft
version: 0.1.0
timeZone: Europe/Berlin
parties:
  host: { name: Example Hosting, role: provider }
  ${customer}: { name: Example Shop, role: customer }
metrics:
  uptime: { type: availability, measuredBy: host, controlledBy: host }
objectives:
  availability: { metric: uptime, atLeast: ${target}, window: month, reason: Reached in 2025. }
`;

/** The exit code of a gate between the agreement as it was and a text. */
async function gate(text: string, name: string): Promise<number | undefined> {
  writeFileSync(join(folder, 'a.sla.yaml'), agreement('99.9 %'));
  writeFileSync(join(folder, 'b.sla.yaml'), text);
  return (await slaIn(folder, ['diff', 'a.sla.yaml', 'b.sla.yaml', '--fail-on', name])).code;
}

test('a party that is called otherwise now is still protected', async () => {
  assert.equal(await gate(agreement('99 %', 'store'), 'weaker:shop'), 1);
  assert.equal(await gate(agreement('99 %', 'store'), 'weaker:store'), 1);
  assert.equal(await gate(agreement('99 %', 'store'), 'weaker:host'), 0);
  assert.equal(await gate(agreement('99.9 %', 'store'), 'weaker:shop'), 0);
});

test('an agreement that was emptied passes no gate', async () => {
  assert.equal(await gate('', 'weaker'), 1);
  assert.equal(await gate('', 'weaker:shop'), 1);
  assert.equal(await gate('- sla: 1\n', 'weaker:shop'), 1);
});

// Holds the names near an offset to those of the whole text: what is asked for one place must not differ from what is listed.
// It must never ask at fewer places than there are names.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { nameAt, namesOf } from '../../server/src/core/features/names';
import { open } from '../../server/src/core/model/file';

for (const path of ['orders-api', 'ip-vpn', 'marketing-sales', 'digital-editions', 'suppliers/cloud-compute'])
  test(`${path}: a name is the same whether one is asked for or all are`, () => {
    const text = readFileSync(`examples/${path}.sla.yaml`, 'utf8');
    const all = namesOf(open({ uri: 'a', version: 1, text }));
    assert.ok(all.length > 20);
    const fresh = open({ uri: 'b', version: 1, text });
    const told = ({ kind, name, role, span }: (typeof all)[number]): string =>
      `${kind} ${name} ${role} ${span.start}-${span.end}`;
    const lists = new Set(all.map(told));
    for (const name of all) {
      const found = nameAt(fresh, name.span.start);
      assert.ok(found !== undefined && lists.has(told(found)), told(name));
    }
  });

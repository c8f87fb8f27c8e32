// Versions before that a client sends: how many are kept of files that nobody knows.
// It must never start a server: what is kept is asked of the class itself.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, type SlaFile } from '../../server/src/core/model/file';
import { Bases } from '../../server/src/lsp/bases';

const text = 'sla: 1\nid: shop\n';

test('where no place is left, a version that came before is not kept for a file that is gone', () => {
  const files = new Map<string, SlaFile>();
  const told: string[] = [];
  const bases = new Bases({
    fileOf: (uri) => files.get(uri),
    isOpen: () => false,
    ids: () => new Set(),
    onChange: (uri) => told.push(uri),
  });
  const uri = 'file:///shop.sla.yaml';
  files.set(uri, open({ uri, version: 0, text }));
  bases.take({ uri, name: 'HEAD', text, isKept: true });
  assert.equal(bases.of(uri)?.name, 'HEAD');
  for (let at = 0; at < 500; at++) bases.take({ uri: `file:///${at}.sla.yaml`, name: 'HEAD', text, isKept: true });
  files.delete(uri);
  told.length = 0;
  bases.take({ uri, name: 'main', text, isKept: true });
  assert.equal(bases.of(uri), undefined);
  assert.deepEqual(told, [uri]);
  bases.dispose();
});

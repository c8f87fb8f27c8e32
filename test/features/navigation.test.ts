// Follows names: to their definitions, to all their uses, within a file and across the workspace.
// It must never depend on lines: places are shown as the text they hold.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { definition } from '../../server/src/core/features/definition';
import { fileRename } from '../../server/src/core/features/file-rename';
import { documentLinks } from '../../server/src/core/features/links';
import { highlights, references } from '../../server/src/core/features/references';
import { applied } from '../../server/src/core/features/rename';
import { workspaceSymbols } from '../../server/src/core/features/workspace-symbols';
import { noData, type Project } from '../../server/src/core/project';
import { exampleTexts, projectOf } from './workspace';

const project = projectOf(exampleTexts());
const orders = 'file:///w/examples/orders-api.sla.yaml';

/** Where a word of a file leads, the word being marked by a caret inside some text around it. */
function leads(uri: string, marked: string, within: Project = project): readonly string[] {
  const file = within.files.get(uri);
  assert.ok(file);
  const { text } = file.snapshot;
  const at = text.indexOf(marked.replace('|', ''));
  assert.ok(at >= 0, marked);
  return definition(within, file, at + marked.indexOf('|')).map(({ uri: target, place }) => {
    const name = target.replace(/^.*\//, '');
    if (place.kind === 'file') return place.column === undefined ? name : `${name} ${place.column}`;
    const other = within.files.get(target)?.snapshot.text ?? '';
    const line = other.slice(place.nameSpan.start, place.nameSpan.end + 7).split('\n')[0] ?? '';
    return `${name === uri.replace(/^.*\//, '') ? '' : `${name} `}${line}`;
  });
}

describe('definition', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['owedBy: prov|ider', ['provider: { nam']],
    ['metric: |uptime', ['uptime:']],
    ['metric: uptime|\n', ['uptime:']],
    ['when: lo|ad <= 50', ['load: { typ']],
    ['excludes: [maintenance, customer-|caused', ['customer-caused: { kin']],
    ['objectives: [availability, lat|ency', ['latency:']],
    ['of: Monthly| Fee\n', ['Monthly Fee: 5000', 'Monthly Fee: Net s']],
    ['Net subscription f|ee', []],
    ['agreement: suppliers/cloud|-compute', ['cloud-compute.sla.yaml cloud-compute']],
    ['objective: avail|ability, atLeast: 99.99', ['cloud-compute.sla.yaml availability:']],
    ['file: data/orders-inci|dents', ['orders-incidents.csv']],
    ['file: data/orders-min|utes', []],
    ["where: 'sever|ity in", ['orders-incidents.csv severity']],
    ['start: detect|ed, end', ['orders-incidents.csv detected']],
    ['P|2: { atMost', ['P2: main']],
    ['high: P|1, medium', ['P1: servi']],
    ['supersedes: orders-|api@3.0.0', []],
    ['inside the calendar "of|fice"', []],
    ['approvals:\n  provi|der', ['provider: { nam']],
    ['file: suppliers/cloud-com|pute', ['cloud-compute.sla.yaml cloud-compute']],
  ];
  for (const [marked, found] of cases)
    test(marked, () =>
      assert.deepEqual(
        leads(orders, marked).map((line) => line.trim()),
        found.map((line) => line.trim()),
      ),
    );

  test('a role leads to the column that plays it, unless the data has a column of its name', () => {
    const uri = 'file:///w/a.sla.yaml';
    const text = 'data:\n  d: { file: x.csv, columns: { total: requests, bad: failed }, where: bad / total < 1 }\n';
    const within = projectOf(new Map([[uri, text]]));
    assert.deepEqual(leads(uri, 'where: ba|d', within), ['bad: faile']);
    const known = { ...within, data: new Map([[uri, { ...noData, columns: new Map([['d', ['bad', 'total']]]) }]]) };
    assert.deepEqual(leads(uri, 'where: ba|d', known), ['x.csv bad']);
  });

  test('no path leads out of the folders that are open', () => {
    for (const path of [
      '../../etc/passwd',
      '/etc/passwd',
      '~/x',
      'file:///etc/passwd',
      'C:/x',
      '..',
      'a/../../../x',
      '.git/config',
      '%2e%2e/%2e%2e/etc',
      '..\\\\..\\\\x',
    ]) {
      const uri = 'file:///w/f/a.sla.yaml';
      const text = `data:\n  d: { file: "${path}" }\nreferences:\n  r: { kind: terms, title: t, file: "${path}" }\n`;
      const within = projectOf(new Map([[uri, text]]));
      const file = within.files.get(uri);
      assert.ok(file);
      const found = [
        ...definition(within, file, text.indexOf(path) + 1).map((each) => each.uri),
        ...documentLinks(within, file).map(({ target }) => target),
      ];
      for (const target of found) assert.match(target, /^file:\/\/\/w\/(?!\.\.)(?!.*\.git)/, path);
      if (!path.startsWith('%')) assert.deepEqual(found, [], path);
    }
  });
});

describe('references', () => {
  const count = (uri: string, marked: string): readonly (readonly [string, number])[] => {
    const file = project.files.get(uri);
    assert.ok(file);
    const at = file.snapshot.text.indexOf(marked.replace('|', ''));
    const by = new Map<string, number>();
    for (const { uri: each } of references(project, file, at + marked.indexOf('|'), true))
      by.set(each.replace(/^.*\//, ''), (by.get(each.replace(/^.*\//, '')) ?? 0) + 1);
    return [...by];
  };
  test('of an objective reach the agreements that rest on it', () => {
    const regio = 'file:///w/examples/suppliers/regio-fibre.sla.yaml';
    assert.deepEqual(count(regio, 'objectives:\n  avail|ability'), [
      ['regio-fibre.sla.yaml', 1],
      ['ip-vpn.sla.yaml', 1],
    ]);
  });
  test('of a term are the whole words of free texts', () => {
    const leads = 'file:///w/examples/marketing-sales.sla.yaml';
    assert.deepEqual(count(leads, '  M|QL:'), [['marketing-sales.sla.yaml', 2]]);
    assert.deepEqual(count(leads, '  Accepted| Lead:'), [['marketing-sales.sla.yaml', 2]]);
  });
  test('are highlighted in their own file, the definition as written', () => {
    const file = project.files.get(orders);
    assert.ok(file);
    const found = highlights(file, file.snapshot.text.indexOf('monitor: {'));
    assert.equal(found.filter(({ isDefinition }) => isDefinition).length, 1);
    for (const { span } of found) assert.equal(file.snapshot.text.slice(span.start, span.end), 'monitor');
    assert.equal(found.length, 11);
  });
});

describe('links', () => {
  test('lead to files as they are named and to addresses of the web and of mail alone', () => {
    const uri = 'file:///w/a b.sla.yaml';
    const urls = [
      'https://x.example/a?b',
      'mailto:a@b.example',
      'javascript:alert(1)',
      'command:evil',
      'https://u:p@x.example',
      'file:///etc/passwd',
      'https://x.example/ y',
    ];
    const text = `data:\n  d: { file: "data/x (1)*.csv" }\n  e: { file: data/ü.csv }\nreferences:\n${urls.map((url, index) => `  r${index}: { kind: terms, title: t, url: "${url}" }\n`).join('')}`;
    const within = projectOf(new Map([[uri, text]]));
    const file = within.files.get(uri);
    assert.ok(file);
    assert.deepEqual(
      documentLinks(within, file).map(({ span, target }) => [text.slice(span.start, span.end), target]),
      [
        ['data/ü.csv', 'file:///w/data/%C3%BC.csv'],
        ['https://x.example/a?b', 'https://x.example/a?b'],
        ['mailto:a@b.example', 'mailto:a@b.example'],
      ],
    );
  });
});

describe('a file that moves', () => {
  const move = (from: string, to: string): Readonly<Record<string, readonly string[]>> =>
    Object.fromEntries(
      fileRename(project, [{ oldUri: `file:///w/examples/${from}`, newUri: `file:///w/examples/${to}` }]).map(
        ({ uri, edits }) => [uri.replace('file:///w/examples/', ''), edits.map(({ newText }) => newText)],
      ),
    );
  test('takes the paths to it along', () => {
    assert.deepEqual(move('suppliers/cloud-compute.sla.yaml', 'suppliers/old/cloud compute.sla.yaml'), {
      'orders-api.sla.yaml': ['suppliers/old/cloud compute.sla.yaml', 'suppliers/old/cloud compute.sla.yaml'],
    });
  });
  test('takes its own paths along, patterns included', () => {
    const edits = move('orders-api.sla.yaml', 'shop/orders-api.sla.yaml')['orders-api.sla.yaml'];
    assert.deepEqual(edits?.slice(0, 2), ['../data/orders-minutes-*.csv', '../data/orders-latency.ndjson']);
    assert.equal(edits?.length, 9);
  });
  test('a folder takes all paths into it along', () => {
    const moved = move('suppliers', 'partners/suppliers');
    assert.deepEqual(Object.keys(moved), ['ip-vpn.sla.yaml', 'orders-api.sla.yaml']);
    assert.deepEqual(moved['ip-vpn.sla.yaml']?.slice(0, 1), ['partners/suppliers/regio-fibre.sla.yaml']);
  });
  test('a whole folder with all that is in it changes nothing', () => {
    const inner = fileRename(project, [{ oldUri: 'file:///w/examples', newUri: 'file:///w/samples' }]);
    assert.deepEqual(inner, []);
  });
  test('keeps quotes, and names what has to be quoted', () => {
    const uri = 'file:///w/a.sla.yaml';
    const text = 'data:\n  d: { file: "x.csv" }\n  e: { file: x.csv }\n';
    const within = projectOf(new Map([[uri, text]]));
    const [edit] = fileRename(within, [{ oldUri: 'file:///w/x.csv', newUri: 'file:///w/a,b.csv' }]);
    assert.equal(applied(text, edit?.edits ?? []), 'data:\n  d: { file: "a,b.csv" }\n  e: { file: "a,b.csv" }\n');
  });
});

test('symbols of the workspace are found by letters in order, best first', () => {
  const names = (query: string): readonly string[] => workspaceSymbols(project, query).map(({ name }) => name);
  assert.equal(
    names('availability')
      .slice(0, 4)
      .every((name) => name === 'availability'),
    true,
  );
  assert.deepEqual(names('fbu'), []);
  assert.ok(
    names('cloudco').includes('cloud-compute · Compute and database for the Orders API') || names('cloudco').length > 0,
  );
  assert.ok(names('sprs').includes('support-response'));
  assert.ok(names('').length > 200);
});

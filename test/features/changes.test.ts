// Holds the hints, the line and the tree of changes: words, lengths, order, and that hostile texts stay text.
// It must never know a direction by heart that the comparison of two versions does not give.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, test } from 'node:test';
import { inlayHints } from '../../server/src/core/features/inlay-hints';
import { changeLens } from '../../server/src/core/features/review/change-lens';
import { changeTree, type ChangeTree } from '../../server/src/core/features/review/change-tree';
import { comparisonOf, findNextCost } from '../../server/src/core/features/review/comparison';
import { open, type SlaFile } from '../../server/src/core/model/file';
import { defaultSettings, type FileData, type Project } from '../../server/src/core/project';
import { plainTextOf } from '../../server/src/core/publish/plain-text';
import { runPlan } from '../../server/src/engine/run';
import { measured } from './measured';

const uri = 'file:///w/shop.sla.yaml';
const text = `sla: 1
id: shop
title: Shop
timeZone: UTC
term: { from: 2026-01-01, to: 2026-12-31 }
parties: { ops: { name: Operations, role: provider }, customer: { name: Bergland, role: customer } }
metrics:
  up: { type: availability, measuredBy: ops }
  fast: { type: latency, measuredBy: ops }
objectives:
  availability: { metric: up, atLeast: 99.9 %, window: month, excludes: [maintenance] }
  latency:
    metric: fast
    statistic: p95
    atMost: 300 ms
    window: month
exclusions:
  maintenance: { kind: planned-maintenance, limit: 4 h per month, notice: 5 d }
`;

function projectOf(before: string, now: string, settings = defaultSettings): { project: Project; file: SlaFile } {
  const file = open({ uri, version: 1, text: now });
  const base = open({ uri, version: 0, text: before });
  const facts = { today: '2026-11-30', theme: 'dark' as const, bases: new Map([[uri, base]]) };
  return { project: { files: new Map([[uri, file]]), settings, facts, data: new Map<string, FileData>() }, file };
}

function hintsOf(
  now: string,
  before = text,
): readonly { readonly line: string; readonly label: string; readonly tooltip: string }[] {
  const { project, file } = projectOf(before, now);
  const lineOf = (offset: number): string => now.slice(now.lastIndexOf('\n', offset - 1) + 1).split('\n')[0] ?? '';
  return inlayHints(project, file, { start: 0, end: now.length })
    .map(({ offset, label, tooltip }) => ({ line: lineOf(offset).trim(), label, tooltip }))
    .filter(({ label }) => /weaker|stronger|unclear|was |changed|new|→|−/.test(label));
}

function treeOf(now: string, before = text): ChangeTree {
  const { project, file } = projectOf(before, now);
  const tree = changeTree(project, file);
  assert.ok(tree);
  return tree;
}

describe('hints of changes', () => {
  test('say from what to what and for whom, in at most 43 characters, and all in the tooltip', () => {
    const [hint, ...others] = hintsOf(text.replace('99.9 %', '99.5 %'));
    assert.deepEqual(others, []);
    assert.equal(hint?.label, '99.9 % → 99.5 %: weaker for customer');
    assert.match(hint.tooltip, /^99\.9 % → 99\.5 %: weaker for customer, .*more down ?time a month/);
  });
  test('drop reason, then the value in the line, then names, then the value before', () => {
    const labels = ['customer', 'the-customer-of-the-shop', 'a-party-whose-name-is-longer-than-a-line-of-hints'].map(
      (name) => {
        const [hint] = hintsOf(
          text.replaceAll('customer:', `${name}:`).replace('limit: 4 h', 'limit: 18 h'),
          text.replaceAll('customer:', `${name}:`),
        );
        assert.ok((hint?.label ?? '').length <= 43, hint?.label);
        assert.match(hint?.tooltip ?? '', new RegExp(`weaker for ${name}`));
        return hint?.label;
      },
    );
    assert.deepEqual(labels, [
      'was 4 h per month: weaker for customer',
      'was 4 h per month: weaker for the-custome…',
      'was 4 h per month: weaker for a-party-who…',
    ]);
  });
  test('tell long values that begin alike from where they differ', () => {
    const titled = (title: string): string => text.replace(/^title: .*$/m, `title: ${title}`);
    const [hint] = hintsOf(titled('Hosting of the web shop'), titled('Hosting of the shop'));
    assert.equal(hint?.label, '…shop → …web shop');
    const [other] = hintsOf(titled('Hosting-of-all-the-shops'), titled('Hosting-of-all-the-stores'));
    assert.equal(other?.label, '…ll-the-stores → …ll-the-shops');
  });
  test('of one line are one, the worst first', () => {
    const now = text.replace('limit: 4 h per month, notice: 5 d', 'limit: 8 h per month, notice: 10 d');
    const [hint, ...others] = hintsOf(now);
    assert.deepEqual(others, []);
    assert.match(hint?.label ?? '', /weaker.* · 1 more$/);
    assert.equal(hint?.tooltip.split('\n').length, 2);
    assert.ok((hint?.label.length ?? 99) <= 43);
  });
  test('stand in the line where it is now; what is gone at the clause that held it', () => {
    const now = text.replace(/ {2}latency:\n(?: {4}.*\n)+/, '');
    const [hint] = hintsOf(now);
    assert.match(hint?.label ?? '', /^−|weaker/);
    assert.ok(now.includes(hint?.line ?? '?'));
  });
  test('take the room of others, which then stand in the tooltip', () => {
    const { project, file } = projectOf(text, text.replace('99.9 %', '99.5 %'));
    const all = inlayHints(project, file, { start: 0, end: text.length });
    const hint = all.find(({ label }) => label.includes('→'));
    assert.match(hint?.tooltip ?? '', /down time allowed/);
    const before = inlayHints(projectOf(text, text).project, open({ uri, version: 5, text }), {
      start: 0,
      end: text.length,
    });
    assert.ok(before.some(({ label }) => label.includes('allowed')));
  });
  test('are not there where the setting says so, or a text is broken', () => {
    const off = { ...defaultSettings, showsChanges: false };
    const { project, file } = projectOf(text, text.replace('99.9 %', '99.5 %'), off);
    assert.ok(!inlayHints(project, file, { start: 0, end: text.length }).some(({ label }) => label.includes('→')));
    assert.deepEqual(hintsOf(`${text.replace('99.9 %', '99.5 %')}x: [\n`), []);
    assert.deepEqual(hintsOf(text.replace('99.9 %', '99.5 %'), `${text}x: [\n`), []);
  });
  test('show hostile names as text, without signs that reorder it', () => {
    const hostile = '"\\u202Eevil\\n$(flame)"';
    const named = text.replaceAll('customer:', `${hostile}:`);
    const [hint] = hintsOf(named.replace('99.9 %', '99.5 %'), named);
    assert.ok(hint !== undefined);
    assert.doesNotMatch(hint.label + hint.tooltip, /[\u202e]/);
  });
});

describe('the line on top', () => {
  const lens = (now: string, name = 'HEAD'): string | undefined => {
    const { project, file } = projectOf(text, now);
    return changeLens(project, file, name)?.title;
  };
  test('counts changes by what they mean, the worst first', () => {
    const now = text.replace('99.9 %', '99.5 %').replace('limit: 4 h', 'limit: 8 h').replace('300 ms', '200 ms');
    assert.equal(lens(now), '3 changes since HEAD: 2 weaker for customer, 1 stronger for customer');
    assert.equal(
      lens(now.replace('title: Shop', 'title: The shop')),
      '4 changes since HEAD: 2 weaker for customer, 1 stronger for customer, 1 neutral',
    );
  });
  test('is not there where nothing changed, nor where only comments and layout did', () => {
    assert.equal(lens(text), undefined);
    assert.equal(
      lens(`# a remark\n${text.replace('{ metric: up, atLeast: 99.9 %,', '{ atLeast: 99.90 %, metric: up,')}`),
      undefined,
    );
  });
  test('cuts names short and draws no icon', () => {
    const title = lens(text.replace('99.9 %', '99.5 %'), `$(flame)${'x'.repeat(300)}`);
    assert.ok((title ?? '').length <= 130);
    assert.doesNotMatch(title ?? '', /\$\(/);
  });
});

describe('the tree of changes', () => {
  const now = text
    .replace('99.9 %', '99.5 %')
    .replace('300 ms', '200 ms')
    .replace('title: Shop', 'title: The shop')
    .replace(', notice: 5 d', '');

  test('groups by party, those who lose first, and by clause in the order of the text', () => {
    const tree = treeOf(now);
    assert.deepEqual(
      tree.byParty.map(({ label }) => label),
      ['customer', 'ops', 'Neutral'],
    );
    const [customer, ops] = tree.byParty;
    assert.deepEqual(customer?.directions, ['weaker', 'weaker', 'stronger']);
    assert.deepEqual(ops?.directions, ['weaker', 'stronger', 'stronger']);
    assert.equal(customer.description, 'Bergland · 2 weaker, 1 stronger');
    assert.deepEqual(
      tree.byClause.map(({ label, description }) => `${label}: ${description}`),
      [
        'title: 1 neutral',
        'availability: objectives · 1 weaker',
        'latency: objectives · 1 stronger',
        'maintenance: exclusions · 1 weaker',
      ],
    );
    assert.equal(tree.direction, 'mixed');
  });
  test('names what changed, and of what is gone the place in both texts', () => {
    const tree = treeOf(now);
    const gone = tree.changes.find(({ oldSpan }) => oldSpan !== undefined);
    assert.match(gone?.label ?? '', /^maintenance · notice$/);
    assert.equal(gone?.key, 'notice');
    assert.equal(text.slice(gone.oldSpan?.start, gone.oldSpan?.end).includes('5 d'), true);
    assert.match(now.slice(gone.span.start, gone.span.end), /maintenance/);
    const [, target] = tree.changes;
    assert.deepEqual(
      [target?.label, target?.values, target?.meaning],
      ['availability · atLeast', '99.9 % → 99.5 %', 'weaker for customer'],
    );
  });
  test('of the same text is empty, and of a broken one there is none', () => {
    assert.deepEqual([treeOf(text).changes, treeOf(text).summary], [[], 'no change']);
    const { project, file } = projectOf(text, `${text}x: [\n`);
    assert.equal(changeTree(project, file), undefined);
  });
  test('ends after 500 changes, and says how many are left out', () => {
    const many = (target: string): string => {
      const more = Array.from(
        { length: 520 },
        (_, at) => `  o${at}: { metric: up, atLeast: ${target}, window: month }\n`,
      ).join('');
      return text.replace('objectives:\n', `objectives:\n${more}`);
    };
    const tree = treeOf(many('99 %'), many('98 %'));
    assert.deepEqual([tree.changes.length, tree.leftOut], [500, 20]);
  });
  test('lets no sign of an editor or a terminal through', () => {
    const hostile = '"$(flame) [x](command:quit) <b> \\u202E \\n"';
    const tree = treeOf(now.replace('title: The shop', `title: ${hostile}`).replaceAll('customer:', `${hostile}:`));
    const { changes, byParty, byClause } = tree;
    const shown = [...changes, ...byParty, ...byClause]
      .flatMap((entry) => Object.entries(entry))
      .flatMap(([key, value]) => (typeof value === 'string' && key !== 'tooltip' ? [value] : []));
    for (const each of shown) assert.doesNotMatch(each, /\$\(|[\u202e\n]/);
    for (const { tooltip } of changes) assert.doesNotMatch(tooltip, /(?<!\\)[[\]<]|[\u202e]/);
  });
});

describe('costs of changes', () => {
  const example = 'file:///w/examples/orders-api.sla.yaml';
  const before = readFileSync('examples/orders-api.sla.yaml', 'utf8');
  const now = before.replace('atLeast: 99.9 %', 'atLeast: 99.999 %').replace('atMost: 300 ms', 'atMost: 150 ms');
  const file = open({ uri: example, version: 1, text: now });
  const bases = new Map([[example, open({ uri: example, version: 0, text: before })]]);
  const facts = { today: '2026-11-30', theme: 'dark' as const, bases };
  const bare: Project = { files: new Map([[example, file]]), settings: defaultSettings, facts, data: new Map() };

  test('are none without data', () => {
    assert.equal(findNextCost(bare, file), false);
    assert.equal(comparisonOf(bare, file)?.costs.size, 0);
  });
  test('are found one by one over the data, told in tree and tooltip, and leave the file as it was', () => {
    const places = (of: SlaFile): string =>
      JSON.stringify(of.model.objectives.map(({ idSpan }) => [idSpan.start, idSpan.end]));
    const data = measured(file);
    assert.ok(data.measured);
    const partials = runPlan(data.measured.planned.plan, {
      folder: resolve('examples'),
      fence: { roots: [resolve('.')], isTrusted: true },
      wantsFingerprint: false,
      maximumBytes: 1e9,
      isCancelled: () => false,
      onProgress: () => undefined,
    });
    const own = { ...data, measured: { ...data.measured, partials } };
    const project: Project = { ...bare, data: new Map([[example, own]]) };
    let steps = 0;
    while (findNextCost(project, file)) steps++;
    assert.equal(steps, 2);
    const costs = [...(comparisonOf(project, file)?.costs.values() ?? [])];
    assert.equal(costs.length, 2);
    assert.ok(costs.every(({ windows, missed }) => windows > 0 && missed > 0));
    const tree = changeTree(project, file);
    assert.ok(tree?.changes.every(({ detail }) => /\d miss(?:es)? more in \d+ past windows?$/.test(detail)));
    const hints = inlayHints(project, file, { start: 0, end: now.length });
    assert.ok(hints.some(({ tooltip }) => /miss(?:es)? more in \d+ past windows?/.test(tooltip)));
    assert.equal(places(file), places(open({ uri: example, version: 2, text: now })));
  });
});

describe('plain language', () => {
  test('has every text on a line of its own kind, and nothing hidden in it', () => {
    const hostile = text.replace('title: Shop', 'title: "Shop \\u202E \\n# <b>"');
    const { project, file } = projectOf(text, hostile);
    const plain = plainTextOf(project, file);
    assert.doesNotMatch(plain, /[\u202e\t]/);
    assert.match(plain, /^Shop \\u\{202e\}/);
    assert.match(plain, /at least 99\.9 %/);
  });
});

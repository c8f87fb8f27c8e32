// Holds reading entry by entry against reading as a whole, and taking over a tree against reading it afresh.
// It must never compare less than everything that a tree says: nodes, places, comments, problems.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { compose } from '../../server/src/core/syntax/compose';
import type { Node, SyntaxTree } from '../../server/src/core/syntax/nodes';
import { fresh, isKnownUnread } from '../../server/src/core/syntax/piece-reader';
import { parse } from '../../server/src/core/syntax/parse';
import { replacedIn, sharedEnds } from '../../server/src/core/text/difference';
import { Origin, type Span } from '../../server/src/core/text/span';
import { edited, numbers } from '../kit/edits';

const paths = [
  'orders-api',
  'ip-vpn',
  'marketing-sales',
  'digital-editions',
  'suppliers/cloud-compute',
  'suppliers/regio-fibre',
];
const examples = paths.map((path) => readFileSync(`examples/${path}.sla.yaml`, 'utf8'));

const small = `# An agreement of a few lines.
sla: 1
title: "Small"
parties:
  a: &party { name: A, role: provider }
  b: { name: B, role: customer } # the other side
metrics:
  uptime: &metric
    type: availability
    measuredBy: a

  other: *metric
objectives:
  first:
    metric: uptime
    atLeast: 99.9 %
    reason: |
      as agreed
      and signed
  second: { metric: other, atMost: 4 h }
review: { by: *party }
`;

const place = ({ start, end }: Span): string => `${start}-${end}`;

/** A node with all below it as one text; of maps only the content, for the end of a map is a matter of blank lines. */
function told(node: Node | undefined, lines: string[], depth = 0): void {
  const pad = ' '.repeat(depth);
  if (node === undefined) lines.push(`${pad}nothing`);
  else if (node.kind === 'scalar') lines.push(`${pad}${place(node.span)} ${node.style} ${JSON.stringify(node.text)}`);
  else if (node.kind === 'alias') lines.push(`${pad}${place(node.span)} *${node.name} ${node.target === undefined}`);
  else if (node.kind === 'seq') {
    lines.push(`${pad}list ${node.flow}`);
    for (const item of node.items) told(item, lines, depth + 1);
  } else {
    lines.push(`${pad}map ${node.flow}`);
    for (const entry of node.entries) {
      assert.equal(entry.parent, node);
      assert.equal(entry.key.parent, entry);
      assert.ok(entry.value === undefined || entry.value.parent === entry);
      lines.push(`${pad}${place(entry.key.span)} ${JSON.stringify(entry.key.text)}`);
      told(entry.value, lines, depth + 1);
    }
  }
}

function all({ root, comments, problems }: Pick<SyntaxTree, 'root' | 'comments' | 'problems'>): string {
  const lines: string[] = [];
  told(root, lines);
  for (const { span, text } of comments) lines.push(`${place(span)} #${text}`);
  for (const { kind, span, message, fix, related, lost } of problems)
    lines.push(
      `${place(span)} ${kind} ${message} ${fix === undefined ? '' : `${place(fix.span)} ${fix.text}`} ${related === undefined ? '' : place(related)} ${lost === undefined ? '' : place(lost)}`,
    );
  return lines.join('\n');
}

/** The later text as a replacement in the earlier one, of a part that may be longer than what differs. */
function replaced(before: string, after: string, random: (below: number) => number): string {
  const { prefix, suffix } = sharedEnds(before, after);
  const start = Math.max(0, prefix - Math.floor(random(30)));
  const kept = Math.max(0, suffix - Math.floor(random(30)));
  const result = replacedIn(before, { start, end: before.length - kept }, after.slice(start, after.length - kept));
  assert.equal(result, after);
  return result;
}

describe('reading entry by entry', () => {
  for (const [index, text] of examples.entries())
    test(`${paths[index]} says the same as a whole`, () => {
      const whole = compose(text, new Origin());
      assert.equal(all(parse(text)), all(whole));
    });

  test('a mistake in one entry leaves the others as they are', () => {
    const [text = ''] = examples;
    const broken = text.replace('    metric: uptime\n', '    metric: [uptime, {\n');
    const tree = parse(broken);
    assert.ok(tree.problems.length > 0);
    assert.ok(tree.root?.kind === 'map');
    assert.equal(tree.root.entries.length, parse(text).root?.kind === 'map' ? tree.root.entries.length : 0);
  });

  test('what could not be read once is known by its text and its indentation', () => {
    const mended = '  a: [1, 2]\n';
    for (let time = 0; time < 2; time++) {
      assert.equal(isKnownUnread(mended, 2), false);
      assert.equal(fresh(mended, 0, new Map()), undefined, 'a key of another depth');
      assert.equal(isKnownUnread(mended, 0), true);
      assert.equal(fresh(mended, 2, new Map())?.entries.length, 1);
    }
  });

  test('no stretch is taken for one that could not be read', () => {
    const random = numbers(20_261_129);
    for (let step = 0; step < 3_000; step++) {
      const text = edited(edited(small, random), random);
      // What was read before a text, and could not be, must not decide how the text is read.
      const said = all(parse(text));
      for (let other = 0; other < 5; other++) parse(`${edited(small, random)}z: [${other}\n`);
      assert.equal(all(parse(text)), said, `step ${step}`);
    }
  });

  const edits = Number(process.env['SLA_EDITS'] ?? 30_000);
  for (const [index, original] of [small, ...examples].entries()) {
    // Most edits are made in a short text, where they meet.
    const steps = index === 0 ? edits * 0.96 : (edits * 0.04) / examples.length;
    test(`${index === 0 ? 'a short agreement' : paths[index - 1]}, after ${Math.round(steps)} edits, says the same as read afresh`, () => {
      const random = numbers(20_261_125 + index);
      let text = original;
      let tree = parse(text);
      for (let step = 0; step < steps; step++) {
        // A text that has drifted into nonsense has nothing left to take over.
        if (step % 40 === 0) text = original;
        // Every other edit comes as from an editor, which says what it replaces and seldom says it as shortly as it could.
        text = step % 2 === 0 ? edited(text, random) : replaced(text, edited(text, random), random);
        tree = parse(text, tree);
        if (step % 20 === 19 || step + 1 >= steps) assert.equal(all(tree), all(parse(text)), `step ${step}`);
      }
    });
  }
});

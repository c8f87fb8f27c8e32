// Holds every rule against its own examples, the golden agreements, and single mistakes made in one of them.
// It must never need a change when a rule is added: the list and the folder decide.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, test } from 'node:test';
import { open, type SlaFile } from '../../server/src/core/model/file';
import { defaultSettings, type Project } from '../../server/src/core/project';
import { rules } from '../../server/src/core/rules/index';
import { runRules } from '../../server/src/core/rules/run';
import type { Finding, Rule } from '../../server/src/core/rules/rule';
import { walk } from '../../server/src/core/schema/walk';
import { noData } from '../../server/src/core/project';

function projectOf(file: SlaFile): Project {
  return {
    files: new Map([[file.snapshot.uri, file]]),
    settings: defaultSettings,
    facts: { today: '2026-11-25', theme: 'dark' },
    data: new Map(),
  };
}

function findings(text: string, only?: Rule): readonly Finding[] {
  const file = open({ uri: 'file:///a.sla.yaml', version: 1, text });
  return runRules(projectOf(file), file, only === undefined ? { lane: 'static' } : { rules: [only] });
}

const folder = 'server/src/core/rules';
const files = readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? readdirSync(join(folder, entry.name)).map((name) => basename(name, '.ts')) : [],
);

test('every rule file is in the list', () => assert.deepEqual([...files].sort(), rules.map((rule) => rule.id).sort()));

for (const rule of rules) {
  describe(rule.id, () => {
    test('says what and why in sentences', () => {
      assert.match(rule.summary, /^[A-Z].*\.$/);
      assert.match(rule.why, /^[A-Z].*\.$/);
    });
    if (rule.lane === 'static') {
      test('finds its bad example, bare of any guard', () => {
        const file = open({ uri: 'file:///b.sla.yaml', version: 1, text: rule.bad });
        const found = [...rule.check({ project: projectOf(file), file, places: walk(file.tree), data: noData })];
        assert.ok(found.length > 0);
        for (const each of found) {
          assert.ok(each.message.length <= 100, each.message);
          assert.ok(each.span.start <= each.span.end && each.span.end <= rule.bad.length);
        }
      });
      test('has nothing to say of its good example', () => assert.deepEqual(findings(rule.good, rule), []));
      test('is silent where a reason is given', () => {
        const found = findings(rule.bad, rule)[0];
        if (found === undefined || rule.id === 'suppression-without-reason') return;
        assert.deepEqual(findings(`# sla-ignore-file ${rule.id}: kept as it was signed\n${rule.bad}`, rule), []);
      });
    }
    const { fixed } = rule;
    if (fixed !== undefined) {
      test('its first fix gives the fixed example', () => {
        const fix = findings(rule.bad, rule)[0]?.fixes[0];
        assert.ok(fix, 'there is no fix');
        let text = rule.bad;
        for (const edit of [...fix.edits].sort((a, b) => b.span.start - a.span.start))
          text = text.slice(0, edit.span.start) + edit.newText + text.slice(edit.span.end);
        assert.equal(text, fixed);
        assert.deepEqual(findings(text, rule), []);
      });
    }
  });
}

for (const path of [
  'orders-api',
  'ip-vpn',
  'marketing-sales',
  'digital-editions',
  'suppliers/cloud-compute',
  'suppliers/regio-fibre',
  'suppliers/search-index',
]) {
  test(`${path} has nothing wrong`, () =>
    assert.deepEqual(findings(readFileSync(`examples/${path}.sla.yaml`, 'utf8')), []));
}

describe('single mistakes in a golden agreement', () => {
  const orders = readFileSync('examples/orders-api.sla.yaml', 'utf8');
  const mistakes: readonly (readonly [string, string, string])[] = [
    ['title: Orders API', 'titel: Orders API', 'unknown-key'],
    ['status: active', 'status: activ', 'unknown-value'],
    ['kind: customer', 'kind: custmer', 'unknown-value'],
    ['    metric: uptime', '    metric: uptim', 'unresolved-id'],
    ['    owedBy: provider', '    owedBy: provdier', 'unresolved-id'],
    ['excludes: [maintenance, customer-caused', 'excludes: [maintenanc, customer-caused', 'unresolved-id'],
    ['remedies: [latency-credit]', 'remedies: [latncy-credit]', 'unresolved-id'],
    ['    data: minutes', '    data: minuts', 'unresolved-id'],
    ['    type: availability', '    type: availabilty', 'metric-type-unknown'],
    ['    atLeast: 99.9 %\n', '    atLeast: 99,9 %\n', 'invalid-scalar'],
    ['    atLeast: 99.9 %\n', '    atMost: 99.9 %\n', 'target-direction-inverted'],
    ['    atLeast: 99.9 %\n', '    atLeast: 43 min\n', 'unit-mismatch'],
    ['    atMost: 300 ms\n', '', 'target-missing'],
    ['    every: 1 min', '    every: 1 minut', 'invalid-scalar'],
    ['notice: 5 business days', 'notice: 5 busines days', 'invalid-scalar'],
    ['    statistic: p95', '    statistic: p9x', 'invalid-scalar'],
    ['    downWhen: bad / total > 5 %', '    downWhen: bad / total > > 5 %', 'invalid-expression'],
    ['    downWhen: bad / total > 5 %', '    downWhen: > 5 %', 'yaml-trap'],
    ['title: Orders API', 'title: @Orders API', 'yaml-trap'],
    ['to: 2026-12-31 }', 'to: 2026-11-01 }', 'expired'],
    ['next: 2027-01-12', 'next: 2026-11-12', 'review-overdue'],
    ['remedies: [latency-credit]\n', '\n', 'remedy-missing'],
    ['timeZone: Europe/Berlin\npurpose', 'purpose', 'time-zone-missing'],
    [
      '    controlledBy: provider\n    noData: skip',
      '    controlledBy: customer\n    noData: skip',
      'not-controlled-by-owing-party',
    ],
    ['    metric: duration\n    atMost', '    metric: duration\n    metric: duration\n    atMost', 'duplicate-key'],
    ['{ above: 300 ms, credit: 5 % }', '{ above: 300 ms, atMost: 500 ms, credit: 5 % }', 'credit-tier-gap'],
    ['{ below: 99.9 %, credit: 10 % }', '{ atMost: 99.9 %, credit: 10 % }', 'credit-at-target'],
    ['{ below: 99.0 %, credit: 30 % }', '{ below: 99.0 %, credit: 15 % }', 'credit-tier-not-monotone'],
    ['    statistic: p95\n', '', 'judgement-missing'],
  ];
  for (const [from, to, rule] of mistakes) {
    test(`${JSON.stringify(to.slice(0, 40))} is ${rule}`, () => {
      assert.ok(orders.includes(from), 'the example has changed');
      const found = findings(orders.replace(from, to)).map((finding) => finding.rule);
      assert.deepEqual(found, [rule]);
    });
  }
});

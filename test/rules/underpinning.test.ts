// Tests what stands between the rules about suppliers: which of them speaks where one mistake could be told by two.
// It must never need a change when a message does.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completed, findings } from './example';

const parties = `parties:
  provider: { name: Nordhafen, role: provider, contacts: { noc: noc@provider.example } }
  customer: { name: Bergland, role: customer, contacts: { noc: noc@customer.example } }
  cloud: { name: Cloud, role: third-party, engagedBy: provider }
`;

function rulesFor(text: string): readonly string[] {
  return findings(completed(`${parties}${text}`)).map(({ rule }) => rule);
}

function resting(target: string, dependency: string): string {
  return `objectives:
  availability: { metric: uptime, atLeast: ${target}, window: month, remedies: [report], reason: Kept in 2025 }
dependencies:
  network: { party: cloud, agreement: cloud.sla.yaml, objective: network, ${dependency}, for: [availability] }
`;
}

test('which value is meant comes before what it allows', () => {
  assert.deepEqual(rulesFor(resting('99.95 %', 'atLeast: 99.99 %')), ['underpinning-value-differs']);
  assert.deepEqual(rulesFor(resting('99.95 %', 'atLeast: 99.9 %')), ['underpinning-weaker']);
  assert.deepEqual(rulesFor(resting('99.9 %', 'atLeast: 99.9 %')), []);
});

test('how a dependency fails is not guessed', () => {
  assert.deepEqual(rulesFor(resting('99.95 %', 'topologi: parallel')), ['unknown-key']);
  assert.deepEqual(rulesFor(resting('99.95 %', 'topology: paralel')), ['unknown-value']);
});

test('nothing is said of suppliers while a part of the text is not read', () => {
  const torn = `${resting('99.95 %', 'atLeast: 99.9 %')}remedies:\n  report: { kind: report, what: "Cause\n`;
  assert.ok(!rulesFor(torn).some((rule) => rule.startsWith('underpinning')));
});

// Tests what stands between the rules about suppliers: which of them speaks where one mistake could be told by two.
// It must never need a change when a message does.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, type SlaFile } from '../../server/src/core/model/file';
import { defaultSettings } from '../../server/src/core/project';
import { runRules } from '../../server/src/core/rules/run';
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

test('an id is held against the files of the workspace alone', () => {
  const openAt = (uri: string): SlaFile => open({ uri, version: 1, text: completed('id: twin\n') });
  const told = (own: string, other: string): number => {
    const [file, beside] = [openAt(own), openAt(other)];
    const files = new Map([file, beside].map((each) => [each.snapshot.uri, each]));
    const facts = { today: '2026-11-25', theme: 'dark', roots: ['file:///w'] } as const;
    const project = { files, settings: defaultSettings, facts, data: new Map() };
    return runRules(project, file).filter(({ rule }) => rule === 'duplicate-agreement-id').length;
  };
  assert.equal(told('file:///w/a.sla.yaml', 'file:///w/far/b.sla.yaml'), 1);
  assert.equal(told('file:///w/a.sla.yaml', 'untitled:Untitled-1'), 0);
  assert.equal(told('untitled:Untitled-1', 'file:///w/a.sla.yaml'), 0);
  assert.equal(told('file:///w/a.sla.yaml', 'git:/w/a.sla.yaml?ref=HEAD'), 0);
  assert.equal(told('file:///w/a.sla.yaml', 'file:///elsewhere/a.sla.yaml'), 0);
  assert.equal(told('file:///w/a.sla.yaml', 'file:///w/a%2Esla.yaml'), 0);
});

// A few values of each column, as completion shows them: from the head of a file, whatever else stands in it.
// It must never expect a value that stands in no row.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { planOf } from '../../server/src/core/compliance/plan';
import { complete } from '../../server/src/core/features/completion';
import { open } from '../../server/src/core/model/file';
import { noData } from '../../server/src/core/project';
import { runPlan } from '../../server/src/engine/run';
import { runOptions } from '../kit/run-options';
import { samplesOf } from '../../server/src/engine/sources/samples';
import { projectOf } from '../features/workspace';

const folder = mkdtempSync(join(tmpdir(), 'sla-samples-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('up to three different values of each column, empty ones left out, long ones cut', () => {
  const long = 'x'.repeat(60);
  const text = `a,,"two, three"\nb,1,${long}\na,2,\nc,3,y\nd,4,z\n`;
  assert.deepEqual(samplesOf({ columns: ['k', 'n', 't'], delimiter: ',', text }), [
    ['a', 'b', 'c'],
    ['1', '2', '3'],
    ['two, three', `${'x'.repeat(39)}…`, 'y'],
  ]);
});

test('a line that is cut off, a short one, a long one and a broken object give what can be read', () => {
  assert.deepEqual(samplesOf({ columns: ['a', 'b'], delimiter: ';', text: '1\n2;3;4\n5;6' }), [['1', '2'], ['3']]);
  const objects = '{"a":1,"b":null}\n{"a":\n{"a":true,"b":{"c":1},"__proto__":"x"}\n[1]\n';
  assert.deepEqual(samplesOf({ columns: ['a', 'b', '__proto__'], delimiter: undefined, text: objects }), [
    ['1', 'true'],
    [],
    ['x'],
  ]);
  assert.deepEqual(samplesOf({ columns: ['a'], delimiter: ',', text: '' }), [[]]);
});

const agreement = `sla: 1
id: samples
timeZone: UTC
data:
  tickets: { file: tickets.csv, columns: { start: opened, end: closed } }
metrics:
  fix: { type: time-to-restore, data: tickets, where: 'CONDITION' }
objectives:
  fix: { metric: fix, for: 90 %, atMost: 4 h, window: month }
`;

/** What is offered at `|` in the condition, with details, once the data was read. */
function offered(condition: string): readonly (readonly [string, string])[] {
  writeFileSync(
    join(folder, 'tickets.csv'),
    'opened,closed,urgency\n2026-01-01T08:00:00Z,2026-01-01T09:00:00Z,high\n2026-01-02T08:00:00Z,,low\u202e\n2026-01-03T08:00:00Z,,7\n',
  );
  const whole = agreement.replace('CONDITION', condition);
  const uri = `file://${folder}/a.sla.yaml`;
  const file = open({ uri, version: 1, text: whole.replace('|', '') });
  const partials = runPlan(planOf(file.model).plan, runOptions(folder));
  const data = {
    ...noData,
    columns: new Map(partials.sources.map(({ source, columns }) => [source, columns])),
    samples: new Map(partials.sources.map(({ source, samples }) => [source, samples])),
  };
  const project = { ...projectOf(new Map()), data: new Map([[uri, data]]) };
  return complete(project, file, whole.indexOf('|'), { snippets: true }).map(({ label, detail }) => [label, detail]);
}

test('columns are offered with values of the data, and values where a column is compared', () => {
  const columns = new Map(offered('urg|'));
  assert.match(columns.get('urgency') ?? '', /^column of tickets: high, low.*, 7$/);
  assert.doesNotMatch(columns.get('urgency') ?? '', /\u202e/);
  for (const condition of ['urgency == |', 'urgency in [|', 'urgency in ["low", |']) {
    const labels = offered(condition).map(([label]) => label);
    assert.ok(labels.includes('"high"'), `${condition}: ${labels.join(' ')}`);
    assert.ok(!labels.includes('"7"'), condition);
    assert.ok(!labels.some((label) => label.includes('low')), condition);
  }
});

// Renames every name of every example, reads the result again, and renames it back: the same meaning, then the same bytes.
// It must never compare more than what is promised: messages may carry the new name.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { namesOf, type Name } from '../../server/src/core/features/names';
import { applied, prepareRename, rename } from '../../server/src/core/features/rename';
import { runRules } from '../../server/src/core/rules/run';
import { open, type SlaFile } from '../../server/src/core/model/file';
import type { Project } from '../../server/src/core/project';
import { exampleTexts, projectOf } from './workspace';

const texts = exampleTexts();

/** Names and findings of a file without their places, which move. */
function meaning(project: Project, file: SlaFile): unknown {
  return {
    names: namesOf(file).map(({ kind, role, form, scope }) => [kind, role, form, scope]),
    // A term of which only the last word is used is used no longer under another name.
    findings: runRules(project, file)
      .filter(({ rule }) => rule !== 'term-unused')
      .map(({ rule, severity }) => [rule, severity]),
  };
}

function renamed(project: Project, uri: string, offset: number, newName: string): ReadonlyMap<string, string> {
  const file = project.files.get(uri);
  assert.ok(file);
  const edits = rename(project, file, offset, newName);
  if ('reason' in edits) throw new Error(edits.reason);
  const changed = new Map([...project.files].map(([each, { snapshot }]) => [each, snapshot.text]));
  for (const edit of edits) changed.set(edit.uri, applied(changed.get(edit.uri) ?? '', edit.edits));
  return changed;
}

describe('every name of every example', () => {
  const project = projectOf(texts);
  for (const [uri, file] of project.files) {
    test(uri, () => {
      let count = 0;
      const definitions = namesOf(file).filter(({ role }) => role === 'definition');
      for (const name of definitions) {
        const offset = name.span.start;
        const can = prepareRename(project, file, offset);
        if ('reason' in can) {
          assert.match(can.reason, /duty that the language|value in the data/, `${name.kind} ${name.name}`);
          continue;
        }
        count++;
        const isFree = name.kind === 'term' || name.kind === 'fee' || name.kind === 'level';
        const fresh = isFree ? 'Zz Fresh' : 'zz-fresh';
        const changed = renamed(project, uri, offset, fresh);
        const after = projectOf(changed, project);
        for (const [each, before] of project.files) {
          if (changed.get(each) === before.snapshot.text) continue;
          const now = after.files.get(each);
          assert.ok(now);
          const scoped = (value: unknown): string =>
            JSON.stringify(value).replaceAll(JSON.stringify(fresh), JSON.stringify(name.name));
          assert.equal(scoped(meaning(after, now)), scoped(meaning(project, before)), `${name.kind} ${name.name}`);
        }
        const place = namesOf(after.files.get(uri) ?? file).find((each) => each.name === fresh);
        assert.ok(place);
        const back = renamed(after, uri, place.span.start, name.name);
        for (const [each, text] of texts) assert.equal(back.get(each), text, `${name.kind} ${name.name} in ${each}`);
      }
      assert.ok(count > 5, `${count}`);
    });
  }
});

const uri = 'file:///w/a.sla.yaml';

/** A text with a caret and a new name gives the text after, or the reason. */
function check(marked: string, newName: string): string {
  const offset = marked.indexOf('|');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const project = projectOf(new Map([[uri, text]]));
  const file = open({ uri, version: 1, text });
  const edits = rename(project, file, offset, newName);
  return 'reason' in edits ? edits.reason : applied(text, edits[0]?.edits ?? []);
}

describe('a rename', () => {
  const cases: readonly (readonly [string, string, string, string])[] = [
    [
      'reaches conditions, weights, quotes and flow',
      'metrics:\n  lo|ad: { type: x }\n  b: { type: composite, measuredAt: "load"  }\nobjectives:\n  o: { metric: \'load\', when: "load <= 5 && has(load)" }\n',
      'traffic',
      'metrics:\n  traffic: { type: x }\n  b: { type: composite, measuredAt: "load"  }\nobjectives:\n  o: { metric: \'traffic\', when: "traffic <= 5 && has(traffic)" }\n',
    ],
    [
      'starts from a use, and reaches approvals and contacts',
      'parties:\n  a: { role: provider }\napprovals:\n  a: { name: X }\nclaims: { to: |a.desk, by: a }\n',
      'seller',
      'parties:\n  seller: { role: provider }\napprovals:\n  seller: { name: X }\nclaims: { to: seller.desk, by: seller }\n',
    ],
    [
      'reaches the contacts of a path, and no function of the same name',
      'parties:\n  a: { role: provider, contacts: { desk: x } }\nremedies:\n  e: { kind: escalation, path: [|a.desk, a, the a of a.desk] }\n',
      'seller',
      'parties:\n  seller: { role: provider, contacts: { desk: x } }\nremedies:\n  e: { kind: escalation, path: [seller.desk, a, the a of a.desk] }\n',
    ],
    [
      'writes behind an anchor once',
      'parties:\n  a: { role: provider }\nobjectives:\n  o: { owedBy: &p a, owedTo: *|p }\n',
      'seller',
      'parties:\n  seller: { role: provider }\nobjectives:\n  o: { owedBy: &p seller, owedTo: *p }\n',
    ],
    [
      'refuses an anchor that is used for something else',
      'title: &t a\nparties:\n  |a: { role: provider }\nobjectives:\n  o: { owedBy: *t }\n',
      'seller',
      'The text stands behind the anchor "&t", which is used for something else as well',
    ],
    [
      'quotes a term where YAML would misread it',
      'purpose: Each Outage counts.\nglossary:\n  Out|age: An "Outage" is bad.\n',
      'Outage: long',
      'purpose: "Each Outage: long counts."\nglossary:\n  "Outage: long": "An \\"Outage: long\\" is bad."\n',
    ],
    [
      'takes the longest term',
      'purpose: A Downtime Minute and a Downtime.\nglossary:\n  |Downtime: x\n  Downtime Minute: y\n',
      'Gap',
      'purpose: A Downtime Minute and a Gap.\nglossary:\n  Gap: x\n  Downtime Minute: y\n',
    ],
    [
      'reaches a fee that is a term',
      'remedies: { c: { kind: service-credit, of: Fe|e } }\nfees: { Fee: 5 EUR }\nglossary: { Fee: x }\n',
      'Price',
      'remedies: { c: { kind: service-credit, of: Price } }\nfees: { Price: 5 EUR }\nglossary: { Price: x }\n',
    ],
    [
      'refuses a term that already stands in a text',
      'purpose: The Gap and the Outage.\nglossary:\n  |Outage: x\n',
      'Gap',
      '"Gap" would come to mean something else in one place, or another text would come to mean it',
    ],
    [
      'refuses what is no id',
      'parties: { |a: { role: provider } }',
      'A b',
      '"A b" is no id: ids are small letters, digits and hyphens, and begin with a letter',
    ],
    [
      'refuses a name that is taken',
      'parties: { |a: { role: provider }, b: { role: customer } }',
      'b',
      'There is already a party "b"',
    ],
    [
      'quotes an id that YAML of another version misreads',
      'parties: { |a: { role: provider } }',
      'no',
      'parties: { "no": { role: provider } }',
    ],
    [
      'refuses a name that cannot stand in a condition',
      'metrics: { |a: { type: x } }\nobjectives: { o: { when: a > 1 } }',
      'true',
      '"true" would come to mean something else in one place, or another text would come to mean it',
    ],
    [
      'refuses a column',
      'data: { d: { file: x.csv, where: |ok } }',
      'x',
      '"ok" is a column of the data; it has its name from the data file',
    ],
    [
      'refuses a value of the data',
      'objectives: { o: { per: c, targets: { |A: { atMost: 1 h } } } }',
      'B',
      '"A" is a value in the data; renamed here, no row would carry it',
    ],
    ['refuses a word', 'sta|tus: draft', 'x', 'Nothing here has a name that could be changed'],
    [
      'refuses what is not defined',
      'objectives: { o: { owedBy: |a } }',
      'x',
      'No party "a" is defined in this agreement',
    ],
    [
      'keeps steps of one goal to themselves',
      'goals:\n  g: { derivation: { |a: 1, b: { of: a / 2 } } }\n  h: { derivation: { a: 1, b: { of: a / 2 } } }\n',
      'x',
      'goals:\n  g: { derivation: { x: 1, b: { of: x / 2 } } }\n  h: { derivation: { a: 1, b: { of: a / 2 } } }\n',
    ],
    [
      'reaches a condition over several lines',
      'metrics: { |a: { type: x } }\nobjectives:\n  o:\n    when: >-\n      a > 1\n      && a < 5\n',
      'xyz',
      'metrics: { xyz: { type: x } }\nobjectives:\n  o:\n    when: >-\n      xyz > 1\n      && xyz < 5\n',
    ],
  ];
  for (const [title, before, newName, after] of cases) test(title, () => assert.equal(check(before, newName), after));
});

test('an objective is renamed from the agreement that rests on it', () => {
  const project = projectOf(texts);
  const orders = [...project.files.values()].find(({ model }) => model.id?.value === 'orders-api');
  assert.ok(orders);
  const name = namesOf(orders).find((each: Name) => each.elsewhere?.path === 'suppliers/cloud-compute.sla.yaml');
  assert.ok(name);
  const edits = rename(project, orders, name.span.start, 'uptime-of-compute');
  assert.ok(!('reason' in edits));
  assert.deepEqual(edits.map(({ uri: each }) => each.replace(/^.*\//, '')).sort(), [
    'cloud-compute.sla.yaml',
    'orders-api.sla.yaml',
  ]);
});

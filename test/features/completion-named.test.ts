// Completion of names that stand outside the agreement: countries and regions of public holidays, and connections of the user.
// It must never offer a name that a rule then complains of, nor any where none is known.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { complete, type Completion } from '../../server/src/core/features/completion';
import { open } from '../../server/src/core/model/file';
import type { Facts } from '../../server/src/core/project';
import { runRules } from '../../server/src/core/rules/run';
import { holidayNames } from '../../server/src/core/vocabulary/holiday-names.generated';
import { holidayPlaces } from '../../server/src/core/vocabulary/holiday-places.generated';
import { projectOf } from './workspace';

const uri = 'file:///w/a.sla.yaml';

function at(text: string, facts: Partial<Facts> = {}, address = uri): readonly Completion[] {
  const offset = text.indexOf('|');
  const project = projectOf(new Map([[address, text.replace('|', '')]]));
  return complete({ ...project, facts: { ...project.facts, ...facts } }, project.files.get(address)!, offset);
}

/** What is offered, each with what the list says beside it. */
function told(text: string, facts: Partial<Facts> = {}, address = uri): readonly string[] {
  return at(text, facts, address).map(({ label, detail }) => `${label}: ${detail}`);
}

/** The text with an item in its place. */
function accepted(text: string, { replace, newText }: Completion): string {
  const plain = text.replace('|', '');
  return plain.slice(0, replace.start) + newText + plain.slice(replace.end);
}

const flow = (holidays: string): string =>
  `sla: 1\ncalendars:\n  office: { hours: { mon-fri: "09:00-17:00" }, holidays: { ${holidays} } }\n`;
const block = (lines: string): string => `sla: 1\ncalendars:\n  office:\n    holidays:\n${lines}\n`;

describe('countries of holidays', () => {
  test('are offered with their names, those of other calendars first', () => {
    const before = 'sla: 1\ncalendars:\n  shop: { holidays: { country: SE } }\n  off: { holidays: { country: Xx } }\n';
    const items = told(`${before}  office: { holidays: { country: | } }\n`);
    assert.deepEqual(items.slice(0, 3), ['SE: Sweden', 'AD: Andorra', 'AE: United Arab Emirates']);
    assert.ok(told(flow('country: D|')).includes('DE: Germany'));
    assert.ok(told(block('      country: D|')).includes('DE: Germany'));
    const json = '{ "calendars": { "office": { "holidays": { "country": "D|" } } } }';
    assert.ok(told(json, {}, 'file:///w/a.sla.json').includes('DE: Germany'));
  });

  test('are found by their names as well', () => {
    assert.deepEqual(told(flow('country: germ|')), ['DE: Germany']);
    assert.equal(told(flow('country: swed|'))[0], 'SE: Sweden');
  });

  test('are written so that they are read as they are meant, and no rule complains', () => {
    let count = 0;
    const judged = (text: string): void => {
      const project = projectOf(new Map([[uri, text]]));
      const found = runRules(project, project.files.get(uri)!);
      const unknown = found.filter(({ rule }) => rule === 'holidays-unknown' || rule === 'wrong-shape');
      assert.deepEqual(unknown, [], text);
      count++;
    };
    for (const [country, regions] of Object.entries(holidayPlaces)) {
      // A long list holds only what fits the letters that are typed.
      const text = flow(`country: ${country}|`);
      const item = at(text).find(({ label }) => label === country);
      assert.ok(item, country);
      judged(accepted(text, item));
      const written = country === 'NO' ? '"NO"' : country;
      const ofRegion = flow(`country: ${written}, region: |`);
      const items = at(ofRegion);
      if (items.length < 100)
        assert.deepEqual(
          items.map(({ label }) => label),
          regions.split(' ').filter(Boolean),
        );
      for (const each of items) judged(accepted(ofRegion, each));
    }
    assert.ok(count > 500);
  });
});

describe('regions of holidays', () => {
  test('are those of the country, wherever it stands', () => {
    const austria = ['1: Burgenland', '2: Carinthia', '3: Lower Austria'];
    assert.deepEqual(told(flow('country: AT, region: |')).slice(0, 3), austria);
    assert.deepEqual(told(flow('region: |, country: AT')).slice(0, 3), austria);
    assert.deepEqual(told(block('      country: AT\n      region: |')).slice(0, 3), austria);
    assert.ok(told(flow('country: DE, region: B|')).includes('BY-A: Stadt Augsburg'));
  });

  test('are none where the country is not known, is lacking or has none', () => {
    for (const before of ['country: XX, ', 'country: constructor, ', '', 'country: NO, '])
      assert.deepEqual(told(flow(`${before}region: |`)), []);
  });

  test('have as many names as codes', () => {
    assert.deepEqual(Object.keys(holidayNames), Object.keys(holidayPlaces));
    for (const [country, regions] of Object.entries(holidayPlaces)) {
      const names = (holidayNames[country] ?? '').split('|');
      assert.equal(names.length, regions.split(' ').filter(Boolean).length + 1, country);
      assert.ok(
        names.every((name) => name !== ''),
        country,
      );
    }
  });
});

describe('connections', () => {
  const source = 'sla: 1\ndata:\n  orders:\n    connection: |\n';
  const connections = [
    { name: 'warehouse', kind: 'postgresql' },
    { name: 'metrics', kind: 'prometheus' },
    { name: 'on', kind: 'unusable' },
  ] as const;

  test('are those that the user has named, with their kind', () => {
    const all = [
      'warehouse: connection, postgresql',
      'metrics: connection, prometheus',
      'on: connection that cannot be used',
    ];
    assert.deepEqual(told(source, { connections }), all);
    assert.deepEqual(told('sla: 1\ndata: { orders: { connection: | } }\n', { connections }), all);
    const json = '{ "data": { "orders": { "connection": "|" } } }';
    assert.deepEqual(told(json, { connections }, 'file:///w/a.sla.json'), all);
  });

  test('are quoted where YAML would misread them', () => {
    const on = at(source, { connections })[2]!;
    const { model } = open({ uri, version: 1, text: accepted(source, on) });
    assert.equal(accepted(source, on), 'sla: 1\ndata:\n  orders:\n    connection: "on"\n');
    assert.equal(model.data[0]?.connection?.value, 'on');
  });

  test('are none where the shell knows of none', () => {
    assert.deepEqual(told(source), []);
    assert.deepEqual(told(source, { connections: [] }), []);
  });
});

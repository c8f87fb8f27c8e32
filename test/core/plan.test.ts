// A plan made from what an earlier text left behind has to be the plan of the text read by itself.
// It must never compare less than the whole plan: items, sources, calendars, exclusions, and what each objective is answered by.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { planOf } from '../../server/src/core/compliance/plan';
import { open } from '../../server/src/core/model/file';
import { edited, numbers } from '../kit/edits';

const marketing = readFileSync('examples/marketing-sales.sla.yaml', 'utf8');

/** The plan after the edits, each text opened over the one before, as it is while somebody types. */
function typed(texts: readonly string[]): ReturnType<typeof planOf> {
  let file = open({ uri: 'typed', version: 0, text: texts[0] ?? '' });
  let plan = planOf(file.model);
  for (const [version, text] of texts.slice(1).entries()) {
    file = open({ uri: 'typed', version: version + 1, text }, file);
    plan = planOf(file.model);
  }
  return plan;
}

const alone = (text: string): ReturnType<typeof planOf> => planOf(open({ uri: 'alone', version: 0, text }).model);

describe('a plan after edits is the plan of the text', () => {
  for (const path of ['orders-api', 'marketing-sales', 'ip-vpn', 'digital-editions']) {
    test(`${path}, 100 random edits`, () => {
      const random = numbers(path.length);
      const original = readFileSync(`examples/${path}.sla.yaml`, 'utf8');
      let text = original;
      let file = open({ uri: 'typed', version: 0, text });
      for (let version = 1; version <= 100; version++) {
        // A broken text plans little, so most of the way starts from a whole one.
        text = version % 5 === 0 ? original : edited(text, random);
        file = open({ uri: 'typed', version, text }, file);
        assert.deepEqual(planOf(file.model), alone(text), JSON.stringify(text));
      }
    });
  }

  const changes: readonly (readonly [string, string, string])[] = [
    ['a metric that a condition names', 'type: count-delivered', 'type: ticket-count'],
    ['the zone of the agreement', 'timeZone: America/New_York\npurpose', 'timeZone: Europe/Berlin\npurpose'],
    ['the end of the term', 'to: 2027-06-30 }', 'to: 2027-05-31 }'],
    ['the hours of a calendar', '"09:00-17:30"', '"09:00-18:00"'],
    ['a column of the data', 'columns: { at: became_mql_at }', 'columns: { at: accepted_at }'],
    ['the window of one objective', 'window: month\n    owedBy: sales', 'window: quarter\n    owedBy: sales'],
  ];
  for (const [name, from, to] of changes)
    test(name, () => {
      const changed = marketing.replace(from, to);
      assert.notEqual(changed, marketing);
      const plan = typed([marketing, changed]);
      assert.deepEqual(plan, alone(changed));
      assert.notDeepEqual(plan, alone(marketing));
      assert.deepEqual(typed([marketing, changed, marketing]), alone(marketing));
    });
});

test('of many objectives only those beside the change are planned again', () => {
  const objective = (index: number): string =>
    `  o-${index}: { metric: touch, for: 75 %, atMost: 4 h, window: month }\n`;
  const many = marketing.replace(
    '\nobjectives:\n',
    `\nobjectives:\n${Array.from({ length: 500 }, (_, i) => objective(i)).join('')}`,
  );
  const changed = many.replace(objective(250), objective(250).replace('window: month', 'window: week'));
  assert.notEqual(changed, many);
  const before = open({ uri: 'typed', version: 0, text: many });
  const first = planOf(before.model).objectives;
  const second = planOf(open({ uri: 'typed', version: 1, text: changed }, before).model).objectives;
  const anew = first.filter((planned, index) => planned !== second[index]).map((planned) => planned.objective);
  assert.ok(anew.includes('o-250'));
  assert.ok(anew.length <= 64, `${anew.length} of ${first.length}`);
  assert.deepEqual(second, alone(changed).objectives);
});

test('the instant as of which is asked is part of the plan', () => {
  const { model } = open({ uri: 'as-of', version: 0, text: marketing });
  const first = planOf(model);
  const dated = planOf(model, { asOf: Date.UTC(2026, 6, 1) });
  assert.equal(dated.plan.asOf, Date.UTC(2026, 6, 1));
  assert.notEqual(dated.objectives[0]?.item, first.objectives[0]?.item);
  assert.deepEqual(planOf(model), first);
});

test('a column whose name holds a blank is mapped by its name', () => {
  const text = marketing.replace(
    'columns: { at: became_mql_at }',
    `columns: { at: 'row["became at"]', value: 'row["a b"] * 2' }`,
  );
  assert.notEqual(text, marketing);
  assert.deepEqual(alone(text).plan.sources[0]?.columns, { at: 'became at', value: 'row["a b"] * 2' });
});

describe('an availability in the hours of a calendar is not computed as if around the clock', () => {
  const reasonWith = (calendar: string, objective: string, type = 'availability'): string | undefined =>
    alone(`sla: 1
id: a
timeZone: Europe/Berlin
calendars:
  office: ${calendar}
data:
  outages: { file: a.csv }
metrics:
  uptime: { type: ${type}, data: outages }
objectives:
  a: { metric: uptime, window: month, ${objective} }
`).objectives[0]?.reason;
  const refused = 'its value in the hours of "office" is not computed by this version';
  const hours = '{ hours: { mon-fri: "08:00-18:00" } }';

  test('that is named, or ticks for a bound in business time', () => {
    assert.equal(reasonWith(hours, 'atLeast: 99.9 %, calendar: office'), refused);
    assert.equal(reasonWith('{ hours: 24x7, holidays: [2026-01-01] }', 'atLeast: 99.9 %, calendar: office'), refused);
    assert.equal(reasonWith(hours, 'atMost: 4 business hours', 'downtime'), refused);
    assert.equal(reasonWith(hours, 'per: site, targets: { a: { atLeast: 99 %, calendar: office } }'), refused);
  });

  test('while one that never closes, and types whose time ticks, are computed', () => {
    assert.equal(reasonWith('{ hours: 24x7 }', 'atLeast: 99.9 %, calendar: office'), undefined);
    assert.equal(reasonWith(hours, 'atLeast: 99.9 %'), undefined);
    assert.equal(reasonWith(hours, 'for: 95 %, atMost: 4 business hours', 'first-response-time'), undefined);
  });
});

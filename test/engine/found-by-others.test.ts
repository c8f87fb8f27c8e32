// Files as other programs write them, each of which once gave a wrong answer: escaped keys, columns that only look like roles, and more.
// It must never test a reader alone: what counts is the verdict that a user sees.

import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { toNumber } from '../../server/src/core/scalars/rational';
import { planOf } from '../../server/src/core/compliance/plan';
import { open } from '../../server/src/core/model/file';
import { runPlan } from '../../server/src/engine/run';
import { csvLayout } from '../../server/src/engine/sources/csv';
import { runOptions } from '../kit/run-options';
import { folder, run } from './single';

const share = { metric: 'type: validity', objective: 'atLeast: 90 %' };

/** What came out by group, in percent. */
const shares = (windows: ReturnType<typeof run>['windows']): Record<string, number> =>
  Object.fromEntries(
    windows.map(({ group, value }) => [group ?? '', value === undefined ? Number.NaN : toNumber(value)]),
  );

describe('keys of JSON that are written with escapes', () => {
  const rows = [
    '{"at":"2026-01-01T00:00:00Z","stra\\u00dfe":"a","ok":true}',
    '{"\\u0061t":"2026-01-01T00:00:01Z","stra\\u00dfe":"b","ok":false}',
    '{"at":"2026-01-02T00:00:01Z","straße":"b","o\\u006b":true}',
  ];
  for (const [file, data] of [
    ['d.ndjson', `${rows.join('\n')}\n`],
    ['d.json', `[${rows.join(',\n')}]`],
  ] as const) {
    test(`group rows of ${file}`, () => {
      const { windows } = run({ ...share, objective: 'atLeast: 90 %, per: straße', data, file });
      assert.deepEqual(shares(windows), { a: 100, b: 50 });
    });
    test(`filter rows of ${file}`, () => {
      const { windows } = run({ ...share, metric: `type: validity, where: 'straße == "b"'`, data, file });
      assert.deepEqual(shares(windows), { '': 50 });
    });
  }
});

test('a column that only has the name of a role makes no row a bad one', () => {
  const rows = [
    '01-01T00:00:00Z,100,10,1',
    '01-03T00:00:00Z,5000,,',
    '01-04T00:00:00Z,6000,1,3',
    '02-03T00:00:00Z,1,1,0',
  ];
  const data = `at,ms,total,bad\n${rows.map((row) => `2026-${row}\n`).join('')}`;
  const question = { metric: 'type: latency, statistic: max, unit: ms', source: ', columns: { value: ms }', data };
  const [january] = run({ ...question, objective: 'atMost: 300 ms' }).windows;
  assert.equal(january?.verdict, 'breached');
  assert.equal(toNumber(january.value!), 6000);
});

test('each bad object of an array on one line is counted', () => {
  const objects = Array.from({ length: 9 }, (_, at) => ({
    at: `2026-01-01T00:00:0${at}Z`,
    ok: at % 2 === 0 ? 'x' : true,
  }));
  writeFileSync(join(folder, 'one-line.json'), JSON.stringify(objects));
  const text = `sla: 1
id: a
timeZone: UTC
data: { d: { file: one-line.json } }
metrics: { m: { type: validity, data: d } }
objectives: { o: { metric: m, atLeast: 90 %, window: month } }
`;
  const { model } = open({ uri: join(folder, 'a.sla.yaml'), version: 1, text });
  assert.equal(runPlan(planOf(model).plan, runOptions(folder)).sources[0]?.badRows, 5);
});

test('bytes that are no time are none before the first minute was read', () => {
  const seconds = Array.from(
    { length: 60_000 },
    (_, at) => `2026-01-01T00:00:${String(at % 60).padStart(2, '0')}Z,true\n`,
  );
  const data = `at,ok\n${seconds.join('')}${'\0'.repeat(16)}:05.000Z,false\n2026-01-02T00:00:00Z,true\n`;
  const { windows, unavailable } = run({ ...share, data });
  assert.equal(unavailable, undefined);
  const [january] = windows;
  assert.equal(january?.n, 60_001);
  assert.equal(toNumber(january.value!), 100);
});

test('texts lose the blanks at their ends, however they are written', () => {
  const fields = ['" eu "', 'eu', ' eu ', '"eu"'];
  const data = `at,region,ok\n${fields.map((field, at) => `2026-01-01T00:00:0${at}Z,${field},true\n`).join('')}`;
  const objects = ['" eu"', '"eu"', '"\\u0065u "'].map(
    (region, at) => `{"at":"2026-01-01T00:00:0${at}Z","region":${region},"ok":true}\n`,
  );
  for (const [file, text] of [
    ['d.csv', data],
    ['d.ndjson', objects.join('')],
  ] as const)
    assert.deepEqual(shares(run({ ...share, objective: 'atLeast: 90 %, per: region', data: text, file }).windows), {
      eu: 100,
    });
});

test('a header with signs between quotes is read as it is meant', () => {
  const layout = csvLayout(Buffer.from('at;"svc, of x, and y, z";ok\n1;2;3\n'), false);
  assert.deepEqual(layout?.columns, ['at', 'svc, of x, and y, z', 'ok']);
  const broken = csvLayout(Buffer.from('at,ok,"note\nmore"\n1,2,3\n'), false);
  assert.deepEqual(broken?.columns, ['at', 'ok', 'note\nmore']);
  assert.equal(broken.headerLength, 18);
  assert.equal(csvLayout(Buffer.from('at,"ok\n1,2\n'), false)?.headerLength, 7);
});

describe('a key that only a row far down has', () => {
  const usual = Array.from({ length: 2_500 }, (_, at) => {
    const start = Date.UTC(2026, 0, 2) + at * 60_000;
    return {
      start: new Date(start).toISOString(),
      end: new Date(start + 3_600_000).toISOString(),
      note: 'x'.repeat(60),
    };
  });
  const paused = { start: '2026-01-20T00:00:00Z', end: '2026-01-22T00:00:00Z', paused: 169_200 };
  const question = { metric: 'type: time-to-restore, statistic: max', objective: 'atMost: 20 h' };
  for (const [what, columns] of [
    ['by its name', ''],
    ['by a mapping', ', columns: { paused: paused }'],
  ] as const)
    for (const file of ['d.ndjson', 'd.json'])
      test(`counts wherever the row stands in ${file}, ${what}`, () => {
        const values = [
          [paused, ...usual],
          [...usual, paused],
        ].map((rows) => {
          const objects = rows.map((row) => JSON.stringify(row));
          const data = file === 'd.json' ? `[${objects.join(',\n')}]` : `${objects.join('\n')}\n`;
          const { windows, unavailable } = run({ ...question, source: columns, data, file });
          assert.equal(unavailable, undefined);
          return windows.map(({ value }) => (value === undefined ? undefined : toNumber(value)));
        });
        assert.deepEqual(values[0], values[1]);
        assert.equal(values[0]?.[0], 1);
      });
});

test('a key far down is found among hundreds that are known', () => {
  const wide = Object.fromEntries(Array.from({ length: 300 }, (_, key) => [`field-${key}`, key]));
  const usual = Array.from({ length: 100 }, (_, at) => {
    const start = Date.UTC(2026, 0, 2) + at * 60_000;
    return { start: new Date(start).toISOString(), end: new Date(start + 3_600_000).toISOString(), ...wide };
  });
  const paused = { start: '2026-01-20T00:00:00Z', end: '2026-01-22T00:00:00Z', paused: 169_200 };
  const data = [...usual, paused].map((row) => `${JSON.stringify(row)}\n`).join('');
  const question = { metric: 'type: time-to-restore, statistic: max', objective: 'atMost: 20 h', file: 'd.ndjson' };
  assert.ok(data.length > 300_000, 'the key stands behind what is read for the columns');
  assert.equal(toNumber(run({ ...question, data }).windows[0]!.value!), 1);
});

test('a column that only a later file of a pattern has is empty in those before it', () => {
  const name = (nth: number, end: string): string => join(folder, `later-${nth}.${end}`);
  const long = ['2026-01-05T00:00:00Z', '2026-01-07T00:00:00Z'] as const;
  writeFileSync(name(1, 'csv'), 'start,end\n2026-01-02T00:00:00Z,2026-01-02T10:00:00Z\n');
  writeFileSync(name(2, 'csv'), `start,end,paused\n${long.join()},169200\n`);
  writeFileSync(name(1, 'ndjson'), '{"start":"2026-01-02T00:00:00Z","end":"2026-01-02T10:00:00Z"}\n');
  writeFileSync(name(2, 'ndjson'), `{"start":"${long[0]}","end":"${long[1]}","paused":169200}\n`);
  for (const end of ['csv', 'ndjson']) {
    const text = `sla: 1
id: a
timeZone: UTC
term: { from: 2026-01-01, to: 2026-12-31 }
data: { d: { file: "later-*.${end}" } }
metrics: { m: { type: time-to-restore, data: d, statistic: max } }
objectives: { o: { metric: m, atMost: 20 h, window: month } }
`;
    const { model } = open({ uri: join(folder, 'a.sla.yaml'), version: 1, text });
    const [item] = runPlan(planOf(model).plan, runOptions(folder)).items;
    assert.equal(item?.unavailable, undefined);
    assert.match(JSON.stringify(item), /36000/, 'the longest is the one of ten hours');
    assert.doesNotMatch(JSON.stringify(item), /172800/, end);
  }
  for (const end of ['csv', 'ndjson']) for (const nth of [1, 2]) rmSync(name(nth, end));
});

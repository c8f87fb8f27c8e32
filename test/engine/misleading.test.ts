// Files, gaps and tables that say something else than they seem to: each case is one that was once answered wrongly.
// It must never lose a case.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { planOf } from '../../server/src/core/compliance/plan';
import { open } from '../../server/src/core/model/file';
import { toNumber } from '../../server/src/core/scalars/rational';
import { runPlan } from '../../server/src/engine/run';
import { runOptions } from '../kit/run-options';
import { day, folder, lines, run, verdicts, type Case } from './single';

describe('files that say something else than they seem to', () => {
  const latency = { metric: 'type: latency, unit: ms, statistic: max', objective: 'atMost: 300 ms' };
  const next = `${day(1, 4)}T00:00:00Z,1`;
  test('a field more than there are columns makes a row unusable', () => {
    const given = { data: lines('at,value', [`${day(1)}T00:00:00Z,1,250`, next]), ...latency };
    assert.ok(
      verdicts(given).every((verdict) => !verdict.endsWith('met')),
      String(verdicts(given)),
    );
  });
  test('an empty field more is a habit of some exports', () =>
    assert.deepEqual(verdicts({ data: lines('at,value', [`${day(1)}T00:00:00Z,1,`, next]), ...latency }), [
      '2026-03 met',
    ]));
  test('a line in another encoding than UTF-8 may have said anything', () => {
    const data = Buffer.from(lines('start,end,site', ['2026-02-10T00:00:00Z,2026-02-11T00:00:00Z,Zürich']), 'latin1');
    const given = { data, metric: 'type: availability, where: site == "Zürich"', objective: 'atLeast: 99 %' };
    assert.deepEqual(verdicts(given), ['its data has no usable row']);
    const more = Buffer.concat([data, Buffer.from('2026-02-12T00:00:00Z,2026-02-13T00:00:00Z,Bern\n')]);
    assert.deepEqual(verdicts({ ...given, data: more }), ['2026-01 unknown']);
  });
  test('a delay below zero is a slip of clocks', () =>
    assert.deepEqual(
      verdicts({ data: lines('at,value', [`${day(1)}T00:00:00Z,5`, `${day(2)}T00:00:00Z,-1`, next]), ...latency }),
      ['2026-03 unknown'],
    ));
  test('a whole number beyond 2^53 is not taken for another one', () => {
    const data = lines('at,bad,total', [
      `${day(1)}T00:00:00Z,0,1`,
      `${day(2)}T00:00:00Z,9007199254740993,900719925474099200`,
      `${day(1, 4)}T00:00:00Z,0,1`,
    ]);
    assert.deepEqual(verdicts({ data, metric: 'type: error-rate', objective: 'atMost: 1 %' }), ['2026-03 unknown']);
  });
  test('an exponent is a number like another', () =>
    assert.deepEqual(
      verdicts({
        data: lines('at,value', [`${day(1)}T00:00:00Z,3e2`, next]),
        metric: 'type: latency, unit: ms, statistic: p95',
        objective: 'atMost: 300 ms',
      }),
      ['2026-03 met'],
    ));
  test('columns of NDJSON come from more lines than the first', () => {
    const data = `{"c":"${day(1)}T00:00:00Z"}\n{"c":"${day(2)}T00:00:00Z","r":"${day(2)}T00:10:00Z"}\n`;
    const given = {
      data,
      file: 'd.ndjson',
      source: ', columns: { start: c, end: r }',
      metric: 'type: first-response-time',
      objective: 'for: 95 %, atMost: 1 h',
    };
    assert.equal(run(given).unavailable, undefined);
  });
});

describe('chunks', () => {
  test('a line that is cut off at the end of a chunk says nothing of time zones', () => {
    // Rows of 27 bytes, behind headers of 27 lengths: the chunk of a megabyte ends behind every byte of a row once.
    for (let length = 2; length < 29; length++) {
      const name = 'v'.repeat(length);
      const rows = Array.from(
        { length: 40_000 },
        (_, index) =>
          `${new Date(Date.UTC(2026, 2, 1) + 60_000 * index).toISOString().slice(0, 19)}Z,${1000 + (index % 9)}`,
      );
      writeFileSync(join(folder, 'long.csv'), lines(`at,${name}`, rows));
      const opened = open({
        uri: join(folder, 'a.sla.yaml'),
        version: 1,
        text: `data: { d: { file: long.csv, columns: { value: ${name} } } }
metrics: { m: { type: latency, data: d, unit: ms, statistic: max } }
objectives: { o: { metric: m, window: month, atMost: 2 s } }
timeZone: Asia/Tokyo
`,
      });
      const partials = runPlan(planOf(opened.model).plan, runOptions(folder));
      assert.equal(partials.sources[0]?.rows, rows.length);
      assert.equal(partials.sources[0].isZoneAssumed, false, `header of ${length} bytes`);
    }
  });
});

describe('gaps', () => {
  const hourly = (keeps: (hour: number) => boolean, copies: (hour: number) => readonly string[]): string =>
    lines(
      'at,good,total',
      Array.from({ length: 24 * 31 }, (_, hour) => hour)
        .flatMap((hour) =>
          keeps(hour)
            ? copies(hour).map(
                (minutes) => `${new Date(Date.UTC(2026, 2, 1, hour)).toISOString().slice(0, 14)}${minutes}:00Z,100,100`,
              )
            : [],
        )
        .concat('2026-04-01T00:00:00Z,100,100'),
    );
  const success = { source: ', every: 1 h', metric: 'type: request-success', objective: 'atLeast: 99 %' };
  test('doubled rows hide no gap', () => {
    const half = (hour: number): boolean => hour % 24 < 12;
    assert.deepEqual(verdicts({ data: hourly(half, () => ['00', '00']), ...success }), ['2026-03 unknown']);
    assert.deepEqual(verdicts({ data: hourly(half, () => ['00', '30']), ...success }), ['2026-03 unknown']);
  });
  test('rows in their rhythm are all there, early and late ones too', () => {
    const { windows } = run({
      data: hourly(
        () => true,
        (hour) => [hour % 2 === 0 ? '03' : '07'],
      ),
      ...success,
    });
    const march = windows.find(({ window }) => window === '2026-03');
    assert.equal(march?.verdict, 'met');
    assert.equal(toNumber(march.coverage ?? { num: 0n, den: 1n }), 1);
  });
  test('nothing is known beyond the record', () => {
    const outage = lines('start,end', ['2026-01-10T00:00:00Z,2026-01-10T00:10:00Z']);
    for (const source of [', covers: { from: 2026-01-01, to: 2026-01-31 }', '']) {
      for (const [metric, objective] of [
        ['type: availability', 'atLeast: 99 %'],
        ['type: outage-count', 'atMost: 2'],
        ['type: mtbf', 'atLeast: 100 h'],
      ] as const) {
        const given = { data: outage, source, metric, objective, asOf: '2026-04-15T12:00:00Z' };
        assert.deepEqual(verdicts(given).slice(1), ['2026-02 unknown', '2026-03 unknown'], `${metric}${source}`);
      }
    }
  });
  test('an exclusion without an end is provisional', () => {
    writeFileSync(join(folder, 'x.csv'), lines('start,end', ['2026-03-10T00:00:00Z,']));
    const { windows } = run({
      data: lines('start,end', [
        '2026-03-12T00:00:00Z,2026-03-13T00:00:00Z',
        '2026-04-01T00:00:00Z,2026-04-01T00:00:00Z',
      ]),
      metric: 'type: availability',
      objective: 'atLeast: 99 %, excludes: [x]',
      more: 'exclusions: { x: { kind: force-majeure, data: planned } }\n',
      source: ' }, planned: { file: x.csv',
    });
    const shown = windows.map(({ window, isProvisional }) => `${window} ${isProvisional === true}`);
    assert.deepEqual(shown, ['2026-01 false', '2026-02 false', '2026-03 true', '2026-04 true'].slice(0, shown.length));
  });
  test('one packet in a slice does not vary', () => {
    const data = lines('at,j', [
      ...Array.from({ length: 20 }, (_, index) => `${day(1 + index)}T00:00:00Z,${5 * index}`),
      next(),
    ]);
    const given = {
      data,
      source: ', columns: { value: j }',
      metric: 'type: jitter, definition: y1540-ipdv, unit: ms',
      objective: 'atMost: 2 ms',
    };
    assert.deepEqual(verdicts(given), ['2026-03 unknown']);
  });
  const next = (): string => `${day(1, 4)}T00:00:00Z,1`;
  test('many values without a judgement give none', () => {
    const data = lines('at,value', [`${day(1)}T00:00:00Z,200`, next()]);
    const [reason] = verdicts({ data, metric: 'type: latency, unit: ms', objective: 'atMost: 300 ms' });
    assert.match(reason ?? '', /judgement-missing/);
  });
});

describe('credits', () => {
  const given = (remedy: string): Case => ({
    data: lines('at,value', [`${day(1)}T00:00:00Z,500`, `${day(1, 4)}T00:00:00Z,1`]),
    metric: 'type: latency, unit: ms, statistic: max',
    objective: 'atMost: 300 ms, remedies: [c]',
    more: `remedies: { c: { kind: service-credit, of: Fee, ${remedy} } }\nfees: { Fee: 1000 EUR per month }\n`,
  });
  const owed = (remedy: string): readonly (number | string | undefined)[] => {
    const march = run(given(remedy)).windows.find(({ window }) => window === '2026-03');
    const money = march?.creditMoney;
    const percent = march?.credit;
    return [percent == null ? undefined : toNumber(percent), money && `${toNumber(money.amount)} ${money.currency}`];
  };
  test('a tier in money is owed as it stands', () =>
    assert.deepEqual(owed('tiers: [{ above: 300 ms, credit: 12.34 EUR }]'), [0, '12.34 EUR']));
  test('days are a part of the window', () =>
    assert.deepEqual(owed('tiers: [{ above: 300 ms, days: 3.1 }]'), [10, '100 EUR']));
  test('a cap of the window bounds the money, the percent is before caps', () => {
    assert.deepEqual(owed('tiers: [{ above: 300 ms, credit: 20 % }], cap: 15 % per month'), [20, '150 EUR']);
    assert.deepEqual(owed('tiers: [{ above: 300 ms, credit: 20 % }], cap: 120 EUR per month'), [20, '120 EUR']);
  });
  test('what is counted by event or by time is not made up', () =>
    assert.deepEqual(owed('basis: per-event, tiers: [{ atLeast: 1, credit: 5 % }]'), [undefined, undefined]));
});

describe('what a second pair of eyes found', () => {
  const end = `${day(1, 4)}T00:00:00Z`;
  test('values that are missing may have been any', () => {
    const rows = Array.from({ length: 29 }, (_, index) => `${day(index + 2)}T00:00:00Z,NA`);
    const data = lines('at,value', [`${day(1)}T00:00:00Z,5`, ...rows, `${end},5`]);
    const given = { data, metric: 'type: latency, unit: ms, statistic: p95', objective: 'atMost: 100 ms' };
    assert.deepEqual(verdicts(given), ['2026-03 unknown']);
    assert.deepEqual(verdicts({ ...given, objective: 'for: 95 %, atMost: 100 ms' }), ['2026-03 breached']);
  });
  test('a filter that cannot be told is no silence', () => {
    const data = lines('at,n,ok', [`${day(1)}T00:00:00Z,5,true`, `${day(2)}T00:00:00Z,"1,234",false`, `${end},5,true`]);
    const given = { data, metric: 'type: probe-availability, where: n > 3', objective: 'atLeast: 99 %' };
    assert.deepEqual(verdicts(given), ['2026-03 unknown']);
  });
  test('an instant source says nothing of the time behind its end', () => {
    const data = lines('at,ok', [`${day(2)}T00:00:00Z,true`, `${day(3)}T00:00:00Z,true`]);
    const given = {
      data,
      metric: 'type: probe-availability',
      objective: 'atLeast: 99 %',
      asOf: '2026-04-10T00:00:00Z',
    };
    assert.deepEqual(verdicts(given), ['2026-03 unknown']);
  });
  test('two columns of one name are refused', () => {
    const data = lines('at,ok,ok', [`${day(2)}T00:00:00Z,true,false`, `${end},true,true`]);
    assert.match(
      String(verdicts({ data, metric: 'type: probe-availability', objective: 'atLeast: 99 %' })),
      /two columns are called "ok"/,
    );
  });
  test('start and end in one column are refused', () => {
    const data = lines('created', [`${day(2)}T00:00:00Z`, end]);
    const given = {
      data,
      source: ', columns: { start: created, end: created }',
      metric: 'type: first-response-time',
      objective: 'for: 95 %, atMost: 1 h',
    };
    assert.match(String(verdicts(given)), /both are "created"/);
  });
  test('a file of a glob without the columns of the first is refused', () => {
    writeFileSync(join(folder, 'part-2.csv'), `${day(2)}T00:00:00Z,false\n`);
    const data = lines('at,ok', [`${day(1)}T00:00:00Z,true`, `${end},true`]);
    writeFileSync(join(folder, 'part-1.csv'), data);
    const given = { data, metric: 'type: probe-availability', objective: 'atLeast: 99 %' };
    const text = String(verdicts({ ...given, file: 'part-1.csv', source: ' }, all: { file: part-*.csv' }));
    assert.equal(text, '2026-03 met');
    const both = String(
      verdicts({
        ...given,
        metric: 'type: probe-availability, data: all',
        file: 'x1.csv',
        source: ' }, all: { file: part-*.csv',
      }),
    );
    assert.match(both, /has no column "at"/);
  });
});

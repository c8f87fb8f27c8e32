// Holds verdicts beside rows that cannot be used: against brute force over all that the rows might have said, and case by case.
// It must never accept "met" where a row that was left out could have made it a miss.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { planOf } from '../../server/src/core/compliance/plan';
import type { ObjectiveResult } from '../../server/src/core/compliance/result';
import { resultsOf } from '../../server/src/core/compliance/verdict';
import { open } from '../../server/src/core/model/file';
import { withheld } from '../../server/src/core/rules/doubt';
import { toNumber } from '../../server/src/core/scalars/rational';
import { runPlan } from '../../server/src/engine/run';
import { randomOf } from './references/random';

const folder = mkdtempSync(join(tmpdir(), 'sla-unusable-'));
after(() => rmSync(folder, { recursive: true, force: true }));

interface Case {
  readonly data: string | Buffer;
  readonly source?: string;
  readonly metric: string;
  readonly objective: string;
  readonly more?: string;
  readonly asOf?: string;
  readonly file?: string;
}

function run({ data, source = '', metric, objective, more = '', asOf, file = 'd.csv' }: Case): ObjectiveResult {
  writeFileSync(join(folder, file), data);
  const text = `sla: 1
id: a
timeZone: UTC
term: { from: 2026-01-01, to: 2026-12-31 }
data: { d: { file: ${file}${source} } }
metrics: { m: { data: d, ${metric} } }
objectives: { o: { metric: m, window: month, ${objective} } }
${more}`;
  const opened = open({ uri: join(folder, 'a.sla.yaml'), version: 1, text });
  const planned = planOf(opened.model, asOf === undefined ? {} : { asOf: Date.parse(asOf) });
  const partials = runPlan(planned.plan, {
    folder,
    fence: { roots: [folder], isTrusted: true },
    wantsFingerprint: false,
    maximumBytes: 1e9,
    isCancelled: () => false,
    onProgress: () => undefined,
  });
  const [result] = withheld(opened, resultsOf(opened.model, planned, partials));
  assert.ok(result);
  return result;
}

/** The verdicts of the complete windows, as `2026-01 met`; a whole result without windows gives its reason. */
function verdicts(given: Case): readonly string[] {
  const { windows, unavailable } = run(given);
  if (unavailable !== undefined) return [unavailable];
  return windows.filter(({ verdict }) => verdict !== 'running').map(({ window, verdict }) => `${window} ${verdict}`);
}

const day = (index: number, month = 3): string =>
  `2026-${String(month).padStart(2, '0')}-${String(index).padStart(2, '0')}`;
const lines = (header: string, rows: readonly string[]): string => `${[header, ...rows].join('\n')}\n`;

describe('brute force', () => {
  test('a share is settled only where the rows change nothing, good or bad', () => {
    const random = randomOf(7);
    let shaken = 0;
    for (let round = 0; round < 150; round++) {
      const [n, bad, unusable] = [random.whole(1, 40), random.whole(0, 6), random.whole(1, 6)];
      const target = random.pick([50, 75, 80, 90, 95, 99]);
      const rows = [
        ...Array.from(
          { length: n },
          (_, index) => `${day(1 + (index % 28))}T10:00:00Z,${index < n - Math.min(bad, n) ? 200 : 500}`,
        ),
        ...Array.from({ length: unusable }, (_, index) => `${day(1 + index)}T11:00:00Z,perhaps`),
      ];
      const data = lines('at,status', [...rows, `${day(1, 4)}T00:00:00Z,200`]);
      const [verdict = ''] = verdicts({
        data,
        source: ', columns: { good: status < 500 }',
        metric: 'type: request-success',
        objective: `atLeast: ${target} %`,
      });
      const good = n - Math.min(bad, n);
      const outcomes = new Set(
        Array.from({ length: unusable + 1 }, (_, more) => (100 * (good + more)) / (n + unusable) >= target),
      );
      const expected = outcomes.size > 1 ? 'unknown' : outcomes.has(true) ? 'met' : 'breached';
      assert.equal(verdict, `2026-03 ${expected}`, `${good} of ${n}, ${unusable} unusable, target ${target}`);
      if (expected === 'unknown') shaken++;
    }
    assert.ok(shaken > 20);
  });

  test('a percentile is never met where the rows could have raised it, and stays met where they could not', () => {
    const random = randomOf(11);
    let [shaken, kept] = [0, 0];
    for (let round = 0; round < 150; round++) {
      const [n, unusable, q] = [random.whole(2, 60), random.whole(1, 4), random.pick([50, 90, 95])];
      const values = Array.from({ length: n }, () => random.whole(1, 400));
      const rows = [
        ...values.map((value, index) => `${day(1 + (index % 28))}T10:00:00Z,${value}`),
        ...Array.from({ length: unusable }, (_, index) => `${day(1 + index)}T11:00:00Z,timeout`),
      ];
      const data = lines('at,value', [...rows, `${day(1, 4)}T00:00:00Z,1`]);
      const metric = `type: latency, unit: ms, statistic: p${q}`;
      const [verdict = ''] = verdicts({ data, metric, objective: 'atMost: 300 ms' });
      const percentile = (added: number): number => {
        const all = [...values, ...Array.from({ length: unusable }, () => added)].sort((a, b) => a - b);
        const at = ((all.length - 1) * q) / 100;
        const low = all[Math.floor(at)] ?? 0;
        return low + (at - Math.floor(at)) * ((all[Math.ceil(at)] ?? low) - low);
      };
      const ends = [percentile(0) <= 300, percentile(1e9) <= 300];
      if (verdict.endsWith(' met')) {
        assert.deepEqual(ends, [true, true]);
        kept++;
      }
      if (verdict.endsWith(' breached')) assert.deepEqual(ends, [false, false]);
      if (verdict.endsWith(' unknown')) shaken++;
    }
    assert.ok(shaken > 10 && kept > 10);
  });
});

describe('rows that cannot be used', () => {
  const tickets = (open: string): string =>
    lines('c,r', [
      ...Array.from({ length: 29 }, (_, index) => `${day(index + 1)}T00:00:00Z,${open}`),
      `${day(30)}T00:00:00Z,${day(30)}T00:10:00Z`,
      `${day(31)}T00:00:00Z,${day(31)}T00:10:00Z`,
      `${day(1, 4)}T00:00:00Z,${day(1, 4)}T00:00:00Z`,
    ]);
  const answered = {
    source: ', columns: { start: c, end: r }',
    metric: 'type: first-response-time',
    objective: 'for: 95 %, atMost: 1 h',
  };

  for (const open of ['', 'NULL', 'null', '-', 'n/a', 'None', '\\N'])
    test(`"${open}" is an open ticket`, () =>
      assert.equal(verdicts({ data: tickets(open), ...answered }).at(-1), '2026-03 breached'));
  test('words that say nothing leave the verdict open', () =>
    assert.equal(verdicts({ data: tickets('not yet'), ...answered }).at(-1), '2026-03 unknown'));

  const log = (row: string): Case => ({
    data: lines('began,ended', [row]),
    source: ', columns: { start: began, end: ended }, covers: { from: 2026-01-01, to: 2026-03-31 }',
    metric: 'type: availability',
    objective: 'atLeast: 99.9 %',
  });
  test('an outage that cannot be read may have been anywhere', () => {
    for (const row of ['10.02.2026 08:00,10.02.2026 10:30', '02/10/2026,02/11/2026', 'then,now'])
      assert.deepEqual(verdicts(log(row)), ['2026-01 unknown', '2026-02 unknown', '2026-03 unknown'], row);
  });
  test('an outage with a start may have lasted from there on', () => {
    assert.deepEqual(verdicts(log('2026-02-10T08:00:00Z,2026-02-10T1')), [
      '2026-01 met',
      '2026-02 unknown',
      '2026-03 unknown',
    ]);
  });
  test('an outage that ends before it starts was somewhere in between', () => {
    assert.deepEqual(verdicts(log('2026-02-10T10:30:00Z,2026-02-10T08:00:00Z')), [
      '2026-01 met',
      '2026-02 unknown',
      '2026-03 met',
    ]);
  });
  test('one more failure makes a missed window no better', () => {
    const data = lines('began,ended', ['2026-02-01T00:00:00Z,2026-02-02T00:00:00Z', 'then,now']);
    assert.deepEqual(verdicts({ ...log(''), data }), ['2026-01 unknown', '2026-02 breached', '2026-03 unknown']);
  });
  test('counts of failures are open as well', () => {
    for (const metric of ['type: mtbf', 'type: outage-count']) {
      const objective = metric.includes('mtbf') ? 'atLeast: 100 h' : 'atMost: 2';
      const given = { ...log('then,now'), metric, objective };
      assert.ok(
        verdicts(given).every((verdict) => verdict.endsWith('unknown')),
        `${metric}: ${verdicts(given)}`,
      );
    }
  });
  test('noData: skip judges what is there', () =>
    assert.deepEqual(verdicts({ ...log('then,now'), metric: 'type: availability, noData: skip' })[0], '2026-01 met'));

  test('an expression that cannot be told is no silence', () => {
    const rows = Array.from(
      { length: 31 },
      (_, index) => `${day(index + 1)}T00:00:00Z,${index % 2 === 0 ? 200 : 'timeout'}`,
    );
    const given = {
      data: lines('at,status', [...rows, `${day(1, 4)}T00:00:00Z,200`]),
      source: ', columns: { good: status < 500 }',
      metric: 'type: request-success',
      objective: 'atLeast: 99 %',
    };
    assert.deepEqual(verdicts(given), ['2026-03 unknown']);
  });
  test('a row of another group, or one that a filter leaves out, shakes nothing', () => {
    const rows = [`${day(1)}T00:00:00Z,200,eu`, `${day(2)}T00:00:00Z,perhaps,us`, `${day(1, 4)}T00:00:00Z,200,eu`];
    const data = lines('at,status,region', rows);
    const source = ', columns: { good: status < 500 }';
    const filtered = {
      data,
      source,
      metric: 'type: request-success, where: region == "eu"',
      objective: 'atLeast: 99 %',
    };
    assert.deepEqual(verdicts(filtered), ['2026-03 met']);
    const { windows } = run({ data, source, metric: 'type: request-success', objective: 'atLeast: 99 %, per: region' });
    const march = windows
      .filter(({ window }) => window === '2026-03')
      .map(({ group, verdict }) => `${group} ${verdict}`);
    assert.deepEqual(march.sort(), ['eu met', 'us unknown']);
  });
});

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
  test('another encoding than UTF-8 is refused', () => {
    const data = Buffer.from(lines('start,end,site', ['2026-02-10T00:00:00Z,2026-02-11T00:00:00Z,Zürich']), 'latin1');
    const given = { data, metric: 'type: availability, where: site == "Zürich"', objective: 'atLeast: 99 %' };
    assert.match(verdicts(given)[0] ?? '', /not UTF-8 text at byte 58/);
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
      const partials = runPlan(planOf(opened.model).plan, {
        folder,
        fence: { roots: [folder], isTrusted: true },
        wantsFingerprint: false,
        maximumBytes: 1e9,
        isCancelled: () => false,
        onProgress: () => undefined,
      });
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

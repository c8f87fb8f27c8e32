// Writes baselines by the command line into agreements of many forms, and asks whether each is read again as it was meant.
// It must never take what was written for right because nothing complained: the text itself is looked at.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';

const folder = mkdtempSync(join(tmpdir(), 'sla-writing-baselines-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const day = (at: number): string => new Date(Date.UTC(2024, 0, 1 + at)).toISOString();

before(() => {
  const days = Array.from({ length: 800 }, (_, at) => at);
  writeFileSync(
    join(folder, 'log.csv'),
    `at,total,bad,value\n${days.map((at) => `${day(at)},1000,${at % 3},${200 + (at % 7)}`).join('\n')}\n`,
  );
  // An outage of an hour every nine days, and a ticket of two business hours on each Monday.
  const outages = days.filter((at) => at % 9 === 4);
  writeFileSync(
    join(folder, 'outages.csv'),
    `start,end\n${outages.map((at) => `${day(at)},${day(at).replace('T00', 'T01')}`).join('\n')}\n`,
  );
  const mondays = days.filter((at) => at % 7 === 0);
  writeFileSync(
    join(folder, 'tickets.csv'),
    `start,end\n${mondays.map((at) => `${day(at).replace('T00', 'T08')},${day(at).replace('T00', 'T10')}`).join('\n')}\n`,
  );
});

const head = `sla: 1
id: shop
title: Shop
kind: customer
status: draft
version: 1.0.0
timeZone: UTC
term: { from: 2024-01-01, to: 2027-12-31 }
parties: { ops: { name: Operations, role: provider }, desk: { name: Desk, role: customer } }
calendars: { office: { hours: { mon-fri: "08:00-17:00" } } }
data:
  log: { file: log.csv, units: { value: ms } }
  outages: { file: outages.csv }
  tickets: { file: tickets.csv }
`;
const metrics = 'metrics:\n  success: { type: request-success, data: log }\n';

/** The text after `--write`, once it is certain that a second run leaves it alone and no error is new. */
function written(text: string, name = 'shop.sla.yaml'): string {
  const path = join(folder, name);
  const sla = (...args: readonly string[]) =>
    spawnSync(process.execPath, [resolve('dist/cli.js'), ...args], { cwd: folder, encoding: 'utf8' });
  const errors = (): readonly string[] => {
    const { files } = JSON.parse(sla('check', name, '--format', 'json', '--today', '2026-03-01').stdout) as {
      files: readonly { problems: readonly { rule: string; severity: string; message: string }[] }[];
    };
    return (files[0]?.problems ?? [])
      .filter(({ severity }) => severity === 'error')
      .map(({ rule, message }) => `${rule}: ${message}`);
  };
  writeFileSync(path, text);
  const before = new Set(errors());
  const run = sla('baseline', name, '--write');
  assert.deepEqual([run.status, run.stderr], [0, '']);
  const after = readFileSync(path, 'utf8');
  assert.deepEqual(
    errors().filter((each) => !before.has(each)),
    [],
  );
  sla('baseline', name, '--write');
  assert.equal(readFileSync(path, 'utf8'), after, 'a second run writes it anew');
  return after;
}

describe('the window of a baseline', () => {
  const objective = (window: string): string =>
    `${head}x-month: &month month\nx-year: &year { every: year, anchor: 2024-03-01 }\n${metrics}objectives:\n  success:\n    metric: success\n    atLeast: 99 %\n${window}`;
  for (const [form, window, expected] of [
    ['lines', '    window:\n      every: year\n      anchor: 2024-03-01\n', '{ every: year, anchor: 2024-03-01 }'],
    [
      'a comment',
      '    window: { every: year, # ours\n      anchor: 2024-03-01 }\n',
      '{ every: year, anchor: 2024-03-01 }',
    ],
    ['an alias', '    window: *month\n', 'month'],
    ['an alias of a map', '    window: *year\n', '{ every: year, anchor: 2024-03-01 }'],
    ['quotes', '    window: "month"\n', 'month'],
  ] as const)
    test(`is the same where it is written with ${form}`, () => {
      assert.match(written(objective(window)), new RegExp(`window: ${expected}, from: `));
    });
});

describe('a key without a baseline yet', () => {
  const objectives = 'objectives:\n  success: { metric: success, atLeast: 99 %, window: month }\n';
  for (const [form, empty, expected] of [
    ['nothing', 'baseline: # to come', /baseline: # to come\n {6}value: 99\.9\d* %\n {6}statistic: median\n/],
    ['braces', 'baseline: {}', /baseline: \{ value: 99\.9\d* %, statistic: median, .*\}\n {4}data: log\n/],
    ['null', 'baseline: null', /baseline: \{ value: 99\.9\d* %, statistic: median, .*\}\n {4}data: log\n/],
  ] as const)
    test(`is filled where it holds ${form}`, () => {
      const text = `${head}metrics:\n  success:\n    type: request-success\n    ${empty}\n    data: log\n${objectives}`;
      assert.match(written(text), expected);
    });
  test('is left alone on one line where nothing stands behind it', () => {
    const text = `${head}metrics:\n  success: { type: request-success, data: log, baseline: }\n${objectives}`;
    writeFileSync(join(folder, 'one-line.sla.yaml'), text);
    const run = spawnSync(process.execPath, [resolve('dist/cli.js'), 'baseline', 'one-line.sla.yaml', '--write'], {
      cwd: folder,
      encoding: 'utf8',
    });
    assert.match(run.stderr, /cannot be edited in its place/);
    assert.equal(readFileSync(join(folder, 'one-line.sla.yaml'), 'utf8'), text);
  });
  test('keeps the tabs of JSON', () => {
    const json = JSON.stringify(
      {
        ...{ sla: 1, id: 'shop', title: 'Shop', kind: 'customer', status: 'draft', version: '1.0.0', timeZone: 'UTC' },
        term: { from: '2024-01-01', to: '2027-12-31' },
        parties: { ops: { name: 'Operations', role: 'provider' }, desk: { name: 'Desk', role: 'customer' } },
        data: { log: { file: 'log.csv' } },
        metrics: { success: { type: 'request-success', data: 'log' } },
        objectives: { success: { metric: 'success', atLeast: '99 %', window: 'month' } },
      },
      undefined,
      '\t',
    );
    const text = written(json, 'shop.sla.json');
    assert.match(text, /\n\t\t\t"data": "log",\n\t\t\t"baseline": \{ "value": /);
    JSON.parse(text);
  });
});

describe('the numbers of a baseline', () => {
  const numbers = (metric: string, objective: string): string => {
    const text = written(`${head}metrics:\n  it: { ${metric} }\nobjectives:\n  it: { metric: it, ${objective} }\n`);
    return /baseline: (\{[^}]*\})/.exec(text)?.[1] ?? '';
  };
  test('tell small values apart', () => {
    // Three or four failures in the hours of a month that are no outage: 3 / 717 to 4 / 668 and thereabouts.
    const found = numbers('type: failure-rate, data: outages', 'atMost: 1/h, window: month');
    const [value, lowest, highest] = ['value', 'lowest', 'highest'].map((key) =>
      Number(new RegExp(`${key}: (0\\.00\\d+)/h`).exec(found)?.[1]),
    );
    assert.ok(lowest && value && highest && lowest < value + 1e-9 && lowest < highest, found);
  });
  test('of business time are business time', () => {
    const found = numbers(
      'type: resolution-time, data: tickets, statistic: median',
      'atMost: 4 business hours, window: quarter',
    );
    assert.match(found, /value: 2 business hours, .* lowest: 2 business hours, highest: 2 business hours/);
  });
  test('of a count do not take the unit of a column that another metric reads', () => {
    const found = numbers('type: incident-count, data: log', 'atMost: 40, window: month');
    assert.match(found, /value: 3[01](?:\.5)? incidents, /);
  });
});

describe('the command line', () => {
  const sla = (...args: readonly string[]) =>
    spawnSync(process.execPath, [resolve('dist/cli.js'), ...args], { cwd: folder, encoding: 'utf8' });
  const name = 'line.sla.yaml';
  const objectives = 'objectives:\n  success: { metric: success, atLeast: 99 %, window: month }\n';
  before(() => writeFileSync(join(folder, name), head + metrics + objectives));

  for (const [args, message] of [
    [['replay', name, '--objective', 'success', '--target', '98 %', '--write'], 'sla replay does not take --write'],
    [['baseline', name, '--target', '98 %'], 'sla baseline does not take --target'],
    [['baseline', name, '--group', 'a'], 'sla baseline does not take --group'],
  ] as const)
    test(`says that ${message}`, () => {
      const run = sla(...args);
      assert.deepEqual([run.status, run.stdout, run.stderr], [2, '', `sla: ${message}\n`]);
    });
  test('says how many rows a baseline leaves out', () => {
    assert.doesNotMatch(sla('baseline', name).stdout, /could not be used/);
    const bad = name.replace('line', 'bad');
    writeFileSync(join(folder, 'bad.csv'), `${readFileSync(join(folder, 'log.csv'), 'utf8')}yesterday,1,0,200\n`);
    writeFileSync(join(folder, bad), (head + metrics + objectives).replace('log.csv', 'bad.csv'));
    assert.match(sla('baseline', bad).stdout, /\n {2}1 row of its data could not be used\.\n {2}Data: sha256-/);
  });
});

test('a credit of days is a part of the period of the fee, whatever the window', () => {
  const rows = Array.from({ length: 60 }, (_, day) => {
    const at = new Date(Date.UTC(2026, 0, 1 + day)).toISOString();
    return `${at},100,${day < 31 ? 50 : 0}`;
  });
  const name = 'days.sla.yaml';
  writeFileSync(join(folder, 'days.csv'), `at,total,bad\n${rows.join('\n')}\n`);
  const agreement = (window: string): string => `sla: 1
id: days
timeZone: UTC
term: { from: 2026-01-01, to: 2026-12-31 }
data:
  log: { file: days.csv, every: 1 d, columns: { at: at, total: total, bad: bad } }
metrics:
  m: { type: request-success, data: log }
fees: { monthly: 3100 EUR per month }
remedies:
  c: { kind: service-credit, of: monthly, tiers: [{ below: 90 %, days: 3 }] }
objectives:
  o: { metric: m, atLeast: 99 %, window: ${window}, remedies: [c] }
`;
  // January has 31 days: three of them are 300 EUR, for a week and for a month alike.
  for (const [window, credits] of [
    ['month', '300 EUR'],
    ['week', '300 EUR'],
    ['day', '300 EUR'],
  ] as const) {
    writeFileSync(join(folder, name), agreement(window));
    const run = spawnSync(process.execPath, [resolve('dist/cli.js'), 'check', name, '--format', 'json'], {
      cwd: folder,
      encoding: 'utf8',
    });
    const answer = JSON.parse(run.stdout) as { files: { objectives: { windows: { creditMoney?: string }[] }[] }[] };
    const money = answer.files[0]?.objectives[0]?.windows.flatMap(({ creditMoney }) => creditMoney ?? []);
    assert.equal(money?.[0], credits, window);
  }
});

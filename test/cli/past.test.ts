// Runs `sla baseline` and `sla replay` as a user does, over the real probe log and over the examples; every number is made a second time, slowly.
// It must never take a number of the tool for the proof of another one.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, describe, test } from 'node:test';
import { DateTime } from 'luxon';

const folder = mkdtempSync(join(tmpdir(), 'sla-past-'));
after(() => rmSync(folder, { recursive: true, force: true }));

interface Run {
  readonly status: number | null;
  readonly out: string;
  readonly error: string;
}

function sla(...args: readonly string[]): Run {
  const run = spawnSync(process.execPath, [resolve('dist/cli.js'), ...args], { encoding: 'utf8', cwd: folder });
  return { status: run.status, out: run.stdout, error: run.stderr };
}

interface Baseline {
  readonly objective: string;
  readonly metric: string;
  readonly group: string | null;
  readonly unit: string;
  readonly statistic: string;
  readonly window: string;
  readonly from: string;
  readonly to: string;
  readonly windows: number;
  readonly value: number;
  readonly lowest: number;
  readonly highest: number;
  readonly trend: { readonly s: number; readonly p: number; readonly slope: number };
  readonly attainment: {
    readonly target: object;
    readonly met: number;
    readonly of: number;
    readonly low: number;
    readonly high: number;
  } | null;
  readonly suggested: Readonly<Record<string, number>> | null;
  readonly provable: boolean;
  readonly fingerprint: string;
}
interface Replay {
  readonly target: object;
  readonly before: object;
  readonly windows: readonly {
    readonly window: string;
    readonly group?: string;
    readonly value: number;
    readonly was: string;
    readonly would: string;
    readonly credit?: number;
    readonly wouldCredit?: number;
    readonly wouldMoney?: string;
  }[];
  readonly summary: {
    readonly windows: number;
    readonly met: number;
    readonly missed: number;
    readonly before: { readonly met: number; readonly missed: number };
  };
}

function baselines(file: string, ...args: readonly string[]): readonly Baseline[] {
  const { status, out, error } = sla('baseline', file, '--format', 'json', ...args);
  assert.deepEqual([status, error], [0, '']);
  const answer = JSON.parse(out) as { version: number; baselines: Baseline[] };
  assert.equal(answer.version, 1);
  return answer.baselines;
}

function replay(file: string, objective: string, target: string, ...args: readonly string[]): Replay {
  const { status, out, error } = sla(
    'replay',
    file,
    '--objective',
    objective,
    '--target',
    target,
    '--format',
    'json',
    ...args,
  );
  assert.deepEqual([status, error], [0, '']);
  return JSON.parse(out) as Replay;
}

/** The interval of Wilson, from its definition: where the distance of the share from p is z standard errors at p. */
function slowWilson(k: number, n: number): readonly [number, number] {
  const z = 1.959964;
  const share = k / n;
  const end = (isLow: boolean): number => {
    let [inside, outside] = [share, isLow ? 0 : 1];
    if (Math.abs(share - outside) <= z * Math.sqrt((outside * (1 - outside)) / n) && outside !== share) return outside;
    for (let step = 0; step < 200; step++) {
      const middle = (inside + outside) / 2;
      const isInside = Math.abs(share - middle) <= z * Math.sqrt((middle * (1 - middle)) / n);
      if (isInside) inside = middle;
      else outside = middle;
    }
    return inside;
  };
  return [100 * end(true), 100 * end(false)];
}

function near(a: number, b: number, why: string): void {
  assert.ok(Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(b)), `${why}: ${a} and ${b}`);
}

const probes = resolve('../shared/data/editions-probes.csv');
const hasProbes = existsSync(probes);

describe(
  'over the real probe log',
  { skip: hasProbes ? false : 'the real probe log (../shared/data) is not here' },
  () => {
    if (!hasProbes) return;
    const zone = 'Europe/Zurich';
    mkdirSync(join(folder, 'data'), { recursive: true });
    copyFileSync(probes, join(folder, 'data/probes.csv'));
    writeFileSync(join(folder, 'editions.sla.yaml'), agreement('month', 2_700));
    writeFileSync(join(folder, 'daily.sla.yaml'), agreement('day', 900));

    /** Values by window, from the lines of the log: the 95th percentile between ranks of all answers that came. */
    function slow(unit: 'month' | 'day', log = readFileSync(probes, 'utf8')): readonly number[] {
      const lines = log
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(','));
      const times = lines.map(([at = '']) => Date.parse(at));
      const [first, last] = [Math.min(...times), Math.max(...times)];
      const windows = new Map<number, number[]>();
      for (const [at = '', , ok, , latency] of lines) {
        const start = DateTime.fromISO(at, { zone }).startOf(unit).toMillis();
        if (ok === 'true' && Number(latency) > 0) windows.set(start, [...(windows.get(start) ?? []), Number(latency)]);
      }
      return [...windows]
        .filter(
          ([start]) =>
            start >= first &&
            DateTime.fromMillis(start, { zone })
              .plus({ [unit]: 1 })
              .toMillis() <= last,
        )
        .sort(([a], [b]) => a - b)
        .map(([, values]) => {
          const sorted = values.sort((a, b) => a - b);
          const place = 0.95 * (sorted.length - 1);
          const [low, high] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0];
          return low + (place - Math.floor(place)) * (high - low);
        });
    }

    for (const [name, unit, target] of [
      ['editions.sla.yaml', 'month', 2_700],
      ['daily.sla.yaml', 'day', 900],
    ] as const)
      test(`by the ${unit}: median, ends, attainment and suggestion are those of a slow computation`, () => {
        const values = slow(unit);
        const [found] = baselines(name);
        assert.ok(found);
        assert.deepEqual([found.objective, found.group, found.unit, found.window], ['latency', null, 'ms', unit]);
        assert.equal(found.windows, values.length);
        const sorted = [...values].sort((a, b) => a - b);
        const half = sorted.length >> 1;
        near(
          found.value,
          sorted.length % 2 === 1 ? (sorted[half] ?? 0) : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2,
          'median',
        );
        near(found.lowest, sorted[0] ?? 0, 'lowest');
        near(found.highest, sorted.at(-1) ?? 0, 'highest');
        const met = values.filter((value) => value <= target).length;
        const [low, high] = slowWilson(met, values.length);
        assert.deepEqual([found.attainment?.met, found.attainment?.of], [met, values.length]);
        near(found.attainment?.low ?? -1, low, 'low');
        near(found.attainment?.high ?? -1, high, 'high');
        // Every whole number of milliseconds, from the strictest on.
        let suggested: number | undefined;
        for (let ms = 0; ms < 100_000 && suggested === undefined; ms++) {
          const kept = values.filter((value) => value <= ms).length;
          if (slowWilson(kept, values.length)[0] >= 90) suggested = ms;
        }
        assert.deepEqual(found.suggested, suggested === undefined ? null : { atMost: suggested });
        assert.equal(found.provable, suggested !== undefined);
        assert.equal(unit === 'day', found.provable, 'months cannot prove a target, days can');
        const print = createHash('sha256').update(readFileSync(probes)).digest('hex');
        assert.equal(found.fingerprint, `sha256-${print}`);
      });

    test('a replay counts what the slow values say, for looser and stricter targets', () => {
      const values = slow('day');
      for (const target of [300, 650, 900, 1_300, 5_000]) {
        const found = replay('daily.sla.yaml', 'latency', `${target} ms`);
        const missed = values.filter((value) => value > target).length;
        const before = values.filter((value) => value > 900).length;
        assert.deepEqual(found.summary, {
          ...{ windows: values.length, met: values.length - missed, missed },
          before: { met: values.length - before, missed: before },
        });
        assert.deepEqual([found.target, found.before], [{ atMost: target }, { atMost: 900 }]);
      }
      // The same bound in another unit.
      assert.equal(
        replay('daily.sla.yaml', 'latency', '1.3 s').summary.missed,
        values.filter((value) => value > 1_300).length,
      );
    });

    test('is written, and read again without a finding; a row that changes is found', () => {
      const name = 'written.sla.yaml';
      writeFileSync(join(folder, name), agreement('month', 2_700));
      const rules = (): readonly string[] => {
        const { out } = sla('check', name, '--format', 'json', '--today', '2026-09-01');
        const [file] = (JSON.parse(out) as { files: { problems: { rule: string; severity: string }[] }[] }).files;
        return (file?.problems ?? []).map(({ rule, severity }) => `${severity} ${rule}`);
      };
      assert.deepEqual(rules(), ['warning target-without-origin']);
      const run = sla('baseline', name, '--write', '--format', 'json');
      assert.deepEqual([run.status, run.error], [0, '']);
      assert.match(
        readFileSync(join(folder, name), 'utf8'),
        /\n {4}baseline:\n {6}value: [\d.]+ ms\n {6}statistic: median\n/,
      );
      assert.deepEqual(rules(), []);
      const log = readFileSync(probes, 'utf8');
      try {
        writeFileSync(join(folder, 'data/probes.csv'), log.replace(',true,200,437\n', ',true,200,438\n'));
        assert.notEqual(readFileSync(join(folder, 'data/probes.csv'), 'utf8'), log);
        assert.match(rules().join(), /baseline-data-changed/);
      } finally {
        writeFileSync(join(folder, 'data/probes.csv'), log);
      }
    });
  },
);

function agreement(window: 'month' | 'day', target: number): string {
  return `sla: 1
id: editions
title: Editions
kind: internal
status: active
version: 1.0.0
timeZone: Europe/Zurich
term: { from: 2026-02-01, to: 2026-12-31 }
parties:
  hosting: { name: Computing centre, role: provider, contacts: { service-desk: a@b.example } }
  editors: { name: Editors, role: customer, contacts: { owner: c@d.example } }
services: { editions: { name: Editions, owner: hosting } }
data:
  probes: { file: data/probes.csv, columns: { at: checked_at, ok: ok, value: latency_ms } }
metrics:
  duration:
    type: latency
    service: editions
    data: probes
    where: ok && latency_ms > 0
    unit: ms
    statistic: p95
    measuredBy: hosting
    verifiedBy: editors
    measuredAt: a probe outside
remedies:
  report: { kind: report, what: The cause, within: 5 d, by: hosting }
approvals:
  hosting: { name: A. Host, role: Head, date: 2026-01-20 }
  editors: { name: B. Editor, role: Chair, date: 2026-01-20 }
review: { every: quarter, next: 2026-10-01, by: hosting }
objectives:
  latency: { metric: duration, atMost: ${target} ms, window: ${window}, owedBy: hosting, owedTo: editors, remedies: [report] }
`;
}

describe('over the examples', () => {
  const example = resolve('examples/marketing-sales.sla.yaml');

  test('one entry for each judged objective, in document order, and none for an indicator', () => {
    const found = baselines(example);
    assert.deepEqual(
      found.map(({ objective }) => objective),
      ['volume', 'acceptance', 'first-touch', 'persistence'],
    );
    assert.deepEqual(
      found.map(({ attainment }) => attainment?.target),
      [{ atLeast: 240 }, { atLeast: 75 }, { for: 75 }, { atLeast: 90 }],
    );
  });
  test('groups in the order of their texts, and only the objective that is named', () => {
    const found = baselines(resolve('examples/orders-api.sla.yaml'), '--objective', 'support-response');
    assert.deepEqual(
      found.map(({ group }) => group),
      ['P1', 'P2', 'P3', 'P4'],
    );
  });
  test('credits by the tiers as they stand, in percent and in money', () => {
    const found = replay(resolve('examples/orders-api.sla.yaml'), 'availability', '99.99 %');
    const [first] = found.windows.filter(({ wouldCredit = 0 }) => wouldCredit > 0);
    assert.ok(first?.wouldCredit !== undefined && first.credit !== undefined);
    assert.match(first.wouldMoney ?? '', /^[\d.]+ EUR$/);
  });
  test('under "for" a percentage is the share, and a duration the bound, for which the data is read again', () => {
    const file = resolve('examples/orders-api.sla.yaml');
    const stricter = replay(file, 'support-response', '10 min', '--group', 'P1');
    assert.ok(stricter.windows.every(({ group }) => group === 'P1'));
    assert.ok(stricter.summary.missed > stricter.summary.before.missed);
    const looser = replay(file, 'support-response', '10 %', '--group', 'P1');
    assert.equal(looser.summary.missed, 0);
  });
  test('--write says what it does not write, and writes the rest', () => {
    const rows = ['01', '02', '03', '04'].map((month) => `2026-${month}-05T00:00:00Z,true,a`);
    writeFileSync(join(folder, 'log.csv'), `at,ok,who\n${rows.join('\n')}\n`);
    const text =
      'sla: 1\nid: h\ndata:\n  log: { file: log.csv, columns: { at: at, ok: ok } }\nmetrics:\n  m: { type: probe-availability, data: log }\n';
    const objectives =
      'objectives:\n  each: { metric: m, atLeast: 99 %, window: month, per: who }\n  all: { metric: m, atLeast: 99 %, window: month }\n';
    writeFileSync(join(folder, 'both.sla.yaml'), text + objectives);
    const run = sla('baseline', 'both.sla.yaml', '--write');
    assert.equal(run.status, 0);
    assert.equal(
      run.error,
      'sla: no baseline is written for "each": it is judged by groups, and a baseline is written for a whole\n',
    );
    const [before = '', written = ''] = readFileSync(join(folder, 'both.sla.yaml'), 'utf8').split('  all:');
    assert.equal(before, (text + objectives).split('  all:')[0]);
    assert.match(
      written,
      /baseline: \{ value: 100 %, statistic: median, window: month, from: 2026-02-01, to: 2026-03-31, windows: 2, /,
    );
  });
});

describe('what cannot be answered', () => {
  const example = resolve('examples/orders-api.sla.yaml');
  const cases: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['no file', ['baseline'], /name one agreement: sla baseline FILE/],
    ['two files', ['replay', 'a', 'b'], /name one agreement/],
    ['a file that is not there', ['baseline', 'gone.sla.yaml'], /gone\.sla\.yaml/],
    ['an objective that is not there', ['baseline', example, '--objective', 'gone'], /there is no objective "gone"/],
    ['no target', ['replay', example, '--objective', 'availability'], /say which target is tried/],
    [
      'a target in another unit',
      ['replay', example, '--objective', 'availability', '--target', '4 h'],
      /not in the unit/,
    ],
    ['a text', ['replay', example, '--objective', 'availability', '--target', 'often'], /"often" is/],
    ['an indicator', ['replay', example, '--objective', 'repair-mean', '--target', '4 h'], /no bound|not judged/],
    [
      'a group that is needed',
      ['replay', example, '--objective', 'support-response', '--target', '4 h'],
      /name one of P1/,
    ],
    [
      'a group that is not there',
      ['replay', example, '--objective', 'availability', '--target', '99 %', '--group', 'x'],
      /no window of "x"/,
    ],
    ['no data', ['baseline', example, '--no-data'], /no data is read|no data is attached/],
    ['another format', ['baseline', example, '--format', 'sarif'], /--format takes text, json/],
  ];
  for (const [what, args, says] of cases)
    test(what, () => {
      const { status, out, error } = sla(...args);
      assert.equal(status, 2);
      assert.equal(out, '');
      assert.match(error, says);
    });
  test('data that is gone', () => {
    writeFileSync(join(folder, 'lost.sla.yaml'), agreement('month', 1).replace('data/probes.csv', 'data/gone.csv'));
    const { status, error } = sla('replay', 'lost.sla.yaml', '--objective', 'latency', '--target', '2 ms');
    assert.equal(status, 2);
    assert.match(error, /gone\.csv|no result|not/);
    assert.deepEqual(baselines('lost.sla.yaml'), []);
    assert.match(sla('baseline', 'lost.sla.yaml').out, /\nlatency: no window is complete: .+\n$/);
  });
  test('text of a file stays harmless in a terminal', () => {
    const name = 'hostile.sla.yaml';
    writeFileSync(
      join(folder, 'log.csv'),
      'at,ok,who\n2026-01-05T00:00:00Z,true,\u001b]8;;x\u0007::error::\n2026-02-05T00:00:00Z,true,b\n2026-03-05T00:00:00Z,true,b\n',
    );
    writeFileSync(
      join(folder, name),
      'sla: 1\nid: h\ndata:\n  log: { file: log.csv, columns: { at: at, ok: ok } }\nmetrics:\n  m: { type: probe-availability, data: log }\nobjectives:\n  o: { metric: m, atLeast: 99 %, window: month, per: who }\n',
    );
    const { out } = sla('baseline', name);
    assert.ok(!/[\u0000-\u0009\u000b-\u001f]|^\s*::/m.test(out), JSON.stringify(out));
  });
});

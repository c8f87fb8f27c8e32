// Tests what is read of a file that has grown, and that anything else than growth reads all of it again.
// It must never be content with a right answer alone: how many bytes were read is asked, too.

import assert from 'node:assert/strict';
import { appendFileSync, renameSync, truncateSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { planOf } from '../../server/src/core/compliance/plan';
import type { ComputePlan } from '../../server/src/core/compliance/plan-types';
import { open } from '../../server/src/core/model/file';
import { KeptRuns } from '../../server/src/engine/kept-runs';
import { readRuns, runPlan } from '../../server/src/engine/run';
import { runOptions } from '../kit/run-options';
import { folder } from './single';

interface Asked {
  readonly file: string;
  readonly source?: string;
  readonly objective?: string;
  readonly more?: string;
}

function planFor({ file, source = '', objective = 'window: month', more = '' }: Asked): ComputePlan {
  const text = `sla: 1
id: growing
timeZone: UTC
term: { from: 2026-01-01, to: 2026-12-31 }
data:
  log: { file: "${file}", columns: { at: at, value: ms }${source} }
  work: { file: work.csv }
metrics: { m: { type: latency, data: log, statistic: p95 } }
objectives: { o: { metric: m, atMost: 300 ms, ${objective} } }
${more}`;
  return planOf(open({ uri: join(folder, 'a.sla.yaml'), version: 1, text }).model).plan;
}

/** Rows of one a minute. */
function rows(from: number, count: number): string {
  return Array.from({ length: count }, (_, index) => {
    const at = new Date(Date.UTC(2026, 0, 20) + (from + index) * 60_000).toISOString();
    return `${at},${(from + index) % 500}\n`;
  }).join('');
}

const whole = `at,ms\n${rows(0, 40_000)}`;

/** Asks once, changes something, asks again; answers how many bytes the second answer read, and holds it against one anew. */
function askedAgain(asked: Asked, name: string, change: (path: string) => void): number | 'anew' {
  const path = join(folder, name);
  writeFileSync(path, whole);
  const plan = planFor(asked);
  let bytes = 0;
  const options = runOptions(folder, { growsFrom: 0, onProgress: (count) => (bytes += count) });
  const kept = new KeptRuns();
  const [run] = readRuns([{ plan, options }]);
  assert.ok(run);
  kept.keep('q', run, run.answer());
  change(path);
  bytes = 0;
  const answer = kept.answer('q');
  const read = bytes;
  if (answer === undefined) return 'anew';
  assert.deepEqual(structuredClone(answer), structuredClone(runPlan(plan, options)));
  return read;
}

describe('a file that has grown', () => {
  const added = rows(40_000, 400);
  test('costs its new lines only', () => {
    const read = askedAgain({ file: 'a.csv' }, 'a.csv', (path) => appendFileSync(path, added));
    assert.ok(typeof read === 'number' && read >= added.length && read < added.length + 10_000, String(read));
  });

  test('costs nothing where nothing was added', () => {
    assert.equal(
      askedAgain({ file: 'b.csv' }, 'b.csv', () => undefined),
      0,
    );
  });

  test('is read up to a last line without an end, which is read anew the next time', () => {
    const plan = planFor({ file: 'c.csv' });
    const options = runOptions(folder, { growsFrom: 0 });
    const path = join(folder, 'c.csv');
    writeFileSync(path, whole);
    const kept = new KeptRuns();
    const ask = (): boolean => {
      const answer = kept.answer('q');
      if (answer !== undefined) {
        assert.deepEqual(structuredClone(answer), structuredClone(runPlan(plan, options)));
        return true;
      }
      const [run] = readRuns([{ plan, options }]);
      kept.keep('q', run!, run!.answer());
      return false;
    };
    assert.equal(ask(), false);
    for (const [text, isReadOn] of [
      ['2026-02-20T00:00:00.000Z,1', true],
      ['2', false],
      ['\n', false],
      ['2026-02-20T00:01:00.000Z,7\n', true],
      ['2026-02-20T00:02', true],
      [':00.000Z,7\n', false],
    ] as const) {
      appendFileSync(path, text);
      assert.equal(ask(), isReadOn, JSON.stringify(text));
    }
  });

  test('names the lines of its bad rows', () => {
    askedAgain({ file: 'd.csv' }, 'd.csv', (path) =>
      appendFileSync(path, 'yesterday,3\n2026-02-20T00:00:00Z,x\n\n,,,,\n'),
    );
  });

  test('is read on where a new file joins its pattern', () => {
    const next = join(folder, 'days-2.csv');
    const read = askedAgain({ file: 'days-*.csv' }, 'days-1.csv', (path) => {
      appendFileSync(path, added);
      writeFileSync(next, `at,ms\n${rows(40_400, 100)}`);
    });
    unlinkSync(next);
    assert.ok(typeof read === 'number' && read < 30_000, String(read));
  });
});

describe('anything else reads everything', () => {
  const added = rows(40_000, 400);
  const changes: Readonly<Record<string, (path: string) => void>> = {
    'a stretch in the middle was written anew': (path) => {
      const changed = whole.replace(`${rows(20_000, 2_000)}`, rows(30_000, 2_000));
      assert.equal(changed.length, whole.length);
      writeFileSync(path, changed + added);
    },
    'a byte was put in before the end': (path) =>
      writeFileSync(path, `${whole.slice(0, -5)}0${whole.slice(-5)}${added}`),
    'the header was changed': (path) => writeFileSync(path, whole.replace('at,ms', 'at,mx') + added),
    'another file took its place': (path) => {
      writeFileSync(`${path}.new`, whole + added);
      renameSync(`${path}.new`, path);
    },
    'it was cut': (path) => truncateSync(path, whole.length - 300),
    'it was written anew and is shorter': (path) => writeFileSync(path, `at,ms\n${rows(0, 50)}`),
    'it was touched': (path) => utimesSync(path, 1, 1),
    'it is gone': (path) => unlinkSync(path),
    'it became a pattern of none': (path) => truncateSync(path, 0),
  };
  for (const [name, change] of Object.entries(changes))
    test(name, () => assert.equal(askedAgain({ file: 'e.csv' }, 'e.csv', change), 'anew'));

  test('a file before the last of a pattern has grown', () => {
    const last = join(folder, 'two-2.csv');
    writeFileSync(last, whole);
    assert.equal(
      askedAgain({ file: 'two-*.csv' }, 'two-1.csv', (path) => appendFileSync(path, added)),
      'anew',
    );
  });

  const excluding = {
    file: 'f.csv',
    objective: 'window: month, excludes: [planned]',
    more: 'exclusions: { planned: { kind: scheduled-maintenance, data: work } }\n',
  };
  test('an exclusion was added', () => {
    const work = join(folder, 'work.csv');
    writeFileSync(work, 'start,end\n2026-01-21T00:00:00Z,2026-01-22T00:00:00Z\n');
    const read = askedAgain(excluding, 'f.csv', (path) => {
      appendFileSync(path, added);
      appendFileSync(work, '2026-01-25T00:00:00Z,2026-01-26T00:00:00Z\n');
    });
    assert.equal(read, 'anew');
  });

  test('but not where the exclusions are what they were', () => {
    const read = askedAgain(excluding, 'f.csv', (path) => appendFileSync(path, added));
    assert.equal(typeof read, 'number');
  });

  test('a rolling window ends elsewhere', () => {
    assert.equal(
      askedAgain({ file: 'g.csv', objective: 'window: rolling 30 d' }, 'g.csv', (path) => appendFileSync(path, added)),
      'anew',
    );
  });

  test('the last row of a key counts', () => {
    assert.equal(
      askedAgain({ file: 'h.csv', source: ', key: at' }, 'h.csv', (path) => appendFileSync(path, added)),
      'anew',
    );
  });

  test('a file of another encoding', () => {
    const read = askedAgain({ file: 'i.csv' }, 'i.csv', (path) => writeFileSync(path, Buffer.from(`\ufeff${whole}`)));
    assert.equal(read, 'anew');
  });
});

test('a file that grows while it is read is read as it was, and on the next time', () => {
  const path = join(folder, 'live.csv');
  writeFileSync(path, whole);
  const plan = planFor({ file: 'live.csv' });
  let isAdding = true;
  const options = runOptions(folder, {
    growsFrom: 0,
    onProgress: () => {
      if (isAdding) appendFileSync(path, rows(40_000, 3));
      isAdding = false;
    },
  });
  const kept = new KeptRuns();
  const [run] = readRuns([{ plan, options }]);
  assert.ok(run);
  const first = run.answer();
  assert.deepEqual([first.sources[0]?.rows, first.sources[0]?.problems], [40_000, []]);
  kept.keep('q', run, first);
  assert.equal(kept.answer('q')?.sources[0]?.rows, 40_003);
});

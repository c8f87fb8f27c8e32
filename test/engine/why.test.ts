// Tests explanations: what is told of a contributor is what the engine answers when its rows are taken out of the file.
// That no other row weighs more is found by taking out each of them.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import {
  explanationOf,
  planOfQuestions,
  whyQuestions,
  type Contributor,
  type Explanation,
} from '../../server/src/core/compliance/explanation';
import { planOf } from '../../server/src/core/compliance/plan';
import { newest, type ObjectiveResult, type WindowResult } from '../../server/src/core/compliance/result';
import { resultsOf } from '../../server/src/core/compliance/verdict';
import { open } from '../../server/src/core/model/file';
import { compare, subtract, toNumber, type Rational } from '../../server/src/core/scalars/rational';
import { runPlan } from '../../server/src/engine/run';
import { explain } from '../../server/src/engine/why';
import { runOptions } from '../kit/run-options';
import { randomOf, type Random } from './references/random';
import { folder } from './single';

const minute = 60_000;
const start = Date.UTC(2026, 2, 1);
const iso = (instant: number): string => new Date(instant).toISOString();

interface Subject {
  readonly header: string;
  readonly metric: string;
  readonly bound: string;
  readonly isHigherBetter: boolean;
  readonly window?: string;
  readonly source?: string;
  readonly rows: number;
  row(random: Random, at: number, index: number): string;
}

const span = (random: Random, at: number, most: number): string =>
  `${iso(at)},${random.chance(0.05) ? '' : iso(at + random.whole(1, most) * minute)}`;

const subjects: Readonly<Record<string, Subject>> = {
  'availability of outages': {
    header: 'start,end,team',
    metric: 'type: availability',
    bound: 'atLeast: 99.9 %',
    isHigherBetter: true,
    rows: 25,
    row: (random, at) => `${span(random, at, 3_000)},${random.pick(['a', 'b'])}`,
  },
  'availability of probes': {
    header: 'at,ok,team',
    metric: 'type: availability',
    bound: 'atLeast: 99.9 %',
    isHigherBetter: true,
    source: ', every: 30 min',
    rows: 1_000,
    row: (random, _, index) => `${iso(start + index * 30 * minute)},${!random.chance(0.08)},a`,
  },
  'availability of counters': {
    header: 'at,total,bad,team',
    metric: 'type: availability, downWhen: bad / total > 5 %',
    bound: 'atLeast: 99.9 %',
    isHigherBetter: true,
    source: ', every: 30 min',
    rows: 1_000,
    row: (random, _, index) => `${iso(start + index * 30 * minute)},100,${random.chance(0.08) ? 50 : 1},a`,
  },
  'hours between failures': {
    header: 'start,end,team',
    metric: 'type: mtbf',
    bound: 'atLeast: 900 h',
    isHigherBetter: true,
    rows: 12,
    row: (random, at) => `${span(random, at, 400)},${random.pick(['a', 'b'])}`,
  },
  'mean time to restore': {
    header: 'start,end,team',
    metric: 'type: mttr',
    bound: 'atMost: 2 h',
    isHigherBetter: false,
    rows: 20,
    row: (random, at) => `${span(random, at, 600)},${random.pick(['a', 'b'])}`,
  },
  'restored in time': {
    header: 'start,end,team',
    metric: 'type: time-to-restore',
    bound: 'for: 95 %, atMost: 4 h',
    isHigherBetter: true,
    rows: 40,
    row: (random, at) => `${span(random, at, 600)},${random.pick(['a', 'b'])}`,
  },
  'a percentile of few records': {
    header: 'at,value,team',
    metric: 'type: latency, unit: ms, statistic: p90',
    bound: 'atMost: 500 ms',
    isHigherBetter: false,
    rows: 50,
    row: (random, at) => `${iso(at)},${random.whole(1, 999)},${random.pick(['a', 'b'])}`,
  },
  'a mean of many records': {
    header: 'at,value,team',
    metric: 'type: latency, unit: ms, statistic: mean',
    bound: 'atMost: 500 ms',
    isHigherBetter: false,
    rows: 900,
    row: (random, at) => `${iso(at)},${random.whole(1, 999)},${random.pick(['a', 'b'])}`,
  },
  'a share of requests': {
    header: 'at,total,bad,team',
    metric: 'type: request-success',
    bound: 'atLeast: 99 %',
    isHigherBetter: true,
    window: 'quarter',
    rows: 400,
    row: (random, at) => `${iso(at)},${random.whole(1, 500)},${random.whole(0, 1)},${random.pick(['a', 'b'])}`,
  },
  'a value that holds until the next': {
    header: 'at,value,team',
    metric: 'type: gauge, better: lower, statistic: mean',
    bound: 'atMost: 100',
    isHigherBetter: false,
    rows: 30,
    row: (random, at) => `${iso(at)},${random.whole(1, 999)},${random.pick(['a', 'b'])}`,
  },
};

interface Told {
  readonly result: ObjectiveResult;
  readonly windows: readonly WindowResult[];
  readonly explanations: readonly Explanation[];
}

function ask(subject: Subject, lines: readonly string[], isExplained: boolean): Told {
  writeFileSync(join(folder, 'why.csv'), `${[subject.header, ...lines].join('\n')}\n`);
  const text = `sla: 1
id: why
timeZone: Europe/Berlin
term: { from: 2026-01-01, to: 2026-12-31 }
data: { log: { file: why.csv, covers: { from: 2026-03-01, to: 2026-03-31 }${subject.source ?? ''} } }
metrics: { m: { data: log, noData: skip, ${subject.metric} } }
objectives: { o: { metric: m, window: ${subject.window ?? 'month'}, per: team, ${subject.bound} } }
`;
  const { model } = open({ uri: join(folder, 'why.sla.yaml'), version: 1, text });
  const planned = planOf(model);
  const options = runOptions(folder);
  const results = resultsOf(model, planned, runPlan(planned.plan, options));
  const result = results[0]!;
  assert.equal(result.unavailable, undefined, text);
  const questions = isExplained ? whyQuestions(model, planned, results) : [];
  const explanations = isExplained ? explain(planOfQuestions(planned.plan, questions), questions, options) : [];
  return { result, windows: result.windows, explanations };
}

/** Whether a row belongs to a contributor: it stands on its line, or touches its time. */
function isOf(line: string, index: number, { from, to, place }: Contributor, group: string | undefined): boolean {
  const [first = '', second = ''] = line.split(',');
  if (!line.endsWith(`,${group}`)) return false;
  if (place !== undefined) return place.line === index + 2;
  const at = Date.parse(first);
  const end = second === '' ? Infinity : Date.parse(second);
  return Number.isNaN(end) || /^\d+$|true|false/.test(second) ? at >= from && at < to : at <= to && end >= from;
}

const valueOf = ({ windows }: Told, like: WindowResult): Rational | undefined =>
  windows.find(({ group, from }) => group === like.group && from === like.from)?.value;

const shown = (value: Rational | undefined): number | undefined => (value === undefined ? undefined : toNumber(value));

describe('a contributor weighs what the engine answers without its rows', () => {
  for (const [name, subject] of Object.entries(subjects))
    for (const seed of [1, 2, 3])
      test(`${name}, seed ${seed}`, () => {
        const random = randomOf(seed);
        const lines = Array.from({ length: subject.rows }, (_, index) =>
          subject.row(random, start + random.whole(0, 29 * 1_440) * minute, index),
        );
        const told = ask(subject, lines, true);
        let count = 0;
        for (const window of newest(told.result)) {
          const explanation = explanationOf(told.explanations, told.result, window);
          if (window.value === undefined) continue;
          assert.ok(explanation, `${window.group}`);
          assert.equal(explanation.reason, undefined);
          assert.ok(explanation.contributors.length <= 3);
          const better = (value: Rational): Rational =>
            subject.isHigherBetter ? subtract(value, window.value!) : subtract(window.value!, value);
          for (const contributor of explanation.contributors) {
            const left = lines.filter((line, index) => !isOf(line, index, contributor, window.group));
            assert.equal(lines.length - left.length, contributor.rows, JSON.stringify(shown(contributor.value)));
            assert.equal(shown(contributor.value), shown(valueOf(ask(subject, left, false), window)));
            assert.ok(contributor.value === undefined || better(contributor.value).num > 0n);
            count++;
          }
          // Where rows are left out one by one, no other row weighs more.
          const [heaviest] = explanation.contributors;
          if (heaviest?.place === undefined || heaviest.value === undefined || subject.rows > 60) continue;
          const touches = ([a = '', b = '']: string[], [c = '', d = '']: string[]): boolean =>
            a <= (d === '' ? '9' : d) && c <= (b === '' ? '9' : b);
          for (const line of lines) {
            // Outages that touch each other are left out together.
            const isAlone = lines.every((other) => other === line || !touches(other.split(','), line.split(',')));
            if (subject.header.startsWith('start') && !isAlone) continue;
            const without = valueOf(
              ask(
                subject,
                lines.filter((other) => other !== line),
                false,
              ),
              window,
            );
            if (without !== undefined) assert.ok(compare(better(without), better(heaviest.value)) <= 0, line);
          }
        }
        assert.ok(count > 0 || name.startsWith('hours'), 'nothing was explained');
      });
});

test('what cannot be said has a reason, and what is of another value is not told', () => {
  const subject = subjects['a mean of many records']!;
  const told = ask(subject, [`${iso(start)},5,a`, `${iso(start + minute)},7,a`], true);
  const [window] = newest(told.result);
  assert.ok(window);
  const [explanation] = told.explanations;
  assert.ok(explanation);
  assert.deepEqual(
    explanation.contributors.map(({ place, rows, value }) => [place?.line, rows, shown(value)]),
    [[3, 1, 5]],
  );
  const other = { ...explanation, value: { num: 1n, den: 1n } };
  assert.equal(explanationOf([other], told.result, window), undefined);
  assert.equal(explanationOf([{ ...other, reason: 'no' }], told.result, window)?.reason, 'no');
});

// Shares of counters, events, probes and cohorts, held against slow references on random data.
// The seed of a data set stands in the name of its test.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { toNumber } from '../../server/src/core/scalars/rational';
import { trials, runAgreement, writeData, type Trial } from './reference-run';
import { stageOf, steadyInstants } from './reference-scenes';
import { hourMs } from './references/clock';
import type { Random } from './references/random';
import { goodRows, type Row, type Target } from './references/scene';
import {
  cohorts,
  ofGoodAndBad,
  ofOk,
  ofStatus,
  ofTotalAndBad,
  ofTotalAndGood,
  shares,
  type Tally,
} from './references/shares';

const sets = 25;

interface Form {
  readonly name: string;
  readonly columns: readonly (keyof Row)[];
  readonly tally: Tally;
  readonly mapping?: string;
}

const counters: readonly Form[] = [
  { name: 'total and bad', columns: ['total', 'bad'], tally: ofTotalAndBad },
  { name: 'total and good', columns: ['total', 'good'], tally: ofTotalAndGood },
  { name: 'good and bad', columns: ['good', 'bad'], tally: ofGoodAndBad },
];
const events: readonly Form[] = [
  { name: 'ok', columns: ['ok'], tally: ofOk },
  { name: 'ok by an expression', columns: ['status'], tally: ofStatus, mapping: 'ok: status < 500' },
];

interface ShareType {
  readonly type: string;
  readonly counts: 'good' | 'bad';
  readonly forms: readonly Form[];
  readonly more?: string;
  /** More good or bad ones than all are no mistake: they count as all. */
  readonly isCapped?: true;
  /** Counted like a type above; a few random sets show that it is. */
  readonly isAlike?: true;
}

const types: readonly ShareType[] = [
  { type: 'request-success', counts: 'good', forms: [...counters, ...events] },
  { type: 'error-rate', counts: 'bad', forms: [...counters, ...events] },
  { type: 'packet-loss', counts: 'bad', forms: [...counters, ...events] },
  { type: 'packet-delivery', counts: 'good', forms: [...counters, ...events] },
  { type: 'probe-availability', counts: 'good', forms: events },
  { type: 'ratio', counts: 'good', forms: [...counters, ...events], more: 'better: higher' },
  { type: 'completeness', counts: 'good', forms: counters.slice(0, 2), isCapped: true },
  ...['packet-error-ratio', 'packet-reordering', 'packet-duplication'].map((type): ShareType => ({
    type,
    counts: 'bad',
    forms: counters,
    isAlike: true,
  })),
  ...['consistency', 'order-completeness'].map((type): ShareType => ({
    type,
    counts: 'good',
    forms: counters,
    isAlike: true,
  })),
  ...['change-failure-rate', 'escalation-rate', 'blocked-call-rate', 'transfer-rate'].map((type): ShareType => ({
    type,
    counts: 'bad',
    forms: [...counters, ...events],
    isAlike: true,
  })),
  ...['accuracy', 'validity', 'backup-success', 'invoice-accuracy'].map((type): ShareType => ({
    type,
    counts: 'good',
    forms: [...counters, ...events],
    isAlike: true,
  })),
];

/** One row: whole or decimal counts, some of them empty, zero, negative or too many. */
function countsRow(random: Random, columns: readonly (keyof Row)[]): Row {
  const decimals = random.chance(0.2) ? 10 : 1;
  const total = random.chance(0.1) ? 0 : random.whole(1, 5_000) / decimals;
  const bad = Math.round(total * random.next() ** 3 * decimals) / decimals;
  const isOdd = random.chance(0.02);
  const row: Row = {
    total,
    bad: isOdd ? total + 1 : bad,
    good: random.chance(0.01) ? total + 2 : Math.round((total - bad) * decimals) / decimals,
    ok: random.chance(0.9),
    status: random.pick([200, 200, 200, 404, 500, 503]),
  };
  // What an expression makes of an empty field is no matter of this test.
  const isEmpty = !columns.includes('status') && random.chance(0.04);
  const empty = isEmpty ? random.pick(columns) : undefined;
  return Object.fromEntries(columns.map((column) => [column, column === empty ? undefined : row[column]]));
}

/** More than all counts as all. */
function capped(tally: Tally): Tally {
  return (row) => {
    const counted = tally(row);
    if (counted === undefined) return undefined;
    const all = counted.good + counted.bad;
    const good = Math.min(all, Math.max(0, counted.good));
    return { good, bad: all - good };
  };
}

function sharesTrial(random: Random, type: ShareType): Trial {
  const form = random.pick(type.forms);
  const every = random.chance(0.5) ? 6 * hourMs : undefined;
  const amount = random.pick([50, 75, 85, 90, 95, 99.9]);
  const target: Target =
    type.counts === 'good'
      ? { word: random.pick(['atLeast', 'above'] as const), amount }
      : { word: random.pick(['atMost', 'below'] as const), amount: 100 - amount };
  const stage = stageOf(random, { target, every, hasCovers: true });
  const maturityDays =
    type.type === 'ratio' && every === undefined && random.chance(0.5) ? random.whole(1, 20) : undefined;
  const scene = {
    ...stage.scene,
    minimumCoverage: every !== undefined && random.chance(0.3) ? 90 : undefined,
    beforeStart: random.chance(0.2) ? ('skip' as const) : undefined,
  };
  const at =
    every === undefined
      ? Array.from({ length: random.rows(1, 150) }, stage.instant)
      : steadyInstants(random, stage, every, random.pick([0, 0.02, 0.3]));
  const columns: (keyof Row)[] = ['at', ...form.columns, 'team', 'kind'];
  const rows = at.map((instant): Row => ({
    ...countsRow(random, form.columns),
    at: instant,
    team: stage.team(),
    kind: stage.kind(),
    isBroken: random.chance(0.01),
  }));
  const maturity = maturityDays === undefined ? [] : `maturity: ${maturityDays} d`;
  return {
    scene,
    rows,
    columns,
    mapping: form.mapping,
    metric: [`type: ${type.type}`, type.more ?? [], maturity].flat().join(', '),
    objective: `${target.word}: ${target.amount} %`,
    findings: shares(scene, goodRows(rows, ['at', ...form.columns], type.isCapped), {
      tally: type.isCapped === true ? capped(form.tally) : form.tally,
      counts: type.counts,
      maturityDays,
    }),
  };
}

for (const type of types)
  describe(`${type.type} equals its reference`, () => {
    trials(type.isAlike === true ? 5 : sets, (random) => sharesTrial(random, type));
  });

function cohortTrial(random: Random, type: 'conversion-rate' | 'lead-acceptance-rate'): Trial {
  const days = random.whole(1, 40);
  const target = { word: 'atLeast', amount: random.pick([10, 40, 60]) } as const;
  const stage = stageOf(random, { target });
  const hasKeys = random.chance(0.3);
  const rows = Array.from({ length: random.rows(1, 200) }, (_, index): Row => {
    const start = stage.instant();
    const end = start + (random.chance(0.1) ? -1 : random.pick([0, days / 2, days, days, 2 * days])) * 86_400_000;
    return {
      start,
      end: random.chance(0.4) ? undefined : end,
      key: hasKeys && random.chance(0.8) ? `k${Math.floor(index / 2)}` : undefined,
      team: stage.team(),
      kind: stage.kind(),
    };
  });
  const columns: (keyof Row)[] = ['start', 'end', ...(hasKeys ? (['key'] as const) : []), 'team', 'kind'];
  const isWithin = type === 'conversion-rate';
  return {
    scene: stage.scene,
    rows,
    columns,
    metric: `type: ${type}, ${isWithin ? 'within' : 'maturity'}: ${days} d`,
    objective: `atLeast: ${target.amount} %`,
    findings: cohorts(stage.scene, goodRows(rows, ['start']), isWithin ? { withinDays: days } : { maturityDays: days }),
  };
}

for (const type of ['conversion-rate', 'lead-acceptance-rate'] as const)
  describe(`${type} equals its reference`, () => {
    trials(sets, (random) => cohortTrial(random, type));
  });

test('the window of the term is one, and counts the records of the term alone', () => {
  const stamps = ['2025-12-20', '2026-01-15', '2026-04-30', '2026-05-01'];
  const isGood = [false, true, true, false];
  writeData('term.csv', `at,ok\n${stamps.map((day, index) => `${day}T00:00:00Z,${isGood[index]}`).join('\n')}\n`);
  const result = runAgreement(`sla: 1
id: term
timeZone: UTC
term: { from: 2026-01-15, to: 2026-04-30 }
data: { log: { file: term.csv } }
metrics: { m: { data: log, type: request-success } }
objectives: { o: { metric: m, window: term, atLeast: 99 % } }
`);
  assert.deepEqual(
    result.windows.map((window) => [window.window, window.n, window.value && toNumber(window.value), window.verdict]),
    [['term', 2, 100, 'met']],
  );
});

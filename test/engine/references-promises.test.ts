// Requests that came back and promised instants that were kept, held against slow references on random data.
// The seed of a data set stands in the name of its test.

import { describe } from 'node:test';
import { trials, type Trial } from './reference-run';
import { stageOf } from './reference-scenes';
import { dayMs, hourMs } from './references/clock';
import { promises, settlements, type DueMetric } from './references/promises';
import type { Random } from './references/random';
import { goodRows, type Row } from './references/scene';

const sets = 25;

type Settlement = 'first-contact-resolution' | 'reopen-rate';

function settlementTrial(random: Random, type: Settlement): Trial {
  const maturityDays = random.whole(1, 20);
  const isSettled = type === 'first-contact-resolution';
  const target = isSettled
    ? ({ word: 'atLeast', amount: random.pick([30, 60, 80]) } as const)
    : ({ word: 'atMost', amount: random.pick([5, 20, 40]) } as const);
  const stage = stageOf(random, { target, hasCovers: true });
  const form = !isSettled ? [] : random.pick([['total'], ['ok']] as const);
  const rows = Array.from({ length: random.rows(1, 200) }, (): Row => {
    const at = stage.instant();
    const back = at + random.pick([-0.5, 0, 0.2, 0.5, 1, 1, 1.5, 3]) * maturityDays * dayMs;
    return {
      at,
      end: random.chance(0.6) ? undefined : back,
      total: form[0] === 'total' && !random.chance(0.02) ? random.pick([1, 1, 1, 2, 3]) : undefined,
      ok: form[0] === 'ok' && !random.chance(0.02) ? random.chance(0.7) : undefined,
      team: stage.team(),
      kind: stage.kind(),
      isBroken: random.chance(0.01),
    };
  });
  const columns: (keyof Row)[] = ['at', 'end', ...form, 'team', 'kind'];
  const good = goodRows(rows, ['at', ...form]).filter((row) => row.end === undefined || row.end >= row.at!);
  return {
    scene: stage.scene,
    rows,
    columns,
    metric: `type: ${type}, maturity: ${maturityDays} d`,
    objective: `${target.word}: ${target.amount} %`,
    findings: settlements(stage.scene, good, { counts: isSettled ? 'settled' : 'reopened', maturityDays }),
  };
}

for (const type of ['first-contact-resolution', 'reopen-rate'] as const)
  describe(`${type} equals its reference`, () => {
    trials(sets, (random) => settlementTrial(random, type));
  });

type Due = 'on-time-delivery' | 'on-time-in-full' | 'report-on-time';

function dueTrial(random: Random, type: Due): Trial {
  const target = { word: 'atLeast', amount: random.pick([30, 60, 90]) } as const;
  const stage = stageOf(random, { target, hasCovers: true });
  const metric: DueMetric = {
    graceHours: random.pick([undefined, 4, 30]),
    promise: random.pick([undefined, 'first', 'last'] as const),
    isInFull: type === 'on-time-in-full',
  };
  const count = random.rows(1, 200);
  const rows = Array.from({ length: count }, (): Row => {
    const due = stage.instant();
    const end = due + random.pick([-2, -0.1, 0, 0.1, 1, 5]) * dayMs + random.pick([0, 0, 4]) * hourMs;
    const total = random.whole(1, 20);
    return {
      due,
      end: random.chance(0.15) ? undefined : end,
      key: random.chance(0.7) ? `k${random.whole(1, count)}` : undefined,
      total,
      good: random.chance(0.02) ? undefined : random.pick([total, total, total + 1, total - 1]),
      team: stage.team(),
      kind: stage.kind(),
      isBroken: random.chance(0.01),
    };
  });
  const amounts = type === 'on-time-in-full' ? (['good', 'total'] as const) : [];
  return {
    scene: stage.scene,
    rows,
    columns: ['due', 'end', 'key', ...amounts, 'team', 'kind'],
    metric: [
      `type: ${type}`,
      metric.graceHours === undefined ? [] : `grace: ${metric.graceHours} h`,
      metric.promise === undefined ? [] : `promise: ${metric.promise}`,
    ]
      .flat()
      .join(', '),
    objective: `${target.word}: ${target.amount} %`,
    // Which date of an item was the first is told by the order of its rows.
    isOrdered: metric.promise !== undefined,
    findings: promises(stage.scene, goodRows(rows, ['due', ...amounts], true), metric),
  };
}

for (const type of ['on-time-delivery', 'on-time-in-full', 'report-on-time'] as const)
  describe(`${type} equals its reference`, () => {
    trials(type === 'report-on-time' ? 5 : sets, (random) => dueTrial(random, type));
  });

// Freshness and backup age, held against slow references on random data and against the published numbers.
// The seed of a data set stands in the name of its test.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { toNumber } from '../../server/src/core/scalars/rational';
import { trials, runAgreement, writeData, type Trial } from './reference-run';
import { stageOf } from './reference-scenes';
import { ages, openAges, type AgeMetric } from './references/age';
import { hourMs, minuteMs, type Hours } from './references/clock';
import type { Random } from './references/random';
import { goodRows, type Row, type Target } from './references/scene';

const office: Omit<Hours, 'zone'> = {
  week: [[], [[480, 1080]], [[480, 1080]], [[480, 1080]], [[480, 1080]], [[480, 960]], []],
  holidays: ['2026-02-16', '2026-04-03', '2026-04-06'],
};
const officeText = (zone: string): string =>
  `office: { timeZone: ${zone}, hours: { mon-thu: "08:00-18:00", fri: "08:00-16:00" }, holidays: [${office.holidays.join(', ')}] }`;

function ageTrial(random: Random, type: 'freshness' | 'backup-age'): Trial {
  const isBackup = type === 'backup-age';
  const hasEnd = !isBackup && random.chance(0.7);
  const hasOk = isBackup && random.chance(0.6);
  const share = random.chance(0.5) ? random.pick([50, 80, 99]) : undefined;
  const statistic = random.pick(['max', 'mean', 'last'] as const);
  const hours = random.pick([4, 12, 26]);
  const target: Target = { word: 'atMost', amount: hours };
  const stage = stageOf(random, { target, hasCovers: true, grid: minuteMs, days: [5, 30] });
  const scene = { ...stage.scene, beforeStart: random.chance(0.2) ? ('skip' as const) : undefined };
  const isBusiness = random.chance(0.3);
  const zone = random.pick([scene.zone, 'Europe/Berlin']);
  const rows = Array.from({ length: random.rows(1, 60) }, (): Row => {
    const at = stage.instant();
    return {
      at,
      end: hasEnd ? at - random.whole(random.chance(0.03) ? -10 : 0, 3_000) * minuteMs : undefined,
      ok: hasOk ? random.chance(0.8) : undefined,
      team: stage.team(),
      kind: stage.kind(),
      isBroken: random.chance(0.02),
    };
  });
  const metric: AgeMetric = {
    statistic: share === undefined ? statistic : undefined,
    share,
    bound: { word: 'atMost', amount: hours * 60 },
    unit: hourMs,
    hours: isBusiness ? { ...office, zone } : undefined,
    newest: hasEnd ? 'end' : undefined,
    hasOk,
  };
  const good = goodRows(rows, hasEnd ? ['at', 'end'] : ['at']).filter((row) => !hasEnd || row.end! <= row.at!);
  return {
    scene,
    rows,
    columns: ['at', ...(hasEnd ? (['end'] as const) : []), ...(hasOk ? (['ok'] as const) : []), 'team', 'kind'],
    metric: [`type: ${type}`, share === undefined ? `statistic: ${statistic}` : []].flat().join(', '),
    objective: [
      share === undefined ? [] : `for: ${share} %`,
      isBusiness ? 'calendar: office' : [],
      `atMost: ${hours} ${isBusiness ? 'business hours' : 'h'}`,
    ]
      .flat()
      .join(', '),
    calendars: officeText(zone),
    findings: ages(scene, good, metric),
  };
}

for (const type of ['freshness', 'backup-age'] as const)
  describe(`${type} equals its reference`, () => {
    trials(25, (random) => ageTrial(random, type));
  });

describe('open-vulnerability-age equals its reference', () => {
  trials(30, (random) => {
    const of = random.pick(['oldest', 'mean'] as const);
    const share = random.chance(0.4) ? random.pick([50, 90]) : undefined;
    const statistic = random.pick(['max', 'mean', 'last'] as const);
    const hours = random.pick([12, 40]);
    const target: Target = { word: 'atMost', amount: hours };
    const stage = stageOf(random, { target, hasCovers: true, grid: minuteMs, days: [3, 14] });
    const rows = Array.from({ length: random.rows(1, 25) }, (): Row => {
      const start = stage.instant();
      return {
        start,
        end: random.chance(0.1) ? undefined : start + random.whole(0, 3_000) * minuteMs,
        team: stage.team(),
        kind: stage.kind(),
        isBroken: random.chance(0.01),
      };
    });
    return {
      scene: stage.scene,
      rows,
      columns: ['start', 'end', 'team', 'kind'],
      metric: ['type: open-vulnerability-age', `of: ${of}`, share === undefined ? `statistic: ${statistic}` : []]
        .flat()
        .join(', '),
      objective: [share === undefined ? [] : `for: ${share} %`, `atMost: ${hours} h`].flat().join(', '),
      findings: openAges(stage.scene, goodRows(rows, ['start']), {
        of,
        share,
        statistic: share === undefined ? statistic : undefined,
        bound: { word: 'atMost', amount: hours * 60 },
        unit: hourMs,
      }),
    };
  });
});

test('loads at 02:00 with data up to midnight: the published numbers (metrics.md 10)', () => {
  const days = Array.from({ length: 32 }, (_, day) => new Date(Date.UTC(2025, 11, 31) + day * 24 * hourMs));
  const rows = days.map(
    (day) => `${day.toISOString().slice(0, 10)}T02:00:00Z,${day.toISOString().slice(0, 10)}T00:00:00Z`,
  );
  writeData('loads.csv', `at,end\n${rows.join('\n')}\n`);
  const windowOf = (metric: string, bound: string): ReturnType<typeof runAgreement>['windows'][number] => {
    const result = runAgreement(`sla: 1
id: loads
timeZone: UTC
term: { from: 2026-01-01, to: 2026-12-31 }
data: { log: { file: loads.csv, covers: { from: 2025-12-31, to: 2026-01-31 } } }
metrics: { m: { type: freshness, data: log, ${metric} } }
objectives: { o: { metric: m, window: month, ${bound} } }
`);
    const window = result.windows.find((each) => each.window === '2026-01');
    assert.ok(window);
    return window;
  };
  const valueOf = (metric: string, bound: string): number => toNumber(windowOf(metric, bound).value!);
  assert.ok(Math.abs(valueOf('statistic: max', 'atMost: 26 h') - 26) < 1e-12);
  assert.ok(Math.abs(valueOf('statistic: mean', 'atMost: 26 h') - 14) < 1e-12);
  assert.ok(Math.abs(valueOf('noData: unknown', 'for: 90 %, atMost: 24 h') - (100 * 22) / 24) < 1e-9);
  // Of 31 days two hours each are too old, and a tenth of the time may be.
  const { budget } = windowOf('noData: unknown', 'for: 90 %, atMost: 24 h');
  assert.deepEqual(
    [budget?.unit, toNumber(budget!.total), toNumber(budget!.used)],
    ['seconds', 31 * 86_400 * 0.1, 31 * 2 * 3_600],
  );
});

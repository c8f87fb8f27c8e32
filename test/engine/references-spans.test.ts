// Elapsed times of records on calendars, with pauses, reopening, open records and deadlines, held against slow references.
// The seed of a data set stands in the name of its test.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { rational, toNumber } from '../../server/src/core/scalars/rational';
import { trials, runAgreement, writeData, type Trial } from './reference-run';
import { stageOf } from './reference-scenes';
import { hourMs, minuteMs, type Hours } from './references/clock';
import { elapsedTimes, pausesOf, type SpanMetric } from './references/events';
import type { Random } from './references/random';
import { goodRows, type Row, type Target } from './references/scene';

const sets = 25;

const office: Omit<Hours, 'zone'> = {
  week: [
    [],
    [[480, 1080]],
    [[480, 1080]],
    [
      [480, 720],
      [780, 1080],
    ],
    [[480, 1080]],
    [[480, 960]],
    [],
  ],
  holidays: ['2026-02-16', '2026-03-30', '2026-04-03', '2026-04-06', '2026-05-01'],
};
const offices = new Map<string, Hours>();
/** One office for each zone, so that what a reference has asked about its days is known in the next data set. */
function officeIn(zone: string): Hours {
  const known = offices.get(zone) ?? { ...office, zone };
  offices.set(zone, known);
  return known;
}
const officeText = (zone: string): string =>
  `office: { timeZone: ${zone}, hours: { mon-tue: "08:00-18:00", wed: ["08:00-12:00", "13:00-18:00"], thu: "08:00-18:00", fri: "08:00-16:00" }, holidays: [${office.holidays.join(', ')}] }`;

interface SpanType {
  readonly type: string;
  readonly unit: 'h' | 'min';
  /** A distribution whose statistic is fixed to the mean. */
  readonly isMean?: true;
  readonly more?: string;
  /** Records belong to the window of their end. */
  readonly isByEnd?: true;
  /** A row without an end says nothing, and none was paused. */
  readonly isWhole?: true;
  /** Counted like a type above; a few random sets show that it is. */
  readonly isAlike?: true;
}

/** Types that differ in what their instants mean, and in nothing that is computed. */
const alike = [
  'access-revocation-time',
  'agent-work-time',
  'assignment-time',
  'data-return-time',
  'failover-time',
  'failure-notification-time',
  'next-response-time',
  'on-site-time',
  'patch-time',
  'requester-wait-time',
  'root-cause-time',
  'route-convergence-time',
  'security-notification-time',
  'update-interval',
];

const types: readonly SpanType[] = [
  { type: 'first-response-time', unit: 'h' },
  { type: 'resolution-time', unit: 'h' },
  { type: 'time-to-restore', unit: 'min', more: 'clock: reported' },
  { type: 'time-to-acknowledge', unit: 'min' },
  { type: 'elapsed-time', unit: 'min' },
  { type: 'first-touch-time', unit: 'h' },
  { type: 'mtta', unit: 'min', isMean: true },
  { type: 'mttd', unit: 'min', isMean: true },
  { type: 'data-latency', unit: 'min', isByEnd: true },
  { type: 'rpo', unit: 'min', isByEnd: true, isWhole: true },
  { type: 'rto', unit: 'h', more: 'clock: declared' },
  ...(['change-lead-time', 'order-lead-time'] as const).map((type): SpanType => ({
    type,
    unit: 'h',
    isByEnd: true,
    isAlike: true,
  })),
  ...alike.map((type): SpanType => ({ type, unit: 'h', isAlike: true })),
];

type Judged = 'statistic' | 'share' | 'days' | 'business days';

function spansTrial(random: Random, type: SpanType): Trial {
  const judged: Judged =
    type.isMean === true ? 'statistic' : random.pick(['statistic', 'share', 'share', 'days', 'business days']);
  const isBusiness = judged === 'business days' || (judged !== 'days' && random.chance(0.5));
  const amount = random.pick([2, 4, 8, 24]);
  const length = random.whole(1, 5);
  const stage = stageOf(random, {
    target: { word: 'atMost', amount: type.unit === 'h' ? amount : amount * 60 },
    hasCovers: true,
    grid: minuteMs,
    days: [15, 60],
  });
  const zone = random.pick([stage.scene.zone, 'Europe/Berlin']);
  const hours = isBusiness ? officeIn(zone) : undefined;
  const hasKeys = random.chance(0.6);
  const hasPaused = random.chance(0.4) && type.isWhole !== true;
  const hasPauses = hasKeys && random.chance(0.5) && type.isWhole !== true;
  const rows = spanRows(random, stage, hasKeys, hasPaused);
  const pauses = hasPauses ? pauseRows(random, rows) : [];
  const statistic = type.isMean === true ? 'mean' : random.pick(['mean', 'p50', 'p95', 'max']);
  const share = random.pick([50, 90, 100]);
  const bound: Target = { word: random.pick(['atMost', 'below'] as const), amount: amount * hourMs };
  const reopen = type.isWhole === true ? undefined : random.pick([undefined, undefined, 'resume', 'restart'] as const);
  const isDays = judged === 'days' || judged === 'business days';
  const boundText = {
    statistic: `atMost: ${amount} h`,
    share: `${bound.word}: ${amount} ${isBusiness ? 'business hours' : 'h'}`,
    days: `atMost: ${length} d`,
    'business days': `atMost: ${length} business days`,
  }[judged];
  const metric: SpanMetric = {
    unit: hourMs,
    statistic: judged === 'statistic' ? statistic : undefined,
    share,
    bound,
    days: isDays ? length : undefined,
    isBusinessDays: judged === 'business days',
    hours,
    pauses: pausesOf(pauses),
    reopen,
    isByEnd: type.isByEnd,
  };
  const scene = { ...stage.scene, target: { word: 'atMost', amount } as const };
  return {
    scene,
    rows,
    columns: [
      'start',
      'end',
      ...(hasPaused ? (['paused'] as const) : []),
      ...(hasKeys ? (['key'] as const) : []),
      'team',
      'kind',
    ],
    metric: [
      `type: ${type.type}`,
      type.more ?? [],
      judged === 'statistic' && type.isMean !== true ? `statistic: ${statistic}` : [],
      hasPauses ? 'pauses: waits' : [],
      reopen === undefined ? [] : `reopen: ${reopen}`,
    ]
      .flat()
      .join(', '),
    objective: [judged === 'statistic' ? [] : `for: ${share} %`, isBusiness ? 'calendar: office' : [], boundText]
      .flat()
      .join(', '),
    calendars: officeText(zone),
    more: hasPauses ? { waits: { rows: pauses, columns: ['start', 'end', 'key'] } } : {},
    findings: elapsedTimes(scene, goodRows(rows, type.isWhole === true ? ['start', 'end'] : ['start']), metric),
  };
}

/** Tickets of minutes to days; with keys, some of them opened again later. */
function spanRows(random: Random, stage: ReturnType<typeof stageOf>, hasKeys: boolean, hasPaused: boolean): Row[] {
  const rows: Row[] = [];
  const count = random.rows(1, 40);
  for (let index = 0; index < count; index++) {
    const length =
      Math.floor(random.pick([0, 30, 240, 480, 1_440, 4_000]) * random.pick([1, random.next()])) * minuteMs;
    const start = stage.instant();
    const end = random.chance(0.1) ? undefined : random.chance(0.02) ? start - minuteMs : start + length;
    const row: Row = {
      start,
      end,
      paused: hasPaused && random.chance(0.5) ? random.whole(0, 300) * 60 : undefined,
      key: hasKeys && random.chance(0.9) ? `t${index}` : undefined,
      team: stage.team(),
      kind: 'x',
    };
    rows.push(row);
    if (end === undefined || end < start || row.key === undefined || !random.chance(0.2)) continue;
    const again = end + random.whole(0, 3_000) * minuteMs;
    rows.push({ ...row, start: again, end: random.chance(0.2) ? undefined : again + random.whole(0, 600) * minuteMs });
  }
  return rows;
}

function pauseRows(random: Random, rows: readonly Row[]): Row[] {
  return rows.flatMap((row) => {
    if (row.key === undefined || !random.chance(0.4)) return [];
    return Array.from({ length: random.rows(1, 2) }, (): Row => {
      const start = row.start! + random.whole(0, 600) * minuteMs;
      return { key: row.key, start, end: random.chance(0.1) ? undefined : start + random.whole(0, 2_000) * minuteMs };
    });
  });
}

types.forEach((type) => {
  describe(`${type.type} equals its reference`, () => {
    trials(type.isAlike === true ? 4 : sets, (random) => spansTrial(random, type));
  });
});

test('open records enter a statistic also where there are too many values to keep each', () => {
  const start = Date.UTC(2026, 5, 1);
  const length = (index: number): number => 3_600_000 + 7 * index;
  const ended = Array.from({ length: 66_000 }, (_, index) => `${start},${start + length(index)}`);
  const open = Array.from({ length: 66_000 }, () => `${start},`);
  writeData('many.csv', `start,end\n${[...ended, ...open].join('\n')}\n`);
  const result = runAgreement(`sla: 1
id: many
timeZone: UTC
term: { from: 2026-01-01, to: 2026-12-31 }
data: { log: { file: many.csv, covers: { from: 2026-06-01, to: 2026-06-30 } } }
metrics: { m: { type: elapsed-time, data: log, statistic: p95 } }
objectives: { o: { metric: m, window: month, atMost: 2 h } }
`);
  const [window] = result.windows;
  assert.equal(window?.n, 132_000);
  assert.equal(window.verdict, 'breached');
  const days = toNumber(window.value ?? rational(0n)) / 24;
  assert.ok(Math.abs(days - 30) <= 0.004 * 30, String(days));
});

// Random tables and agreements over them, made to hit what goes wrong where a database puts records together: edges, ties, bad rows.
// It must never look at what the engine does with them.

import { randomOf, type Random } from './references/random';

export interface Scene {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** As SQL and files write them; the file and the table hold the same. */
  readonly rows: readonly (readonly (string | null)[])[];
  /** The agreement, with `HERE` where the source names its file or its table. */
  readonly text: string;
}

const hourMs = 3_600_000;
const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'UTC', 'America/Santiago'];

/** Instants of which the calendar is awkward: clocks set forward and back, ends of months and weeks, a half-hour change. */
const awkward = [
  '2026-03-29T01:00:00Z',
  '2026-03-08T07:00:00Z',
  '2026-04-04T15:00:00Z',
  '2026-04-05T03:00:00Z',
  '2026-03-31T22:00:00Z',
  '2026-04-01T00:00:00Z',
  '2026-03-15T00:00:00Z',
].map((text) => Date.parse(text));

/** A time stamp with microseconds, as a table would write it. */
function stamp(milliseconds: number, micros: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, -1)}${String(micros).padStart(3, '0')}`;
}

function instants(random: Random, type: string, isDense: boolean): () => string | null {
  const start = Date.UTC(2026, 2, isDense ? 28 : 1);
  const days = isDense ? 3 : random.pick([3, 20, 60]);
  const hasFar = random.chance(0.05);
  const step = random.pick([60_000, 20 * 60_000, 7_777, 24 * hourMs]);
  const isRegular = random.chance(0.4);
  let count = 0;
  const known: string[] = [];
  const next = (): string => {
    if (known.length > 0 && random.chance(0.25)) return random.pick(known);
    const near = random.pick(awkward) + random.pick([-hourMs, -1_000, -1, 0, 0, 1, 1_000, 30 * 60_000, hourMs]);
    const any = start + random.whole(0, days * 24) * hourMs + random.whole(0, 3_600) * 1_000;
    const at = random.chance(0.2) ? near : isRegular ? start + count++ * step : any;
    return stamp(at, random.chance(0.2) ? random.pick([1, 125, 500, 999]) : 0);
  };
  return () => {
    if (random.chance(0.01)) return null;
    if (random.chance(0.004)) return random.pick(['infinity', '-infinity', '0044-03-15 12:00:00 BC']);
    const isFar = hasFar && random.chance(0.01);
    const at = isFar ? random.pick(['1850-06-01T00:00:00.000000', '2150-06-01T12:00:00.000000']) : next();
    if (!isFar) known.push(at);
    return type === 'timestamptz' ? `${at}Z` : type === 'date' ? at.slice(0, 10) : at;
  };
}

/** How the text of an instant reads in a file, where the table holds something else. */
export function filed(field: string | null, type: string): string | null {
  if (field === null || field.includes('infinity')) return null;
  if (field.endsWith('BC')) return 'before the year 1';
  return type === 'date' ? field.slice(0, 10) : field;
}

function numbers(random: Random, type: string, most: number, isDense = false): () => string | null {
  const fixed = /,(\d)\)$/.exec(type)?.[1];
  const decimals = type === 'bigint' || type === 'integer' ? 0 : Number(fixed ?? random.whole(0, 3));
  const isNarrow = isDense || random.chance(0.5);
  return () => {
    if (random.chance(0.02)) return null;
    const value = random.chance(0.1)
      ? 0
      : random.chance(0.01)
        ? -3
        : isNarrow
          ? random.whole(1, 4)
          : random.next() * most;
    // A column keeps the digits that it is made for; one of doubles keeps those that matter.
    return type === 'double precision' ? String(Number(value.toFixed(decimals))) : value.toFixed(decimals);
  };
}

const regions = ['eu', 'EU', 'us', ' us', 'a, "b"', 'ü', '', null];

/** One scene of a seed. */
export function collapseScene(seed: number): Scene {
  const random = randomOf(seed);
  const isDense = random.chance(0.6);
  const atType = random.pick(['timestamptz', 'timestamptz', 'timestamptz', 'timestamp', 'timestamp', 'date']);
  const amount = random.pick(['bigint', 'bigint', 'numeric(12,3)', 'double precision', 'numeric']);
  const own = isDense ? random.shuffle(regions).slice(0, 3) : regions;
  const makers: Readonly<Record<string, readonly [type: string, make: () => string | null]>> = {
    at: [atType, instants(random, atType, isDense)],
    ok: ['boolean', () => (random.chance(0.01) ? null : random.pick(['true', 'true', 'false']))],
    ms: (() => {
      const type = random.pick(['integer', 'numeric(9,3)', 'double precision']);
      return [type, numbers(random, type, 900, isDense)] as const;
    })(),
    part: [amount, numbers(random, amount, 40, isDense)],
    whole: [amount, numbers(random, amount, 90, isDense)],
    share: [random.pick(['integer', 'numeric']), numbers(random, 'integer', 5)],
    region: ['text', () => random.pick(own)],
    kind: ['text', () => random.pick(['a', 'b', 'test', null])],
    key: ['text', () => `k${random.whole(1, 30)}`],
    unread: ['text', () => `${random.next()}`],
  };
  const has = new Set(['at', 'ok', 'ms', 'part', 'whole', 'region', 'kind', 'unread']);
  if (random.chance(0.3)) has.add('share');
  if (random.chance(0.3)) has.add('key');
  const columns = [...has].map((name) => ({ name, type: makers[name]![0] }));
  const rows = Array.from({ length: isDense ? random.whole(300, 1_200) : random.whole(20, 200) }, () =>
    [...has].map((name) => makers[name]![1]()),
  );
  return { columns, rows, text: agreement(random, has, isDense) };
}

function agreement(random: Random, has: ReadonlySet<string>, isDense: boolean): string {
  const every = random.chance(0.4) ? `, every: ${random.pick(['1 min', '20 min', '1 h'])}` : '';
  const zone = random.chance(0.4) ? `, timeZone: ${random.pick(zones)}` : '';
  const covers = random.chance(0.3)
    ? `, covers: { from: 2026-03-02, to: ${random.pick(['2026-03-28', '"2026-03-31T22:00:00Z"'])} }`
    : '';
  const aliases = random.chance(0.5) ? ', aliases: { region: { EU: eu, us: "(none)" } }' : '';
  const filters = [
    'kind != "test"',
    'region == "eu"',
    'ms > 100',
    'part / whole < 0.5',
    'ok',
    'has(region)',
    'whole >= 2',
  ];
  const pairs = [
    'columns: { bad: part, total: whole }',
    'columns: { good: part, total: whole }',
    'columns: { good: part, bad: whole }',
    '',
  ];
  const weight = has.has('share') && random.chance(0.5) ? ', weight: share' : '';
  const metric = (): string =>
    random.pick([
      `type: request-success, ${random.pick(pairs)}`,
      `type: request-success, ${random.pick(pairs)}`,
      `type: error-rate, ${random.pick(pairs)}`,
      `type: packet-loss, columns: { bad: part, total: whole }`,
      `type: latency, columns: { value: ms${weight} }, unit: ms, statistic: ${random.pick(['p95', 'mean', 'max', 'p50'])}`,
      `type: latency, columns: { value: ms${weight} }, unit: ms, statistic: p95`,
      'type: throughput, columns: { total: whole }',
      'type: throughput, columns: { total: whole }, statistic: p95',
      'type: forecast-accuracy, columns: { value: part, total: whole }',
      'type: unit-cost, columns: { value: part, total: whole }, unit: EUR/case',
      'type: custom, expression: sum(whole) / count(), unit: each, better: higher',
      'type: custom, expression: max(part) - min(part) + count(ok), unit: each, better: higher',
      'type: csat, columns: { value: share }',
      'type: uniqueness',
    ]);
  const target = (type: string): string => {
    if (type.includes('latency')) return 'atMost: 300 ms';
    if (type.includes('throughput')) return 'atLeast: 0.1 requests/s';
    if (type.includes('unit-cost')) return 'atMost: 2 EUR/case';
    if (type.includes('custom')) return 'atLeast: 2 each';
    if (type.includes('error-rate') || type.includes('packet-loss')) return 'atMost: 3 %';
    return 'atLeast: 90 %';
  };
  const window = (): string =>
    random.pick([
      ...['day', 'week', 'month', 'quarter', 'term', 'rolling 7 d', 'rolling 36 h'],
      ...(isDense ? [] : ['hour', 'rolling 90 min']),
    ]);
  const metrics = Array.from({ length: random.whole(1, 3) }, () => {
    const type = metric();
    return { type, where: random.chance(0.4) ? `, where: '${random.pick(filters)}'` : '' };
  });
  const objectives = metrics.flatMap(({ type }, index) =>
    Array.from({ length: random.whole(1, 2) }, (_, count) => {
      const per = random.chance(0.5) ? `, per: ${random.pick(['region', 'kind'])}` : '';
      const excludes = random.chance(0.5) ? `, excludes: [${random.pick(['work', 'tests', 'work, tests'])}]` : '';
      return `  o${index}${count}: { metric: m${index}, ${target(type)}, window: ${window()}${per}${excludes} }`;
    }),
  );
  return `sla: 1
id: a
timeZone: ${random.pick(zones)}
term: { from: 2026-03-05, to: 2026-04-10 }
data:
  d: { HERE${every}${zone}${covers}${aliases} }
  work: { file: work.csv, covers: { from: 2026-01-01, to: 2026-12-31 } }
exclusions:
  work: { kind: scheduled-maintenance, data: work }
  tests: { kind: out-of-scope, where: '${random.pick(filters)}' }
metrics:
${metrics.map(({ type, where }, index) => `  m${index}: { ${type.replace(/, $/, '')}, data: d${where} }`).join('\n')}
objectives:
${objectives.join('\n')}
`;
}

// Runs the same agreement over the same counts from a file, from PostgreSQL and from a real Prometheus: the verdicts are the same.
// It must never use a server that runs already; where none can be started, the reason is printed.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Connection, Connections } from '../../server/src/core/compliance/connection-types';
import { planOf } from '../../server/src/core/compliance/plan';
import { resultsOf } from '../../server/src/core/compliance/verdict';
import { open } from '../../server/src/core/model/file';
import { counterQuery } from '../../server/src/engine/remote/counter-query';
import { fetchTables } from '../../server/src/engine/remote/tables';
import { runPlan } from '../../server/src/engine/run';
import { startPostgresql } from '../kit/postgresql';
import { startPrometheus } from '../kit/prometheus';
import { runOptions } from '../kit/run-options';

const folder = mkdtempSync(join(tmpdir(), 'sla-counters-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const minute = 60;
const first = Date.UTC(2026, 2, 1) / 1_000;
const minutes = 3 * 24 * 60;

interface Count {
  readonly at: number;
  readonly region: string;
  readonly good: number;
  readonly bad: number;
}

/** What happened in two regions from scrape to scrape, and the counters that a scrape saw. */
function history(): { readonly counts: readonly Count[]; readonly openMetrics: string } {
  const counts: Count[] = [];
  const lines: string[] = [];
  for (const [region, step, firstError] of [
    ['eu', 7, 900],
    ['us', 11, 0],
  ] as const) {
    const series = { good: [] as string[], bad: [] as string[] };
    let [good, bad, hasErrors] = [1_000_000, 500, firstError === 0];
    const sample = (at: number): void => {
      const labels = `job="api",instance="${region}:80",region="${region}"`;
      series.good.push(`http_requests_total{code="200",${labels}} ${good} ${at}`);
      if (hasErrors) series.bad.push(`http_requests_total{code="503",${labels}} ${bad} ${at}`);
    };
    if (!hasErrors) bad = 0;
    sample(first);
    let last = 0;
    for (let index = 1; index <= minutes; index++) {
      // Nobody scraped for a while: all that happened meanwhile is seen at once.
      if (region === 'us' && index > 2_000 && index < 2_030) continue;
      const length = index - last;
      const total = ((index * 7_919) % 97) * length;
      const lost = index >= firstError && index % step === 0 ? Math.min(total, index % 5) : 0;
      // The service is started anew: what it counts begins at zero.
      if (region === 'eu' && index === 3_000) [good, bad] = [0, 0];
      if (lost > 0) hasErrors = true;
      good += total - lost;
      bad += lost;
      counts.push({ at: first + last * minute, region, good: total - lost, bad: lost });
      sample(first + index * minute);
      last = index;
    }
    lines.push(...series.good, ...series.bad);
  }
  return { counts, openMetrics: `# TYPE http_requests counter\n${lines.join('\n')}\n# EOF\n` };
}

const { counts, openMetrics } = history();
const rows = counts.map(({ at, region, good, bad }) => [
  new Date(at * 1_000).toISOString(),
  String(good),
  String(bad),
  String(good + bad),
  region,
]);
writeFileSync(join(folder, 'counts.csv'), `at,good,bad,total,region\n${rows.map((row) => row.join(',')).join('\n')}\n`);

const metric = (matcher: string): string => `'sum by (region) (increase(http_requests_total${matcher}[$window]))'`;
const total = metric('');
const bad = metric('{code=~"5.."}');
const good = metric('{code!~"5..",job="api"}');

function agreement(source: string): string {
  return `sla: 1
id: a
timeZone: Europe/Berlin
term: { from: 2026-03-01, to: 2026-12-31 }
data: { counts: { ${source}, covers: { from: "2026-03-01T00:00:00Z", to: "2026-03-04T00:00:00Z" }, every: 1 min } }
metrics:
  success: { type: request-success, data: counts }
  up: { type: availability, data: counts, downWhen: bad / total > 3 %, noData: good }
objectives:
  success: { metric: success, atLeast: 97.75 %, window: day }
  success-per-region: { metric: success, atLeast: 97.75 %, window: day, per: region }
  up: { metric: up, atLeast: 99 %, window: day, per: region }
  rolling: { metric: success, atLeast: 97.75 %, window: rolling 36 h }
`;
}

const plain = (value: unknown): string =>
  JSON.stringify(value, (key, each: unknown) =>
    key === 'item' || key === 'seen' || key === 'origin' ? undefined : typeof each === 'bigint' ? String(each) : each,
  );

async function answer(
  text: string,
  connections: Connections,
): Promise<{ parts: unknown; results: unknown; why: string[] }> {
  const { model } = open({ uri: join(folder, 'a.sla.yaml'), version: 1, text });
  const planned = planOf(model);
  const tables = await fetchTables(planned.plan, runOptions(folder), connections, true);
  const partials = runPlan(planned.plan, runOptions(folder, { tables }));
  return {
    parts: JSON.parse(plain(partials.items)),
    results: JSON.parse(plain(resultsOf(model, planned, partials))),
    why: partials.items.flatMap(({ unavailable }) => unavailable ?? []),
  };
}

const place = { host: '127.0.0.1', isPrivateAllowed: true, isUnencrypted: true };
const named = (connection: Connection): Connections => new Map([['c', connection]]);
const api = (port: number): Connections =>
  named({ kind: 'prometheus', ...place, port, basePath: '', authorization: undefined });

describe('counters', () => {
  let running: Awaited<ReturnType<typeof startPrometheus>> = '';
  before(async () => {
    mkdirSync(join(homedir(), '.cache'), { recursive: true });
    running = await startPrometheus(openMetrics);
  });
  after(() => (typeof running === 'string' ? undefined : running.stop()));

  for (const [name, queries] of [
    ['total and bad', `total: ${total}, bad: ${bad}`],
    ['good and bad', `good: ${good}, bad: ${bad}`],
    ['total and good', `total: ${total}, good: ${good}`],
  ] as const)
    test(`Prometheus gives the same as the file, by ${name}`, async (context) => {
      if (typeof running === 'string') return context.skip(running);
      const roles = name.split(' and ');
      const others = ['good', 'bad', 'total'].filter((role) => !roles.includes(role));
      // The file has all three columns; those that the queries do not give are hidden behind names that no role has.
      const text = rows.map((row) => row.join(',')).join('\n');
      const header = ['at', 'good', 'bad', 'total', 'region'].map((each) =>
        others.includes(each) ? `no-${each}` : each,
      );
      writeFileSync(join(folder, 'hidden.csv'), `${header.join(',')}\n${text}\n`);
      const byFile = await answer(agreement('file: hidden.csv'), new Map());
      const byApi = await answer(agreement(`connection: c, ${queries}`), api(running.port));
      assert.deepEqual(byApi.why, byFile.why);
      assert.deepEqual(byApi.parts, byFile.parts);
      assert.deepEqual(byApi.results, byFile.results);
      const verdicts = plain(byFile.results);
      for (const verdict of ['met', 'breached']) assert.ok(verdicts.includes(`"verdict":"${verdict}"`), verdict);
    });

  test('PostgreSQL gives the same as the file', async (context) => {
    const server = await startPostgresql('pw');
    if (typeof server === 'string') return context.skip(server);
    try {
      const values = rows.map((row) => `(${row.map((field) => `'${field}'`).join(',')})`).join(',');
      server.run(
        `CREATE TABLE counts (at timestamptz, good int, bad int, total int, region text); INSERT INTO counts VALUES ${values}; GRANT SELECT ON counts TO sla`,
      );
      const connections = named({
        kind: 'postgresql',
        ...place,
        port: server.port,
        database: 'postgres',
        user: 'sla',
        password: 'pw',
      });
      const byTable = await answer(agreement('connection: c, table: counts'), connections);
      assert.deepEqual(byTable, await answer(agreement('file: counts.csv'), new Map()));
    } finally {
      server.stop();
    }
  });

  test('what is no count, or no metric, has a reason', async (context) => {
    if (typeof running === 'string') return context.skip(running);
    const { port } = running;
    const why = async (source: string): Promise<string> =>
      (await answer(agreement(`connection: c, ${source}`), api(port))).why[0]?.replace(
        'its data cannot be read: ',
        '',
      ) ?? 'read';
    assert.match(await why(`total: ${total}, bad: 'rate(http_requests_total[5m])'`), /^"bad" is no sum\(increase/);
    assert.match(await why(`total: ${total}`), /^two of "good", "bad" and "total" are needed/);
    assert.match(
      await why(`total: ${total}, bad: 'sum(increase(http_requests_total{code=~"5.."}[$window]))'`),
      /different labels/,
    );
    assert.equal(
      await why(`total: ${total}, bad: 'sum by (region) (increase(http_errors_total[$window]))'`),
      'the metric of "bad" has no series',
    );
    assert.equal(await why(`total: ${total}, bad: ${metric('{code="418"}')}`), 'read');
    assert.match(await why('table: x'), /^Prometheus has no tables/);
    assert.match(await why(`value: ${total}`), /^"value" is not read/);
    assert.match(await why(`total: ${metric('{code=~"("}')}, bad: ${bad}`), /^it answers: .*error parsing regexp/);
  });
});

describe('queries', () => {
  test('that ask for counters are told apart from all others', () => {
    const by = (text: string): string => {
      const query = counterQuery(text);
      return query === undefined ? 'no' : `${query.metric} ${query.selector} ${query.by.join(',')}`;
    };
    assert.equal(by('sum(increase(a_total[$window]))'), 'a_total a_total ');
    assert.equal(
      by(' sum by(b, a) ( increase( a:b{x = "y", z!~\'q}"\', } [ $window ] ) ) '),
      `a:b a:b{x = "y", z!~'q}"', } a,b`,
    );
    assert.equal(by('sum(increase({__name__="a"}[$window])) by (x,)'), ' {__name__="a"} x');
    assert.equal(
      by(String.raw`sum(increase(a{x="\"}[$window])) or b"}[$window]))`),
      String.raw`a a{x="\"}[$window])) or b"} `,
    );
    for (const text of [
      ...['', 'sum', 'a_total', 'increase(a[$window])', 'sum(rate(a[$window]))', 'sum(increase(a[5m]))'],
      ...['sum(increase(a[$window])) / 2', 'sum(increase(a[$window]) * 2)', 'sum without (x) (increase(a[$window]))'],
      ...[
        'sum(increase(a[$window] offset 1d))',
        'sum(increase(a[$window])) or vector(1)',
        'summary(increase(a[$window]))',
      ],
      ...[
        'sum(increase(a{x="y[$window]))',
        'sum(increase(a{x="y"}{z="y"}[$window]))',
        'sum by (x(increase(a[$window]))',
      ],
      ...['sum(increase(a{x="y"} or b[$window]))', 'sum(increase(sum(a)[$window:1m]))', 'sum(increase([$window]))'],
      'sum(increase(a[$window]))[1d:]',
    ])
      assert.equal(by(text), 'no', text);
  });
});

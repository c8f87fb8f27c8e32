// Reads counters from an API that answers as Prometheus does, sample by sample, as rows of what was counted from instant to instant.
// It must never take an estimate for a count: `increase` is not evaluated by the server, and an answer with warnings is none.

import type { PrometheusConnection } from '../../core/compliance/connection-types';
import type { ComputePlan, SourcePlan } from '../../core/compliance/plan-types';
import { dayMs, parseDay, showInstant } from '../../core/time/civil';
import { instantOfText, zoneOf, type Zone } from '../../core/time/zones';
import { counterQuery } from './counter-query';
import { askJson } from './http';
import { Increments, type Series } from './increments';
import { addressOf, type Address } from './network';
import { RemoteFailure, TableWriter, type RemoteTable } from './table';

const hourMs = 3_600_000;
/** The first span that is asked for at once, the longest one, and the shortest one before it is given up. */
const [firstSpan, longestSpan, shortestSpan] = [6 * hourMs, 31 * dayMs, 60_000];
/** Before the record begins, so far is looked for the sample from which the first one grew. */
const lookBack = 5 * 60_000;
const roles = ['good', 'bad', 'total'] as const;

/** Reads the counters of a source over the span that it covers. Throws `RemoteFailure` with a reason for people. */
export async function readCounters(
  connection: PrometheusConnection,
  plan: ComputePlan,
  source: SourcePlan,
  maximumBytes: number,
): Promise<RemoteTable> {
  const queries = queriesOf(source);
  const by = queries[0]?.by ?? [];
  const zone = zoneOf(plan.zone) ?? zoneOf('UTC')!;
  const from = startOf(plan, source, zone) - Math.max(lookBack, source.everyMs ?? 0);
  const server = new Api(connection, await addressOf(connection.host, connection.isPrivateAllowed));
  const to = Math.min(await server.now(), endOf(plan, source, zone));
  const increments = new Increments(by, queries.length);
  const answered = new Set<string>();
  const writer = new TableWriter(['at', ...queries.map(({ role }) => role), ...by], maximumBytes);
  let span = firstSpan;
  for (let start = from; start < to;) {
    const end = Math.min(start + span, to);
    let series: readonly (readonly Series[])[];
    try {
      series = [];
      for (const { selector } of queries) series = [...series, await server.samples(selector, start, end)];
    } catch (error) {
      if (!(error instanceof RemoteFailure && error.kind === 'limit') || span <= shortestSpan) throw error;
      span = Math.max(shortestSpan, Math.floor(span / 4));
      continue;
    }
    queries.forEach(({ role }, index) => {
      if (series[index]?.some(({ samples }) => samples.length > 0) === true) answered.add(role);
    });
    writer.add(
      increments.add(series).map(({ at, group, amounts }) => [showInstant(at), ...amounts.map(String), ...group]),
    );
    start = end;
    if (server.lastBytes < 1_048_576) span = Math.min(longestSpan, span * 2);
  }
  requireSeries(queries, answered);
  return writer.table('the counters of the connection');
}

/** A selector that finds nothing counts zero, as where no error ever happened; but a metric that nobody knows is a slip of the pen. */
function requireSeries(queries: readonly RoleQuery[], answered: ReadonlySet<string>): void {
  if (answered.size === 0) return;
  const known = new Set(queries.flatMap(({ role, metric }) => (answered.has(role) ? [metric] : [])));
  const lost = queries.find(({ role, metric }) => !answered.has(role) && (metric === '' || !known.has(metric)));
  if (lost !== undefined) throw new RemoteFailure('unreadable', `the metric of "${lost.role}" has no series`);
}

interface RoleQuery {
  readonly role: (typeof roles)[number];
  readonly metric: string;
  readonly selector: string;
  readonly by: readonly string[];
}

function queriesOf({ queries, table }: SourcePlan): readonly RoleQuery[] {
  if (table !== undefined)
    throw new RemoteFailure('refused', 'Prometheus has no tables; "good" and "total" are queries');
  if (queries['value'] !== undefined) throw new RemoteFailure('refused', '"value" is not read by this version');
  const found = roles.flatMap((role): RoleQuery[] => {
    const text = queries[role];
    if (text === undefined) return [];
    const query = counterQuery(text);
    if (query === undefined)
      throw new RemoteFailure(
        'refused',
        `"${role}" is no sum(increase(…[$window])) of a counter, which is what can be counted exactly`,
      );
    return [{ role, ...query }];
  });
  if (found.length < 2) throw new RemoteFailure('refused', 'two of "good", "bad" and "total" are needed');
  const [first] = found;
  if (found.some(({ by }) => by.join('\n') !== first?.by.join('\n')))
    throw new RemoteFailure('refused', 'the queries sum by different labels');
  const name = first?.by.find((each) => each === 'at' || roles.some((role) => role === each));
  if (name !== undefined) throw new RemoteFailure('refused', `a label is called "${name}", as a role is`);
  return found;
}

function startOf({ term }: ComputePlan, { coversFrom }: SourcePlan, zone: Zone): number {
  const text = coversFrom ?? term?.from;
  const instant = text === undefined ? Number.NaN : instantOfText(text, zone);
  if (Number.isNaN(instant))
    throw new RemoteFailure('refused', 'no "term" of the agreement and no "covers" says from when on to read');
  return instant;
}

function endOf({ asOf }: ComputePlan, { coversTo }: SourcePlan, zone: Zone): number {
  const stated =
    coversTo === undefined
      ? Infinity
      : /^\d{4}-\d{2}-\d{2}$/.test(coversTo)
        ? zone.instantOf((parseDay(coversTo) + 1) * dayMs)
        : instantOfText(coversTo, zone);
  return Math.min(Number.isNaN(stated) ? Infinity : stated, asOf ?? Infinity);
}

/** A class because it remembers how large the last answer was. */
class Api {
  lastBytes = 0;
  private readonly connection: PrometheusConnection;
  private readonly address: Address;

  constructor(connection: PrometheusConnection, address: Address) {
    this.connection = connection;
    this.address = address;
  }

  /** The clock of the server, behind which it has no samples; nothing is judged by it. */
  async now(): Promise<number> {
    const [, result] = await this.query({ query: 'time()' });
    const seconds = Array.isArray(result) ? Number(result[0]) : Number.NaN;
    if (!Number.isFinite(seconds)) throw new RemoteFailure('unreadable', 'its clock cannot be read');
    return Math.floor(seconds * 1_000);
  }

  /** The samples of a selector from `start` to `end`, both in milliseconds; the first instant may be left out. */
  async samples(selector: string, start: number, end: number): Promise<readonly Series[]> {
    // A millisecond more, because some versions leave out the first instant of a span.
    const [kind, result] = await this.query({
      query: `${selector}[${end - start + 1}ms]`,
      time: (end / 1_000).toFixed(3),
    });
    if (kind !== 'matrix' || !Array.isArray(result)) throw new RemoteFailure('unreadable', 'its answer is no matrix');
    return result.map(seriesOf);
  }

  private async query(form: Readonly<Record<string, string>>): Promise<readonly [kind: unknown, result: unknown]> {
    const answer = await askJson(this.connection, this.address, '/api/v1/query', { timeout: '10s', ...form });
    this.lastBytes = answer.bytes;
    const { status, data, error, warnings } = recordOf(answer.value);
    if (status !== 'success') {
      const text = typeof error === 'string' ? error.slice(0, 200) : 'no reason is told';
      throw new RemoteFailure(
        /too many samples|timed? ?out/i.test(text) ? 'limit' : 'unreadable',
        `it answers: ${text}`,
      );
    }
    if (Array.isArray(warnings) && warnings.length > 0)
      throw new RemoteFailure('unreadable', `it answers only in part: ${String(warnings[0]).slice(0, 200)}`);
    const { resultType, result } = recordOf(data);
    return [resultType, result];
  }
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function seriesOf(value: unknown): Series {
  const { metric, values } = recordOf(value);
  const labels = Object.fromEntries(Object.entries(recordOf(metric)).map(([name, text]) => [name, String(text)]));
  if (!Array.isArray(values)) throw new RemoteFailure('unreadable', 'a series of its answer has no values');
  const samples = values.map((pair: unknown): readonly [number, number] => {
    const [at, text] = Array.isArray(pair) ? (pair as unknown[]) : [];
    // Seconds with three decimals as a double: rounded, they are the milliseconds that were meant.
    return [Math.round(Number(at) * 1_000), valueOf(text)];
  });
  return { labels, samples };
}

/** A value as the API writes it; one that is no number is none. Infinity is no count, and is refused where it is counted. */
function valueOf(text: unknown): number {
  if (text === '+Inf' || text === '-Inf') return Infinity;
  return typeof text === 'string' && text !== '' ? Number(text) : Number.NaN;
}

// Lets PostgreSQL put the records of a table together and takes what comes back: sums and counts, and the records that no item can use.
// It must never answer with less than all records: what cannot be told exactly this way is left to reading them one by one.

import type { ClientBase } from 'pg';
import type { ComputePlan, SourcePlan } from '../../core/compliance/plan-types';
import { instantOfText, zoneOf, type Zone } from '../../core/time/zones';
import { collapseOf, typeNumbers, type Collapse, type Column } from './collapse';
import { collapsedStatement, likenessesOf, recordsStatement, spanStatement } from './collapse-statements';
import { cutsOf } from './cuts';
import { Judge } from './judge';
import { TableWriter, type RemoteTable } from './table';

/** What a plan asks of a source, so that its records can be put together. */
export interface Collapsing {
  readonly plan: ComputePlan;
  readonly source: SourcePlan;
  /** The instants at which records between two instants begin to count in another way, in milliseconds. */
  readonly edgesOf: (first: number, last: number) => readonly number[];
  readonly limits: CollapseLimits;
}

/** How much a database is asked to do; beyond, records are read one by one. */
export interface CollapseLimits {
  /** Milliseconds of one statement: there has to be time left to read the records one by one. */
  readonly time: number;
  /** Parts of time. */
  readonly cuts: number;
  /** Likenesses of records that no item can use, all of them together. */
  readonly bound: number;
}

export const collapseLimits: CollapseLimits = { time: 30_000, cuts: 200_000, bound: 20_000 };

/** A table from which records are read: its quoted name, the columns that may be read, and how messages name it. */
export interface Place {
  readonly from: string;
  readonly columns: readonly Column[];
  readonly shown: string;
  readonly maximumBytes: number;
}

const rowsAtOnce = 10_000;
/** From so many rows on, each of them has to stand for two records at least; else the records themselves are less to read. */
const fewRows = 50_000;
/** Digits that a double holds for certain. */
const mostDigits = 15;

type Fields = readonly (string | null)[];

/** The rows that stand for the records of a table; a text says why its records have to be read one by one. */
export async function collapsedTable(
  client: ClientBase,
  place: Place,
  { plan, source, edgesOf, limits }: Collapsing,
): Promise<RemoteTable | string> {
  const collapse = collapseOf(plan, source, place.columns);
  if (typeof collapse === 'string') return collapse;
  const zone = zoneOf(source.timeZone ?? plan.zone);
  if (zone === undefined) return 'its time zone is not known';
  const isLocal = collapse.at.type !== typeNumbers.timestamptz;
  const { rows } = await client.query<(string | null)[]>({
    text: spanStatement(place.from, collapse),
    rowMode: 'array',
  });
  const [first, last, usual, whole] = rows[0] ?? [];
  const [from, to] = [instantOfText(first ?? '', zone), instantOfText(last ?? '', zone)];
  if (Number.isNaN(from) || Number.isNaN(to)) return 'it has no record with an instant';
  let latest = to;
  // A window ends where the next one begins, and many items have the same windows: an instant is one edge.
  const distinctEdges = (): readonly number[] => [...new Set(edgesOf(from, latest))].sort((a, b) => a - b);
  let edges = distinctEdges();
  for (let tries = 0; tries < 3; tries++) {
    if (edges.length > limits.cuts) return 'there are too many windows';
    const fetched = await fetchCollapsed(client, place, new Reading({ plan, source, limits }, collapse, place, zone), {
      ...cutsOf(edges, from, to, isLocal ? zone : undefined),
      hasUnusual: usual !== whole,
    });
    if (typeof fetched === 'string') return fetched;
    // Rolling windows end at the last record that can be used, which may not be the last one.
    if (fetched.latest === -Infinity || fetched.latest === latest) return fetched.table;
    latest = fetched.latest;
    const moved = distinctEdges();
    if (moved.join() === edges.join()) return fetched.table;
    edges = moved;
  }
  return 'the end of its records moves';
}

/** A class because rows come in batches, and those that no item can use are asked for at the end. */
class Reading {
  readonly collapse: Collapse;
  readonly judge: Judge;
  readonly writer: TableWriter;
  /** The likenesses of rows that an item cannot use, and of how many records those stand for. */
  readonly unusable = new Map<string, Fields>();
  unusableRecords = 0;
  records = 0;
  rows = 0;
  private readonly place: Place;
  private readonly places: readonly { readonly kind: 'at' | 'key' | 'sum' | 'none'; readonly index: number }[];
  private readonly likenesses: number;
  private readonly mostBound: number;

  constructor({ plan, source, limits }: Omit<Collapsing, 'edgesOf'>, collapse: Collapse, place: Place, zone: Zone) {
    this.mostBound = limits.bound;
    const header = place.columns.map(({ name }) => name);
    this.collapse = collapse;
    this.place = place;
    this.judge = new Judge(plan, source, header, zone);
    this.writer = new TableWriter(header, place.maximumBytes);
    this.likenesses = likenessesOf(collapse).length;
    this.places = header.map((name) => {
      const at = collapse.at.name === name;
      const key = collapse.keys.findIndex((column) => column.name === name);
      const sum = collapse.summed.findIndex((column) => column.name === name);
      return at
        ? { kind: 'at', index: 0 }
        : key >= 0
          ? { kind: 'key', index: key }
          : { kind: sum < 0 ? 'none' : 'sum', index: sum };
    });
  }

  /** Takes rows of `collapsedStatement`. Answers why that cannot go on, or undefined. */
  take(batch: readonly Fields[]): string | undefined {
    const lines: Fields[] = [];
    for (const row of batch) {
      const line = this.lineOf(row);
      if (line === undefined) return 'a sum has too many digits';
      lines.push(line);
      this.records += Number(row[2]);
    }
    this.rows += batch.length;
    const usable = this.judge.areUsable(lines);
    batch.forEach((row, index) => {
      if (usable[index] === true) return;
      const likenesses = row.slice(5, 5 + this.likenesses);
      this.unusable.set(JSON.stringify(likenesses), likenesses);
      this.unusableRecords += Number(row[2]);
    });
    this.writer.add(lines.filter((_, index) => usable[index] === true));
    if (this.unusable.size * this.likenesses > this.mostBound) return 'too many kinds of its records cannot be used';
    return this.rows > fewRows && this.records < 2 * this.rows ? 'its records differ' : undefined;
  }

  /** Takes rows of `recordsStatement`; they are the lines of a table that is read as it stands. */
  takeRecords(batch: readonly Fields[]): void {
    const lines = batch.map(([, ...fields]) => [...fields, '1', null, '0', null, null]);
    this.judge.areUsable(lines);
    this.writer.add(lines);
  }

  table(): RemoteTable {
    return this.writer.table(this.place.shown, { summed: new Set(this.collapse.summed.map(({ name }) => name)) });
  }

  private lineOf(row: Fields): Fields | undefined {
    const [first = null, last = null, count = null, mark = null, marks = null, isSummed] = row;
    const { keys, summed } = this.collapse;
    const areSums = isSummed === 't';
    const sums = row.slice(5 + this.likenesses);
    if (areSums && !areExact(sums)) return undefined;
    const fields = this.places.map(({ kind, index }) => {
      if (kind === 'at') return first;
      if (kind === 'key') return row[6 + index] ?? null;
      if (kind === 'none') return null;
      return (areSums ? sums[index] : row[6 + keys.length + index]) ?? null;
    });
    return [...fields, count, last, areSums && summed.length > 0 ? '1' : '0', mark, marks];
  }
}

/** Whether doubles hold sums and their differences to the last digit. */
function areExact(sums: readonly (string | null | undefined)[]): boolean {
  let [whole, fraction] = [0, 0];
  for (const sum of sums) {
    const [before = '', behind = ''] = (sum ?? '').split('.');
    [whole, fraction] = [Math.max(whole, before.length), Math.max(fraction, behind.length)];
  }
  return whole + fraction <= mostDigits;
}

async function fetchCollapsed(
  client: ClientBase,
  { from, columns }: Place,
  reading: Reading,
  { texts, shifts, hasUnusual }: { texts: readonly string[]; shifts: readonly number[]; hasUnusual: boolean },
): Promise<{ readonly table: RemoteTable; readonly latest: number } | string> {
  const { collapse } = reading;
  const { every } = collapse;
  const bound = every === undefined ? [texts] : shifts.length === 0 ? [texts, every] : [texts, every, shifts];
  for await (const batch of batchesOf(client, collapsedStatement(from, collapse), bound)) {
    const why = reading.take(batch);
    if (why !== undefined) return why;
  }
  const kinds = [...reading.unusable.values()];
  if (hasUnusual || kinds.length > 0) {
    let usual = 0;
    for await (const batch of batchesOf(
      client,
      recordsStatement(from, collapse, columns, kinds.length),
      kinds.flat(),
    )) {
      usual += batch.filter(([isUsual]) => isUsual === 't').length;
      reading.takeRecords(batch);
    }
    if (usual !== reading.unusableRecords) return 'its records cannot be told apart';
  }
  return { table: reading.table(), latest: reading.judge.latest };
}

/** The rows of a statement, some thousand at a time. */
export async function* batchesOf(
  client: ClientBase,
  statement: string,
  bound: readonly unknown[] = [],
): AsyncGenerator<readonly Fields[]> {
  await client.query(`DECLARE sla_rows NO SCROLL CURSOR FOR ${statement}`, [...bound]);
  try {
    for (;;) {
      const { rows } = await client.query<(string | null)[]>({
        text: `FETCH FORWARD ${rowsAtOnce} FROM sla_rows`,
        rowMode: 'array',
      });
      yield rows;
      if (rows.length < rowsAtOnce) return;
    }
  } finally {
    // After a failure nothing can be closed, and nothing has to be.
    await client.query('CLOSE sla_rows').catch(() => undefined);
  }
}

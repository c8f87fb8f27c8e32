// Writes the statements by which PostgreSQL puts records together: sums and counts of records that are alike.
// It must never put text of an agreement into a statement but as a quoted name: cuts and values are bound.

import { marksPerSlot } from '../folds/marks';
import { isInteger, typeNumbers, type Collapse, type Column } from './collapse';
import { quotedName, selected, writtenInstant } from './sql';

/**
 * Amounts that may be summed: their digits fit a double, one by one and, after a look at the sum, together. Others stay as they stand;
 * so do negative ones, which make their record a bad one.
 */
function isPlain(column: Column): string {
  const name = quotedName(column.name);
  const most = isInteger(column) ? `${name} <= 1000000000000000` : `${name} < 1000000000 AND scale(${name}) <= 6`;
  return `(${name} IS NULL OR (${name} >= 0 AND ${most}))`;
}

/** The instant of a record, and whether it is one with which time can be cut; doubles tell its microseconds apart. */
function instantOf({ at }: Collapse): { readonly instant: string; readonly type: string; readonly isUsual: string } {
  const name = quotedName(at.name);
  const isZoned = at.type === typeNumbers.timestamptz;
  return {
    instant: at.type === typeNumbers.date ? `CAST(${name} AS timestamp)` : name,
    type: isZoned ? 'timestamptz' : 'timestamp',
    isUsual: `COALESCE(isfinite(${name}) AND ${name} >= '1900-01-02' AND ${name} < '2100-01-01', false)`,
  };
}

/** What records have to have in common: the expression of each mark, and the type by which it is bound. */
export interface Likeness {
  readonly expression: string;
  readonly type: 'text' | 'boolean';
}

/** Whether amounts are summed, then the keys, the amounts that are not plain, which amounts are above zero, and which of two is greater. */
export function likenessesOf({ keys, summed, pairs }: Collapse): readonly Likeness[] {
  const areSummed = summed.length === 0 ? 'false' : summed.map(isPlain).join(' AND ');
  const text = (expression: string): Likeness => ({ expression: `(${expression}) COLLATE "C"`, type: 'text' });
  const flag = (expression: string): Likeness => ({
    expression: `CASE WHEN ${areSummed} THEN ${expression} END`,
    type: 'boolean',
  });
  return [
    { expression: areSummed, type: 'boolean' },
    ...keys.map((column) => text(selected(column))),
    ...summed.map((column) => text(`CASE WHEN ${areSummed} THEN NULL ELSE ${selected(column)} END`)),
    ...summed.map(({ name }) => flag(`${quotedName(name)} > 0`)),
    ...pairs.map(([one, other]) => flag(`${quotedName(one)} > ${quotedName(other)}`)),
  ];
}

/** Asks for the first and the last instant with which time can be cut, the number of such records, and of all. */
export function spanStatement(from: string, collapse: Collapse): string {
  const { instant, isUsual } = instantOf(collapse);
  const written = (expression: string): string => writtenInstant(collapse.at.type, expression);
  return (
    `SELECT ${written('first')}, ${written('last')}, usual, whole FROM ` +
    `(SELECT min(${instant}) FILTER (WHERE ${isUsual}) AS first, max(${instant}) FILTER (WHERE ${isUsual}) AS last, ` +
    `count(*) FILTER (WHERE ${isUsual}) AS usual, count(*) AS whole FROM ${from}) AS span`
  );
}

/**
 * Asks for records that are put together; parameters are the cuts, and with a rhythm its length in microseconds and the shift of each
 * part. Columns: first and last instant, number of records, first mark, number of marks, the likenesses, and the sums.
 */
export function collapsedStatement(from: string, collapse: Collapse): string {
  const { at, summed, every } = collapse;
  const { instant, type, isUsual } = instantOf(collapse);
  const likenesses = likenessesOf(collapse);
  const likes = likenesses.map((_, index) => `l${index}`);
  const sums = summed.map((_, index) => `s${index}`);
  const base =
    `SELECT ${instant} AS at, width_bucket(${instant}, CAST($1 AS ${type}[])) AS part` +
    likenesses.map(({ expression }, index) => `, ${expression} AS l${index}`).join('') +
    summed
      .map(({ name }, index) => `, CASE WHEN ${likenesses[0]!.expression} THEN ${quotedName(name)} END AS s${index}`)
      .join('') +
    ` FROM ${from} WHERE ${isUsual}`;
  const alike = ['part', ...likes].join(', ');
  const list = (columns: readonly string[]): string => columns.map((column) => `, ${column}`).join('');
  const totals = sums.map((sum) => `sum(${sum})`);
  const span = `${writtenInstant(at.type, 'min(first)')}, ${writtenInstant(at.type, 'max(last)')}, sum(records)`;
  const summedAs = sums.map((sum) => `sum(${sum}) AS ${sum}`);
  if (every === undefined) {
    const plain = `${writtenInstant(at.type, 'min(at)')}, ${writtenInstant(at.type, 'max(at)')}, count(*)`;
    return `SELECT ${plain}, NULL, NULL${list(likes)}${list(totals)} FROM (${base}) AS record GROUP BY ${alike}`;
  }
  const shift = type === 'timestamp' ? ' - (CAST($3 AS bigint[]))[part + 1]' : '';
  const ticks = `(CAST(round(EXTRACT(EPOCH FROM at) * 1000000) AS bigint)${shift}) * ${marksPerSlot}`;
  // A whole division that goes down for instants before 1970, too.
  const mark = `(ticks - ((ticks % CAST($2 AS bigint)) + CAST($2 AS bigint)) % CAST($2 AS bigint)) / CAST($2 AS bigint)`;
  const ticked = `SELECT *, ${ticks} AS ticks FROM (${base}) AS record`;
  const marked = `SELECT *, ${mark} AS mark FROM (${ticked}) AS ticked`;
  const byMark =
    `SELECT ${alike}, mark, count(*) AS records, min(at) AS first, max(at) AS last${list(summedAs)} ` +
    `FROM (${marked}) AS marked GROUP BY ${alike}, mark`;
  // Marks one slot apart are told by the first of them and their number.
  const order = `PARTITION BY ${alike} ORDER BY mark`;
  const stepped = `SELECT *, CASE WHEN mark - lag(mark) OVER (${order}) = ${marksPerSlot} THEN 0 ELSE 1 END AS begins FROM (${byMark}) AS slot`;
  const inRuns = `SELECT *, sum(begins) OVER (${order}) AS run FROM (${stepped}) AS stepped`;
  return `SELECT ${span}, min(mark), count(*)${list(likes)}${list(totals)} FROM (${inRuns}) AS slot GROUP BY ${alike}, run`;
}

/**
 * Asks for the records themselves: those whose instant cannot be used, and those of `kinds` of likenesses, which are the parameters one
 * after the other. Columns: whether the instant is usual, then the columns as they are always selected.
 */
export function recordsStatement(from: string, collapse: Collapse, columns: readonly Column[], kinds: number): string {
  const { isUsual } = instantOf(collapse);
  const likenesses = likenessesOf(collapse);
  const base =
    `SELECT ${isUsual} AS usual` +
    columns.map((column, index) => `, ${selected(column)} AS c${index}`).join('') +
    likenesses.map(({ expression }, index) => `, ${expression} AS l${index}`).join('') +
    ` FROM ${from}`;
  const alike = Array.from({ length: kinds }, (_, kind) => {
    const same = likenesses.map(
      ({ type }, index) => `l${index} IS NOT DISTINCT FROM CAST($${kind * likenesses.length + index + 1} AS ${type})`,
    );
    return ` OR (${same.join(' AND ')})`;
  });
  return `SELECT usual${columns.map((_, index) => `, c${index}`).join('')} FROM (${base}) AS record WHERE NOT usual${alike.join('')}`;
}

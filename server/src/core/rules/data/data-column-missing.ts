// data-column-missing: the attached data lacks a column that the agreement reads.
// It must never speak before the header of the file is known.

import type { SlaFile } from '../../model/file';
import { exclusionOf, isIndicator } from '../../model/queries';
import { innerSpan } from '../../model/reader';
import type { DataSource, Metric, RoleColumn, Text } from '../../model/sla';
import { namesIn, parseExpression } from '../../scalars/expression';
import { nearest } from '../../schema/suggest';
import { entryOf } from '../../syntax/nodes';
import type { Span } from '../../text/span';
import { chooseInput, likelyMappings, mappedRoles, missingRoles, type Mapping } from '../../vocabulary/metrics/choose';
import { metricType } from '../../vocabulary/metrics/index';
import { fixOf, insertEntry, isOwn } from '../edits';
import { ownMap } from '../facts';
import { withFixes } from '../fixes';
import { judgedObjectives, type Judged } from '../judged';
import { defineRule, type Fix, type Yield } from '../rule';
import { cut, message, quoted } from '../say';

export const dataColumnMissing = defineRule({
  id: 'data-column-missing',
  category: 'data',
  lane: 'measured',
  severity: 'error',
  summary: 'The attached data lacks a column that the agreement reads.',
  why: 'A metric without its columns is never computed, so every verdict stays unknown.',
  bad: `data:
  minutes: { file: minutes.csv, columns: { good: total }, where: regoin == "eu" }
#                                                                ^^^^^^ No column "regoin"; did you mean "region"?
metrics:
  uptime: { type: availability, data: minutes }
`,
  good: `data:
  minutes: { file: minutes.csv }
metrics:
  uptime: { type: availability, data: minutes }
`,
  fixed: `data:
  minutes: { file: minutes.csv, columns: { good: total }, where: region == "eu" }
metrics:
  uptime: { type: availability, data: minutes }
`,
  yieldsTo: ['unresolved-id', 'metric-type-unknown'],
  *check({ file, data }) {
    const told = new Set<number>();
    for (const source of file.model.data) {
      const header = data.columns.get(source.id);
      if (header === undefined || header.length === 0) continue;
      for (const found of columnsOf(file, source, header)) {
        if (told.has(found.span.start)) continue;
        told.add(found.span.start);
        yield found;
      }
    }
  },
});

/** What the columns of a source were looked for beside: one object for as long as none of it has changed. */
interface Ground {
  readonly header: readonly string[];
  readonly mapped: string;
}

const grounds = new WeakMap<DataSource, Ground>();
/** Metrics and objectives of which everything was there, with what they were looked at beside. */
const complete = new WeakMap<Metric | Judged, Ground>();

function groundOf(source: DataSource, header: readonly string[], columns: readonly RoleColumn[]): Ground {
  const mapped = columns.map(({ role, source: { value } }) => `${role}=${value}`).join('\n');
  const before = grounds.get(source);
  if (before?.header === header && before.mapped === mapped) return before;
  const made = { header, mapped };
  grounds.set(source, made);
  return made;
}

/** Yields what is lacking for something; where nothing is, that is remembered: of thousands, a key changes one. */
function* unlessComplete(of: Metric | Judged, ground: Ground, look: () => Iterable<Yield>): Generator<Yield> {
  if (complete.get(of) === ground) return;
  let isComplete = true;
  for (const each of look()) {
    isComplete = false;
    yield each;
  }
  if (isComplete) complete.set(of, ground);
}

function* columnsOf(file: SlaFile, source: DataSource, header: readonly string[]): Generator<Yield> {
  const metrics = file.model.metrics.filter((metric) => metric.data?.value === source.id);
  const columns = [source, ...metrics].flatMap((each) => each.columns);
  const reader = new HeaderReader(file, header, columns);
  const ground = groundOf(source, header, columns);
  yield* reader.mapped(source.columns);
  yield* reader.expression(source.where);
  yield* reader.column(source.key);
  for (const metric of metrics)
    yield* unlessComplete(metric, ground, () => ofMetric(file, reader, metric, source, header));
  const own = new Set(metrics);
  for (const judged of judgedObjectives(file.model)) {
    const { objective, metric } = judged;
    // What an exclusion says is no part of the objective.
    if (!own.has(metric) || (objective.per.length === 0 && objective.excludes.length === 0)) continue;
    if (objective.excludes.length === 0) yield* unlessComplete(judged, ground, () => ofPer(reader, judged));
    else {
      yield* ofPer(reader, judged);
      if (isIndicator(objective)) continue;
      for (const { value } of objective.excludes) yield* reader.expression(exclusionOf(file.model, value)?.where);
    }
  }
}

function* ofMetric(
  file: SlaFile,
  reader: HeaderReader,
  metric: Metric,
  source: DataSource,
  header: readonly string[],
): Generator<Yield> {
  yield* roles(file, metric, source, header);
  yield* reader.mapped(metric.columns);
  yield* reader.expression(metric.where);
  for (const { name, kind } of metricType(metric.type?.value)?.parameters ?? [])
    if (kind === 'expression') yield* reader.expression(metric.parameters.get(name));
}

function* ofPer(reader: HeaderReader, { objective }: Judged): Generator<Yield> {
  for (const per of objective.per) yield* reader.column(per);
}

/** The roles that a type needs and the header does not feed. */
function* roles(file: SlaFile, metric: Metric, source: DataSource, header: readonly string[]): Generator<Yield> {
  const type = metric.type?.value;
  if (type === undefined || metric.data === undefined) return;
  const columns = Object.fromEntries(
    [...source.columns, ...metric.columns].map(({ role, source: { value } }) => [role, value]),
  );
  const missing = missingRoles(type, columns, header);
  if (missing.length === 0 || chooseInput(type, columns, header) !== undefined) return;
  const mappings = likelyMappings(type, columns, header);
  // Of several inputs the one is meant whose columns are there under other names.
  const needed = mappings[0]?.map(([role]) => role) ?? missing;
  const found = {
    span: metric.data.span,
    message: message(`${quoted(type, 26)} needs ${cut(needed.join(' and '), 26)}; ${shown(header)}`),
  };
  yield withFixes(found, () => mappings.flatMap((mapping) => mapFix(file, source, mapping)));
}

function mapFix(file: SlaFile, source: DataSource, mapping: Mapping): readonly Fix[] {
  const map = ownMap(source);
  const own = map === undefined ? undefined : entryOf(map, 'columns');
  const columns = isOwn(own) && own?.value?.kind === 'map' && own.value.entries.length > 0 ? own.value : undefined;
  if (map === undefined || (own !== undefined && columns === undefined)) return [];
  const { text } = file.snapshot;
  const written = mapping.map(([role, column]) => `${role}: ${column}`).join(', ');
  const title = `Map ${mapping.map(([role, column]) => `${role} to "${column}"`).join(', ')}`;
  if (columns === undefined) return fixOf(title, insertEntry(text, map, 'columns', `{ ${written} }`, ['file']));
  const edits = mapping.map(([role, column]) => insertEntry(text, columns, role, column));
  // Edits at one place would depend on their order: they are one.
  const [first] = edits;
  const newText = edits.map((edit) => edit?.newText ?? '').join('');
  return fixOf(title, first === undefined ? undefined : { span: first.span, newText });
}

function shown(header: readonly string[]): string {
  return `columns are ${header
    .map((name) => cut(name, 16))
    .slice(0, 8)
    .join(', ')}`;
}

/** Looks for the columns of one file that a text reads; a class because all texts share one header. */
class HeaderReader {
  private readonly file: SlaFile;
  private readonly header: readonly string[];
  private readonly known: ReadonlySet<string>;

  constructor(file: SlaFile, header: readonly string[], columns: readonly RoleColumn[]) {
    this.file = file;
    this.header = header;
    const mapped = Object.fromEntries(columns.map(({ role, source: { value } }) => [role, value]));
    const roles = [...mappedRoles(mapped, header).keys()];
    // Of good, bad and total the third follows from the other two.
    const counts = ['good', 'bad', 'total'];
    const derived = counts.filter((role) => roles.includes(role)).length > 1 ? counts : [];
    this.known = new Set([...header, ...roles, ...derived]);
  }

  /** A plain column name, as `per` and `key` take it. */
  *column(text: Text | undefined): Generator<Yield> {
    if (text !== undefined && text.value !== '' && !this.header.includes(text.value))
      yield this.said(text.value, text.span);
  }

  /** What roles are mapped to: a column, or an expression over columns. */
  *mapped(columns: readonly RoleColumn[]): Generator<Yield> {
    for (const { source } of columns) {
      if (this.header.includes(source.value)) continue;
      const parsed = parseExpression(source.value);
      if (parsed.ok && parsed.expression.kind !== 'name') yield* this.expression(source);
      else yield* this.column(source);
    }
  }

  *expression(text: Text | undefined): Generator<Yield> {
    const parsed = text === undefined ? undefined : parseExpression(text.value);
    if (text === undefined || parsed?.ok !== true) return;
    for (const { name, span } of namesIn(parsed.expression))
      if (!this.known.has(name)) yield this.said(name, innerSpan(this.file.snapshot.text, text.span, text.value, span));
  }

  private said(name: string, span: Span): Yield {
    const meant = nearest(name, this.header);
    const fact = `No column ${quoted(name, 30)}`;
    const isExact = this.file.snapshot.text.slice(span.start, span.end) === name;
    const canReplace = meant !== undefined && isExact && /^[\p{L}_][\p{L}\p{N}_]*$/u.test(meant);
    const fixes: readonly Fix[] = canReplace
      ? [{ title: `Replace by "${meant}"`, edits: [{ span, newText: meant }] }]
      : [];
    return {
      span,
      message: message(
        meant === undefined ? `${fact}; ${shown(this.header)}` : `${fact}; did you mean ${quoted(meant)}?`,
      ),
      fixes,
    };
  }
}

// What every part of completion is asked with: the agreement, the place of the cursor, what the language allows there.
// It must never hold an answer.

import type { SlaFile } from '../../model/file';
import { metricOf, objectiveOf, sourceOf } from '../../model/queries';
import type { DataSource, Metric } from '../../model/sla';
import { dataOf, type Project } from '../../project';
import type { Lookup } from '../../schema/navigate';
import { forLine } from '../../show/escape';
import { metricType } from '../../vocabulary/metrics/index';
import type { MetricType } from '../../vocabulary/metrics/metric';
import { mappedRoles } from '../../vocabulary/metrics/choose';
import type { Draft } from './item';
import type { Place } from './place';

export interface Ask {
  readonly project: Project;
  readonly file: SlaFile;
  readonly place: Place;
  /** Texts of the document by path; siblings of the cursor are read from the text, which also works where the tree is broken. */
  readonly lookup: Lookup;
}

/** The metric that the place belongs to or judges: its own, its objective's, that of an objective that its remedy serves. */
export function metricAt({ file, place, lookup }: Ask): Metric | undefined {
  const [section, id] = place.path;
  const { model } = file;
  if (section === 'metrics') return metricOf(model, String(id));
  if (section === 'objectives') return metricOf(model, lookup(['objectives', String(id), 'metric']));
  if (section === 'dependencies') return metricOf(model, objectiveOf(model, forOf(file, String(id)))?.metric?.value);
  if (section !== 'remedies') return undefined;
  const served = model.objectives.find(({ remedies }) => remedies.some(({ value }) => value === id));
  return metricOf(model, served?.metric?.value);
}

function forOf(file: SlaFile, id: string): string | undefined {
  return file.model.dependencies.find((dependency) => dependency.id === id)?.objectives[0]?.value;
}

/** The type of that metric, as it is written now. */
export function typeAt(ask: Ask): MetricType | undefined {
  const [section, id] = ask.place.path;
  const written = section === 'metrics' ? ask.lookup(['metrics', String(id), 'type']) : undefined;
  return metricType(written ?? metricAt(ask)?.type?.value);
}

/** The data source that the place belongs to or reads. */
export function sourceAt(ask: Ask): DataSource | undefined {
  const [section, id] = ask.place.path;
  const { model } = ask.file;
  if (section === 'data') return sourceOf(model, String(id));
  if (section === 'metrics' || section === 'exclusions') {
    const written = ask.lookup([section, String(id), 'data']);
    if (written !== undefined) return sourceOf(model, written);
  }
  return sourceOf(model, metricAt(ask)?.data?.value);
}

/** The columns of that source, as far as its header was read. */
export function headerAt(ask: Ask): readonly string[] {
  const source = sourceAt(ask);
  return (source === undefined ? undefined : dataOf(ask.project, ask.file).columns.get(source.id)) ?? [];
}

/** Values of a column of that header, as one line each without signs that steer or hide; none where nothing was read. */
export function samplesAt(ask: Ask, column: string): readonly string[] {
  const source = sourceAt(ask);
  if (source === undefined) return [];
  const { columns, samples } = dataOf(ask.project, ask.file);
  const index = columns.get(source.id)?.indexOf(column) ?? -1;
  return (index < 0 ? undefined : samples?.get(source.id)?.[index])?.map(forLine) ?? [];
}

/** What a column is, for the list: where it stands, and what stands in it. */
export function columnDetail(ask: Ask, column: string): string {
  const [first, ...others] = samplesAt(ask, column);
  const values = first === undefined ? '' : `: ${[first, ...others].join(', ')}`;
  return `column of ${sourceAt(ask)?.id ?? ''}${values}`;
}

/** The roles that are mapped where an expression stands, which it may read like columns. */
export function rolesAt(ask: Ask): readonly string[] {
  const mapped = [...(sourceAt(ask)?.columns ?? []), ...(metricAt(ask)?.columns ?? [])];
  const columns = Object.fromEntries(mapped.map(({ role, source }) => [role, source.value]));
  return [...mappedRoles(columns, headerAt(ask)).keys()];
}

/** Several drafts of one kind from plain texts. */
export function plainly(texts: readonly string[], kind: Draft['kind'], detail = ''): readonly Draft[] {
  return texts.map((label) => ({ label, kind, detail }));
}

// What a role is to which a column is mapped: what the metric types that read it take from it.
// It must never tell of a role that no metric of the source reads, where some metric reads the source.

import type { SlaFile } from '../../model/file';
import type { Path } from '../../schema/navigate';
import { metricType } from '../../vocabulary/metrics/index';
import type { MetricType, Role } from '../../vocabulary/metrics/metric';
import { coded, some } from './words';

/** What an exclusion takes from its record of intervals. */
const ofExclusions: Readonly<Record<string, string>> = {
  start: 'Instant from which time is excluded.',
  end: 'Instant up to which it is; empty while it lasts.',
  announced: 'Instant at which it was announced, from which a notice is counted; may be empty or left out.',
};

/**
 * The role at a path below `columns` of a metric or of a source, named by itself or by what is mapped to it. Undefined for a name
 * that is no role of what reads it.
 */
export function roleCard(file: SlaFile, path: Path, mapped: string | undefined): string | undefined {
  const [section, id, key, role] = path;
  if (key !== 'columns' || path.length !== 4 || (section !== 'metrics' && section !== 'data')) return undefined;
  const lines = [
    ...ofMetrics(file, section, String(id), String(role)),
    ...excluded(file, section, String(id), String(role)),
  ];
  if (lines.length === 0) return undefined;
  const head =
    mapped === undefined ? `${coded(String(role))} (role)` : `${coded(mapped)}, read as ${coded(String(role))}`;
  return [head, ...lines].join('\n\n');
}

function ofMetrics({ model }: SlaFile, section: 'metrics' | 'data', id: string, role: string): readonly string[] {
  const readers = model.metrics.filter((metric) => (section === 'metrics' ? metric.id : metric.data?.value) === id);
  const types = new Map<string, MetricType>();
  for (const metric of readers) {
    const type = metricType(metric.type?.value);
    if (type !== undefined) types.set(type.id, type);
  }
  const byDocs = new Map<string, { readonly role: Role; readonly types: Set<string> }>();
  for (const type of types.values())
    for (const each of type.inputs.flatMap(({ roles }) => roles)) {
      if (each.role !== role) continue;
      const known = byDocs.get(each.docs) ?? { role: each, types: new Set<string>() };
      known.types.add(type.id);
      byDocs.set(each.docs, known);
    }
  return [...byDocs.values()].map(({ role: { docs, type, isOptional }, types: of }) => {
    const kind = `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}${isOptional === true ? ', may be empty or left out' : ''}`;
    return `${docs} Takes ${kind}; read by ${some([...of].map(coded))}.`;
  });
}

function excluded({ model }: SlaFile, section: 'metrics' | 'data', id: string, role: string): readonly string[] {
  const readers = section === 'data' ? model.exclusions.filter(({ data }) => data?.value === id) : [];
  const docs = readers.length > 0 && Object.hasOwn(ofExclusions, role) ? ofExclusions[role] : undefined;
  return docs === undefined ? [] : [`${docs} Read by ${some(readers.map((each) => coded(each.id)))}.`];
}

// How the promised values are measured: what each type means, with which parameters, from which records.
// It must never state a parameter that is not written, but for the usual meaning of the type.

import { reader } from '../model/reader';
import type { DataSource, Metric, RoleColumn, Text } from '../model/sla';
import type * as shape from '../schema/types.generated';
import {
  beforeStarts,
  betters,
  clockEvents,
  missingData,
  roundingModes,
  sourceRoles,
  type Word,
} from '../vocabulary/kinds';
import { metricType } from '../vocabulary/metrics/index';
import type { MetricType, Parameter } from '../vocabulary/metrics/metric';
import { parseQuantity } from '../scalars/quantity';
import { conditionWords } from './conditions';
import { facts, heading, paragraph, table, type Block } from './document';
import { ended, humanised, inSentence, joined, quantityWords, spanWords, statisticWords } from './phrases';
import {
  asWritten,
  clauseName,
  clauseTitle,
  everyAt,
  numberAt,
  partiesNames,
  plain,
  quantityAt,
  wordMeaning,
  written,
  type Telling,
} from './telling';

export function metrics(telling: Telling): readonly Block[] {
  return telling.model.metrics.flatMap((metric) => metricBlocks(telling, metric));
}

function metricBlocks(telling: Telling, metric: Metric): readonly Block[] {
  const { id, idSpan, span, map, service, data, where, statistic, members, measuredAt } = metric;
  const read = reader<shape.Metric>(map);
  const type = metricType(metric.type?.value);
  return [
    heading(3, clauseTitle(telling, 'metrics', id), idSpan),
    ...paragraph(
      type === undefined
        ? [
            metric.type === undefined
              ? 'What is measured is not written.'
              : `What is measured: ${asWritten(metric.type.value)}.`,
          ]
        : [
            `${type.title}: ${type.docs}`,
            `In short: ${ended(type.formula.replace(/\b[a-z]+[A-Z]\w*/g, (word) => inSentence(humanised(word))))}`,
          ],
      span,
    ),
    ...facts([
      ['Service', service === undefined ? undefined : clauseName(telling, 'services', service.value)],
      ['Measured by', partiesNames(telling, metric.measuredBy)],
      ['Checked by', partiesNames(telling, metric.verifiedBy)],
      ['Measured at', measuredAt?.value],
      ['Controlled by', partiesNames(telling, metric.controlledBy)],
      ['Records', data === undefined ? undefined : clauseName(telling, 'data', data.value)],
      ['Read from', rolesWords(metric.columns)],
      ['Only records where', where === undefined ? undefined : conditionWords(where.value)],
      ['Unit', metric.unit?.value],
      ['Units', rolesWords(metric.units)],
      [
        'Judged by',
        statistic === undefined ? written(read.text('statistic')) : `the ${statisticWords(statistic.value)}`,
      ],
      ['Formula of the paper', plain(read, 'formula')],
      ['Better', docsOf(betters, metric.better)],
      ['Gaps in the data', docsOf(missingData, metric.noData)],
      ['Least coverage', coverage(quantityAt(read, 'minimumCoverage'))],
      ['Before the start', docsOf(beforeStarts, metric.beforeStart)],
      ['Rounding', rounding(read)],
      ['Made of', members.length === 0 ? undefined : joined(members.map(({ value }) => memberName(telling, value)))],
      ...parameters(telling, metric, type),
    ]),
  ];
}

/** The meaning of a word of a closed set; of one that is not known, the word. */
function docsOf(words: readonly Word[], text: Text | undefined): string | undefined {
  if (text === undefined) return undefined;
  return wordMeaning(words, text.value);
}

function coverage(least: string | undefined): string | undefined {
  return least === undefined ? undefined : `Windows with less than ${least} of the data are unknown.`;
}

function rounding(read: ReturnType<typeof reader<shape.Metric>>): string | undefined {
  const inner = read.inner<shape.Rounding>('rounding');
  if (inner.map === undefined) return undefined;
  const digits = numberAt(inner, 'digits') ?? 'no';
  const mode = docsOf(roundingModes, inner.text('mode'));
  return `To ${digits} ${digits === '1' ? 'digit' : 'digits'} behind the point. ${mode ?? ''}`.trim();
}

function memberName(telling: Telling, id: string): string {
  const isMetric = telling.model.metrics.some((metric) => metric.id === id);
  return clauseName(telling, isMetric ? 'metrics' : 'objectives', id);
}

/** `at: checked_at; good: status is less than 500`, with the roles in words. */
function rolesWords(columns: readonly RoleColumn[]): string | undefined {
  const parts = columns.map(({ role, source }) => `${roleName(role)}: ${conditionWords(source.value)}`);
  return parts.length === 0 ? undefined : parts.join('; ');
}

const roleNames: Readonly<Record<string, string>> = { at: 'instant', ok: 'good or not', end: 'end', start: 'start' };

function roleName(role: string): string {
  const isKnown = sourceRoles.some(({ id }) => id === role);
  return isKnown ? (roleNames[role] ?? humanised(role).toLowerCase()) : humanised(role).toLowerCase();
}

/** The parameters that are written, each as a term and its value. */
function parameters(
  telling: Telling,
  metric: Metric,
  type: MetricType | undefined,
): readonly (readonly [string, string])[] {
  return [...metric.parameters].map(([name, { value }]): readonly [string, string] => {
    const [own = name, part] = name.split('.');
    const known = type?.parameters.find((parameter) => parameter.name === own);
    const term =
      part === undefined
        ? humanised(own)
        : `${humanised(own)}: ${isMember(known) ? memberName(telling, part) : humanised(part).toLowerCase()}`;
    return [term, parameterWords(telling, known, own, part, value)];
  });
}

function isMember(parameter: Parameter | undefined): boolean {
  return parameter?.kind === 'weights';
}

function parameterWords(
  telling: Telling,
  known: Parameter | undefined,
  name: string,
  part: string | undefined,
  value: string,
): string {
  if (name === 'calendar' || part === 'calendar') return clauseName(telling, 'calendars', value);
  if (known?.kind === 'data') return clauseName(telling, 'data', value);
  if (known?.kind === 'expression') return conditionWords(value);
  if (name === 'clock') return wordMeaning(clockEvents, value);
  const quantity = parseQuantity(value);
  const words = quantity.ok ? quantityWords(quantity.value) : value;
  return known === undefined || part !== undefined ? words : `${words}. ${meaningOf(known)}`;
}

/** What a parameter says, without what only those need to know who write an agreement. */
function meaningOf({ docs }: Parameter): string {
  return ended(docs.split(/;|, with topology/)[0] ?? docs);
}

export function data(telling: Telling): readonly Block[] {
  return telling.model.data.flatMap((source) => sourceBlocks(telling, source));
}

function sourceBlocks(telling: Telling, source: DataSource): readonly Block[] {
  const {
    id,
    idSpan,
    span,
    map,
    file,
    connection,
    table: from,
    queries,
    columns,
    where,
    units,
    timeZone,
    key,
    aliases,
    covers,
  } = source;
  const read = reader<shape.DataSource>(map);
  return [
    heading(3, clauseTitle(telling, 'data', id), idSpan),
    ...facts(
      [
        ['File', file?.value],
        ['Connection', connection?.value],
        ['Table', from?.value],
        ...queries.map(({ role, query }): readonly [string, string] => [`Query for ${roleName(role)}`, query.value]),
        ['Read from', rolesWords(columns)],
        ['Only records where', where === undefined ? undefined : conditionWords(where.value)],
        ['Units', rolesWords(units)],
        ['Clock of times without one', timeZone?.value],
        [
          'Corrections',
          key === undefined ? undefined : `Of several rows with the same “${key.value}” the last one counts.`,
        ],
        ['Complete', covers === undefined ? undefined : spanWords(covers.from?.value, covers.to?.value)],
        ['Expected', expected(everyAt(read, 'every'))],
      ],
      span,
    ),
    ...table({
      caption: `Names that have changed in “${clauseTitle(telling, 'data', id)}”`,
      head: ['Column', 'Before', 'Now'],
      rows: aliases.map(({ column, from: old, to }) => [column, old, to]),
    }),
  ];
}

function expected(every: string | undefined): string | undefined {
  return every === undefined ? undefined : `A record ${every}; a longer gap is missing data.`;
}

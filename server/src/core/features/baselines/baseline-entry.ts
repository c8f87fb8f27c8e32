// Writes what the windows of a record say as the baseline of a metric, or of an objective that judges its metric in its own way.
// It must never write a number that the data does not give, nor one baseline for several groups.

import { baselineOf, type BaselineStatistics } from '../../compliance/baseline';
import { historiesOf } from '../../compliance/history';
import { holdsUnit, type ObjectiveResult } from '../../compliance/result';
import { digitsOf } from '../../compliance/suggestion';
import type { SlaFile } from '../../model/file';
import { metricOf } from '../../model/queries';
import type { Bound, Named, Objective } from '../../model/sla';
import { ownMap } from '../../rules/facts';
import { written } from '../../rules/edits';
import { zoneIn } from '../../rules/measured-objectives';
import type { TextEdit } from '../../rules/rule';
import { convert } from '../../scalars/quantity';
import { compare, isZero, round, toDecimal, toNumber, type Rational } from '../../scalars/rational';
import type { WindowSpec } from '../../scalars/words';
import { entryOf, type Entry, type MapNode, type Node } from '../../syntax/nodes';
import { endOfEntry } from '../../schema/mend';
import { newlineOf, startOfLine } from '../../text/lines';
import type { Located } from '../../text/span';
import { businessUnits } from '../../show/words';
import { dayMs, showDay } from '../../time/civil';
import type { Zone } from '../../time/zones';
import { isJsonFile } from '../json-edits';

/** What would be written, or why nothing can be. */
export type BaselineEdit =
  | { readonly edits: readonly TextEdit[]; readonly isRefresh: boolean; readonly owner: string }
  | { readonly refusal: string };

/** A key of a baseline with its value as plain text. */
type Field = readonly [key: string, text: string];

/**
 * The edits that write the baseline of an objective, or refresh the one that is there: what stays is what a person has added. It goes to
 * the metric, and to the objective where several objectives judge the metric or the objective has a baseline already. Refused for groups,
 * for windows that overlap, for what only holds or does not, and where the clause cannot be edited in its place.
 */
export function baselineEdit(
  file: SlaFile,
  objective: Objective,
  result: ObjectiveResult,
  fingerprint: string | undefined,
): BaselineEdit {
  const refuse = (refusal: string): BaselineEdit => ({ refusal });
  const metric = metricOf(file.model, objective.metric?.value);
  const zone = zoneIn(file.model);
  if (metric === undefined || zone === undefined) return refuse('its metric or its time zone cannot be read');
  const [history, other] = historiesOf(result);
  if (history === undefined) return refuse(result.unavailable ?? 'no window of its record is complete');
  if (other !== undefined || history.group !== undefined)
    return refuse('it is judged by groups, and a baseline is written for a whole');
  if (history.windows[0]?.isRolling === true) return refuse('its windows overlap, so that they are no sample');
  if (result.unit === holdsUnit) return refuse('what only holds or does not has no middle value');
  if (fingerprint === undefined) return refuse('its data lies in no file that a fingerprint could be taken of');
  const statistics = baselineOf(result, undefined);
  if (statistics === undefined) return refuse('no window of its record is complete');
  const others = file.model.objectives.filter((each) => each.metric?.value === metric.id);
  const isOwn = objective.baseline !== undefined || others.length > 1;
  const owner: Named = isOwn ? objective : metric;
  const fields = fieldsOf(file, objective, statistics, result, zone, fingerprint);
  const edits = writtenInto(file, owner, fields);
  if (edits === undefined) return refuse(`"${owner.id}" is written in a way that cannot be edited in its place`);
  const isRefresh = (isOwn ? objective.baseline : metric.baseline) !== undefined;
  return { edits, isRefresh, owner: `${isOwn ? 'objective' : 'metric'} "${owner.id}"` };
}

function fieldsOf(
  file: SlaFile,
  objective: Objective,
  { windows, from, to, median, lowest, highest }: BaselineStatistics,
  { unit }: ObjectiveResult,
  zone: Zone,
  fingerprint: string,
): readonly Field[] {
  const bounds = objective.share === undefined ? objective.bounds : [];
  const show = (value: Rational): string => quantityText(value, unit, bounds);
  const day = (instant: number): string => showDay(Math.floor(zone.localOf(instant) / dayMs));
  const { window } = objective;
  const excludes = objective.excludes.map(({ value }) => value);
  return [
    ['value', show(median)],
    ['statistic', 'median'],
    ...(window === undefined ? [] : [['window', windowText(file, window)] as const]),
    ['from', day(from)],
    ['to', day(to - 1)],
    ['windows', `${windows}`],
    ['lowest', show(lowest)],
    ['highest', show(highest)],
    ...(excludes.length === 0 ? [] : [['excludes', `[${excludes.join(', ')}]`] as const]),
    ['fingerprint', fingerprint],
  ];
}

/** The window on one line: what stands behind an alias or on several lines is not read the same in another place. */
function windowText(file: SlaFile, { value, span }: Located<WindowSpec>): string {
  if (value.kind === 'calendar' && value.anchor === undefined) return value.unit;
  if (value.kind === 'calendar' && !isJsonFile(file)) return `{ every: ${value.unit}, anchor: ${value.anchor} }`;
  return file.snapshot.text.slice(span.start, span.end).replace(/\s+/g, ' ').trim();
}

/** Digits that a written number has beyond those of the target, and at least: shares are told in thousandths of a percent. */
const moreDigits = 2;
const [leastOfShare, leastOfOther] = [3, 2];
const mostDigits = 9;
/** So many digits of a small value are told, or all windows of a rate would read alike. */
const significant = 3;

/** A value as the language reads it, with so many digits that rounding does not carry it over a bound. */
function quantityText(value: Rational, unit: string, bounds: readonly Bound[]): string {
  const least = Math.max(
    unit === '%' ? leastOfShare : leastOfOther,
    ...bounds.map(({ quantity }) => digitsOf(quantity.value) + moreDigits),
    isZero(value) ? 0 : significant - 1 - Math.floor(Math.log10(Math.abs(toNumber(value)))),
  );
  let digits = least;
  const crosses = (bound: Bound): boolean => {
    const at = convert(bound.quantity, unit);
    return at !== undefined && compare(round(value, digits, 'half-up'), at) !== compare(value, at);
  };
  while (digits < mostDigits && bounds.some(crosses)) digits++;
  const number = toDecimal(value, digits);
  if (bounds.some(({ quantity }) => quantity.business)) return `${number} business ${businessUnits[unit] ?? unit}`;
  return unit === '' ? number : unit.startsWith('/') ? `${number}${unit}` : `${number} ${unit}`;
}

/** The edits that give an owner a baseline with these fields; undefined where it is written through an alias. */
function writtenInto(file: SlaFile, owner: Named, fields: readonly Field[]): readonly TextEdit[] | undefined {
  const map = ownMap(owner);
  if (map === undefined) return undefined;
  const entry = entryOf(map, 'baseline');
  if (entry === undefined) {
    const edit = insertedMap(file, map, fields);
    return edit === undefined ? undefined : [edit];
  }
  if (isEmpty(entry.value)) return filled(file, map, entry, fields);
  if (entry.value?.kind !== 'map') return undefined;
  return refreshed(file, entry.value, fields);
}

/** Whether a key has been written and nothing behind it yet. */
function isEmpty(value: Node | undefined): boolean {
  if (value?.kind === 'map') return value.flow && value.entries.length === 0;
  return (
    value === undefined || (value.kind === 'scalar' && value.style === 'plain' && /^(?:|~|null)$/.test(value.text))
  );
}

/** Writes the fields behind a key that has none yet. */
function filled(file: SlaFile, map: MapNode, entry: Entry, fields: readonly Field[]): readonly TextEdit[] | undefined {
  const { text } = file.snapshot;
  if (entry.value !== undefined && entry.value.span.end > entry.value.span.start)
    return [{ span: entry.value.span, newText: flowOf(file, fields) }];
  if (map.flow) return undefined;
  const at = endOfEntry(text, entry);
  const line = lineBefore(file, entry.key.span.start);
  return [
    { span: { start: at, end: at }, newText: fields.map((each) => `${line}  ${fieldText(file, each)}`).join('') },
  ];
}

function flowOf(file: SlaFile, fields: readonly Field[]): string {
  return `{ ${fields.map((field) => fieldText(file, field)).join(', ')} }`;
}

/** Replaces what is there and adds what is not, in the form in which the baseline is written. */
function refreshed(file: SlaFile, map: MapNode, fields: readonly Field[]): readonly TextEdit[] | undefined {
  const missing: Field[] = [];
  const edits: TextEdit[] = [];
  for (const field of fields) {
    const [key, value] = field;
    const entry = entryOf(map, key);
    if (entry === undefined) missing.push(field);
    else if (entry.value === undefined || entry.value.kind === 'alias') return undefined;
    else if (entry.value.kind === 'scalar' && entry.value.style === 'block') return undefined;
    else edits.push({ span: entry.value.span, newText: valueText(file, value) });
  }
  const last = map.entries.at(-1);
  const first = map.entries[0];
  if (missing.length === 0) return edits;
  if (last === undefined || first === undefined) return undefined;
  const at = map.flow ? last.span.end : endOfEntry(file.snapshot.text, last);
  const own = edits.find(({ span }) => span.end === at);
  const added = missing.map((field) => fieldText(file, field));
  const newText = map.flow
    ? added.map((each) => `, ${each}`).join('')
    : added.map((each) => `${lineBefore(file, first.key.span.start)}${each}`).join('');
  // Two edits may not touch: what is added joins the one in front of it.
  if (own === undefined) return [...edits, { span: { start: at, end: at }, newText }];
  return edits.map((edit) => (edit === own ? { ...edit, newText: edit.newText + newText } : edit));
}

function insertedMap(file: SlaFile, map: MapNode, fields: readonly Field[]): TextEdit | undefined {
  const { text } = file.snapshot;
  const [first, last] = [map.entries[0], map.entries.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const isJson = isJsonFile(file);
  const flow = flowOf(file, fields);
  if (map.flow) {
    const isAlone = isJson && startOfLine(text, last.key.span.start) === startOfIndent(text, last.key.span.start);
    const separator = isAlone ? `,${lineBefore(file, last.key.span.start)}` : ', ';
    const at = last.span.end;
    return { span: { start: at, end: at }, newText: `${separator}${isJson ? '"baseline"' : 'baseline'}: ${flow}` };
  }
  const at = endOfEntry(text, last);
  const line = lineBefore(file, first.key.span.start);
  const lines = fields.map((field) => `${line}  ${fieldText(file, field)}`).join('');
  return { span: { start: at, end: at }, newText: `${line}baseline:${lines}` };
}

/** Where the line of an offset begins, if nothing but blanks stands before it; else the offset itself. */
function startOfIndent(text: string, offset: number): number {
  const start = startOfLine(text, offset);
  return text.slice(start, offset).trim() === '' ? start : offset;
}

/** A new line, indented as the token at an offset: as its line is where nothing else stands before it. */
function lineBefore({ snapshot: { text } }: SlaFile, offset: number): string {
  const before = text.slice(startOfLine(text, offset), offset);
  return newlineOf(text) + (before.trim() === '' ? before : ' '.repeat(before.length));
}

function fieldText(file: SlaFile, [key, value]: Field): string {
  return `${isJsonFile(file) ? JSON.stringify(key) : key}: ${valueText(file, value)}`;
}

/** A value as YAML or JSON reads it: lists and maps as they are, texts in quotes where they need them. */
function valueText(file: SlaFile, value: string): string {
  if (isJsonFile(file)) {
    if (/^\d+$/.test(value) || /^[{"]/.test(value)) return value;
    const items = /^\[(.*)\]$/.exec(value)?.[1]?.split(', ');
    return items === undefined ? JSON.stringify(value) : `[${items.map((item) => JSON.stringify(item)).join(', ')}]`;
  }
  return /^[[{"']/.test(value) ? value : written(value, 'plain');
}

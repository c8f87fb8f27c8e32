// Completion by indentation: keys, closed values, metric types, duties, ids, units, columns. It works while YAML cannot be parsed.
// It must never offer a key that is there already, and every accepted item stands at its siblings' indentation.

import type { SlaFile } from '../model/file';
import { metricOf, sourceOf } from '../model/queries';
import { dataOf, type Project } from '../project';
import { freeKeysAt, keysAt, schemaAt, type Lookup, type Path } from '../schema/navigate';
import type { RefKind } from '../schema/schema-node';
import type { MapShape, ScalarShape, Shape } from '../schema/shapes';
import { currencyCodes, dataRateUnits } from '../scalars/units';
import { windowWords } from '../scalars/words';
import { cursorContext, type CursorContext } from '../syntax/cursor';
import type { Span } from '../text/span';
import type { Word } from '../vocabulary/kinds';
import { chooseInput } from '../vocabulary/metrics/choose';
import { metricType, metricTypes } from '../vocabulary/metrics/index';
import { pathLookup } from '../schema/lookup';

export interface Completion {
  readonly label: string;
  readonly kind: 'key' | 'value' | 'type' | 'id' | 'unit' | 'column' | 'duty';
  readonly detail: string;
  readonly docs: string;
  readonly replace: Span;
  readonly newText: string;
  readonly sortText: string;
}

interface Draft {
  readonly label: string;
  readonly kind: Completion['kind'];
  readonly detail?: string;
  readonly docs?: string;
  readonly newText?: string;
}

/** What may be written at an offset, best first. */
export function complete(project: Project, file: SlaFile, offset: number): readonly Completion[] {
  const context = cursorContext(file.snapshot.text, offset);
  if (context === undefined) return [];
  const tree = pathLookup(file.tree);
  const owner = context.expects === 'key' ? context.path : context.path.slice(0, -1);
  // Siblings are read from the text itself, which also works where the tree is broken.
  const lookup: Lookup = (path) =>
    (isSame(path.slice(0, -1), owner) ? context.siblings.get(String(path.at(-1))) : undefined) ?? tree(path);
  const drafts =
    context.expects === 'key' ? keys(file, context, lookup, context.path) : values(project, file, context, lookup);
  return drafts.map((draft, index) => ({
    label: draft.label,
    kind: draft.kind,
    detail: draft.detail ?? '',
    docs: draft.docs ?? '',
    replace: context.word,
    newText: draft.newText ?? draft.label,
    sortText: String(index).padStart(4, '0'),
  }));
}

function isSame(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((step, index) => step === b[index]);
}

function keys(file: SlaFile, context: CursorContext, lookup: Lookup, path: Path): readonly Draft[] {
  const known = keysAt(path, lookup).filter(({ key }) => !context.siblings.has(key));
  const sorted = [...known.filter((key) => key.isRequired), ...known.filter((key) => !key.isRequired)];
  const drafts = sorted.map((key): Draft => ({
    label: key.key,
    kind: 'key',
    detail: key.isRequired ? 'required' : '',
    docs: key.docs,
    newText: keyText(key.key, key.shape, context),
  }));
  const free = freeKeysAt(path, lookup);
  if (free === undefined) return drafts;
  const isDuty = free.defines === 'duty';
  const suggestions = free.suggestions.map((word): Draft => ({
    label: word.id,
    kind: isDuty ? 'duty' : 'key',
    docs: word.docs,
    newText: keyText(word.id, free.shape, context),
  }));
  const ids =
    free.ref === undefined
      ? []
      : idsOf(file, free.ref).map((id): Draft => ({ ...id, newText: keyText(id.label, free.shape, context) }));
  return [...drafts, ...[...suggestions, ...ids].filter((draft) => !context.siblings.has(draft.label))];
}

function keyText(key: string, shape: Shape, context: CursorContext): string {
  if (context.isFlow || shape.scalar !== undefined || shape.map === undefined) return `${key}: `;
  return `${key}:\n${' '.repeat(context.indent + 2)}`;
}

function values(project: Project, file: SlaFile, context: CursorContext, lookup: Lookup): readonly Draft[] {
  const shape = schemaAt(context.path, lookup);
  if (shape === undefined) return [];
  if (shape.scalar !== undefined) return scalarValues(project, file, context, lookup, shape.scalar);
  if (shape.list?.items.scalar !== undefined && !context.isFlow) {
    return scalarValues(project, file, context, lookup, shape.list.items.scalar).map((draft) => ({
      ...draft,
      newText: `[${draft.newText ?? draft.label}]`,
    }));
  }
  return isItemMap(shape.map, context) ? keys(file, context, lookup, context.path) : [];
}

/** Behind the dash of a list of maps the keys of the item may stand. */
function isItemMap(map: MapShape | undefined, context: CursorContext): boolean {
  return map !== undefined && typeof context.path.at(-1) === 'number';
}

function scalarValues(
  project: Project,
  file: SlaFile,
  context: CursorContext,
  lookup: Lookup,
  scalar: ScalarShape,
): readonly Draft[] {
  const [section, id] = context.path;
  const metricId =
    section === 'metrics'
      ? String(id)
      : section === 'objectives'
        ? lookup(['objectives', String(id), 'metric'])
        : undefined;
  const columns = (): readonly Draft[] =>
    columnsFor(project, file, section === 'data' ? String(id) : metricOf(file.model, metricId)?.data?.value);
  if (scalar.kind === 'metric-type') return types(project, file, metricId);
  if (scalar.isColumn) return columns();
  if (scalar.ref !== undefined) return idsOf(file, scalar.ref);
  const words = (list: readonly Word[]): Draft[] =>
    list.map(({ id, docs }): Draft => ({ label: id, kind: 'value', docs }));
  if (scalar.values !== undefined) return words(scalar.values);
  const computed = computedValues(file, context, scalar, section, metricId, columns);
  return computed.length > 0 ? computed : words(scalar.suggestions);
}

/** Values that depend on the agreement and its data: units, columns, metrics, windows. */
function computedValues(
  file: SlaFile,
  context: CursorContext,
  scalar: ScalarShape,
  section: string | number | undefined,
  metricId: string | undefined,
  columns: () => readonly Draft[],
): readonly Draft[] {
  const number = /^["']?([+-]?[\d_.]+)\s*([\p{L}%/ ]*)$/u.exec(context.valueBefore);
  switch (scalar.kind) {
    case 'expression':
    case 'when':
      if (section === 'objectives' || section === 'remedies') return idsOf(file, 'metric');
      return columns();
    case 'window':
    case 'every':
      return [
        ...windowWords.map((word): Draft => ({ label: word, kind: 'value' })),
        { label: 'rolling 30 d', kind: 'value' },
      ];
    case 'statistic':
      return ['mean', 'median', 'p90', 'p95', 'p99', 'p99.9', 'min', 'max', 'last', 'sum'].map((word): Draft => ({
        label: word,
        kind: 'value',
      }));
    case 'share':
      return number === null ? [{ label: 'all', kind: 'value' }] : units(number[1] ?? '', ['%'], context);
    case 'percent':
      return number === null ? [] : units(number[1] ?? '', ['%'], context);
    case 'duration':
      return number === null ? [] : units(number[1] ?? '', durations, context);
    case 'money':
      return number === null ? [] : units(number[1] ?? '', currencyCodes, context);
    case 'quantity':
    case 'limit':
    case 'credit':
      return number === null ? [] : units(number[1] ?? '', unitsFor(file, metricId, scalar.kind), context);
    default:
      return [];
  }
}

const durations = ['ms', 's', 'min', 'h', 'd', 'w', 'business min', 'business hours', 'business days', 'months'];

function unitsFor(file: SlaFile, metricId: string | undefined, kind: string): readonly string[] {
  const type = metricType(metricOf(file.model, metricId)?.type?.value);
  if (type?.dimension === 'percent' || kind === 'credit') return ['%'];
  if (type?.dimension === 'duration') return durations;
  if (type?.dimension === 'data-rate') return dataRateUnits;
  if (type?.dimension === 'rate') return ['requests/s', 'requests/min'];
  if (type?.dimension === 'money') return currencyCodes;
  return ['%', ...durations];
}

/** A number with each unit; the number itself is part of the word that is replaced. */
function units(number: string, list: readonly string[], context: CursorContext): readonly Draft[] {
  const isNumberInWord = context.prefix.startsWith(number);
  return list.map((unit): Draft => ({
    label: `${number} ${unit}`,
    kind: 'unit',
    newText: isNumberInWord ? `${number} ${unit}` : unit,
  }));
}

function types(project: Project, file: SlaFile, metricId: string | undefined): readonly Draft[] {
  const metric = metricOf(file.model, metricId);
  const source = sourceOf(file.model, metric?.data?.value);
  const header = source === undefined ? undefined : dataOf(project, file).columns.get(source.id);
  const mapped = Object.fromEntries(
    [...(source?.columns ?? []), ...(metric?.columns ?? [])].map((column) => [column.role, column.source.value]),
  );
  const isFed = (id: string): boolean => source !== undefined && chooseInput(id, mapped, header ?? []) !== undefined;
  const drafts = metricTypes.map((type) => ({
    draft: {
      label: type.id,
      kind: 'type',
      detail: `${type.better === 'higher' ? '↑' : type.better === 'lower' ? '↓' : '↕'} ${type.formula}`,
      docs: `${type.docs}\n\nNeeds ${[...new Set(type.inputs.map((input) => input.docs))].join('; or ')}.`,
    } satisfies Draft,
    isFed: isFed(type.id),
  }));
  return [...drafts.filter((each) => each.isFed), ...drafts.filter((each) => !each.isFed)].map((each) => each.draft);
}

function columnsFor(project: Project, file: SlaFile, source: string | undefined): readonly Draft[] {
  const columns = source === undefined ? undefined : dataOf(project, file).columns.get(source);
  return (columns ?? []).map((column): Draft => ({
    label: column,
    kind: 'column',
    detail: `column of ${source ?? ''}`,
  }));
}

function idsOf(file: SlaFile, ref: RefKind): readonly Draft[] {
  const { model } = file;
  const plain = (list: readonly { readonly id: string }[], detail: string): Draft[] =>
    list.map(({ id }): Draft => ({ label: id, kind: 'id', detail }));
  switch (ref) {
    case 'party':
      return model.parties.map((party): Draft => ({
        label: party.id,
        kind: 'id',
        detail: [party.role?.value, party.name?.value].filter((text) => text !== undefined).join(' · '),
      }));
    case 'service':
      return plain(model.services, 'service');
    case 'data':
      return plain(model.data, 'data');
    case 'metric':
      return model.metrics.map((metric): Draft => ({
        label: metric.id,
        kind: 'id',
        detail: metric.type?.value ?? 'metric',
      }));
    case 'objective':
      return plain(model.objectives, 'objective');
    case 'metric-or-objective':
      return [...plain(model.objectives, 'objective'), ...plain(model.metrics, 'metric')];
    case 'calendar':
      return plain(model.calendars, 'calendar');
    case 'exclusion':
      return plain(model.exclusions, 'exclusion');
    case 'remedy':
      return plain(model.remedies, 'remedy');
    case 'goal':
      return plain(model.goals, 'goal');
    case 'fee-or-term':
      return [
        ...model.fees.map((fee): Draft => ({ label: fee.name, kind: 'id', detail: 'fee' })),
        ...model.glossary.map((entry): Draft => ({ label: entry.term, kind: 'id', detail: 'term' })),
      ];
  }
}

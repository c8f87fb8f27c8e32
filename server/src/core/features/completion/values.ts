// Offers what may stand as a value: closed words, ids, quantities, columns, expressions, paths, dates, terms of the glossary.
// It must never offer a value that the schema does not take at the place.

import { rollingWindows, windows, type Word } from '../../vocabulary/kinds';
import type { ScalarShape } from '../../schema/shapes';
import { chooseInput } from '../../vocabulary/metrics/choose';
import { columnDetail, headerAt, plainly, typeAt, type Ask } from './ask';
import { expressionAt } from './expressions';
import type { Draft } from './item';
import { typesAt } from './metric-types';
import { namedAt } from './named-places';
import { pathsAt } from './paths';
import { datesFrom, quantitiesAt, unitWordsOf } from './quantities';
import { contactsOf, idsOf, levelsOf, objectivesElsewhere, termsOf } from './references';

/** What may stand where the language takes a single value. */
export function scalarValues(ask: Ask, scalar: ScalarShape): readonly Draft[] {
  const { path } = ask.place;
  if (scalar.kind === 'metric-type') return typesAt(ask);
  if (scalar.isElsewhere) return objectivesElsewhere(ask);
  if (scalar.ref !== undefined) return [...idsOf(ask, scalar.ref), ...(scalar.takesContact ? contactsOf(ask) : [])];
  if (scalar.isColumn)
    return headerAt(ask).map((label) => ({ label, kind: 'column', detail: columnDetail(ask, label) }));
  const words = (list: readonly Word[]): Draft[] =>
    list.map(({ id }) => ({ label: id, kind: 'value', docsOf: { of: 'word', path, word: id } }));
  if (scalar.values !== undefined) return words(scalar.values);
  const quantities = quantitiesAt(ask, scalar.kind, scalar.examples);
  if (quantities !== undefined && quantities.length > 0) return quantities;
  switch (scalar.kind) {
    case 'expression':
      if (path[0] === 'goals') return derivationNames(ask);
      if (path.at(-2) === 'columns') return mappings(ask);
      return expressionAt(ask, path.at(-1) === 'when' ? 'metrics' : 'columns');
    case 'when':
      return [
        ...(ask.place.before.trim() === '' ? words(scalar.suggestions) : triggers(ask)),
        ...expressionAt(ask, 'metrics'),
      ];
    case 'window':
    case 'every':
      return path.at(-1) === 'every' && scalar.kind === 'window' ? words(windows) : words(windowsFor(ask, scalar.kind));
    case 'date':
    case 'instant':
      return datesFrom(ask.project.facts.today, String(path.at(-1)));
    case 'time-zone':
      return zones(ask);
    case 'path':
      return pathsAt(ask);
    case 'number':
      return path.length === 1 ? plainly(['1'], 'value') : plainly(scalar.examples, 'value');
    case 'text':
      if (scalar.takesContact) return contactsOf(ask);
      return textValues(ask, scalar, words(scalar.suggestions));
    default:
      return words(scalar.suggestions);
  }
}

/** Triggers with the numbers that are typed already: `missed 4 ` goes on as a run or as a count of windows. */
function triggers({ place }: Ask): readonly Draft[] {
  const number = /^missed\s+(\d+)\s*/.exec(place.before)?.[1];
  const first = number ?? '2';
  if (!/^(?:m|e)/i.test(place.before)) return [];
  const many = String(Math.max(6, Number(first.slice(0, 4)) * 2));
  return plainly(['every miss', `missed ${first} windows in a row`, `missed ${first} of ${many} windows`], 'value');
}

function windowsFor({ project, file }: Ask, kind: 'window' | 'every'): readonly Word[] {
  const used = new Set(file.model.objectives.flatMap(({ window }) => window?.value.kind ?? []));
  const all: readonly Word[] =
    kind === 'every'
      ? [
          ...windows.filter(({ id }) => id !== 'event' && id !== 'term'),
          { id: '1 min', docs: '' },
          { id: '5 min', docs: '' },
        ]
      : [...windows, ...rollingWindows];
  // The month is what most promises are judged by.
  const first = used.size === 0 && project.facts.today !== '' ? ['month', 'quarter'] : ['month'];
  return [...all.filter(({ id }) => first.includes(id)), ...all.filter(({ id }) => !first.includes(id))];
}

let allZones: readonly string[] | undefined;

function zones({ file }: Ask): readonly Draft[] {
  allZones ??= [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])];
  const own = file.model.timeZone?.value;
  const first = ['UTC', 'Europe/Berlin', 'Europe/London', 'America/New_York'];
  const known = own !== undefined && allZones.includes(own) ? [own] : [];
  return plainly([...new Set([...known, ...first, ...allZones])], 'value');
}

/** The names of earlier steps of a derivation, of which a step may be made. */
function derivationNames({ place, lookup }: Ask): readonly Draft[] {
  const index = place.path.indexOf('derivation');
  const own = place.path[index + 1];
  if (index < 0 || lookup([]) !== undefined) return [];
  return plainly(
    [...place.siblings.keys()].filter(
      (name) => name !== own && name !== 'of' && name !== 'equals' && name !== 'carriedBy',
    ),
    'column',
  ).map((draft) => ({ ...draft, isPart: true, isWritten: true }));
}

/** Columns for a role, those first that are usually called so; then what an expression may hold. */
function mappings(ask: Ask): readonly Draft[] {
  if (ask.place.before.trim() !== '' && !/^["']?[\w-]*$/.test(ask.place.before)) return expressionAt(ask, 'columns');
  const role = String(ask.place.path.at(-1));
  const header = headerAt(ask);
  const usual = usualNames(ask, role);
  const rank = (column: string): number => {
    const index = usual.indexOf(column.toLowerCase());
    return index < 0 ? usual.length : index;
  };
  const isName = (column: string): boolean => /^[\p{L}_][\p{L}\p{N}_-]*$/u.test(column);
  return header
    .filter((column) => isName(column) || !/["\\\p{C}]/u.test(column))
    .sort((a, b) => rank(a) - rank(b))
    .map((column) => ({
      label: isName(column) ? column : `row["${column}"]`,
      kind: 'column',
      detail: columnDetail(ask, column),
    }));
}

function usualNames(ask: Ask, role: string): readonly string[] {
  const type = typeAt(ask) ?? undefined;
  const inputs = type === undefined ? [] : [chooseInput(type.id, {}, []) ?? [], ...type.inputs].flat();
  const roles = inputs.flatMap((input) => input.roles);
  const known = roles.find((each) => each.role === role)?.usualNames;
  return known ?? commonNames[role] ?? [role];
}

const commonNames: Readonly<Record<string, readonly string[]>> = {
  at: ['at', 'time', 'timestamp', 'ts', 'minute', 'date'],
  start: ['start', 'started_at', 'from', 'began', 'created', 'detected'],
  end: ['end', 'ended_at', 'to', 'ended', 'restored', 'resolved'],
  value: ['value', 'ms', 'latency', 'duration'],
  total: ['total', 'requests', 'count', 'sent'],
  bad: ['bad', 'failed', 'errors', 'lost'],
  good: ['good', 'succeeded', 'success', 'received'],
  ok: ['ok', 'success', 'up'],
};

function textValues(ask: Ask, scalar: ScalarShape, suggested: readonly Draft[]): readonly Draft[] {
  const { path, before } = ask.place;
  const named = namedAt(ask);
  if (named !== undefined) return named;
  const key = path.at(-1);
  if (path[0] === 'priorities' && path[1] === 'matrix') return plainly(levelsOf(ask.file), 'id', 'level');
  if (key === 'unit' || path.at(-2) === 'units') {
    const type = typeAt(ask);
    return plainly(type === undefined ? ['ms', 's', 'min', 'h', '%', 'EUR'] : unitWordsOf(type), 'unit');
  }
  if (key === 'key' || key === 'group') return plainly(headerAt(ask), 'column');
  if (path[0] === 'disputes' && (key === 'measurementOfRecord' || key === 'counterMeasurement'))
    return idsOf(ask, 'party');
  if (key === 'supersedes') {
    const own = ask.file.model.id?.value;
    return own === undefined ? [] : plainly([`${own}@1.0.0`], 'value');
  }
  if (scalar.isId) return [];
  // Terms help in the middle of a text; an empty one is not begun with them.
  const isProse = before.trim() !== '' && /[\p{L}]$/u.test(before);
  return [...(before.trim() === '' ? suggested : []), ...(isProse ? termsOf(ask.file) : [])];
}

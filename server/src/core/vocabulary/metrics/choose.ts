// Chooses by which of its inputs a metric type is fed, from the mapped roles and the header of the file.
// It must never choose by content: only names decide, so that the editor and the engine choose alike.

import { isBooleanExpression } from '../../scalars/expression';
import { metricType } from './index';
import type { Input, Role } from './metric';

/** Roles that a column of the same name feeds without being mapped. */
export const roleNames: readonly string[] = [
  'at',
  'start',
  'end',
  'ok',
  'good',
  'bad',
  'total',
  'value',
  'weight',
  'key',
  'location',
  'paused',
  'announced',
  'due',
];

/** Role to column or expression: what is mapped, and roles that are columns of the same name; `own` are those of a metric type. */
export function mappedRoles(
  columns: Readonly<Record<string, string>>,
  header: readonly string[],
  own: readonly string[] = [],
): ReadonlyMap<string, string> {
  const mapped = new Map(Object.entries(columns));
  for (const role of [...roleNames, ...own]) if (!mapped.has(role) && header.includes(role)) mapped.set(role, role);
  return mapped;
}

/** The roles that a type names in any of its inputs. */
function rolesOf(type: string): readonly string[] {
  return metricType(type)?.inputs.flatMap(({ roles }) => roles.map(({ role }) => role)) ?? [];
}

/** The first input of a type whose mandatory roles are mapped; `good` as a yes/no expression feeds events, as a number counters. */
export function chooseInput(
  type: string,
  columns: Readonly<Record<string, string>>,
  header: readonly string[],
): Input | undefined {
  const mapped = mappedRoles(columns, header, rolesOf(type));
  return metricType(type)?.inputs.find((input) =>
    input.roles.every((role) => role.isOptional === true || fits(role, mapped.get(role.role))),
  );
}

/** The mandatory roles that are missing for the input that comes nearest: the fewest missing, then the most present; empty for an unknown type. */
export function missingRoles(
  type: string,
  columns: Readonly<Record<string, string>>,
  header: readonly string[],
): readonly string[] {
  const mapped = mappedRoles(columns, header, rolesOf(type));
  let nearest: { readonly missing: readonly string[]; readonly present: number } | undefined;
  for (const input of metricType(type)?.inputs ?? []) {
    const missing = lackingOf(input, mapped).map((role) => role.role);
    const present = input.roles.filter((role) => role.isOptional !== true).length - missing.length;
    const isNearer =
      nearest === undefined ||
      missing.length < nearest.missing.length ||
      (missing.length === nearest.missing.length && present > nearest.present);
    if (isNearer) nearest = { missing, present };
  }
  return nearest?.missing ?? [];
}

/** The mandatory roles of an input that nothing feeds. */
function lackingOf({ roles }: Input, mapped: ReadonlyMap<string, string>): readonly Role[] {
  return roles.filter((role) => role.isOptional !== true && !fits(role, mapped.get(role.role)));
}

function fits(role: Role, source: string | undefined): boolean {
  if (source === undefined) return false;
  if (role.role !== 'good') return true;
  return (role.type === 'boolean') === isBooleanExpression(source);
}

/** Missing roles with the columns that probably feed them. */
export type Mapping = readonly (readonly [role: string, column: string])[];

/** Most columns that are looked at for one role. */
const mostColumns = 3;

/**
 * How the roles that a type lacks may be mapped to columns of a header, best first: one mapping for each input all of whose missing
 * roles have a column that is called so, and several where one role alone is missing. Empty where nothing is likely.
 */
export function likelyMappings(
  type: string,
  columns: Readonly<Record<string, string>>,
  header: readonly string[],
): readonly Mapping[] {
  const mapped = mappedRoles(columns, header, rolesOf(type));
  const used = new Set(mapped.values());
  const free = header.filter((column) => !used.has(column) && /^[\p{L}_][\p{L}\p{N}_]*$/u.test(column));
  const found = (metricType(type)?.inputs ?? []).flatMap((input) => {
    const missing = lackingOf(input, mapped);
    // An expression is no column.
    if (missing.some((role) => role.role === 'good' && role.type === 'boolean')) return [];
    const [only, ...others] = missing;
    if (only === undefined) return [];
    if (others.length === 0)
      return likelyColumns(only, free)
        .slice(0, mostColumns)
        .map((column): Mapping => [[only.role, column]]);
    const taken = new Set<string>();
    const mapping = missing.flatMap((role) => {
      const column = likelyColumns(role, free).find((each) => !taken.has(each));
      if (column === undefined) return [];
      taken.add(column);
      return [[role.role, column] as const];
    });
    return mapping.length === missing.length ? [mapping] : [];
  });
  return [...new Map(found.map((mapping) => [mapping.join(), mapping])).values()];
}

/** The columns that are usually called as a role is, then those whose names hold its name. */
function likelyColumns({ role, usualNames }: Role, columns: readonly string[]): readonly string[] {
  const isCalled = (column: string): boolean => usualNames.includes(column.toLowerCase());
  const holds = (column: string): boolean => column.toLowerCase().split('_').includes(role);
  return [...columns.filter(isCalled), ...columns.filter((column) => !isCalled(column) && holds(column))];
}

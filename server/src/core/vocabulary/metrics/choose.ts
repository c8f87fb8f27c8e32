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
];

/** Role to column or expression: what is mapped, and roles that are columns of the same name. */
export function mappedRoles(
  columns: Readonly<Record<string, string>>,
  header: readonly string[],
): ReadonlyMap<string, string> {
  const mapped = new Map(Object.entries(columns));
  for (const role of roleNames) if (!mapped.has(role) && header.includes(role)) mapped.set(role, role);
  return mapped;
}

/** The first input of a type whose mandatory roles are mapped; `good` as a yes/no expression feeds events, as a number counters. */
export function chooseInput(
  type: string,
  columns: Readonly<Record<string, string>>,
  header: readonly string[],
): Input | undefined {
  const mapped = mappedRoles(columns, header);
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
  const mapped = mappedRoles(columns, header);
  let nearest: { readonly missing: readonly string[]; readonly present: number } | undefined;
  for (const input of metricType(type)?.inputs ?? []) {
    const needed = input.roles.filter((role) => role.isOptional !== true);
    const missing = needed.filter((role) => !fits(role, mapped.get(role.role))).map((role) => role.role);
    const present = needed.length - missing.length;
    const isNearer =
      nearest === undefined ||
      missing.length < nearest.missing.length ||
      (missing.length === nearest.missing.length && present > nearest.present);
    if (isNearer) nearest = { missing, present };
  }
  return nearest?.missing ?? [];
}

function fits(role: Role, source: string | undefined): boolean {
  if (source === undefined) return false;
  if (role.role !== 'good') return true;
  return (role.type === 'boolean') === isBooleanExpression(source);
}

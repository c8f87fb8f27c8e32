// Versions of agreements: which of two is later, and which one an agreement supersedes.
// It must never read a version that does not have three numbers.

import type { SlaModel } from '../model/sla';

export interface Version {
  readonly text: string;
  readonly numbers: readonly [bigint, bigint, bigint];
  /** What stands behind a hyphen, by its parts; a version with it comes before the one without. */
  readonly draft: readonly string[];
}

/** A version such as `3.1.0` or `3.1.0-draft.2`; undefined for any other text. */
export function versionOf(text: string | undefined): Version | undefined {
  const match = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/.exec(text?.trim() ?? '');
  if (match === null || text === undefined) return undefined;
  const [, major = '', minor = '', patch = '', draft] = match;
  return {
    text: text.trim(),
    numbers: [BigInt(major), BigInt(minor), BigInt(patch)],
    draft: draft === undefined ? [] : draft.split('.'),
  };
}

/** Negative, zero or positive, as for `Array.sort`: by the numbers, then by what stands behind the hyphen (Semantic Versioning, 11). */
export function compareVersions(a: Version, b: Version): number {
  for (const [index, number] of a.numbers.entries()) {
    const other = b.numbers[index] ?? 0n;
    if (number !== other) return number < other ? -1 : 1;
  }
  if (a.draft.length === 0 || b.draft.length === 0) return b.draft.length - a.draft.length;
  for (const [index, part] of a.draft.entries()) {
    const other = b.draft[index];
    if (other === undefined) return 1;
    if (part === other) continue;
    const [isNumber, isOtherNumber] = [/^\d+$/.test(part), /^\d+$/.test(other)];
    if (isNumber && isOtherNumber) return BigInt(part) < BigInt(other) ? -1 : 1;
    if (isNumber !== isOtherNumber) return isNumber ? -1 : 1;
    return part < other ? -1 : 1;
  }
  return a.draft.length - b.draft.length;
}

/** The version of the same agreement that an agreement supersedes; undefined for none, and for one of another id. */
export function supersededVersion({ id, supersedes }: SlaModel): Version | undefined {
  const [, of, version] = /^\s*([^@\s]+)@(\S+)\s*$/.exec(supersedes?.value ?? '') ?? [];
  return id !== undefined && of === id.value ? versionOf(version) : undefined;
}

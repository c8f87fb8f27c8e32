// What a comparison hands to a report: pairs of versions with what changed between them. A report is a function from this to text.
// It must never be changed by a report, and no report may decide for whom a change is weaker.

import type { AgreementChange, AgreementDiff } from '../../core/diff/agreement-change';
import type { Direction } from '../../core/diff/change';
import type { ChangeCost } from '../../core/features/review/cost';
import { directionText, valuesText } from '../../core/features/review/words';
import type { SlaFile } from '../../core/model/file';
import type { Measured } from '../../core/project';
import type { Finding } from '../../core/rules/rule';
import { counted } from '../../core/show/words';

export interface ComparedVersion {
  /** Relative to the current folder, with slashes. */
  readonly path: string;
  readonly file: SlaFile;
  /** Where and why the text could not be read as a whole; undefined where it could. */
  readonly unread: string | undefined;
}

export interface Comparison {
  /** Undefined where the agreement is new. */
  readonly old: ComparedVersion | undefined;
  /** Undefined where the agreement is gone. */
  readonly now: ComparedVersion | undefined;
  /** Of an agreement that is new or gone there are no single changes, only for whom it is weaker or stronger. */
  readonly diff: AgreementDiff;
  readonly costs: ReadonlyMap<AgreementChange, ChangeCost>;
  /** Problems that the old version did not have; empty where nobody has asked for them. */
  readonly findings: readonly Finding[];
  readonly measured: Measured | undefined;
  readonly unavailable: string | undefined;
}

export interface DiffReport {
  /** What was named as the old version; undefined for two files. */
  readonly base: string | undefined;
  /** Whether one agreement was asked about, and not all of a folder. */
  readonly isSingle: boolean;
  readonly comparisons: readonly Comparison[];
  /** What could not be compared at all, one line each; goes to standard error. */
  readonly failures: readonly string[];
}

/** What a change is for those to whom the promise is owed. */
export type Standing = Direction | 'neutral';

const worstFirst = ['weaker', 'unclear', 'stronger'] as const;

/** Those whom a change is about: to whom something is owed, else all who are named. */
function concerned({ owed, directions }: AgreementChange): readonly string[] {
  return owed.some((party) => directions.has(party)) ? owed : [...directions.keys()];
}

/** How a change is told in one word: by the worst that it is for those to whom something is owed. */
export function standingOf(change: AgreementChange): Standing {
  const those = concerned(change).map((party) => change.directions.get(party));
  return worstFirst.find((direction) => those.includes(direction)) ?? 'neutral';
}

/** Signs that are told apart without colour. */
export const signs: Readonly<Record<Standing, string>> = { weaker: '▼', stronger: '▲', unclear: '?', neutral: '·' };

/** Whether a change takes something from somebody to whom it is owed. */
export function isWeaker({ owed, directions }: AgreementChange): boolean {
  return owed.some((party) => directions.get(party) === 'weaker');
}

/** The clause that a change stands in, and what of it changed: `objectives.availability` and `atLeast`. */
export function clauseOf({ path }: AgreementChange): { readonly clause: string; readonly key: string } {
  const [section = '', id = '', ...rest] = path.split('.');
  if (rest.length === 0) return { clause: path, key: '' };
  return { clause: `${section}.${id}`, key: rest.join('.') };
}

/** For whom, and why: `weaker for customer, 2 h 53 min more downtime a month`. Empty for a change that is neutral and needs no reason. */
export function meaningText(change: AgreementChange): string {
  const those = concerned(change);
  const differing = worstFirst.flatMap((direction) => {
    const parties = those.filter((party) => change.directions.get(party) === direction);
    return parties.length === 0 ? [] : [`${direction} for ${parties.join(', ')}`];
  });
  const parties = differing.length > 1 ? differing.join(', ') : directionText(change);
  return [parties, change.reason].filter((text) => text !== '').join(', ');
}

/** What changed, from what to what, in one line: `objectives.availability.atLeast: 99.9 % → 99.5 %`. */
export function changeLine(change: AgreementChange): string {
  const { kind, path, oldPath } = change;
  const place = oldPath !== undefined && oldPath !== path ? `${oldPath} → ${path}` : path;
  const values = valuesText(change);
  return `${place} ${kind}${values === '' || values === '+' ? '' : `: ${values}`}`;
}

/** What became of the agreement as a whole; empty where it only changed. */
export function fateText({ old, now }: Comparison): string {
  if (old === undefined) return 'new agreement';
  if (now === undefined) return 'the agreement is gone';
  return old.path === now.path ? '' : `renamed from ${old.path}`;
}

/** `version 1.0.0 → 1.1.0`, `version 1.0.0 stayed`, or empty where no version is written. */
export function versionText({ old, now }: Comparison): string {
  const [from, to] = [old?.file.model.version?.value, now?.file.model.version?.value];
  const only = to ?? from;
  if (old === undefined || now === undefined) return only === undefined ? '' : `version ${only}`;
  if (from === to) return only === undefined ? '' : `version ${only} stayed`;
  return `version ${from ?? 'none'} → ${to ?? 'none'}`;
}

/** Parties of several lists, each once, in the order in which they come. */
export function together(lists: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(lists.flat())];
}

/** Whether all of what was named could be compared, text for text. */
export function isWhole({ failures, comparisons }: Pick<DiffReport, 'failures' | 'comparisons'>): boolean {
  return (
    failures.length === 0 &&
    comparisons.every((each) => each.old?.unread === undefined && each.now?.unread === undefined)
  );
}

/** What is said where no change was found. */
export function nothingText(report: Pick<DiffReport, 'failures' | 'comparisons'>): string {
  return isWhole(report)
    ? 'Nothing changed in what is meant'
    : 'No change was found, but not everything could be compared';
}

/** `1 change: weaker for customer, stronger for provider`. */
export function closingText({ comparisons }: DiffReport): string {
  const changes = comparisons.reduce((sum, { diff }) => sum + diff.changes.length, 0);
  const count = (is: (each: Comparison) => boolean): number => comparisons.filter(is).length;
  const [come, gone] = [count(({ old }) => old === undefined), count(({ now }) => now === undefined)];
  const parts = [
    counted(changes, 'change'),
    ...(come === 0 ? [] : [counted(come, 'new agreement')]),
    ...(gone === 0 ? [] : [`${counted(gone, 'agreement')} gone`]),
  ];
  const parties = (word: 'weaker' | 'stronger' | 'unclear'): string => {
    const ids = together(comparisons.map(({ diff }) => diff[word]));
    return ids.length === 0 ? '' : `${word} for ${ids.join(', ')}`;
  };
  const meant = (['weaker', 'unclear', 'stronger'] as const).map(parties).filter((text) => text !== '');
  return `${parts.join(', ')}${meant.length === 0 ? '' : `: ${meant.join('; ')}`}`;
}

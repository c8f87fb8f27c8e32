// The result of an objective: one object from which hover, lens, preview, command line and statement all draw.
// It must never hold a rounded number in place of an exact one; showing is the business of `show/`.

import type { Rational } from '../scalars/rational';
import type { SeenRows } from './partials';
import type { Bound } from '../model/sla';

export type Verdict = 'met' | 'breached' | 'running' | 'unknown' | 'not-applicable' | 'indicator';

/** The unit of what holds (1) or does not hold (0). */
export const holdsUnit = 'holds';

export interface WindowResult {
  /** `2026-10`, `2026-Q3`, `90 d to …`. */
  readonly window: string;
  readonly from: number;
  readonly to: number;
  readonly group: string | undefined;
  readonly isRolling: boolean;
  /** Whether the window touches the term; others are history and never a miss. */
  readonly inTerm: boolean;
  readonly verdict: Verdict;
  /** Only while it runs: the verdict if the window ended now; undefined for a count that can still be reached. */
  readonly soFar: Verdict | undefined;
  /** In the unit of the objective; percent as 0 to 100. Undefined where there is none. */
  readonly value: Rational | undefined;
  readonly numerator: Rational | undefined;
  readonly denominator: Rational | undefined;
  readonly n: number;
  readonly bounds: readonly Bound[];
  readonly rounded: Rational | undefined;
  readonly hasRounding: boolean;
  /** Counted over expected, 0 to 1; undefined where nothing is expected, `null` where everything is excluded. */
  readonly coverage: Rational | null | undefined;
  readonly missing: number | undefined;
  readonly idle: number | undefined;
  readonly worst: Rational | undefined;
  readonly best: Rational | undefined;
  readonly downtimeSeconds: Rational | undefined;
  readonly budget: Budget | undefined;
  readonly isAlreadyLost: boolean | undefined;
  readonly margin: Rational | undefined;
  readonly pending: number | undefined;
  readonly isProvisional: boolean | undefined;
  readonly lowerBound: Rational | undefined;
  readonly longest: Rational | undefined;
  readonly rows: { readonly mean: Rational | undefined; readonly n: number } | undefined;
  /** Values of the metrics of the qualifying condition. */
  readonly conditions: ReadonlyMap<string, Rational | undefined>;
  readonly isExact: boolean;
  /** Undefined where no service credit is promised, `null` while the window runs. */
  readonly credit: Rational | null | undefined;
  readonly creditMoney: { readonly amount: Rational; readonly currency: string } | undefined;
  /** The last day of a claim, as an ISO date. */
  readonly claimUntil: string | undefined;
  /** Why the verdict is unknown or not applicable, in words. */
  readonly reason: string | undefined;
}

export interface Budget {
  readonly unit: 'seconds' | 'count';
  readonly total: Rational;
  readonly used: Rational;
  /** Used over total; undefined where the total is zero. */
  readonly share: Rational | undefined;
}

export interface ObjectiveResult {
  readonly objective: string;
  readonly metric: string;
  readonly type: string;
  readonly unit: string;
  readonly source: string | undefined;
  readonly asOf: number | undefined;
  /** Where the record begins, as far as that is known. */
  readonly since?: number | undefined;
  /** What was seen of the rows of its data. */
  readonly seen?: SeenRows | undefined;
  readonly windows: readonly WindowResult[];
  /** Why there are no windows, in words. */
  readonly unavailable: string | undefined;
}

const severity: readonly Verdict[] = ['breached', 'unknown', 'running', 'met', 'not-applicable', 'indicator'];

/** The worst of several verdicts: missed before unknown before running before met. */
export function worst(verdicts: readonly Verdict[]): Verdict | undefined {
  return severity.find((verdict) => verdicts.includes(verdict));
}

/** The windows by which an objective stands now: the newest complete ones of the term, the running ones if there is none. */
export function newest(result: ObjectiveResult): readonly WindowResult[] {
  const inTerm = result.windows.filter((window) => window.inTerm);
  const isComplete = (window: WindowResult): boolean => result.asOf === undefined || window.to <= result.asOf;
  const complete = inTerm.filter(isComplete);
  const candidates = complete.length > 0 ? complete : inTerm;
  const last = candidates.reduce((latest, window) => Math.max(latest, window.to), -Infinity);
  return candidates.filter((window) => window.to === last);
}

/** One verdict for an objective: the worst group of its newest windows; unknown where there is no window at all. */
export function standing(result: ObjectiveResult): Verdict {
  return worst(newest(result).map((window) => window.verdict)) ?? 'unknown';
}

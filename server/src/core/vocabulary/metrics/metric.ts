// The type of a metric type: one object from which schema, completion, hover, unit rule, plan and documentation are made.
// It must never hold a target or a threshold: what is promised stands in objectives.

import type { Dimension } from '../../scalars/units';

export type Family = 'availability' | 'reliability' | 'performance' | 'support' | 'data' | 'business' | 'composite';

/** What kind of value a window gets (metrics.md 1.2). */
export type ResultKind = 'share' | 'distribution' | 'count' | 'total' | 'rate' | 'interval' | 'state' | 'composite';

export type RoleType = 'instant' | 'number' | 'boolean' | 'text' | 'duration';

export interface Role {
  readonly role: string;
  readonly type: RoleType;
  readonly isOptional?: true;
  /** A number below zero makes the row a bad one. */
  readonly isNeverNegative?: true;
  /** A number above it makes the row a bad one. */
  readonly most?: number;
  /** The column has to be there, its field may be empty. */
  readonly mayBeEmpty?: true;
  readonly docs: string;
  /** Column names under which it is usually found, in small letters; completion puts them first. */
  readonly usualNames: readonly string[];
}

/** One set of roles that can feed a type; a type lists alternatives and the first that fits is taken. */
export interface Input {
  readonly id:
    | 'outages'
    | 'probes'
    | 'counters'
    | 'events'
    | 'values'
    | 'spans'
    | 'items'
    | 'cohort'
    | 'dues'
    | 'calls'
    | 'arrivals'
    | 'rates'
    | 'amounts'
    | 'notices'
    | 'attempts'
    | 'plans'
    | 'transfers'
    | 'checks';
  readonly docs: string;
  /** Whether a record is an instant, an event with a start, or an interval: decides what "no record" means (compute.md 2). */
  readonly nature: 'instant' | 'event' | 'interval';
  readonly roles: readonly Role[];
  /** Instants of a row that have to follow each other, and what is said where they do not; start and end where it is left out. */
  readonly order?: readonly {
    readonly earlier: string;
    readonly later: string;
    readonly why: string;
    readonly isStrict?: true;
  }[];
  /** More may be good or bad than the total says. */
  readonly mayExceed?: true;
}

export interface Parameter {
  readonly name: string;
  readonly kind:
    | 'expression'
    | 'duration'
    | 'percent'
    | 'number'
    | 'quantity'
    | 'text'
    | 'boolean'
    | 'choice'
    | 'data'
    | 'members'
    | 'schedule'
    | 'weights';
  readonly docs: string;
  readonly values?: readonly string[];
  /** True where the type cannot be computed without it, or the input for which that holds. */
  readonly mandatory?: true | Input['id'];
  readonly default?: string;
}

/** How rows become mergeable state; the engine has one fold for each. */
export type Fold =
  // Exact sums of good, bad and total; where more good ones than all are no mistake, they count as all. A level that is stored
  // (not a flow) is averaged: the whole is then the mean of the totals.
  | {
      readonly kind: 'counts';
      readonly share: 'good' | 'bad';
      readonly isCapped?: true;
      readonly whole?: 'mean';
      /** The parameter that says how many are due in a window: what is missing of them is bad. */
      readonly due?: string;
    }
  | { readonly kind: 'latest' } // good and total of the last record of a window
  | { readonly kind: 'distinct' } // different keys among all records
  | { readonly kind: 'repeats' } // records that follow an earlier one of their key
  | { readonly kind: 'attempts' } // records that were tried often enough in time
  | { readonly kind: 'slots' } // due times at which something was there
  | { readonly kind: 'slices'; readonly value: 'mean' } // the mean of the ratios of slices (D5)
  | { readonly kind: 'slices'; readonly value: 'share'; readonly share: 'good' | 'bad' } // slices that were good among judged ones
  // Calls that were answered in time, or given up; how both count is stated by a variant (D17).
  | { readonly kind: 'calls'; readonly value: 'level'; readonly share: 'good' }
  | { readonly kind: 'calls'; readonly value: 'abandoned'; readonly share: 'bad' }
  | { readonly kind: 'values'; readonly isOfGood?: true; readonly scale?: 'mos' } // a histogram of `value`, of all rows or of good ones
  | { readonly kind: 'scores'; readonly value: 'apdex' | 'promoters' | 'satisfied' } // counts of values between thresholds of the type
  // Values that hold for a time: measured ones until the next record, or the number of open records; all of it, or the share in a range.
  | { readonly kind: 'levels'; readonly of: 'values' | 'open'; readonly share?: 'range' | 'positive' }
  | { readonly kind: 'transfers' } // amounts over the time that each took
  | { readonly kind: 'plans' } // actual over planned time
  | { readonly kind: 'lags' } // how far back the oldest reaches that a check found
  | { readonly kind: 'days-left' } // how long what was found still holds
  | { readonly kind: 'open-ages' } // ages of what is open at the end of the window
  | { readonly kind: 'exposure' } // operating time of all units over their failures
  | { readonly kind: 'delays' } // jitter, from delays in order or from ready values
  | { readonly kind: 'spans'; readonly belongs: 'start' | 'end' } // a histogram of elapsed time, and the open records
  // Interval algebra (D1 to D4, D6).
  | {
      readonly kind: 'downtime';
      readonly value: 'availability' | 'downtime' | 'mtbf' | 'outages' | 'longest' | 'beyond' | 'failure-rate' | 'work';
    }
  | { readonly kind: 'impact'; readonly of: 'share' | 'users' } // down time by how much or how many it hit
  | { readonly kind: 'repairs' } // merged failures by their end (D6)
  | { readonly kind: 'items'; readonly value: 'count' | 'sum' } // records, or the sum of their values
  // Records that have ripened (D10): those that reached their end, or those that needed one contact and were not opened again.
  | { readonly kind: 'cohort'; readonly counts: 'reached' | 'settled' }
  | { readonly kind: 'utilisation' } // averages of slices by direction (D15)
  // Quotients of sums: one over the other, how far one passed the other, or how near the one came to the other.
  | {
      readonly kind: 'quotient';
      readonly numerator: 'bad' | 'total' | 'value';
      readonly denominator: 'total' | 'value';
      readonly form: 'ratio' | 'deviation' | 'accuracy';
      /** What the quotient is multiplied by; 1 where it is left out. */
      readonly scale?: number;
    }
  // Made of other metrics or objectives in the same windows; no rows of its own (D18, D19).
  | {
      readonly kind: 'composite';
      readonly of: 'availability' | 'worst' | 'class' | 'steady' | 'verdicts' | 'met' | 'score';
    }
  | { readonly kind: 'custom' } // an expression over aggregates of sources
  | { readonly kind: 'aggregate'; readonly of: 'sum' | 'count' | 'min' | 'max' } // one of those aggregates
  | { readonly kind: 'age'; readonly of?: 'open' } // the age of the newest that is known (D11), or of what is open
  | { readonly kind: 'dues'; readonly isInFull?: true } // promised instants that were kept
  | { readonly kind: 'throughput' }; // amounts over time

export interface MetricType {
  readonly id: string;
  readonly title: string;
  readonly family: Family;
  /** One or two sentences that a signer understands. */
  readonly docs: string;
  /** The formula in one line, with numerator and denominator named. */
  readonly formula: string;
  /** What happens at the edges: nothing there, open records, exclusions. */
  readonly edges: string;
  readonly typical: string;
  readonly source: string;
  readonly result: ResultKind;
  /** `declared`: that of `unit:`; `boolean`: it holds or does not. */
  readonly dimension: Dimension | 'declared' | 'boolean';
  /** The unit shown where the target names none. */
  readonly unit: string;
  /** The unit of `value` in the data, where it is another than that of the result. */
  readonly valueUnit?: string;
  readonly better: 'higher' | 'lower' | 'declared';
  /** A distribution whose statistic is fixed; `statistic:` and `for:` are then errors. */
  readonly statistic?: string;
  readonly inputs: readonly Input[];
  readonly parameters: readonly Parameter[];
  /** Parameters without which published definitions differ. */
  readonly ambiguous?: readonly string[];
  readonly fold: Fold;
  /** The parameter after which a record is final. */
  readonly matures?: 'maturity' | 'within';
  /** Other names under which people look for it. */
  readonly aliases: readonly string[];
  /** A metric as YAML, without its id. */
  readonly example: string;
}

/** Whether a window has many values, of which a statistic has to make one, or of which a share can be asked. */
export function isSpread({ result, statistic }: MetricType): boolean {
  return (result === 'distribution' || result === 'state') && statistic === undefined;
}

/** Whether a share tells what was bad: its numerator uses up the budget. */
export function isBadShare({ fold }: MetricType): boolean {
  return 'share' in fold && fold.share === 'bad';
}

/** Declares a metric type; the one place where its literal types are checked. */
export function defineMetric<const T extends MetricType>(type: T): T & MetricType {
  return type;
}

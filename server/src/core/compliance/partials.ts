// What the engine answers: mergeable aggregates per item, group and window, and a report per source. Never rows.
// It must never hold a verdict: the same partials serve every target that is typed.

import type { Interval } from '../time/intervals';
import type { RefusedTime } from './exclusions';
import type { Explanation } from './explanation';

/** Exact counts by value. `values` are whole numbers in units of 10^-scale, ascending; `cells` stands in where they do not fit. */
export interface HistogramPart {
  readonly n: number;
  readonly scale: number;
  readonly values: readonly number[];
  readonly counts: readonly number[];
  /** Log-linear cells (128 an octave, error at most 0.4 %), where there are too many distinct values. */
  readonly cells: { readonly indices: readonly number[]; readonly counts: readonly number[] } | undefined;
  /** Exact number of values below and at each threshold of the plan, only beside cells. */
  readonly thresholds: readonly { readonly at: number; readonly below: number; readonly equal: number }[];
  /** Exact decimal text. */
  readonly sum: string;
  readonly minimum: number;
  readonly maximum: number;
  /** The value with the latest instant. */
  readonly last: number;
}

export type StatePart =
  | {
      readonly kind: 'counts';
      readonly good: string;
      readonly bad: string;
      readonly total: string;
      readonly pending: number;
    }
  | {
      readonly kind: 'ratios';
      /** Σ of the ratios of good to all, as a whole number of 10^-digits, and of how many slices. */
      readonly sum: string;
      readonly digits: number;
      readonly count: number;
    }
  | {
      readonly kind: 'values';
      readonly histogram: HistogramPart;
      /** Σ weight × value and Σ weight, where a weight is mapped. */
      readonly weighted: { readonly sum: string; readonly weight: string } | undefined;
      /** Rows without a value. */
      readonly timeouts: number;
    }
  | {
      readonly kind: 'spans';
      /** Elapsed microseconds of ended records. */
      readonly histogram: HistogramPart;
      /** Elapsed microseconds at `asOf` of open records. */
      readonly open: readonly number[];
      /** With a deadline that needs every record: how many kept it, missed it (open ones too), or still may. */
      readonly deadline: { readonly within: number; readonly late: number; readonly pending: number } | undefined;
    }
  | {
      readonly kind: 'downtime';
      /** All in whole microseconds. Judged time is covered, not excluded, not idle, until `asOf`. */
      readonly judged: number;
      readonly down: number;
      /** Time of the window behind `asOf`, without exclusions. */
      readonly remaining: number;
      /** Judged time that ought to have data: the denominator of coverage. */
      readonly expected: number;
      /** Merged outages that touch the judged time. */
      readonly outages: number;
      /** Failures whose start lies in the judged time. */
      readonly failures: number;
      readonly isOpenCut: boolean;
      /** With slices: their length, so that results can count in slices. */
      readonly slice: number | undefined;
      readonly missingSlices: number;
      readonly idleSlices: number;
      /** The longest outages inside, for explanations. */
      readonly longest: readonly { readonly from: number; readonly to: number }[];
      /** When it was known whether it was up or down, and when it was down; only where a composite asks for it. */
      readonly sets: { readonly known: readonly Interval[]; readonly down: readonly Interval[] } | undefined;
      /** The longest outage, not cut at the window; only where it is asked for. */
      readonly longestWhole: number;
      /** Time of outages behind the length up to which they do not count; only where it is asked for. */
      readonly beyond: number;
    }
  | {
      readonly kind: 'impact';
      /** Microseconds, as of down time. */
      readonly judged: number;
      readonly expected: number;
      readonly remaining: number;
      /** Judged time by how much there was, and how much of it was down, in one unit of their own. */
      readonly whole: string;
      readonly lost: string;
      /** Outages that touch the window. */
      readonly outages: number;
      readonly isOpenCut: boolean;
    }
  | {
      readonly kind: 'levels';
      /** How many microseconds each value held. */
      readonly histogram: HistogramPart;
      /** Microseconds in which a value ought to be known. */
      readonly expected: number;
      /** The interval of the source, in microseconds. */
      readonly step: number | undefined;
    }
  | {
      readonly kind: 'exposure';
      /** Operating time of all units in microseconds, and how many of them failed. */
      readonly time: number;
      readonly failures: number;
    }
  | {
      readonly kind: 'quotient';
      /** Exact sums, and the sum of the distances between both amounts row by row. */
      readonly numerator: string;
      readonly denominator: string;
      readonly distance: string;
      /** Records that are not done yet. */
      readonly pending?: number;
    }
  | {
      /** What members make together; never told by the engine. */
      readonly kind: 'joint';
      /** As numerator and denominator; undefined where a member has no value. */
      readonly value: readonly [string, string] | undefined;
      /** With all that is missing at its worst, and at its best; undefined where nobody can say. */
      readonly lowest?: readonly [string, string];
      readonly highest?: readonly [string, string];
      /** How many members were met, of how many that were judged. */
      readonly numerator?: string;
      readonly denominator?: string;
      /** No member applies. */
      readonly isNotApplicable?: true;
      /** A member may still change. */
      readonly isProvisional?: true;
    }
  | {
      readonly kind: 'repairs';
      /** Microseconds of merged failures that ended in the window, clock stopped in exclusions. */
      readonly sum: number;
      readonly count: number;
      readonly longest: number;
      /** The same with rows as recorded, for comparison only. */
      readonly rowsSum: number;
      readonly rowsCount: number;
      /** Ages of failures that are still open at `asOf`, in microseconds. */
      readonly openAges: readonly number[];
    }
  | {
      readonly kind: 'directions';
      /** Averages of slices: of one direction, or of both one after the other. */
      readonly parts: readonly HistogramPart[];
    }
  | {
      readonly kind: 'age';
      /** Microseconds in which something was known, and in which something ought to be. */
      readonly judged: number;
      readonly expected: number;
      /** By age in microseconds, ascending: how many stretches more than before hold that age; stretches rise by one a second. */
      readonly slopes: readonly (readonly [age: number, change: number])[];
      /** Twice the integral of the age over the judged time, in square microseconds. */
      readonly doubledArea: string;
      readonly maximum: number;
      /** The age at the end of the window, or at `asOf`. */
      readonly last: number;
      /** Of the judged microseconds those in which nothing was there to be old: the age is nought. */
      readonly none: number;
    }
  /** Exact decimal text; undefined where no row has a value. */
  | {
      readonly kind: 'aggregate';
      readonly sum: string;
      readonly count: number;
      readonly least: string | undefined;
      readonly greatest: string | undefined;
    }
  | { readonly kind: 'items'; readonly count: number; readonly sum: string }
  | { readonly kind: 'cohort'; readonly good: number; readonly judged: number; readonly pending: number }
  | {
      readonly kind: 'throughput';
      readonly total: string;
      /** Seconds that the total stands for. */
      readonly seconds: string;
      /** Amounts of the records, where a statistic over their rates is asked for; each stands for the same part of the seconds. */
      readonly amounts: HistogramPart | undefined;
    };

export interface WindowPart {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** Records in the window that count. */
  readonly n: number;
  readonly state: StatePart;
  /** Counted and expected records, where the source states an interval. */
  readonly coverage: { readonly counted: number; readonly expected: number; readonly idle: number } | undefined;
  /** Whether the whole judged time of the window is excluded. */
  readonly isAllExcluded: boolean;
}

export interface GroupPart {
  readonly group: string | undefined;
  readonly windows: readonly WindowPart[];
}

/** Rows that cannot be used and may belong to an item: when they may have been, as far as they can be read. */
export interface UnusableRows {
  /** Milliseconds; both ends belong to it. A row that says nothing of its time reaches over all of it. */
  readonly from: number;
  readonly to: number;
  /** Undefined for rows that may belong to any group. */
  readonly group: string | undefined;
  readonly count: number;
}

export interface SeenRows {
  /** Good rows that the filters have kept. */
  readonly kept: number;
  /** The median distance in milliseconds of the earliest rows of each group, where the source states a rhythm and has rows enough. */
  readonly gap: number | undefined;
}

export interface ItemPart {
  readonly item: string;
  readonly nature: 'instant' | 'event' | 'interval';
  readonly input: string;
  /** Undefined where the source has no good row and states no end. */
  readonly asOf: number | undefined;
  /** Where the record begins: as stated, else with the term or the first row. */
  readonly coveredFrom?: number | undefined;
  /** How far the record goes, at most `asOf`: behind it nothing is known. */
  readonly coveredTo: number | undefined;
  /** From when on an exclusion applies whose end is not recorded yet. */
  readonly openExclusionFrom: number | undefined;
  readonly groups: readonly GroupPart[];
  /** What was seen of the rows; undefined where they come from a connection, which is asked for a part of them. */
  readonly seen?: SeenRows | undefined;
  readonly unusable: readonly UnusableRows[];
  /** Why there is no result, in words. */
  readonly unavailable: string | undefined;
}

export interface BadRow {
  readonly file: string;
  readonly line: number;
  readonly why: string;
}

export interface SourceProblem {
  /** `missing`: nothing to read; `unreadable`: not what it should be; `columns`: roles cannot be fed; `changed`: it moved under the reader. */
  readonly kind: 'missing' | 'unreadable' | 'columns' | 'refused' | 'changed' | 'limit';
  readonly message: string;
  /** The role or column concerned, for `columns`. */
  readonly role?: string;
  readonly item?: string;
}

export interface SourcePart {
  readonly source: string;
  /** Paths relative to the workspace root, in the order read. */
  readonly files: readonly string[];
  readonly columns: readonly string[];
  /** By column, up to three different values of the first rows, as they stand in the file. */
  readonly samples: readonly (readonly string[])[];
  readonly rows: number;
  readonly badRows: number;
  readonly badSamples: readonly BadRow[];
  readonly badCauses: readonly { readonly why: string; readonly count: number }[];
  readonly fingerprint: string | undefined;
  /** Rows that are equal in full to one before them, of how many that were looked at; undefined where that was not counted. */
  readonly repeats?: { readonly rows: number; readonly of: number } | undefined;
  readonly bytes: number;
  readonly isZoneAssumed: boolean;
  readonly lastInstant: number | undefined;
  readonly problems: readonly SourceProblem[];
}

export interface ExclusionPart {
  readonly exclusion: string;
  readonly group: string | undefined;
  readonly intervals: readonly Interval[];
  /** What is recorded and counts all the same. */
  readonly refused: RefusedTime;
}

export interface Partials {
  readonly items: readonly ItemPart[];
  readonly sources: readonly SourcePart[];
  /** Excluded intervals in effect, by exclusion and group. */
  readonly exclusions: readonly ExclusionPart[];
  /** Version of the time zone data that was used. */
  readonly timeZoneData: string;
  /** Answers to questions why, where some were asked; then nothing else is told. */
  readonly explanations?: readonly Explanation[];
}

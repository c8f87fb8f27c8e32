// The compute plan: what has to be known about the data, as plain JSON. Targets, tiers, remedies and texts are no part of it.
// It must never hold a clock, a path outside the agreement's own words, or anything that runs.

import type { Fold } from '../vocabulary/metrics/metric';
import type { CalendarDefinition } from '../time/calendars';
import type { WindowDefinition } from '../time/windows';
import type { Opening } from '../scalars/words';
import type { TimeUnit } from '../scalars/units';

/** A length of time as plain data; `business` ticks only inside a calendar. */
export interface PlanDuration {
  readonly amount: number;
  readonly unit: TimeUnit;
  readonly business: boolean;
}

export interface SourcePlan {
  readonly id: string;
  /** The file or glob as written, relative to the agreement. Undefined for connections. */
  readonly file: string | undefined;
  readonly connection: string | undefined;
  /** The table or view that a connection to a database reads. */
  readonly table: string | undefined;
  /** Role to query, for a connection that answers queries. */
  readonly queries: Readonly<Record<string, string>>;
  /** Zone of time stamps without an offset; undefined where none is stated (then the agreement's zone is assumed, and said so). */
  readonly timeZone: string | undefined;
  /** The column whose last row counts. */
  readonly key: string | undefined;
  readonly aliases: readonly { readonly column: string; readonly from: string; readonly to: string }[];
  readonly coversFrom: string | undefined;
  readonly coversTo: string | undefined;
  readonly everyMs: number | undefined;
  readonly columns: Readonly<Record<string, string>>;
}

export interface ExclusionPlan {
  readonly id: string;
  readonly kind: string;
  /** The source with its rows; undefined where intervals are written or nothing is recorded. */
  readonly source: string | undefined;
  readonly intervals: readonly { readonly from: string; readonly to: string; readonly group: string | undefined }[];
  /** Excludes records by what they are. */
  readonly where: string | undefined;
  readonly notice: PlanDuration | undefined;
  readonly calendar: string | undefined;
  readonly slot: readonly { readonly days: readonly number[]; readonly openings: readonly Opening[] }[] | undefined;
  readonly limit: { readonly ms: number; readonly window: WindowDefinition } | undefined;
}

export interface PlanItem {
  /** Hash of everything that decides the partials of this item. */
  readonly id: string;
  readonly type: string;
  readonly fold: Fold;
  readonly source: string;
  /** Role to column or expression: the source's, then the metric's own. */
  readonly columns: Readonly<Record<string, string>>;
  readonly where: readonly string[];
  /** Columns by which groups are formed. */
  readonly per: readonly string[];
  /** Groups that are named in the text and so have results even without a row. */
  readonly namedGroups: readonly string[];
  readonly window: WindowDefinition;
  readonly exclusions: readonly string[];
  readonly calendar: string | undefined;
  readonly calendarByGroup: Readonly<Record<string, string>>;
  /** Bounds that need every record, as business days do, by group (`*` for all). */
  readonly deadlines: Readonly<Record<string, PlanDuration>>;
  /** Parameters of the type as written. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly statistic: string | undefined;
  /** Whether a composite has to know when it was up and when down. */
  readonly wantsSets?: true;
  readonly beforeStart: string;
  /** The unit of the values, so that quantities in expressions convert to it. */
  readonly valueUnit: string | undefined;
  /** Bounds by which a share may be asked for, in the unit of the values: exact counters beside a sketch. No part of the hash. */
  readonly thresholds: readonly number[];
}

export interface ComputePlan {
  readonly version: 1;
  readonly zone: string;
  readonly term: { readonly from: string; readonly to: string } | undefined;
  /** The instant as of which to judge, where the user gives one. */
  readonly asOf: number | undefined;
  readonly calendars: readonly CalendarDefinition[];
  readonly sources: readonly SourcePlan[];
  readonly exclusions: readonly ExclusionPlan[];
  readonly items: readonly PlanItem[];
}

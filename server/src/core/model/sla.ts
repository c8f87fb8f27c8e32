// The model of an agreement: what is written, by section, every field located and every field allowed to be missing.
// It must never hold a default or a guess; those are questions asked of the model (queries.ts).

import type { Duration, Quantity } from '../scalars/quantity';
import type { Rational, RoundingMode } from '../scalars/rational';
import type { Limit, Opening, Statistic, Trigger, WindowSpec } from '../scalars/words';
import type { Entry, MapNode, Node } from '../syntax/nodes';
import type { Located, Span } from '../text/span';

export type Text = Located<string>;

/** Something declared under a key that is its id. */
export interface Named {
  readonly id: string;
  readonly idSpan: Span;
  /** Key and value together. */
  readonly span: Span;
  readonly entry: Entry;
  /** The value where it is a map. */
  readonly map: MapNode | undefined;
}

export type BoundWord = 'atLeast' | 'atMost' | 'above' | 'below';

export interface Bound {
  readonly word: BoundWord;
  readonly quantity: Quantity;
  readonly keySpan: Span;
  readonly span: Span;
}

export interface Party extends Named {
  readonly name: Text | undefined;
  readonly role: Text | undefined;
  readonly type: Text | undefined;
  readonly engagedBy: Text | undefined;
  readonly contacts: readonly { readonly role: string; readonly address: string }[];
}

export interface Service extends Named {
  readonly name: Text | undefined;
  readonly description: Text | undefined;
  readonly owner: Text | undefined;
}

export interface Goal extends Named {
  readonly statement: Text | undefined;
  readonly owner: Text | undefined;
  readonly objectives: readonly Text[];
}

export interface Calendar extends Named {
  readonly timeZone: Text | undefined;
  /** `24x7`, or openings by day of the week (1 for Monday). Undefined where nothing readable is written. */
  readonly hours: '24x7' | readonly { readonly day: number; readonly openings: readonly Opening[] }[] | undefined;
  readonly holidays: readonly Text[];
  readonly holidayRegion: { readonly country: Text | undefined; readonly region: Text | undefined } | undefined;
  readonly except: readonly Text[];
}

export interface RoleColumn {
  readonly role: string;
  readonly roleSpan: Span;
  /** A column or an expression. */
  readonly source: Text;
}

export interface DataSource extends Named {
  readonly file: Text | undefined;
  readonly connection: Text | undefined;
  /** The table of a database, where the connection is one. */
  readonly table: Text | undefined;
  /** The queries of a connection, by role. */
  readonly queries: readonly { readonly role: string; readonly query: Text }[];
  readonly columns: readonly RoleColumn[];
  readonly where: Text | undefined;
  readonly units: readonly RoleColumn[];
  readonly timeZone: Text | undefined;
  readonly key: Text | undefined;
  readonly aliases: readonly { readonly column: string; readonly from: string; readonly to: string }[];
  readonly covers: { readonly from: Text | undefined; readonly to: Text | undefined; readonly span: Span } | undefined;
  readonly every: Located<Duration> | undefined;
}

export interface Baseline {
  readonly span: Span;
  readonly value: Located<Quantity> | undefined;
  readonly statistic: Text | undefined;
  readonly window: Located<WindowSpec> | undefined;
  readonly from: Text | undefined;
  readonly to: Text | undefined;
  readonly windows: Located<Rational> | undefined;
  readonly lowest: Located<Quantity> | undefined;
  readonly highest: Located<Quantity> | undefined;
  /** The exclusions that were applied; undefined where nothing is written of them. */
  readonly excludes: readonly Text[] | undefined;
  readonly fingerprint: Text | undefined;
}

export interface Metric extends Named {
  readonly type: Text | undefined;
  readonly service: Text | undefined;
  readonly data: Text | undefined;
  readonly columns: readonly RoleColumn[];
  readonly units: readonly RoleColumn[];
  readonly unit: Text | undefined;
  readonly where: Text | undefined;
  readonly statistic: Located<Statistic> | undefined;
  readonly measuredBy: readonly Text[];
  readonly verifiedBy: readonly Text[];
  readonly measuredAt: Text | undefined;
  readonly controlledBy: readonly Text[];
  readonly noData: Text | undefined;
  readonly minimumCoverage: Located<Quantity> | undefined;
  readonly beforeStart: Text | undefined;
  readonly better: Text | undefined;
  readonly rounding: { readonly digits: number; readonly mode: RoundingMode; readonly span: Span } | undefined;
  readonly baseline: Baseline | undefined;
  /** The metrics or objectives that a composite puts together. */
  readonly members: readonly Text[];
  /** Every other key with a plain value: the parameters of the type. */
  readonly parameters: ReadonlyMap<string, Text>;
}

export interface Target {
  readonly map: MapNode | undefined;
  readonly group: string;
  readonly groupSpan: Span;
  readonly bounds: readonly Bound[];
  readonly calendar: Text | undefined;
}

/** A stricter target that an objective takes on once it was kept for so many windows in a row, and not before a day. */
export interface Tightening {
  readonly bounds: readonly Bound[];
  readonly share: Located<Quantity | 'all'> | undefined;
  readonly afterWindows: Located<Rational> | undefined;
  readonly notBefore: Text | undefined;
  readonly span: Span;
}

export interface Objective extends Named {
  readonly metric: Text | undefined;
  readonly bounds: readonly Bound[];
  readonly holds: Text | undefined;
  readonly targets: readonly Target[] | undefined;
  readonly share: Located<Quantity | 'all'> | undefined;
  readonly per: readonly Text[];
  readonly window: Located<WindowSpec> | undefined;
  readonly owedBy: Text | undefined;
  readonly owedTo: Text | undefined;
  readonly status: Text | undefined;
  readonly calendar: Text | undefined;
  readonly when: Text | undefined;
  readonly excludes: readonly Text[];
  readonly remedies: readonly Text[];
  readonly reason: Text | undefined;
  readonly scope: Text | undefined;
  readonly tighten: Tightening | undefined;
  readonly baseline: Baseline | undefined;
}

export interface ExclusionInterval {
  readonly from: Text | undefined;
  readonly to: Text | undefined;
  readonly group: Text | undefined;
  readonly note: Text | undefined;
}

export interface Exclusion extends Named {
  readonly kind: Text | undefined;
  readonly data: Text | undefined;
  readonly intervals: readonly ExclusionInterval[];
  readonly where: Text | undefined;
  readonly notice: Located<Duration> | undefined;
  readonly calendar: Text | undefined;
  readonly slot: readonly { readonly days: readonly number[]; readonly openings: readonly Opening[] }[] | undefined;
  readonly limit: Located<Limit> | undefined;
  readonly what: Text | undefined;
}

export interface Tier {
  readonly span: Span;
  readonly map: MapNode;
  readonly bounds: readonly Bound[];
  readonly credit: Located<Quantity> | undefined;
  readonly days: Located<Rational> | undefined;
}

export interface Remedy extends Named {
  readonly kind: Text | undefined;
  readonly of: Text | undefined;
  readonly tiers: readonly Tier[];
  readonly tiersSpan: Span | undefined;
  readonly caps: readonly Located<Limit>[];
  readonly basis: Text | undefined;
  readonly apply: Text | undefined;
  readonly stacking: Text | undefined;
  readonly when: Located<Trigger> | undefined;
  readonly by: Text | undefined;
  readonly holder: Text | undefined;
  readonly what: Text | undefined;
  readonly within: Located<Duration> | undefined;
  readonly calendar: Text | undefined;
}

export interface Fee {
  readonly name: string;
  readonly nameSpan: Span;
  readonly amount: Located<Limit> | undefined;
  /** Where the fee differs by group. */
  readonly groups: ReadonlyMap<string, Located<Limit>>;
}

export interface Responsibility extends Named {
  readonly responsible: readonly Text[];
  readonly accountable: readonly Text[];
  readonly consulted: readonly Text[];
  readonly informed: readonly Text[];
  readonly within: Located<Duration> | undefined;
  readonly ahead: Located<Duration> | undefined;
  readonly every: Text | undefined;
  readonly calendar: Text | undefined;
  readonly otherwise: Text | undefined;
  readonly note: Text | undefined;
}

export interface Dependency extends Named {
  readonly party: Text | undefined;
  readonly agreement: Text | undefined;
  readonly objective: Text | undefined;
  readonly bounds: readonly Bound[];
  readonly window: Located<WindowSpec> | undefined;
  readonly calendar: Text | undefined;
  readonly topology: Text | undefined;
  readonly group: Text | undefined;
  /** How many of its group must work. */
  readonly k: Located<Rational> | undefined;
  readonly objectives: readonly Text[];
}

export interface Claims {
  readonly span: Span;
  readonly by: Text | undefined;
  readonly to: Text | undefined;
  readonly within: Located<Duration> | undefined;
  readonly after: Text | undefined;
  /** What the paper says instead of a duration. */
  readonly until: Text | undefined;
  readonly calendar: Text | undefined;
  readonly decision: Text | undefined;
  /** True for all objectives, or the ids of those that need no claim. */
  readonly automatic: boolean | readonly Text[];
}

export interface Review {
  readonly span: Span;
  readonly every: Text | undefined;
  readonly last: Text | undefined;
  readonly next: Text | undefined;
  readonly by: Text | undefined;
}

export interface SlaModel {
  readonly language: Text | undefined;
  readonly id: Text | undefined;
  readonly title: Text | undefined;
  readonly kind: Text | undefined;
  readonly status: Text | undefined;
  readonly version: Text | undefined;
  readonly supersedes: Text | undefined;
  readonly timeZone: Text | undefined;
  readonly purpose: Text | undefined;
  readonly term: { readonly from: Text | undefined; readonly to: Text | undefined; readonly span: Span } | undefined;
  readonly parties: readonly Party[];
  readonly services: readonly Service[];
  readonly goals: readonly Goal[];
  readonly calendars: readonly Calendar[];
  readonly data: readonly DataSource[];
  readonly metrics: readonly Metric[];
  readonly objectives: readonly Objective[];
  readonly exclusions: readonly Exclusion[];
  readonly remedies: readonly Remedy[];
  readonly fees: readonly Fee[];
  readonly responsibilities: readonly Responsibility[];
  readonly dependencies: readonly Dependency[];
  readonly claims: Claims | undefined;
  readonly review: Review | undefined;
  readonly approvals: readonly { readonly party: string; readonly date: Text | undefined }[];
  readonly glossary: readonly { readonly term: string; readonly span: Span; readonly definition: Text | undefined }[];
  /** Sections that are read as trees only, by key: references, reporting, changes, disputes, priorities, history. */
  readonly sections: ReadonlyMap<string, Node>;
}

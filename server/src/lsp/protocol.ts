// What the editor's client and the language server say to each other beyond the standard protocol.
// It must never hold code that runs or import anything: the client may import this file of the server and no other.

/** The four kinds of colour theme for which pictures are drawn. */
export type ThemeName = 'dark' | 'light' | 'high-contrast' | 'high-contrast-light';

/** Sent with `initialize`; a client that sends nothing counts as not trusted. */
export interface InitializationOptions {
  readonly trusted: boolean;
  readonly theme: ThemeName;
  /** Whether the client has the command `sla.openPreview`, which takes an address and the id of an objective. */
  readonly hasPreview?: boolean;
  /** Whether the client has the commands of review: `sla.showChanges`, `sla.comparePlain` and `sla.compareWithHead`, each of which takes an address. */
  readonly hasReview?: boolean;
}

export interface ThemeParams {
  readonly theme: ThemeName;
}

/** Trust is granted or never mentioned: it is not taken back while a session lasts. */
export interface TrustParams {
  readonly trusted: true;
}

/** Client to server: the colour theme has changed. */
export const themeNotification = 'sla/theme';

/** Client to server: the person trusts the folders that are open. */
export const trustNotification = 'sla/trust';

/**
 * Client to server: the connections that the person has named in settings of their own, and the secrets that these name.
 * What is sent replaces what was sent before; a client that sends nothing has none.
 */
export const connectionsNotification = 'sla/connections';

export interface ConnectionsParams {
  /** By name, each as in a file of connections (docs/connections.md). */
  readonly entries: Readonly<Record<string, unknown>>;
  /** By the names that stand under `passwordFrom` and the like. */
  readonly secrets: Readonly<Record<string, string>>;
}

/** From the worst to the best; what is reported only, or does not apply, is not judged. */
export type OverviewStatus = 'breached' | 'at-risk' | 'unknown' | 'running' | 'met' | 'not-judged';

export interface OverviewPosition {
  readonly line: number;
  readonly character: number;
}

/** Texts are plain and on one line, tooltips Markdown without links; both are escaped by the server. */
export interface OverviewEntry {
  readonly label: string;
  readonly status: OverviewStatus;
  readonly description: string;
  readonly tooltip: string;
  readonly position: OverviewPosition;
}

export interface OverviewAgreement extends OverviewEntry {
  readonly uri: string;
  readonly isReading: boolean;
  /** Until when the data reaches, on the clock of the agreement. */
  readonly asOf?: string | undefined;
  readonly objectives: readonly OverviewEntry[];
  /** Objectives that are left out because there are too many. */
  readonly leftOut: number;
}

export interface OverviewParams {
  /** Whether the data of agreements that are not open is to be read as well, one after another. */
  readonly computes: boolean;
}

/** Worst first. */
export interface Overview {
  readonly agreements: readonly OverviewAgreement[];
}

/** Client to server, a request: how all agreements of the workspace stand. */
export const overviewRequest = 'sla/overview';

/** Server to client: what the last overview said no longer holds. It is sent once for many changes, and not before it was asked for. */
export const overviewChangedNotification = 'sla/overviewChanged';

/** What a check of all agreements found. */
export interface WorkspaceCheck {
  readonly agreements: number;
  readonly errors: number;
  readonly warnings: number;
  readonly others: number;
}

/** Client to server, a request: shows the problems of all agreements from now on, and counts them. */
export const checkWorkspaceRequest = 'sla/checkWorkspace';

/** Numbers and versions for a report of a fault; never a text, a name or a path. */
export interface ServerFacts {
  readonly version: string;
  readonly node: string;
  readonly platform: string;
  readonly isTrusted: boolean;
  readonly openAgreements: number;
  readonly knownAgreements: number;
  readonly withResults: number;
  readonly isEngineRunning: boolean;
  readonly memoryMiB: number;
}

/** Client to server, a request: facts about the server for a report of a fault. */
export const serverFactsRequest = 'sla/serverFacts';

/** A place in a document, counted from nought, the end not included. */
export interface DocumentRange {
  readonly start: OverviewPosition;
  readonly end: OverviewPosition;
}

export interface PreviewParams {
  readonly uri: string;
}

/** Client to server, a request: all that the preview of an open agreement shows; null where there is no such agreement. */
export const previewRequest = 'sla/preview';

/** Server to client: what the last preview of a document said no longer holds. It is sent once for many changes, and not before it was asked for. */
export const previewChangedNotification = 'sla/previewChanged';

export interface PreviewChangedParams {
  readonly uri: string;
}

/** Everything is plain text of files that others wrote: it is shown as text, and never as markup. */
export interface Preview {
  readonly uri: string;
  /** The version of the document that this was made from. */
  readonly version: number;
  readonly title: string;
  readonly isReading: boolean;
  /** Why nothing is computed; undefined where something is. */
  readonly unavailable?: string | undefined;
  readonly objectives: readonly PreviewObjective[];
  /** The agreement in plain language, for those who sign it. */
  readonly agreement: readonly PreviewBlock[];
}

export interface PreviewObjective {
  readonly id: string;
  /** The clause in the document, and the target that Apply writes. */
  readonly range: DocumentRange;
  /** What is promised: `≥ 99.9 % a month`. */
  readonly promise: string;
  readonly status: OverviewStatus;
  /** How it stands: `met 11 of 12 · Oct 2026 99.94 %`. */
  readonly standing: string;
  /** What an edit that is not saved would have meant for past windows: `2 of 6 missed (saved: 1 of 6 missed): Mar 2026 met → missed`. */
  readonly edited?: string | undefined;
  /** Where the numbers come from: `as of … from … (n rows, k missing)`. */
  readonly origin: string;
  readonly unit: string;
  /** Why there are no windows. */
  readonly unavailable?: string | undefined;
  /** One for each group of the data in their order; one without a name where nothing is grouped. */
  readonly groups: readonly PreviewGroup[];
}

/** The windows of one group in the order of time, column by column: there may be many thousands. */
export interface PreviewGroup {
  readonly name?: string | undefined;
  /** As people read them: `Oct 2026`. */
  readonly names: readonly string[];
  /** Start and end of each window, in milliseconds since 1970. */
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly values: readonly (number | null)[];
  /** A letter for each window: `m` met, `b` missed, `r` running, `u` unknown, `n` not applicable, `i` reported only. */
  readonly verdicts: string;
  /** `1` where a window lies in the term, else `0`. */
  readonly inTerm: string;
  /** Reasons and credits, by the index of the window, where there is something to say. */
  readonly notes: Readonly<Record<number, string>>;
  /** Undefined where no window is complete. */
  readonly baseline?: PreviewBaseline | undefined;
  /** Undefined where no single bound can be moved. */
  readonly target?: PreviewTarget | undefined;
  /** The error budget of the running window. */
  readonly budget?: PreviewBudget | undefined;
}

/** What the complete windows say. */
export interface PreviewBaseline {
  readonly windows: number;
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
  /** Sentences for people: median, attainment with its interval, trend, outliers, season, credits of a year. */
  readonly sentences: readonly string[];
  /** What the agreement writes as its baseline, where it does. */
  readonly written?: number | undefined;
}

/**
 * A target that can be moved in steps. A step stands for the value `step × index`; which windows would be met is told by whole numbers, so
 * that no rounding of a browser decides.
 */
export interface PreviewTarget {
  /** Whether a window is met by values from the target upwards (`atLeast`, `above`, `for`) or downwards. */
  readonly isLower: boolean;
  /** The size of a step, as decimal text, and the digits that all its multiples need. */
  readonly step: string;
  readonly digits: number;
  /** The unit behind the number of a target, as it is written. */
  readonly unit: string;
  /** How many units of the values one unit of the target is: 60 for minutes beside values in seconds. */
  readonly scale: number;
  /** The index of the target as it is written, the least and the greatest that make sense. */
  readonly at: number;
  readonly least: number;
  readonly greatest: number;
  /**
   * By window. Of a lower bound a window is met by every index up to `met` and missed by every index above `missed`, of an upper bound
   * by every index from `met` on and below `missed`. Between both, the missing data could decide it either way. Null where
   * a window takes no part: it runs, has no value, is excluded, or its verdict is not known as things stand.
   */
  readonly met: readonly (number | null)[];
  readonly missed: readonly (number | null)[];
  /** By window: the credit of a miss in percent of the fee, and in money; null where none is written. */
  readonly credits?: readonly (number | null)[] | undefined;
  readonly money?: readonly (number | null)[] | undefined;
  readonly currency?: string | undefined;
  /** The strictest target that the windows show to be kept, or null with the reason. */
  readonly suggested: number | null;
  readonly suggestedWhy: string;
}

/** How the error budget of a running window was used up: `used[i]` of `total` until `at[i]`. */
export interface PreviewBudget {
  readonly unit: 'seconds' | 'count';
  readonly from: number;
  readonly to: number;
  readonly total: number;
  readonly at: readonly number[];
  readonly used: readonly number[];
  /** `12 min 4 s of 43 min 12 s used, 40 % of the month gone`. */
  readonly sentence: string;
}

/** A part of a document for people. Texts are plain. */
export type PreviewBlock = { readonly range?: DocumentRange | undefined } & (
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [term: string, text: string])[] }
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
);

export interface TargetParams {
  readonly uri: string;
  readonly version: number;
  readonly objective: string;
  readonly group?: string | undefined;
  /** The new target, `99.95 %`. */
  readonly target: string;
}

/** Client to server, a request: the edits that write a target; the document has to be of that version. */
export const targetEditRequest = 'sla/targetEdit';

export interface TargetEdit {
  readonly version: number;
  readonly edits: readonly { readonly range: DocumentRange; readonly newText: string }[];
  /** Why it cannot be written; undefined where it can. */
  readonly refusal?: string | undefined;
}

/** Client to server: the version before, with which an open agreement is compared from now on. It is forgotten when the document is closed. */
export const baseNotification = 'sla/base';

export interface BaseParams {
  readonly uri: string;
  /** What people call the version: `HEAD`, `merge base with main`; null where the agreement is compared with nothing. */
  readonly name: string | null;
  /** Its text; null where the version does not have the agreement, or where there is no version. */
  readonly text: string | null;
  /** Texts of agreements that the version had and that are gone since: the one with the same `id` is the agreement under another name. */
  readonly others?: readonly string[];
  /** Whether the version has the agreement as a text that is too long to be sent. */
  readonly isTooLong?: boolean;
  /** Whether the version is also wanted of a file that is not open, and stays when its document is closed, until null is sent for its name. */
  readonly isKept?: boolean;
  /** Whether there is no such file any more, while the version has it. */
  readonly isGone?: boolean;
  /** Where the agreement is compared with nothing: whether it could be compared with HEAD. */
  readonly canCompare?: boolean;
}

/** What a change means; `mixed` stands for several changes that do not all mean the same. */
export type ChangeDirection = 'weaker' | 'stronger' | 'unclear' | 'neutral' | 'mixed';

/** Texts are plain, on one line, and escaped for lists of an editor by the server; tooltips are Markdown without links. */
export interface ChangeEntry {
  /** What has changed: `availability · atLeast`; and what of its clause: `atLeast`. */
  readonly label: string;
  readonly key: string;
  /** `99.9 % → 99.5 %`. */
  readonly values: string;
  readonly direction: ChangeDirection;
  /** `weaker for customer`, or `neutral`. */
  readonly meaning: string;
  /** Reason and cost: `36 min more downtime a month; 2 misses more in 12 past windows`; may be empty. */
  readonly detail: string;
  readonly tooltip: string;
  /** Where it is shown in the text as it is now. */
  readonly range: DocumentRange;
  /** Whether it is gone, and can be seen in the version before only, at `oldRange`. */
  readonly isGone: boolean;
  readonly oldRange?: DocumentRange | undefined;
}

/** Changes that belong together, by their index; `directions` has one for each of them, as it is for this party or clause. */
export interface ChangeGroup {
  readonly label: string;
  readonly description: string;
  readonly direction: ChangeDirection;
  readonly changes: readonly number[];
  readonly directions: readonly ChangeDirection[];
}

export interface ChangesParams {
  readonly uri: string;
}

/** Client to server, a request: what changed in an agreement since the version before; null where it is compared with nothing. */
export const changesRequest = 'sla/changes';

/** Server to client: what the last answer said of a document no longer holds. It is sent once for many changes, and not before it was asked for. */
export const changesChangedNotification = 'sla/changesChanged';

export interface ChangesChangedParams {
  readonly uri: string;
}

export interface Changes {
  readonly uri: string;
  /** The version of the document that this was made from. */
  readonly version: number;
  readonly title: string;
  /** The name of the version before. */
  readonly base: string;
  /** Whether both versions could be compared; `new` where the version before does not have the agreement, `gone` where only that has it. */
  readonly state: 'compared' | 'new' | 'gone' | 'unreadable';
  /** `2 weaker for customer, 1 neutral`, or why nothing is compared. */
  readonly summary: string;
  readonly direction: ChangeDirection;
  readonly changes: readonly ChangeEntry[];
  readonly byParty: readonly ChangeGroup[];
  readonly byClause: readonly ChangeGroup[];
  /** Changes that are left out because there are too many. */
  readonly leftOut: number;
}

export interface PlainTextParams {
  readonly uri: string;
  readonly side: 'before' | 'now';
  /** Whether the text is wanted as it is written, and not in plain language. */
  readonly isAsWritten?: boolean;
}

/** Client to server, a request: a version of an agreement in plain language; null where there is no such agreement. */
export const plainTextRequest = 'sla/plainText';

export interface PlainText {
  /** The id of the agreement, or its name. */
  readonly title: string;
  readonly text: string;
  /** The name of the version before. */
  readonly base?: string | undefined;
}

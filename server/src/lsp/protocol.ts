// What the editor's client and the language server say to each other beyond the standard protocol.
// It must never hold code that runs or import anything: the client may import this file of the server and no other.

/** The four kinds of colour theme for which pictures are drawn. */
export type ThemeName = 'dark' | 'light' | 'high-contrast' | 'high-contrast-light';

/** Sent with `initialize`; a client that sends nothing counts as not trusted. */
export interface InitializationOptions {
  readonly trusted: boolean;
  readonly theme: ThemeName;
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

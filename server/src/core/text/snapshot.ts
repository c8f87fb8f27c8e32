// A snapshot is one immutable state of one text; every edit makes a new one.
// It must never change after it was made: results are kept by its identity.

export interface Snapshot {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
}

// What a run may read, where, and whom it tells of its progress.
// It must never hold what decides over a result: that is for the plan alone.

import type { Fence } from '../files/paths';
import type { HolidayBook } from './holidays';
import type { Learnt } from './learnt';
import type { CollapseLimits } from './remote/collapsed-table';
import type { RemoteTable } from './remote/table';

export interface RunOptions {
  /** The folder of the agreement; data paths are relative to it. */
  readonly folder: string;
  readonly fence: Fence;
  readonly wantsFingerprint: boolean;
  readonly maximumBytes: number;
  /** The rows of sources that name a connection, by source; without them such a source cannot be read. */
  readonly tables?: ReadonlyMap<string, RemoteTable> | undefined;
  /** Why a connection that an agreement names is not there, as the shell says it to its user. */
  readonly connectionLack?: string | undefined;
  /** What is known of public holidays; undefined where no plan asks for them. */
  readonly holidays?: HolidayBook | undefined;
  /** Bytes from which on a file of lines is expected to grow, for tests. */
  readonly growsFrom?: number;
  /** Other limits for what a database is asked to put together, for tests. */
  readonly collapseLimits?: Partial<CollapseLimits>;
  /** Keys of objects that were found while rows were read. */
  readonly learnt?: Learnt | undefined;
  readonly isCancelled: () => boolean;
  readonly onProgress: (bytes: number) => void;
}

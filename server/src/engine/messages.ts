// What host and worker say to each other. Plain data in both directions.
// It must never carry a function or a path that the worker would open without the fence.

import type { Connections } from '../core/compliance/connection-types';
import type { WhyQuestion } from '../core/compliance/explanation';
import type { Partials } from '../core/compliance/partials';
import type { ComputePlan } from '../core/compliance/plan-types';
import type { Fence } from '../files/paths';

export interface RunRequest {
  readonly plan: ComputePlan;
  /** Absolute folder of the agreement. */
  readonly folder: string;
  readonly fence: Fence;
  /** Whether SHA-256 over the data is wanted, which costs about as much as the scan. */
  readonly wantsFingerprint: boolean;
  readonly maximumBytes: number;
  /** What is asked about results that are known; then only explanations are answered. */
  readonly why?: readonly WhyQuestion[] | undefined;
  /** What the user has named, with its secrets; without it no connection is opened. */
  readonly connections?: Connections | undefined;
  /** Why a connection that an agreement names is not among these, in words for people. */
  readonly connectionLack?: string | undefined;
}

/** A question with the number under which it is answered. */
export interface Task {
  readonly id: number;
  readonly request: RunRequest;
}

/** Questions that come together are read together, where they read the same files. */
export type ToWorker = { readonly kind: 'run'; readonly tasks: readonly Task[] };

export type FromWorker =
  | { readonly kind: 'progress'; readonly id: number; readonly bytes: number }
  | { readonly kind: 'done'; readonly id: number; readonly partials: Partials }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };

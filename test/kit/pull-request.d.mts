// Types of the scripted pull request.

export interface ExpectedChange {
  readonly kind: string;
  readonly path: string;
  readonly oldPath: string;
  readonly from: string;
  readonly to: string;
  readonly directions: Readonly<Record<string, string>>;
}

export interface ScriptedPullRequest {
  /** The folder of the repository, with the branch of the pull request in its work tree. */
  readonly folder: string;
  /** The branch that is asked to take the pull request; it went on since. */
  readonly base: string;
  /** Hashes: where the pull request left its base, what the base is by now, and the newest commit of the pull request. */
  readonly fork: string;
  readonly baseHash: string;
  readonly headHash: string;
  /** Paths from the folder. */
  readonly path: string;
  readonly oldPath: string;
  /** The line of the weakened target in the new text, counted from 1. */
  readonly line: number;
  /** What has to be seen in the agreement, and nothing else. */
  readonly changes: readonly ExpectedChange[];
  /** An agreement that the base changed meanwhile, and the pull request did not. */
  readonly untouched: string;
}

export function writePullRequest(folder: string): ScriptedPullRequest;

// How tests run a plan: trusted, within one folder, without a limit that they would meet.
// It must never differ between tests but in what each of them asks for.

import type { RunOptions } from '../../server/src/engine/options';

/** Options of a run over the files of a folder; `other` replaces what a test is about. */
export function runOptions(folder: string, other: Partial<RunOptions> = {}): RunOptions {
  return {
    folder,
    fence: { roots: [folder], isTrusted: true },
    wantsFingerprint: false,
    maximumBytes: 1e9,
    isCancelled: () => false,
    onProgress: () => undefined,
    ...other,
  };
}

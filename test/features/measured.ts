// The examples with what the engine computes for them, for tests of features that show numbers.
// It must never invent a number: what is shown is what a user would see.

import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { planOf } from '../../server/src/core/compliance/plan';
import { resultsOf } from '../../server/src/core/compliance/verdict';
import type { SlaFile } from '../../server/src/core/model/file';
import { namesFingerprint } from '../../server/src/core/model/queries';
import { noData, type FileData } from '../../server/src/core/project';
import { withheld } from '../../server/src/core/rules/doubt';
import { runPlan } from '../../server/src/engine/run';

/** The folder of the project on disk for the address `file:///w`. */
function onDisk(uri: string): string {
  return resolve(fileURLToPath(uri).replace(/^\/w\//, './'));
}

/** What the engine answers for an agreement of the workspace of examples. */
export function measured(file: SlaFile): FileData {
  const planned = planOf(file.model);
  const partials = runPlan(planned.plan, {
    folder: resolve(onDisk(file.snapshot.uri), '..'),
    fence: { roots: [resolve('.')], isTrusted: true },
    wantsFingerprint: namesFingerprint(file.model),
    maximumBytes: 1e9,
    isCancelled: () => false,
    onProgress: () => undefined,
  });
  return {
    ...noData,
    columns: new Map(partials.sources.map(({ source, columns }) => [source, columns])),
    measured: {
      planned,
      results: withheld(file, resultsOf(file.model, planned, partials)),
      sources: partials.sources,
      exclusions: partials.exclusions,
      timeZoneData: partials.timeZoneData,
    },
  };
}

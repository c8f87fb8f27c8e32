// The engine's process: takes one plan after the other, answers with partials, and ends with its parent.
// It must never keep anything from one plan to the next that could make an answer differ.

import type { FromWorker, ToWorker } from './messages';
import { runPlan } from './run';

const progressEvery = 4 << 20;

/** Listens to the parent process. Ends when the parent is gone. */
export function listen(): void {
  const send = (message: FromWorker): void => {
    process.send?.(message);
  };
  process.on('message', (message: ToWorker) => {
    const { id, request } = message;
    let bytes = 0;
    let told = 0;
    try {
      const partials = runPlan(request.plan, {
        folder: request.folder,
        fence: request.fence,
        wantsFingerprint: request.wantsFingerprint,
        maximumBytes: request.maximumBytes,
        // A cancelled run is ended by ending this process: nothing here is worth a slower scan.
        isCancelled: () => false,
        onProgress: (count) => {
          bytes += count;
          if (bytes - told < progressEvery) return;
          told = bytes;
          send({ kind: 'progress', id, bytes });
        },
      });
      send({ kind: 'done', id, partials });
    } catch (error) {
      send({ kind: 'failed', id, message: error instanceof Error ? error.message : String(error) });
    }
  });
  process.on('disconnect', () => process.exit(0));
  process.on('unhandledRejection', () => process.exit(70));
}

// The engine's process: takes one plan after the other, answers with partials, and ends with its parent.
// It must never keep anything from one plan to the next that could make an answer differ.

import type { Connections } from '../core/compliance/connection-types';
import { loadHolidayBook } from './holidays';
import type { FromWorker, RunRequest, ToWorker } from './messages';
import { answerPlan } from './remote/tables';

const progressEvery = 4 << 20;

/** No connection is opened for a workspace that is not trusted, whatever the caller hands over. */
function allowedConnections({ fence, connections }: RunRequest): Connections {
  return fence.isTrusted && connections !== undefined ? connections : new Map();
}

/** Listens to the parent process. Ends when the parent is gone. */
export function listen(): void {
  const send = (message: FromWorker): void => {
    process.send?.(message);
  };
  const answer = async (id: number, request: RunRequest): Promise<void> => {
    let bytes = 0;
    let told = 0;
    try {
      const asksForHolidays = request.plan.calendars.some(({ publicHolidays }) => publicHolidays !== undefined);
      const options = {
        folder: request.folder,
        fence: request.fence,
        wantsFingerprint: request.wantsFingerprint,
        maximumBytes: request.maximumBytes,
        // Where the library cannot be loaded, the calendars that need it are not known, and all others are.
        holidays: asksForHolidays ? await loadHolidayBook().catch(() => undefined) : undefined,
        // A cancelled run is ended by ending this process: nothing here is worth a slower scan.
        isCancelled: () => false,
        onProgress: (count: number): void => {
          bytes += count;
          if (bytes - told < progressEvery) return;
          told = bytes;
          send({ kind: 'progress', id, bytes });
        },
      };
      send({ kind: 'done', id, partials: await answerPlan(request.plan, options, allowedConnections(request)) });
    } catch (error) {
      send({ kind: 'failed', id, message: error instanceof Error ? error.message : String(error) });
    }
  };
  process.on('message', ({ id, request }: ToWorker) => void answer(id, request));
  process.on('disconnect', () => process.exit(0));
  process.on('unhandledRejection', () => process.exit(70));
}

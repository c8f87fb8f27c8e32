// Progress of long work in the editor, with a way to cancel it.
// It must never appear for work that is over before a person would notice it.

import type { Connection } from 'vscode-languageserver/node';

const mebibyte = 1_048_576;
/** Reading that takes longer than this shows progress. */
const progressAfterMs = 300;

export interface Progress {
  report(bytes: number): void;
  done(): void;
  readonly signal: AbortSignal;
}

/** Progress that appears only when reading takes long, with a way to cancel. */
export function progressOf(connection: Connection, isSupported: () => boolean): Progress {
  const controller = new AbortController();
  let isDone = false;
  let shown: { report(message: string): void; done(): void } | undefined;
  const timer = setTimeout(() => {
    if (!isSupported()) return;
    void connection.window.createWorkDoneProgress().then((progress) => {
      if (isDone) return;
      progress.begin('SLA: reading data', undefined, undefined, true);
      progress.token.onCancellationRequested(() => controller.abort());
      shown = progress;
    });
  }, progressAfterMs);
  return {
    report: (bytes) => shown?.report(`${Math.round(bytes / mebibyte)} MB`),
    done: () => {
      isDone = true;
      clearTimeout(timer);
      shown?.done();
    },
    signal: controller.signal,
  };
}

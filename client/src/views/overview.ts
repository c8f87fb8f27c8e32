// Keeps the last overview that the server gave, and asks for another one when the server says that it no longer holds.
// It must never compute anything, nor ask twice at a time.

import * as vscode from 'vscode';
import {
  overviewChangedNotification,
  overviewRequest,
  type Overview,
  type OverviewParams,
} from '../../../server/src/lsp/protocol';
import type { Server } from '../server';

export interface OverviewSource {
  /** Undefined until the server has answered for the first time. */
  readonly current: Overview | undefined;
  readonly onDidChange: vscode.Event<void>;
  refresh(): Promise<void>;
  /** Whether somebody looks at all agreements, so that the data of those that are not open is worth reading. */
  watch(isWatched: boolean): void;
  dispose(): void;
}

export function createOverview(server: Server): OverviewSource {
  const changes = new vscode.EventEmitter<void>();
  let current: Overview | undefined;
  let computes = false;
  let running: Promise<void> | undefined;
  let isOutdated = false;

  const ask = async (): Promise<void> => {
    do {
      isOutdated = false;
      const answer = await server.request<Overview>(overviewRequest, { computes } satisfies OverviewParams);
      if (answer === undefined) continue;
      current = answer;
      void vscode.commands.executeCommand('setContext', 'sla.hasAgreements', answer.agreements.length > 0);
      changes.fire();
    } while (isOutdated);
  };
  const refresh = (): Promise<void> => {
    isOutdated = true;
    running ??= ask().finally(() => (running = undefined));
    return running;
  };

  server.onNotification(overviewChangedNotification, () => void refresh());
  const started = server.onDidChangeState((state) => {
    if (state === 'running') void refresh();
    else changes.fire();
  });
  return {
    get current() {
      return current;
    },
    onDidChange: changes.event,
    refresh,
    watch: (isWatched) => {
      if (isWatched === computes) return;
      computes = isWatched;
      void refresh();
    },
    dispose: () => {
      started.dispose();
      changes.dispose();
    },
  };
}

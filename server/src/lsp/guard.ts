// Keeps a failure inside the answer that failed: it is logged, and the server lives on.
// It must never log text of a file, which may be confidential.

import type { Connection } from 'vscode-languageserver/node';

/** Runs a handler; a failure is logged without any text of a file and costs this answer only. */
export function guard<T>(connection: Connection, name: string, fallback: T, run: () => T): T {
  try {
    return run();
  } catch (error) {
    connection.console.error(`${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : 'unknown'}`);
    return fallback;
  }
}

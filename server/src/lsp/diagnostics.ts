// Checks files and publishes their problems: one check waits for a file at a time, so that bursts are answered as they go.
// It must never publish problems of a text that is no longer there: every publishing names the version that was checked.

import type { Connection } from 'vscode-languageserver/node';
import { runRules } from '../core/rules/run';
import type { Finding } from '../core/rules/rule';
import { lineTable } from '../core/text/lines';
import { toDiagnostic } from './convert';
import { guard } from './guard';
import type { Session } from './session';

/** Waiting this long after a key gathers the keys of a burst into one check. */
const quietMs = 8;

/** A class because it holds what waits to be checked. */
export class Diagnostics {
  private readonly findings = new Map<string, readonly Finding[]>();
  private readonly pending = new Map<string, NodeJS.Timeout>();
  private readonly connection: Connection;
  private readonly session: Session;

  constructor(connection: Connection, session: Session) {
    this.connection = connection;
    this.session = session;
  }

  /** The findings of the last check of a file. */
  of(uri: string): readonly Finding[] {
    return this.findings.get(uri) ?? [];
  }

  /** Checks a file soon. */
  schedule(uri: string): void {
    if (this.pending.has(uri)) return;
    const run = (): void => guard(this.connection, 'check', undefined, () => this.check(uri));
    this.pending.set(uri, setTimeout(run, quietMs));
  }

  close(uri: string): void {
    this.findings.delete(uri);
    void this.connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  private check(uri: string): void {
    this.pending.delete(uri);
    const file = this.session.fileOf(uri);
    if (file === undefined) return;
    // Judging costs more than parsing, so that it is done once for the keys of a burst and not for each of them.
    this.session.data.update(file);
    const found = runRules(this.session.projectOf(uri), file);
    this.findings.set(uri, found);
    const lines = lineTable(file.snapshot.text);
    void this.connection.sendDiagnostics({
      uri,
      version: file.snapshot.version,
      diagnostics: found.map((finding) => toDiagnostic(finding, uri, lines)),
    });
  }
}

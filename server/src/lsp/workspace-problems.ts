// Problems of all agreements of the workspace, open or not: told to clients that ask, and to those that wait to be told.
// It must never hold up the language thread: between two agreements that have to be checked, keys are read.

import {
  DocumentDiagnosticReportKind,
  type CancellationToken,
  type Connection,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import type { Checked, Diagnostics } from './diagnostics';
import { guard } from './guard';
import type { WorkspaceCheck } from './protocol';
import type { Session } from './session';

/** Checks in one go take no longer than this. */
const sliceMs = 10;
/** A client that keeps its question open is answered at the latest after this time. */
const longestWaitMs = 60_000;
/** Closed agreements are told when no change came for this long. */
const restMs = 300;
/** Problems that are told of one workspace (security.md, T4). */
const maximumItems = 10_000;

/** A class because it holds what clients have been told. */
export class WorkspaceProblems {
  private readonly connection: Connection;
  private readonly session: Session;
  private readonly diagnostics: Diagnostics;
  /** Ids of what was published, for clients that wait to be told. */
  private readonly published = new Map<string, string>();
  private timer: NodeJS.Timeout | undefined;
  private isAskedOnce = false;
  private isDisposed = false;

  constructor(connection: Connection, session: Session, diagnostics: Diagnostics) {
    this.connection = connection;
    this.session = session;
    this.diagnostics = diagnostics;
    diagnostics.onChange(() => this.changed());
  }

  /** All agreements where the person wants to see their problems, by setting or because of a command. */
  private get isWanted(): boolean {
    return this.isAskedOnce || this.session.settings.checksWorkspace;
  }

  dispose(): void {
    this.isDisposed = true;
    clearTimeout(this.timer);
  }

  /** Shows the problems of all agreements from now on, and counts them. */
  async checkAll(): Promise<WorkspaceCheck> {
    this.isAskedOnce = true;
    const counts = { agreements: 0, errors: 0, warnings: 0, others: 0 };
    for await (const { checked } of this.walk(() => this.isDisposed)) {
      counts.agreements++;
      for (const { severity } of checked.findings) {
        if (severity === 'error') counts.errors++;
        else if (severity === 'warning') counts.warnings++;
        else counts.others++;
      }
    }
    if (this.diagnostics.isAsked) void this.connection.languages.diagnostics.refresh().catch(() => undefined);
    this.changed();
    return counts;
  }

  /** Answers a client that asks. A client that takes answers in parts keeps its question open until something changes. */
  async report(
    previous: ReadonlyMap<string, string>,
    keepsOpen: boolean,
    token: CancellationToken,
  ): Promise<WorkspaceDiagnosticReport> {
    const first = await this.compare(previous, token);
    if (!keepsOpen || first.some((each) => each.kind === DocumentDiagnosticReportKind.Full)) return { items: first };
    await this.nextChange(token);
    return { items: await this.compare(previous, token) };
  }

  private async compare(
    previous: ReadonlyMap<string, string>,
    token: CancellationToken,
  ): Promise<WorkspaceDocumentDiagnosticReport[]> {
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    const seen = new Set<string>();
    let room = maximumItems;
    if (this.isWanted)
      for await (const { uri, checked } of this.walk(() => token.isCancellationRequested || this.isDisposed)) {
        seen.add(uri);
        const { id: resultId, version = null } = checked;
        const problems = checked.items.slice(0, Math.max(0, room));
        room -= problems.length;
        items.push(
          previous.get(uri) === resultId
            ? { kind: DocumentDiagnosticReportKind.Unchanged, uri, version, resultId }
            : { kind: DocumentDiagnosticReportKind.Full, uri, version, resultId, items: problems },
        );
      }
    for (const [uri, id] of previous)
      // What is gone, or is no longer wanted, has no problems; an id that is lacking says that this was told already.
      if (!seen.has(uri) && id !== '' && !token.isCancellationRequested && !this.isOpen(uri))
        items.push({ kind: DocumentDiagnosticReportKind.Full, uri, version: null, resultId: '', items: [] });
    return items;
  }

  /** Every agreement with what is found in it. */
  private async *walk(isOver: () => boolean): AsyncGenerator<{ readonly uri: string; readonly checked: Checked }> {
    let since = Date.now();
    for (const uri of [...this.session.project().files.keys()].filter((each) => this.session.isLookedAt(each))) {
      if (Date.now() - since > sliceMs) {
        await new Promise((resume) => setTimeout(resume, 1));
        since = Date.now();
      }
      if (isOver()) return;
      const checked = guard(this.connection, 'check', undefined, () => this.diagnostics.check(uri));
      if (checked !== undefined) yield { uri, checked };
    }
  }

  private nextChange(token: CancellationToken): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        stop();
        cancelled.dispose();
        // Changes come in crowds: the client is answered once for all of them.
        setTimeout(resolve, this.isDisposed ? 0 : restMs).unref();
      };
      const timer = setTimeout(end, longestWaitMs);
      timer.unref();
      const stop = this.diagnostics.onChange(end);
      const cancelled = token.onCancellationRequested(end);
    });
  }

  private changed(): void {
    if (this.diagnostics.isAsked || this.isDisposed || (!this.isWanted && this.published.size === 0)) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.publish().catch(() => undefined), restMs);
  }

  /** Tells the problems of closed agreements; those of open ones are told as they change. */
  private async publish(): Promise<void> {
    const told = new Set<string>();
    if (this.isWanted)
      for await (const { uri, checked } of this.walk(() => this.isDisposed)) {
        if (this.isOpen(uri)) continue;
        told.add(uri);
        if (this.published.get(uri) === checked.id) continue;
        this.published.set(uri, checked.id);
        void this.connection.sendDiagnostics({ uri, diagnostics: checked.items.slice(0, maximumItems) });
      }
    for (const uri of this.published.keys()) {
      if (told.has(uri) || this.isDisposed) continue;
      this.published.delete(uri);
      if (!this.isOpen(uri)) void this.connection.sendDiagnostics({ uri, diagnostics: [] });
    }
  }

  private isOpen(uri: string): boolean {
    return this.session.documents.get(uri) !== undefined;
  }
}

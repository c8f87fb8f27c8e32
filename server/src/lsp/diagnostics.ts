// Checks files when a client asks, or soon after a change for clients that do not ask; bursts of keys share checks.
// It must never tell problems of a text that is no longer there, nor wait for data: results are judged when the keys rest.

import {
  DocumentDiagnosticReportKind,
  type Connection,
  type Diagnostic,
  type DocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import { runRules } from '../core/rules/run';
import type { Finding } from '../core/rules/rule';
import { toDiagnostic } from './convert';
import { guard } from './guard';
import type { Session } from './session';

/** Waiting this long after a key gathers the keys of a burst into one check. */
const quietMs = 5;
/** Results are judged anew when no key came for this long, */
const restMs = 60;
/** or at the latest this long after the first of many. */
const longestRestMs = 400;

interface Checked {
  readonly version: number;
  /** Changes with the text, the data, the settings and the day. */
  readonly id: string;
  readonly findings: readonly Finding[];
  readonly items: readonly Diagnostic[];
}

/** A class because it holds what waits to be checked. */
export class Diagnostics {
  private readonly checked = new Map<string, Checked>();
  private readonly pending = new Map<string, NodeJS.Timeout>();
  private readonly resting = new Map<string, { timer: NodeJS.Timeout; readonly since: number }>();
  private readonly connection: Connection;
  private readonly session: Session;
  private readonly onResults: (uri: string) => void;
  /** Counts what no text tells: new results, other settings. */
  private generation = 0;

  /** `onResults` is called when results were judged anew. */
  constructor(connection: Connection, session: Session, onResults: (uri: string) => void) {
    this.connection = connection;
    this.session = session;
    this.onResults = onResults;
  }

  /** Whether the client asks for problems; others are told. */
  get isAsked(): boolean {
    return this.session.capabilities.textDocument?.diagnostic !== undefined;
  }

  /** The findings of a file as it stands now. */
  of(uri: string): readonly Finding[] {
    return this.check(uri)?.findings ?? [];
  }

  /** A text has changed: its problems are told soon, and its results are judged anew when the keys rest. */
  changed(uri: string): void {
    this.rest(uri);
    if (!this.isAsked) this.schedule(uri);
  }

  /** Something else than the text has changed: data, settings, another file. */
  stale(...uris: readonly string[]): void {
    this.generation++;
    if (!this.isAsked) for (const uri of uris) this.schedule(uri);
    else void this.connection.languages.diagnostics.refresh().catch(() => undefined);
  }

  close(uri: string): void {
    clearTimeout(this.pending.get(uri));
    clearTimeout(this.resting.get(uri)?.timer);
    this.pending.delete(uri);
    this.resting.delete(uri);
    this.checked.delete(uri);
    if (!this.isAsked) void this.connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  /** Answers a client that asks. */
  report(uri: string, previousId: string | undefined): DocumentDiagnosticReport {
    const checked = guard(this.connection, 'check', undefined, () => this.check(uri));
    if (checked === undefined) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    if (checked.id === previousId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: checked.id };
    return { kind: DocumentDiagnosticReportKind.Full, resultId: checked.id, items: [...checked.items] };
  }

  private schedule(uri: string): void {
    if (this.pending.has(uri)) return;
    const run = (): void => guard(this.connection, 'check', undefined, () => this.publish(uri));
    this.pending.set(uri, setTimeout(run, quietMs));
  }

  private publish(uri: string): void {
    this.pending.delete(uri);
    const checked = this.check(uri);
    if (checked === undefined) return;
    void this.connection.sendDiagnostics({ uri, version: checked.version, diagnostics: [...checked.items] });
  }

  private check(uri: string): Checked | undefined {
    const asked = this.session.ask(uri);
    if (asked === undefined) return undefined;
    const { file, lines, project } = asked;
    const { version } = file.snapshot;
    const id = `${version}.${this.generation}.${project.facts.today}`;
    const known = this.checked.get(uri);
    if (known?.id === id) return known;
    const findings = runRules(project, file);
    const items = findings.map((finding) => toDiagnostic(finding, uri, lines));
    const checked = { version, id, findings, items };
    this.checked.set(uri, checked);
    return checked;
  }

  private rest(uri: string): void {
    const waiting = this.resting.get(uri);
    const since = waiting?.since ?? Date.now();
    clearTimeout(waiting?.timer);
    const judge = (): void => {
      this.resting.delete(uri);
      guard(this.connection, 'results', undefined, () => {
        const file = this.session.fileOf(uri);
        if (file !== undefined && this.session.data.update(file)) this.onResults(uri);
      });
    };
    const wait = Math.min(restMs, Math.max(0, since + longestRestMs - Date.now()));
    this.resting.set(uri, { timer: setTimeout(judge, wait), since });
  }
}

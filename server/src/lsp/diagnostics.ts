// Checks files when a client asks, or soon after a change for clients that do not ask; bursts of keys share checks.
// It must never tell problems of a text that is no longer there, nor wait for data: results are judged when the keys rest.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  DocumentDiagnosticReportKind,
  type Connection,
  type Diagnostic,
  type DocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import type { SlaFile } from '../core/model/file';
import { resolveInside } from '../core/project-paths';
import type { Finding } from '../core/rules/rule';
import { runRules } from '../core/rules/run';
import { uriKey } from '../core/text/uri';
import { toDiagnostic } from './convert';
import { guard } from './guard';
import { serialOf } from './serial';
import { isAside, type Session } from './session';

/** Waiting this long after a key gathers the keys of a burst into one check. */
const quietMs = 5;
/** Results are judged anew when no key came for this long, */
const restMs = 60;
/** or at the latest this long after the first of many. */
const longestRestMs = 400;
/** Changes on disk come in crowds. */
const crowdMs = 100;

/** The pages of the rules are shipped beside the server, so that they can be read without a network. */
const pages = pathToFileURL(join(__dirname, '../docs/rules/')).href;
const pageOf = (rule: string): string => `${pages}${rule}.md`;

/** Result ids of a server that has ended mean nothing to this one. */
const start = Date.now().toString(36);

export interface Checked {
  /** Undefined for an agreement that is not open. */
  readonly version: number | undefined;
  /** Changes with the text, the data, the settings, the day and the agreements on which this one builds. */
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
  private readonly changes = new Set<(uris: readonly string[]) => void>();
  private crowd: NodeJS.Timeout | undefined;

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

  /** Calls a function whenever problems may have changed, with the agreements where they did. */
  onChange(listener: (uris: readonly string[]) => void): () => void {
    this.changes.add(listener);
    return () => this.changes.delete(listener);
  }

  /** A text has changed: its problems are told soon, and its results are judged anew when the keys rest. */
  changed(uri: string): void {
    this.rest(uri);
    if (!this.isAsked) this.schedule(uri);
    this.dependentsChanged();
    this.tell([uri]);
  }

  /** Something else than the text has changed: data, settings. */
  stale(...uris: readonly string[]): void {
    if (!this.isAsked) for (const uri of uris) this.schedule(uri);
    else if (uris.some((uri) => this.session.documents.get(uri) !== undefined)) this.refresh();
    this.tell(uris);
  }

  /** An agreement of the disk has changed or is gone: those that build on it are checked again. */
  fileChanged(uri: string): void {
    if (!this.session.files.all.has(uri)) this.checked.delete(uri);
    this.dependentsChanged();
    this.tell([uri]);
  }

  /** It is known now which agreements there are, and which are not. */
  lookedAround(): void {
    this.dependentsChanged();
    this.tell([]);
  }

  close(uri: string): void {
    clearTimeout(this.pending.get(uri));
    clearTimeout(this.resting.get(uri)?.timer);
    this.pending.delete(uri);
    this.resting.delete(uri);
    this.checked.delete(uri);
    if (!this.isAsked) void this.connection.sendDiagnostics({ uri, diagnostics: [] });
    this.tell([uri]);
  }

  dispose(): void {
    clearTimeout(this.crowd);
    for (const timer of this.pending.values()) clearTimeout(timer);
    for (const { timer } of this.resting.values()) clearTimeout(timer);
    this.tell([]);
  }

  /** Answers a client that asks. */
  report(uri: string, previousId: string | undefined): DocumentDiagnosticReport {
    const checked = guard(this.connection, 'check', undefined, () => this.check(uri));
    if (checked === undefined) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    if (checked.id === previousId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: checked.id };
    return { kind: DocumentDiagnosticReportKind.Full, resultId: checked.id, items: [...checked.items] };
  }

  /** What is found in an agreement, open or not; undefined where there is none of this address. */
  check(uri: string): Checked | undefined {
    const file = this.session.anyFileOf(uri);
    if (file === undefined) return undefined;
    const id = this.idOf(file);
    const known = this.checked.get(uri);
    if (known?.id === id) return known;
    const lines = this.session.linesOf(file);
    // A text beside the disk is judged by itself: what it builds on is not known.
    const findings = runRules(this.session.projectOf(uri), file, isAside(uri) ? { lane: 'static' } : {});
    const items = findings.map((finding) => toDiagnostic(finding, uri, lines, pageOf));
    const checked = { version: this.session.documents.get(uri)?.version, id, findings, items };
    this.checked.set(uri, checked);
    return checked;
  }

  /** Two checks with the same id give the same answer. */
  private idOf(file: SlaFile): string {
    const project = this.session.projectOf(file.snapshot.uri);
    const parts: (string | number)[] = [file, this.session.data.get(file.snapshot.uri), project.settings].map(serialOf);
    const { agreements, bases } = project.facts;
    const base = bases?.get(file.snapshot.uri);
    parts.push(base === undefined ? 'n' : serialOf(base));
    for (const { agreement } of file.model.dependencies) {
      const uri = agreement === undefined ? undefined : resolveInside(project, file, agreement.value);
      if (uri === undefined) continue;
      const other = project.files.get(uri);
      if (other !== undefined) parts.push(serialOf(other));
      // What is not there is compared with all that is.
      else parts.push(agreements === undefined ? '?' : agreements.has(uriKey(uri)) ? 'u' : `m${project.files.size}`);
    }
    return `${start}.${parts.join('.')}.${project.facts.today}`;
  }

  private schedule(uri: string): void {
    if (this.pending.has(uri) || this.session.documents.get(uri) === undefined) return;
    const run = (): void => guard(this.connection, 'check', undefined, () => this.publish(uri));
    this.pending.set(uri, setTimeout(run, quietMs));
  }

  private publish(uri: string): void {
    this.pending.delete(uri);
    const checked = this.check(uri);
    if (checked?.version === undefined || isAside(uri)) return;
    void this.connection.sendDiagnostics({ uri, version: checked.version, diagnostics: [...checked.items] });
  }

  /** Looks, once for a crowd of changes, which open agreements build on what has changed. */
  private dependentsChanged(): void {
    this.crowd ??= setTimeout(() => {
      this.crowd = undefined;
      const touched = this.session.documents.keys().filter((uri) => {
        const file = this.session.fileOf(uri);
        const known = this.checked.get(uri);
        return file !== undefined && known?.version === file.snapshot.version && known.id !== this.idOf(file);
      });
      if (touched.length > 0) this.stale(...touched);
    }, crowdMs);
  }

  private refresh(): void {
    void this.connection.languages.diagnostics.refresh().catch(() => undefined);
  }

  private tell(uris: readonly string[]): void {
    for (const listener of [...this.changes]) listener(uris);
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

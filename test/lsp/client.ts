// A client of the built language server over standard input and output, as an editor is one.
// It must use nothing of the server but its protocol.

import { spawn, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';

interface Message {
  readonly id?: number;
  readonly error?: { readonly message: string };
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
}
interface Diagnostics {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: readonly { readonly code: string; readonly message: string; readonly severity: number }[];
}

/** One conversation with a server. */
export class Client {
  readonly child: ChildProcess;
  /** What the server is told of each section of the settings. */
  settings: Readonly<Record<string, unknown>> = {};
  private buffer = Buffer.alloc(0);
  private nextId = 1;
  private hasEnded = false;
  private readonly waiting = new Map<number, (message: Message) => void>();
  private readonly listeners = new Set<(message: Message) => void>();

  /** `args` start the server under Node. */
  constructor(args: readonly string[] = [resolve('dist/server.js'), '--stdio']) {
    this.child = spawn(process.execPath, args, {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.child.stdout?.on('data', (chunk: Buffer) => this.read(chunk));
  }

  private read(chunk: Buffer): void {
    this.buffer = Buffer.concat([this.buffer, chunk]);
    for (;;) {
      const end = this.buffer.indexOf('\r\n\r\n');
      const size = Number(/Content-Length: (\d+)/.exec(this.buffer.toString('latin1', 0, Math.max(0, end)))?.[1]);
      if (end < 0 || this.buffer.length < end + 4 + size) return;
      const message = JSON.parse(this.buffer.toString('utf8', end + 4, end + 4 + size)) as Message;
      this.buffer = this.buffer.subarray(end + 4 + size);
      if (message.method !== undefined && message.id !== undefined)
        this.send({ id: message.id, result: this.answer(message) });
      else if (message.id !== undefined) this.waiting.get(message.id)?.(message);
      for (const listener of this.listeners) listener(message);
    }
  }

  private answer({ method, params }: Message): unknown {
    if (method !== 'workspace/configuration') return null;
    const { items } = params as { items: readonly { section?: string }[] };
    return items.map(({ section = '' }) => this.settings[section] ?? null);
  }

  private send(message: object): void {
    // What a server asked with its last breath needs no answer; writing one to it would be an error of nobody.
    if (this.hasEnded) return;
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.child.stdin?.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  /** Ends the server at once, whatever it does; resolved when it is gone, so that its folder may be removed. */
  async end(): Promise<void> {
    const gone = this.gone();
    this.child.kill('SIGKILL');
    await gone;
  }

  /** Ends what the server reads, as an editor that closes does; resolved when it has ended by itself. */
  async endInput(): Promise<void> {
    const gone = this.gone();
    this.child.stdin?.end();
    await gone;
  }

  private gone(): Promise<void> {
    this.hasEnded = true;
    if (this.child.exitCode !== null || this.child.signalCode !== null) return Promise.resolve();
    return new Promise((done) => this.child.once('exit', () => done()));
  }

  notify(method: string, params: object): void {
    this.send({ method, params });
  }

  request<T>(method: string, params: object): Promise<T> {
    const id = this.nextId++;
    return new Promise((done) => {
      this.waiting.set(id, (message) => {
        this.waiting.delete(id);
        done(message.result as T);
      });
      this.send({ id, method, params });
    });
  }

  /** The message of the error that answers a request; undefined where it succeeds. */
  refusal(method: string, params: object): Promise<string | undefined> {
    const id = this.nextId++;
    return new Promise((done) => {
      this.waiting.set(id, (message) => {
        this.waiting.delete(id);
        done(message.error?.message);
      });
      this.send({ id, method, params });
    });
  }

  /** The next problems of a document that fit. */
  diagnostics(uri: string, fits: (found: Diagnostics) => boolean = () => true): Promise<Diagnostics> {
    return new Promise((done, fail) => {
      const timer = setTimeout(() => fail(new Error(`no such problems of ${uri} within 30 s`)), 30_000);
      const listener = (message: Message): void => {
        const found = message.params as Diagnostics;
        if (message.method !== 'textDocument/publishDiagnostics' || found.uri !== uri || !fits(found)) return;
        clearTimeout(timer);
        this.listeners.delete(listener);
        done(found);
      };
      this.listeners.add(listener);
    });
  }

  /** What the next message of the server with a method says. */
  next(method: string): Promise<unknown> {
    return new Promise((done, fail) => {
      const timer = setTimeout(() => fail(new Error(`no ${method} within 30 s`)), 30_000);
      const listener = (message: Message): void => {
        if (message.method !== method) return;
        clearTimeout(timer);
        this.listeners.delete(listener);
        done(message.params);
      };
      this.listeners.add(listener);
    });
  }

  open(uri: string, text: string, version = 1): void {
    this.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'sla', version, text } });
  }

  change(uri: string, version: number, text: string): void {
    this.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ text }] });
  }
}

// Owns the engine's process: one run at a time, newest first for a file, with time and memory limits, cancel and respawn.
// It must never take its caller with it: a dead engine costs one answer, and the next question starts a new one.

import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Partials } from '../core/compliance/partials';
import type { FromWorker, RunRequest, ToWorker } from './messages';

export type { RunRequest } from './messages';

export interface HostOptions {
  /** Absolute path of the engine's bundle. */
  readonly script: string;
  readonly timeLimitMs: number;
  readonly memoryLimitMiB: number;
}

export interface RunHooks {
  readonly signal?: AbortSignal;
  /** Bytes read so far. */
  readonly onProgress?: (bytes: number) => void;
}

/** Why there is no answer; the message is for people. */
export class EngineFailure extends Error {
  readonly kind: 'cancelled' | 'died' | 'too-long' | 'failed' | 'quarantined';
  constructor(kind: EngineFailure['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}

interface Job {
  readonly id: number;
  readonly owner: string;
  readonly key: string;
  readonly request: RunRequest;
  readonly hooks: RunHooks;
  readonly resolve: (partials: Partials) => void;
  readonly reject: (failure: EngineFailure) => void;
  readonly onAbort: () => void;
  /** The files and patterns that it reads, as far as its text tells. */
  readonly files: readonly string[];
  /** Whether it is asked by itself: it asks why, or together with others it ended the process or took too long. */
  isAlone: boolean;
}

/** A question that ended the process this often is not asked again until it changes. */
const maximumDeaths = 2;

function filesOf({ plan, folder }: RunRequest): readonly string[] {
  return plan.sources.flatMap(({ file }) => (file === undefined ? [] : [join(folder, file)]));
}

/** A class because it is the lifetime of a process. */
export class EngineHost {
  private options: HostOptions;
  private child: ChildProcess | undefined;
  /** What the engine has been asked and not answered yet. */
  private running: readonly Job[] = [];
  private readonly queue: Job[] = [];
  private readonly deaths = new Map<string, number>();
  private timer: NodeJS.Timeout | undefined;
  private nextId = 1;
  private isDisposed = false;

  constructor(options: HostOptions) {
    this.options = options;
  }

  /** The process id while an engine is alive, for tests and diagnostics. */
  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Changes the limits for runs to come. */
  configure(limits: Pick<HostOptions, 'timeLimitMs' | 'memoryLimitMiB'>): void {
    const isSameMemory = limits.memoryLimitMiB === this.options.memoryLimitMiB;
    this.options = { ...this.options, ...limits };
    if (!isSameMemory && this.running.length === 0) this.stop();
  }

  /**
   * Runs a plan. An older question of the same owner that still waits or runs is cancelled. Questions that wait and read a file of the
   * one that is asked next go with it, so that such a file is read once. Rejects with `EngineFailure`; an aborted signal rejects at once.
   */
  run(owner: string, request: RunRequest, hooks: RunHooks = {}): Promise<Partials> {
    const key = JSON.stringify([
      request.folder,
      request.plan,
      request.why?.map(({ objective, group, from }) => [objective, group, from]),
    ]);
    if (this.isDisposed) return Promise.reject(new EngineFailure('cancelled', 'the engine has been stopped'));
    if ((this.deaths.get(key) ?? 0) >= maximumDeaths) {
      return Promise.reject(
        new EngineFailure(
          'quarantined',
          'the engine ended twice on this data; it is not read again until something changes',
        ),
      );
    }
    this.cancel(owner);
    return new Promise((resolve, reject) => {
      const id = this.nextId++;
      const onAbort = (): void => this.abort(id);
      const files = filesOf(request);
      const job: Job = {
        id,
        owner,
        key,
        request,
        hooks,
        resolve,
        reject,
        onAbort,
        files,
        isAlone: request.why !== undefined,
      };
      if (hooks.signal?.aborted === true) {
        reject(new EngineFailure('cancelled', 'cancelled'));
        return;
      }
      hooks.signal?.addEventListener('abort', onAbort, { once: true });
      this.queue.push(job);
      // What is asked in the same breath is asked together.
      queueMicrotask(() => this.startNext());
    });
  }

  /** Cancels what an owner has asked for. */
  cancel(owner: string): void {
    for (const job of [...this.queue, ...this.running]) if (job.owner === owner) this.abort(job.id);
  }

  /** Forgets which questions ended the process, because data has changed. */
  forgive(): void {
    this.deaths.clear();
  }

  dispose(): void {
    this.isDisposed = true;
    for (const job of [...this.queue.splice(0), ...this.running])
      this.settle(job, new EngineFailure('cancelled', 'the engine has been stopped'));
    this.running = [];
    this.stop();
  }

  private abort(id: number): void {
    const waiting = this.queue.findIndex((job) => job.id === id);
    if (waiting >= 0) {
      const [job] = this.queue.splice(waiting, 1);
      if (job !== undefined) this.settle(job, new EngineFailure('cancelled', 'cancelled'));
      return;
    }
    const job = this.running.find((candidate) => candidate.id === id);
    if (job === undefined) return;
    // A scan does not listen while it reads; ending the process is the quick and certain way. Others start over.
    this.queue.unshift(...this.running.filter((other) => other !== job));
    this.running = [];
    this.stop();
    this.settle(job, new EngineFailure('cancelled', 'cancelled'));
    this.startNext();
  }

  private startNext(): void {
    if (this.running.length > 0 || this.isDisposed) return;
    const first = this.queue.shift();
    if (first === undefined) return;
    const files = new Set(first.isAlone ? [] : first.files);
    const together = this.queue.filter((job) => !job.isAlone && job.files.some((file) => files.has(file)));
    for (const job of together) this.queue.splice(this.queue.indexOf(job), 1);
    const jobs = [first, ...together];
    this.running = jobs;
    const child = this.child ?? this.start();
    const limit = this.options.timeLimitMs * jobs.length;
    this.timer = setTimeout(() => {
      const seconds = Math.round(this.options.timeLimitMs / 1_000);
      this.fail(jobs, new EngineFailure('too-long', `reading the data took longer than ${seconds} s`));
    }, limit);
    const tasks = jobs.map(({ id, request }) => ({ id, request }));
    child.send({ kind: 'run', tasks } satisfies ToWorker, (error) => {
      if (error !== null) this.fail(jobs, new EngineFailure('died', 'the engine could not be reached'));
    });
  }

  private fail(jobs: readonly Job[], failure: EngineFailure): void {
    const left = this.running;
    if (!left.some((job) => jobs.includes(job))) return;
    this.running = [];
    this.stop();
    this.giveUp(left, failure);
    this.startNext();
  }

  /** Ends what the engine has not answered: a single question with the failure; of several, each is asked again by itself. */
  private giveUp(jobs: readonly Job[], failure: EngineFailure): void {
    const [only, ...others] = jobs;
    if (only !== undefined && others.length === 0) this.settle(only, failure);
    else {
      for (const job of jobs) job.isAlone = true;
      this.queue.unshift(...jobs);
    }
  }

  private start(): ChildProcess {
    const child = fork(this.options.script, [], {
      serialization: 'advanced',
      execArgv: [`--max-old-space-size=${this.options.memoryLimitMiB}`],
      // The engine needs nothing of the caller's environment, which may hold secrets.
      env: { TZ: 'UTC', ...(process.env['ELECTRON_RUN_AS_NODE'] === undefined ? {} : { ELECTRON_RUN_AS_NODE: '1' }) },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.child = child;
    child.on('message', (message) => this.onMessage(child, message as FromWorker));
    child.on('error', () => this.onEnd(child, 'the engine could not be started'));
    child.on('exit', (code, signal) => this.onEnd(child, this.endInWords(code, signal)));
    return child;
  }

  private endInWords(code: number | null, signal: NodeJS.Signals | null): string {
    if (code === 134 || signal === 'SIGABRT')
      return `the engine needed more than ${this.options.memoryLimitMiB} MiB of memory`;
    return `the engine ended unexpectedly (${signal ?? `exit code ${code}`})`;
  }

  private onMessage(child: ChildProcess, message: FromWorker): void {
    const job = this.running.find(({ id }) => id === message.id);
    if (child !== this.child || job === undefined) return;
    if (message.kind === 'progress') {
      // What one of them reads is read for all.
      for (const { hooks } of this.running) hooks.onProgress?.(message.bytes);
      return;
    }
    this.running = this.running.filter((other) => other !== job);
    if (this.running.length === 0) clearTimeout(this.timer);
    if (message.kind === 'done') {
      this.deaths.delete(job.key);
      this.detach(job);
      job.resolve(message.partials);
    } else this.settle(job, new EngineFailure('failed', message.message));
    this.startNext();
  }

  private onEnd(child: ChildProcess, reason: string): void {
    if (child !== this.child) return;
    this.child = undefined;
    clearTimeout(this.timer);
    const jobs = this.running;
    this.running = [];
    const [only, ...others] = jobs;
    if (only !== undefined && others.length === 0) this.deaths.set(only.key, (this.deaths.get(only.key) ?? 0) + 1);
    this.giveUp(jobs, new EngineFailure('died', reason));
    this.startNext();
  }

  private settle(job: Job, failure: EngineFailure): void {
    this.detach(job);
    job.reject(failure);
  }

  private detach(job: Job): void {
    job.hooks.signal?.removeEventListener('abort', job.onAbort);
  }

  private stop(): void {
    clearTimeout(this.timer);
    const child = this.child;
    this.child = undefined;
    child?.removeAllListeners();
    child?.on('error', () => {});
    child?.kill('SIGKILL');
  }
}

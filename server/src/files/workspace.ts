// Finds and reads the agreements below the folders that are open, in small batches, and keeps up with events of the disk.
// It must never follow a link, leave a root, or hold more text than it may: what is left out is simply not known.

import { constants } from 'node:fs';
import { lstat, open, readdir, realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Snapshot } from '../core/text/snapshot';
import { uriKey, uriOfPath } from '../core/text/uri';

const agreementName = /\.sla\.(?:ya?ml|json)$/;
const maximumFiles = 5_000;
const maximumBytes = 1_000_000;
/** All texts together. A tree takes some forty times the memory of its text. */
const maximumTotal = 6_000_000;
/** Folders and files that are looked at in one go. */
const maximumVisits = 200_000;
const maximumDepth = 32;
/** Paths that are looked at together; between two batches the language thread is free. */
const batch = 8;
const pauseMs = 2;

export interface WorkspaceListener {
  /** A file is new or has another text. */
  changed(snapshot: Snapshot): void;
  removed(uri: string): void;
}

interface Task {
  readonly kind: 'folder' | 'file' | 'unknown';
  readonly path: string;
  readonly depth: number;
}

/** A class because it is what is known of the disk while the server lives. */
export class WorkspaceIndex {
  private readonly listener: WorkspaceListener;
  private readonly sizes = new Map<string, number>();
  private readonly seen = new Set<string>();
  private isComplete = false;
  private total = 0;
  private roots: readonly string[] = [];
  private tasks: Task[] = [];
  private visits = 0;
  private running: Promise<void> | undefined;
  private isDisposed = false;

  constructor(listener: WorkspaceListener) {
    this.listener = listener;
  }

  /** Takes the folders that are open now, as absolute paths; files of folders that are gone are removed. */
  setRoots(roots: readonly string[]): void {
    const added = roots.filter((root) => !this.roots.includes(root));
    if (added.length > 0) this.isComplete = false;
    this.roots = [...roots];
    const open = roots.map((root) => `${uriOfPath(root)}/`);
    for (const uri of this.sizes.keys()) if (!open.some((root) => uri.startsWith(root))) this.remove(uri);
    this.enqueue(added.map((path) => ({ kind: 'folder', path, depth: 0 })));
  }

  /** A file or folder was made or changed. */
  changed(path: string): void {
    if (this.roots.some((root) => path.startsWith(root + sep))) this.enqueue([{ kind: 'unknown', path, depth: 0 }]);
  }

  /** A file or folder is gone. */
  deleted(path: string): void {
    const gone = uriOfPath(path);
    for (const key of this.seen) if (key === uriKey(gone) || key.startsWith(`${uriKey(gone)}/`)) this.seen.delete(key);
    if (this.sizes.has(gone)) this.remove(gone);
    // Thousands of files may go at once; only a folder takes others with it.
    if (agreementName.test(path)) return;
    for (const uri of this.sizes.keys()) if (uri.startsWith(`${gone}/`)) this.remove(uri);
  }

  /** Keys of all agreements that were found, read or not; undefined before all folders have been looked through. */
  get agreements(): ReadonlySet<string> | undefined {
    return this.isComplete ? this.seen : undefined;
  }

  /** Ends when nothing waits to be read. */
  async settled(): Promise<void> {
    while (this.running !== undefined) await this.running;
  }

  dispose(): void {
    this.isDisposed = true;
    this.tasks = [];
  }

  private enqueue(tasks: readonly Task[]): void {
    this.tasks.push(...tasks);
    if (this.tasks.length > 0 && !this.isDisposed) this.running ??= this.run();
  }

  private async run(): Promise<void> {
    while (this.tasks.length > 0) {
      const tasks = this.tasks.splice(0, batch);
      this.visits += tasks.length;
      if (this.visits > maximumVisits) this.tasks = [];
      // What cannot be read is not there; the next event of the disk asks again.
      await Promise.all(tasks.map((task) => this.visit(task).catch(() => undefined)));
      await new Promise((resume) => setTimeout(resume, pauseMs));
    }
    this.running = undefined;
    this.isComplete = this.visits <= maximumVisits;
    this.visits = 0;
  }

  private async visit(task: Task): Promise<void> {
    if (task.kind === 'folder') return this.scan(task);
    const stats = await lstat(task.path).catch(() => undefined);
    if (stats === undefined) return this.deleted(task.path);
    if (!(await this.isReal(task.path))) return undefined;
    if (stats.isDirectory()) return this.scan(task);
    return agreementName.test(task.path) && stats.isFile() ? this.read(task.path) : undefined;
  }

  /** Whether a path lies below a root with no link on the way. */
  private async isReal(path: string): Promise<boolean> {
    const root = this.roots.find((each) => path.startsWith(each + sep));
    if (root === undefined || isSkipped(relative(root, path))) return false;
    return (await realpath(path)) === join(await realpath(root), relative(root, path));
  }

  private async scan({ path, depth }: Task): Promise<void> {
    if (depth > maximumDepth) return;
    const entries = await readdir(path, { withFileTypes: true });
    const tasks: Task[] = [];
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (isSkipped(entry.name)) continue;
      const inner = join(path, entry.name);
      if (entry.isDirectory()) tasks.push({ kind: 'folder', path: inner, depth: depth + 1 });
      else if (entry.isFile() && agreementName.test(entry.name))
        tasks.push({ kind: 'file', path: inner, depth: depth + 1 });
    }
    this.tasks.push(...tasks);
  }

  private async read(path: string): Promise<void> {
    const uri = uriOfPath(path);
    this.seen.add(uriKey(uri));
    const text = await textOf(path);
    if (this.isDisposed || !this.roots.some((root) => path.startsWith(root + sep))) return;
    const before = this.sizes.get(uri);
    const isFull = before === undefined && this.sizes.size >= maximumFiles;
    if (text === undefined || isFull || this.total - (before ?? 0) + text.length > maximumTotal) {
      if (before !== undefined) this.remove(uri);
      return;
    }
    this.total += text.length - (before ?? 0);
    this.sizes.set(uri, text.length);
    this.listener.changed({ uri, version: 0, text });
  }

  private remove(uri: string): void {
    this.total -= this.sizes.get(uri) ?? 0;
    this.sizes.delete(uri);
    this.listener.removed(uri);
  }
}

/** Hidden folders and those of packages hold nothing that a person wrote as an agreement of this workspace. */
function isSkipped(path: string): boolean {
  return path.split(sep).some((part) => part === 'node_modules' || part.startsWith('.'));
}

/** The text of a regular file of UTF-8 that is not too long; undefined for any other. A byte order mark is no part of it. */
async function textOf(path: string): Promise<string | undefined> {
  const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);
  const handle = await open(path, flags);
  try {
    const stats = await handle.stat();
    if (!stats.isFile() || stats.size > maximumBytes) return undefined;
    const buffer = Buffer.alloc(stats.size);
    const { bytesRead } = await handle.read(buffer, 0, stats.size, 0);
    // A file that grows while it is read is asked for again by its next event.
    return new TextDecoder('utf-8', { fatal: true }).decode(buffer.subarray(0, bytesRead));
  } finally {
    await handle.close();
  }
}

// The agreements of the workspace as files: those that are open as they stand in the editor, all others as on disk.
// It must never hold a file of an old text: an open document wins, and what is read from disk replaces what was read before.

import { open, type SlaFile } from '../core/model/file';
import type { Snapshot } from '../core/text/snapshot';
import { uriKey } from '../core/text/uri';

/** One file of the disk is parsed in so many milliseconds of rest, so that keys come between two of them. */
const restMs = 4;

/** A class because it is the state of one workspace. */
export class ProjectFiles {
  private readonly byUri = new Map<string, SlaFile>();
  private readonly openUris = new Map<string, string>();
  private readonly onDisk = new Map<string, SlaFile>();
  private readonly waiting = new Map<string, Snapshot>();
  private timer: NodeJS.Timeout | undefined;
  private readonly onChange: (uri: string) => void;

  /** `onChange` is called when a file of the disk is there, has another text, or is gone. */
  constructor(onChange: (uri: string) => void = () => undefined) {
    this.onChange = onChange;
  }

  /** Every agreement that is known, by its address. */
  get all(): ReadonlyMap<string, SlaFile> {
    return this.byUri;
  }

  /** The file of an open document as it was last made. */
  opened(uri: string): SlaFile | undefined {
    return this.openUris.get(uriKey(uri)) === uri ? this.byUri.get(uri) : undefined;
  }

  /** Takes the file of an open document. */
  open(file: SlaFile): void {
    const { uri } = file.snapshot;
    const key = uriKey(uri);
    const spelledOtherwise = this.openUris.get(key) ?? this.onDisk.get(key)?.snapshot.uri;
    if (spelledOtherwise !== undefined && spelledOtherwise !== uri) this.byUri.delete(spelledOtherwise);
    this.openUris.set(key, uri);
    this.byUri.set(uri, file);
  }

  /** A document is closed: its file is that of the disk again. */
  close(uri: string): void {
    const key = uriKey(uri);
    if (this.openUris.get(key) !== uri) return;
    this.openUris.delete(key);
    this.byUri.delete(uri);
    const file = this.onDisk.get(key);
    if (file !== undefined) this.byUri.set(file.snapshot.uri, file);
  }

  /** Takes the text of a file on disk; it is parsed when nothing else is to be done. */
  changed(snapshot: Snapshot): void {
    this.waiting.set(uriKey(snapshot.uri), snapshot);
    this.timer ??= setTimeout(() => this.parseNext(), restMs);
  }

  removed(uri: string): void {
    const key = uriKey(uri);
    this.waiting.delete(key);
    this.onDisk.delete(key);
    if (this.openUris.has(key)) return;
    this.byUri.delete(uri);
    this.onChange(uri);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.waiting.clear();
  }

  private parseNext(): void {
    this.timer = undefined;
    for (const [key, snapshot] of this.waiting) {
      this.waiting.delete(key);
      const file = open(snapshot);
      this.onDisk.set(key, file);
      if (!this.openUris.has(key)) {
        this.byUri.set(snapshot.uri, file);
        this.onChange(snapshot.uri);
      }
      break;
    }
    if (this.waiting.size > 0) this.timer = setTimeout(() => this.parseNext(), restMs);
  }
}

// The agreements of the workspace as files: those that are open as they stand in the editor, all others as on disk.
// It must never hold a file of an old text: an open document wins, and what is read from disk replaces what was read before.

import { open, openWhenAsked, type SlaFile } from '../core/model/file';
import type { Snapshot } from '../core/text/snapshot';
import { uriKey } from '../core/text/uri';

/** One file of the disk is parsed in so many milliseconds of rest, so that keys come between two of them. */
const restMs = 4;

/** Texts of more units are parsed when they are asked for: that takes long, and what it makes takes much memory. */
const largeText = 100_000;

function closedFile(snapshot: Snapshot): SlaFile {
  return snapshot.text.length > largeText ? openWhenAsked(snapshot) : open(snapshot);
}

/** A class because it is the state of one workspace. */
export class ProjectFiles {
  private readonly byUri = new Map<string, SlaFile>();
  private readonly openUris = new Map<string, string>();
  /** Texts of the disk; of a document that is open, the text is parsed only when it is closed. */
  private readonly onDisk = new Map<string, Snapshot>();
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

  /** The file of an address, however that is spelled. */
  find(uri: string): SlaFile | undefined {
    const key = uriKey(uri);
    return this.byUri.get(uri) ?? this.byUri.get(this.openUris.get(key) ?? this.onDisk.get(key)?.uri ?? '');
  }

  /** Takes the file of an open document. */
  open(file: SlaFile): void {
    const { uri } = file.snapshot;
    const key = uriKey(uri);
    const spelledOtherwise = this.openUris.get(key) ?? this.onDisk.get(key)?.uri;
    if (spelledOtherwise !== undefined && spelledOtherwise !== uri) this.byUri.delete(spelledOtherwise);
    this.openUris.set(key, uri);
    this.byUri.set(uri, file);
  }

  /** A document is closed: its file is that of the disk again. */
  close(uri: string): void {
    const key = uriKey(uri);
    if (this.openUris.get(key) !== uri) return;
    this.openUris.delete(key);
    const closed = this.byUri.get(uri);
    const snapshot = this.onDisk.get(key);
    // Most documents are closed as they were saved, and are read already.
    if (closed !== undefined && snapshot?.uri === uri && snapshot.text === closed.snapshot.text) return;
    this.byUri.delete(uri);
    if (snapshot !== undefined) this.byUri.set(snapshot.uri, closedFile(snapshot));
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
      this.onDisk.set(key, snapshot);
      if (this.openUris.has(key)) continue;
      this.byUri.set(snapshot.uri, closedFile(snapshot));
      this.onChange(snapshot.uri);
      break;
    }
    if (this.waiting.size > 0) this.timer = setTimeout(() => this.parseNext(), restMs);
  }
}

// Reads the data of agreements that are not open, one after another, while a client wants to see how they stand.
// It must never make the data of an open document wait: what is read in the background then begins again later.

import type { SlaFile } from '../core/model/file';
import { noData, type FileData } from '../core/project';
import type { DataService } from './data';

export interface BackgroundPorts {
  readonly data: DataService;
  /** Every agreement that is known, open or not. */
  files(): ReadonlyMap<string, SlaFile>;
  isOpen(uri: string): boolean;
}

/** Other work comes between two agreements. */
const pauseMs = 10;

/** A class because it is what is being read. */
export class BackgroundData {
  private readonly ports: BackgroundPorts;
  private current: string | undefined;
  private timer: NodeJS.Timeout | undefined;
  private wanted = false;
  private readonly failed = new WeakSet<SlaFile>();

  constructor(ports: BackgroundPorts) {
    this.ports = ports;
  }

  /** Begins to read what is not known, or stops. What was read stays. */
  want(isWanted: boolean): void {
    this.wanted = isWanted;
    if (isWanted) this.changed();
    else this.giveWay();
  }

  /** What may be shown of an agreement: never results of another text or of data that has changed, unless they are being read anew. */
  dataOf(file: SlaFile): FileData {
    const { data, isOpen } = this.ports;
    const { uri } = file.snapshot;
    if (isOpen(uri) || data.isCurrent(file)) return data.get(uri);
    return this.wanted && !this.failed.has(file) ? { ...data.get(uri), isReading: true } : noData;
  }

  /** A file, its data or an open document has changed: there may be something to read. */
  changed(uri?: string): void {
    if (uri !== undefined && uri === this.current && !this.ports.data.get(uri).isReading) this.current = undefined;
    if (this.wanted) this.timer ??= setTimeout(() => this.next(), pauseMs);
  }

  /** An open document wants to read: the engine is left to it. */
  giveWay(): void {
    const { current } = this;
    if (current === undefined || this.ports.isOpen(current)) return;
    this.current = undefined;
    this.ports.data.pause(current);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.wanted = false;
  }

  private next(): void {
    this.timer = undefined;
    const { data, isOpen } = this.ports;
    if (!this.wanted || this.current !== undefined || data.isReadingAny(isOpen)) return;
    const files = this.ports.files();
    data.forget((uri) => isOpen(uri) || files.has(uri));
    for (const [uri, file] of files) {
      if (isOpen(uri) || data.isCurrent(file) || this.failed.has(file)) continue;
      this.current = uri;
      try {
        data.update(file);
      } catch {
        // A text that nobody foresaw costs its own results only.
        this.failed.add(file);
      }
      // What needs no reading is known at once.
      if (!data.get(uri).isReading) this.current = undefined;
      if (this.current === undefined) this.changed();
      return;
    }
  }
}

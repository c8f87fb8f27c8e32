// Finds what changes would have cost, one after another, when nobody types.
// It must never make a key wait: between two of them keys are read, and a text that has changed is left.

import { findNextCost } from '../core/features/review/comparison';
import type { OpenFile } from './session';

/** Costs are looked for when nothing changed for this long, and other work comes between two of them. In milliseconds. */
const [restMs, pauseMs] = [400, 5];

/** A class because it waits. */
export class Costs {
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly ask: (uri: string) => OpenFile | undefined;
  private readonly onFound: (uri: string) => void;

  /** `onFound` is called when all costs of a text are known. */
  constructor(ask: (uri: string) => OpenFile | undefined, onFound: (uri: string) => void) {
    this.ask = ask;
    this.onFound = onFound;
  }

  /** A text, its data or the version before has changed. */
  touch(uri: string): void {
    this.wait(uri, restMs, 0);
  }

  close(uri: string): void {
    clearTimeout(this.timers.get(uri));
    this.timers.delete(uri);
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
  }

  private wait(uri: string, milliseconds: number, found: number): void {
    this.close(uri);
    this.timers.set(
      uri,
      setTimeout(() => this.next(uri, found), milliseconds),
    );
  }

  private next(uri: string, found: number): void {
    this.timers.delete(uri);
    const asked = this.ask(uri);
    if (asked === undefined) return;
    let isMore = false;
    try {
      isMore = findNextCost(asked.project, asked.file);
    } catch {
      // A change without a cost is still the change.
    }
    if (isMore) this.wait(uri, pauseMs, found + 1);
    else if (found > 0) this.onFound(uri);
  }
}

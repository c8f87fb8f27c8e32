// Asks a few questions that nobody asked once the first document rests: the first real answers would be slow, for the engine
// of JavaScript compiles code when it is run. It must never stand in the way of a key, nor let anybody see its answers.

import { complete } from '../core/features/completion';
import { hover } from '../core/features/hover/hover';
import { keptShapes } from '../core/syntax/kept-shapes';
import type { Session } from './session';

/** Nobody types for so long. */
const quietMs = 150;
/** So many lines are asked about, one after another, so that a key comes between two of them. */
const questions = 10;

/** A class because it waits. */
export class WarmUp {
  private readonly session: Session;
  private timer: NodeJS.Timeout | undefined;
  private asked = 0;
  /** Held, never read; not private, for what is private and never read counts as left over. */
  protected kept: readonly unknown[] | undefined;

  constructor(session: Session) {
    this.session = session;
  }

  /** A document was opened or changed. */
  touch(uri: string): void {
    if (this.asked >= questions) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(uri), quietMs);
    this.timer.unref();
  }

  dispose(): void {
    this.asked = questions;
    clearTimeout(this.timer);
  }

  private ask(uri: string): void {
    this.kept ??= keptShapes();
    const asked = this.session.ask(uri);
    if (asked === undefined || this.asked >= questions) return;
    const { project, file } = asked;
    const { text } = file.snapshot;
    const line = text.indexOf('\n', (text.length * this.asked++) / questions) + 1;
    const key = line + (/^ */.exec(text.slice(line, line + 200))?.[0].length ?? 0);
    const value = text.indexOf(':', key) + 2;
    try {
      for (const offset of [key, value]) {
        complete(project, file, Math.min(offset, text.length), { snippets: true });
        hover(project, file, Math.min(offset, text.length));
      }
    } catch {
      // Whoever asks this is told.
    }
    this.timer = setTimeout(() => this.ask(uri), 1);
    this.timer.unref();
  }
}

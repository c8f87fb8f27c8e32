// Gives memory back when nobody types: reading a large text leaves garbage that the engine of the language would keep for long.
// It must never run while keys come, nor on a heap so large that a key would wait for it, nor after a few keys only.

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Nobody types for so long, */
const quietMs = 1_500;
/** and what lives is small enough to be gone through in well under the time between two keys. In bytes. */
const largestHeap = 200_000_000;

/**
 * Whether memory is to be given back after so many keys, with so many bytes more than after the last time. Not for a little:
 * the code that answers the next keys is slower for a while afterwards.
 */
export const isWorthIt = (keys: number, grown: number): boolean =>
  grown > 100_000_000 || (keys >= 250 && grown > 8_000_000);

/** A class because it waits. */
export class Rest {
  private timer: NodeJS.Timeout | undefined;
  private collect: (() => void) | undefined;
  private keys = 0;
  /** Bytes that the process stood on after it last gave memory back. */
  private before = process.memoryUsage.rss();

  /** Something was read: memory is given back when it has been quiet for a while. */
  touch(): void {
    this.keys++;
    if (this.timer !== undefined) {
      this.timer.refresh();
      return;
    }
    this.timer = setTimeout(() => this.giveBack(), quietMs);
    // The wait must not keep a server alive that has nothing else to do.
    this.timer.unref();
  }

  private giveBack(): void {
    this.timer = undefined;
    const { heapUsed, rss } = process.memoryUsage();
    if (heapUsed > largestHeap || !isWorthIt(this.keys, rss - this.before)) return;
    this.collect ??= collector();
    this.collect();
    this.keys = 0;
    this.before = process.memoryUsage.rss();
  }
}

/** What throws garbage away and gives back the pages that it stood on; older engines do the second only when asked twice. */
function collector(): () => void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') return () => undefined;
  const takesOptions = Number(process.versions.v8.split('.')[0]) >= 12;
  const how = { type: 'major', execution: 'sync', flavor: 'last-resort' };
  const times = takesOptions ? 1 : 2;
  return () => {
    for (let time = 0; time < times; time++) (collect as (how?: object) => void)(takesOptions ? how : undefined);
  };
}

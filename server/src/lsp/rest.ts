// Collects garbage when nobody types, so that it is not collected while somebody waits for a key; and gives memory back.
// It must never run while keys come, nor on a heap so large that a key would wait for it, nor for a little.

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Nobody types for so long, */
const quietMs = 1_000;
/** and what lives is small enough to be gone through in well under the time between two keys. In bytes. */
const largestHeap = 200_000_000;

/**
 * What is to be done after so many keys, with so many bytes more on the heap and on the whole than after the last time. Giving memory
 * back is not done for a little, for the code that answers the next keys is thrown away with it and slower for a while.
 */
export function dueAfter(keys: number, heapGrown: number, grown: number): 'nothing' | 'collect' | 'give back' {
  if (grown > 100_000_000 || (keys >= 250 && grown > 8_000_000)) return 'give back';
  return heapGrown > 12_000_000 ? 'collect' : 'nothing';
}

/** A class because it waits. */
export class Rest {
  private timer: NodeJS.Timeout | undefined;
  private collector: Collector | undefined;
  private keys = 0;
  /** Bytes on which the process stood after it last gave memory back, and which its heap held after it was last collected. */
  private before = process.memoryUsage.rss();
  private heapBefore = process.memoryUsage().heapUsed;

  constructor() {
    // By itself the engine collects after little growth in a server that mostly waits, and then often while somebody types.
    setFlagsFromString('--heap-growing-percent=100');
  }

  /** Something was read: garbage is collected when it has been quiet for a while. */
  touch(): void {
    this.keys++;
    if (this.timer !== undefined) {
      this.timer.refresh();
      return;
    }
    this.timer = setTimeout(() => this.work(), quietMs);
    // The wait must not keep a server alive that has nothing else to do.
    this.timer.unref();
  }

  private work(): void {
    this.timer = undefined;
    const { heapUsed, rss } = process.memoryUsage();
    const due = heapUsed > largestHeap ? 'nothing' : dueAfter(this.keys, heapUsed - this.heapBefore, rss - this.before);
    if (due === 'nothing') return;
    this.collector ??= collectorOf();
    if (due === 'collect') this.collector.collect();
    else {
      this.collector.giveBack();
      this.keys = 0;
      this.before = process.memoryUsage.rss();
    }
    this.heapBefore = process.memoryUsage().heapUsed;
  }
}

interface Collector {
  /** Throws garbage away. */
  collect(): void;
  /** Throws garbage away, and gives back the pages on which it stood. */
  giveBack(): void;
}

function collectorOf(): Collector {
  setFlagsFromString('--expose-gc');
  const found: unknown = runInNewContext('gc');
  const gc = typeof found === 'function' ? (found as (how?: object) => void) : () => undefined;
  // Older engines take no options; they give pages back when they are asked twice.
  if (Number(process.versions.v8.split('.')[0]) < 12)
    return {
      collect: () => gc(),
      giveBack: () => {
        gc();
        gc();
      },
    };
  const how = { type: 'major', execution: 'sync' };
  return { collect: () => gc(how), giveBack: () => gc({ ...how, flavor: 'last-resort' }) };
}

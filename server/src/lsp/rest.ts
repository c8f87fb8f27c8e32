// Collects garbage when nobody types, so that it is not collected while somebody waits for a key; and gives memory back.
// It must never go through all that lives while keys come, nor on a heap so large that a key would wait for it, nor for a little.

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * The pause between two keys in which what they left is thrown away. It takes a few milliseconds, which the engine would otherwise
 * take in the middle of an answer. In milliseconds.
 */
const pauseMs = 60;
/** All that lives is gone through when nobody types for so long, in milliseconds, */
const quietMs = 1_000;
/** and is small enough to be gone through in well under the time between two keys. In bytes. */
const largestHeap = 200_000_000;
/** What reading much has left is given back when nobody types for so long, in milliseconds. */
const longQuietMs = 30_000;

/**
 * What is to be done after so many keys, with so many bytes more on the heap and on the whole than after the last time. Giving memory
 * back is not done for a little, nor soon, for the code that answers the next keys is thrown away with it and slower for a while:
 * after many keys, or where `isLong` says that it has been quiet for half a minute.
 */
export function dueAfter(
  keys: number,
  heapGrown: number,
  grown: number,
  isLong = false,
): 'nothing' | 'collect' | 'give back' {
  if ((isLong && grown > 30_000_000) || (keys >= 250 && grown > 8_000_000)) return 'give back';
  return heapGrown > 12_000_000 ? 'collect' : 'nothing';
}

const engineVersion = Number(process.versions.v8.split('.')[0]);

/** A class because it waits, and remembers what the process held. */
export class Rest {
  private readonly pause = afterQuiet(pauseMs, () => this.collector().collectYoung());
  private readonly quiet = afterQuiet(quietMs, () => this.work(false));
  private readonly longQuiet = afterQuiet(longQuietMs, () => this.work(true));
  private made: Collector | undefined;
  private keys = 0;
  /** Bytes on which the process stood after it last gave memory back, and which its heap held after it was last collected. */
  private before = process.memoryUsage.rss();
  private heapBefore = process.memoryUsage().heapUsed;

  constructor() {
    // By itself the engine collects after little growth in a server that mostly waits, and then often while somebody types.
    setFlagsFromString('--heap-growing-percent=100');
    // There is little to do in one of the many small collections: to share it out among threads takes longer where they are busy.
    setFlagsFromString('--no-parallel-scavenge');
    // Eight seconds after much was read it would collect twice, with all code that was compiled for keys, in the middle of an answer.
    if (engineVersion >= 12) setFlagsFromString('--memory-reducer-gc-count=0');
  }

  /** Something was read: its garbage is collected in the next pause, and all garbage when it has been quiet for a while. */
  touch(): void {
    this.keys++;
    this.pause();
    this.quiet();
    this.longQuiet();
  }

  private collector(): Collector {
    return (this.made ??= collectorOf());
  }

  private work(isLong: boolean): void {
    const { heapUsed, rss } = process.memoryUsage();
    if (heapUsed > largestHeap) return;
    const due = dueAfter(this.keys, heapUsed - this.heapBefore, rss - this.before, isLong);
    if (due === 'nothing') return;
    if (due === 'collect') this.collector().collect();
    else {
      this.collector().giveBack();
      this.keys = 0;
      this.before = process.memoryUsage.rss();
    }
    this.heapBefore = process.memoryUsage().heapUsed;
  }
}

/** Works once after a while in which it was not asked again, in milliseconds. */
function afterQuiet(milliseconds: number, work: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  return () => {
    if (timer !== undefined) {
      timer.refresh();
      return;
    }
    timer = setTimeout(() => {
      timer = undefined;
      work();
    }, milliseconds);
    // The wait must not keep a server alive that has nothing else to do.
    timer.unref();
  };
}

interface Collector {
  /** Throws away what is garbage of that which was made last. */
  collectYoung(): void;
  /** Throws garbage away. */
  collect(): void;
  /** Throws garbage away, and gives back the pages on which it stood. */
  giveBack(): void;
}

function collectorOf(): Collector {
  setFlagsFromString('--expose-gc');
  const found: unknown = runInNewContext('gc');
  const gc = typeof found === 'function' ? (found as (how?: object) => void) : () => undefined;
  const collectYoung = (): void => gc({ type: 'minor', execution: 'sync' });
  // Older engines take no other options; they give pages back when they are asked twice.
  if (engineVersion < 12)
    return {
      collectYoung,
      collect: () => gc(),
      giveBack: () => {
        gc();
        gc();
      },
    };
  const how = { type: 'major', execution: 'sync' };
  return {
    collectYoung,
    collect: () => gc(how),
    giveBack: () => gc({ ...how, flavor: 'last-resort' }),
  };
}

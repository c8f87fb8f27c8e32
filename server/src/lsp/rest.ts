// Gives memory back when nobody types: reading a large text leaves garbage that the engine of the language would keep for long.
// It must never run while keys come, nor on a heap so large that a key would wait for it.

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Nobody types for so long, */
const quietMs = 1_500;
/** and what lives is small enough to be gone through in well under the time between two keys. */
const largestHeap = 200_000_000;

/** A class because it waits. */
export class Rest {
  private timer: NodeJS.Timeout | undefined;
  private collect: (() => void) | undefined;

  /** Something was read: memory is given back when it has been quiet for a while. */
  touch(): void {
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
    if (process.memoryUsage().heapUsed > largestHeap) return;
    this.collect ??= collector();
    this.collect();
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

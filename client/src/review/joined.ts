// Runs work that is asked for more often than it can be done: one at a time, and once more for all that came meanwhile.
// It must never run the same work twice at a time.

export interface Joined {
  /** Resolved when the work was done after this call. */
  run(): Promise<void>;
  /** Resolved when nothing runs. */
  settled(): Promise<void>;
}

export function joined(work: () => Promise<void>): Joined {
  let running: Promise<void> | undefined;
  let isOutdated = false;
  return {
    run: () => {
      isOutdated = true;
      running ??= (async () => {
        try {
          while (isOutdated) {
            isOutdated = false;
            await work();
          }
        } finally {
          // At once: who calls between the last look and a later moment would wait for work that nobody does.
          running = undefined;
        }
      })();
      return running;
    },
    settled: async () => running,
  };
}

/** Does something for each item, for some of them at a time. */
export async function inTurn<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const rest = items.values();
  const worker = async (): Promise<void> => {
    for (const item of rest) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

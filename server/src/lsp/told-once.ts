// Tells a client once that an answer no longer holds: after a rest, and not before it has asked again.
// It must never tell a client that did not ask.

interface Waiting {
  timer: NodeJS.Timeout | undefined;
  since: number | undefined;
}

export interface Telling {
  /** A client has the answer about a document now, and wants to know when it no longer holds. */
  asked(uri: string): void;
  /** What the answer said may have changed: the client is told when no change came for a while. */
  changed(uri: string): void;
  /** Tells the client now. */
  now(uri: string): void;
  dispose(): void;
}

/** `tell` is called when nothing changed for `restMs`, or `longestRestMs` after the first of many changes, in milliseconds. */
export function toldOnce(tell: (uri: string) => void, restMs: number, longestRestMs: number): Telling {
  const waiting = new Map<string, Waiting>();
  const now = (uri: string): void => {
    const own = waiting.get(uri);
    if (own === undefined) return;
    waiting.delete(uri);
    clearTimeout(own.timer);
    tell(uri);
  };
  return {
    asked: (uri) => {
      if (!waiting.has(uri)) waiting.set(uri, { timer: undefined, since: undefined });
    },
    changed: (uri) => {
      const own = waiting.get(uri);
      if (own === undefined) return;
      clearTimeout(own.timer);
      own.since ??= Date.now();
      own.timer = setTimeout(() => now(uri), Math.min(restMs, Math.max(0, own.since + longestRestMs - Date.now())));
    },
    now,
    dispose: () => {
      for (const { timer } of waiting.values()) clearTimeout(timer);
      waiting.clear();
    },
  };
}

// Why a file cannot be read, or not to its end: what every reader of a format throws.
// It must never carry a path: whoever catches it knows the name that the agreement uses.

import { whyUnreadable } from '../../files/paths';

/** Thrown where a file gives no answer; the message is for people and speaks of the file as "it". */
export class Unreadable extends Error {
  readonly kind: 'missing' | 'unreadable' | 'changed' | 'limit';
  constructor(kind: Unreadable['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}

/** Thrown when the run was cancelled. */
export class Cancelled extends Error {}

/** Calls the system and turns its errors into words. */
export function asking<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new Unreadable(isMissing ? 'missing' : 'unreadable', whyUnreadable(error));
  }
}

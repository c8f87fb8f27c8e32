// The versions before, with which open agreements are compared: what the client has sent, read and compared when the keys rest.
// It must never make a key or the first problems of a text wait: a comparison that takes long is known only after a rest.

import { diffOf } from '../core/diff/agreement-diff';
import { open, openWhenAsked, type SlaFile } from '../core/model/file';
import { maximumLength } from '../core/syntax/limits';
import type { BaseParams } from './protocol';

/** Texts are compared when no key came for this long, in milliseconds; */
const restMs = 150;
/** where that takes long, for so many times as long, so that it seldom comes between two keys, but no longer than this. */
const [patience, longestRestMs] = [4, 1_500];
/** A comparison that takes no longer is made with every key. In milliseconds. */
const quickMs = 2;
/** Most texts among which an agreement that was renamed is looked for. */
const mostOthers = 20;

interface Entry {
  readonly name: string;
  /** The version before; undefined where it does not have the agreement, or only as a text too long to be read. */
  readonly file: SlaFile | undefined;
  readonly isTooLong: boolean;
  readonly facts: ReadonlyMap<string, SlaFile>;
  /** The text that was compared last, and whether that was quick. */
  compared: SlaFile | undefined;
  isQuick: boolean;
  /** How long the last comparison took, in milliseconds. */
  tookMs: number;
  /** Whether the client has been told since the version came, and keys alone show what follows from them. */
  isShownByKeys: boolean;
}

export interface BasePorts {
  /** The file of an open document as it stands now. */
  fileOf(uri: string): SlaFile | undefined;
  /** What is known of the changes of a document is another thing now. `isShown` where keys alone do not show it. */
  onChange(uri: string, isShown: boolean): void;
}

const none: ReadonlyMap<string, SlaFile> = new Map();

/** A class because it is what a client has sent, and waits. */
export class Bases {
  private readonly entries = new Map<string, Entry>();
  private readonly offers = new Set<string>();
  private readonly resting = new Map<string, NodeJS.Timeout>();
  private readonly ports: BasePorts;

  constructor(ports: BasePorts) {
    this.ports = ports;
  }

  /** Takes the version before of an open document; of others nothing is kept. */
  take({ uri, name, text, others = [], canCompare, isTooLong: isKnownTooLong = false }: BaseParams): void {
    const now = this.ports.fileOf(uri);
    if (now === undefined) return;
    const hadOne = this.entries.delete(uri);
    if (canCompare === true && name === null) this.offers.add(uri);
    else this.offers.delete(uri);
    if (name !== null) {
      const found = text ?? sameAgreement(now, others);
      const isTooLong = isKnownTooLong || (found !== undefined && found.length > maximumLength);
      const file = found === undefined || isTooLong ? undefined : openWhenAsked({ uri, version: 0, text: found });
      const facts = file === undefined ? none : new Map([[uri, file]]);
      this.entries.set(uri, {
        name,
        file,
        isTooLong,
        facts,
        compared: undefined,
        isQuick: false,
        tookMs: 0,
        isShownByKeys: false,
      });
      if (file !== undefined) return this.rest(uri);
    }
    if (hadOne || name !== null || canCompare === true) this.ports.onChange(uri, true);
  }

  /** A document was opened or its text has changed. */
  touch(uri: string): void {
    if (this.entries.get(uri)?.file !== undefined) this.rest(uri);
  }

  close(uri: string): void {
    clearTimeout(this.resting.get(uri));
    this.resting.delete(uri);
    this.entries.delete(uri);
    this.offers.delete(uri);
  }

  dispose(): void {
    for (const timer of this.resting.values()) clearTimeout(timer);
    this.resting.clear();
  }

  /** What is known of the version before of a document; undefined where it is compared with nothing. */
  of(uri: string): Pick<Entry, 'name' | 'file' | 'isTooLong'> | undefined {
    return this.entries.get(uri);
  }

  /** Whether the person may want to compare a document that is compared with nothing. */
  offersComparison(uri: string): boolean {
    return this.offers.has(uri);
  }

  /** The version before for questions about a text, as far as the answer has been found or is found quickly. */
  factsFor(uri: string, file: SlaFile | undefined): ReadonlyMap<string, SlaFile> | undefined {
    const entry = this.entries.get(uri);
    if (entry?.file === undefined) return undefined;
    return entry.isQuick || (file !== undefined && entry.compared === file) ? entry.facts : undefined;
  }

  /** Compares a document with the version before now, for somebody who asks for that. */
  compare(uri: string): void {
    const entry = this.entries.get(uri);
    const now = this.ports.fileOf(uri);
    if (entry?.file === undefined || now === undefined || entry.compared === now) return;
    // To read the version before takes long, and happens once.
    void entry.file.model;
    const start = performance.now();
    diffOf(entry.file, now);
    entry.tookMs = performance.now() - start;
    entry.isQuick = entry.tookMs <= quickMs;
    entry.compared = now;
  }

  private rest(uri: string): void {
    clearTimeout(this.resting.get(uri));
    const work = (): void => {
      this.resting.delete(uri);
      const entry = this.entries.get(uri);
      if (entry === undefined) return;
      try {
        this.compare(uri);
      } catch {
        // A text that nobody foresaw is compared with nothing.
        this.entries.set(uri, { ...entry, file: undefined, facts: none });
      }
      const isShown = !entry.isShownByKeys;
      entry.isShownByKeys = entry.isQuick;
      this.ports.onChange(uri, isShown);
    };
    const wait = Math.min(longestRestMs, Math.max(restMs, patience * (this.entries.get(uri)?.tookMs ?? 0)));
    this.resting.set(uri, setTimeout(work, wait));
  }
}

/** The text of the agreement with the same id, under whatever name it stood. */
function sameAgreement({ model }: SlaFile, texts: readonly string[]): string | undefined {
  const id = model.id?.value;
  if (id === undefined) return undefined;
  return texts
    .slice(0, mostOthers)
    .find((text) => text.length <= maximumLength && open({ uri: '', version: 0, text }).model.id?.value === id);
}

// The versions before, with which agreements are compared: what the client has sent, read and compared when the keys rest.
// It must never make a key or the first problems of a text wait: a comparison that takes long is known only after a rest.

import { diffOf } from '../core/diff/agreement-diff';
import { open, openWhenAsked, type SlaFile } from '../core/model/file';
import { maximumLength } from '../core/syntax/limits';
import { uriKey } from '../core/text/uri';
import type { BaseParams } from './protocol';

/** Texts are compared when no key came for this long, in milliseconds; */
const restMs = 150;
/** where that takes long, for so many times as long, so that it seldom comes between two keys, but no longer than this. */
const [patience, longestRestMs] = [4, 1_500];
/** Files that are not open are compared one after another, with so much time for other work between two of them, in milliseconds. */
const pauseMs = 10;
/** A comparison that takes no longer is made with every key. In milliseconds. */
const quickMs = 2;
/** Most texts among which an agreement that was renamed is looked for. */
const mostOthers = 20;
/** Most versions of files that are not open. */
const mostKept = 500;

interface Entry {
  /** As the client has sent it. */
  readonly sent: BaseParams;
  /** As the client spells it. */
  readonly uri: string;
  readonly name: string;
  /** The version before; undefined where it does not have the agreement, or only as a text too long to be read. */
  readonly file: SlaFile | undefined;
  readonly isTooLong: boolean;
  /** Whether it stays when the document is closed. */
  readonly isKept: boolean;
  /** Whether only the version before has the agreement. */
  readonly isGone: boolean;
  readonly facts: ReadonlyMap<string, SlaFile>;
  /** The text that was compared last, and whether that was quick. */
  compared: SlaFile | undefined;
  isQuick: boolean;
  /** How long the last comparison took, in milliseconds. */
  tookMs: number;
  /** Whether the client has been told since the version came, and keys alone show what follows from them. */
  isShownByKeys: boolean;
  /** Of an agreement that is gone: whether it was there under another name when that was looked at last. */
  isElsewhere: boolean | undefined;
}

export interface BasePorts {
  /** The file of an agreement as it stands now, open or not. */
  fileOf(uri: string): SlaFile | undefined;
  isOpen(uri: string): boolean;
  /** The ids of all agreements as they stand now. */
  ids(): ReadonlySet<string>;
  /** What is known of the changes of a document is another thing now. `isShown` where keys alone do not show it. */
  onChange(uri: string, isShown: boolean): void;
}

const none: ReadonlyMap<string, SlaFile> = new Map();

/** A class because it is what a client has sent, and waits. */
export class Bases {
  private readonly entries = new Map<string, Entry>();
  /** Versions of files that nobody has looked at yet. */
  private readonly waiting = new Map<string, BaseParams>();
  private readonly offers = new Set<string>();
  private readonly resting = new Map<string, NodeJS.Timeout>();
  /** Agreements that are not open and wait for their turn. */
  private readonly queue = new Set<string>();
  private queueTimer: NodeJS.Timeout | undefined;
  private looking: NodeJS.Timeout | undefined;
  private readonly ports: BasePorts;

  constructor(ports: BasePorts) {
    this.ports = ports;
  }

  /** Takes the version before of an agreement. Of a file that nobody knows nothing is kept, but where the client says that it has one. */
  take(params: BaseParams): void {
    const { uri, name, canCompare, isKept = false, isGone = false } = params;
    const key = uriKey(uri);
    this.waiting.delete(key);
    const now = this.ports.fileOf(uri);
    const isUnknown = now === undefined && name !== null;
    const hadOne = this.entries.delete(key);
    if (isUnknown && (!isKept || this.entries.size + this.waiting.size >= mostKept)) {
      if (hadOne) this.ports.onChange(uri, true);
      return;
    }
    if (canCompare === true && name === null) this.offers.add(key);
    else this.offers.delete(key);
    if (isUnknown && !isGone) {
      this.waiting.set(key, params);
      if (hadOne) this.ports.onChange(uri, true);
      return;
    }
    if (name !== null) {
      const entry = entryOf({ ...params, name }, now);
      this.entries.set(key, entry);
      if (entry.file !== undefined && !entry.isGone) return this.rest(key);
    }
    if (hadOne || name !== null || canCompare === true) this.ports.onChange(uri, true);
  }

  /** A document was opened, or its text has changed. */
  touch(uri: string): void {
    const key = uriKey(uri);
    const entry = this.entries.get(key);
    if (this.waiting.has(key) || entry?.isGone === true) this.fileChanged(uri);
    else if (entry?.file !== undefined) this.rest(key);
  }

  /** A file of the disk is there, has another text, or is gone. */
  fileChanged(uri: string): void {
    const key = uriKey(uri);
    const entry = this.entries.get(key);
    const isThere = this.ports.fileOf(uri) !== undefined;
    const waiting = this.waiting.get(key);
    if (waiting !== undefined && isThere) this.take(waiting);
    else if (entry?.isKept === true && isThere === entry.isGone) this.take(entry.sent);
    else if (entry?.file !== undefined && isThere) this.rest(key);
    this.lookElsewhere();
  }

  /** All agreements of the workspace are known now. */
  lookedAround(): void {
    for (const { uri, isGone } of this.entries.values()) if (isGone) this.ports.onChange(uri, true);
  }

  /** A folder may look at other agreements than before. */
  configured(): void {
    for (const { uri } of this.entries.values()) this.ports.onChange(uri, true);
  }

  /** A document was closed, and its file is that of the disk again. */
  close(uri: string): void {
    const key = uriKey(uri);
    this.lookElsewhere();
    if (this.entries.get(key)?.isKept === true) return this.fileChanged(uri);
    clearTimeout(this.resting.get(key));
    this.resting.delete(key);
    this.entries.delete(key);
    this.offers.delete(key);
  }

  dispose(): void {
    for (const timer of this.resting.values()) clearTimeout(timer);
    clearTimeout(this.queueTimer);
    clearTimeout(this.looking);
    this.resting.clear();
    this.queue.clear();
  }

  /** What is known of the version before of an agreement; undefined where it is compared with nothing. */
  of(uri: string): Pick<Entry, 'uri' | 'name' | 'file' | 'isTooLong' | 'isGone'> | undefined {
    return this.entries.get(uriKey(uri));
  }

  /** Whether the person may want to compare a document that is compared with nothing. */
  offersComparison(uri: string): boolean {
    return this.offers.has(uriKey(uri));
  }

  /** The version before for questions about a text, as far as the answer has been found or is found quickly. */
  factsFor(uri: string, file: SlaFile | undefined): ReadonlyMap<string, SlaFile> | undefined {
    const entry = this.entries.get(uriKey(uri));
    if (entry?.file === undefined) return undefined;
    return entry.isQuick || (file !== undefined && entry.compared === file) ? entry.facts : undefined;
  }

  /** Compares an agreement with the version before now, for somebody who asks for that. */
  compare(uri: string): void {
    const entry = this.entries.get(uriKey(uri));
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

  /** A file that came or went may be an agreement that is gone, under another name; keys are not made to wait for that. */
  private lookElsewhere(): void {
    if (this.looking !== undefined || ![...this.entries.values()].some(({ isGone }) => isGone)) return;
    this.looking = setTimeout(() => {
      this.looking = undefined;
      const ids = this.ports.ids();
      for (const entry of this.entries.values()) {
        const isElsewhere = entry.isGone && ids.has(entry.file?.model.id?.value ?? '');
        if (!entry.isGone || entry.isElsewhere === isElsewhere) continue;
        entry.isElsewhere = isElsewhere;
        this.ports.onChange(entry.uri, true);
      }
    }, restMs);
  }

  private rest(key: string): void {
    clearTimeout(this.resting.get(key));
    const entry = this.entries.get(key);
    if (entry !== undefined && !this.ports.isOpen(entry.uri)) {
      this.queue.add(key);
      this.queueTimer ??= setTimeout(() => this.nextOfQueue(), restMs);
      return;
    }
    const work = (): void => {
      this.resting.delete(key);
      this.work(key);
    };
    const wait = Math.min(longestRestMs, Math.max(restMs, patience * (entry?.tookMs ?? 0)));
    this.resting.set(key, setTimeout(work, wait));
  }

  private nextOfQueue(): void {
    const [key] = this.queue;
    this.queueTimer = undefined;
    if (key === undefined) return;
    this.queue.delete(key);
    if (this.queue.size > 0) this.queueTimer = setTimeout(() => this.nextOfQueue(), pauseMs);
    this.work(key);
  }

  private work(key: string): void {
    const entry = this.entries.get(key);
    if (entry === undefined) return;
    try {
      this.compare(entry.uri);
    } catch {
      // A text that nobody foresaw is compared with nothing.
      this.entries.set(key, { ...entry, file: undefined, facts: none });
    }
    const isShown = !entry.isShownByKeys;
    entry.isShownByKeys = entry.isQuick;
    this.ports.onChange(entry.uri, isShown);
  }
}

type Sent = BaseParams & { readonly name: string };

function entryOf(sent: Sent, now: SlaFile | undefined): Entry {
  const { uri, name, text, others = [], isTooLong: isKnownTooLong = false, isKept = false } = sent;
  const found = text ?? (now === undefined ? undefined : sameAgreement(now, others));
  const isTooLong = isKnownTooLong || (found !== undefined && found.length > maximumLength);
  const file = found === undefined || isTooLong ? undefined : openWhenAsked({ uri, version: 0, text: found });
  return {
    sent,
    uri,
    name,
    file,
    isTooLong,
    isKept,
    isGone: now === undefined,
    facts: file === undefined ? none : new Map([uri, now?.snapshot.uri ?? uri].map((each) => [each, file])),
    compared: undefined,
    isQuick: false,
    tookMs: 0,
    isShownByKeys: false,
    isElsewhere: undefined,
  };
}

/** The text of the agreement with the same id, under whatever name it stood. */
function sameAgreement({ model }: SlaFile, texts: readonly string[]): string | undefined {
  const id = model.id?.value;
  if (id === undefined) return undefined;
  return texts
    .slice(0, mostOthers)
    .find((text) => text.length <= maximumLength && open({ uri: '', version: 0, text }).model.id?.value === id);
}

// Keeps the results of agreements: plans each text, asks the engine only for what it has not answered yet.
// It must never wait on the language thread, and a result of a plan that no longer holds is dropped.

import type { Connections } from '../core/compliance/connection-types';
import { planOfQuestions, whyQuestions, type Explanation } from '../core/compliance/explanation';
import { planOf, type Planned } from '../core/compliance/plan';
import type { Partials } from '../core/compliance/partials';
import type { ComputePlan } from '../core/compliance/plan-types';
import { resultsOf } from '../core/compliance/verdict';
import { withheld } from '../core/rules/doubt';
import type { SlaFile } from '../core/model/file';
import { namesFingerprint } from '../core/model/queries';
import { noData, type FileData, type Measured } from '../core/project';
import { EngineFailure, type EngineHost } from '../engine/host';
import type { Fence } from '../files/paths';
import { SavedResults } from './saved-results';

/** Where and how much may be read for an agreement, and what may be connected to. */
interface DataPlace {
  readonly folder: string;
  readonly fence: Fence;
  readonly maximumBytes: number;
  readonly connections: Connections | undefined;
  /** Why a connection that an agreement names is not among these. */
  readonly connectionLack: string;
}

export interface DataPorts {
  readonly host: EngineHost;
  /** Where the data of an agreement may be read; undefined where it lies in no file. */
  fence(uri: string): DataPlace | undefined;
  /** Why there is no such place. */
  lack(uri: string): string;
  /** Whether a document is open, and its data comes before that of others. */
  isOpen(uri: string): boolean;
  /** Called before the data of an open document is read. */
  onReading(): void;
  /** Called when the data of a file has changed, so that what is shown can be shown anew. */
  onChange(uri: string): void;
  /** Shows progress for long reading; the answer's `onCancel` is called by the person. */
  progress(uri: string): { report(bytes: number): void; done(): void; readonly signal: AbortSignal };
}

/** Bytes of data up to which explanations are found without being asked for, and how many of them. */
const [mostExplained, mostQuestions] = [16 << 20, 12];

/** Nobody waits for what is read in the background. */
const silent = { report: () => undefined, done: () => undefined, signal: new AbortController().signal };

/** Answers of the engine that are kept for one agreement, so that an edit that is taken back reads nothing. */
const mostAnswers = 4;

interface Entry {
  file: SlaFile;
  planned: Planned;
  key: string;
  partials: Partials | undefined;
  explanations: readonly Explanation[];
  data: FileData;
  readonly saved: SavedResults;
  /** By what was asked, the newest last; for as long as the data is the same. */
  readonly answers: Map<string, Partials>;
}

function forgetAnswers({ answers, saved }: Entry): void {
  answers.clear();
  saved.forget();
}

function keepAnswer({ answers, key }: Entry, partials: Partials): void {
  // What failed is tried again.
  if (partials.sources.some(({ problems }) => problems.length > 0)) return;
  answers.delete(key);
  answers.set(key, partials);
  for (const oldest of answers.keys()) if (answers.size > mostAnswers) answers.delete(oldest);
}

function hasFailedConnection({ planned, partials }: Entry): boolean {
  const isRemote = new Set(planned.plan.sources.flatMap((source) => (source.file === undefined ? [source.id] : [])));
  return partials?.sources.some(({ source, problems }) => isRemote.has(source) && problems.length > 0) ?? false;
}

/** The key of what has to be read again although it is known. */
const outdated = '';

/** A class because it is what is known of files while the server lives. */
export class DataService {
  private readonly entries = new Map<string, Entry>();
  private readonly ports: DataPorts;

  constructor(ports: DataPorts) {
    this.ports = ports;
  }

  get(uri: string): FileData {
    return this.entries.get(uri)?.data ?? noData;
  }

  /**
   * Takes a new text of a file. Results of what is still asked are judged anew at once; other items are read.
   * Answers whether there are results that may have changed.
   */
  update(file: SlaFile): boolean {
    const { uri } = file.snapshot;
    const planned = planOf(file.model);
    const { items, sources, zone } = planned.plan;
    const wantsFingerprint = namesFingerprint(file.model);
    const key = JSON.stringify([items.map(({ id }) => id), sources, zone, wantsFingerprint]);
    const known = this.entries.get(uri);
    if (known?.key === key) {
      if (known.file === file && known.data.measured?.partials === known.partials) return known.partials !== undefined;
      known.file = file;
      known.planned = planned;
      if (known.partials === undefined) return false;
      this.judge(known, known.partials);
      return true;
    }
    const entry: Entry = {
      file,
      planned,
      key,
      partials: undefined,
      explanations: [],
      data: { ...(known?.data ?? noData), isReading: true, unavailable: undefined },
      saved: known?.saved ?? new SavedResults(),
      answers: known?.answers ?? new Map<string, Partials>(),
    };
    this.entries.set(uri, entry);
    const answer = known?.key === outdated ? undefined : entry.answers.get(key);
    if (answer === undefined) void this.read(uri, entry);
    else {
      // What the text before has asked for is of no more use.
      this.ports.host.cancel(uri);
      entry.partials = answer;
      this.judge(entry, answer);
      setImmediate(() => this.ports.onChange(uri));
      const place = this.ports.isOpen(uri) ? this.ports.fence(uri) : undefined;
      if (place !== undefined) void this.explain(uri, entry, place);
    }
    return known !== undefined;
  }

  /** Reads the data of all open documents again, because data files have changed; that of others when it is their turn. */
  refresh(): void {
    this.ports.host.forgive();
    for (const [uri, entry] of this.entries) {
      if (!this.ports.isOpen(uri)) {
        entry.key = outdated;
        continue;
      }
      forgetAnswers(entry);
      entry.data = { ...entry.data, isReading: true };
      void this.read(uri, entry);
    }
  }

  /** Asks the connections of a file again where one of them failed; what was read stays until they have answered. */
  retry(uri: string): void {
    const entry = this.entries.get(uri);
    if (entry === undefined || entry.data.isReading || !hasFailedConnection(entry)) return;
    forgetAnswers(entry);
    entry.data = { ...entry.data, isReading: true };
    void this.read(uri, entry);
  }

  /**
   * A document was saved: what is edited from now on is told beside this text. Answers whether something was told beside the text
   * before, which no longer holds.
   */
  saved(file: SlaFile): boolean {
    const entry = this.entries.get(file.snapshot.uri);
    if (entry === undefined) return false;
    entry.saved.save(file);
    const { measured, before } = entry.data;
    if (measured === undefined || entry.file.snapshot.text !== file.snapshot.text) return false;
    entry.data = { ...entry.data, before: entry.saved.beside(file, measured) };
    return before !== undefined;
  }

  close(uri: string): void {
    this.ports.host.cancel(uri);
    for (const purpose of ['why', 'fingerprint', 'days']) this.ports.host.cancel(`${uri}#${purpose}`);
    this.entries.delete(uri);
  }

  /** Stops reading the data of a file; what was known of it before stays. */
  pause(uri: string): void {
    const entry = this.entries.get(uri);
    if (entry?.data.isReading !== true) return;
    // A new entry, so that the answer to the old question is dropped.
    this.entries.set(uri, { ...entry, key: outdated, data: { ...entry.data, isReading: false } });
    this.ports.host.cancel(uri);
  }

  /** Whether what is known belongs to this text, or is being read. */
  isCurrent(file: SlaFile): boolean {
    const entry = this.entries.get(file.snapshot.uri);
    return entry !== undefined && entry.file.snapshot.text === file.snapshot.text && entry.key !== outdated;
  }

  /** Whether the data of a file of a kind is being read. */
  isReadingAny(isOfKind: (uri: string) => boolean): boolean {
    for (const [uri, { data }] of this.entries) if (data.isReading && isOfKind(uri)) return true;
    return false;
  }

  /** Forgets the files that are not to be kept. */
  forget(isKept: (uri: string) => boolean): void {
    for (const uri of this.entries.keys()) if (!isKept(uri)) this.close(uri);
  }

  /**
   * Asks the engine about the data of a file what its text does not ask. Undefined where nothing may be read or the engine could not answer;
   * an answer to an older question of the same purpose is dropped.
   */
  async ask(uri: string, purpose: string, plan: ComputePlan, wantsFingerprint = false): Promise<Partials | undefined> {
    const place = this.ports.fence(uri);
    if (place === undefined || plan.sources.length === 0) return undefined;
    try {
      return await this.ports.host.run(`${uri}#${purpose}`, { ...place, plan, wantsFingerprint });
    } catch {
      return undefined;
    }
  }

  /** The results of a file with the fingerprints of its data, read for that once more; undefined where they cannot be had. */
  async withFingerprints(uri: string): Promise<Measured | undefined> {
    const entry = this.entries.get(uri);
    if (entry === undefined) return undefined;
    const partials = await this.ask(uri, 'fingerprint', entry.planned.plan, true);
    return partials === undefined || this.entries.get(uri)?.file !== entry.file
      ? undefined
      : measuredBy(entry, partials);
  }

  private async read(uri: string, entry: Entry): Promise<void> {
    const place = this.ports.fence(uri);
    if (place === undefined || entry.planned.plan.sources.length === 0) {
      entry.data = {
        ...noData,
        unavailable: place === undefined ? this.ports.lack(uri) : 'no data is attached',
      };
      return;
    }
    const isOpen = this.ports.isOpen(uri);
    if (isOpen) this.ports.onReading();
    // Explanations of what is read anew are of no more use.
    this.ports.host.cancel(`${uri}#why`);
    const progress = isOpen ? this.ports.progress(uri) : silent;
    try {
      const partials = await this.ports.host.run(
        uri,
        { ...place, plan: entry.planned.plan, wantsFingerprint: namesFingerprint(entry.file.model) },
        { signal: progress.signal, onProgress: (bytes) => progress.report(bytes) },
      );
      if (this.entries.get(uri) !== entry) return;
      entry.partials = partials;
      entry.explanations = [];
      keepAnswer(entry, partials);
      this.judge(entry, partials);
      if (isOpen) void this.explain(uri, entry, place);
    } catch (error) {
      if (this.entries.get(uri) !== entry) return;
      const isReplaced = error instanceof EngineFailure && error.kind === 'cancelled' && !progress.signal.aborted;
      if (isReplaced) return;
      entry.data = {
        ...entry.data,
        isReading: false,
        unavailable: error instanceof Error ? error.message : String(error),
      };
    } finally {
      progress.done();
      this.ports.onChange(uri);
    }
  }

  /** Asks why the newest results are what they are, where that is quickly found out; hovers show it when it is known. */
  private async explain(uri: string, entry: Entry, place: DataPlace): Promise<void> {
    const { planned, file, partials, data } = entry;
    const bytes = partials?.sources.reduce((sum, source) => sum + source.bytes, 0) ?? Infinity;
    if (bytes > mostExplained || data.measured === undefined) return;
    const why = whyQuestions(file.model, planned, data.measured.results).slice(0, mostQuestions);
    if (why.length === 0) return;
    const plan = planOfQuestions(planned.plan, why);
    try {
      const answer = await this.ports.host.run(`${uri}#why`, { ...place, plan, why, wantsFingerprint: false });
      if (this.entries.get(uri) !== entry || entry.data.measured === undefined) return;
      entry.explanations = answer.explanations ?? [];
      entry.data = { ...entry.data, measured: { ...entry.data.measured, explanations: entry.explanations } };
    } catch {
      // A result without its explanation is still the result; whoever asks for it on the command line is told the reason.
    }
  }

  private judge(entry: Entry, partials: Partials): void {
    const measured = measuredBy(entry, partials);
    entry.data = {
      measured,
      before: entry.saved.beside(entry.file, measured),
      columns: new Map(
        partials.sources.filter((source) => source.columns.length > 0).map((source) => [source.source, source.columns]),
      ),
      samples: new Map(partials.sources.map(({ source, samples }) => [source, samples])),
      isReading: false,
      unavailable: undefined,
    };
  }
}

function measuredBy({ file, planned, explanations }: Entry, partials: Partials): Measured {
  return {
    planned,
    results: withheld(file, resultsOf(file.model, planned, partials)),
    partials,
    sources: partials.sources,
    exclusions: partials.exclusions,
    timeZoneData: partials.timeZoneData,
    // Of another value, explanations are passed over.
    explanations,
  };
}

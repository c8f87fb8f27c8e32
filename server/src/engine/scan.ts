// One data source of a plan: its files, its header, passes over its rows, and what went wrong on the way.
// It must never count a bad row twice, and a file that changes under the reader is read once more, then refused.

import type { BadRow, SourcePart, SourceProblem } from '../core/compliance/partials';
import type { PlanItem, SourcePlan } from '../core/compliance/plan-types';
import { zoneOf, type Zone } from '../core/time/zones';
import { chooseInput } from '../core/vocabulary/metrics/choose';
import { findFiles, whyUnreadable, type Fence, type FoundFile } from '../files/paths';
import { Uneven } from './collapsed';
import type { Feed } from './feed';
import { SlotList } from './feed';
import type { FoldRun } from './folds/fold';
import type { HolidayBook } from './holidays';
import { headOfTable, scanTable, type RemoteTable } from './remote/table';
import type { Unusable } from './unusable';
import { readHead, scanFile, startFingerprint, type ReadOptions } from './sources/reader';
import type { OnRow } from './sources/csv';
import { read, Row } from './sources/row';
import { Cancelled, Unreadable } from './sources/unreadable';

export interface RunOptions {
  /** The folder of the agreement; data paths are relative to it. */
  readonly folder: string;
  readonly fence: Fence;
  readonly wantsFingerprint: boolean;
  readonly maximumBytes: number;
  /** The rows of sources that name a connection, by source; without them such a source cannot be read. */
  readonly tables?: ReadonlyMap<string, RemoteTable> | undefined;
  /** What is known of public holidays; undefined where no plan asks for them. */
  readonly holidays?: HolidayBook | undefined;
  readonly isCancelled: () => boolean;
  readonly onProgress: (bytes: number) => void;
}

const maximumSamples = 5;

/** An item that reads the rows of a pass; without a run only the span of the data is looked for. */
export interface PassItem {
  readonly feed: Feed;
  readonly run: FoldRun | undefined;
  readonly unusable: Unusable | undefined;
}

/** A class because files, problems and counts of a source are gathered over several passes. */
export class Scan {
  readonly columns: readonly string[] | undefined;
  /** Earliest and latest instant of all good rows. */
  private readonly span = new Float64Array([Infinity, -Infinity]);
  private readonly source: SourcePlan;
  private readonly zone: Zone;
  private readonly options: RunOptions;
  private readonly files: readonly FoundFile[];
  /** The rows in memory, where the source is a connection. */
  private readonly table: Extract<RemoteTable, { ok: true }> | undefined;
  /** A few values of each column of the first file. */
  private samples: readonly (readonly string[])[] = [];
  private readonly problems: SourceProblem[] = [];
  private rows = 0;
  private bytes = 0;
  private isZoneAssumed = false;
  private fingerprint: string | undefined;
  private readonly badLines = new Map<string, BadRow>();
  private readonly causes = new Map<string, number>();
  private badRows = 0;

  constructor(source: SourcePlan, zone: Zone, options: RunOptions) {
    this.source = source;
    this.options = options;
    this.zone = (source.timeZone === undefined ? undefined : zoneOf(source.timeZone)) ?? zone;
    if (source.timeZone !== undefined && zoneOf(source.timeZone) === undefined) {
      this.problems.push({ kind: 'unreadable', message: `"${source.timeZone}" is no time zone` });
    }
    const table = source.file === undefined ? options.tables?.get(source.id) : undefined;
    this.table = table?.ok === true ? table : undefined;
    const found = source.file === undefined ? filesOf(table) : findFiles(source.file, options.folder, options.fence);
    this.files = found?.ok === true ? found.files : [];
    if (found !== undefined && !found.ok) this.problems.push({ kind: found.kind, message: found.message });
    this.columns = this.problems.length === 0 && this.files.length > 0 ? this.readHeader() : undefined;
  }

  private readHeader(): readonly string[] | undefined {
    let columns: readonly string[] | undefined;
    for (const file of this.files) {
      const head = this.guarded(file, () => (this.table === undefined ? readHead(file) : headOfTable(this.table)));
      if (head === undefined) return undefined;
      const own = head.columns;
      const twice = own.find((column, index) => column !== '' && own.indexOf(column) !== index);
      if (twice !== undefined) {
        this.problems.push({ kind: 'unreadable', message: `${file.shown}: two columns are called "${twice}"` });
        return undefined;
      }
      // An empty array names no keys; another file of the pattern may.
      if (head.isLoose && own.length === 0) continue;
      if (columns === undefined) this.samples = head.samples;
      columns ??= own;
      // Objects may leave out a key; a line of fields that lacks a column is read under the wrong names.
      if (!head.isLoose && !columns.every((column) => own.includes(column))) {
        const lost = columns.find((column) => !own.includes(column)) ?? '';
        this.problems.push({
          kind: 'unreadable',
          message: `${file.shown}: it has no column "${lost}", as the first file has`,
        });
        return undefined;
      }
    }
    if (columns === undefined) this.problems.push({ kind: 'unreadable', message: 'it holds no object, so no columns' });
    return columns;
  }

  /** Reads the rows of a file, or those that a connection gave. */
  private scan(file: FoundFile, makeRow: () => Row, onRow: OnRow, options: ReadOptions): void {
    if (this.table === undefined) scanFile(file, makeRow, onRow, options);
    else scanTable(this.table, makeRow, onRow, options);
  }

  private guarded<T>(file: FoundFile, read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      if (error instanceof Cancelled || error instanceof Uneven) throw error;
      const kind = error instanceof Unreadable ? error.kind : 'unreadable';
      const message = whyUnreadable(error);
      this.problems.push({
        kind,
        message: this.files.length > 1 || kind !== 'missing' ? `${file.shown}: ${message}` : message,
      });
      return undefined;
    }
  }

  note(problem: SourceProblem): void {
    this.problems.push(problem);
  }

  firstProblem(): string {
    return this.problems[0]?.message ?? 'no file is named';
  }

  /** The earliest instant of all good rows; Infinity where there is none. */
  get earliest(): number {
    return this.span[0]!;
  }

  /** The latest instant of all good rows; -Infinity where there is none. */
  get latest(): number {
    return this.span[1]!;
  }

  /** The columns of amounts, where a row of the source stands for several records. */
  get summed(): ReadonlySet<string> | undefined {
    return this.table?.summed;
  }

  /** Whether the last pass failed because a file changed; forgets that, so that it can be read once more. */
  takeChanged(): boolean {
    const index = this.problems.findIndex((problem) => problem.kind === 'changed');
    if (index < 0) return false;
    this.problems.splice(index, 1);
    return true;
  }

  /** Whether an item would be fed by counters, which need slices. */
  isCounter(item: PlanItem): boolean {
    return this.columns !== undefined && chooseInput(item.type, item.columns, this.columns)?.id === 'counters';
  }

  /** Reads all rows once and hands the good ones to the feeds; false where a file could not be read whole. */
  pass(slots: SlotList, feeds: readonly PassItem[]): boolean {
    const keep = this.source.key === undefined ? undefined : this.lastOfKey(this.source.key);
    if (keep === null) return false;
    const hash = this.options.wantsFingerprint && this.fingerprint === undefined ? startFingerprint() : undefined;
    let ordinal = 0;
    this.rows = 0;
    this.bytes = 0;
    for (const file of this.files) {
      const isRead = this.guarded(file, () => {
        let row: Row | undefined;
        this.scan(
          file,
          () => {
            row = new Row(slots.slots, this.zone);
            slots.row = row;
            return row;
          },
          (broken) => {
            this.rows += slots.collapsed?.count() ?? 1;
            if (keep !== undefined && !keep.has(ordinal++)) return;
            this.takeRow(file, row!, broken, feeds);
          },
          this.readOptions(hash),
        );
        if (row?.isZoneAssumed === true && this.source.timeZone === undefined) this.isZoneAssumed = true;
        return true;
      });
      if (isRead !== true) return false;
    }
    if (hash !== undefined) this.fingerprint = `sha256-${hash.digest('hex')}`;
    return true;
  }

  private readOptions(hash: ReadOptions['hash']): ReadOptions {
    return {
      isCancelled: this.options.isCancelled,
      maximumBytes: this.options.maximumBytes,
      hash,
      onProgress: (bytes) => {
        this.bytes += bytes;
        this.options.onProgress(bytes);
      },
    };
  }

  private takeRow(file: FoundFile, row: Row, broken: string | undefined, feeds: readonly PassItem[]): void {
    if (broken !== undefined) {
      this.bad(file, row.line, broken);
      for (const { feed, unusable } of feeds) unusable?.note(feed, true);
      return;
    }
    for (let index = 0; index < feeds.length; index++) {
      const { feed, run, unusable } = feeds[index]!;
      const why = isQuicklyGood(row, feed) ? undefined : feed.check();
      if (why !== undefined) {
        this.bad(file, row.line, why);
        unusable?.note(feed, false);
        continue;
      }
      const { timeSlots } = feed;
      for (let t = 0; t < timeSlots.length; t++) {
        const slot = timeSlots[t]!;
        if (row.states[slot] !== read) continue;
        const instant = row.values[slot]!;
        if (instant < this.span[0]!) this.span[0] = instant;
        if (instant > this.span[1]!) this.span[1] = instant;
      }
      const last = feed.slots.collapsed?.last();
      if (last !== undefined && last > this.span[1]!) this.span[1] = last;
      if (run === undefined) continue;
      if (!feed.isFiltered || feed.keeps()) run.onRow(feed.isGrouped ? feed.group() : undefined);
      else if (feed.isUntold()) {
        this.bad(file, row.line, 'a filter cannot be told');
        unusable?.note(feed, false);
      }
    }
  }

  private bad(file: FoundFile, line: number, why: string): void {
    const key = `${file.path}:${line}`;
    if (this.badLines.has(key)) return;
    // Every bad line is remembered, so that several metrics over one file count it once; a flood keeps counting without names.
    if (this.badLines.size < 100_000) this.badLines.set(key, { file: file.shown, line, why });
    this.badRows++;
    this.causes.set(why, (this.causes.get(why) ?? 0) + 1);
  }

  /** The ordinals of the rows that are the last of their key; null where the file cannot be read. */
  private lastOfKey(column: string): Set<number> | undefined | null {
    if (this.columns?.includes(column) !== true) {
      this.problems.push({ kind: 'columns', message: `no column "${column}"`, role: 'key' });
      return null;
    }
    const slots = new SlotList();
    const slot = slots.slot(column, 'text');
    const last = new Map<string, number>();
    const unkeyed: number[] = [];
    let ordinal = 0;
    for (const file of this.files) {
      const isRead = this.guarded(file, () => {
        let row: Row | undefined;
        this.scan(
          file,
          () => (row = new Row(slots.slots, this.zone)),
          () => {
            const key = row!.text(slot);
            if (key === '') unkeyed.push(ordinal);
            else last.set(key, ordinal);
            ordinal++;
          },
          this.readOptions(undefined),
        );
        return true;
      });
      if (isRead !== true) return null;
    }
    return new Set([...last.values(), ...unkeyed]);
  }

  report(): SourcePart {
    const samples = [...this.badLines.values()].slice(0, maximumSamples);
    return {
      source: this.source.id,
      files: this.files.map((file) => file.shown),
      columns: this.columns ?? [],
      samples: this.samples,
      rows: this.rows,
      badRows: this.badRows,
      badSamples: samples,
      badCauses: [...this.causes]
        .map(([why, count]) => ({ why, count }))
        .sort((a, b) => b.count - a.count || (a.why < b.why ? -1 : 1)),
      fingerprint: this.fingerprint,
      bytes: this.bytes,
      isZoneAssumed: this.isZoneAssumed,
      lastInstant: this.latest === -Infinity ? undefined : this.latest,
      problems: this.problems,
    };
  }
}

/** What a connection gave, told as a file is. */
function filesOf(
  table: RemoteTable | undefined,
): { readonly ok: true; readonly files: readonly FoundFile[] } | Extract<RemoteTable, { ok: false }> | undefined {
  return table?.ok === true ? { ok: true, files: [{ path: table.shown, shown: table.shown }] } : table;
}

/** Whether a row passes without a closer look: every slot that is checked was read, and nothing else has to hold. */
function isQuicklyGood(row: Row, feed: Feed): boolean {
  const slots = feed.quickSlots;
  if (slots === undefined) return false;
  for (let index = 0; index < slots.length; index++) if (row.states[slots[index]!] !== read) return false;
  const amounts = feed.quickAmounts;
  for (let index = 0; index < amounts.length; index++) if (!(row.values[amounts[index]!]! >= 0)) return false;
  return true;
}

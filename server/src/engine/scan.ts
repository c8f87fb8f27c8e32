// One data source of a plan: its files, its header, passes over its rows, and what went wrong on the way.
// It must never count a bad row twice, and a file that changes under the reader is read once more, then refused.

import type { SourcePart, SourceProblem } from '../core/compliance/partials';
import type { PlanItem, SourcePlan } from '../core/compliance/plan-types';
import { zoneOf, type Zone } from '../core/time/zones';
import { chooseInput } from '../core/vocabulary/metrics/choose';
import { findFiles, whyUnreadable, type FoundFile } from '../files/paths';
import { BadRows } from './bad-rows';
import { BlockPass } from './block-pass';
import { Uneven } from './collapsed';
import { eachOf, isQuicklyGood, kinOf, type Kin } from './crowd';
import { SlotList } from './feed';
import type { RunOptions } from './options';
import type { Behind, PassItem, PassPart, Purpose } from './pass';
import { filesOfTable, headOfTable, scanTable, type RemoteTable } from './remote/table';
import { growsFrom, type FileEnd, type Growing } from './sources/growth';
import { hasText, readHead, scanFile, scanTail, startFingerprint, type ReadOptions } from './sources/reader';
import type { OnBlock } from './sources/block';
import type { OnRow } from './sources/csv';
import { read, Row } from './sources/row';
import { Cancelled, Unreadable } from './sources/unreadable';
import { Repeats } from './sources/repeats';

/** A class because files, problems and counts of a source are gathered over several passes. */
export class Scan {
  readonly columns: readonly string[] | undefined;
  /** Whether exclusions, pauses or users were read from it. */
  isReadBeside = false;
  /** Earliest and latest instant of all good rows, as items read them, and as exclusions, pauses and users do. */
  private readonly spans: Readonly<Record<Purpose, Float64Array>> = {
    items: new Float64Array([Infinity, -Infinity]),
    beside: new Float64Array([Infinity, -Infinity]),
  };
  private readonly source: SourcePlan;
  private readonly planZone: Zone;
  private readonly zone: Zone;
  private readonly options: RunOptions;
  files: readonly FoundFile[];
  /** Whether rows may hold keys that the beginning of a file does not show. */
  isLoose = false;
  /** Whether such a key was found that may decide over a result. */
  hasLearnt = false;
  /** How each file was left by the last pass that could read it. */
  readonly ends: FileEnd[] = [];
  /** The rows in memory, where the source is a connection. */
  private readonly table: Extract<RemoteTable, { ok: true }> | undefined;
  /** A few values of each column of the first file. */
  private samples: readonly (readonly string[])[] = [];
  private readonly problems: SourceProblem[] = [];
  /** What was wrong before any row was read. */
  readonly foundProblems: readonly string[];
  private rows = 0;
  private bytes = 0;
  private isZoneAssumed = false;
  private fingerprint: string | undefined;
  private repeats: Repeats | undefined;
  private readonly badRows = new BadRows();

  constructor(source: SourcePlan, zone: Zone, options: RunOptions) {
    this.source = source;
    this.options = options;
    this.planZone = zone;
    this.zone = (source.timeZone === undefined ? undefined : zoneOf(source.timeZone)) ?? zone;
    if (source.timeZone !== undefined && zoneOf(source.timeZone) === undefined) {
      this.problems.push({ kind: 'unreadable', message: `"${source.timeZone}" is no time zone` });
    }
    const table = source.file === undefined ? options.tables?.get(source.id) : undefined;
    this.table = table?.ok === true ? table : undefined;
    const found =
      source.file === undefined ? filesOfTable(table) : findFiles(source.file, options.folder, options.fence);
    this.files = found?.ok === true ? found.files : [];
    if (found !== undefined && !found.ok) this.problems.push({ kind: found.kind, message: found.message });
    this.columns = this.problems.length === 0 && this.files.length > 0 ? this.readHeader() : undefined;
    this.foundProblems = this.problems.map(({ message }) => message);
  }

  private readHeader(): readonly string[] | undefined {
    let first: readonly string[] | undefined;
    const columns = new Set<string>();
    for (const file of this.files) {
      const head = this.guarded(file, () => (this.table === undefined ? readHead(file) : headOfTable(this.table)));
      if (head === undefined) return undefined;
      const own = [...new Set([...head.columns, ...(this.options.learnt?.of(file.path) ?? [])])];
      this.isLoose ||= head.isLoose;
      const twice = head.columns.find((column, index) => column !== '' && head.columns.indexOf(column) !== index);
      if (twice !== undefined) {
        this.problems.push({ kind: 'unreadable', message: `${file.shown}: two columns are called "${twice}"` });
        return undefined;
      }
      // An empty array names no keys; another file of the pattern may.
      if (head.isLoose && own.length === 0) continue;
      if (first === undefined) this.samples = head.samples;
      first ??= own;
      // Objects may leave out a key; a line of fields that lacks a column is read under the wrong names.
      if (!head.isLoose && !first.every((column) => own.includes(column))) {
        const lost = first.find((column) => !own.includes(column)) ?? '';
        this.problems.push({
          kind: 'unreadable',
          message: `${file.shown}: it has no column "${lost}", as the first file has`,
        });
        return undefined;
      }
      // What only a later file has is empty in those before it.
      for (const column of own) columns.add(column);
    }
    if (first === undefined) this.problems.push({ kind: 'unreadable', message: 'it holds no object, so no columns' });
    return first === undefined ? undefined : [...columns];
  }

  /** Reads the rows of a file, or of what has been added to it, or those that a connection gave. */
  private scan(
    index: number,
    before: Growing | undefined,
    makeRow: (columns: readonly string[]) => Row,
    onRow: OnRow,
    options: ReadOptions,
  ): FileEnd {
    const file = this.files[index]!;
    if (this.table !== undefined) return scanTable(this.table, () => makeRow(this.columns ?? []), onRow, options);
    if (before === undefined) return scanFile(file, makeRow, onRow, options);
    return scanTail(file, before, makeRow, onRow, options);
  }

  private guarded<T>(file: FoundFile, read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      this.problems.push(this.problemOf(file, error));
      return undefined;
    }
  }

  /** What went wrong with a file, in words; throws on where the run was cancelled. */
  private problemOf(file: FoundFile, error: unknown): SourceProblem {
    if (error instanceof Cancelled || error instanceof Uneven) throw error;
    const [kind, message] = [error instanceof Unreadable ? error.kind : 'unreadable', whyUnreadable(error)] as const;
    return { kind, message: this.files.length > 1 || kind !== 'missing' ? `${file.shown}: ${message}` : message };
  }

  note(problem: SourceProblem): void {
    this.problems.push(problem);
  }

  firstProblem(): string {
    return this.problems[0]?.message ?? 'no file is named';
  }

  /** The earliest instant of all good rows that items read; Infinity where there is none. */
  get earliest(): number {
    return this.spans.items[0]!;
  }

  /** The latest instant of all good rows that items read; -Infinity where there is none. */
  get latest(): number {
    return this.spans.items[1]!;
  }

  /** All instants that were read lie between these, whatever for; Infinity and -Infinity where there is none. */
  get reach(): readonly [number, number] {
    const { items, beside } = this.spans;
    return [Math.min(items[0]!, beside[0]!), Math.max(items[1]!, beside[1]!)];
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
    // What was seen of the file before it changed need not be there any more.
    this.spans.items.set([Infinity, -Infinity]);
    this.badRows.clear();
    this.repeats = undefined;
    return true;
  }

  /** Whether an item would be fed by counters, which need slices. */
  isCounter(item: PlanItem): boolean {
    return this.columns !== undefined && chooseInput(item.type, item.columns, this.columns)?.id === 'counters';
  }

  /** What its files are now, with their columns; nothing of it has been read. */
  again(): Scan {
    return new Scan(this.source, this.planZone, this.options);
  }

  /** Takes over the files that another scan of the same source has found. */
  takeFiles({ files, samples }: Scan): void {
    this.files = files;
    this.samples = samples;
  }

  /** Sources with the same text here may be read in one pass; undefined where rows come from a connection. */
  get place(): string | undefined {
    if (this.source.file === undefined) return undefined;
    const { wantsFingerprint, maximumBytes } = this.options;
    const settings = [this.zone.id, this.source.key ?? '', wantsFingerprint, maximumBytes];
    return [...settings.map(String), ...this.files.map(({ path }) => path)].join('\0');
  }

  /** Reads all rows once and hands the good ones to the feeds; false where a file could not be read whole. */
  pass(slots: SlotList, feeds: readonly PassItem[], purpose: Purpose = 'items'): boolean {
    return Scan.together(slots, [{ scan: this, feeds }], purpose);
  }

  /**
   * Reads the rows of one place once for several sources of it; false where a file could not be read whole, which is then a problem
   * of the first of them. `behind` is what has been read before: then only what has been added since is read.
   */
  static together(slots: SlotList, parts: readonly PassPart[], purpose: Purpose, behind?: Behind): boolean {
    const lead = parts[0]?.scan;
    if (lead === undefined) return true;
    const keep = lead.source.key === undefined ? undefined : lead.lastOfKey(lead.source.key);
    if (keep === null) return false;
    const hash = lead.options.wantsFingerprint && lead.fingerprint === undefined ? startFingerprint() : undefined;
    const repeats = behind === undefined ? lead.newRepeats() : lead.repeats;
    const options = { ...lead.readOptions(hash), repeats };
    let ordinal = 0;
    const all = parts.map(({ feeds }) => kinOf(feeds));
    // One source of which every row counts once, as most are, goes through less.
    const isPlain = parts.length === 1 && keep === undefined && slots.collapsed === undefined;
    if (purpose === 'beside') for (const { scan } of parts) scan.isReadBeside = true;
    if (behind === undefined) for (const { scan } of parts) [scan.rows, scan.bytes] = [0, 0];
    for (let index = behind?.index ?? 0; index < lead.files.length; index++) {
      let row: Row | undefined;
      // More of the file is at hand when it is scanned than when its columns were asked for.
      let own: readonly string[] = [];
      const makeRow = (columns: readonly string[]): Row => {
        row = new Row(slots.slots, lead.zone);
        [slots.row, slots.file] = [row, index];
        own = columns;
        return row;
      };
      const span = lead.spans[purpose];
      const file = lead.files[index]!;
      const onRow: OnRow = isPlain
        ? (broken) => {
            lead.rows++;
            lead.takeRow(file, row!, broken, all[0]!, span);
          }
        : (broken) => {
            const isKept = keep === undefined || keep.has(ordinal++);
            for (let part = 0; part < parts.length; part++) {
              const { scan } = parts[part]!;
              scan.rows += slots.collapsed?.count() ?? 1;
              if (isKept) scan.takeRow(scan.files[index]!, row!, broken, all[part]!, scan.spans[purpose]);
            }
          };
      const passes =
        keep === undefined && slots.collapsed === undefined
          ? parts.map(({ scan, feeds }) => scan.blockPass(scan.files[index]!, feeds, scan.spans[purpose]))
          : [];
      const onBlock: OnBlock = (block) => {
        for (const { scan } of parts) scan.rows += block.length;
        for (const pass of passes) pass.take(block, row!);
      };
      const blocks = passes.some((pass) => pass.isWorthIt) ? onBlock : undefined;
      const before = index === behind?.index ? behind.last : undefined;
      const end = lead.guarded(file, () => lead.scan(index, before, makeRow, onRow, { ...options, onBlock: blocks }));
      if (end === undefined) return false;
      for (const { scan } of parts) {
        scan.bytes += end.offset - (before?.offset ?? 0);
        scan.ends[index] = end;
        if (
          row !== undefined &&
          scan.options.learnt?.note(file.path, [...own, ...row.strangers], scan.columns ?? []) === true
        )
          scan.hasLearnt = true;
        if (row?.isZoneAssumed === true && scan.source.timeZone === undefined) scan.isZoneAssumed = true;
      }
    }
    const fingerprint = hash === undefined ? undefined : `sha256-${hash.digest('hex')}`;
    for (const { scan } of parts) scan.fingerprint ??= fingerprint;
    // Each may be read on by itself.
    for (const { scan } of parts) scan.repeats ??= scan === lead ? repeats : repeats?.copy();
    return true;
  }

  /** What takes blocks of one of the files for its items. */
  private blockPass(file: FoundFile, feeds: readonly PassItem[], span: Float64Array): BlockPass {
    return new BlockPass(feeds, span, {
      any: (row, kin) => this.takeRow(file, row, undefined, [kin], span),
      good: (row, kin) => eachOf(kin, (item, isChosen) => this.takeGood(file, row, item, isChosen)),
    });
  }

  /** What counts repeated rows, once for a source; where the last row of a key counts, an equal one does no harm. */
  private newRepeats(): Repeats | undefined {
    if (this.repeats !== undefined || this.table !== undefined || this.source.key !== undefined) return undefined;
    return this.files.every(({ path }) => hasText(path)) ? new Repeats() : undefined;
  }

  private readOptions(hash: ReadOptions['hash']): ReadOptions {
    return {
      isCancelled: this.options.isCancelled,
      maximumBytes: this.options.maximumBytes,
      hash,
      growsFrom: this.options.growsFrom ?? growsFrom,
      onProgress: this.options.onProgress,
    };
  }

  private takeRow(
    file: FoundFile,
    row: Row,
    broken: string | undefined,
    kin: readonly Kin[],
    span: Float64Array,
  ): void {
    if (broken !== undefined) {
      this.badRows.note(file, row, broken);
      for (const { items } of kin) for (const { feed, unusable } of items) unusable?.note(feed, true);
      return;
    }
    for (const each of kin) {
      const { feed, items } = each;
      const why = isQuicklyGood(row, feed) ? undefined : feed.check();
      if (why !== undefined) {
        this.badRows.note(file, row, why);
        for (const item of items) item.unusable?.note(item.feed, false);
        continue;
      }
      const { timeSlots } = feed;
      for (let t = 0; t < timeSlots.length; t++) {
        const slot = timeSlots[t]!;
        if (row.states[slot] !== read) continue;
        const instant = row.values[slot]!;
        if (instant < span[0]!) span[0] = instant;
        if (instant > span[1]!) span[1] = instant;
      }
      const last = feed.slots.collapsed?.last();
      if (last !== undefined && last > span[1]!) span[1] = last;
      eachOf(each, (item, isChosen) => this.takeGood(file, row, item, isChosen));
    }
  }

  /** Gives a good row to an item whose filters keep it; `isChosen` where the row has one of the texts of its choice. */
  private takeGood(file: FoundFile, row: Row, { feed, run, unusable, seen }: PassItem, isChosen: boolean): void {
    if (run === undefined) return;
    if (!feed.isFiltered || (isChosen && feed.choice?.isAll === true) || feed.keeps()) {
      const group = feed.isGrouped ? feed.group() : undefined;
      seen?.row(feed, group);
      run.onRow(group);
    } else if (feed.isUntold()) {
      this.badRows.note(file, row, 'a filter cannot be told');
      unusable?.note(feed, false);
    }
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
    for (let index = 0; index < this.files.length; index++) {
      let row: Row | undefined;
      const makeRow = (): Row => (row = new Row(slots.slots, this.zone));
      const onRow = (): void => {
        const key = row!.text(slot);
        if (key === '') unkeyed.push(ordinal);
        else last.set(key, ordinal);
        ordinal++;
      };
      const end = this.guarded(this.files[index]!, () =>
        this.scan(index, undefined, makeRow, onRow, this.readOptions(undefined)),
      );
      if (end === undefined) return null;
    }
    return new Set([...last.values(), ...unkeyed]);
  }

  report(): SourcePart {
    return {
      source: this.source.id,
      files: this.files.map((file) => file.shown),
      columns: this.columns ?? [],
      samples: this.samples,
      rows: this.rows,
      ...this.badRows.report(),
      fingerprint: this.fingerprint,
      repeats: this.repeats?.part(),
      bytes: this.bytes,
      isZoneAssumed: this.isZoneAssumed,
      lastInstant: this.reach[1] === -Infinity ? undefined : this.reach[1],
      problems: this.problems,
    };
  }
}

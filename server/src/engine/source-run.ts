// One source of a run with the items that are bound to it: read alone, read together with others of the same place, or read on.
// It must never answer from a pass that broke off: items of such a pass are bound anew or have no result.

import type { PlanItem, SourcePlan } from '../core/compliance/plan-types';
import type { Feed, SlotList } from './feed';
import type { FoldRun } from './folds/fold';
import type { Behind, PassPart } from './pass';
import { Scan } from './scan';
import { Seen } from './seen';
import { Unusable } from './unusable';

/** An item bound to the columns of its source, with what it has gathered in the current pass. */
export interface BoundItem {
  readonly item: PlanItem;
  readonly feed: Feed;
  readonly makeRun: () => FoldRun;
  run: FoldRun;
  unusable: Unusable;
  seen: Seen;
}

/** A class because what its items have gathered grows from pass to pass. */
export class SourceRun {
  readonly source: SourcePlan;
  readonly scan: Scan;
  readonly slots: SlotList;
  readonly items: readonly BoundItem[];
  isRead = false;
  /** The instant up to which is judged, where the text or the user states it. */
  private readonly statedEnd: number | undefined;
  /** The last instant of the data, where a first pass has told it. */
  private foundEnd: number | undefined;

  /** `bind` is given the end of the data, which it may ask only once rows are read. */
  constructor(
    source: SourcePlan,
    scan: Scan,
    slots: SlotList,
    statedEnd: number | undefined,
    bind: (
      end: () => number | undefined,
      asOf: () => number,
    ) => readonly Omit<BoundItem, 'run' | 'unusable' | 'seen'>[],
  ) {
    this.source = source;
    this.scan = scan;
    this.slots = slots;
    this.statedEnd = statedEnd;
    const bound = bind(
      () => this.statedEnd ?? this.foundEnd,
      () => this.asOf ?? Number.NaN,
    );
    this.items = bound.map((entry) => ({
      ...entry,
      run: entry.makeRun(),
      unusable: new Unusable(),
      seen: this.seenBy(entry.feed),
    }));
  }

  /** A rolling window ends at the last instant of the data, which only a first pass can tell. */
  get needsEnd(): boolean {
    return this.statedEnd === undefined && this.items.some(({ item }) => item.window.kind === 'rolling');
  }

  /** The instant as of which is judged, once rows were read; undefined where there is none. */
  get asOf(): number | undefined {
    if (this.statedEnd !== undefined) return this.statedEnd;
    const { latest } = this.scan;
    return latest === -Infinity ? undefined : latest + (this.source.everyMs ?? 0);
  }

  /** Reads all rows for all items; a file that changed under the reader is read once more. */
  read(): void {
    if (this.needsEnd && Scan.together(this.slots, [this.part(false)], 'items')) this.endIsKnown();
    this.isRead = Scan.together(this.slots, [this.part(true)], 'items');
    if (this.isRead || !this.scan.takeChanged()) return;
    this.startAnew();
    this.isRead = Scan.together(this.slots, [this.part(true)], 'items');
  }

  /** Reads what has been added since; where that fails, what the items have gathered is of no more use. */
  readOn(behind: Behind): void {
    this.isRead = Scan.together(this.slots, [this.part(true)], 'items', behind);
  }

  /** Reads the rows of one place once for several sources; false where that failed, and nothing that was gathered can be used. */
  static readTogether(runs: readonly SourceRun[]): boolean {
    const [first] = runs;
    if (first === undefined) return true;
    const pass = (folds: boolean): boolean =>
      Scan.together(
        first.slots,
        runs.map((run) => run.part(folds)),
        'items',
      );
    if (runs.some((run) => run.needsEnd)) {
      if (!pass(false)) return false;
      for (const run of runs) if (run.needsEnd) run.endIsKnown();
    }
    const isRead = pass(true);
    for (const run of runs) run.isRead = isRead;
    return isRead;
  }

  private part(folds: boolean): PassPart {
    const feeds = this.items.map(({ feed, run, unusable, seen }) =>
      folds ? { feed, run, unusable, seen } : { feed, run: undefined, unusable: undefined, seen: undefined },
    );
    return { scan: this.scan, feeds };
  }

  private endIsKnown(): void {
    this.foundEnd = this.asOf;
    this.startAnew();
  }

  private startAnew(): void {
    for (const entry of this.items) {
      [entry.run, entry.unusable] = [entry.makeRun(), new Unusable()];
      entry.seen = this.seenBy(entry.feed);
    }
  }

  private seenBy(feed: Feed): Seen {
    return new Seen(feed, this.source.everyMs !== undefined && this.scan.place !== undefined);
  }
}

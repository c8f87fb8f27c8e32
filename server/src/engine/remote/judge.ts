// Tells which rows that stand for several records no fold may take as they are, because an item cannot use them.
// It must never count a row: it asks the checks and filters of the plan, as a scan does, and forgets the row.

import type { ComputePlan, SourcePlan } from '../../core/compliance/plan-types';
import type { Zone } from '../../core/time/zones';
import { collapsedFields } from '../collapsed';
import { bindItem, SlotList, type Feed } from '../feed';
import { csvPlan, scanCsv, type CsvPlan } from '../sources/csv';
import { read, Row } from '../sources/row';
import { linesOf } from './table';

/** A class because the registers of a row are used for all of them. */
export class Judge {
  /** The latest instant of rows that an item can use, in milliseconds. */
  latest = -Infinity;
  private readonly slots: SlotList;
  private readonly feeds: readonly Feed[];
  private readonly row: Row;
  private readonly plan: CsvPlan;

  constructor(plan: ComputePlan, source: SourcePlan, header: readonly string[], zone: Zone) {
    this.slots = new SlotList(new Set());
    this.feeds = plan.items.flatMap((item) => {
      const binding =
        item.source === source.id ? bindItem(plan, item, { source, header, slots: this.slots }) : undefined;
      return binding?.ok === true ? [binding.feed] : [];
    });
    this.row = new Row(this.slots.slots, zone);
    this.slots.row = this.row;
    const columns = [...header, ...Object.values(collapsedFields)];
    this.plan = csvPlan({ columns, delimiter: 44, headerLength: 0 }, this.row);
  }

  /** For each row, with the fields of `collapsedFields` at its end, whether every item can use it or leaves it out for certain. */
  areUsable(rows: readonly (readonly (string | null)[])[]): readonly boolean[] {
    if (rows.length === 0) return [];
    const bytes = linesOf(rows);
    const answers: boolean[] = [];
    scanCsv(bytes, 0, bytes.length - 1, this.plan, this.row, (broken) => {
      answers.push(broken === undefined && this.feeds.every((feed) => this.isUsable(feed)));
    });
    return answers;
  }

  private isUsable(feed: Feed): boolean {
    if (feed.check() !== undefined) return false;
    const at = feed.slotOf('at');
    const first = at !== undefined && this.row.states[at] === read ? this.row.values[at]! : -Infinity;
    this.latest = Math.max(this.latest, feed.slots.collapsed?.last() ?? first);
    return !feed.isFiltered || feed.keeps() || !feed.isUntold();
  }
}

// Probes of several locations as one verdict for each interval of the source (metrics.md, probe availability with a quorum).
// It must never let the order of rows matter: of several probes of a location in one interval a failed one decides.

import { holds } from '../../core/time/intervals';
import { excludedOf, type FoldContext } from '../context';
import type { Feed } from '../feed';
import { sliceStart } from './counters';
import type { FoldRun } from './fold';

/** The verdicts of one interval by location. */
interface Slot {
  /** The earliest probe that counts. */
  at: number;
  readonly byLocation: Map<string, boolean>;
}

/** Whether probes of locations are put together before they are counted. */
export function hasQuorum({ item, everyMs }: FoldContext, feed: Feed): boolean {
  return item.parameters['quorum'] !== undefined && everyMs !== undefined && feed.text('location') !== undefined;
}

/** The share of locations that have to fail at once, from 0 to 1; all of them where it cannot be read. */
export function quorumOf(text: string | undefined): number {
  const share = Number.parseFloat(text ?? '100') / 100;
  return Number.isFinite(share) && share > 0 ? Math.min(1, share) : 1;
}

/** Whether so many failing locations of those that cover a time are down together. */
export function isDownTogether(failing: number, covering: number, quorum: number): boolean {
  return covering > 0 && failing > 0 && failing >= quorum * covering - 1e-9;
}

/**
 * Hands one record for each interval of a group to a fold, good where fewer locations fail than the quorum asks for; `makeRun` makes that
 * fold over the instant and the verdict of the current record.
 */
export function quorumFold(
  context: FoldContext,
  feed: Feed,
  makeRun: (current: { at: number; isGood: boolean }) => FoldRun,
): FoldRun {
  const byGroup = new Map<string | undefined, Map<number, Slot>>();
  const [at, ok, location] = [feed.instant('at'), feed.boolean('ok'), feed.text('location')];
  const every = context.everyMs ?? 1;
  const quorum = quorumOf(context.item.parameters['quorum']);
  let rows = 0;
  let spreadAt = -1;
  const current = { at: 0, isGood: true };
  let run = makeRun(current);
  // Which verdict an interval has is known once all of its probes are.
  const spread = (): void => {
    if (spreadAt === rows) return;
    spreadAt = rows;
    run = makeRun(current);
    for (const [group, slots] of byGroup)
      for (const slot of slots.values()) {
        const verdicts = [...slot.byLocation.values()];
        current.at = slot.at;
        current.isGood = !isDownTogether(verdicts.filter((isGood) => !isGood).length, verdicts.length, quorum);
        run.onRow(group);
      }
  };
  return {
    onRow: (group) => {
      const instant = at?.() ?? Number.NaN;
      const good = ok?.() ?? -1;
      if (Number.isNaN(instant) || good < 0 || instant >= (context.limit ?? Infinity)) return;
      if (holds(excludedOf(context, group), instant)) return;
      rows++;
      let slots = byGroup.get(group);
      if (slots === undefined) byGroup.set(group, (slots = new Map()));
      const start = sliceStart(context.zone, instant, every);
      let slot = slots.get(start);
      if (slot === undefined) slots.set(start, (slot = { at: instant, byLocation: new Map() }));
      slot.at = Math.min(slot.at, instant);
      const place = location?.() ?? '';
      slot.byLocation.set(place, good === 1 && slot.byLocation.get(place) !== false);
    },
    groups: () => byGroup.keys(),
    finish: (group, finish) => {
      spread();
      return run.finish(group, finish);
    },
  };
}

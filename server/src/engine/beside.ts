// Reads rows that stand beside those of an item: of exclusions, of pauses, of numbers of users.
// It must never answer from half a source: a text says why it could not be read.

import type { ExclusionRow } from '../core/compliance/exclusions';
import type { ComputePlan, PlanItem } from '../core/compliance/plan-types';
import { fromDecimal, toNumber } from '../core/scalars/rational';
import { union, type IntervalSet } from '../core/time/intervals';
import type { Role } from '../core/vocabulary/metrics/metric';
import type { FoldContext } from './context';
import { asDecimal } from './expressions';
import { bindRows, lacking, SlotList, type Feed } from './feed';
import type { FoldRun } from './folds/fold';
import type { Scan } from './scan';

/** What a run reads from: its plan, and a scan for each source of it. */
export interface Beside {
  readonly plan: ComputePlan;
  readonly scans: ReadonlyMap<string, Scan>;
}

const outageRoles: readonly Role[] = [
  { role: 'start', type: 'instant', docs: '', usualNames: [] },
  { role: 'end', type: 'instant', isOptional: true, docs: '', usualNames: [] },
  { role: 'announced', type: 'instant', isOptional: true, docs: '', usualNames: [] },
];
const pauseRoles: readonly Role[] = [
  ...outageRoles.slice(0, 2),
  { role: 'key', type: 'text', docs: '', usualNames: [] },
];

const levelRoles: readonly Role[] = [
  { role: 'at', type: 'instant', docs: '', usualNames: [] },
  { role: 'value', type: 'number', docs: '', usualNames: [], isNeverNegative: true },
];

/** The rows of an exclusion; those of a source that has no column of a group hold for every group. */
export function exclusionRows(beside: Beside, id: string, per: readonly string[]): readonly ExclusionRow[] | string {
  const rows: ExclusionRow[] = [];
  const failure = rowsOf(beside, id, outageRoles, per, (feed) => {
    const [start, end, announced] = [feed.instant('start'), feed.instant('end'), feed.instant('announced')];
    const hasGroup = per.length > 0;
    return (group, isGrouped) => {
      const to = end?.() ?? Number.NaN;
      const told = announced?.() ?? Number.NaN;
      rows.push({
        from: start?.() ?? Number.NaN,
        to: Number.isNaN(to) ? Infinity : to,
        announced: Number.isNaN(told) ? undefined : told,
        group: hasGroup && isGrouped ? group : undefined,
      });
    };
  });
  return failure ?? rows;
}

/** Pauses by the key of the record whose clock they stop. */
export function pausesOf(beside: Beside, id: string): ReadonlyMap<string, IntervalSet> | string {
  const byKey = new Map<string, { from: number; to: number }[]>();
  const failure = rowsOf(beside, id, pauseRoles, [], (feed) => {
    const [start, end, key] = [feed.instant('start'), feed.instant('end'), feed.text('key')];
    return () => {
      const to = end?.() ?? Number.NaN;
      const name = key?.() ?? '';
      byKey.set(name, [
        ...(byKey.get(name) ?? []),
        { from: start?.() ?? Number.NaN, to: Number.isNaN(to) ? Infinity : to },
      ]);
    };
  });
  return failure ?? new Map([...byKey].map(([key, intervals]) => [key, union(intervals)]));
}

/** How many users there were from which instant on: one number for all time, or what a source tells. */
export function usersOf(beside: Beside, { fold, parameters }: PlanItem): FoldContext['users'] | string {
  const text = parameters['users'];
  if (fold.kind !== 'impact' || fold.of === 'share' || text === undefined) return [];
  const fixed = fromDecimal(text);
  if (fixed !== undefined)
    return toNumber(fixed) > 0 ? [{ at: -Infinity, ...asDecimal(toNumber(fixed)) }] : `users: ${text} is not above 0`;
  const told: { at: number; mantissa: number; decimals: number }[] = [];
  const failure = rowsOf(beside, text, levelRoles, [], (feed) => {
    const [at, value] = [feed.instant('at'), feed.number('value')];
    return () => {
      if (value?.read() !== true) return;
      told.push({ at: at?.() ?? Number.NaN, mantissa: value.mantissa, decimals: value.decimals });
    };
  });
  return failure === undefined ? told.sort((a, b) => a.at - b.at) : `the data of users: ${failure}`;
}

/** Reads all good rows of a source for another purpose than an item; a text says why that failed. */
function rowsOf(
  beside: Beside,
  id: string,
  roles: readonly Role[],
  per: readonly string[],
  take: (feed: Feed) => (group: string | undefined, isGrouped: boolean) => void,
): string | undefined {
  const source = beside.plan.sources.find((candidate) => candidate.id === id);
  const scan = beside.scans.get(id);
  if (source === undefined || scan?.columns === undefined) return scan?.firstProblem() ?? `no data "${id}"`;
  const slots = new SlotList();
  const header = scan.columns;
  const binding = bindRows(roles, source.columns, per, { source, header, slots, units: new Map() });
  if (!binding.ok) {
    scan.note({ kind: 'columns', message: binding.message, role: binding.role });
    return lacking('it', binding.message);
  }
  const { feed } = binding;
  const onRow = take(feed);
  const isGrouped = per.length > 0 && per.every((column) => header.includes(column));
  const run: FoldRun = { onRow: (group) => onRow(group, isGrouped), groups: () => [], finish: () => [] };
  return scan.pass(slots, [{ feed, run, unusable: undefined, seen: undefined }], 'beside')
    ? undefined
    : scan.firstProblem();
}

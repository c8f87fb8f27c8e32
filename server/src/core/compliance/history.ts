// The sample of which baselines, attainment and trends are made: the windows of a record that say something, group by group.
// It must never hold a window that still runs, or that began before the record did.

import { compare, rational } from '../scalars/rational';
import type { ObjectiveResult, WindowResult } from './result';

/** Windows of one group in the order of time, each with a value. */
export interface History {
  readonly group: string | undefined;
  readonly windows: readonly ValuedWindow[];
}

export type ValuedWindow = WindowResult & { readonly value: NonNullable<WindowResult['value']> };

/** Of a window whose value says something about others so much has to be known (rules.md A9). */
const leastCoverage = rational(95n, 100n);

const known = new WeakMap<ObjectiveResult, readonly History[]>();

/**
 * The windows of each group that are over, the term's and those before it (cli-json.md): they began at or after the start of the record,
 * ended at or before `asOf`, and have a value. Groups without such a window are left out.
 */
export function historiesOf(result: ObjectiveResult): readonly History[] {
  const before = known.get(result);
  if (before !== undefined) return before;
  const groups = new Map<string | undefined, ValuedWindow[]>();
  for (const window of result.windows) {
    if (!isOfSample(result, window)) continue;
    const own = groups.get(window.group);
    if (own === undefined) groups.set(window.group, [window]);
    else own.push(window);
  }
  const made = [...groups].map(([group, windows]) => ({ group, windows }));
  known.set(result, made);
  return made;
}

function isOfSample({ asOf, since }: ObjectiveResult, window: WindowResult): window is ValuedWindow {
  if (window.value === undefined || !isComplete(asOf, window)) return false;
  return since === undefined || window.from >= since;
}

/** The windows of a history of which nearly everything is known, for what is told of values without being asked. */
export function wellCovered({ group, windows }: History): History {
  const isKnown = ({ coverage }: ValuedWindow): boolean =>
    coverage === undefined || coverage === null || compare(coverage, leastCoverage) >= 0;
  return { group, windows: windows.filter(isKnown) };
}

/** Whether a window ended before what is known does. */
export function isComplete(asOf: number | undefined, { to }: WindowResult): boolean {
  return asOf !== undefined && to <= asOf;
}

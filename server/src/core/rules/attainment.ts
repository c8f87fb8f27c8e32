// How often past windows have kept a target, as rules judge it, and the strictest target that they show.
// It must never offer a target that a past window has missed, where there are too few of them to prove more.

import { attainmentOf, type Attainment } from '../compliance/baseline';
import { isInside } from '../compliance/credits';
import type { History } from '../compliance/history';
import { judgedTarget, strictestTarget, writtenTarget } from '../compliance/suggestion';
import { counted } from '../show/words';
import { fixOf } from './edits';
import { trialsOf, type MeasuredObjective } from './measured-objectives';
import type { Fix } from './rule';

/** Fewest windows that say something about a target (rules.md A9). */
export const leastWindows = 6;
/** Percent of windows below which a target is not shown to be kept (rules.md A9). */
export const leastKept = 80;

/** How often each group of an objective has kept it, where there are windows enough to say something. */
export function attainmentsOf(
  measured: MeasuredObjective,
): readonly { readonly history: History; readonly attainment: Attainment }[] {
  return trialsOf(measured).flatMap((history) => {
    const attainment = attainmentOf(history);
    return attainment === undefined || attainment.of < leastWindows ? [] : [{ history, attainment }];
  });
}

/**
 * The strictest target of as many digits as the written one that the windows of a group show to be kept in 90 of 100; where they are too
 * few to show that of any, the worst of them. None for a share of events, a band, a bound that excludes its own value, and where the written
 * target is looser already.
 */
export function suggestion({ judged, result }: MeasuredObjective, history: History): readonly Fix[] {
  const { objective } = judged;
  const target = judgedTarget(objective, history.group);
  if (target === undefined || target.word === 'for' || objective.targets !== undefined) return [];
  const found = strictestTarget(history, result.unit, target);
  if (found === undefined) return [];
  const { proven, worst, of, digits } = found;
  const value = proven ?? worst;
  const shown = writtenTarget(value, target.quantity, digits);
  const why = proven === undefined ? `the worst of ${counted(of, 'window')}` : 'kept in 90 of 100 windows';
  const isOpen = target.word === 'above' || target.word === 'below';
  const isNoLooser = isInside(value, target.quantity.unit, [target.bound]) === true;
  return isOpen || isNoLooser ? [] : fixOf(`Promise ${shown}, ${why}`, { span: target.bound.span, newText: shown });
}

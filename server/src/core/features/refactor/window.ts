// States a target a second time in the other unit: percent as down time, down time as percent.
// It must never do so where the length of the window is not certain: a month has 28 to 31 days.

import { metricOf } from '../../model/queries';
import type { SlaFile } from '../../model/file';
import type { Bound, Objective } from '../../model/sla';
import { insertEntry } from '../../rules/edits';
import { ownMap } from '../../rules/facts';
import { isDuration, microsecondsIn, parseQuantity } from '../../scalars/quantity';
import {
  compare,
  divide,
  fromDecimal,
  hundred,
  integer,
  multiply,
  rational,
  subtract,
  toDecimal,
  type Rational,
} from '../../scalars/rational';
import { touches } from '../../text/span';
import { metricType } from '../../vocabulary/metrics/index';
import type { Refactoring } from '../refactorings';

/** Adds `alsoAs` to an objective over a rolling window, whose length is the same every time. */
export function stateAlso(file: SlaFile, offset: number): readonly Refactoring[] {
  const objective = file.model.objectives.find((each) => touches(each.span, offset));
  const map = ownMap(objective);
  const [bound, second] = objective?.bounds ?? [];
  if (objective === undefined || map === undefined || bound === undefined || second !== undefined) return [];
  if (map.entries.some(({ key }) => key.text === 'alsoAs') || objective.share !== undefined) return [];
  const other = otherUnit(file, objective, bound);
  const edit = other === undefined ? undefined : insertEntry(file.snapshot.text, map, 'alsoAs', other, [bound.word]);
  return edit === undefined ? [] : [{ title: `State it also as ${other ?? ''}`, kind: 'rewrite', edits: [edit] }];
}

function otherUnit(file: SlaFile, objective: Objective, { word, quantity }: Bound): string | undefined {
  const window = windowLength(objective);
  const fold = metricType(metricOf(file.model, objective.metric?.value)?.type?.value)?.fold;
  if (window === undefined || fold?.kind !== 'downtime') return undefined;
  if (fold.value === 'availability' && word === 'atLeast' && quantity.dimension === 'percent') {
    const allowed = divide(multiply(window, subtract(hundred, quantity.value)), hundred);
    return inWords(allowed);
  }
  if (fold.value === 'downtime' && word === 'atMost' && isDuration(quantity) && !quantity.business) {
    const down = microsecondsIn(quantity);
    const share = down === undefined ? undefined : subtract(hundred, divide(multiply(down, hundred), window));
    const written = share === undefined ? undefined : toDecimal(share, 6);
    const read = written === undefined ? undefined : fromDecimal(written);
    return share !== undefined && read !== undefined && compare(read, share) === 0 ? `${written ?? ''} %` : undefined;
  }
  return undefined;
}

/** Microseconds of a rolling window, a day of 24 hours; undefined for calendar windows. */
function windowLength(objective: Objective): Rational | undefined {
  const window = objective.window?.value;
  return window?.kind === 'rolling' && !window.length.business ? microsecondsIn(window.length) : undefined;
}

const units = [
  ['d', 86_400n],
  ['h', 3_600n],
  ['min', 60n],
  ['s', 1n],
] as const;

/** Whole seconds in words that are read as the same duration; undefined for parts of a second. */
function inWords(microseconds: Rational): string | undefined {
  const seconds = divide(microseconds, integer(1_000_000));
  if (seconds.den !== 1n || seconds.num <= 0n) return undefined;
  let left = seconds.num;
  const parts: string[] = [];
  for (const [unit, length] of units.slice(1)) {
    if (left >= length) parts.push(`${left / length} ${unit}`);
    left %= length;
  }
  const text = parts.join(' ');
  const read = parseQuantity(text);
  const length = read.ok && isDuration(read.value) ? microsecondsIn(read.value) : undefined;
  return length !== undefined && compare(length, multiply(rational(seconds.num), integer(1_000_000))) === 0
    ? text
    : undefined;
}

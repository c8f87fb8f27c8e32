// What changes of metrics and of their data mean for those to whom objectives over them are owed.
// It must never give a direction to another measurement: what is counted otherwise is unclear.

import { compareDurations } from '../values';
import { betterOf, byId, isIndicator } from '../../model/queries';
import type { BoundWord, Metric, Objective, SlaModel } from '../../model/sla';
import { compare, type Rational, type RoundingMode } from '../../scalars/rational';
import { parseDuration, type Statistic } from '../../scalars/words';
import { showQuantity } from '../../show/words';
import { metricType } from '../../vocabulary/metrics/index';
import type { Difference } from '../differences';
import { usesIn, type ObjectiveUses } from '../uses';
import type { Direction } from '../change';
import { ofOrder, textOf, turned, type Meaning } from './meaning';
import { moveReason } from './reasons';
import { clausesAt, type Scene, type Sides } from './scene';
import { wholeClauseMeaning } from './whole-clause';

/** Keys that describe and change no number. */
const told = new Set(['baseline', 'controlledBy', 'service']);

export function metricMeaning(difference: Difference, scene: Scene): Meaning {
  const [old, now] = clausesAt(scene, ({ metrics }) => metrics, difference);
  const key = difference.path[2];
  // A metric that is new or gone promises nothing by itself; its objectives do.
  if (key === undefined) return wholeClauseMeaning(difference, scene, ({ judging }, id) => judging(id));
  if (old === undefined || now === undefined || typeof key !== 'string' || told.has(key)) return undefined;
  const { sides } = scene.users(({ judging }, model) => {
    const all = judging(model === scene.now ? now.id : old.id);
    return key === 'statistic' ? all.filter(({ share }) => share === undefined) : all;
  });
  if (sides.owed.size + sides.owing.size === 0) return undefined;
  const meaning = partMeaning(key, difference, { old, now, sides, scene });
  const isCertain = meaning === undefined || 'byParty' in meaning || hasOneSide(meaning.direction, old, now, scene);
  return isCertain ? meaning : { ...meaning, direction: 'unclear', reason: otherwise };
}

/**
 * Whether other values of a metric are worse, or better, for all who are owed something by them. They are not where the metric is a
 * condition: what makes its promise harder to keep may make another one hold less often; nor where a bound stands on the other side.
 */
function hasOneSide(direction: Direction, old: Metric, now: Metric, { before, now: model }: Scene): boolean {
  const versions = [
    { uses: usesIn(before), id: old.id },
    { uses: usesIn(model), id: now.id },
  ];
  const judged = versions.map(({ uses, id }) => uses.reaching(id).filter((each) => !isIndicator(each)));
  const isCondition = versions.every(({ uses, id }) => uses.conditionalOn(id).some((each) => !isIndicator(each)));
  const better = betterOf(now);
  // A bound of another kind of number is a slip; one that came or went is told by itself.
  const dimension = metricType(now.type?.value)?.dimension;
  const isOther = judged.every((objectives) =>
    objectives.some(({ bounds: own, targets = [] }) =>
      [...own, ...targets.flatMap(({ bounds }) => bounds)].some(
        ({ word, quantity }) => quantity.dimension === dimension && worseMeet(better).includes(word),
      ),
    ),
  );
  return (
    !(isOther && direction !== 'unclear') && (!isCondition || (direction === 'weaker' && judged.flat().length > 0))
  );
}

/** The bounds that worse values of a metric meet. */
function worseMeet(better: 'higher' | 'lower' | undefined): readonly BoundWord[] {
  return better === undefined ? [] : better === 'lower' ? ['atLeast', 'above'] : ['atMost', 'below'];
}

interface Parts {
  readonly old: Metric;
  readonly now: Metric;
  readonly sides: Sides;
  readonly scene: Scene;
}

const otherwise = 'measured otherwise, so that the numbers are others';

function partMeaning(key: string, difference: Difference, parts: Parts): Meaning {
  const { old, now, sides } = parts;
  switch (key) {
    case 'statistic':
      return statisticMeaning(parts);
    case 'rounding':
      return roundingMeaning(parts);
    case 'measuredBy':
      return measuredByMeaning(parts);
    case 'verifiedBy':
      return verifiedByMeaning(difference, parts);
    case 'noData':
      return noDataMeaning(parts);
    case 'minimumLength':
    case 'mergeGap':
      return lengthMeaning(key, parts);
    case 'clock':
      return clockMeaning(parts);
    case 'measuredAt':
      return { direction: 'unclear', reason: 'measured at another place', sides };
    case 'minimumCoverage':
      return { direction: 'unclear', reason: 'other windows are unknown', sides };
    case 'type':
      return {
        direction: 'unclear',
        reason: `${old.type?.value ?? 'nothing'} before, ${now.type?.value ?? 'nothing'} now`,
        sides,
      };
    default:
      return { direction: 'unclear', reason: otherwise, sides };
  }
}

/** From the middle to the slowest: p99 → p95 → mean lets more slow records pass (rules.md A7). */
function statisticMeaning({ old, now, sides }: Parts): Meaning {
  const [from, to] = [old.statistic?.value, now.statistic?.value];
  const unclear: Meaning = { direction: 'unclear', reason: 'judged by another number', sides };
  const better = betterOf(now);
  if (from === undefined || to === undefined || better !== 'lower' || better !== betterOf(old)) return unclear;
  const order = compareStatistics(to, from);
  if (order === undefined) return unclear;
  const direction = ofOrder(order, 'stronger');
  return (
    direction && {
      direction,
      reason: direction === 'weaker' ? 'more slow records may pass' : 'fewer slow records may pass',
      sides,
    }
  );
}

const high: Rational = { num: 9n, den: 10n };

/** Which of two statistics is the larger number whatever the records are; the mean lies below high percentiles. */
function compareStatistics(one: Statistic, other: Statistic): number | undefined {
  if (one.kind === other.kind && one.kind !== 'percentile') return 0;
  const rank = (each: Statistic): Rational | undefined => {
    if (each.kind === 'percentile') return each.share;
    return each.kind === 'max' ? { num: 1n, den: 1n } : each.kind === 'min' ? { num: 0n, den: 1n } : undefined;
  };
  const [first, second] = [rank(one), rank(other)];
  if (first !== undefined && second !== undefined) return compare(first, second);
  if (one.kind === 'mean' && second !== undefined && compare(second, high) >= 0) return -1;
  return other.kind === 'mean' && first !== undefined && compare(first, high) >= 0 ? 1 : undefined;
}

/** Rounding upwards flatters "at least", rounding downwards "at most". */
function roundingMeaning({ old, now, sides }: Parts): Meaning {
  const unclear: Meaning = { direction: 'unclear', reason: 'rounded otherwise', sides };
  const [from, to] = [old.rounding, now.rounding];
  if (from !== undefined && to !== undefined && from.digits !== to.digits) return unclear;
  const rank = (mode: RoundingMode | undefined): number | undefined =>
    mode === undefined ? 1 : mode === 'down' ? 0 : mode === 'up' ? 2 : undefined;
  const isHalf = (mode: RoundingMode | undefined): boolean => mode === 'half-up' || mode === 'half-even';
  const both = from !== undefined && to !== undefined;
  const [first, second] = [from?.mode, to?.mode].map((mode) => (both && isHalf(mode) ? 1 : rank(mode)));
  const better = betterOf(now);
  if (first === undefined || second === undefined || first === second || better === undefined) return unclear;
  const isUp = second > first;
  const isTowards = isUp === (better === 'higher');
  return {
    direction: isTowards ? 'weaker' : 'stronger',
    reason: `rounded ${isTowards ? 'towards' : 'away from'} the target`,
    sides,
  };
}

function measuredByMeaning({ old, now, sides, scene }: Parts): Meaning {
  const from = old.measuredBy.map(({ value }) => scene.pairing.rename('party', value));
  const to = now.measuredBy.map(({ value }) => value);
  const owing = (parties: readonly string[]): boolean =>
    parties.length > 0 && parties.every((party) => sides.owing.has(party) && !sides.owed.has(party));
  if (owing(to) && !owing(from)) return { direction: 'weaker', reason: 'measured by the party that owes it', sides };
  if (owing(from) && !owing(to) && to.length > 0)
    return { direction: 'stronger', reason: 'no longer measured by the party that owes it', sides };
  return { direction: 'unclear', reason: 'measured by another party', sides };
}

function verifiedByMeaning({ kind, from, to }: Difference, { sides, scene }: Parts): Meaning {
  const written = textOf(to ?? from)?.split('.')[0];
  const party = written === undefined || to !== undefined ? written : scene.pairing.rename('party', written);
  // Whoever owes a promise and checks it checks for itself.
  const isOwing = party !== undefined && sides.owing.has(party) && !sides.owed.has(party);
  if (isOwing || (kind !== 'added' && kind !== 'removed'))
    return {
      direction: 'unclear',
      reason: isOwing ? 'checked by the party that owes it, or no longer' : 'checked by another party',
      sides,
    };
  return kind === 'added'
    ? { direction: 'stronger', reason: 'checked by another party as well', sides }
    : { direction: 'weaker', reason: 'checked by one party less', sides };
}

/** Silence that counts as good hides misses; that which counts as bad makes them; between the others nobody can tell. */
function noDataMeaning({ old, now, sides }: Parts): Meaning {
  const [from, to] = [old, now].map(({ noData }) => noData?.value.trim() ?? 'unknown');
  const rank = (word: string | undefined): number => (word === 'good' ? 2 : word === 'bad' ? 0 : 1);
  const direction = rank(to) === rank(from) ? 'unclear' : ofOrder(rank(to) - rank(from), 'weaker');
  const word = to === 'skip' ? 'left out' : to;
  return direction && { direction, reason: `gaps in the data are ${word} now`, sides };
}

/**
 * What a longer one of both means. The gap between outages that are one counts as down, so that there are fewer but longer ones; a
 * mean of repairs may go either way.
 */
function lengthDirection(key: 'minimumLength' | 'mergeGap', { type }: Metric): Direction {
  const fold = metricType(type?.value)?.fold;
  if (fold?.kind !== 'downtime') return 'unclear';
  if (key === 'minimumLength') return 'weaker';
  return fold.value === 'outages' || fold.value === 'mtbf' || fold.value === 'failure-rate' ? 'weaker' : 'stronger';
}

/** Shorter outages that count less, or that are put together, are fewer outages. */
function lengthMeaning(key: 'minimumLength' | 'mergeGap', { old, now, sides }: Parts): Meaning {
  const read = (metric: Metric) => {
    const text = metric.parameters.get(key)?.value;
    const found = text === undefined ? undefined : parseDuration(text);
    return { text, value: found?.ok === true ? found.value : undefined };
  };
  const [from, to] = [read(old), read(now)];
  const isUnreadable = [from, to].some(({ text, value }) => text !== undefined && value === undefined);
  if (isUnreadable) return { direction: 'unclear', reason: otherwise, sides };
  const isMore = lengthDirection(key, now);
  if (isMore === 'unclear') return { direction: 'unclear', reason: otherwise, sides };
  const what = key === 'minimumLength' ? 'shorter outages do not count' : 'outages that are so close are one';
  if (from.value === undefined || to.value === undefined) {
    const length = to.value ?? from.value;
    const shown = length === undefined ? '' : `, below ${showQuantity(length)}`;
    return to.value === undefined
      ? { direction: turned(isMore), reason: `every outage counts by itself${shown}`, sides }
      : { direction: isMore, reason: `${what}${shown}`, sides };
  }
  const direction = ofOrder(compareDurations(to.value, from.value), isMore);
  return direction && { direction, reason: `${moveReason(from.value, to.value, ['more', 'less'])}: ${what}`, sides };
}

/** Events that start a clock, in the order in which they come. */
const starts = ['failed', 'detected', 'reported', 'assigned'];
const stops = ['respond', 'restore', 'resolve'];

function clockMeaning({ old, now, sides }: Parts): Meaning {
  const [from, to] = [old, now].map(({ parameters }) => parameters.get('clock')?.value.trim() ?? '');
  const [first, second] = [starts.indexOf(from ?? ''), starts.indexOf(to ?? '')];
  if (first >= 0 && second >= 0) {
    const direction = ofOrder(second - first, 'weaker');
    return (
      direction && { direction, reason: `the clock starts ${direction === 'weaker' ? 'later' : 'earlier'}`, sides }
    );
  }
  const [end, newEnd] = [stops.indexOf(from ?? ''), stops.indexOf(to ?? '')];
  if (end < 0 || newEnd < 0) return { direction: 'unclear', reason: 'the clock runs otherwise', sides };
  const direction = ofOrder(newEnd - end, 'stronger');
  return direction && { direction, reason: `the clock stops ${direction === 'weaker' ? 'earlier' : 'later'}`, sides };
}

/** The objectives of which what is judged, or what is left out, is read from a source. */
function readFrom({ judging, leavingOut, together }: ObjectiveUses, id: string, model: SlaModel): readonly Objective[] {
  const isRead = (metric: Metric): boolean =>
    metric.data?.value === id || metric.parameters.get('pauses')?.value === id;
  return together(
    ...model.metrics.filter(isRead).map((metric) => judging(metric.id)),
    ...[...byId(model.exclusions).values()].filter(({ data }) => data?.value === id).map((each) => leavingOut(each.id)),
  );
}

/** A change of a source of data, for all whose objectives are measured from it. */
export function dataMeaning(difference: Difference, scene: Scene): Meaning {
  const [old, now] = clausesAt(scene, ({ data }) => data, difference);
  const key = difference.path[2];
  if (key === undefined) return wholeClauseMeaning(difference, scene, readFrom);
  if (old === undefined || now === undefined) return undefined;
  const { sides } = scene.users((uses, model) => readFrom(uses, model === scene.now ? now.id : old.id, model));
  if (sides.owed.size + sides.owing.size === 0) return undefined;
  const reason =
    key === 'file' || key === 'connection' || key === 'table'
      ? 'measured from other data'
      : 'the data is read otherwise';
  return { direction: 'unclear', reason, sides };
}

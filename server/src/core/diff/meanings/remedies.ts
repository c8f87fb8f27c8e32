// What changes of remedies and fees mean: less for a miss is weaker for those to whom the promise is owed.
// It must never compare tables of which one cannot be read as a whole.

import { compareTables, type TablesCompared } from '../tables';
import { compareDurations, compareLimits, compareQuantities } from '../values';
import type { Remedy } from '../../model/sla';
import { compare, toNumber } from '../../scalars/rational';
import {
  parseDuration,
  parseLimit,
  parseMoney,
  parseNumber,
  parsePercent,
  parseTrigger,
  type Trigger,
} from '../../scalars/words';
import type { Quantity } from '../../scalars/quantity';
import { showQuantity } from '../../show/words';
import { entryOf, resolved } from '../../syntax/nodes';
import type { Direction } from '../change';
import type { Difference } from '../differences';
import { known, textOf, ofOrder, turned, type Meaning } from './meaning';
import { inEach, limitReason, moveReason } from './reasons';
import { clausesAt, type Scene, type Sides } from './scene';
import { betterWith, worthOf } from './worth';

export function remedyMeaning(difference: Difference, scene: Scene): Meaning {
  const [old, now] = clausesAt(scene, ({ remedies }) => remedies, difference);
  if (difference.kind === 'renamed') return undefined;
  const sides = sidesOf(old, now, scene);
  if (sides.owed.size + sides.owing.size === 0) return undefined;
  const key = difference.path[2];
  const { rename } = scene.pairing;
  const party = (id: string): string => (now === undefined ? rename('party', id) : id);
  const better = betterWith(now ?? old, sides, party);
  const worth = worthOf(now ?? old, sides, party);
  if (key === undefined) {
    const isNew = difference.kind === 'added';
    const isCap = (now ?? old)?.kind?.value === 'cap';
    const what = isCap ? 'limit to what is paid' : 'consequence of a miss';
    return known(isNew ? worth : turned(worth), isNew ? `another ${what}` : `one ${what} less`, sides);
  }
  if (old === undefined || now === undefined) return undefined;
  if (old.kind?.value !== now.kind?.value)
    return { direction: 'unclear', reason: 'another consequence of a miss', sides };
  const fee = old.of === undefined ? undefined : rename('fee-or-term', old.of.value);
  return partMeaning(String(key), { difference, old, now, sides, better, worth, isSameFee: fee === now.of?.value });
}

/** Those whose objectives name the remedy; a cap holds for all credits of the same fee. */
function sidesOf(old: Remedy | undefined, now: Remedy | undefined, { users, now: model }: Scene): Sides {
  return users(({ followedBy, creditedFrom, together }, each) => {
    const remedy = each === model ? now : old;
    if (remedy === undefined) return [];
    const own = followedBy(remedy.id);
    return remedy.kind?.value === 'cap' ? together(own, creditedFrom(remedy.of?.value ?? '')) : own;
  }).sides;
}

interface Parts {
  readonly difference: Difference;
  readonly old: Remedy;
  readonly now: Remedy;
  readonly sides: Sides;
  /** What more of it means. */
  readonly better: Direction;
  /** What it means that it is there. */
  readonly worth: Direction;
  /** Whether it is a part of the fee that it was a part of, whatever that is called now. */
  readonly isSameFee: boolean;
}

function partMeaning(key: string, parts: Parts): Meaning {
  const { difference, sides, better } = parts;
  switch (key) {
    case 'tiers':
      return tierMeaning(parts);
    case 'cap':
    case 'limit':
      return capMeaning(key, parts);
    case 'when':
      return triggerMeaning(parts);
    case 'within':
      return parts.now.kind?.value === 'earn-back' ? earnBackMeaning(parts) : deadlineMeaning(parts);
    case 'amount':
    case 'share':
      return moved(parts, key === 'amount' ? readMoney : readPercent, better, ['more', 'less']);
    case 'least':
      return moved(parts, readMoney, turned(better), ['more before anything is paid', 'less before anything is paid']);
    case 'cure':
      return moved(parts, readDuration, turned(better), ['more to cure a miss', 'less to cure a miss']);
    case 'each':
      return moved(parts, readDuration, turned(better), ['longer for one credit', 'shorter for one credit']);
    case 'multiple':
      return numberMeaning(parts, better);
    case 'afterWindows':
      return numberMeaning(parts, turned(better));
    case 'sole':
      return flagMeaning(
        difference,
        sides,
        'weaker',
        'the only consequence of a miss',
        'not the only consequence any more',
      );
    case 'stacking':
      return stackingMeaning(difference, sides);
    case 'round':
      return textOf(difference.to) === 'up' || (difference.to === undefined && textOf(difference.from) === 'down')
        ? known(better, 'a started unit counts as a whole one', sides)
        : known(textOf(difference.to) === 'down' ? turned(better) : 'unclear', 'only full units count', sides);
    case 'note':
      return undefined;
    case 'of':
      return known('unclear', 'a part of another fee', sides);
    case 'calendar':
      return known('unclear', 'counted in other hours', sides);
    default:
      return known('unclear', 'a miss has another consequence', sides);
  }
}

function stackingMeaning({ from, to }: Difference, sides: Sides): Meaning {
  const [one, other] = [from, to].map((written) => textOf(written) ?? 'highest');
  if (one === 'highest' && other === 'add') return known('stronger', 'credits of groups are added', sides);
  if (one === 'add' && other === 'highest') return known('weaker', 'only the highest credit of all groups', sides);
  return known('unclear', 'credits of groups count otherwise', sides);
}

function flagMeaning(difference: Difference, sides: Sides, ifTrue: Direction, yes: string, no: string): Meaning {
  const words = [difference.from, difference.to].map((written) => textOf(written)?.toLowerCase() ?? 'false');
  if (words.some((word) => word !== 'true' && word !== 'false')) return known('unclear', 'it cannot be read', sides);
  return words[1] === 'true' ? known(ifTrue, yes, sides) : known(turned(ifTrue), no, sides);
}

type Read = (text: string) => Quantity | undefined;

const readDuration: Read = (text) => valueOf(parseDuration(text));
const readMoney: Read = (text) => valueOf(parseMoney(text));
const readPercent: Read = (text) => valueOf(parsePercent(text));

function valueOf<T>(read: { readonly ok: true; readonly value: T } | { readonly ok: false }): T | undefined {
  return read.ok ? read.value : undefined;
}

/** A quantity that moved; one that is new or gone has no direction where nobody knows what holds without it. */
function moved({ difference, sides }: Parts, read: Read, ifMore: Direction, words: readonly [string, string]): Meaning {
  const [from, to] = [textOf(difference.from), textOf(difference.to)].map((text) =>
    text === undefined ? undefined : read(text),
  );
  if (difference.from === undefined && to !== undefined)
    return known(ifMore, `${showQuantity(to)} now, nothing before`, sides);
  if (difference.to === undefined && from !== undefined)
    return known(turned(ifMore), `${showQuantity(from)} before, nothing now`, sides);
  if (from === undefined || to === undefined) return known('unclear', 'it cannot be read', sides);
  const order =
    from.dimension === 'duration' ? compareDurations(to as never, from as never) : compareQuantities(to, from);
  const direction = ofOrder(order, ifMore);
  return direction && known(direction, moveReason(from, to, words), sides);
}

/** A time until which a remedy is due: without one it may come at any time. */
function deadlineMeaning(parts: Parts): Meaning {
  const { difference, sides, better } = parts;
  const written = [difference.from, difference.to].flatMap((each) => textOf(each) ?? []);
  if (written.some((text) => readDuration(text) === undefined)) return known('unclear', 'it cannot be read', sides);
  const [only = ''] = written;
  if (difference.from === undefined) return known(better, `due within ${only} now, at any time before`, sides);
  if (difference.to === undefined) return known(turned(better), `due within ${only} before, at any time now`, sides);
  return moved(parts, readDuration, turned(better), ['later', 'sooner']);
}

/** The time in which credits may be earned back limits what the owing party gets. */
function earnBackMeaning(parts: Parts): Meaning {
  const { difference, sides, better } = parts;
  if (difference.from === undefined) return known(turned(better), 'earned back for some time only', sides);
  if (difference.to === undefined) return known(better, 'earned back without a limit of time', sides);
  return moved(parts, readDuration, better, ['longer to earn it back', 'less to earn it back']);
}

function numberMeaning({ difference, sides }: Parts, ifMore: Direction): Meaning {
  const [from, to] = [textOf(difference.from), textOf(difference.to)].map((text) =>
    text === undefined ? undefined : valueOf(parseNumber(text)),
  );
  if (from === undefined || to === undefined) return known('unclear', 'a miss has another consequence', sides);
  const direction = ofOrder(compare(to, from), ifMore);
  return direction && known(direction, `${toNumber(from)} before, ${toNumber(to)} now`, sides);
}

/** Tables of more tiers are not compared: each of their differences would ask for all values of both, and no agreement has so many. */
const mostTiers = 40;

/** Tiers, one difference each: the table as it is, against the table without this difference. */
function tierMeaning({ difference, old, now, sides, better, isSameFee }: Parts): Meaning {
  const unclear = known('unclear', 'other credits for a miss', sides);
  const [, , , index, key] = difference.path;
  if (old.kind?.value !== 'service-credit' && old.kind?.value !== 'bonus') return unclear;
  if (Math.max(old.tiers.length, now.tiers.length) > mostTiers) return unclear;
  if (!isSameFee || old.basis?.value !== now.basis?.value) return unclear;
  const whole = wholeTable(old, now);
  const compared = compareTables(withoutDifference(old, now, difference), now);
  if (compared === 'unclear' || whole === 'unclear') return unclear;
  if (compared.direction === undefined || whole.direction === undefined) return undefined;
  // Where the table as a whole says one thing, each tier that has a part in it says the same.
  const own = whole.direction === 'unclear' ? compared.direction : whole.direction;
  const direction = better === 'stronger' || own === 'unclear' ? own : turned(own);
  return known(direction, tierReason(compared, difference, index, key), sides);
}

const wholes = new WeakMap<Remedy, { readonly old: Remedy; readonly compared: TablesCompared | 'unclear' }>();

/** Both tables as they are, which is the same question for each of their tiers. */
function wholeTable(old: Remedy, now: Remedy): TablesCompared | 'unclear' {
  const last = wholes.get(now);
  if (last?.old === old) return last.compared;
  const compared = compareTables(old, now);
  wholes.set(now, { old, compared });
  return compared;
}

/** The new remedy with one difference of its tiers taken back. */
function withoutDifference(old: Remedy, now: Remedy, { kind, path, oldPath }: Difference): Remedy {
  const [at, oldAt] = [path[3], oldPath[3]].map((step) => (typeof step === 'number' ? step : -1));
  const before = old.tiers[oldAt ?? -1];
  if (path[3] === undefined || at === undefined || oldAt === undefined) return old;
  if (kind === 'added' && path[4] === undefined) return { ...now, tiers: now.tiers.filter((_, index) => index !== at) };
  if (before === undefined) return old;
  if (kind === 'removed' && path[4] === undefined) return { ...now, tiers: now.tiers.toSpliced(at, 0, before) };
  if (now.tiers[at] === undefined) return old;
  return { ...now, tiers: now.tiers.with(at, before) };
}

function tierReason(
  { direction, from, to, at }: TablesCompared,
  { kind }: Difference,
  index: unknown,
  key: unknown,
): string {
  const change = from === to ? '' : `${to} instead of ${from}${at === '' ? '' : ` ${at}`}`;
  if (change !== '') return change;
  if (kind === 'added' && key === undefined && index !== undefined) return 'one more tier';
  return direction === 'unclear'
    ? 'more at some values, less at others'
    : direction === 'weaker'
      ? 'less for some misses'
      : 'more for some misses';
}

/** A cap for each window that one is written for. */
function capMeaning(key: 'cap' | 'limit', { difference, old, now, sides, better }: Parts): Meaning {
  const unclear = known('unclear', 'another limit to what is paid', sides);
  if (key === 'limit' && now.kind?.value !== 'cap') return unclear;
  const at = (remedy: Remedy, path: Difference['path']): Remedy['caps'][number] | undefined =>
    remedy.caps[typeof path[3] === 'number' ? path[3] : 0];
  if (key === 'limit') {
    const read = (remedy: Remedy): string | undefined => {
      const node = remedy.map === undefined ? undefined : resolved(entryOf(remedy.map, 'limit')?.value);
      return node?.kind === 'scalar' ? node.text : undefined;
    };
    const [one, other] = [read(old), read(now)].map((text) => (text === undefined ? undefined : limitOf(text)));
    return limits(one, other, sides, better, unclear, true);
  }
  const [from, to] = [
    difference.from === undefined ? undefined : at(old, difference.oldPath),
    difference.to === undefined ? undefined : at(now, difference.path),
  ];
  if ((difference.from !== undefined && from === undefined) || (difference.to !== undefined && to === undefined))
    return unclear;
  return limits(from?.value, to?.value, sides, better, unclear, now.caps.length === 0);
}

type Limit = Remedy['caps'][number]['value'];

function limits(
  from: Limit | undefined,
  to: Limit | undefined,
  sides: Sides,
  better: Direction,
  unclear: Meaning,
  isLast: boolean,
): Meaning {
  if (from === undefined && to === undefined) return unclear;
  if (to === undefined)
    return known(better, isLast ? 'without a limit to what is paid' : 'one limit less to what is paid', sides);
  if (from === undefined)
    return known(turned(better), `at most ${showQuantity(to.amount)}${inEach(to.per)} is paid`, sides);
  const direction = ofOrder(compareLimits(to, from), better);
  if (direction === 'unclear') return unclear;
  return direction && known(direction, limitReason(from, to, 'may be paid', 'is paid'), sides);
}

/** How many misses it takes: more of them, or among fewer windows, is weaker. */
function triggerMeaning({ difference, sides, worth }: Parts): Meaning {
  const every: Trigger = { kind: 'every-miss' };
  const read = (written: Difference['to']): Trigger | undefined => {
    const text = textOf(written);
    return written === undefined ? every : text === undefined ? undefined : parseTrigger(text);
  };
  const [from, to] = [read(difference.from), read(difference.to)];
  const order = from === undefined || to === undefined ? undefined : compareTriggers(from, to);
  const direction = order === undefined ? 'unclear' : order === 0 ? undefined : order > 0 ? turned(worth) : worth;
  if (direction === undefined) return undefined;
  return known(
    direction,
    order === undefined ? 'it takes other misses' : `it takes ${order > 0 ? 'more' : 'fewer'} misses`,
    sides,
  );
}

/** Above zero where the second trigger takes more: misses in a row are also misses among as many windows. */
function compareTriggers(from: Trigger, to: Trigger): number | undefined {
  const count = (each: Trigger): number => (each.kind === 'every-miss' ? 1 : each.count);
  const among = (each: Trigger): number => (each.kind === 'of-windows' ? each.of : count(each));
  const [least, most] = [count(to) - count(from), among(from) - among(to)];
  // One miss of any number of windows is every miss.
  if (count(from) === 1 && count(to) === 1) return most === 0 ? 0 : undefined;
  if (count(from) === 1) return 1;
  if (count(to) === 1) return -1;
  if (least >= 0 && most >= 0) return least + most === 0 ? 0 : 1;
  return least <= 0 && most <= 0 ? -1 : undefined;
}

function limitOf(text: string): Limit | undefined {
  return valueOf(parseLimit(text));
}

/** A fee says how much a credit is worth, and what is paid: more is better for nobody alone. */
export function feeMeaning(difference: Difference, scene: Scene): Meaning {
  if (difference.kind === 'renamed') return undefined;
  return known('unclear', 'another fee, and credits are parts of it', scene.everybody);
}

// What rules ask of the credits of an objective: which line divides kept from missed values, and when a remedy applies.
// It must never take a condition that it cannot read for one that always holds, or never does.

import type { SlaFile } from '../model/file';
import { isIndicator, onlyParty, remedyOf } from '../model/queries';
import type { Bound, Metric, Objective, Remedy, SlaModel } from '../model/sla';
import {
  hasRoundedValue,
  intersection,
  isEmptyRange,
  isPoint,
  sidesOf,
  without,
  type Band,
  type Range,
  type TierTable,
} from '../model/tiers';
import { convert } from '../scalars/quantity';
import { compare, type Rational } from '../scalars/rational';
import type { WindowSpec } from '../scalars/words';
import { entryOf } from '../syntax/nodes';
import type { Span } from '../text/span';
import { lacks } from './facts';
import { kindsPaying, objectivesPaying, type Judged } from './judged';
import { possibleRange, shareRange } from './ranges';

/** Whether a remedy applies whenever the objective is missed; undefined where its condition cannot be read. */
export function isOnEveryMiss({ map, when }: Remedy): boolean | undefined {
  const isWritten = map === undefined || entryOf(map, 'when') !== undefined;
  if (!isWritten) return true;
  if (when === undefined) return undefined;
  return when.value.kind === 'every-miss' || when.value.count <= 1;
}

/** Kinds that follow no miss: they limit what others pay, or reward. */
const notOfMisses: readonly (string | undefined)[] = ['cap', 'bonus', 'earn-back'];

/** Whether something certainly happens at a miss or may happen, other than a service credit. */
export function mayHaveOtherRemedy(model: SlaModel, { remedies }: Objective): boolean {
  return remedies.some(({ value: id }) => {
    const remedy = remedyOf(model, id);
    if (remedy?.kind === undefined) return true;
    if (remedy.kind.value === 'service-credit' || notOfMisses.includes(remedy.kind.value)) return false;
    return isOnEveryMiss(remedy) !== false;
  });
}

/** The service credits that an objective names. */
export function creditsOf(model: SlaModel, { remedies }: Objective): readonly Remedy[] {
  const found = remedies.flatMap(({ value: id }) => remedyOf(model, id) ?? []);
  return [...new Set(found)].filter(({ kind }) => kind?.value === 'service-credit');
}

/** Whether the tiers read the value of the window that the objective judges, and nothing else. */
export function readsTheValue(file: SlaFile, remedy: Remedy): boolean {
  if (remedy.kind?.value !== 'service-credit' || isOnEveryMiss(remedy) !== true) return false;
  return lacks(file, remedy.map, 'basis', 'over', 'measure', 'cure') || isPlainValue(file, remedy);
}

function isPlainValue(file: SlaFile, { basis, map }: Remedy): boolean {
  return basis?.value === 'value' && lacks(file, map, 'over', 'measure', 'cure');
}

/** The value that divides kept from missed ones, in the unit of a table. */
export interface Line {
  readonly value: Rational;
  readonly word: Bound['word'];
  /** Where it is written. */
  readonly span: Span;
  readonly kept: Range;
  readonly missed: Range;
  /** The values that can be measured at all. */
  readonly possible: Range;
}

/**
 * What divides the values that a table of tiers reads: the bound, or with `for` and tiers in percent the share. Undefined where
 * it is not one value for all, or not certainly what the tiers read.
 */
export function lineOf(file: SlaFile, { objective, type, inverted }: Judged, table: TierTable): Line | undefined {
  const { unit } = table;
  const { bounds, share, targets, map } = objective;
  if (inverted.length > 0 || isIndicator(objective)) return undefined;
  if (!lacks(file, map, 'for')) {
    if (share === undefined || share.value === 'all' || unit !== '%' || type.dimension === 'percent') return undefined;
    return lineAt(share.value.value, 'atLeast', share.span, shareRange);
  }
  const [bound, second] = bounds;
  if (bound === undefined || second !== undefined || targets !== undefined) return undefined;
  const { quantity, word, span } = bound;
  const read = table.bands[0]?.tier.bounds[0]?.quantity;
  // Business time and elapsed time are compared by a calendar only.
  const isSameKind = read?.business === quantity.business && (quantity.dimension === 'percent') === (unit === '%');
  const value = isSameKind ? convert(quantity, unit) : undefined;
  return value === undefined ? undefined : lineAt(value, word, span, possibleRange(type));
}

function lineAt(value: Rational, word: Bound['word'], span: Span, possible: Range): Line {
  return { value, word, span, possible, ...sidesOf(word, value) };
}

/**
 * Whether a tier certainly pays for values that meet the promise, or for none but those: the rule about that speaks, and what else is
 * wrong in the table follows from it.
 */
export function paysMetValues(file: SlaFile, remedy: Remedy, table: TierTable, which: 'any' | 'only' = 'any'): boolean {
  if (!readsTheValue(file, remedy)) return false;
  return kindsPaying(file.model, remedy).some((judged) => {
    const line = lineOf(file, judged, table);
    return (
      line !== undefined &&
      table.bands.some((band) => {
        const range = intersection(intersection(band, line.kept), line.possible);
        if (isEmptyRange(range) || isPoint(range) || !canBeIn(range, judged)) return false;
        return which === 'any' || isEmptyRange(intersection(intersection(band, line.missed), line.possible));
      })
    );
  });
}

/** Whether all objectives that pay by a remedy divide their values at one place: then a tier can be moved to it. */
export function haveOneLine(file: SlaFile, remedy: Remedy, table: TierTable, line: Line): boolean {
  return kindsPaying(file.model, remedy).every((judged) => {
    const other = lineOf(file, judged, table);
    return other !== undefined && other.word === line.word && compare(other.value, line.value) === 0;
  });
}

/** The word of a tier that begins exactly where values are missed. */
export function missedWord(word: Bound['word']): Bound['word'] {
  const opposite = { atLeast: 'below', above: 'atMost', atMost: 'above', below: 'atLeast' } as const;
  return opposite[word];
}

/** Whether a metric can have a value in a range, as far as it rounds. */
export function canBeIn(range: Range, { metric: { rounding } }: Judged): boolean {
  return rounding === undefined || hasRoundedValue(range, rounding.digits);
}

/** The tier that holds from the line on; of several the first. None where something that is missed lies between. */
export function firstBand(line: Line, { bands }: TierTable): Band | undefined {
  return bands.find((band) => holdsAt(line, band));
}

/** Whether a tier holds from the line on: nothing that is missed lies between them, one value apart. */
export function holdsAt({ missed, kept }: Line, band: Band): boolean {
  if (isEmptyRange(intersection(missed, band))) return false;
  const at = without(missed, [band, kept]).find(({ low, high }) =>
    missed.low === undefined ? high === missed.high : low === missed.low,
  );
  return at === undefined || isPoint(at);
}

/** The ids of the remedies of some kinds; a section in which nothing has changed is the same list. */
function idsOf(kinds: readonly string[]): (model: SlaModel) => ReadonlySet<string> {
  const known = new WeakMap<readonly Remedy[], ReadonlySet<string>>();
  return ({ remedies }) => {
    let ids = known.get(remedies);
    if (ids === undefined) {
      ids = new Set(
        remedies.filter(({ kind }) => kind !== undefined && kinds.includes(kind.value)).map(({ id }) => id),
      );
      known.set(remedies, ids);
    }
    return ids;
  };
}

const moneyIds = idsOf(['service-credit', 'fixed-amount']);
const backingIds = idsOf(['service-credit', 'fixed-amount', 'termination']);

/** Whether a miss of an objective costs money. */
export function paysMoney(model: SlaModel, { remedies }: Objective): boolean {
  const ids = moneyIds(model);
  return remedies.some(({ value }) => ids.has(value));
}

/** Whether a miss of an objective costs money, or the agreement. */
export function isBacked(model: SlaModel, { remedies }: Objective): boolean {
  const ids = backingIds(model);
  return remedies.some(({ value }) => ids.has(value));
}

/** An objective that is owed, with its metric. */
export interface Owed {
  readonly objective: Objective;
  readonly metric: Metric;
  readonly owedBy: string;
}

/** Those of some judged objectives that are owed, each with who owes it. */
export function owedOf(model: SlaModel, judged: readonly Judged[]): readonly Owed[] {
  const provider = onlyParty(model, 'provider')?.id;
  return judged.flatMap(({ objective, metric }) => {
    const owedBy = objective.owedBy?.value ?? provider;
    return owedBy === undefined || isIndicator(objective) ? [] : [{ objective, metric, owedBy }];
  });
}

/** The objectives that pay by a remedy and are judged over equal windows. */
export interface Paying {
  readonly window: WindowSpec | undefined;
  readonly objectives: readonly Objective[];
  /** The first of each kind. */
  readonly kinds: ReadonlyMap<string, Judged>;
}

const payingIn = new WeakMap<SlaModel, Map<string, readonly Paying[]>>();

/** The objectives that pay by a remedy, by their windows: what a rule about windows and fees asks once for each. */
export function payingByWindow(model: SlaModel, remedy: Remedy): readonly Paying[] {
  const inModel = payingIn.get(model) ?? new Map<string, readonly Paying[]>();
  payingIn.set(model, inModel);
  const before = inModel.get(remedy.id);
  if (before !== undefined) return before;
  const groups = new Map<string, Paying & { readonly objectives: Objective[]; readonly kinds: Map<string, Judged> }>();
  for (const judged of objectivesPaying(model, remedy)) {
    const { objective, alike } = judged;
    if (isIndicator(objective)) continue;
    const window = objective.window?.value;
    const key = window === undefined ? '' : windowKey(window);
    let group = groups.get(key);
    if (group === undefined) groups.set(key, (group = { window, objectives: [], kinds: new Map<string, Judged>() }));
    group.objectives.push(objective);
    if (!group.kinds.has(alike)) group.kinds.set(alike, judged);
  }
  const found = [...groups.values()];
  inModel.set(remedy.id, found);
  return found;
}

/** The same text for windows that are equal in length and kind. */
function windowKey(window: WindowSpec): string {
  if (window.kind === 'calendar') return window.unit;
  if (window.kind === 'event') return window.kind;
  const { value, unit } = window.length;
  return `${value.num}/${value.den} ${unit}`;
}

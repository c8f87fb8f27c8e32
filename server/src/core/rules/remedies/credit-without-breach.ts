// credit-without-breach: a tier pays for values that keep the promise.
// It must never speak of the single value at the target, which has a rule of its own.

import type { SlaFile } from '../../model/file';
import type { Remedy, Tier } from '../../model/sla';
import { intersection, isEmptyRange, isPoint, isUpper, type Band, type Range, type TierTable } from '../../model/tiers';
import { add, compare, divide, integer, round, toDecimal, zero, type Rational } from '../../scalars/rational';
import { canBeIn, haveOneLine, isOnEveryMiss, lineOf, missedWord, readsTheValue, type Line } from '../credits';
import { possibleTable } from '../facts';
import { kindsPaying, type Judged } from '../judged';
import { defineRule, type Fix, type Yield } from '../rule';
import { amount, message, quoted } from '../say';
import { isTaken, setBound } from '../tier-fixes';

export const creditWithoutBreach = defineRule({
  id: 'credit-without-breach',
  category: 'remedies',
  lane: 'static',
  severity: 'error',
  summary: 'A tier pays for values that keep the promise.',
  why: 'One clause calls the month kept and another one pays for it: what was promised is then not known.',
  bad: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits:
    kind: service-credit
    of: Monthly Fee
    tiers:
      - { below: 99.95 %, credit: 10 % }
#                ^^^^^^^ Pays 10 % at 99.925 %, which meets "availability"
      - { below: 99.0 %, credit: 25 % }
`,
  good: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits:
    kind: service-credit
    of: Monthly Fee
    tiers:
      - { below: 99.9 %, credit: 10 % }
      - { below: 99.0 %, credit: 25 % }
`,
  fixed: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits:
    kind: service-credit
    of: Monthly Fee
    tiers:
      - { below: 99.9 %, credit: 10 % }
      - { below: 99.0 %, credit: 25 % }
`,
  yieldsTo: ['target-direction-inverted', 'credit-tier-overlap', 'credit-tier-gap', 'value-out-of-range'],
  *check({ file }) {
    for (const remedy of file.model.remedies) {
      yield* belowZero(remedy);
      if (!readsTheValue(file, remedy)) continue;
      const table = possibleTable(file.model, remedy);
      if (table === undefined) continue;
      const told = new Set<Tier>();
      for (const judged of kindsPaying(file.model, remedy)) {
        const line = lineOf(file, judged, table);
        if (line === undefined) continue;
        const found = table.bands.flatMap((band) => {
          const each = told.has(band.tier) ? undefined : paidThoughKept(file, remedy, table, judged, line, band);
          if (each !== undefined) told.add(band.tier);
          return each ?? [];
        });
        const [first, ...others] = found;
        // Where several tiers pay too early, the target has moved away from all of them: that is one mistake.
        const also = others
          .slice(0, 8)
          .map(({ span }) => ({ span, message: 'This tier pays for kept values as well' }));
        if (first !== undefined) yield { ...first, related: [...(first.related ?? []), ...also] };
      }
    }
  },
});

/** A tier of how far a value is beyond the target that begins before the target. */
function* belowZero(remedy: Remedy): Generator<Yield> {
  if (remedy.basis?.value !== 'relative-exceedance' || isOnEveryMiss(remedy) !== true) return;
  for (const { bounds, credit } of remedy.tiers) {
    const low = bounds.find((bound) => !isUpper(bound));
    if (low === undefined || credit === undefined || compare(low.quantity.value, zero) >= 0) continue;
    yield {
      span: low.span,
      message: message(`Pays ${amount(credit.value)} from ${amount(low.quantity)} on: below 0 % the target is met`),
    };
  }
}

function paidThoughKept(
  file: SlaFile,
  remedy: Remedy,
  table: TierTable,
  judged: Judged,
  line: Line,
  band: Band,
): Yield | undefined {
  const range = intersection(intersection(band, line.kept), line.possible);
  if (isEmptyRange(range) || isPoint(range) || !canBeIn(range, judged)) return undefined;
  const value = measurable(range, line, judged);
  const { credit } = band.tier;
  const bound = line.missed.low === undefined ? band.highBound : band.lowBound;
  const span = (bound ?? band.highBound ?? band.lowBound)?.span;
  if (value === undefined || credit === undefined || span === undefined) return undefined;
  const shown = `${toDecimal(value, 6)} ${table.unit}`.trim();
  return {
    span,
    message: message(`Pays ${amount(credit.value)} at ${shown}, which meets ${quoted(judged.objective.id)}`),
    related: [{ span: line.span, message: 'The promise is kept from here on' }],
    fixes: clipped(file, remedy, table, band, line),
  };
}

/** A value in a range that the metric can have; undefined where none is at hand. */
function measurable(range: Range, line: Line, { metric: { rounding } }: Judged): Rational | undefined {
  const value = inside(range, line);
  if (rounding === undefined || value === undefined) return value;
  const { digits } = rounding;
  const isIn = (each: Rational): boolean =>
    !isEmptyRange(
      intersection(range, { low: { value: each, isBehind: false }, high: { value: each, isBehind: true } }),
    );
  return [round(value, digits, 'down'), round(value, digits, 'up'), line.value].find(
    (each) => isIn(each) && compare(round(each, digits, 'down'), each) === 0,
  );
}

/** A value in a range, one at its end where that belongs to it and is not the target itself. */
function inside({ low, high }: Range, { value }: Line): Rational | undefined {
  if (high?.isBehind === true && compare(high.value, value) !== 0) return high.value;
  if (low?.isBehind === false && compare(low.value, value) !== 0) return low.value;
  return low === undefined || high === undefined ? undefined : divide(add(low.value, high.value), integer(2));
}

/** Lets the tier end at the target, where all objectives that pay by it have the same and some of it is left. */
function clipped(file: SlaFile, remedy: Remedy, table: TierTable, band: Band, line: Line): readonly Fix[] {
  const word = missedWord(line.word);
  const bound = band.tier.bounds.find((each) => isUpper(each) === (word === 'below' || word === 'atMost'));
  const isLeft = !isEmptyRange(intersection(band, line.missed)) && !isTaken(table, band.tier, line.missed);
  if (bound === undefined || !isLeft || !haveOneLine(file, remedy, table, line)) return [];
  return setBound(file, band.tier, bound, word, { ...bound, span: line.span });
}

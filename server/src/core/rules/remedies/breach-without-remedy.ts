// breach-without-remedy: misses next to the target earn nothing.
// It must never speak where another remedy may follow such a miss, nor of tiers that read something else than the value.

import type { SlaFile } from '../../model/file';
import type { Remedy } from '../../model/sla';
import {
  compareCuts,
  intersection,
  isPoint,
  isUpper,
  showRange,
  without,
  type Band,
  type Range,
  type TierTable,
} from '../../model/tiers';
import { toDecimal } from '../../scalars/rational';
import {
  canBeIn,
  creditsOf,
  haveOneLine,
  lineOf,
  mayHaveOtherRemedy,
  missedWord,
  paysMetValues,
  readsTheValue,
  type Line,
} from '../credits';
import { possibleTable } from '../facts';
import { kindsPaying, type Judged } from '../judged';
import { defineRule, type Fix, type Yield } from '../rule';
import { message } from '../say';
import { standsOut } from '../steps';
import { isTaken, setBound } from '../tier-fixes';

export const breachWithoutRemedy = defineRule({
  id: 'breach-without-remedy',
  category: 'remedies',
  lane: 'static',
  severity: 'warning',
  summary: 'Misses next to the target earn nothing.',
  why: 'Most misses are near ones; where the first tier begins further away, the promise is in truth the lower one.',
  bad: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits:
    kind: service-credit
    of: Monthly Fee
    tiers:
      - { below: 99.5 %, credit: 10 % }
#                ^^^^^^ A miss between 99.9 % and 99.5 % earns nothing
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
  yieldsTo: ['target-direction-inverted', 'credit-tier-gap', 'credit-tier-overlap'],
  *check({ file }) {
    for (const remedy of file.model.remedies) {
      if (!readsTheValue(file, remedy)) continue;
      const table = possibleTable(file.model, remedy);
      // Where the credits stand in no order, where they begin is not certain either.
      if (table === undefined || paysMetValues(file, remedy, table, 'only') || standsOut(file, remedy)) continue;
      for (const judged of kindsPaying(file.model, remedy)) {
        const found = firstUnpaid(file, remedy, table, judged);
        if (found === undefined) continue;
        yield said(file, remedy, table, found);
        break;
      }
    }
  },
});

interface Unpaid {
  readonly line: Line;
  /** The misses that earn nothing, from the line on. */
  readonly range: Range;
}

/** Where each group has a target of its own, each is a promise of its own, paid by the same tiers. */
function firstUnpaid(file: SlaFile, remedy: Remedy, table: TierTable, judged: Judged): Unpaid | undefined {
  const { targets } = judged.objective;
  if (targets === undefined || judged.objective.bounds.length > 0) return unpaid(file, remedy, table, judged);
  for (const { bounds } of targets) {
    const objective = { ...judged.objective, bounds, targets: undefined };
    const found = unpaid(file, remedy, table, { ...judged, objective });
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The misses next to the line that lie in no tier; undefined where there are none, or where that is not certain. */
function unpaid(file: SlaFile, remedy: Remedy, table: TierTable, judged: Judged): Unpaid | undefined {
  const { model } = file;
  const line = lineOf(file, judged, table);
  const credits = creditsOf(model, judged.objective);
  // What several credits leave open together is said of the first of them.
  if (line === undefined || credits[0] !== remedy || mayHaveOtherRemedy(model, judged.objective)) return undefined;
  const bands: Band[] = [];
  for (const credit of credits) {
    const own = readsTheValue(file, credit) ? possibleTable(model, credit) : undefined;
    if (own?.unit !== table.unit) return undefined;
    bands.push(...own.bands);
  }
  const at = line.kept.low ?? line.kept.high;
  const parts = without(intersection(line.missed, line.possible), bands);
  const range = parts.find(({ low, high }) =>
    [low, high].some((cut) => cut !== undefined && at !== undefined && compareCuts(cut, at) === 0),
  );
  if (range === undefined || isPoint(range) || !canBeIn(range, judged)) return undefined;
  return { line, range };
}

function said(file: SlaFile, remedy: Remedy, table: TierTable, { line, range }: Unpaid): Yield {
  const end = line.missed.high === undefined ? range.high : range.low;
  const nearest = table.bands.find((band) => {
    const edge = line.missed.high === undefined ? band.low : band.high;
    return edge !== undefined && end !== undefined && compareCuts(edge, end) === 0;
  });
  const bound = line.missed.high === undefined ? nearest?.lowBound : nearest?.highBound;
  const show = (value: Parameters<typeof toDecimal>[0]): string => `${toDecimal(value, 6)} ${table.unit}`.trim();
  const fact =
    bound === undefined || end === undefined
      ? `A miss of ${showRange(range, table.unit)} earns nothing`
      : `A miss between ${show(line.value)} and ${show(end.value)} earns nothing`;
  return {
    span: bound?.span ?? remedy.tiersSpan ?? remedy.idSpan,
    message: message(fact),
    related: [{ span: line.span, message: 'The promise is missed from here on' }],
    fixes: nearest === undefined ? [] : fixesOf(file, remedy, table, nearest, line),
  };
}

/** Lets the first tier begin at the target, where all objectives that pay by it have the same. */
function fixesOf(file: SlaFile, remedy: Remedy, table: TierTable, { tier }: Band, line: Line): readonly Fix[] {
  const word = missedWord(line.word);
  const bound = tier.bounds.find((each) => isUpper(each) === (word === 'below' || word === 'atMost'));
  if (bound === undefined || !haveOneLine(file, remedy, table, line) || isTaken(table, tier, line.missed)) return [];
  return setBound(file, tier, bound, word, { ...bound, span: line.span });
}

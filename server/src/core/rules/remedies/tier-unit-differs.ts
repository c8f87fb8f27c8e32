// tier-unit-differs: the tiers of a credit are in another unit than what they read.
// It must never speak where the type of the metric is unknown, or where the tiers read something else than its value.

import type { SlaFile } from '../../model/file';
import { resultUnit } from '../../model/queries';
import type { Bound, Remedy } from '../../model/sla';
import type { MetricType } from '../../vocabulary/metrics/metric';
import { isSpread } from '../../vocabulary/metrics/metric';
import { insertFix } from '../edits';
import { boundsOfValue, lacks, ownMap } from '../facts';
import { kindsPaying, mayBeShare, type Judged } from '../judged';
import { defineRule, type Fix, type Yield } from '../rule';
import { cut, message } from '../say';
import { fits, unitFixes } from '../unit-fits';

export const tierUnitDiffers = defineRule({
  id: 'tier-unit-differs',
  category: 'remedies',
  lane: 'static',
  severity: 'error',
  summary: 'The tiers of a credit are in another unit than what they read.',
  why: 'No value of the metric can be looked up in such a table, so that no credit is ever due.',
  bad: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits:
    kind: service-credit
    of: Monthly Fee
    tiers:
      - { above: 43 min, credit: 10 % }
#                ^^^^^^ Target in %, tiers in min
      - { above: 4 h, credit: 25 % }
`,
  good: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits:
    kind: service-credit
    of: Monthly Fee
    tiers:
      - { below: 99.9 %, credit: 10 % }
      - { below: 99.5 %, credit: 25 % }
`,
  fixed: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits:
    kind: service-credit
    of: Monthly Fee
    measure: downtime
    tiers:
      - { above: 43 min, credit: 10 % }
      - { above: 4 h, credit: 25 % }
`,
  yieldsTo: ['unit-mismatch', 'fraction-or-percent'],
  *check({ file }) {
    for (const remedy of file.model.remedies) {
      const basis = remedy.basis?.value ?? 'value';
      if (basis === 'value') yield* ofValue(file, remedy);
      else yield* ofBasis(remedy, basis);
    }
  },
});

/** Each tier without a unit, and the first one of another kind, for the first objective that yields another unit. */
function* ofValue(file: SlaFile, remedy: Remedy): Generator<Yield> {
  const told = new Set<Bound>();
  let isTold = false;
  for (const judged of kindsPaying(file.model, remedy)) {
    const { objective, metric, type } = judged;
    const unit = resultUnit(file.model, metric) ?? type.unit;
    const hasShare = objective.share !== undefined || (isSpread(type) && mayBeShare(objective.map, metric));
    for (const bound of boundsOfValue(remedy)) {
      const { dimension } = bound.quantity;
      // With "for" a tier in percent reads the share of events, another one their value; what is judged has its own rule.
      const isShare = hasShare && dimension === 'percent';
      if (isShare || told.has(bound) || fits(bound.quantity, type.dimension, unit)) continue;
      if (dimension !== 'number' && isTold) continue;
      told.add(bound);
      if (dimension !== 'number') isTold = true;
      const target = objective.share === undefined ? unit : '%';
      const yields = type.dimension === 'boolean' ? 'yes or no' : target === '' ? 'a count' : cut(target, 20);
      yield {
        span: bound.span,
        message: message(`Target in ${yields}, tiers ${inUnit(bound)}`),
        fixes: [...unitFixes(file, bound, type.dimension, unit), ...downtimeFix(file, remedy, judged, bound)],
      };
    }
  }
}

function inUnit({ quantity: { unit } }: Bound): string {
  return unit === '' ? 'without a unit' : `in ${cut(unit, 20)}`;
}

/** Minutes in the table of a share of time are the down time of the window. */
function downtimeFix(file: SlaFile, remedy: Remedy, { type }: Judged, { quantity }: Bound): readonly Fix[] {
  const isOfTime = type.fold.kind === 'downtime' && type.dimension === 'percent';
  const all = remedy.tiers.flatMap(({ bounds }) => bounds);
  if (!isOfTime || quantity.dimension !== 'duration' || !lacks(file, remedy.map, 'measure')) return [];
  if (all.some((bound) => bound.quantity.dimension !== 'duration')) return [];
  return insertFix(file.snapshot.text, ownMap(remedy), 'measure', 'downtime', ['of']);
}

type Dimension = MetricType['dimension'];

/** What the tiers of another basis read. */
const readBy: Readonly<Record<string, { readonly what: string; readonly dimensions: readonly Dimension[] }>> = {
  'relative-exceedance': { what: '%', dimensions: ['percent'] },
  'per-event': { what: 'a count or a time', dimensions: ['count', 'number', 'duration'] },
  'per-time': { what: 'a count or a time', dimensions: ['count', 'number', 'duration'] },
};

function* ofBasis({ tiers }: Remedy, basis: string): Generator<Yield> {
  const read = Object.hasOwn(readBy, basis) ? readBy[basis] : undefined;
  const bound = tiers
    .flatMap(({ bounds }) => bounds)
    .find(({ quantity }) => read?.dimensions.includes(quantity.dimension) === false);
  if (read === undefined || bound === undefined) return;
  yield { span: bound.span, message: message(`Tiers of ${basis} read ${read.what}; this one is ${inUnit(bound)}`) };
}

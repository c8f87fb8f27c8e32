// All changes of promises between two versions of an agreement that have a direction, for the rules of review.
// It must never say that a promise got weaker for the one who owes it: what one owes more is owed to somebody.

import type { SlaFile } from '../model/file';
import type { Metric } from '../model/sla';
import type { Span } from '../text/span';
import type { AgreementChange, AgreementDiff } from './agreement-change';
import { diffOf } from './agreement-diff';
import type { Change, Direction } from './change';
import { grouped } from './uses';

const known = new WeakMap<AgreementDiff, readonly Change[]>();

/**
 * The changes of promises from one version to the next, in document order of the new one, one for each party to whom it is owed. Each
 * rule of review asks; they are found once.
 */
export function promiseChanges(before: SlaFile, now: SlaFile): readonly Change[] {
  const diff = diffOf(before, now);
  let changes = known.get(diff);
  if (changes === undefined) known.set(diff, (changes = changesIn(diff)));
  return changes;
}

function changesIn({ changes }: AgreementDiff): readonly Change[] {
  return changes.flatMap((change) => {
    const { place, from = '', to = '', directions, owed } = change;
    return owed.flatMap((party): readonly Change[] => {
      const direction = directions.get(party);
      return direction === undefined ? [] : [{ id: clauseOf(change), span: place, from, to, direction, party }];
    });
  });
}

/** The clause that a change stands in: `availability` of `objectives.availability.atLeast`, `claims` of `claims.within`. */
function clauseOf({ path }: AgreementChange): string {
  const [section = '', id] = path.split(/\.|\[/);
  return id !== undefined && sections.has(section) ? id : section;
}

const sections = new Set(
  'parties services goals calendars data metrics objectives exclusions remedies fees responsibilities dependencies references glossary'.split(
    ' ',
  ),
);

/** What a metric counts otherwise now. */
export interface Redefinition {
  readonly metric: Metric;
  /** Where the new definition stands. */
  readonly span: Span;
  readonly from: string;
  readonly to: string;
  /** For those to whom objectives over the metric are owed. */
  readonly direction: Direction;
}

/** Keys by which a metric is another measurement; who measures and what it is judged by are no part of it. */
const defining = new Set(
  'type where data columns units unit noData beforeStart rounding downWhen minimumLength mergeGap idle slice definition variant clock'.split(
    ' ',
  ),
);

/** What each metric counts otherwise: type, filter, data and how they are read. */
export function redefinitions(before: SlaFile, now: SlaFile): readonly Redefinition[] {
  const called = grouped(now.model.metrics, ({ id }) => [id]);
  const readFrom = grouped(now.model.metrics, ({ data }) => [data?.value]);
  return diffOf(before, now).changes.flatMap(({ path, place, from = '', to = '', directions, owed }) => {
    const [section, id, key = ''] = path.split(/\.|\[/);
    const isOfMetric = section === 'metrics' && defining.has(key);
    if (!isOfMetric && !(section === 'data' && key === 'where')) return [];
    const metrics = (isOfMetric ? called : readFrom).get(id ?? '') ?? [];
    const direction = owed.map((party) => directions.get(party)).find((each) => each !== undefined) ?? 'unclear';
    return metrics.map((metric) => ({ metric, span: place, from, to, direction }));
  });
}

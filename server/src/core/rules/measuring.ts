// Says who measures an objective, and whether anybody but the party that owes it can tell whether it was met.
// It must never call a measurement unchecked where the other side may hold its own against it.

import type { SlaFile } from '../model/file';
import { reader } from '../model/reader';
import { isIndicator } from '../model/queries';
import type { Metric, Objective, Party } from '../model/sla';
import type { Disputes } from '../schema/types.generated';
import { isBacked } from './credits';
import { declared, lacks, rootMap } from './facts';
import type { Judged } from './judged';

/** Whether nobody verifies a metric but those who measure it. */
export function isUnverified(file: SlaFile, { verifiedBy, measuredBy, map }: Metric): boolean {
  if (verifiedBy.length === 0) return lacks(file, map, 'verifiedBy');
  return verifiedBy.every(({ value }) => measuredBy.some((measuring) => measuring.value === value));
}

/** Whether nobody may verify what a judged objective owes but those who measure it: to be asked before anything else. */
export function mayBeUnverified({ objective, metric: { verifiedBy, measuredBy } }: Judged): boolean {
  if (isIndicator(objective)) return false;
  return verifiedBy.every(({ value }) => measuredBy.some((measuring) => measuring.value === value));
}

type Asks = (objective: Objective, metric: Metric, owedBy: string) => boolean;

/** Asks of objectives whether a miss costs something and only the party that owes it, or one engaged by it, measures. */
export function measuredAlone(file: SlaFile): Asks {
  const { model } = file;
  const disputes = reader<Disputes>(model.sections.get('disputes'));
  const isCertain =
    disputes.map === undefined
      ? lacks(file, rootMap(file), 'disputes')
      : lacks(file, disputes.map, 'counterMeasurement');
  const record = disputes.text('measurementOfRecord')?.value;
  const parties = declared(model, 'party') as ReadonlyMap<string, Party>;
  return (objective, metric, owedBy) => {
    const isOwn = (id: string): boolean => id === owedBy || parties.get(id)?.engagedBy?.value === owedBy;
    if (!isCertain || metric.measuredBy.length === 0 || !isBacked(model, objective)) return false;
    if (!metric.measuredBy.every(({ value }) => isOwn(value)) || (record !== undefined && !isOwn(record))) return false;
    return isUnverified(file, metric);
  };
}

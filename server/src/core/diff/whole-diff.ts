// An agreement that is new or gone as a whole: it has no single changes, only parties for whom it is stronger or weaker.
// It must never name a party to whom nothing is promised.

import { isIndicator, owedToOf } from '../model/queries';
import type { SlaModel } from '../model/sla';
import type { AgreementDiff } from './agreement-change';

/** An agreement that is new or gone as a whole: for those to whom it owes something that is stronger, or weaker. */
export function wholeDiff(model: SlaModel, isNew: boolean): AgreementDiff {
  const judged = model.objectives.filter((objective) => !isIndicator(objective));
  const owed = new Set(judged.map((objective) => owedToOf(model, objective)));
  const those = model.parties.map(({ id }) => id).filter((id) => owed.has(id));
  const [weaker, stronger] = isNew ? [[], those] : [those, []];
  return { changes: [], weaker, stronger, unclear: [] };
}

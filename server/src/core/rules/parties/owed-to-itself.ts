// owed-to-itself: a party owes an objective to itself.
// It must never speak of an indicator, which nobody owes.

import { isIndicator, owedByOf, owedToOf } from '../../model/queries';
import type { Objective, SlaModel } from '../../model/sla';
import { replaceScalar, scalarAt } from '../edits';
import { ownMap } from '../facts';
import { defineRule, type Fix } from '../rule';
import { message, quoted } from '../say';

export const owedToItself = defineRule({
  id: 'owed-to-itself',
  category: 'parties',
  lane: 'static',
  severity: 'error',
  summary: 'A party owes an objective to itself.',
  why: 'A promise to oneself binds nobody: there is no one who could claim anything.',
  bad: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, owedBy: provider, owedTo: provider, remedies: [report], reason: Kept in 2025 }
#                                                                                           ^^^^^^^^ "provider" owes "availability" to itself
`,
  good: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, owedBy: provider, owedTo: customer, remedies: [report], reason: Kept in 2025 }
`,
  fixed: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, owedBy: provider, owedTo: customer, remedies: [report], reason: Kept in 2025 }
`,
  yieldsTo: ['unresolved-id', 'duplicate-key', 'wrong-shape'],
  readsBeside: ['parties'],
  *checkClause({ file, objectives }) {
    for (const objective of objectives) {
      const owedBy = owedByOf(file.model, objective);
      if (isIndicator(objective) || owedBy === undefined || owedBy !== owedToOf(file.model, objective)) continue;
      yield {
        span: (objective.owedTo ?? objective.owedBy)?.span ?? objective.idSpan,
        message: message(`${quoted(owedBy)} owes ${quoted(objective.id)} to itself`),
        fixes: fixesOf(file.model, objective, owedBy),
      };
    }
  },
});

/** Where one party is left to whom it may be owed, that one. */
function fixesOf(model: SlaModel, objective: Objective, owedBy: string): readonly Fix[] {
  const others = model.parties.filter(
    ({ id, role }) => id !== owedBy && (role?.value === 'provider' || role?.value === 'customer'),
  );
  const [other] = others;
  const written = scalarAt(ownMap(objective), 'owedTo');
  const fix =
    other === undefined || others.length > 1 || written === undefined ? undefined : replaceScalar(written, other.id);
  return fix === undefined ? [] : [fix];
}

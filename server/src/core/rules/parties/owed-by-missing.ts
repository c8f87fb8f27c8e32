// owed-by-missing: an objective does not say who owes it, or to whom.
// It must never speak while the role of some party is missing or unknown: that may be the party.

import type { SlaFile } from '../../model/file';
import { isIndicator, metricOf, owedByOf, owedToOf } from '../../model/queries';
import type { Objective, Party } from '../../model/sla';
import { insertFix } from '../edits';
import { declared, hasLoss, lacks, ownMap } from '../facts';
import { defineRule, type Fix } from '../rule';
import { quoted } from '../say';

const roles: readonly unknown[] = ['provider', 'customer', 'third-party'];

export const owedByMissing = defineRule({
  id: 'owed-by-missing',
  category: 'parties',
  lane: 'static',
  severity: 'error',
  summary: 'An objective does not say who owes it, or to whom.',
  why: 'A promise without somebody who promises binds nobody, and a miss has no address.',
  bad: `parties:
  marketing: { role: provider, contacts: { noc: noc@marketing.example } }
  sales: { role: provider, contacts: { noc: noc@sales.example } }
  shop: { role: customer, contacts: { noc: noc@shop.example } }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report], reason: Kept in 2025 }
# ^^^^^^^^^^^^ "availability" does not say who owes it
remedies:
  report: { kind: escalation, path: [team leads] }
approvals: {}
`,
  good: `parties:
  marketing: { role: provider, contacts: { noc: noc@marketing.example } }
  sales: { role: provider, contacts: { noc: noc@sales.example } }
  shop: { role: customer, contacts: { noc: noc@shop.example } }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, owedBy: sales, remedies: [report], reason: Kept in 2025 }
remedies:
  report: { kind: escalation, path: [team leads] }
approvals: {}
`,
  fixed: `parties:
  marketing: { role: provider, contacts: { noc: noc@marketing.example } }
  sales: { role: provider, contacts: { noc: noc@sales.example } }
  shop: { role: customer, contacts: { noc: noc@shop.example } }
objectives:
  availability: { metric: uptime, owedBy: marketing, atLeast: 99.9 %, window: month, remedies: [report], reason: Kept in 2025 }
remedies:
  report: { kind: escalation, path: [team leads] }
approvals: {}
`,
  yieldsTo: ['duplicate-key', 'invalid-id', 'wrong-shape'],
  readsBeside: ['parties'],
  *checkClause({ file, objectives }) {
    const { model } = file;
    const areRolesKnown = model.parties.every(({ role }) => roles.includes(role?.value));
    // Of fewer than two parties a rule of their own speaks.
    if (model.parties.length < 2 || !areRolesKnown || hasLoss(file.tree)) return;
    for (const objective of objectives) {
      if (isIndicator(objective) || !lacks(file, objective.map, 'status')) continue;
      const hasOwing = owedByOf(model, objective) !== undefined || !lacks(file, objective.map, 'owedBy');
      const hasOwed = owedToOf(model, objective) !== undefined || !lacks(file, objective.map, 'owedTo');
      if (hasOwing && hasOwed) continue;
      yield {
        span: objective.idSpan,
        message: `${quoted(objective.id, 40)} does not say ${hasOwing ? 'to whom it is owed' : 'who owes it'}`,
        fixes: hasOwing ? owedToFixes(file, objective) : owedByFixes(file, objective),
      };
    }
  },
});

/** One fix for each party that could owe it: the providers first, and only those that may move the metric. */
function owedByFixes(file: SlaFile, objective: Objective): readonly Fix[] {
  const controllers = metricOf(file.model, objective.metric?.value)?.controlledBy ?? [];
  const owedTo = owedToOf(file.model, objective);
  const mayOwe = ({ id }: Party): boolean =>
    id !== owedTo &&
    (controllers.length === 0 || controllers.some(({ value }) => value === id || engagedBy(file, value) === id));
  return offered(file.model.parties.filter(mayOwe), 'provider').flatMap((id) =>
    insertFix(file.snapshot.text, ownMap(objective), 'owedBy', id, ['metric']),
  );
}

function owedToFixes(file: SlaFile, objective: Objective): readonly Fix[] {
  const owedBy = owedByOf(file.model, objective);
  const others = file.model.parties.filter(({ id }) => id !== owedBy);
  return offered(others, 'customer').flatMap((id) =>
    insertFix(file.snapshot.text, ownMap(objective), 'owedTo', id, ['metric', 'owedBy']),
  );
}

function offered(parties: readonly Party[], first: string): readonly string[] {
  const sides = parties.filter(({ role }) => role?.value !== 'third-party');
  const sorted = [
    ...sides.filter(({ role }) => role?.value === first),
    ...sides.filter(({ role }) => role?.value !== first),
  ];
  return sorted.slice(0, 4).map(({ id }) => id);
}

function engagedBy(file: SlaFile, id: string): string | undefined {
  const party = declared(file.model, 'party').get(id) as Party | undefined;
  return party?.engagedBy?.value;
}

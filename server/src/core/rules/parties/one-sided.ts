// one-sided: an agreement binds one side alone, although the value also depends on the other.
// It must never count objectives of which nobody knows who owes them.

import type { SlaFile } from '../../model/file';
import { isIndicator, owedByOf } from '../../model/queries';
import type { Objective } from '../../model/sla';
import { hasLoss, lacks, rootMap } from '../facts';
import { defineRule } from '../rule';
import { message, quoted } from '../say';

const ofTheOtherSide: readonly (string | undefined)[] = ['customer-caused', 'over-limit-use'];

export const oneSided = defineRule({
  id: 'one-sided',
  category: 'parties',
  lane: 'static',
  severity: 'information',
  summary: 'An agreement binds one side alone, although the value also depends on the other.',
  why: 'Whoever only receives has no reason to do its part, and the exclusions then eat what was promised.',
  bad: `objectives:
#<-------- 1 objective and all remedies bind "provider" alone
  availability: { metric: uptime, atLeast: 99.9 %, window: month, excludes: [own-fault], remedies: [report], reason: Kept in 2025 }
exclusions:
  own-fault: { kind: customer-caused, evidence: gateway log, decidedBy: [provider, customer], limit: 8 h per month }
responsibilities:
  measure: { responsible: provider }
# without: fees
`,
  good: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, excludes: [own-fault], remedies: [report], reason: Kept in 2025 }
exclusions:
  own-fault: { kind: customer-caused, evidence: gateway log, decidedBy: [provider, customer], limit: 8 h per month }
responsibilities:
  measure: { responsible: provider }
  stay-within-limits: { responsible: customer }
# without: fees
`,
  offIn: ['recommended', 'transcribe'],
  *check({ file }) {
    const entry = rootMap(file)?.entries.find(({ key }) => key.text === 'objectives');
    const mayDepend = file.model.exclusions.some(({ kind }) => ofTheOtherSide.includes(kind?.value));
    if (!mayDepend && file.model.kind?.value !== 'internal') return;
    const owed = file.model.objectives.filter((objective) => !isIndicator(objective));
    const owners = owed.map((objective) => owedByOf(file.model, objective));
    const sides = new Set(owners);
    const [only] = sides;
    if (entry === undefined || owed.length === 0 || sides.has(undefined) || hasLoss(file.tree)) return;
    const count = owed.length === 1 ? '1 objective' : `${owed.length} objectives`;
    if (sides.size === 1 && only !== undefined && othersAreFree(file, only))
      yield { span: entry.key.span, message: message(`${count} and all remedies bind ${quoted(only)} alone`) };
    const costing = onlyOneWithRemedies(file, owed);
    if (costing !== undefined)
      yield {
        span: entry.key.span,
        message: message(`${count} bind ${sides.size} parties, and all remedies bind ${quoted(costing)} alone`),
      };
  },
});

/** Whether the other sides have no duty, although an exclusion is of what they do. */
function othersAreFree(file: SlaFile, only: string): boolean {
  const { parties, responsibilities, exclusions } = file.model;
  const others = parties.filter(({ id, role }) => id !== only && role?.value !== 'third-party').map(({ id }) => id);
  const isWritten = lacks(file, rootMap(file), 'responsibilities') || responsibilities.length > 0;
  const haveDuty = responsibilities.some(({ responsible, accountable }) =>
    [...responsible, ...accountable].some(({ value }) => others.includes(value)),
  );
  return isWritten && !haveDuty && exclusions.some(({ kind }) => ofTheOtherSide.includes(kind?.value));
}

/** Between departments that owe each other: the one whose objectives alone have remedies. */
function onlyOneWithRemedies({ model }: SlaFile, owed: readonly Objective[]): string | undefined {
  const costing = new Set(
    owed.filter(({ remedies }) => remedies.length > 0).map((objective) => owedByOf(model, objective)),
  );
  const all = new Set(owed.map((objective) => owedByOf(model, objective)));
  const [only] = costing;
  return model.kind?.value === 'internal' && all.size > 1 && costing.size === 1 ? only : undefined;
}

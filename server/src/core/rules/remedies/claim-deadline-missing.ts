// claim-deadline-missing: a credit has to be claimed, and nothing says until when.
// It must never ask for a deadline of what is paid without a claim.

import type { SlaFile } from '../../model/file';
import type { Objective, Remedy } from '../../model/sla';
import { entryOf } from '../../syntax/nodes';
import { insertFix } from '../edits';
import { hasLoss, lacks, rootMap } from '../facts';
import { defineRule } from '../rule';

const paid = ['service-credit', 'fixed-amount'];

export const claimDeadlineMissing = defineRule({
  id: 'claim-deadline-missing',
  category: 'remedies',
  lane: 'static',
  severity: 'warning',
  summary: 'A credit has to be claimed, and nothing says until when.',
  why: 'Without a deadline one side waits for a claim, and the other for a payment.',
  bad: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits: { kind: service-credit, of: Monthly Fee, tiers: [{ below: 99.9 %, credit: 10 % }], cap: 10 % per month }
claims: { by: customer, to: provider }
#<---- A claim is needed, no deadline is stated
`,
  good: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits: { kind: service-credit, of: Monthly Fee, tiers: [{ below: 99.9 %, credit: 10 % }], cap: 10 % per month }
claims: { by: customer, to: provider, within: 30 d }
`,
  fixed: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits: { kind: service-credit, of: Monthly Fee, tiers: [{ below: 99.9 %, credit: 10 % }], cap: 10 % per month }
claims: { by: customer, to: provider, within: 30 d }
`,
  offIn: ['transcribe'],
  yieldsTo: ['wrong-shape', 'unknown-key', 'duplicate-key'],
  *check({ file }) {
    const root = rootMap(file);
    const claimed = claimedRemedy(file);
    if (root === undefined || claimed === undefined || hasLoss(file.tree)) return;
    const entry = entryOf(root, 'claims');
    if (entry === undefined) {
      // Who owes the payment of its own accord is what "pay-credits" says; where nobody does, the rule about duties speaks.
      const duty = file.model.responsibilities.find(({ id }) => id === 'pay-credits');
      const isLeft = duty === undefined ? claimed.kind?.value === 'fixed-amount' : duty.within === undefined;
      if (lacks(file, root, 'claims') && isLeft)
        yield { span: claimed.idSpan, message: 'A claim is needed, no deadline is stated' };
      return;
    }
    const map = entry.value?.kind === 'map' ? entry.value : undefined;
    if (map === undefined || !lacks(file, map, 'within', 'until', 'steps')) return;
    yield {
      span: entry.key.span,
      message: 'A claim is needed, no deadline is stated',
      related: [{ span: claimed.idSpan, message: 'What has to be claimed' }],
      fixes: insertFix(file.snapshot.text, map, 'within', '30 d'),
    };
  },
});

/** A remedy in money that some objective pays only on a claim. */
function claimedRemedy({ model }: SlaFile): Remedy | undefined {
  const { automatic } = model.claims ?? {};
  if (automatic === true) return undefined;
  const needsNone = new Set(automatic === undefined || automatic === false ? [] : automatic.map(({ value }) => value));
  const pays = ({ id, remedies }: Objective, remedy: string): boolean =>
    !needsNone.has(id) && remedies.some(({ value }) => value === remedy);
  return model.remedies.find(
    ({ id, kind }) => paid.includes(kind?.value ?? '') && model.objectives.some((objective) => pays(objective, id)),
  );
}

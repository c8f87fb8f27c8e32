// approval-missing: an agreement counts as agreed although one of its sides has not approved it.
// It must never speak where approvals could not be read, nor of parties that are neither side.

import { entryOf, resolved } from '../../syntax/nodes';
import { hasLoss, rootMap } from '../facts';
import { defineRule } from '../rule';
import { message, quoted } from '../say';

const inForce = ['agreed', 'active'];

export const approvalMissing = defineRule({
  id: 'approval-missing',
  category: 'lifecycle',
  lane: 'static',
  severity: 'warning',
  summary: 'An agreement counts as agreed although one of its sides has not approved it.',
  why: 'A promise is one when the other side can point at who gave it.',
  bad: `status: active
approvals:
#<------- "active" without approval of "customer"
  provider: { name: A. Adler, date: 2025-12-01 }
`,
  good: `status: active
approvals:
  provider: { name: A. Adler, date: 2025-12-01 }
  customer: { name: B. Berg, date: 2025-12-01 }
`,
  yieldsTo: ['missing-key', 'wrong-shape', 'duplicate-key', 'unknown-key'],
  *check({ file }) {
    const { status, parties, approvals } = file.model;
    const root = rootMap(file);
    const entry = root === undefined ? undefined : entryOf(root, 'approvals');
    const section = resolved(entry?.value);
    if (entry === undefined || section?.kind !== 'map' || hasLoss(file.tree)) return;
    if (status === undefined || !inForce.includes(status.value) || entryOf(section, '<<') !== undefined) return;
    const given = new Set(approvals.map(({ party }) => party));
    // A misspelled party is told where it stands.
    const known = new Set(parties.map(({ id }) => id));
    if ([...given].some((party) => !known.has(party))) return;
    const silent = parties.filter(
      ({ id, role }) => (role?.value === 'provider' || role?.value === 'customer') && !given.has(id),
    );
    const [first] = silent;
    if (first === undefined) return;
    const rest = silent.length > 1 ? ` and ${silent.length - 1} more` : '';
    yield {
      span: entry.key.span,
      message: message(`${quoted(status.value)} without approval of ${quoted(first.id, 30)}${rest}`),
      related: silent.map(({ idSpan }) => ({ span: idSpan, message: 'Has not approved' })),
    };
  },
});

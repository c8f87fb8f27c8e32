// underpinning-expires-earlier: a supplier agreement ends before the agreement that rests on it.
// It must never speak of an agreement that is over, nor of a day that it cannot read.

import type { SlaFile } from '../../model/file';
import type { Text } from '../../model/sla';
import { parseDate } from '../../scalars/words';
import { entryOf } from '../../syntax/nodes';
import { replaceScalar, scalarAt } from '../edits';
import { rootMap } from '../facts';
import { defineRule, type Fix } from '../rule';
import { message, quoted } from '../say';
import { underpinningsOf } from '../underpinning';

export const underpinningExpiresEarlier = defineRule({
  id: 'underpinning-expires-earlier',
  category: 'dependencies',
  lane: 'project',
  severity: 'warning',
  summary: 'A supplier agreement ends before the agreement that rests on it.',
  why: 'From that day on the promise stands on nothing, and whoever renews the supplier has to take what is offered.',
  bad: `term: { from: 2026-01-01, to: 2027-12-31 }
parties:
  provider: { name: Nordhafen, role: provider, contacts: { noc: noc@provider.example } }
  customer: { name: Bergland, role: customer, contacts: { noc: noc@customer.example } }
  cloud: { name: Cloud, role: third-party, engagedBy: provider }
dependencies:
  compute: { party: cloud, agreement: cloud.sla.yaml, objective: compute, for: [availability] }
#                                     ^^^^^^^^^^^^^^ "compute" ends 2026-11-30, before this (2027-12-31)
`,
  good: `term: { from: 2026-01-01, to: 2026-09-30 }
parties:
  provider: { name: Nordhafen, role: provider, contacts: { noc: noc@provider.example } }
  customer: { name: Bergland, role: customer, contacts: { noc: noc@customer.example } }
  cloud: { name: Cloud, role: third-party, engagedBy: provider }
dependencies:
  compute: { party: cloud, agreement: cloud.sla.yaml, objective: compute, for: [availability] }
`,
  fixed: `term: { from: 2026-01-01, to: 2026-11-30 }
parties:
  provider: { name: Nordhafen, role: provider, contacts: { noc: noc@provider.example } }
  customer: { name: Bergland, role: customer, contacts: { noc: noc@customer.example } }
  cloud: { name: Cloud, role: third-party, engagedBy: provider }
dependencies:
  compute: { party: cloud, agreement: cloud.sla.yaml, objective: compute, for: [availability] }
`,
  yieldsTo: ['reference-unresolved', 'dependency-cycle'],
  *check({ project, file }) {
    const { model } = file;
    const end = dateOf(model.term?.to);
    if (end === undefined || model.term?.to === undefined || model.status?.value === 'expired') return;
    const told = new Set<unknown>();
    for (const { dependency, other } of underpinningsOf(project, file)) {
      // One agreement that ends is one finding, however many of its promises are used.
      if (other === undefined || other === file || told.has(other) || dependency.agreement === undefined) continue;
      told.add(other);
      const theirs = dateOf(other.model.term?.to);
      if (theirs === undefined || theirs >= end) continue;
      yield {
        span: dependency.agreement.span,
        message: message(`${quoted(dependency.id, 40)} ends ${theirs}, before this (${end})`),
        related: [{ span: model.term.to.span, message: 'The end of this term' }],
        fixes: ended(file, theirs),
      };
    }
  },
});

/** Lets the agreement end with what it rests on, where it has begun by then. */
function ended(file: SlaFile, day: string): readonly Fix[] {
  const root = rootMap(file);
  const term = root === undefined ? undefined : entryOf(root, 'term')?.value;
  const node = term?.kind === 'map' ? scalarAt(term, 'to') : undefined;
  const from = dateOf(file.model.term?.from);
  if (node === undefined || from === undefined || day < from) return [];
  const fix = replaceScalar(node, day, `End the term on ${day}`);
  return fix === undefined ? [] : [fix];
}

function dateOf(text: Text | undefined): string | undefined {
  return text !== undefined && parseDate(text.value).ok ? text.value : undefined;
}

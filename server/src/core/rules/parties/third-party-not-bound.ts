// third-party-not-bound: a third party has a duty or owes an objective, and no document binds it.
// It must never speak while some reference, dependency or approval may be lost or misspelled.

import type { SlaFile } from '../../model/file';
import { reader } from '../../model/reader';
import { isIndicator } from '../../model/queries';
import type { Party } from '../../model/sla';
import type { Reference } from '../../schema/types.generated';
import type { Node } from '../../syntax/nodes';
import { hasLoss, lacks, rootMap } from '../facts';
import { defineRule } from '../rule';
import { message, quoted } from '../say';

export const thirdPartyNotBound = defineRule({
  id: 'third-party-not-bound',
  category: 'parties',
  lane: 'static',
  severity: 'warning',
  summary: 'A third party has a duty or owes an objective, and no document binds it.',
  why: 'Whoever has signed nothing owes nothing; the duty is then carried by nobody.',
  bad: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { service: desk@nordhafen.example } }
  customer: { name: Bergland, role: customer, contacts: { service: it@bergland.example } }
  monitor: { name: Uhrwerk, role: third-party }
# ^^^^^^^ "monitor" performs "measure" but nothing binds it
responsibilities:
  measure: { responsible: monitor }
  pay-fees: { responsible: customer }
`,
  good: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { service: desk@nordhafen.example } }
  customer: { name: Bergland, role: customer, contacts: { service: it@bergland.example } }
  monitor: { name: Uhrwerk, role: third-party }
responsibilities:
  measure: { responsible: monitor }
  pay-fees: { responsible: customer }
references:
  monitoring: { kind: contract, title: Monitoring Services, version: "2025", parties: [provider, monitor] }
`,
  offIn: ['transcribe'],
  *check({ file }) {
    const { model } = file;
    const kind = model.kind?.value;
    const isRead = !hasLoss(file.tree) && lacks(file, rootMap(file), '<<');
    if ((kind !== 'customer' && kind !== 'supplier') || !isRead || mayBeMisspelled(file)) return;
    const bound = boundParties(file);
    for (const party of model.parties) {
      const does = bound.has(party.id) || party.role?.value !== 'third-party' ? undefined : whatItDoes(file, party);
      if (does === undefined) continue;
      yield { span: party.idSpan, message: message(`${quoted(party.id, 24)} ${does} but nothing binds it`) };
    }
  },
});

/** Whether a section that binds parties is meant by a key of another name. */
function mayBeMisspelled(file: SlaFile): boolean {
  const root = rootMap(file);
  return ['references', 'dependencies', 'approvals'].some(
    (key) => root?.entries.every((entry) => entry.key.text !== key) === true && !lacks(file, root, key),
  );
}

/** The parties that a contract lists, that a dependency names, or that approved. */
function boundParties({ model }: SlaFile): ReadonlySet<string> {
  const references = reader(model.sections.get('references'))
    .entries()
    .map(({ value }: { readonly value: Node | undefined }) => reader<Reference>(value));
  const contracts = references.filter((reference) => reference.text('kind')?.value === 'contract');
  return new Set([
    ...contracts.flatMap((contract) => contract.list('parties').map(({ value }) => value)),
    ...model.dependencies.flatMap(({ party }) => party?.value ?? []),
    ...model.approvals.map(({ party }) => party),
  ]);
}

function whatItDoes({ model }: SlaFile, { id }: Party): string | undefined {
  const duty = model.responsibilities.find(({ responsible }) => responsible.some(({ value }) => value === id));
  if (duty !== undefined) return `performs ${quoted(duty.id, 24)}`;
  const owed = model.objectives.find((objective) => !isIndicator(objective) && objective.owedBy?.value === id);
  return owed === undefined ? undefined : `owes ${quoted(owed.id, 24)}`;
}

// Offers what an agreement has declared: ids of every kind, parties by their role, terms, levels, contacts, anchors.
// It must never offer an id that does not exist, and never the one inside which the cursor stands.

import { resolved, type Node } from '../../syntax/nodes';
import type { SlaFile } from '../../model/file';
import type { Party } from '../../model/sla';
import type { RefKind } from '../../schema/schema-node';
import { filesByUri, resolveInside } from '../../project-paths';
import { plainly, type Ask } from './ask';
import type { Draft } from './item';

/** Whose turn it usually is, by the key that names a party. */
const usualRoles: Readonly<Record<string, readonly string[]>> = {
  owedBy: ['provider'],
  owedTo: ['customer'],
  owner: ['provider'],
  by: ['provider'],
  responsible: ['provider'],
  accountable: ['provider'],
  controlledBy: ['provider'],
  engagedBy: ['provider'],
  holder: ['customer'],
  to: ['customer'],
  informed: ['customer'],
  verifiedBy: ['customer'],
  counterMeasurement: ['customer'],
  measuredBy: ['third-party', 'provider'],
  measurementOfRecord: ['third-party', 'provider'],
  party: ['third-party'],
};

/** A claim goes the other way: who is owed makes it. */
const claimRoles: typeof usualRoles = { by: ['customer'], to: ['provider'] };

/** The ids that may stand where one of a kind is referred to, those of the usual role first. */
export function idsOf(ask: Ask, ref: RefKind): readonly Draft[] {
  const { model } = ask.file;
  const [section, own] = ask.place.path;
  const id = (list: readonly { readonly id: string }[], kind: RefKind, detail: string): Draft[] =>
    list.map((each) => ({ label: each.id, kind: 'id', detail, docsOf: { of: 'id', ref: kind, id: each.id } }));
  switch (ref) {
    case 'party':
      return partiesOf(ask).map((party) => ({
        label: party.id,
        kind: 'id',
        detail: [party.role?.value, party.name?.value].filter((text) => text !== undefined).join(' · '),
        docsOf: { of: 'id', ref, id: party.id },
      }));
    case 'service':
      return id(model.services, ref, 'service');
    case 'data':
      return id(model.data, ref, 'data');
    case 'metric':
      return model.metrics.map((metric) => ({
        label: metric.id,
        kind: 'id',
        detail: metric.type?.value ?? 'metric',
        docsOf: { of: 'id', ref, id: metric.id },
      }));
    case 'objective':
      return id(model.objectives, ref, 'objective');
    case 'metric-or-objective':
      return [
        ...id(model.objectives, 'objective', 'objective'),
        ...id(
          model.metrics.filter((metric) => section !== 'metrics' || metric.id !== own),
          'metric',
          'metric',
        ),
      ];
    case 'calendar':
      return id(model.calendars, ref, 'calendar');
    case 'exclusion':
      return id(model.exclusions, ref, 'exclusion');
    case 'remedy':
      return id(model.remedies, ref, 'remedy');
    case 'goal':
      return id(model.goals, ref, 'goal');
    case 'fee-or-term':
      return unique([
        ...plainly(
          model.fees.map((fee) => fee.name),
          'id',
          'fee',
        ),
        ...plainly(
          model.glossary.map((entry) => entry.term),
          'id',
          'term',
        ),
      ]);
  }
}

function partiesOf({ file, place }: Ask): readonly Party[] {
  const key = place.path.findLast((step) => typeof step === 'string');
  const roles = (place.path[0] === 'claims' ? claimRoles : usualRoles)[String(key)] ?? [];
  const self = place.path[0] === 'parties' ? place.path[1] : undefined;
  const rank = (party: Party): number => {
    const index = roles.indexOf(party.role?.value ?? '');
    return index < 0 ? roles.length : index;
  };
  return file.model.parties
    .filter((party) => party.id !== self)
    .map((party, index) => ({ party, index }))
    .sort((a, b) => rank(a.party) - rank(b.party) || a.index - b.index)
    .map(({ party }) => party);
}

/** Parties, and each with one of its contacts: `provider.service-desk`. */
export function contactsOf(ask: Ask): readonly Draft[] {
  return partiesOf(ask).flatMap((party) =>
    plainly(
      party.contacts.map((contact) => `${party.id}.${contact.role}`),
      'id',
      'contact',
    ),
  );
}

function unique(drafts: readonly Draft[]): readonly Draft[] {
  const seen = new Set<string>();
  return drafts.filter(({ label }) => !seen.has(label) && seen.add(label).size > 0);
}

/** The keys of a map under a section that is read as a tree only: the levels of the priorities. */
export function levelsOf(file: SlaFile): readonly string[] {
  const priorities = resolved(file.model.sections.get('priorities'));
  if (priorities?.kind !== 'map') return [];
  const levels = resolved(priorities.entries.find(({ key }) => key.text === 'levels')?.value);
  return levels?.kind === 'map' ? levels.entries.map(({ key }) => key.text) : [];
}

/** The terms of the glossary, for texts. */
export function termsOf(file: SlaFile): readonly Draft[] {
  return file.model.glossary.map((entry) => ({
    label: entry.term,
    kind: 'term',
    detail: 'glossary',
    isPart: true,
    docsOf: { of: 'text', text: entry.definition?.value ?? '' },
  }));
}

/** The objectives of another agreement of the workspace, by its path beside this one. */
export function objectivesElsewhere({ project, file, place, lookup }: Ask): readonly Draft[] {
  const path = lookup([...place.path.slice(0, -1), 'agreement']);
  const uri = path === undefined ? undefined : resolveInside(project, file, path);
  const other = uri === undefined ? undefined : filesByUri(project)(uri);
  return (other?.model.objectives ?? []).map(({ id, metric }) => ({
    label: id,
    kind: 'id',
    detail: `${path ?? ''} · ${metric?.value ?? ''}`,
  }));
}

/** The anchors that are closed before an offset, so that an alias there means them. */
export function anchorsBefore(file: SlaFile, offset: number): readonly string[] {
  const names = new Set<string>();
  const visit = (node: Node | undefined): void => {
    if (node === undefined || node.span.start >= offset) return;
    if (node.anchor !== undefined && node.span.end < offset) names.add(node.anchor);
    if (node.kind === 'map') for (const entry of node.entries) visit(entry.value);
    else if (node.kind === 'seq') node.items.forEach(visit);
  };
  // A text without the sign has no anchor, which saves the way through the tree.
  if (file.snapshot.text.includes('&')) visit(file.tree.root);
  return [...names];
}

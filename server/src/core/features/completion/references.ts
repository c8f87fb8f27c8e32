// Offers what an agreement has declared: ids of every kind, parties by their role, terms, levels, contacts, anchors.
// It must never offer an id that does not exist, and never the one inside which the cursor stands.

import { resolved, type Node } from '../../syntax/nodes';
import type { SlaFile } from '../../model/file';
import type { Metric, Party } from '../../model/sla';
import { ofBlocks } from '../../text/blocks';
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

/**
 * What is offered for the items of a section, made once for as long as they stay the same: a section may hold thousands, and they
 * are offered at every key.
 */
function ofSection<T extends { readonly id: string }>(
  kind: RefKind,
  detailOf: (item: T) => string = () => kind,
): (items: readonly T[]) => readonly Draft[] {
  const made = ofBlocks<T, readonly Draft[]>((items) =>
    items.map((item) => ({
      label: item.id,
      kind: 'id',
      detail: detailOf(item),
      docsOf: { of: 'id', ref: kind, id: item.id },
    })),
  );
  const lists = new WeakMap<readonly T[], readonly Draft[]>();
  return (items) => {
    // A section in which nothing changed is the same list.
    let list = lists.get(items);
    if (list === undefined) {
      list = made(items).flat();
      lists.set(items, list);
    }
    return list;
  };
}

const services = ofSection('service');
const sources = ofSection('data');
const metrics = ofSection<Metric>('metric', ({ type }) => type?.value ?? 'metric');
const objectives = ofSection('objective');
const calendars = ofSection('calendar');
const exclusions = ofSection('exclusion');
const remedies = ofSection('remedy');
const goals = ofSection('goal');

/** The ids that may stand where one of a kind is referred to, those of the usual role first. */
export function idsOf(ask: Ask, ref: RefKind): readonly Draft[] {
  const { model } = ask.file;
  const [section, own] = ask.place.path;
  switch (ref) {
    case 'party':
      return partiesOf(ask).map((party) => ({
        label: party.id,
        kind: 'id',
        detail: [party.role?.value, party.name?.value].filter((text) => text !== undefined).join(' · '),
        docsOf: { of: 'id', ref, id: party.id },
      }));
    case 'service':
      return services(model.services);
    case 'data':
      return sources(model.data);
    case 'metric':
      return metrics(model.metrics);
    case 'objective':
      return objectives(model.objectives);
    case 'metric-or-objective':
      return [
        ...objectives(model.objectives),
        ...metrics(model.metrics).filter(({ label }) => section !== 'metrics' || label !== own),
      ];
    case 'calendar':
      return calendars(model.calendars);
    case 'exclusion':
      return exclusions(model.exclusions);
    case 'remedy':
      return remedies(model.remedies);
    case 'goal':
      return goals(model.goals);
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

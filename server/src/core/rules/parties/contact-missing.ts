// contact-missing: a party has no contact, or not the one that the agreement names.
// It must never take a name with a dot in it for a contact where no such party is declared.

import type { SlaFile } from '../../model/file';
import type { Party } from '../../model/sla';
import { entryOf, resolved } from '../../syntax/nodes';
import { insertFix } from '../edits';
import { declared, hasLoss, lacks, ownMap } from '../facts';
import { defineRule, type Fix } from '../rule';
import { message, quoted } from '../say';

/** A contact of a party, as `provider.finance`. */
const contactText = /^([a-z][a-z0-9-]*)\.([a-z][a-z0-9-]*)$/;

export const contactMissing = defineRule({
  id: 'contact-missing',
  category: 'parties',
  lane: 'static',
  severity: 'information',
  summary: 'A party has no contact, or not the one that the agreement names.',
  why: 'In the hour in which it matters nobody knows whom to call.',
  bad: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { service: desk@nordhafen.example } }
  customer: { name: Bergland, role: customer }
# ^^^^^^^^ "customer" has no contact
`,
  good: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { service: desk@nordhafen.example } }
  customer: { name: Bergland, role: customer, contacts: { service-desk: it@bergland.example } }
`,
  fixed: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { service: desk@nordhafen.example } }
  customer: { name: Bergland, role: customer, contacts: { service-desk: TODO } }
`,
  offIn: ['transcribe'],
  yieldsTo: ['duplicate-key', 'wrong-shape', 'unresolved-id', 'missing-key'],
  readsBeside: ['parties'],
  *checkClause({ file, places }) {
    const parties = declared(file.model, 'party') as ReadonlyMap<string, Party>;
    for (const place of places) {
      if (place.kind !== 'value' || !place.shape.takesContact || hasLoss(file.tree)) continue;
      const [, id = '', contact = ''] = contactText.exec(place.node.text.trim()) ?? [];
      const party = parties.get(id);
      if (party === undefined || has(party, contact)) continue;
      yield {
        span: place.span,
        message: message(`${quoted(id, 32)} has no contact ${quoted(contact, 32)}`),
        fixes: fixesOf(file, party, contact),
      };
    }
  },
  *check({ file }) {
    if (file.model.kind?.value !== 'customer' || hasLoss(file.tree)) return;
    for (const party of file.model.parties) {
      const isSide = party.role?.value === 'provider' || party.role?.value === 'customer';
      if (!isSide || !hasNone(file, party)) continue;
      yield {
        span: party.idSpan,
        message: message(`${quoted(party.id)} has no contact`),
        fixes: fixesOf(file, party, 'service-desk'),
      };
    }
  },
});

function has({ contacts }: Party, contact: string): boolean {
  return contacts.some(({ role }) => role === contact);
}

function hasNone(file: SlaFile, { map, contacts }: Party): boolean {
  if (contacts.length > 0) return false;
  const written = map === undefined ? undefined : resolved(entryOf(map, 'contacts')?.value);
  return written?.kind === 'map' ? written.entries.length === 0 : lacks(file, map, 'contacts');
}

/** A contact whose address a person has to fill in. */
function fixesOf(file: SlaFile, party: Party, contact: string): readonly Fix[] {
  const map = ownMap(party);
  const { text } = file.snapshot;
  const written = map === undefined ? undefined : entryOf(map, 'contacts')?.value;
  if (written === undefined) return insertFix(text, map, 'contacts', `{ ${contact}: TODO }`);
  return written.kind === 'map' ? insertFix(text, written, contact, 'TODO') : [];
}

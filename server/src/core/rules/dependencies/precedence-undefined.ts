// precedence-undefined: several documents bind both sides, and nothing says which of them wins.
// It must never count a document that binds other parties.

import type { SlaFile } from '../../model/file';
import { onlyParty } from '../../model/queries';
import { compare, integer, toDecimal, toNumber } from '../../scalars/rational';
import { documentsOf, type Document } from '../documents';
import { insertEntry, scalarAt } from '../edits';
import { hasLoss, lacks } from '../facts';
import { defineRule, type Fix, type TextEdit } from '../rule';
import { message, quoted } from '../say';

const ranking: readonly (string | undefined)[] = ['terms', 'contract', 'order-form', 'policy'];

export const precedenceUndefined = defineRule({
  id: 'precedence-undefined',
  category: 'dependencies',
  lane: 'static',
  severity: 'warning',
  summary: 'Several documents bind both sides, and nothing says which of them wins.',
  why: 'Where two of them differ, each side reads the one that suits it.',
  bad: `references:
  terms: { kind: terms, title: General terms, version: 2026-01, parties: [provider, customer] }
# ^^^^^ 2 documents and no order of precedence
  order: { kind: order-form, title: Order form, parties: [provider, customer] }
`,
  good: `references:
  terms: { kind: terms, title: General terms, version: 2026-01, parties: [provider, customer], precedence: 1 }
  order: { kind: order-form, title: Order form, parties: [provider, customer], precedence: 2 }
`,
  fixed: `references:
  terms: { kind: terms, title: General terms, version: 2026-01, parties: [provider, customer], precedence: 1 }
  order: { kind: order-form, title: Order form, parties: [provider, customer], precedence: 2 }
`,
  offIn: ['transcribe'],
  yieldsTo: ['duplicate-key', 'invalid-id', 'missing-key', 'reference-version-missing'],
  *check({ file }) {
    const documents = bindingBoth(file);
    if (documents.length < 2 || hasLoss(file.tree)) return;
    // One whose rank cannot be read may have any.
    if (documents.some(({ map, precedence }) => precedence === undefined && !lacks(file, map, 'precedence'))) return;
    const unranked = documents.find(({ precedence }) => precedence === undefined);
    if (unranked !== undefined) {
      const fixes = numbered(file, documents);
      const all = documents.every(({ precedence }) => precedence === undefined);
      const said = all
        ? `${documents.length} documents and no order of precedence`
        : `${quoted(unranked.id, 40)} has no rank among ${documents.length} documents`;
      yield { span: unranked.idSpan, message: message(said), fixes };
      return;
    }
    for (const [index, { id, precedence }] of documents.entries()) {
      const same = documents.slice(0, index).find((each) => isSame(each, documents[index]));
      if (same === undefined || precedence === undefined) continue;
      yield {
        span: precedence.span,
        message: message(
          `${quoted(same.id, 28)} and ${quoted(id, 28)} have the same rank ${toDecimal(precedence.value, 3)}`,
        ),
        related: same.precedence === undefined ? [] : [{ span: same.precedence.span, message: 'The same rank' }],
        fixes: numbered(file, documents),
      };
      return;
    }
  },
});

function isSame({ precedence: a }: Document, other: Document | undefined): boolean {
  const b = other?.precedence;
  return a !== undefined && b !== undefined && compare(a.value, b.value) === 0;
}

/** The documents that bind both sides of an agreement with a customer or a supplier. */
function bindingBoth(file: SlaFile): readonly Document[] {
  const { model } = file;
  if (model.kind?.value !== 'customer' && model.kind?.value !== 'supplier') return [];
  const sides = [onlyParty(model, 'provider')?.id, onlyParty(model, 'customer')?.id];
  if (sides.includes(undefined)) return [];
  return documentsOf(file).filter(
    ({ kind, parties }) =>
      ranking.includes(kind?.value) && sides.every((side) => parties.some(({ value }) => value === side)),
  );
}

/** Ranks those without a rank, and all but the first of one rank, behind the others, in the order in which they are written. */
function numbered(file: SlaFile, documents: readonly Document[]): readonly Fix[] {
  const taken = new Set<number>();
  const unranked = documents.filter(({ precedence }) => {
    const rank = precedence === undefined ? undefined : toNumber(precedence.value);
    if (rank === undefined || taken.has(rank)) return true;
    taken.add(rank);
    return false;
  });
  let next = Math.floor(Math.max(0, ...taken));
  const edits: TextEdit[] = [];
  for (const { ownMap, precedence } of unranked) {
    const rank = toDecimal(integer(++next), 0);
    const written = scalarAt(ownMap, 'precedence');
    const edit =
      precedence === undefined && ownMap !== undefined
        ? insertEntry(file.snapshot.text, ownMap, 'precedence', rank)
        : written === undefined
          ? undefined
          : { span: written.span, newText: rank };
    if (edit === undefined) return [];
    edits.push(edit);
  }
  return [{ title: 'Rank the documents as they are written', edits }];
}

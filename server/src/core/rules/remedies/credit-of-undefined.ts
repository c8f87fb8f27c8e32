// credit-of-undefined: a credit is a share of something that is neither a fee nor a term of the agreement.
// It must never speak where fees or glossary could not be read.

import { placeholder } from '../../schema/mend';
import { entryOf, resolved, type MapNode } from '../../syntax/nodes';
import type { Span } from '../../text/span';
import { hasLoss, lacks, rootMap } from '../facts';
import { insertFix, written } from '../edits';
import { defineRule, type Fix } from '../rule';
import { message, quoted } from '../say';

export const creditOfUndefined = defineRule({
  id: 'credit-of-undefined',
  category: 'remedies',
  lane: 'static',
  severity: 'error',
  summary: 'A credit is a share of something that is neither a fee nor a term of the agreement.',
  why: 'Ten percent of nobody knows what is the first thing to be argued about.',
  bad: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits: { kind: service-credit, of: Service Charges, tiers: [{ below: 99.9 %, credit: 10 % }], cap: 10 % per month }
#                                      ^^^^^^^^^^^^^^^ "Service Charges" is not in fees or glossary
glossary:
  Downtime: Time in which no order can be placed
`,
  good: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits: { kind: service-credit, of: Monthly Fee, tiers: [{ below: 99.9 %, credit: 10 % }], cap: 10 % per month }
`,
  fixed: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits: { kind: service-credit, of: Service Charges, tiers: [{ below: 99.9 %, credit: 10 % }], cap: 10 % per month }
glossary:
  Downtime: Time in which no order can be placed
  Service Charges: TODO
`,
  yieldsTo: ['unresolved-id', 'invalid-scalar', 'wrong-shape'],
  *check({ file }) {
    const root = rootMap(file);
    const { fees, glossary, remedies } = file.model;
    if (root === undefined || hasLoss(file.tree)) return;
    for (const section of ['fees', 'glossary']) {
      const entry = entryOf(root, section);
      if (entry === undefined ? !lacks(file, root, section) : resolved(entry.value)?.kind !== 'map') return;
    }
    const known = new Set([...fees.map(({ name }) => name), ...glossary.map(({ term }) => term)]);
    const told = new Map<string, Span>();
    for (const { of } of remedies) {
      // One term that is missing is one finding, however many remedies take a share of it.
      if (of === undefined || of.value === '' || known.has(of.value) || told.has(of.value)) continue;
      told.set(of.value, of.span);
      yield {
        span: of.span,
        message: message(`${quoted(of.value, 50)} is not in fees or glossary`),
        fixes: defined(file.snapshot.text, root, of.value),
      };
    }
  },
});

/** Declares the term; what it means is left to a person. */
function defined(text: string, root: MapNode, term: string): readonly Fix[] {
  const glossary = entryOf(root, 'glossary')?.value;
  const key = written(term, 'plain');
  if (glossary?.kind === 'map') return insertFix(text, glossary, key, placeholder);
  if (glossary !== undefined) return [];
  return insertFix(text, root, 'glossary', `{ ${key}: ${placeholder} }`, ['remedies', 'fees', 'claims', 'references']);
}

// term-redefined: a term means something else here than in an agreement that this one rests on or refers to.
// It must never speak of what a fee is, which each agreement has to say for itself.

import type { SlaFile } from '../../model/file';
import type { SlaModel } from '../../model/sla';
import { placeholder } from '../../schema/mend';
import { fileAt, filesByUri } from '../../project-paths';
import type { Project } from '../../project';
import { entryOf } from '../../syntax/nodes';
import type { Span } from '../../text/span';
import { nameOf, pathBetween } from '../../text/uri';
import { documentsOf } from '../documents';
import { replaceScalar } from '../edits';
import { hasLoss, rootMap } from '../facts';
import { defineRule, type Fix } from '../rule';
import { cut, message, quoted } from '../say';
import { plainTerm } from '../terms';
import { underpinningsOf } from '../underpinning';

export const termRedefined = defineRule({
  id: 'term-redefined',
  category: 'dependencies',
  lane: 'project',
  severity: 'warning',
  summary: 'A term means something else here than in an agreement that this one rests on or refers to.',
  why: 'A failure counts in one of the two agreements and not in the other, and both call it by the same name.',
  bad: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { noc: noc@provider.example } }
  customer: { name: Bergland, role: customer, contacts: { noc: noc@customer.example } }
  cloud: { name: Cloud, role: third-party, engagedBy: provider }
dependencies:
  compute: { party: cloud, agreement: cloud.sla.yaml, objective: compute, for: [availability] }
glossary:
  Downtime: Time in which more than one order in twenty fails
# ^^^^^^^^ "Downtime" differs from cloud.sla.yaml
`,
  good: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { noc: noc@provider.example } }
  customer: { name: Bergland, role: customer, contacts: { noc: noc@customer.example } }
  cloud: { name: Cloud, role: third-party, engagedBy: provider }
dependencies:
  compute: { party: cloud, agreement: cloud.sla.yaml, objective: compute, for: [availability] }
glossary:
  Downtime: Time in which no order can be placed; a partial month is judged by its own length.
`,
  fixed: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { noc: noc@provider.example } }
  customer: { name: Bergland, role: customer, contacts: { noc: noc@customer.example } }
  cloud: { name: Cloud, role: third-party, engagedBy: provider }
dependencies:
  compute: { party: cloud, agreement: cloud.sla.yaml, objective: compute, for: [availability] }
glossary:
  Downtime: "Time in which no order can be placed; a partial month is judged by its own length"
`,
  yieldsTo: ['duplicate-key', 'term-circular'],
  *check({ project, file }) {
    const { model, snapshot, tree } = file;
    if (model.glossary.length === 0 || hasLoss(tree)) return;
    const told = new Set<string>();
    for (const other of agreementsBelow(project, file)) {
      const theirs = new Map(other.model.glossary.map(({ term, definition }) => [plainTerm(term), definition?.value]));
      for (const { term, definition, span } of model.glossary) {
        const key = plainTerm(term);
        const meant = theirs.get(key);
        if (definition === undefined || meant === undefined || told.has(key) || isSame(definition.value, meant))
          continue;
        if ([definition.value, meant].some((text) => text.trim() === placeholder)) continue;
        if (isFee(model, key) || isFee(other.model, key)) continue;
        told.add(key);
        const path = pathBetween(snapshot.uri, other.snapshot.uri) ?? nameOf(other.snapshot.uri);
        yield {
          span,
          message: message(`${quoted(term, 32)} differs from ${cut(path, 48)}`),
          related: [{ span: definition.span, message: 'What it means here' }],
          fixes: taken(file, span, meant),
        };
      }
    }
  },
});

/** Takes the words of the other agreement. */
function taken(file: SlaFile, term: Span, meant: string): readonly Fix[] {
  const root = rootMap(file);
  const glossary = root === undefined ? undefined : entryOf(root, 'glossary')?.value;
  const entry =
    glossary?.kind === 'map' ? glossary.entries.find(({ key }) => key.span.start === term.start) : undefined;
  if (entry?.value?.kind !== 'scalar' || meant.includes('\n')) return [];
  const fix = replaceScalar(entry.value, meant, 'Take the definition of the other agreement');
  return fix === undefined ? [] : [fix];
}

/** The agreements on which one rests, and those to which it refers, each once, as far as they could be read. */
function agreementsBelow(project: Project, file: SlaFile): ReadonlySet<SlaFile> {
  const found = new Set<SlaFile>();
  for (const { other } of underpinningsOf(project, file)) if (other !== undefined) found.add(other);
  const named = documentsOf(file).flatMap((document) => document.file?.value ?? []);
  const files = filesByUri(project);
  for (const path of named) {
    if (!/\.sla\.(?:ya?ml|json)$/.test(path)) continue;
    const other = fileAt(project, file, path, files);
    if (other !== undefined && !hasLoss(other.tree)) found.add(other);
  }
  found.delete(file);
  return found;
}

function isSame(a: string, b: string): boolean {
  return plainTerm(a) === plainTerm(b);
}

/** Whether a term says what credits are a share of. */
function isFee({ fees, remedies }: SlaModel, term: string): boolean {
  return (
    fees.some(({ name }) => plainTerm(name) === term) ||
    remedies.some(({ of }) => of !== undefined && plainTerm(of.value) === term)
  );
}

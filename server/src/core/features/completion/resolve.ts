// Finds the documentation of a completion item when a person looks at it, as Markdown.
// It must never trust what came back from the client: what names nothing has no documentation.

import type { SlaFile } from '../../model/file';
import { pathLookup } from '../../schema/lookup';
import { docsAt, valueDocsAt } from '../../schema/docs';
import { freeKeysAt } from '../../schema/navigate';
import { rules } from '../../rules/index';
import { declared, sectionOf } from '../../rules/facts';
import { forMarkdown } from '../../show/escape';
import { metricType } from '../../vocabulary/metrics/index';
import type { DocsOf } from './item';

/** The Markdown documentation of an item, or undefined where there is nothing to say. */
export function documentation(file: SlaFile, docs: DocsOf): string | undefined {
  const lookup = pathLookup(file.tree);
  switch (docs.of) {
    case 'place':
      return docsAt(docs.path, lookup);
    case 'word':
      return valueDocsAt(docs.path, lookup, docs.word) ?? valueDocsAt(docs.path.slice(0, -1), lookup, docs.word);
    case 'key-word':
      return freeKeysAt(docs.path, lookup)?.suggestions.find(({ id }) => id === docs.word)?.docs;
    case 'type':
      return typeDocs(docs.id);
    case 'id':
      return idDocs(file, docs);
    case 'rule': {
      const rule = rules.find(({ id }) => id === docs.id);
      return rule === undefined ? undefined : `${rule.summary}\n\n${rule.why}`;
    }
    case 'text':
      return docs.text === '' ? undefined : forMarkdown(docs.text);
  }
}

function typeDocs(id: string): string | undefined {
  const type = metricType(id);
  if (type === undefined) return undefined;
  const needs = [...new Set(type.inputs.map((input) => input.docs))].join('; or ');
  const parameters = type.parameters.map(({ name, docs }) => `- \`${name}\`: ${docs}`);
  return [
    type.docs,
    `Needs ${needs}.`,
    `Typical: ${type.typical}. ${type.better === 'declared' ? '' : `${type.better === 'higher' ? 'Higher' : 'Lower'} is better.`}`,
    ...(parameters.length === 0 ? [] : [`Parameters:\n\n${parameters.join('\n')}`]),
    `\`\`\`yaml\n${type.example}\n\`\`\``,
  ].join('\n\n');
}

/** The lines in which an id is declared. */
function idDocs(file: SlaFile, docs: Extract<DocsOf, { readonly of: 'id' }>): string | undefined {
  const kind = Object.keys(sectionOf).find((each): each is keyof typeof sectionOf => each === docs.ref);
  const named = kind === undefined ? undefined : declared(file.model, kind).get(docs.id);
  if (named === undefined) return undefined;
  const text = file.snapshot.text.slice(named.span.start, Math.min(named.span.end, named.span.start + 1_500)).trimEnd();
  const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)));
  return `${fence}yaml\n${text}\n${fence}`;
}

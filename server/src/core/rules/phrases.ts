// Phrases in the prose of an agreement that are written like terms: two or more words in a row that begin with a capital.
// It must never take the first word of a sentence for a part of one, nor a name for a term.

import type { SlaFile } from '../model/file';
import { innerSpan, textsOf } from '../model/reader';
import type { Objective, Text } from '../model/sla';
import { entryOf, type MapNode, type Node } from '../syntax/nodes';
import { ofBlocks } from '../text/blocks';
import type { Span } from '../text/span';
import { documentsOf } from './documents';
import { rootMap } from './facts';
import { isForeignAt } from './foreign';

/** A phrase in a text, and where it stands in that. */
export interface Phrase {
  readonly words: string;
  readonly text: Text;
  readonly start: number;
  /** Whether a word stands before it in its sentence, so that its capitals are meant. */
  readonly isWithin: boolean;
}

const capitalised = /(?<![\p{L}\p{N}’'-])\p{Lu}[\p{Ll}\p{M}]+(?:\s+\p{Lu}[\p{Ll}\p{M}]+)+(?![\p{L}\p{N}-])/gu;
const beginning = /(?:^|[.!?:;…]|\n\s*[-*])[\s"'“”‘’«»()]*$/u;
/** Words that begin a sentence in front of a term and are no part of it. */
const leading = /^(?:The|An?|Each|Every|Any|All|No|This|These|Those|Such|Its?|If|When|In|On|For|Of|By|To|With)\s+/;

const found = new WeakMap<Text, readonly Phrase[]>();

/** The phrases of a text, found once for as long as the text stands there. */
function phrasesIn(text: Text): readonly Phrase[] {
  const known = found.get(text);
  if (known !== undefined) return known;
  const phrases = Array.from(text.value.matchAll(capitalised), ({ 0: match, index }): Phrase => {
    const isWithin = !beginning.test(text.value.slice(0, index));
    const article = leading.exec(match)?.[0] ?? '';
    const words = match.slice(article.length);
    return { words, text, start: index + article.length, isWithin: isWithin || article !== '' };
  }).filter(({ words, start }) => /\s/.test(words) && !isForeignAt(text.value, start));
  found.set(text, phrases);
  return phrases;
}

const ofReasons = ofBlocks<Objective, readonly Phrase[]>((objectives) =>
  objectives.flatMap(({ reason }) => (reason === undefined ? [] : phrasesIn(reason))),
);

/** All phrases in definitions, in what, reason, statement and evidence, and in the purpose, in no certain order. */
export function phrasesOf({ model }: SlaFile): readonly Phrase[] {
  const { purpose, goals, glossary, objectives } = model;
  const texts = [
    purpose,
    ...goals.map(({ statement }) => statement),
    ...glossary.map(({ definition }) => definition),
    ...proseOf(model.exclusions),
    ...proseOf(model.remedies),
  ].flatMap((text) => text ?? []);
  return [...texts.flatMap(phrasesIn), ...ofReasons(objectives).flat()];
}

type Prose = readonly { readonly map: MapNode | undefined; readonly what: Text | undefined }[];
const prose = new WeakMap<Prose, readonly Text[]>();

/** What is written under `what` and `evidence` in a section; the same texts for as long as the section is the same. */
function proseOf(section: Prose): readonly Text[] {
  let texts = prose.get(section);
  if (texts === undefined) {
    texts = section.flatMap(({ what, map }) => [
      ...(what === undefined ? [] : [what]),
      ...(map !== undefined ? textsOf(entryOf(map, 'evidence')?.value) : []),
    ]);
    prose.set(section, texts);
  }
  return texts;
}

/** Where a phrase stands in the document: the whole text where that is folded over lines, in which no comment can stand. */
export function spanOfPhrase(source: string, { text, words, start }: Phrase): Span {
  return innerSpan(source, text.span, text.value, { start, end: start + words.length });
}

/** Names that are no terms: of parties, services, roles, fees, documents, people, groups and the agreement itself. */
export function namesIn(file: SlaFile): readonly string[] {
  const { model } = file;
  const root = rootMap(file);
  const below = (key: string): readonly string[] =>
    scalarsIn(root === undefined ? undefined : entryOf(root, key)?.value);
  const texts = [model.title, ...model.parties.map(({ name }) => name), ...model.services.map(({ name }) => name)];
  return [
    ...texts.flatMap((text) => text?.value ?? []),
    ...model.fees.flatMap(({ name, groups }) => [name, ...groups.keys()]),
    ...documentsOf(file).flatMap(({ title }) => title?.value ?? []),
    ...below('approvals'),
    ...below('priorities'),
  ];
}

function scalarsIn(node: Node | undefined): readonly string[] {
  if (node?.kind === 'scalar') return [node.text];
  if (node?.kind === 'seq') return node.items.flatMap(scalarsIn);
  return node?.kind === 'map' ? node.entries.flatMap(({ key, value }) => [key.text, ...scalarsIn(value)]) : [];
}

// Finds the terms of a glossary in free text: whole words, as they are written there, the longest first.
// It must never take more than one pass over a text, however many terms there are and however alike they begin.

import type { Span } from '../text/span';

/** A term of more words than this is not looked for: it would be a sentence. */
const maximumWords = 16;

interface Branch {
  readonly next: Map<string, Branch>;
  term: string | undefined;
}

export interface FoundTerm {
  readonly term: string;
  readonly span: Span;
}

interface Word extends Span {
  readonly text: string;
}

const wordPattern = /[\p{L}\p{N}\p{M}_]+|\s+|[^]/gu;

function wordsOf(text: string): readonly Word[] {
  return Array.from(text.matchAll(wordPattern), ({ 0: word, index }) => ({
    // Blanks and the ends of lines are alike: a text may be folded anywhere.
    text: word.trim() === '' ? ' ' : word,
    start: index,
    end: index + word.length,
  }));
}

/** Makes a search for some terms; one search serves all texts of a file. */
export function termSearch(terms: Iterable<string>): (text: string) => readonly FoundTerm[] {
  const root: Branch = { next: new Map(), term: undefined };
  for (const term of terms) {
    const words = wordsOf(term.trim());
    if (words.length === 0 || words.length > 2 * maximumWords || !/[\p{L}\p{N}]/u.test(term)) continue;
    let branch = root;
    for (const { text } of words) {
      let next = branch.next.get(text);
      if (next === undefined) branch.next.set(text, (next = { next: new Map(), term: undefined }));
      branch = next;
    }
    branch.term = term;
  }
  if (root.next.size === 0) return () => [];
  return (text) => {
    const words = wordsOf(text);
    const found: FoundTerm[] = [];
    for (let index = 0; index < words.length; index++) {
      const match = longestFrom(root, words, index);
      if (match === undefined) continue;
      const [first, last] = [words[index], words[match.last]];
      if (first !== undefined && last !== undefined)
        found.push({ term: match.term, span: { start: first.start, end: last.end } });
      index = match.last;
    }
    return found;
  };
}

function longestFrom(
  root: Branch,
  words: readonly Word[],
  start: number,
): { readonly term: string; readonly last: number } | undefined {
  let branch: Branch | undefined = root;
  let found: { readonly term: string; readonly last: number } | undefined;
  for (let index = start; ; index++) {
    branch = branch.next.get(words[index]?.text ?? '');
    if (branch === undefined) return found;
    if (branch.term !== undefined) found = { term: branch.term, last: index };
  }
}

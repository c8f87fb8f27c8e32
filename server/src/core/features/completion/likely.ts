// Of thousands of ids that could be meant, those that begin with what was typed, and then those that hold it.
// It must never leave out an item of a list that a person can look through.

import type { Draft } from './item';

/** Longer lists are cut: they are sent and sorted at every key, and nobody looks through them. */
const maximumItems = 100;

/**
 * The drafts that fit what was typed best, at most 100, each in its place: first those that begin with it, then those that hold
 * its letters in their order. A list that was cut is to be asked for again with the next key. Short lists are given as they are.
 */
export function mostLikely(drafts: readonly Draft[], typedOf: (draft: Draft) => string): readonly Draft[] {
  if (drafts.length <= maximumItems) return drafts;
  const small = (draft: Draft): string => typedOf(draft).replace(/^["']/, '').toLowerCase();
  // What was typed is asked for twice, not for each of thousands: of a draft for the whole place, and of one for a part of it.
  const [whole, part] = [true, false].map((isWhole) => drafts.find(({ isPart }) => (isPart !== true) === isWhole));
  const typedWhole = whole === undefined ? '' : small(whole);
  const typedPart = part === undefined ? '' : small(part);
  const beginning: Draft[] = [];
  const holding: Draft[] = [];
  for (const draft of drafts) {
    if (beginning.length === maximumItems) break;
    const names = [draft.label, draft.meaning ?? ''].map((name) => name.toLowerCase());
    const typed = draft.isPart === true ? typedPart : typedWhole;
    if (names.some((name) => name.startsWith(typed))) beginning.push(draft);
    else if (holding.length < maximumItems && names.some((name) => holds(name, typed))) holding.push(draft);
  }
  const chosen = [...beginning, ...holding].slice(0, maximumItems);
  return chosen.map((draft) => ({ ...draft, followsTyping: true }));
}

/** Whether a label holds all letters of what was typed, in their order. */
function holds(label: string, typed: string): boolean {
  let at = 0;
  for (const letter of typed) {
    at = label.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

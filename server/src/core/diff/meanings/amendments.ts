// What other ways to change the agreement itself, and to settle what is disputed, mean.
// It must never take a procedure for better or worse: only notices and what they protect can be counted.

import { parseDuration } from '../../scalars/words';
import { resolved, type Entry, type Node } from '../../syntax/nodes';
import type { Difference } from '../differences';
import { known, textOf, type Meaning } from './meaning';
import type { Scene, Sides } from './scene';
import { durationMeaning } from './terms';

/** How the agreement itself may be changed. */
export function changesMeaning(difference: Difference, { everybody }: Scene): Meaning {
  const { kind, path, from, to } = difference;
  const key = path[1];
  if (key === undefined) return everyTermOfChanges(kind === 'added' ? to : from, kind === 'added', everybody);
  if (key === 'notice')
    return durationMeaning(difference, 'stronger', everybody, ['more before a change', 'less before a change']);
  if (key === 'noAdverseChange') {
    const words = [from, to].map((written) => textOf(written)?.toLowerCase() ?? 'false');
    if (words.some((word) => word !== 'true' && word !== 'false'))
      return known('unclear', 'it cannot be read', everybody);
    return words[1] === 'true'
      ? known('stronger', 'no promise may get weaker during the term', everybody)
      : known('weaker', 'promises may get weaker during the term', everybody);
  }
  return known('unclear', 'changed in another way', everybody);
}

/** All terms of changes at once: a notice and a promise that nothing gets weaker protect, what else is written may do either. */
function everyTermOfChanges(written: Node | undefined, isNew: boolean, everybody: Sides): Meaning {
  const terms = resolved(written);
  const isNone = (entry: Entry): boolean =>
    entry.key.text === 'noAdverseChange' && /^false$/i.test(textOf(entry.value) ?? '');
  if (terms?.kind === 'map' && terms.entries.every(isNone)) return undefined;
  const protects = (entry: Entry): boolean =>
    (entry.key.text === 'notice' && parseDuration(textOf(entry.value) ?? '').ok) ||
    (entry.key.text === 'noAdverseChange' && /^true$/i.test(textOf(entry.value) ?? ''));
  if (terms?.kind !== 'map' || !terms.entries.every((entry) => protects(entry) || isNone(entry)))
    return known('unclear', 'changed in another way', everybody);
  return isNew
    ? known('stronger', 'protected from changes', everybody)
    : known('weaker', 'no longer protected from changes', everybody);
}

export function disputesMeaning(difference: Difference, { everybody, pairing }: Scene): Meaning {
  if (difference.path[1] === 'measurementOfRecord') {
    const [from, to] = [textOf(difference.from), textOf(difference.to)];
    const old = from === undefined ? undefined : pairing.rename('party', from);
    const isOwing = (party: string | undefined): boolean =>
      party !== undefined && everybody.owing.has(party) && !everybody.owed.has(party);
    if (isOwing(to) && !isOwing(old))
      return known('weaker', 'the measurement of the party that owes counts', everybody);
    if (isOwing(old) && !isOwing(to))
      return known('stronger', 'the measurement of the party that owes no longer counts', everybody);
  }
  return known('unclear', 'disputes are settled otherwise', everybody);
}

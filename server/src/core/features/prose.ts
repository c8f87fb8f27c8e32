// Tells which values are sentences for people, in which terms of the glossary are looked for.
// It must never take a query, a unit, an address or a value of the data for a sentence.

import type { Trail } from '../schema/walk';

const proseKeys: ReadonlySet<string | number> = new Set([
  'purpose',
  'title',
  'name',
  'description',
  'statement',
  'what',
  'note',
  'evidence',
  'reason',
  'scope',
  'given',
  'otherwise',
  'summary',
  'until',
  'paidAs',
  'procedure',
  'formula',
  'measuredAt',
  'contents',
  'agenda',
]);

/** Whether the value at the end of a trail is a sentence, or one of a list of them. */
export function isProse(trail: Trail | undefined): boolean {
  const owner = typeof trail?.step === 'number' ? trail.above : trail;
  if (owner === undefined) return false;
  const above = owner.above;
  // Names of people and parties are no sentences.
  if (owner.step === 'name') return above?.above?.step === 'services';
  if (above?.step === 'glossary' && above.above === undefined) return true;
  if (above?.step === 'levels' && above.above?.step === 'priorities') return true;
  return proseKeys.has(owner.step);
}

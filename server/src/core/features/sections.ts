// Which sections of an agreement define what: for outlines, symbols and tokens.
// It must never name a section whose keys are no names.

import type { NameKind } from './names';

/** What the keys of a section define, by the key of the section. */
export const sectionKinds: ReadonlyMap<string, NameKind> = new Map([
  ['parties', 'party'],
  ['services', 'service'],
  ['goals', 'goal'],
  ['calendars', 'calendar'],
  ['data', 'data'],
  ['metrics', 'metric'],
  ['objectives', 'objective'],
  ['exclusions', 'exclusion'],
  ['remedies', 'remedy'],
  ['fees', 'fee'],
  ['responsibilities', 'duty'],
  ['dependencies', 'dependency'],
  ['references', 'reference'],
  ['glossary', 'term'],
]);

// exclusion-added-to-numerator: the words of the paper add excluded time to the time that was up, and leave it in the whole.
// It must never speak of a formula that takes the excluded time off the whole as well.

import { textOf } from '../../model/reader';
import type { Text } from '../../model/sla';
import { entryOf } from '../../syntax/nodes';
import { defineRule, type Yield } from '../rule';

const up = '(?:up\\s*-?\\s*time|available|availability|minutes up|time up|operational)';
const excluded = '(?:exclu|maintenance|planned|scheduled|permitted|force majeure)';
const over = '(?:/|÷|\\bover\\b|\\bdivided by\\b)';
/** What was up and what is excluded, added before anything is divided. */
const adds = new RegExp(
  `^[^/÷]*\\b${up}[^/÷]*?(?:\\+|\\bplus\\b|\\band\\b)[^/÷]*?${excluded}[^/÷]*?${over}(.*)$`,
  'isu',
);
const takesOff = /[-−–]|\bminus\b|\bless\b|\bwithout\b|\bnet of\b|exclu/iu;

export const exclusionAddedToNumerator = defineRule({
  id: 'exclusion-added-to-numerator',
  category: 'exclusions',
  lane: 'static',
  severity: 'warning',
  summary: 'The words of the paper add excluded time to the time that was up, and leave it in the whole.',
  why: 'Each hour of maintenance then counts as an hour in which all was well, and makes up for an outage.',
  bad: `metrics:
  uptime: { type: availability, formula: (uptime + excluded time) / total time }
#                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Excluded time is counted as up; take it out of both
`,
  good: `metrics:
  uptime: { type: availability, formula: uptime / (total time - excluded time) }
`,
  yieldsTo: ['formula-direction', 'metric-type-unknown'],
  readsBeside: [],
  *check({ file: { model } }) {
    for (const { term, definition } of model.glossary)
      if (/availability|up\s*-?\s*time/i.test(term)) yield* addedIn(definition);
  },
  *checkClause({ metrics }) {
    for (const { map } of metrics) if (map !== undefined) yield* addedIn(textOf(entryOf(map, 'formula')?.value));
  },
});

function* addedIn(text: Text | undefined): Generator<Yield> {
  const whole = text === undefined ? undefined : adds.exec(text.value)?.[1];
  if (text === undefined || whole === undefined || takesOff.test(whole)) return;
  yield { span: text.span, message: 'Excluded time is counted as up; take it out of both' };
}

// term-undefined: a phrase is written with capitals like a defined term, more than once, and nothing defines it.
// It must never take a name for a term: of a party, a service, a fee, a document, a person.

import type { SlaFile } from '../../model/file';
import { placeholder } from '../../schema/mend';
import { standardDuties } from '../../vocabulary/duties';
import { holidayNames } from '../../vocabulary/holiday-names.generated';
import { contactNames, partyRoles } from '../../vocabulary/kinds';
import { entryOf } from '../../syntax/nodes';
import { insertFix } from '../edits';
import { hasLoss, rootMap } from '../facts';
import { namesIn, phrasesOf, spanOfPhrase, type Phrase } from '../phrases';
import { defineRule, type Fix } from '../rule';
import { cut, message, quoted } from '../say';
import { plainTerm } from '../terms';

/** Places that people know, and what the language itself calls a contact, a duty or a role: nobody defines them. */
const wellKnown: ReadonlySet<string> = new Set(
  [
    ...Object.values(holidayNames).flatMap((names) => names.split('|')),
    ...['European Union', 'European Economic Area', 'Great Britain', 'Northern Ireland'],
    ...[...contactNames, ...standardDuties, ...partyRoles].map(({ id }) => id.replaceAll('-', ' ')),
  ].map(plainTerm),
);

/** From this number of uses on a phrase is meant as a term. */
const leastUses = 2;

export const termUndefined = defineRule({
  id: 'term-undefined',
  category: 'dependencies',
  lane: 'static',
  severity: 'warning',
  summary: 'A phrase is written with capitals like a defined term, more than once, and nothing defines it.',
  why: 'The capitals say that the word means something exact, and each side will know what when it comes to it.',
  bad: `purpose: Says how much Downtime there may be for a Covered Request, and what follows
#                                                  ^^^^^^^^^^^^^^^ "Covered Request" is used 2 times, not defined
glossary:
  Downtime: Time in which Covered Requests fail
`,
  good: `purpose: Says how much Downtime there may be for a Covered Request, and what follows
glossary:
  Downtime: Time in which Covered Requests fail
  Covered Request: A request to a documented endpoint
`,
  fixed: `purpose: Says how much Downtime there may be for a Covered Request, and what follows
glossary:
  Downtime: Time in which Covered Requests fail
  Covered Request: TODO
`,
  offIn: ['transcribe'],
  yieldsTo: ['target-not-testable', 'credit-of-undefined'],
  *check({ file }) {
    if (hasLoss(file.tree)) return;
    const byTerm = new Map<string, Phrase[]>();
    for (const phrase of phrasesOf(file)) {
      const term = plainTerm(phrase.words);
      const list = byTerm.get(term);
      if (list === undefined) byTerm.set(term, [phrase]);
      else list.push(phrase);
    }
    const often = [...byTerm].filter(([, uses]) => uses.length >= leastUses && uses.some(({ isWithin }) => isWithin));
    if (often.length === 0) return;
    const known = [...file.model.glossary.map(({ term }) => term), ...namesIn(file)].map(
      (each) => ` ${plainTerm(each)} `,
    );
    const defined = file.model.glossary.map(({ term }) => ` ${plainTerm(term)} `);
    for (const [term, uses] of often) {
      // A part of a name is no term, and a phrase that holds a term is told apart by people.
      if (wellKnown.has(term)) continue;
      if (known.some((each) => each.includes(` ${term} `)) || defined.some((each) => ` ${term} `.includes(each)))
        continue;
      const [first] = inOrder(file, uses);
      if (first === undefined) continue;
      const words = first.words.replace(/\s+/g, ' ');
      yield {
        span: spanOfPhrase(file.snapshot.text, first),
        message: message(`${quoted(words, 40)} is used ${uses.length} times, not defined`),
        fixes: added(file, words),
      };
    }
  },
});

/** Uses in document order; those in texts that are folded over lines last, for there all of the text would be marked. */
function inOrder({ snapshot }: SlaFile, uses: readonly Phrase[]): readonly Phrase[] {
  const isFolded = ({ text }: Phrase): boolean =>
    text.value.length + 2 < text.span.end - text.span.start || '|>'.includes(snapshot.text[text.span.start] ?? ' ');
  return [...uses].sort(
    (a, b) => Number(isFolded(a)) - Number(isFolded(b)) || a.text.span.start - b.text.span.start || a.start - b.start,
  );
}

/** Puts a term into the glossary that is still to be defined. */
function added(file: SlaFile, term: string): readonly Fix[] {
  const { text } = file.snapshot;
  const root = rootMap(file);
  const glossary = root === undefined ? undefined : entryOf(root, 'glossary')?.value;
  const fixes =
    glossary === undefined
      ? insertFix(text, root, 'glossary', `{ ${term}: ${placeholder} }`, ['remedies', 'dependencies', 'references'])
      : glossary.kind === 'map'
        ? insertFix(text, glossary, term, placeholder)
        : [];
  return fixes.map((fix) => ({ ...fix, title: `Define "${cut(term, 40)}" in the glossary` }));
}

// term-circular: a term is defined by another one that is defined by it, and by nothing else.
// It must never speak of a definition that says more than a term.

import type { SlaModel } from '../../model/sla';
import type { SlaFile } from '../../model/file';
import { placeholder } from '../../schema/mend';
import { entryOf } from '../../syntax/nodes';
import { rootMap } from '../facts';
import { defineRule, type Fix } from '../rule';
import { message, quoted } from '../say';
import { plainTerm } from '../terms';

type Entry = SlaModel['glossary'][number];

export const termCircular = defineRule({
  id: 'term-circular',
  category: 'dependencies',
  lane: 'static',
  severity: 'error',
  summary: 'A term is defined by another one that is defined by it, and by nothing else.',
  why: 'However often one looks it up, nobody learns what it means.',
  bad: `glossary:
  Downtime: Any Outage.
# ^^^^^^^^ "Downtime" is defined by itself, by way of "Outage"
  Outage: The downtime
`,
  good: `glossary:
  Downtime: Any Outage.
  Outage: Time in which no order can be placed
`,
  fixed: `glossary:
  Downtime: TODO
  Outage: The downtime
`,
  yieldsTo: ['duplicate-key'],
  *check({ file }) {
    const { model } = file;
    const byTerm = new Map<string, Entry>();
    for (const entry of model.glossary) byTerm.set(plainTerm(entry.term), entry);
    const told = new Set<Entry>();
    for (const entry of model.glossary) {
      const way = wayFrom(byTerm, entry);
      if (way === undefined || way.some((each) => told.has(each))) continue;
      for (const each of way) told.add(each);
      const [, ...others] = way;
      const by = others.map(({ term }) => quoted(term, 20)).join(', ');
      yield {
        span: entry.span,
        message: message(`${quoted(entry.term, 24)} is defined by itself${by === '' ? '' : `, by way of ${by}`}`),
        related: others.map(({ span }) => ({ span, message: 'On the way' })),
        fixes: openedAgain(file, entry),
      };
    }
  },
});

/** Takes the words away that say nothing, so that the term is defined at last. */
function openedAgain(file: SlaFile, { span }: Entry): readonly Fix[] {
  const root = rootMap(file);
  const glossary = root === undefined ? undefined : entryOf(root, 'glossary')?.value;
  const entry =
    glossary?.kind === 'map' ? glossary.entries.find(({ key }) => key.span.start === span.start) : undefined;
  if (entry?.value?.kind !== 'scalar' || entry.value.style === 'block') return [];
  return [{ title: 'Define it anew', edits: [{ span: entry.value.span, newText: placeholder }] }];
}

/** The terms from one back to itself, each defined by the next alone; undefined where the way ends elsewhere. */
function wayFrom(byTerm: ReadonlyMap<string, Entry>, start: Entry): readonly Entry[] | undefined {
  const way = [start];
  for (;;) {
    const next = onlyTermOf(byTerm, way.at(-1));
    if (next === undefined) return undefined;
    if (next === start) return way;
    if (way.includes(next)) return undefined;
    way.push(next);
  }
}

/** The term that a definition is, but for an article before it. */
function onlyTermOf(byTerm: ReadonlyMap<string, Entry>, entry: Entry | undefined): Entry | undefined {
  if (entry?.definition === undefined) return undefined;
  const said = plainTerm(entry.definition.value);
  return byTerm.get(said) ?? byTerm.get(said.replace(/^(?:the|an?|any|each|every|all|see) /, ''));
}

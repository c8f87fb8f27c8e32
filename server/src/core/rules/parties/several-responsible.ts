// several-responsible: a duty has more than one responsible party.
// It must never speak of a party for each direction, which is a way to have one.

import type { SlaFile } from '../../model/file';
import type { Responsibility } from '../../model/sla';
import { entryOf, resolved, type MapNode, type SeqNode } from '../../syntax/nodes';
import { fixOf, insertEntry } from '../edits';
import { ownMap } from '../facts';
import { defineRule, type Fix, type TextEdit } from '../rule';
import { message, quoted } from '../say';

export const severalResponsible = defineRule({
  id: 'several-responsible',
  category: 'parties',
  lane: 'static',
  severity: 'error',
  summary: 'A duty has more than one responsible party.',
  why: 'Where two are responsible, each waits for the other, and neither can be held to it.',
  bad: `responsibilities:
  measure: { responsible: [provider, customer] }
#                         ^^^^^^^^^^^^^^^^^^^^ "measure" has 2 responsible parties; one answers
  pay-fees: { responsible: customer }
`,
  good: `responsibilities:
  measure: { responsible: provider, consulted: [customer] }
  pay-fees: { responsible: customer }
`,
  fixed: `responsibilities:
  measure: { responsible: provider, consulted: [customer] }
  pay-fees: { responsible: customer }
`,
  yieldsTo: ['wrong-shape', 'duplicate-key'],
  *check({ file }) {
    for (const duty of file.model.responsibilities) {
      const value = duty.map === undefined ? undefined : entryOf(duty.map, 'responsible')?.value;
      const list = resolved(value);
      const parties = new Set(duty.responsible.map(({ value: id }) => id));
      if (value === undefined || list?.kind !== 'seq' || parties.size < 2) continue;
      yield {
        span: value.span,
        message: message(`${quoted(duty.id)} has ${parties.size} responsible parties; one answers`),
        fixes: value === list ? fixesOf(file, duty, list, [...parties]) : [],
      };
    }
  },
});

/** The first is responsible, the others are consulted. */
function fixesOf(file: SlaFile, duty: Responsibility, list: SeqNode, parties: readonly string[]): readonly Fix[] {
  const map = ownMap(duty);
  const [first = '', ...others] = parties;
  if (map === undefined || !list.flow) return [];
  return fixOf(
    `Let "${first}" be responsible, and consult the others`,
    { span: list.span, newText: first },
    consulted(file, map, others),
  );
}

function consulted({ snapshot }: SlaFile, map: MapNode, others: readonly string[]): TextEdit | undefined {
  const written = entryOf(map, 'consulted');
  if (written === undefined)
    return insertEntry(snapshot.text, map, 'consulted', `[${others.join(', ')}]`, ['responsible']);
  const last = written.value?.kind === 'seq' && written.value.flow ? written.value.items.at(-1) : undefined;
  if (last === undefined) return undefined;
  return { span: { start: last.span.end, end: last.span.end }, newText: `, ${others.join(', ')}` };
}

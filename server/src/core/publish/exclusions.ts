// What does not count: which time or cases, on which conditions, up to which limit, and who decides.
// It must never let an exclusion look recorded that is not: without a record it changes no number.

import { reader } from '../model/reader';
import type { Exclusion } from '../model/sla';
import type * as shape from '../schema/types.generated';
import { exclusionKinds } from '../vocabulary/exclusions';
import { conditionWords } from './conditions';
import { facts, heading, paragraph, table, type Block } from './document';
import { dateWords, ended, hoursWords, humanised, joined } from './phrases';
import {
  asWritten,
  clauseName,
  clauseTitle,
  definition,
  durationAt,
  hoursOf,
  limitAt,
  partiesNames,
  partyName,
  plain,
  type Telling,
} from './telling';

export function exclusions(telling: Telling): readonly Block[] {
  return telling.model.exclusions.flatMap((exclusion) => exclusionBlocks(telling, exclusion));
}

function exclusionBlocks(telling: Telling, exclusion: Exclusion): readonly Block[] {
  const { id, idSpan, span, map, kind, data, intervals, where, slot, what } = exclusion;
  const read = reader<shape.Exclusion>(map);
  const docs = definition(exclusionKinds, kind?.value);
  const notice = durationAt(read, 'notice');
  const limit = limitAt(read, 'limit');
  const party = plain(read, 'party');
  const users = telling.model.objectives.filter(({ excludes }) => excludes.some(({ value }) => value === id));
  const isRecorded = data !== undefined || intervals.length > 0 || where !== undefined;
  const groups = intervals.some(({ group }) => group !== undefined);
  return [
    heading(3, clauseTitle(telling, 'exclusions', id), idSpan),
    ...paragraph(
      [
        kind === undefined ? undefined : docs === undefined ? `Kind: ${asWritten(kind.value)}.` : docs,
        what === undefined ? undefined : ended(what.value),
        notice === undefined
          ? undefined
          : `It has to be announced ${notice} before it begins; announced later, it counts in full.`,
        slot === undefined
          ? undefined
          : `It may take place ${hoursWords(slot.flatMap(({ days, openings }) => days.map((day) => ({ day, openings }))))}; only the part inside these times is left out.`,
        limit === undefined ? undefined : `Up to ${limit} can be left out; what goes beyond it counts.`,
        where === undefined ? undefined : `Left out are the records where ${conditionWords(where.value)}.`,
      ],
      span,
    ),
    ...facts([
      ['Hours', hoursOf(telling, read.text('calendar'), notice, limit)],
      ['Whose failure', party === undefined ? undefined : partyName(telling, party)],
      ['Proof', plain(read, 'evidence')],
      ['Decided by', decided(partiesNames(telling, read.list('decidedBy')), read.list('decidedBy').length)],
      ['Recorded in', data === undefined ? undefined : clauseName(telling, 'data', data.value)],
      ['Record', isRecorded ? undefined : 'None is attached: no number leaves it out.'],
      ['Holds for', joined(users.map((each) => clauseName(telling, 'objectives', each.id)))],
    ]),
    ...table({
      caption: `When “${humanised(id)}” applied`,
      head: ['From', 'To', groups ? 'Only for' : '', 'Remark'],
      rows: intervals.map(({ from, to, group, note }) => [
        dateWords(from?.value ?? 'not written'),
        dateWords(to?.value ?? 'open'),
        group?.value ?? '',
        note?.value ?? '',
      ]),
    }),
  ];
}

function decided(names: string | undefined, count: number): string | undefined {
  return names === undefined || count < 2 ? names : `${names}, together`;
}

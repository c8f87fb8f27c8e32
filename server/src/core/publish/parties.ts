// Who agrees on what and in which words: subject and term, parties, terms, services, goals, hours.
// It must never give a party a role, a service a limit or a word a meaning that the agreement does not.

import { zoneOfCalendar } from '../model/queries';
import { reader, textOf } from '../model/reader';
import type { Calendar, Goal, Party, Service, Text } from '../model/sla';
import type * as shape from '../schema/types.generated';
import type { AgreementKind } from '../schema/types.generated';
import { resolved } from '../syntax/nodes';
import type { Status } from '../vocabulary/kinds';
import { conditionWords } from './conditions';
import { facts, heading, paragraph, table, type Block } from './document';
import { dateWords, ended, hoursWords, humanised, inSentence, joined, spanWords } from './phrases';
import { asWritten, clauseName, clauseNames, clauseTitle, partyName, plain, quantityAt, type Telling } from './telling';

const kinds: Readonly<Record<AgreementKind, string>> = {
  customer: 'An agreement with an external customer',
  internal: 'An agreement inside one organization',
  supplier: 'An agreement with a supplier',
};

const statuses: Readonly<Record<Status, string>> = {
  draft: 'A draft: nobody is bound yet',
  review: 'Under review by the parties: nobody is bound yet',
  agreed: 'Agreed by the parties, not yet in force',
  active: 'In force',
  suspended: 'Put on hold by the parties',
  expired: 'Ended; kept as a record',
};

/** What a word means to those who sign; of one that is not known, the word as it is written. */
function meaning(words: Readonly<Record<string, string>>, text: Text | undefined): string | undefined {
  if (text === undefined) return undefined;
  return Object.hasOwn(words, text.value) ? words[text.value] : asWritten(text.value);
}

/** What kind of agreement this is, whether it binds, from when to when, and on whose clock. */
export function subject({ model }: Telling): readonly Block[] {
  const { term } = model;
  const days = spanWords(term?.from?.value, term?.to?.value);
  return [
    ...paragraph([model.purpose?.value], model.purpose?.span),
    ...facts([
      ['Kind', meaning(kinds, model.kind)],
      ['Status', meaning(statuses, model.status)],
      ['Version', model.version?.value],
      ['Replaces', model.supersedes?.value.replace('@', ', version ')],
      ['Short name', model.id?.value],
      [
        'Term',
        days === ''
          ? undefined
          : `${ended(`In force ${days}`)}${term?.to === undefined ? '' : ' Both days are included.'}`,
      ],
      [
        'Clock',
        model.timeZone === undefined ? undefined : `Days, months and hours are those of ${model.timeZone.value}.`,
      ],
    ]),
  ];
}

/** The parties with their roles, those who engaged third parties, and how to reach each. */
export function parties(telling: Telling): readonly Block[] {
  const { model } = telling;
  const row = (party: Party): readonly string[] => [
    partyName(telling, party.id),
    humanised(party.role?.value ?? ''),
    humanised(party.type?.value ?? ''),
    party.engagedBy === undefined ? '' : partyName(telling, party.engagedBy.value),
    party.contacts.map(({ role, address }) => `${humanised(role)}: ${address}`).join('; '),
  ];
  return table({
    caption: 'The parties and how to reach them',
    head: ['Party', 'Role', 'Type', 'Engaged by', 'Contacts'],
    rows: model.parties.map(row),
  });
}

export function definitions({ model }: Telling): readonly Block[] {
  return facts(model.glossary.map(({ term, definition }) => [term, definition?.value ?? 'No meaning is written.']));
}

export function services(telling: Telling): readonly Block[] {
  return telling.model.services.flatMap((service) => serviceBlocks(telling, service));
}

function serviceBlocks(telling: Telling, { id, idSpan, map, description, owner }: Service): readonly Block[] {
  const parameters = reader<shape.Service>(map).inner('parameters').entries();
  return [
    heading(3, clauseTitle(telling, 'services', id), idSpan),
    ...paragraph([
      description === undefined ? undefined : ended(description.value),
      owner === undefined ? undefined : `${partyName(telling, owner.value)} runs it.`,
    ]),
    ...facts(parameters.map(({ key, value }) => [humanised(key.text), textOf(value)?.value])),
  ];
}

export function goals(telling: Telling): readonly Block[] {
  return telling.model.goals.flatMap((goal) => goalBlocks(telling, goal));
}

function goalBlocks(telling: Telling, { id, idSpan, map, statement, owner, objectives }: Goal): readonly Block[] {
  const carried = clauseNames(telling, 'objectives', objectives);
  const derivation = reader<shape.Goal>(map).inner<Record<string, unknown>>('derivation');
  return [
    heading(3, humanised(id), idSpan),
    ...paragraph([
      statement === undefined ? undefined : ended(statement.value),
      owner === undefined ? undefined : `It is a goal of ${partyName(telling, owner.value)}.`,
      carried === undefined ? undefined : `It rests on ${carried}.`,
    ]),
    ...table({
      caption: `How the goal “${humanised(id)}” leads to a target`,
      head: ['Step', 'Value', 'From', 'Promised in'],
      rows: derivation.entries().map(({ key, value }) => {
        if (resolved(value)?.kind !== 'map')
          return [humanised(key.text), quantityAt(derivation, key.text) ?? '', '', ''];
        const step = reader<shape.DerivationStep>(value);
        const carriedBy = plain(step, 'carriedBy');
        return [
          humanised(key.text),
          quantityAt(step, 'equals') ?? '',
          conditionWords(plain(step, 'of') ?? '', (name) => inSentence(humanised(name))),
          carriedBy === undefined ? '' : clauseName(telling, 'objectives', carriedBy),
        ];
      }),
    }),
  ];
}

export function calendars(telling: Telling): readonly Block[] {
  return telling.model.calendars.flatMap((calendar) => calendarBlocks(telling, calendar));
}

function calendarBlocks(telling: Telling, calendar: Calendar): readonly Block[] {
  const { id, idSpan, hours, holidays, holidayRegion, except } = calendar;
  const zone = zoneOfCalendar(telling.model, calendar);
  const region = holidayRegion?.region === undefined ? '' : `, ${holidayRegion.region.value}`;
  return [
    heading(3, clauseTitle(telling, 'calendars', id), idSpan),
    ...facts([
      ['Open', hours === undefined ? 'The hours cannot be read.' : hoursWords(hours)],
      ['Clock', hours === '24x7' && holidays.length === 0 ? undefined : zone],
      [
        'Closed on',
        holidayRegion?.country !== undefined
          ? `the public holidays of ${holidayRegion.country.value}${region}`
          : joined(holidays.map(({ value }) => dateWords(value))),
      ],
      ['Open all the same on', joined(except.map(({ value }) => dateWords(value)))],
    ]),
  ];
}

/** Who signs for each party; the lines of those who have not signed are empty. */
export function signatures(telling: Telling): readonly Block[] {
  const { model } = telling;
  const signing = model.parties.filter(({ role, id }) => {
    return role?.value !== 'third-party' || model.approvals.some(({ party }) => party === id);
  });
  const others = model.approvals.filter(({ party }) => !model.parties.some(({ id }) => id === party));
  const approvals = reader<shape.Agreement>(telling.file.tree.root).inner<Record<string, unknown>>('approvals');
  const row = (id: string): readonly string[] => {
    const approval = approvals.inner<shape.Approval>(id);
    const date = plain(approval, 'date');
    return [
      partyName(telling, id),
      plain(approval, 'name') ?? '',
      plain(approval, 'role') ?? '',
      date === undefined ? '' : dateWords(date),
      '',
    ];
  };
  return table({
    caption: 'Those who agree to all of the above',
    head: ['For', 'Name', 'Function', 'Date', 'Signature'],
    rows: [...signing.map(({ id }) => id), ...others.map(({ party }) => party)].map(row),
    isForm: true,
  });
}

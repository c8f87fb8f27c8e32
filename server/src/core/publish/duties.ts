// Duties, priorities, what promises rest on, reports, reviews, changes, disputes, documents and versions, each in sentences or a table.
// It must never name somebody for a duty who is not named, or leave out what follows when it is not done.

import { reader, textOf, textsOf } from '../model/reader';
import type { Dependency, Responsibility } from '../model/sla';
import type * as shape from '../schema/types.generated';
import { dependencyTopologies, referenceKinds } from '../vocabulary/kinds';
import { standardDuties } from '../vocabulary/duties';
import { facts, list, paragraph, table, type Block } from './document';
import { capitalised, dateWords, ended, humanised, stepsWords } from './phrases';
import {
  asWritten,
  boundsIn,
  clauseNames,
  durationAt,
  everyAt,
  hoursOf,
  hoursSentence,
  numberAt,
  partiesNames,
  partyName,
  plain,
  quantityAt,
  windowAtKey,
  type Telling,
} from './telling';

export function duties(telling: Telling): readonly Block[] {
  const { responsibilities } = telling.model;
  const told = responsibilities.filter(({ id }) => standardDuties.some((duty) => duty.id === id));
  return [
    ...table({
      caption: 'Who does what, and until when',
      head: ['Duty', 'Done by', 'With', 'When', 'Remark'],
      rows: responsibilities.map((duty) => dutyRow(telling, duty)),
    }),
    ...(told.length === 0 ? [] : paragraph(['What the usual duties are:'])),
    ...list(told.map(({ id }) => `${humanised(id)}: ${standardDuties.find((duty) => duty.id === id)?.docs ?? ''}`)),
  ];
}

function dutyRow(telling: Telling, duty: Responsibility): readonly string[] {
  const read = reader<shape.Responsibility>(duty.map);
  const directions = read.inner<Record<string, unknown>>('responsible').entries();
  const byDirection = directions.map(
    ({ key, value }) => `${humanised(key.text)}: ${partyName(telling, textOf(value)?.value ?? '')}`,
  );
  const [within, ahead, every] = [durationAt(read, 'within'), durationAt(read, 'ahead'), everyAt(read, 'every')];
  const hours = hoursOf(telling, duty.calendar, within, ahead, every);
  const when = [
    every,
    within === undefined ? undefined : `within ${within}`,
    ahead === undefined ? undefined : `${ahead} ahead`,
    hours === undefined ? undefined : `in the hours ${hours}`,
  ].filter((part) => part !== undefined);
  const others = (
    [
      ['answered for by', duty.accountable],
      ['asked before:', duty.consulted],
      ['told:', duty.informed],
    ] as const
  ).flatMap(([word, names]) => (names.length === 0 ? [] : [`${word} ${partiesNames(telling, names) ?? ''}`]));
  const remarks = [
    ...(duty.otherwise === undefined ? [] : [`If it is not done: ${ended(duty.otherwise.value)}`]),
    ...(duty.note === undefined ? [] : [capitalised(ended(duty.note.value))]),
  ];
  return [
    humanised(duty.id),
    byDirection.length > 0 ? byDirection.join('; ') : (partiesNames(telling, duty.responsible) ?? ''),
    others.join('; '),
    when.join(', '),
    remarks.join(' '),
  ];
}

export function priorities(telling: Telling): readonly Block[] {
  const read = reader<shape.Priorities>(telling.model.sections.get('priorities'));
  const matrix = read.inner<Record<string, unknown>>('matrix').entries();
  const urgencies = [
    ...new Set(
      matrix.flatMap(({ value }) =>
        reader(value)
          .entries()
          .map(({ key }) => key.text),
      ),
    ),
  ];
  const [decided, disputed] = [
    partiesNames(telling, read.list('decidedBy')),
    partiesNames(telling, read.list('disputedBy')),
  ];
  return [
    ...facts(
      read
        .inner('levels')
        .entries()
        .map(({ key, value }) => [key.text, textOf(value)?.value ?? 'No meaning is written.']),
    ),
    ...table({
      caption: 'Which priority follows from impact (rows) and urgency (columns)',
      head: ['Impact', ...urgencies.map((urgency) => `Urgency: ${urgency}`)],
      rows: matrix.map(({ key, value }) => {
        const row = reader<Record<string, unknown>>(value);
        return [humanised(key.text), ...urgencies.map((urgency) => plain(row, urgency) ?? '')];
      }),
    }),
    ...paragraph([
      decided === undefined ? undefined : `The priority is set by ${decided}.`,
      disputed === undefined ? undefined : `It may be disputed by ${disputed}.`,
    ]),
  ];
}

export function dependencies(telling: Telling): readonly Block[] {
  return table({
    caption: 'What others promise, on which the promises above rest',
    head: ['Dependency', 'Promised by', 'In the agreement', 'Promise', 'If it fails', 'For'],
    rows: telling.model.dependencies.map((dependency) => dependencyRow(telling, dependency)),
  });
}

function dependencyRow(telling: Telling, dependency: Dependency): readonly string[] {
  const { id, map, party, agreement, objective, topology, group, objectives } = dependency;
  const read = reader<shape.Dependency>(map);
  const bounds = boundsIn(read);
  const window = windowAtKey(read, 'window');
  const hours = hoursOf(telling, dependency.calendar, bounds);
  const k = numberAt(read, 'k');
  const docs = dependencyTopologies.find((each) => each.id === topology?.value)?.docs;
  const promise = [
    objective === undefined ? '' : humanised(objective.value),
    bounds,
    window === undefined ? '' : `per ${window}`,
    hours === undefined ? '' : `in the hours ${hours}`,
  ];
  const fails = [
    k !== undefined && docs !== undefined
      ? docs.replace('At least k', `At least ${k}`)
      : (docs ?? (topology === undefined ? '' : asWritten(topology.value))),
    k === undefined || docs?.includes('At least k') === true ? '' : `At least ${k} have to work.`,
    group === undefined ? '' : `They stand in for each other: ${humanised(group.value)}.`,
  ];
  return [
    humanised(id),
    party === undefined ? '' : partyName(telling, party.value),
    agreement?.value ?? '',
    promise.filter((part) => part !== '').join(', '),
    fails.filter((part) => part !== '').join(' '),
    clauseNames(telling, 'objectives', objectives) ?? '',
  ];
}

export function reporting(telling: Telling): readonly Block[] {
  const read = reader<shape.Reporting>(telling.model.sections.get('reporting'));
  if (read.map === undefined) return [];
  const within = durationAt(read, 'within');
  const by = plain(read, 'by');
  const to = partiesNames(telling, read.list('to'));
  const every = everyAt(read, 'every');
  const sent = `${by === undefined ? 'A report is sent' : `${partyName(telling, by)} sends a report`}${to === undefined ? '' : ` to ${to}`}${every === undefined ? '' : ` ${every}`}`;
  const otherwise = plain(read, 'otherwise');
  return [
    ...paragraph(
      [
        `${sent}${within === undefined ? '' : `, within ${within} of the end of the period`}.`,
        hoursSentence(telling, read.text('calendar'), within),
        otherwise === undefined ? undefined : `If it is not sent: ${ended(otherwise)}`,
      ],
      read.map.span,
    ),
    ...contents(
      'It contains:',
      read.list('contents').map(({ value }) => value),
    ),
  ];
}

function contents(lead: string, items: readonly string[]): readonly Block[] {
  return items.length === 0 ? [] : [...paragraph([lead]), ...list(items)];
}

export function review(telling: Telling): readonly Block[] {
  const read = reader<shape.Agreement>(telling.file.tree.root).inner<shape.Review>('review');
  if (read.map === undefined) return [];
  const by = plain(read, 'by');
  const attendees = partiesNames(telling, read.list('attendees'));
  const every = everyAt(read, 'every');
  const [last, next] = [plain(read, 'last'), plain(read, 'next')];
  return [
    ...paragraph(
      [
        `The agreement is reviewed${every === undefined ? '' : ` ${every}`}.`,
        by === undefined ? undefined : `${partyName(telling, by)} calls the review.`,
        attendees === undefined ? undefined : `Taking part: ${attendees}.`,
        last === undefined ? undefined : `The last review was on ${dateWords(last)}.`,
        next === undefined ? undefined : `The next one is on ${dateWords(next)}.`,
      ],
      read.map.span,
    ),
    ...contents(
      'On the agenda:',
      read.list('agenda').map(({ value }) => value),
    ),
  ];
}

export function changes(telling: Telling): readonly Block[] {
  const read = reader<shape.Changes>(telling.model.sections.get('changes'));
  const notice = durationAt(read, 'notice');
  const procedure = plain(read, 'procedure');
  const noAdverse = plain(read, 'noAdverseChange');
  return paragraph(
    [
      procedure === undefined ? undefined : `The agreement is changed like this: ${ended(procedure)}`,
      notice === undefined ? undefined : `A change is announced ${notice} ahead.`,
      hoursSentence(telling, read.text('calendar'), notice),
      noAdverse === undefined
        ? undefined
        : noAdverse === 'true'
          ? 'No promise may get weaker during the term.'
          : noAdverse === 'false'
            ? 'Promises may get weaker during the term.'
            : `Promises that get weaker: ${asWritten(noAdverse)}.`,
    ],
    read.map?.span,
  );
}

export function disputes(telling: Telling): readonly Block[] {
  const read = reader<shape.Disputes>(telling.model.sections.get('disputes'));
  const record = plain(read, 'measurementOfRecord');
  const counter = plain(read, 'counterMeasurement');
  const tolerance = quantityAt(read, 'tolerance');
  const law = plain(read, 'law');
  const steps = read.list('escalation').map(({ value }) => value);
  return paragraph(
    [
      record === undefined ? undefined : `The measurement of ${partyName(telling, record)} is the one that counts.`,
      counter === undefined ? undefined : `${partyName(telling, counter)} may measure against it.`,
      tolerance === undefined ? undefined : `Up to a difference of ${tolerance} the measurement that counts stands.`,
      steps.length === 0 ? undefined : `A dispute goes to: ${stepsWords(steps)}.`,
      law === undefined ? undefined : `The law that governs the agreement: ${ended(law)}`,
    ],
    read.map?.span,
  );
}

export function references(telling: Telling): readonly Block[] {
  const section = reader(telling.model.sections.get('references'));
  const rows = section.entries().map(({ key, value }) => {
    const read = reader<shape.Reference>(value);
    const kind = plain(read, 'kind');
    return [
      plain(read, 'title') ?? humanised(key.text),
      referenceKinds.some(({ id }) => id === kind) ? humanised(kind ?? '') : (kind ?? ''),
      plain(read, 'version') ?? '',
      [plain(read, 'file'), plain(read, 'url')].filter((each) => each !== undefined).join(', '),
      partiesNames(telling, read.list('parties')) ?? '',
      numberAt(read, 'precedence') ?? '',
    ];
  });
  const isRanked = rows.some((row) => row.at(-1) !== '');
  return table({
    caption: `Documents that belong to the agreement${isRanked ? '; where two contradict each other, the one with the lower rank wins' : ''}`,
    head: ['Document', 'Kind', 'Version', 'Where', 'Binds', 'Rank'],
    rows,
  });
}

export function versions(telling: Telling): readonly Block[] {
  const section = reader(telling.model.sections.get('history'));
  return table({
    caption: 'What changed in each version',
    head: ['Version', 'Date', 'What changed', 'Weaker for', 'Why'],
    rows: section.entries().map(({ key, value }) => {
      const read = reader<shape.HistoryEntry>(value);
      const date = plain(read, 'date');
      return [
        key.text,
        date === undefined ? '' : dateWords(date),
        plain(read, 'summary') ?? '',
        partiesNames(telling, textsOf(read.node('weakens'))) ?? '',
        plain(read, 'reason') ?? '',
      ];
    }),
  });
}

// The agreement in plain language, for those who sign it: all that it says, chapter by chapter, clauses with numbers.
// It must never leave out a clause that binds somebody, and no sentence may say more than the text does.

import { dataOf, type Project } from '../project';
import type { SlaFile } from '../model/file';
import type { SlaModel } from '../model/sla';
import { heading, type Block } from './document';
import { changes, dependencies, disputes, duties, priorities, references, reporting, review, versions } from './duties';
import { exclusions } from './exclusions';
import { data, metrics } from './measurement';
import { objectives } from './objectives';
import { calendars, definitions, goals, parties, services, signatures, subject } from './parties';
import { claims, fees, remedies } from './remedies';
import { tellingOf, type NumberedSection, type Telling } from './telling';

interface Chapter {
  readonly title: string;
  /** The section whose entries are its numbered clauses. */
  readonly section?: NumberedSection;
  readonly write: (telling: Telling) => readonly Block[];
}

const chapters: readonly Chapter[] = [
  { title: 'Subject and term', write: subject },
  { title: 'Parties', write: parties },
  { title: 'What words mean', write: definitions },
  { title: 'Services', section: 'services', write: services },
  { title: 'Goals', write: goals },
  { title: 'Promises', section: 'objectives', write: objectives },
  { title: 'What does not count', section: 'exclusions', write: exclusions },
  { title: 'What follows when a promise is missed', section: 'remedies', write: remedies },
  { title: 'Fees', write: fees },
  { title: 'Claims', write: claims },
  { title: 'Duties', write: duties },
  { title: 'Priorities', write: priorities },
  { title: 'What the promises rest on', write: dependencies },
  { title: 'How it is measured', section: 'metrics', write: metrics },
  { title: 'Records', section: 'data', write: data },
  { title: 'Hours', section: 'calendars', write: calendars },
  { title: 'Reports', write: reporting },
  { title: 'Reviews', write: review },
  { title: 'Changes', write: changes },
  { title: 'Disputes', write: disputes },
  { title: 'Documents', write: references },
  { title: 'Versions', write: versions },
  { title: 'Signatures', write: signatures },
];

/**
 * All that an agreement says, as blocks. What its data says of promises is told where results are there; what cannot be read in
 * the text is shown as it is written.
 */
export function agreementDocument(project: Project, file: SlaFile): readonly Block[] {
  const telling = numberedTelling(project, file);
  return [
    heading(1, 'The agreement'),
    ...presentChapters(telling).flatMap(({ title, write, section }, index) => [
      heading(2, `${index + 1} ${title}`),
      ...numbered(write(telling), section === undefined ? undefined : `${index + 1}`),
    ]),
  ];
}

/** What clauses need to be told, with the numbers that they have in the whole agreement. */
export function numberedTelling(project: Project, file: SlaFile): Telling {
  const results = dataOf(project, file).measured?.results ?? [];
  // Which chapters there are does not depend on numbers, and which numbers there are does not depend on what is written in a chapter.
  return tellingOf(file, results, numbersOf(file.model, presentChapters(tellingOf(file, [], new Map()))));
}

function presentChapters(telling: Telling): readonly Chapter[] {
  // Every entry of a section has a heading at least; to write thousands of them only to see that would cost as much as the document.
  return chapters.filter(({ section, write }) =>
    section === undefined ? write(telling).length > 0 : telling.model[section].length > 0,
  );
}

function numbersOf(model: SlaModel, present: readonly Chapter[]): ReadonlyMap<string, string> {
  const numbers = new Map<string, string>();
  for (const [chapter, { section }] of present.entries())
    if (section !== undefined)
      for (const [index, { id }] of model[section].entries())
        numbers.set(`${section}.${id}`, `${chapter + 1}.${index + 1}`);
  return numbers;
}

/** The headings of clauses get the numbers by which others name them. */
function numbered(blocks: readonly Block[], chapter: string | undefined): readonly Block[] {
  if (chapter === undefined) return blocks;
  let index = 0;
  return blocks.map((block) =>
    block.kind === 'heading' ? { ...block, text: `${chapter}.${++index} ${block.text}` } : block,
  );
}

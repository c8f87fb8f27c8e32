// The report: one document with the agreement in plain language, for those who sign, and the compliance statement of a period.
// It must never look fit to sign where the text has errors, nor say when or where it was made: the same input gives the same bytes.

import { dataOf, type Project } from '../project';
import type { SlaFile } from '../model/file';
import { counted, showLocal } from '../show/words';
import { nameOf } from '../text/uri';
import { agreementDocument, numberedTelling } from './agreement';
import { facts, type Document, type Fact } from './document';
import type { Period } from './period';
import { capitalised, ended, humanised, joined, spanWords } from './phrases';
import { statementDocument } from './statement';
import { partyName, type Telling } from './telling';

export interface ReportOptions {
  /** Undefined for the newest complete window of each promise. */
  readonly period: Period | undefined;
  readonly toolVersion: string;
  /** How many errors the rules find in the text. */
  readonly errors: number;
}

/** The whole report on one agreement. */
export function reportDocument(project: Project, file: SlaFile, options: ReportOptions): Document {
  const { model, snapshot } = file;
  const telling = numberedTelling(project, file);
  const timeZoneData = dataOf(project, file).measured?.timeZoneData;
  const rules = timeZoneData === undefined || timeZoneData === '' ? '' : `, with the time zone rules ${timeZoneData}`;
  return {
    title: model.title?.value.trim() || (model.id === undefined ? nameOf(snapshot.uri) : humanised(model.id.value)),
    subtitle: 'Service level agreement, with a statement of how it was kept',
    facts: topFacts(telling, options.period),
    notices: notices(project, file, options.errors),
    blocks: [...agreementDocument(project, file), ...statementDocument(project, file, options.period)],
    footer: `Made by SLA as Code ${options.toolVersion}${rules}, from the text of the agreement and the data named above.`,
  };
}

function topFacts(telling: Telling, period: Period | undefined): readonly Fact[] {
  const { model } = telling;
  const names = model.parties
    .filter(({ role }) => role?.value !== 'third-party')
    .map(({ id }) => partyName(telling, id));
  const rows = facts([
    ['Between', joined(names)],
    ['Version', model.version?.value],
    ['Term', capitalised(spanWords(model.term?.from?.value, model.term?.to?.value))],
    ['Statement for', period === undefined ? 'the newest complete window of each promise' : period.name],
    ['As of', asOfWords(telling)],
  ]).flatMap((block) => (block.kind === 'facts' ? block.rows : []));
  return rows;
}

/** Until when the data reaches: one instant, or from the earliest to the latest of those of the promises. */
function asOfWords({ results, zone }: Telling): string {
  const instants = [...results.values()].flatMap(({ asOf }) => (asOf === undefined ? [] : [asOf]));
  if (instants.length === 0 || zone === undefined) return 'unknown: no data was read';
  const first = instants.reduce((least, instant) => Math.min(least, instant), Infinity);
  const last = instants.reduce((most, instant) => Math.max(most, instant), -Infinity);
  const shown = showLocal(last, zone);
  return `${first === last ? shown : `${showLocal(first, zone)} to ${shown}, depending on the promise`} (${zone.id})`;
}

function notices(project: Project, file: SlaFile, errors: number): readonly string[] {
  const { unavailable } = dataOf(project, file);
  const status = file.model.status?.value;
  return [
    ...(errors === 0
      ? []
      : [
          `The text of this agreement has ${counted(errors, 'error')} and is not fit to sign. What could be read is told below.`,
        ]),
    ...(status === 'draft' || status === 'review' ? ['This agreement is not agreed yet: nobody is bound by it.'] : []),
    ...(unavailable === undefined ? [] : [ended(capitalised(unavailable))]),
  ];
}

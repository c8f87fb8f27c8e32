// What something declared is: a party with what it owes and is owed, a metric, a calendar, a remedy, a term and so on.
// It must never say more than the agreement does; what is not written is left out.

import type { SourcePart } from '../../compliance/partials';
import { isIndicator, owedByOf, owedToOf } from '../../model/queries';
import type { SlaFile } from '../../model/file';
import type { Dependency, Exclusion, Metric, Objective, Party, Remedy, SlaModel, Text } from '../../model/sla';
import { dataOf, type Project } from '../../project';
import { counted, promised, showBounds, showQuantity } from '../../show/words';
import { metricType } from '../../vocabulary/metrics/index';
import type { NameKind } from '../names';
import { times } from './duty-card';
import { objectiveCard, promiseText } from './objective-card';
import { typeCard } from './type-card';
import { calendarHours, coded, listed, prose, showFee, showLimit, showTrigger, some, told } from './words';

/** Most lines of one list; what is left out is counted. */
const mostLines = 8;

/** What is declared under a name; undefined where nothing more is known than the name. */
export function declaredCard(
  project: Project,
  file: SlaFile,
  kind: NameKind,
  id: string,
  noun: string,
): string | undefined {
  const { model } = file;
  const title = `**${told(id)}** (${noun})`;
  const by = <T extends { readonly id: string }>(list: readonly T[]): T | undefined =>
    list.find((each) => each.id === id);
  const card = (lines: readonly (string | undefined)[] | undefined): string | undefined =>
    lines === undefined
      ? undefined
      : [title, ...lines.filter((line) => line !== undefined && line !== '')].join('\n\n');
  switch (kind) {
    case 'party':
      return card(partyLines(model, by(model.parties)));
    case 'metric': {
      const metric = by(model.metrics);
      return metric === undefined ? undefined : metricCard(project, file, metric, title);
    }
    case 'calendar': {
      const calendar = by(model.calendars);
      return calendar === undefined ? undefined : card([`${calendarHours(model, calendar)}.`]);
    }
    case 'data':
      return card(dataLines(project, file, id));
    case 'exclusion':
      return card(exclusionLines(model, by(model.exclusions)));
    case 'remedy':
      return card(remedyLines(model, by(model.remedies)));
    case 'dependency':
      return card(dependencyLines(by(model.dependencies)));
    case 'service': {
      const service = by(model.services);
      return service === undefined
        ? undefined
        : card([prose(service.name), prose(service.description), field('Owned by', service.owner)]);
    }
    case 'goal': {
      const goal = by(model.goals);
      return goal === undefined
        ? undefined
        : card([prose(goal.statement), field('Owned by', goal.owner), `Carried by ${listed(goal.objectives)}.`]);
    }
    case 'fee':
    case 'term': {
      const fee = model.fees.find(({ name }) => name === id);
      const term = model.glossary.find((each) => each.term === id);
      if (fee === undefined && term?.definition === undefined) return undefined;
      return [`**${told(id)}**`, prose(term?.definition), fee === undefined ? undefined : showFee(fee)]
        .filter((line) => line !== undefined)
        .join('\n\n');
    }
    case 'agreement':
      return card([
        prose(model.title),
        field('Kind', model.kind),
        field('Status', model.status),
        field('Version', model.version),
      ]);
    default:
      return undefined;
  }
}

function field(name: string, text: Text | undefined): string | undefined {
  return text === undefined ? undefined : `${name}: ${told(text.value)}`;
}

function bullets(head: string, lines: readonly string[]): string | undefined {
  if (lines.length === 0) return undefined;
  const shown = lines.slice(0, mostLines).map((line) => `- ${line}`);
  if (lines.length > mostLines) shown.push(`- … ${lines.length - mostLines} more`);
  return [head, '', ...shown].join('\n');
}

function partyLines(model: SlaModel, party: Party | undefined): readonly (string | undefined)[] | undefined {
  if (party === undefined) return undefined;
  const { id } = party;
  const line = (objective: Objective): string => `${coded(objective.id)}: ${told(promiseText(objective))}`;
  const promises = model.objectives.filter((objective) => !isIndicator(objective));
  const owes = promises.filter((objective) => owedByOf(model, objective) === id).map(line);
  const owed = promises.filter((objective) => owedToOf(model, objective) === id).map(line);
  const duties = model.responsibilities
    .filter(({ responsible, accountable }) => [...responsible, ...accountable].some(({ value }) => value === id))
    .map((duty) => `${coded(duty.id)} ${times(duty)}`.trimEnd());
  const contacts = party.contacts.map(({ role, address }) => `${told(role)}: ${coded(address)}`);
  const about = [party.name?.value, party.role?.value, party.type?.value].filter((each) => each !== undefined);
  return [
    about.map(told).join(' · '),
    bullets(`Owes ${counted(owes.length, 'objective')}:`, owes),
    bullets(`Is owed ${counted(owed.length, 'objective')}:`, owed),
    bullets('Its duties:', duties),
    bullets('Contacts:', contacts),
  ];
}

function metricCard(project: Project, file: SlaFile, metric: Metric, title: string): string {
  const type = metricType(metric.type?.value);
  const users = file.model.objectives.filter((each) => each.metric?.value === metric.id);
  const about = [
    metric.measuredBy.length === 0 ? undefined : `measured by ${listed(metric.measuredBy)}`,
    metric.verifiedBy.length === 0 ? undefined : `verified by ${listed(metric.verifiedBy)}`,
    metric.controlledBy.length === 0 ? undefined : `controlled by ${listed(metric.controlledBy)}`,
    metric.data === undefined ? undefined : `from ${coded(metric.data.value)}`,
    metric.measuredAt === undefined ? undefined : `at ${told(metric.measuredAt.value)}`,
  ].filter((each) => each !== undefined);
  const head = [
    title,
    ...(about.length === 0 ? [] : [`${about.join(' · ')}`]),
    ...(type === undefined ? [] : [typeCard(type.id)]),
    ...(users.length > mostLines ? [`${users.length} objectives judge it.`] : []),
  ].join('\n\n');
  const cards = users.slice(0, 2).map((each) => objectiveCard(project, file, each));
  return [head, ...cards].join('\n\n---\n\n');
}

function dataLines(project: Project, file: SlaFile, id: string): readonly (string | undefined)[] | undefined {
  const source = file.model.data.find((each) => each.id === id);
  if (source === undefined) return undefined;
  const read = dataOf(project, file).measured?.sources.find((each) => each.source === id);
  const columns = source.columns.map(({ role, source: column }) => `${coded(role)}: ${coded(column.value)}`);
  return [
    source.file === undefined ? field('Connection', source.connection) : `File ${coded(source.file.value)}`,
    read === undefined ? undefined : readLine(read),
    source.every === undefined ? undefined : `A record every ${showQuantity(source.every.value)}.`,
    bullets('Roles and what they are read from:', columns),
  ];
}

/** How much was read, or why nothing was. */
function readLine({ rows, badRows, problems }: SourcePart): string {
  const problem = problems.find(({ kind }) => kind !== 'columns');
  if (problem !== undefined) return `Not read: ${told(problem.message)}.`;
  return `${counted(rows, 'row')}${badRows > 0 ? `, ${counted(badRows, 'bad row')}` : ''} read.`;
}

function exclusionLines(
  model: SlaModel,
  exclusion: Exclusion | undefined,
): readonly (string | undefined)[] | undefined {
  if (exclusion === undefined) return undefined;
  const users = model.objectives.filter(({ excludes }) => excludes.some(({ value }) => value === exclusion.id));
  const parts = [
    exclusion.kind === undefined ? undefined : told(exclusion.kind.value),
    exclusion.notice === undefined ? undefined : `announced ${promised(exclusion.notice.value)} ahead`,
    exclusion.limit === undefined ? undefined : `at most ${showLimit(exclusion.limit.value)}`,
    exclusion.data === undefined ? undefined : `recorded in ${coded(exclusion.data.value)}`,
  ].filter((each) => each !== undefined);
  const isRecorded = exclusion.data !== undefined || exclusion.intervals.length > 0 || exclusion.where !== undefined;
  return [
    prose(exclusion.what),
    parts.join(' · '),
    isRecorded ? undefined : 'Not recorded: it changes no number.',
    `Excluded from ${counted(users.length, 'objective')}.`,
  ];
}

function remedyLines(model: SlaModel, remedy: Remedy | undefined): readonly (string | undefined)[] | undefined {
  if (remedy === undefined) return undefined;
  const users = model.objectives.filter(({ remedies }) => remedies.some(({ value }) => value === remedy.id));
  const tiers = remedy.tiers.map(({ bounds, credit, days }) => {
    const paid =
      credit !== undefined
        ? showQuantity(credit.value)
        : days !== undefined
          ? `${days.value.num / days.value.den} days`
          : '?';
    return `${showBounds(bounds)}: ${paid}`;
  });
  const fee = model.fees.find(({ name }) => name === remedy.of?.value);
  return [
    [
      remedy.kind === undefined ? undefined : told(remedy.kind.value),
      remedy.of === undefined ? undefined : `of ${told(remedy.of.value)}`,
      remedy.when === undefined ? undefined : showTrigger(remedy.when.value),
      remedy.holder === undefined ? undefined : `may be claimed by ${coded(remedy.holder.value)}`,
      remedy.by === undefined ? undefined : `by ${coded(remedy.by.value)}`,
      remedy.within === undefined ? undefined : `within ${promised(remedy.within.value)}`,
    ]
      .filter((each) => each !== undefined)
      .join(' · '),
    prose(remedy.what),
    bullets('Tiers:', tiers.map(told)),
    remedy.caps.length === 0 ? undefined : `Capped at ${some(remedy.caps.map(({ value }) => showLimit(value)))}.`,
    fee === undefined ? undefined : showFee(fee),
    `Holds for ${counted(users.length, 'objective')}.`,
  ];
}

function dependencyLines(dependency: Dependency | undefined): readonly (string | undefined)[] | undefined {
  if (dependency === undefined) return undefined;
  const { agreement, objective, bounds, topology } = dependency;
  return [
    [
      dependency.party === undefined ? undefined : `supplied by ${coded(dependency.party.value)}`,
      bounds.length === 0 ? undefined : told(showBounds(bounds)),
      topology === undefined ? undefined : told(topology.value),
    ]
      .filter((each) => each !== undefined)
      .join(' · '),
    agreement === undefined
      ? undefined
      : `Promised in ${coded(agreement.value)}${objective === undefined ? '' : ` as ${coded(objective.value)}`}.`,
    dependency.objectives.length === 0 ? undefined : `Needed for ${listed(dependency.objectives)}.`,
  ];
}

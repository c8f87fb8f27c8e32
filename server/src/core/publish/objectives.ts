// What is promised, clause by clause in sentences: by whom to whom, how much and how often, what does not count, what follows a miss.
// It must never name a party that does not owe, nor a value that is not written.

import { exclusionOf, isIndicator, metricOf, owedByOf, owedToOf, remedyOf, sourceOf } from '../model/queries';
import { reader } from '../model/reader';
import type { Metric, Objective, Remedy } from '../model/sla';
import type * as shape from '../schema/types.generated';
import { isSpread, type MetricType } from '../vocabulary/metrics/metric';
import { metricType } from '../vocabulary/metrics/index';
import { conditionWords } from './conditions';
import { list, paragraph, table, heading, type Block } from './document';
import { pastOf } from './past';
import {
  dateWords,
  ended,
  humanised,
  inSentence,
  joined,
  quantityWords,
  statisticWords,
  triggerWords,
  windowPhrase,
} from './phrases';
import {
  asWritten,
  boundsIn,
  clauseName,
  clauseTitle,
  durationAt,
  hoursOf,
  hoursSentence,
  limitAt,
  numberAt,
  partiesNames,
  partyName,
  perWords,
  plain,
  quantityAt,
  shareAt,
  written,
  type Telling,
} from './telling';

export function objectives(telling: Telling): readonly Block[] {
  return telling.model.objectives.flatMap((objective) => clause(telling, objective));
}

function clause(telling: Telling, objective: Objective): readonly Block[] {
  const read = reader<shape.Objective>(objective.map);
  const given = read.list('given');
  const alsoAs = quantityAt(read, 'alsoAs');
  const scope = plain(read, 'scope');
  return [
    heading(3, clauseTitle(telling, 'objectives', objective.id), objective.idSpan),
    ...paragraph(
      [
        promise(telling, objective),
        objective.per.length > 0 && objective.targets === undefined && !isIndicator(objective)
          ? `Each ${perWords(objective)} is judged by itself, and each has to keep it.`
          : undefined,
        alsoAs === undefined ? undefined : `The paper also says it as ${alsoAs}.`,
        scope === undefined ? undefined : `It holds for: ${ended(scope)}`,
      ],
      objective.span,
    ),
    ...targets(telling, objective),
    ...(given.length === 0
      ? []
      : [...paragraph(['It holds under these conditions:']), ...list(given.map(({ value }) => value))]),
    ...paragraph([
      measuredSentence(telling, metricOf(telling.model, objective.metric?.value)),
      hours(telling, objective),
    ]),
    ...paragraph([condition(telling, objective)]),
    ...excluded(telling, objective),
    ...paragraph([followed(telling, objective)]),
    ...paragraph([tightened(objective)]),
    ...paragraph([
      objective.reason === undefined ? undefined : `Where the number comes from: ${ended(objective.reason.value)}`,
    ]),
    ...pastOf(telling, objective),
  ];
}

/** The sentence that says who promises what to whom. */
function promise(telling: Telling, objective: Objective): string {
  const { model } = telling;
  const subject = subjectOf(telling, objective);
  const when = whenJudged(objective);
  const status = objective.status?.value;
  if (isIndicator(objective))
    return `${capital(subject)} is reported${when}${objective.per.length === 0 ? '' : `, for each ${perWords(objective)}`}. It is an indicator: nobody owes a value.`;
  const unknownStatus = status === undefined ? '' : ` (status ${asWritten(status)})`;
  const by = owedByOf(model, objective);
  const to = owedToOf(model, objective);
  const who =
    by === undefined
      ? `It is promised${to === undefined ? '' : ` to ${partyName(telling, to)}`}`
      : `${partyName(telling, by)} promises${to === undefined ? '' : ` ${partyName(telling, to)}`}`;
  const lack = by === undefined ? ' The agreement does not say who owes it.' : '';
  return `${who}${unknownStatus} that ${subject} ${verb(objective)}${how(telling, objective)}${when}.${lack}`;
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

function whenJudged({ window, map }: Objective): string {
  const zone = plain(reader<shape.Objective>(map).inner<shape.AnchoredWindow>('window'), 'timeZone');
  if (window !== undefined)
    return ` ${windowPhrase(window.value)}${zone === undefined ? '' : ` on the clock of ${zone}`}`;
  const text = plain(reader<shape.Objective>(map), 'window');
  return text === undefined ? '' : ` (window ${asWritten(text)})`;
}

/** Types whose title says nothing of what is measured; the name of the metric does. */
const plainTypes: Readonly<Record<string, string>> = {
  custom: 'value',
  ratio: 'share',
  gauge: 'value',
  'elapsed-time': 'time',
  'count-delivered': 'number',
  'value-delivered': 'value',
  'weighted-score': 'score',
};

/** What a type measures, inside a sentence; with the name of the metric where the type alone does not say it. */
function nounOf({ id, title }: MetricType, named: string): string {
  const plainNoun = Object.hasOwn(plainTypes, id) ? plainTypes[id] : undefined;
  return plainNoun === undefined ? inSentence(title) : `${plainNoun} ${named}`;
}

/** What is judged: `the 95th percentile of the latency of Orders API v3`. */
function subjectOf(telling: Telling, { metric: id, share }: Objective): string {
  const metric = metricOf(telling.model, id?.value);
  const type = metricType(metric?.type?.value);
  const named = id === undefined ? 'something that is not named' : `“${humanised(id.value)}”`;
  if (metric === undefined || type === undefined) return named;
  const noun = nounOf(type, named);
  const of = metric.service === undefined ? '' : ` of ${clauseTitle(telling, 'services', metric.service.value)}`;
  const statistic =
    share === undefined && isSpread(type) && metric.statistic !== undefined ? metric.statistic.value : undefined;
  return statistic === undefined ? `the ${noun}${of}` : `the ${statisticWords(statistic)} of the ${noun}${of}`;
}

/** What has to be true of it: `is at least 99.9 %`. */
function verb(objective: Objective): string {
  const read = reader<shape.Objective>(objective.map);
  if (objective.targets !== undefined) return `meets the target of each ${perWords(objective)} below`;
  if (objective.holds !== undefined)
    return objective.holds.value === 'true'
      ? 'holds'
      : objective.holds.value === 'false'
        ? 'does not hold'
        : asWritten(objective.holds.value);
  const bounds = boundsIn(read);
  return bounds === '' ? 'keeps a value that is not written' : `is ${bounds}`;
}

/** In how many cases, or for how much of the time. */
function how({ model }: Telling, { share, metric, map }: Objective): string {
  if (share === undefined) {
    const text = plain(reader<shape.Objective>(map), 'for');
    return text === undefined ? '' : ` for ${asWritten(text)}`;
  }
  const type = metricType(metricOf(model, metric?.value)?.type?.value);
  const isState = type?.result === 'state';
  if (share.value === 'all') return isState ? ' all the time' : ' in all cases without exception';
  return ` ${isState ? 'for' : 'in'} at least ${quantityWords(share.value)} of the ${isState ? 'time' : 'cases'}`;
}

function targets(telling: Telling, objective: Objective): readonly Block[] {
  const named = reader<shape.Objective>(objective.map).named('targets');
  return table({
    caption: `Targets of “${clauseTitle(telling, 'objectives', objective.id)}”`,
    head: [capital(perWords(objective)), 'Meaning', 'Target', 'Hours'],
    rows: named.map(({ id, map }) => {
      const target = reader<shape.Target>(map);
      const bounds = boundsIn(target);
      const level = reader<shape.Priorities>(telling.model.sections.get('priorities')).inner<Record<string, unknown>>(
        'levels',
      );
      const meaning = objective.per.some(({ value }) => value === 'priority') ? plain(level, id) : undefined;
      return [
        id,
        meaning ?? '',
        bounds === '' ? 'not written' : bounds,
        hoursOf(telling, target.text('calendar') ?? objective.calendar, bounds) ?? '',
      ];
    }),
  });
}

/** In which hours the time of the promise is counted; targets say it in their table. */
function hours(telling: Telling, objective: Objective): string | undefined {
  if (objective.targets !== undefined) return undefined;
  const read = reader<shape.Objective>(objective.map);
  if (objective.calendar === undefined) return hoursSentence(telling, undefined, boundsIn(read));
  return `Time is counted in the hours ${clauseName(telling, 'calendars', objective.calendar.value)}.`;
}

/** Who measures and checks, and in which clause it says how. */
function measuredSentence(telling: Telling, metric: Metric | undefined): string | undefined {
  if (metric === undefined) return undefined;
  const by = partiesNames(telling, metric.measuredBy);
  const checked = partiesNames(telling, metric.verifiedBy);
  const at =
    metric.measuredAt === undefined ? '' : `, at this point: ${metric.measuredAt.value.trim().replace(/\.$/, '')}`;
  const see = clauseName(telling, 'metrics', metric.id);
  const records =
    sourceOf(telling.model, metric.data?.value) === undefined
      ? ''
      : ` from the records ${clauseName(telling, 'data', metric.data?.value ?? '')}`;
  const who = by === undefined ? `It is measured as ${see}` : `${by} measures it as ${see}`;
  const check = checked === undefined ? '' : ` ${checked} checks the measurement.`;
  return `${who}${records}${at}.${check}`;
}

function condition(telling: Telling, { when }: Objective): string | undefined {
  if (when === undefined) return undefined;
  const words = conditionWords(when.value, (name) => conditionName(telling, name));
  return `It is judged only where ${words} in the same window; other windows are shown and not judged.`;
}

/** A metric in a condition: its type and its name. */
export function conditionName({ model }: Telling, name: string): string {
  const type = metricType(metricOf(model, name)?.type?.value);
  const named = `“${humanised(name)}”`;
  if (type === undefined) return metricOf(model, name) === undefined ? name : named;
  return Object.hasOwn(plainTypes, type.id) ? `the ${nounOf(type, named)}` : `the ${inSentence(type.title)} ${named}`;
}

/** What does not count, each with how much of it and how long before it has to be announced. */
function excluded(telling: Telling, { excludes }: Objective): readonly Block[] {
  if (excludes.length === 0) return [];
  const items = excludes.map(({ value }) => {
    const exclusion = exclusionOf(telling.model, value);
    const read = reader<shape.Exclusion>(exclusion?.map);
    const [limit, notice] = [limitAt(read, 'limit'), durationAt(read, 'notice')];
    const terms = [
      ...(limit === undefined ? [] : [`at most ${limit}`]),
      ...(notice === undefined ? [] : [`announced ${notice} before`]),
    ];
    const name = clauseName(telling, 'exclusions', value);
    return terms.length === 0 ? name : `${name}: ${joined(terms)}`;
  });
  return [...paragraph(['What falls under these does not count:']), ...list(items)];
}

function followed(telling: Telling, { remedies, ...objective }: Objective): string | undefined {
  if (remedies.length === 0)
    return isIndicator({ ...objective, remedies })
      ? undefined
      : 'The agreement names nothing that follows when it is missed.';
  const names = remedies.map(({ value }) => {
    const remedy = remedyOf(telling.model, value);
    const trigger = remedy === undefined ? undefined : triggerOf(telling, remedy);
    return `${clauseName(telling, 'remedies', value)}${trigger === undefined || trigger === 'at every miss' ? '' : ` ${trigger}`}`;
  });
  return `When it is missed, ${names.length === 1 ? 'this applies' : 'these apply'}: ${joined(names)}.`;
}

/** When a remedy applies; undefined where that is not written. */
export function triggerOf(telling: Telling, { when, map }: Remedy): string | undefined {
  if (when !== undefined) return triggerWords(when.value);
  const text = plain(reader<shape.Remedy>(map), 'when');
  return text === undefined ? undefined : `when ${conditionWords(text, (name) => conditionName(telling, name))}`;
}

function tightened(objective: Objective): string | undefined {
  const read = reader<shape.Objective>(objective.map).inner<shape.Tighten>('tighten');
  if (read.map === undefined) return written(reader<shape.Objective>(objective.map).text('tighten'));
  const bounds = boundsIn(read);
  const share = shareAt(read, 'for');
  const goal = [
    ...(bounds === '' ? [] : [bounds]),
    ...(share === undefined ? [] : [share === 'all' ? 'in all cases' : `in at least ${share} of the cases`]),
  ].join(' ');
  const after = numberAt(read, 'afterWindows');
  const notBefore = plain(read, 'notBefore');
  const window = objective.window?.value;
  const noun =
    window?.kind === 'calendar' ? `${window.unit}${after === '1' ? '' : 's'}` : after === '1' ? 'window' : 'windows';
  return [
    `The promise becomes stricter: ${goal === '' ? 'the value is not written' : goal}`,
    after === undefined ? '' : ` once ${after} ${noun} in a row would have met it`,
    notBefore === undefined ? '' : `, not before ${dateWords(notBefore)}`,
    '.',
  ].join('');
}

// Whole clauses as snippets: an objective, a metric, a calendar, made of what the agreement has already declared.
// It must never invent a fact that looks decided: what only a person knows is a tab stop.

import { metricType } from '../../vocabulary/metrics/index';
import { isSpread } from '../../vocabulary/metrics/metric';
import type { SlaModel, Metric } from '../../model/sla';
import type { DefinedKind } from '../../schema/schema-node';
import { inSnippet } from './item';
import { asText } from './quoting';

export interface Clause {
  /** What the clause is, as the list names it. */
  readonly title: string;
  /** The id that is proposed, without a number. */
  readonly id: string;
  /** The lines below the id, with tab stops from 2 on, indented by two for each level. */
  readonly lines: readonly string[];
}

/** A tab stop with a text that stands for what a person will write. */
export function stop(number: number, text: string): string {
  return `\${${number}:${inSnippet(text)}}`;
}

/** The clauses that may begin where something of a kind is declared. */
export function clausesOf(kind: DefinedKind, model: SlaModel, today: string): readonly Clause[] {
  const provider = party(model, 'provider');
  const customer = party(model, 'customer');
  switch (kind) {
    case 'objective':
      return objectives(model);
    case 'metric':
      return metrics(model, provider);
    case 'party':
      return [
        {
          title: 'party',
          id: 'party',
          lines: [
            `name: ${stop(2, 'Name')}`,
            `role: ${stop(3, model.parties.length === 0 ? 'provider' : 'customer')}`,
            `type: ${stop(4, 'organization')}`,
            `contacts: { service-desk: ${stop(5, 'desk@example.org')} }`,
          ],
        },
      ];
    case 'service':
      return [{ title: 'service', id: 'service', lines: [`name: ${stop(2, 'Name')}`, `owner: ${stop(3, provider)}`] }];
    case 'goal':
      return [
        {
          title: 'goal',
          id: 'goal',
          lines: [
            `statement: ${stop(2, 'What the business needs')}`,
            `owner: ${stop(3, customer)}`,
            `objectives: [${stop(4, model.objectives[0]?.id ?? '')}]`,
          ],
        },
      ];
    case 'calendar':
      return [
        {
          title: 'calendar of an office',
          id: 'office',
          lines: [
            `timeZone: ${stop(2, model.timeZone?.value ?? 'Europe/Berlin')}`,
            `hours: { mon-fri: "${stop(3, '08:00-18:00')}" }`,
            `holidays: { country: ${stop(4, 'DE')} }`,
          ],
        },
        { title: 'calendar around the clock', id: 'always', lines: ['hours: 24x7'] },
      ];
    case 'data':
      return [
        {
          title: 'data source with outages',
          id: 'outages',
          lines: [
            `file: ${stop(2, 'data/outages.csv')}`,
            `columns: { start: ${stop(3, 'start')}, end: ${stop(4, 'end')} }`,
          ],
        },
        {
          title: 'data source with values',
          id: 'requests',
          lines: [
            `file: ${stop(2, 'data/requests.csv')}`,
            `columns: { at: ${stop(3, 'at')}, value: ${stop(4, 'value')} }`,
          ],
        },
        {
          title: 'data source with counters',
          id: 'minutes',
          lines: [
            `file: ${stop(2, 'data/minutes.csv')}`,
            `columns: { at: ${stop(3, 'at')}, total: ${stop(4, 'total')}, bad: ${stop(5, 'bad')} }`,
            `every: ${stop(6, '1 min')}`,
          ],
        },
      ];
    case 'exclusion':
      return [
        {
          title: 'exclusion of planned maintenance',
          id: 'maintenance',
          lines: [
            'kind: scheduled-maintenance',
            `notice: ${stop(2, '5 business days')}`,
            `slot: { sun: "${stop(3, '02:00-06:00')}" }`,
            `limit: ${stop(4, '4 h per month')}`,
          ],
        },
        {
          title: 'exclusion of another kind',
          id: 'exclusion',
          lines: [
            `kind: ${stop(2, 'force-majeure')}`,
            `evidence: ${stop(3, 'What proves it')}`,
            `decidedBy: [${stop(4, provider)}, ${stop(5, customer)}]`,
          ],
        },
      ];
    case 'remedy':
      return remedies(model, provider, customer);
    case 'dependency':
      return [
        {
          title: 'dependency on a supplier',
          id: 'dependency',
          lines: [
            `party: ${stop(2, model.parties.find(({ role }) => role?.value === 'third-party')?.id ?? provider)}`,
            `agreement: ${stop(3, 'suppliers/supplier.sla.yaml')}`,
            `objective: ${stop(4, 'availability')}`,
            `topology: ${stop(5, 'serial')}`,
            `for: [${stop(6, model.objectives[0]?.id ?? '')}]`,
          ],
        },
      ];
    case 'reference':
      return [
        {
          title: 'reference',
          id: 'reference',
          lines: [
            `kind: ${stop(2, 'contract')}`,
            `title: ${stop(3, 'Title')}`,
            `version: "${stop(4, '1')}"`,
            `parties: [${stop(5, provider)}, ${stop(6, customer)}]`,
          ],
        },
      ];
    case 'duty':
      return [
        {
          title: 'responsibility',
          id: 'duty',
          lines: [
            `responsible: ${stop(2, provider)}`,
            `informed: [${stop(3, customer)}]`,
            `within: ${stop(4, today === '' ? '1 d' : '24 h')}`,
          ],
        },
      ];
    case 'fee':
    case 'term':
      return [];
  }
}

function party(model: SlaModel, role: string): string {
  return asText(model.parties.find((each) => each.role?.value === role)?.id ?? role);
}

/** One objective for each metric that none judges yet, and one for any metric. */
function objectives(model: SlaModel): readonly Clause[] {
  const judged = new Set(model.objectives.map(({ metric }) => metric?.value));
  const open = model.metrics.filter(({ id }) => !judged.has(id)).slice(0, 20);
  const any = model.metrics[0];
  const forEach = open.map((metric) => ({
    title: `objective for ${metric.id}`,
    id: metric.id,
    lines: objectiveLines(model, metric),
  }));
  return [...forEach, { title: 'objective', id: 'objective', lines: objectiveLines(model, any) }];
}

/** The bound of a metric in the direction in which it is better, with a usual amount. */
export function boundOf(metric: Metric | undefined): string {
  const type = metricType(metric?.type?.value);
  const word = type?.better === 'lower' ? 'atMost' : 'atLeast';
  const amounts: Readonly<Record<string, string>> = {
    percent: type?.better === 'lower' ? '1 %' : '99.9 %',
    duration: type?.unit === 'ms' ? '300 ms' : type?.id === 'mtbf' ? '2000 h' : '4 h',
    rate: '50 requests/s',
    'data-rate': '500 Mbit/s',
    money: `100_000 ${metric?.unit?.value ?? 'EUR'}`,
    count: `2${type?.unit === '' || type === undefined ? '' : ` ${type.unit}`}`,
  };
  return `${word}: ${stop(3, amounts[type?.dimension ?? 'percent'] ?? '99.9 %')}`;
}

function objectiveLines(model: SlaModel, metric: Metric | undefined): readonly string[] {
  const type = metricType(metric?.type?.value);
  const hasMany = type !== undefined && isSpread(type) && metric?.statistic === undefined;
  const remedy = model.remedies[0]?.id;
  return [
    `metric: ${stop(2, asText(metric?.id ?? 'metric'))}`,
    ...(hasMany ? [`for: ${stop(6, '95 %')}`] : []),
    boundOf(metric),
    `window: ${stop(4, 'month')}`,
    ...(remedy === undefined ? [] : [`remedies: [${stop(5, asText(remedy))}]`]),
    `reason: ${stop(7, 'Where the number comes from')}`,
  ];
}

function metrics(model: SlaModel, provider: string): readonly Clause[] {
  const data = model.data[0]?.id;
  const tail = [
    ...(data === undefined ? [] : [`data: ${stop(3, asText(data))}`]),
    `measuredBy: ${stop(4, provider)}`,
    `controlledBy: ${stop(5, provider)}`,
  ];
  return [
    { title: 'metric', id: 'metric', lines: [`type: ${stop(2, 'availability')}`, ...tail] },
    {
      title: 'metric of a latency',
      id: 'latency',
      lines: [`type: latency`, `unit: ${stop(6, 'ms')}`, `statistic: ${stop(2, 'p95')}`, ...tail],
    },
  ];
}

function remedies(model: SlaModel, provider: string, customer: string): readonly Clause[] {
  const fee = asText(model.fees[0]?.name ?? model.glossary[0]?.term ?? 'Monthly Fee');
  return [
    {
      title: 'service credit with tiers',
      id: 'credits',
      lines: [
        'kind: service-credit',
        `of: ${stop(2, fee)}`,
        'tiers:',
        ...tiers.map((line) => `  ${line}`),
        `cap: ${stop(9, '100 % per month')}`,
      ],
    },
    {
      title: 'report on the cause',
      id: 'root-cause',
      lines: [
        'kind: report',
        `what: ${stop(2, 'Cause and steps against a repetition')}`,
        `by: ${stop(3, provider)}`,
        `within: ${stop(4, '10 d')}`,
      ],
    },
    {
      title: 'right to terminate',
      id: 'exit',
      lines: [
        'kind: termination',
        `holder: ${stop(2, customer)}`,
        `when: ${stop(3, 'missed 3 of 6 windows')}`,
        `notice: ${stop(4, '30 d')}`,
      ],
    },
  ];
}

/** A table of tiers whose bands meet by construction. */
export const tiers: readonly string[] = [
  `- { below: ${stop(3, '99.9 %')}, credit: ${stop(4, '10 %')} }`,
  `- { below: ${stop(5, '99.5 %')}, credit: ${stop(6, '25 %')} }`,
  `- { below: ${stop(7, '99.0 %')}, credit: ${stop(8, '50 %')} }`,
];

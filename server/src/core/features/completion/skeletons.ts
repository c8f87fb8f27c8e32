// Whole agreements as snippets, one for each kind, for a file in which nothing stands yet.
// It must never lack what the language requires: a skeleton with its defaults taken parses and reads as an agreement.

import type { Draft } from './item';
import { stop } from './clauses';

interface Kind {
  readonly id: 'customer' | 'internal' | 'supplier';
  readonly title: string;
  readonly detail: string;
  readonly provider: readonly [id: string, name: string, type: string];
  readonly customer: readonly [id: string, name: string, type: string];
}

const kinds: readonly Kind[] = [
  {
    id: 'customer',
    title: 'agreement with a customer',
    detail: 'an external service level agreement',
    provider: ['provider', 'Provider Ltd', 'organization'],
    customer: ['customer', 'Customer Ltd', 'organization'],
  },
  {
    id: 'internal',
    title: 'agreement between departments',
    detail: 'an operational level agreement',
    provider: ['it', 'IT Operations', 'department'],
    customer: ['sales', 'Sales', 'department'],
  },
  {
    id: 'supplier',
    title: 'agreement with a supplier',
    detail: 'an underpinning contract',
    provider: ['supplier', 'Supplier Ltd', 'organization'],
    customer: ['tenant', 'Our Company Ltd', 'organization'],
  },
];

/** The skeletons of all kinds of agreements. */
export function skeletons(today: string): readonly Draft[] {
  const year = Number(today.slice(0, 4)) + 1;
  return kinds.map((kind) => ({
    label: kind.title,
    kind: 'clause',
    detail: kind.detail,
    isSnippet: true,
    isWritten: true,
    newText: linesOf(kind, Number.isNaN(year) ? 2027 : year).join('\n'),
    docsOf: {
      of: 'text',
      text: `A whole agreement of the kind \`${kind.id}\`: parties, a metric, an objective and a remedy.`,
    },
  }));
}

function linesOf({ id, provider, customer }: Kind, year: number): readonly string[] {
  const party = ([key, name, type]: Kind['provider'], role: string, number: number): string =>
    `  ${key}: { name: ${stop(number, name)}, role: ${role}, type: ${type}, contacts: { service-desk: ${stop(number + 1, `desk@${key}.example`)} } }`;
  const isPaid = id !== 'internal';
  const remedy = isPaid
    ? [
        '  credits:',
        '    kind: service-credit',
        `    of: ${stop(12, 'Monthly Fee')}`,
        '    tiers:',
        `      - { below: ${stop(13, '99.9 %')}, credit: ${stop(14, '10 %')} }`,
        `      - { below: ${stop(15, '99.0 %')}, credit: ${stop(16, '25 %')} }`,
        `    cap: ${stop(17, '100 % per month')}`,
        ...(id === 'customer'
          ? [
              `  exit: { kind: termination, holder: ${customer[0]}, notice: 30 d, when: ${stop(19, 'missed 3 of 6 windows')} }`,
            ]
          : []),
      ]
    : [
        '  root-cause:',
        '    kind: report',
        `    what: ${stop(12, 'Cause and steps against a repetition')}`,
        `    by: ${provider[0]}`,
        `    within: ${stop(13, '10 d')}`,
      ];
  return [
    'sla: 1',
    `id: ${stop(1, 'my-service')}`,
    `title: ${stop(2, 'My service')}`,
    `kind: ${id}`,
    'status: draft',
    'version: 0.1.0',
    `term: { from: ${year}-01-01, to: ${year}-12-31 }`,
    `timeZone: ${stop(3, 'Europe/Berlin')}`,
    'parties:',
    party(provider, 'provider', 4),
    party(customer, 'customer', 6),
    'metrics:',
    '  uptime:',
    `    type: ${stop(8, 'availability')}`,
    `    measuredBy: ${provider[0]}`,
    `    verifiedBy: ${customer[0]}`,
    `    measuredAt: ${stop(21, 'Where it is measured')}`,
    `    controlledBy: ${provider[0]}`,
    'objectives:',
    '  availability:',
    '    metric: uptime',
    `    atLeast: ${stop(9, '99.9 %')}`,
    `    window: ${stop(10, 'month')}`,
    `    remedies: [${{ customer: 'credits, exit', supplier: 'credits', internal: 'root-cause' }[id]}]`,
    `    reason: ${stop(11, 'Where the number comes from')}`,
    'remedies:',
    ...remedy,
    ...(isPaid
      ? [
          'fees:',
          `  ${stop(12, 'Monthly Fee')}: ${stop(18, '5000 EUR per month')}`,
          `claims: { by: ${customer[0]}, to: ${provider[0]}, within: ${stop(20, '30 d')} }`,
        ]
      : []),
    'responsibilities:',
    `  measure: { responsible: ${provider[0]} }`,
    `  verify: { responsible: ${customer[0]} }`,
    `  report-faults: { responsible: ${customer[0]}, informed: [${provider[0]}], within: 24 h }`,
    ...(isPaid ? [`  pay-fees: { responsible: ${customer[0]}, within: 30 d }`] : []),
    'glossary:',
    `  Downtime: ${stop(22, 'When the service counts as down')}`,
    '',
  ];
}

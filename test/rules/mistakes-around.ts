// The mistakes that people make in what stands around the promises of the golden agreements: suppliers, documents, terms, versions.
// It must never be tuned to a rule: a mistake stands here because a person makes it.

import type { Mistake } from './mistakes-table';

export const aroundOrders: readonly Mistake[] = [
  ['    of: Monthly Fee\n', '', 'missing-key', 'credits'],
  ['{ below: 99.5 %, credit: 20 % }', '{ below: 99.5 % }', 'missing-key', 'below'],
  ['{ below: 99.5 %, credit: 20 % }', '{ credit: 20 % }', 'missing-key', 'credit'],
  ['{ below: 99.0 %, credit: 30 % }', '{ below: 99.5 %, credit: 30 % }', 'credit-tier-unreachable', '99.5 %'],
  ['{ above: 600 ms, credit: 10 % }', '{ above: 60 ms, credit: 10 % }', 'credit-without-breach', '60 ms'],
  ['user: { high: P3, medium: P4, low: P4 }', 'user: { high: P3, medium: P4, low: P5 }', 'unresolved-id', 'P5'],
  ['  decidedBy: [customer]\n', '  decidedBy: [provider]\n', 'priority-set-by-owing-party', 'provider'],
  ['  3.1.0:', '  v3.1.0:', 'invalid-scalar', 'v3.1.0'],
  [
    'topology: degraded-only, for: [slow-requests]',
    'topology: serial, for: [availability]',
    'underpinning-weaker',
    '99.9 %',
  ],
  [
    'agreement: suppliers/search-index.sla.yaml, objective: availability, atLeast: 99.5 %, window: month, topology: degraded-only, for: [slow-requests]',
    'atMost: 2 business hours, calendar: office, window: quarter, topology: serial, for: [restore]',
    'underpinning-hours-narrower',
    '2 business hours',
  ],
  [
    'agreement: suppliers/search-index.sla.yaml, objective: availability, atLeast: 99.5 %, window: month, topology: degraded-only, for: [slow-requests]',
    'atMost: 1 d, window: quarter, topology: serial, for: [restore]',
    'underpinning-slower',
    '1 d',
  ],
  [
    'topology: serial, for: [availability, restore]',
    'topology: parallel, for: [availability, restore]',
    'dependency-group',
    'parallel',
  ],
  [
    'topology: serial, for: [availability, restore]',
    'topology: k-of-n, k: 2, group: cells, for: [availability, restore]',
    'dependency-group',
    'cells',
  ],
  ['id: orders-api\n', 'id: cloud-compute\n', 'duplicate-agreement-id', 'cloud-compute'],
  [
    'title: Information Security Policy, version: "7"',
    'title: Information Security Policy',
    'reference-version-missing',
    'security-policy',
  ],
  [
    'parties: [provider, customer], precedence: 2',
    'parties: [provider, customer]',
    'precedence-undefined',
    'order-form',
  ],
  ['precedence: 2', 'precedence: 1', 'precedence-undefined', '1'],
  [
    'Net subscription fee of the calendar month, without surcharges for use.',
    'Net subscription fee of a Billing Period, without surcharges; a Billing Period is what one invoice is for.',
    'term-undefined',
    'Billing Period',
  ],
  ['glossary:\n', 'glossary:\n  Reseller: A company that sells on what it buys.\n', 'term-unused', 'Reseller'],
  [
    'Downtime Minute: A minute in which more than 5 % of the requests fail.',
    'Downtime Minute: A downtime minute.',
    'term-circular',
    'Downtime Minute',
  ],
  ['name: Fundbuero Suche GmbH', 'name: Wolkenfeld Cloud SE', 'duplicate-title', 'Wolkenfeld Cloud SE'],
  ['name: Bergland Retail AG', 'name: B\u0435rgland Retail AG', 'confusable-text', 'B\u0435rgland Retail AG'],
  ['    metric: uptime\n', '    metric: up\u200btime\n', 'confusable-text', 'up\u200btime'],
  ['  uptime:\n', '  upt\u0456me:\n', 'confusable-text', 'upt\u0456me'],
  [
    'limit: 4 h per month }\n  customer',
    'limit: 40 h per month }\n  customer',
    'exclusion-swallows-target',
    '40 h per month',
  ],
  [
    'limit: 4 h per month }\n  customer',
    'limit: 4 h per day }\n  customer',
    'exclusion-swallows-target',
    '4 h per day',
  ],
  [
    'when: load <= 50 requests/s',
    'when: load <= 50 requests/s && load > 60 requests/s',
    'constant-expression',
    'load <= 50 requests/s && load > 60 requests/s',
  ],
  [
    'downWhen: bad / total > 5 %',
    'downWhen: bad / total > 5 % && bad / total < 2 %',
    'constant-expression',
    'bad / total > 5 % && bad / total < 2 %',
  ],
  [
    '    downWhen: bad / total > 5 %\n',
    '    downWhen: bad / total > 5 %\n    formula: (uptime + maintenance) / minutes of the month\n',
    'exclusion-added-to-numerator',
    '(uptime + maintenance) / minutes of the month',
  ],
  [
    'tighten: { atLeast: 99.95 %, afterWindows: 6, notBefore',
    'tighten: { atLeast: 99.95 %, notBefore',
    'tightening-without-condition',
    'tighten',
  ],
  [
    'review: { every: quarter, last: 2026-10-06, next: 2027-01-12, by',
    'review: { last: 2026-10-06, by',
    'review-missing',
    'review',
  ],
  ['version: 3.1.0\n', 'version: 2.1.0\n', 'version-order', '2.1.0'],
  ['orders-api@3.0.0', 'orders-api@3.1.0', 'version-order', '3.1.0'],
  ['  3.1.0: { date', '  3.0.0: { date', 'history-missing', '3.1.0'],
];

export const aroundVpn: readonly Mistake[] = [
  ['    clock: repair\n', '    clock: repaired\n', 'definition-ambiguous', 'repaired'],
  ['to: 2028-08-31 }', 'to: 2029-08-31 }', 'underpinning-expires-earlier', 'suppliers/regio-fibre.sla.yaml'],
  [
    'claims: { by: customer, to: carrier, within: 60 d',
    'claims: { by: customer, to: carrier, within: 90 d',
    'underpinning-claim-later',
    'lyon-repair',
  ],
  [
    'agreement: suppliers/regio-fibre.sla.yaml, objective: repair, atMost: 3 h',
    'atMost: 6 h',
    'underpinning-slower',
    '6 h',
  ],
  ['title: ITU-T Y.1541, version: 2011-12', 'title: ITU-T Y.1541', 'reference-version-missing', 'y1541'],
  ['name: Circuit LYS-1102', 'name: Circuit HAM-0417', 'duplicate-title', 'Circuit HAM-0417'],
  ['limit: 4 h per quarter', 'limit: 40 h per month', 'exclusion-swallows-target', '40 h per month'],
  ['version: 1.2.0\n', 'version: 1.0.2\n', 'version-order', '1.0.2'],
];

export const aroundMarketing: readonly Mistake[] = [
  ['title: Lead scoring model, version: "12"', 'title: Lead scoring model', 'reference-version-missing', 'scoring'],
  ['afterWindows: 3, notBefore', 'notBefore', 'tightening-without-condition', 'tighten'],
  ['version: 2.0.0\n', 'version: 1.2.0\n', 'version-order', '1.2.0'],
  [
    'when: delivered <= 290 leads',
    'when: delivered <= 290 leads || delivered > 290 leads',
    'constant-expression',
    'delivered <= 290 leads || delivered > 290 leads',
  ],
  ['  First Touch:', '  Trade Fair: Meeting at which nothing is sold.\n  First Touch:', 'term-unused', 'Trade Fair'],
  [
    'review: { every: quarter, last: 2026-10-08, next: 2027-01-14, by: revops, attendees: [marketing, sales, revops], agenda: [baselines, tightening, definitions] }\n',
    '',
    'review-missing',
    'active',
  ],
];

export const aroundEditions: readonly Mistake[] = [
  [
    'where: ok && latency_ms > 0',
    'where: ok && latency_ms > 0 && latency_ms < 0',
    'constant-expression',
    'ok && latency_ms > 0 && latency_ms < 0',
  ],
  ['name: Editors of the editions', 'name: Computing Centre', 'duplicate-title', 'Computing Centre'],
];

export const aroundCompute: readonly Mistake[] = [
  [
    'title: Terms for Cloud Services, version: 2025-01',
    'title: Terms for Cloud Services',
    'reference-version-missing',
    'terms',
  ],
  ['Charges of the calendar month for the service concerned.', 'The Monthly Bill.', 'term-circular', 'Monthly Bill'],
];

// More mistakes in the golden agreements: those of people who negotiate, sign and copy, by example.
// It must never be tuned to a rule: a mistake stands here because a person makes it.

import type { Mistake } from './mistakes-table';

const inOrders: readonly Mistake[] = [
  ['sla: 1\n', 'sla: 2\n', 'language-version', '2'],
  [
    '    owedBy: provider\n    owedTo: customer\n',
    '    owedBy: customer\n    owedTo: customer\n',
    'owed-to-itself',
    'customer',
  ],
  [
    'report-faults: { responsible: customer,',
    'report-faults: { responsible: [customer, provider],',
    'several-responsible',
    '[customer, provider]',
  ],
  [
    'acknowledge-faults: { responsible: provider, informed: [customer], within: 15 min }',
    'acknowledge-faults: { responsible: provider, informed: [customer] }',
    'duty-without-deadline',
    'acknowledge-faults',
  ],
  ['    atLeast: 99.9 %\n', '    atLeast: 100 %\n', 'target-100-percent', '100 %'],
  ['    atLeast: 99.9 %\n', '    atLeast: 199 %\n', 'value-out-of-range', '199 %'],
  [
    '    reason: A shopper leaves after about a second; share taken from the study in the order form.\n',
    '',
    'target-without-origin',
    'slow-requests',
  ],
  [
    'value: 99.972 %, statistic: median, window: month',
    'value: 99.972 %, statistic: median, window: quarter',
    'baseline-mismatch',
    'quarter',
  ],
  ['windows: 6, lowest: 99.941 %', 'windows: 9, lowest: 99.941 %', 'baseline-inconsistent', '9'],
  ['windows: 6, lowest: 205 ms', 'windows: 4, lowest: 205 ms', 'baseline-sample-too-small', '4'],
  [
    'value: 222.5 ms, statistic: median, window: month, from: 2025-07-01, to: 2025-12-31',
    'value: 222.5 ms, statistic: median, window: month, from: 2024-07-01, to: 2024-12-31',
    'baseline-stale',
    '2024-12-31',
  ],
  ['tighten: { atLeast: 99.95 %,', 'tighten: { atLeast: 99.85 %,', 'tightening-not-stricter', '99.85 %'],
  ['tighten: { atLeast: 99.95 %,', 'tighten: { atLeast: 99.995 %,', 'tightening-infeasible', '99.995 %'],
  ['tighten: { atLeast: 99.95 %,', 'tighten: { atMost: 99.95 %,', 'target-direction-inverted', 'atMost'],
  ['tighten: { atLeast: 99.95 %,', 'tighten: { atMost: 99.995 %,', 'target-direction-inverted', 'atMost'],
  ['slot: { sun: "02:00-06:00" }, limit: 4 h per month }', '}', 'exclusion-unbounded', 'maintenance'],
  [
    'data: maintenance, notice: 5 business days, calendar: office, slot',
    'data: maintenance, slot',
    'exclusion-without-notice',
    'maintenance',
  ],
  [
    'evidence: gateway log, decidedBy: [provider, customer]',
    'evidence: gateway log, decidedBy: [provider]',
    'exclusion-decided-by-owing-party',
    'provider',
  ],
  [
    'customer-caused, evidence: gateway log, decidedBy',
    'customer-caused, decidedBy',
    'exclusion-evidence-missing',
    'customer-caused',
  ],
  ['  within: 30 d\n  evidence', '  evidence', 'claim-deadline-missing', 'claims'],
  ['    of: Monthly Fee\n', '    of: Monthly Charge\n', 'credit-of-undefined', 'Monthly Charge'],
  ['when: missed 3 of 6 windows', 'when: missed 7 of 6 windows', 'trigger-unreachable', 'missed 7 of 6 windows'],
  [
    'agreement: suppliers/cloud-compute.sla.yaml, objective: availability',
    'agreement: suppliers/cloud-computer.sla.yaml, objective: availability',
    'reference-unresolved',
    'suppliers/cloud-computer.sla.yaml',
  ],
  [
    'objective: availability, atLeast: 99.99 %',
    'objective: availabilty, atLeast: 99.99 %',
    'reference-unresolved',
    'availabilty',
  ],
  [
    'objective: availability, atLeast: 99.99 %',
    'objective: availability, atLeast: 99.995 %',
    'underpinning-value-differs',
    '99.995 %',
  ],
  [
    '  customer: { name: M. Steiner, role: Chief Information Officer, date: 2025-12-15 }\n',
    '',
    'approval-missing',
    'approvals',
  ],
  ['file: data/orders-latency.ndjson', 'file: ../../orders-latency.ndjson', 'data-path', '../../orders-latency.ndjson'],
  [
    'file: data/orders-latency.ndjson',
    'file: /var/log/orders-latency.ndjson',
    'data-path',
    '/var/log/orders-latency.ndjson',
  ],
  [
    'columns: { at: minute, total: requests, bad: failed }',
    'columns: { at: minute, total: requests, bad: requests }',
    'role-mapped-twice',
    'requests',
  ],
  ['    downWhen: bad / total > 5 %\n', '    downWhen: bad / total > 5 %\n    alsoAs: 1 h\n', 'unknown-key', 'alsoAs'],
  ['    atLeast: 99.9 %\n', '    atLeast: 99.9 %\n    alsoAs: 50 min\n', 'dual-expression', '50 min'],
  [
    '  restore:\n    metric',
    '  restore-p1: { metric: time-to-restore, for: 90 %, atMost: 4 h, window: quarter, calendar: always, remedies: [root-cause], reason: Again }\n  restore:\n    metric',
    'conflicting-objectives',
    'restore',
  ],
  [
    'P3: { atMost: 4 business hours, calendar: office }',
    'P3: { atMost: 4 business hours }',
    'mixed-units-in-ladder',
    '4 business hours',
  ],
  ['timeZone: Europe/Berlin\n    hours', 'timeZone: Europe/Berlim\n    hours', 'time-zone-unknown', 'Europe/Berlim'],
  ['review: {', 'revew: {', 'unknown-key', 'revew'],
  [
    '  pay-credits: { responsible: provider, within: 30 d }\n',
    '  pay-credits: { responsible: provider, within: thirty days }\n',
    'invalid-scalar',
    'thirty days',
  ],
  ['kind: customer\n', 'kind: costumer\n', 'unknown-value', 'costumer'],
  ['{ below: 99.5 %, credit: 20 % }', '{ below: 99.5 %, credit: 200 % }', 'credit-tier-not-monotone', '200 %'],
  [
    'tiers: [{ above: 300 ms, credit: 5 % }, { above: 600 ms, credit: 10 % }]',
    'tiers: [{ above: 300 ms, credit: 5 % }, { above: 600 ms, credit: 15 % }]',
    'cap-below-tier',
    '10 % per month',
  ],
  ['tiers: [{ below: 95 %, credit: 3 % }]', 'tiers: [{ below: 90 %, credit: 3 % }]', 'breach-without-remedy', '90 %'],
  [
    '{ above: 300 ms, credit: 5 % }, { above: 600 ms',
    '{ atLeast: 300 ms, credit: 5 % }, { above: 600 ms',
    'credit-at-target',
    'atLeast',
  ],
  ['{ above: 300 ms, credit: 5 % }', '{ below: 300 ms, credit: 5 % }', 'credit-without-breach', '300 ms'],
];

const inLeads: readonly Mistake[] = [
  ['equals: 540 leads', 'equals: 560 leads', 'derivation-mismatch', '560 leads'],
  ['    atLeast: 240 leads\n', '    atLeast: 230 leads\n', 'derivation-mismatch', '230 leads'],
  ['    better: higher\n', '', 'parameter-missing', 'ratio'],
  ['    within: 45 d\n', '    witihn: 45 d\n', 'unknown-key', 'witihn'],
  ['tighten: { for: 80 %,', 'tighten: { for: 70 %,', 'tightening-not-stricter', '70 %'],
  ['tighten: { atLeast: 250 leads,', 'tighten: { atLeast: 270 leads,', 'tightening-infeasible', '270 leads'],
  [
    '    controlledBy: marketing\n    noData: unknown\n    baseline: { value: 247',
    '    controlledBy: sales\n    noData: unknown\n    baseline: { value: 247',
    'not-controlled-by-owing-party',
    'marketing',
  ],
  ['    for: 75 %\n', '', 'judgement-missing', 'touch'],
  ['    for: 75 %\n', '    for: 175 %\n', 'invalid-scalar', '175 %'],
  [
    'key: lead_id\n    covers: { from: 2026-01-01, to',
    'key: lead_id\n    covers: { from: 2026-12-01, to',
    'term-order',
    '2026-11-10T18:00:00-05:00',
  ],
  ['where: source == "list import"', 'where: source = "list import"', 'invalid-expression', '='],
  ['decidedBy: [revops]', 'decidedBy: [revop]', 'unresolved-id', 'revop'],
  ['when: missed 2 windows in a row', 'when: missed two windows', 'invalid-scalar', 'missed two windows'],
  ['owner: sales\n    objectives: [volume', 'owner: sale\n    objectives: [volume', 'unresolved-id', 'sale'],
  ['timeZone: America/New_York\npurpose', 'timeZone: EST\npurpose', 'time-zone-unknown', 'EST'],
  [
    '    owedBy: sales\n    owedTo: marketing\n    excludes: [list-import]\n    remedies: [escalate]',
    '    owedBy: marketing\n    owedTo: sales\n    excludes: [list-import]\n    remedies: [escalate]',
    'not-controlled-by-owing-party',
    'marketing',
  ],
  ['windows: 6, lowest: 221 leads', 'windows: 6, lowest: 251 leads', 'baseline-inconsistent', '251 leads'],
  ['wins: 25 %', 'wins: 25', 'derivation-mismatch', '216 leads'],
];

const inVpn: readonly Mistake[] = [
  [
    'term: { from: 2025-09-01, to: 2028-08-31 }',
    'term: { from: 2025-09-01, to: 2025-08-31 }',
    'term-order',
    '2025-08-31',
  ],
  ['    atMost: 2 outages\n', '    atLeast: 2 outages\n', 'target-direction-inverted', 'atLeast'],
  ['{ above: 8 h, credit: 25 % }', '{ above: 2 h, credit: 25 % }', 'credit-without-breach', '2 h'],
  ['cap: 400 % per year', 'cap: 400 %', 'invalid-scalar', '400 %'],
  [
    'access: { name: Regio Fibre SARL, role: third-party',
    'access: { name: Regio Fibre SARL, role: third party',
    'unknown-value',
    'third party',
  ],
  ['    basis: relative-exceedance\n', '    basis: relative-excess\n', 'unknown-value', 'relative-excess'],
  [
    'tiers: [{ above: 0 %, credit: 3 % }, { above: 25 %, credit: 10 % }, { above: 100 %, credit: 20 % }]',
    'tiers: [{ above: 0 %, credit: 3 % }, { above: 25 %, credit: 2 % }, { above: 100 %, credit: 20 % }]',
    'credit-tier-not-monotone',
    '2 %',
  ],
  ['LYS-1102: 1400 EUR per month', 'LYS-1102: 1400 per month', 'invalid-scalar', '1400 per month'],
  [
    'notice: 10 d, slot: { sun: "00:00-05:00" }, limit: 4 h per quarter',
    'notice: 10 d, slot: { sun: "00:00-25:00" }, limit: 4 h per quarter',
    'invalid-scalar',
    '"00:00-25:00"',
  ],
  ['    statistic: mean\n', '    statistic: average\n', 'invalid-scalar', 'average'],
  ['  gtc: { kind: terms', '  gtc: { kind: term', 'unknown-value', 'term'],
  [
    'review: { every: half-year, last: 2026-09-02, next: 2027-03-02',
    'review: { every: half-year, last: 2026-09-02, next: 2026-10-02',
    'review-overdue',
    '2026-10-02',
  ],
];

const inEditions: readonly Mistake[] = [
  ['    where: ok && latency_ms > 0\n', '    where: ok && latency_ms >\n', 'invalid-expression', '>'],
  ['rounding: { digits: 2, mode: down }', 'rounding: { digits: 0, mode: half-up }', 'rounding-swallows-breach', '0'],
  ['    reason: Half a working day.\n', '', 'target-without-origin', 'repair'],
  [
    '    remedies: [report, escalate]\n    reason',
    '    remedies: [reports, escalate]\n    reason',
    'unresolved-id',
    'reports',
  ],
  ['to: 2026-12-31T23:00:00Z, group', 'to: 2026-01-01T23:00:00Z, group', 'term-order', '2026-01-01T23:00:00Z'],
  [
    'approvals:\n  hosting: { name: D. Keller, role: Head of computing, date: 2026-01-28 }',
    'approvals:\n  hosting: { name: D. Keller, role: Head of computing, date: 28.01.2026 }',
    'invalid-scalar',
    '28.01.2026',
  ],
];

/** The mistakes by the example in which they are made. */
export const tables: readonly (readonly [path: string, mistakes: readonly Mistake[]])[] = [
  ['orders-api', inOrders],
  ['marketing-sales', inLeads],
  ['ip-vpn', inVpn],
  ['digital-editions', inEditions],
];

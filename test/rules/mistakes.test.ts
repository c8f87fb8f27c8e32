// Makes one mistake at a time in the golden agreements: each has to give exactly one finding, on the token that is wrong.
// It must never be tuned to a rule: a mistake stands here because a person makes it.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { findings } from './example';

/** What is written, what is written by mistake, the rule that finds it, and the text that it marks. */
type Mistake = readonly [from: string, to: string, rule: string, token: string];

/** Sections under a word that they are not called by. */
const sections: readonly (readonly [string, string])[] = [
  ['parties', 'party'],
  ['parties', 'stakeholders'],
  ['metrics', 'metric'],
  ['metrics', 'kpis'],
  ['objectives', 'objective'],
  ['remedies', 'remedy'],
  ['exclusions', 'exclusion'],
  ['calendars', 'calendar'],
  ['data', 'source'],
  ['responsibilities', 'responsibility'],
  ['dependencies', 'dependency'],
  ['approvals', 'approval'],
  ['goals', 'goal'],
  ['services', 'service'],
  ['references', 'reference'],
];

const inOrders: readonly Mistake[] = [
  ['title: Orders API', 'titel: Orders API', 'unknown-key', 'titel'],
  ['status: active', 'status: activ', 'unknown-value', 'activ'],
  ['kind: customer\n', 'kind: custmer\n', 'unknown-value', 'custmer'],
  ['kind: customer\n', 'kind: Customer\n', 'unknown-value', 'Customer'],
  ['sla: 1\n', '', 'missing-key', 'id'],
  ['version: 3.1.0\n', 'version: 3.1\n', 'invalid-scalar', '3.1'],
  ['version: 3.1.0\n', '', 'missing-key', 'sla'],
  ['timeZone: Europe/Berlin\npurpose', 'timeZone: CEST\npurpose', 'time-zone-unknown', 'CEST'],
  ['timeZone: Europe/Berlin\npurpose', 'timezone: Europe/Berlin\npurpose', 'unknown-key', 'timezone'],
  ['timeZone: Europe/Berlin\npurpose', 'purpose', 'time-zone-missing', 'month'],
  [
    'from: 2026-01-01, to: 2026-12-31 }\ntime',
    'from: 01.01.2026, to: 2026-12-31 }\ntime',
    'invalid-scalar',
    '01.01.2026',
  ],
  ['to: 2026-12-31 }\ntime', 'to: 2026-11-01 }\ntime', 'expired', '2026-11-01'],
  ['to: 2026-12-31 }\ntime', 'to: 2025-12-31 }\ntime', 'term-order', '2025-12-31'],
  ['to: 2026-12-31 }\ntime', 'until: 2026-12-31 }\ntime', 'unknown-key', 'until'],
  ['title: Orders API', 'title: @Orders API', 'yaml-trap', '@Orders API, Business plan'],
  ['title: Orders API', 'title: Plan: Orders API', 'yaml-trap', 'Plan: Orders API, Business plan'],
  ['title: Orders API', 'title: "Orders API', 'yaml-syntax', '"'],
  ['title: Orders API', '\ttitle: Orders API', 'yaml-trap', '\t'],
  ['title: Orders API, Business plan', 'title: Orders API #4711', 'yaml-trap', '#4711'],
  [
    'role: provider, type: organization, contacts: { service',
    'role: suplier, type: organization, contacts: { service',
    'unknown-value',
    'suplier',
  ],
  [
    'engagedBy: provider, contacts: { noc: status',
    'engagedBy: providr, contacts: { noc: status',
    'unresolved-id',
    'providr',
  ],
  ['{ mon-thu: "08:00-18:00"', '{ mon-thu: "8-18"', 'invalid-scalar', '"8-18"'],
  ['{ mon-thu: "08:00-18:00"', '{ mon-tur: "08:00-18:00"', 'invalid-scalar', 'mon-tur'],
  ['{ mon-thu: "08:00-18:00"', '{ mon-thu: 08:00-18:00', 'yaml-trap', '08:00-18:00'],
  ['    every: 1 min', '    every: 1 minut', 'invalid-scalar', '1 minut'],
  ['    every: 1 min', '    every: 1', 'invalid-scalar', '1'],
  ['    type: availability', '    type: availabilty', 'metric-type-unknown', 'availabilty'],
  ['    type: availability', '    typ: availability', 'unknown-key', 'typ'],
  ['    data: minutes', '    data: minuts', 'unresolved-id', 'minuts'],
  ['    data: minutes', '    date: minutes', 'unknown-key', 'date'],
  ['    downWhen: bad / total > 5 %', '    downWhen: bad / total > > 5 %', 'invalid-expression', '>'],
  ['    downWhen: bad / total > 5 %', '    downWhen: > 5 %', 'yaml-trap', '> 5 %'],
  ['    downWhen: bad / total > 5 %', '    downWhen: bad / total', 'invalid-expression', 'bad / total'],
  ['    downWhen: bad / total > 5 %', '    downwhen: bad / total > 5 %', 'unknown-key', 'downwhen'],
  [
    '    measuredBy: monitor\n    verifiedBy: customer\n    measuredAt: public edge, m',
    '    measuredBy: monitr\n    verifiedBy: customer\n    measuredAt: public edge, m',
    'unresolved-id',
    'monitr',
  ],
  ['    downWhen: bad / total > 5 %', '    downWhen: bad / total > 5', 'invalid-expression', '5'],
  ['limit: 4 h per month', 'limit: 4 per month', 'invalid-scalar', '4 per month'],
  ['      P3: { atMost', '      p3: { atMost', 'unresolved-id', 'p3'],
  ['    noData: skip', '    noData: ignore', 'unknown-value', 'ignore'],
  ['    minimumCoverage: 95 %', '    minimumCoverage: 95', 'invalid-scalar', '95'],
  ['mode: down }', 'mode: floor }', 'unknown-value', 'floor'],
  ['    statistic: p95', '    statistic: p9x', 'invalid-scalar', 'p9x'],
  ['    statistic: p95\n', '', 'judgement-missing', 'duration'],
  ['    statistic: p95', '    statistic: percentile 95', 'invalid-scalar', 'percentile 95'],
  ['    unit: ms\n    statistic', '    units: ms\n    statistic', 'wrong-shape', 'ms'],
  ['    metric: uptime', '    metric: uptim', 'unresolved-id', 'uptim'],
  ['    metric: uptime', '    sli: uptime', 'unknown-key', 'sli'],
  ['    atLeast: 99.9 %\n', '    atLeast: 99,9 %\n', 'invalid-scalar', '99,9 %'],
  ['    atLeast: 99.9 %\n', '    atLeast: 99.9\n', 'unit-mismatch', '99.9'],
  ['    atLeast: 99.9 %\n', '    atMost: 99.9 %\n', 'target-direction-inverted', 'atMost'],
  ['    atLeast: 99.9 %\n', '    atLeast: 43 min\n', 'unit-mismatch', '43 min'],
  ['    atLeast: 99.9 %\n', '    atleast: 99.9 %\n', 'unknown-key', 'atleast'],
  ['    atLeast: 99.9 %\n', '    target: 99.9 %\n', 'unknown-key', 'target'],
  ['    atLeast: 99.9 %\n', '', 'target-missing', 'availability'],
  ['    atLeast: 99.9 %\n    window: month\n', '    atLeast: 99.9 %\n', 'window-missing', 'availability'],
  [
    '    atLeast: 99.9 %\n    window: month\n',
    '    atLeast: 99.9 %\n    window: monthly\n',
    'invalid-scalar',
    'monthly',
  ],
  [
    '    atLeast: 99.9 %\n    window: month\n',
    '    atLeast: 99.9 %\n    window: 30 days\n',
    'invalid-scalar',
    '30 days',
  ],
  ['    owedBy: provider', '    owedBy: provdier', 'unresolved-id', 'provdier'],
  ['    owedBy: provider', '    obligor: provider', 'unknown-key', 'obligor'],
  ['excludes: [maintenance, customer-caused', 'excludes: [maintenanc, customer-caused', 'unresolved-id', 'maintenanc'],
  [
    'excludes: [maintenance, customer-caused, force-majeure]',
    'excludes: [maintenance, customer-caused, force-majeure',
    'yaml-syntax',
    '[',
  ],
  ['remedies: [latency-credit]', 'remedies: [latncy-credit]', 'unresolved-id', 'latncy-credit'],
  ['remedies: [latency-credit]', 'remedies: latency-credit', 'wrong-shape', 'latency-credit'],
  ['    remedies: [latency-credit]\n', '', 'remedy-missing', 'latency'],
  ['    when: load <= 50 requests/s', '    when: laod <= 50 requests/s', 'unresolved-id', 'laod'],
  ['    when: load <= 50 requests/s', '    when: load <= 5 min', 'invalid-expression', '5 min'],
  ['    atMost: 300 ms\n', '', 'target-missing', 'latency'],
  ['    for: 99 %', '    for: 99', 'invalid-scalar', '99'],
  ['    calendar: always\n', '    calendar: alwys\n', 'unresolved-id', 'alwys'],
  ['P3: { atMost: 4 business hours', 'P3: { atMost: 4 busines hours', 'invalid-scalar', '4 busines hours'],
  ['status: indicator', 'status: indicater', 'unknown-value', 'indicater'],
  [
    '    metric: duration\n    atMost',
    '    metric: duration\n    metric: duration\n    atMost',
    'duplicate-key',
    'metric',
  ],
  ['notice: 5 business days', 'notice: 5 busines days', 'invalid-scalar', '5 busines days'],
  ['kind: scheduled-maintenance', 'kind: planned-maintenance', 'unknown-value', 'planned-maintenance'],
  ['limit: 4 h per month', 'limit: 4 h', 'invalid-scalar', '4 h'],
  ['limit: 4 h per month', 'limit: 4 h pro month', 'invalid-scalar', '4 h pro month'],
  [
    'decidedBy: [provider, customer], limit: 8 h',
    'decidedBy: [provider, custmer], limit: 8 h',
    'unresolved-id',
    'custmer',
  ],
  ['{ above: 300 ms, credit: 5 % }', '{ above: 300 ms, atMost: 500 ms, credit: 5 % }', 'credit-tier-gap', '500 ms'],
  ['{ below: 99.9 %, credit: 10 % }', '{ atMost: 99.9 %, credit: 10 % }', 'credit-at-target', 'atMost'],
  ['{ below: 99.0 %, credit: 30 % }', '{ below: 99.0 %, credit: 15 % }', 'credit-tier-not-monotone', '15 %'],
  ['{ below: 99.0 %, credit: 30 % }', '{ below: 99.0 %, credit: 30 }', 'invalid-scalar', '30'],
  ['{ below: 99.0 %, credit: 30 % }', '{ belwo: 99.0 %, credit: 30 % }', 'unknown-key', 'belwo'],
  ['    kind: service-credit\n', '    kind: service-credits\n', 'unknown-value', 'service-credits'],
  ['    kind: service-credit\n', '', 'missing-key', 'credits'],
  ['when: missed 3 of 6 windows', 'when: missed 3 of 6', 'invalid-scalar', 'missed 3 of 6'],
  ['5000 EUR per month', '5000 per month', 'invalid-scalar', '5000 per month'],
  ['  within: 30 d\n', '  within: 30\n', 'invalid-scalar', '30'],
  ['automatic: [availability]', 'automatic: [avilability]', 'unresolved-id', 'avilability'],
  ['restore: { responsible: provider', 'restore: { responsible: providr', 'unresolved-id', 'providr'],
  ['within: 24 h }', 'within: 24 }', 'invalid-scalar', '24'],
  ['topology: serial', 'topology: in-series', 'unknown-value', 'in-series'],
  ['next: 2027-01-12', 'next: 2026-11-12', 'review-overdue', '2026-11-12'],
  ['next: 2027-01-12', 'next: 2027-13-12', 'invalid-scalar', '2027-13-12'],
  ['noAdverseChange: true', 'noAdverseChange: yes', 'yaml-trap', 'yes'],
  [
    '    controlledBy: provider\n    noData: skip',
    '    controlledBy: customer\n    noData: skip',
    'not-controlled-by-owing-party',
    'provider',
  ],
  ['review: {', '# sla-ignore expired\nreview: {', 'suppression-without-reason', '# sla-ignore expired'],
  ['review: {', '<<<<<<< HEAD\nreview: {', 'conflict-marker', '<<<<<<<'],
  ['fees:\n', 'x-own: 1\nfee:\n', 'unknown-key', 'fee'],
  ...sections.map(([section, word]): Mistake => [`\n${section}:`, `\n${word}:`, 'unknown-key', word]),
  ['    atLeast: 99.9 %\n', '\tatLeast: 99.9 %\n', 'yaml-trap', '\t'],
  ['    atLeast: 99.9 %\n', '  \tatLeast: 99.9 %\n', 'yaml-trap', '\t'],
  ['    atLeast: 99.9 %\n', '    \tatLeast: 99.9 %\n', 'yaml-trap', '\t'],
  ['    metric: uptime\n', '\tmetric: uptime\n', 'yaml-trap', '\t'],
  ['  availability:\n    metric', '\tavailability:\n    metric', 'yaml-trap', '\t'],
  ['    excludes: [maintenance, c', '\texcludes: [maintenance, c', 'yaml-trap', '\t'],
  ['    atLeast: 99.9 %\n', '   atLeast: 99.9 %\n', 'yaml-syntax', ' '],
  ['    atLeast: 99.9 %\n', '     atLeast: 99.9 %\n', 'yaml-syntax', 'u'],
  ['role: provider, type', 'role: supplier, type', 'unknown-value', 'supplier'],
  ['role: customer, type', 'role: client, type', 'unknown-value', 'client'],
  ['value: 99.972 %', 'value: 99,972 %', 'yaml-trap', '99,972 %'],
  ['from: 2026-01-01, to: 2026-12-31 }\ntime', 'from: 2026-01-01 to: 2026-12-31 }\ntime', 'yaml-syntax', 'to'],
  ['from: 2026-01-01, to: 2026-12-31 }\ntime', 'from: 2026-12-31, to: 2026-01-01 }\ntime', 'term-order', '2026-01-01'],
];

const inVpn: readonly Mistake[] = [
  [
    '  mtbf: { type: mtbf',
    '  spare: { type: mttr, data: outages, measuredBy: carrier, controlledBy: carrier }\n  mtbf: { type: mtbf',
    'unused-definition',
    'spare',
  ],
  ['    definition: y1540-ipdv', '    definitoin: y1540-ipdv', 'unknown-key', 'definitoin'],
  ['atLeast: 8000 h', 'atLeast: 8000', 'unit-mismatch', '8000'],
  ['atLeast: 8000 h', 'atMost: 8000 h', 'target-direction-inverted', 'atMost'],
  [
    '{ every: year, anchor: 2025-09-01 }\n    per: circuit\n    owedBy',
    '{ every: yaer, anchor: 2025-09-01 }\n    per: circuit\n    owedBy',
    'invalid-scalar',
    'yaer',
  ],
  ['weight: sent - lost', 'weight: sent - ', 'invalid-expression', '-'],
  ['    statistic: p95\n', '    statistic: 95 %\n', 'invalid-scalar', '95 %'],
];

for (const [path, mistakes] of [
  ['orders-api', inOrders],
  ['ip-vpn', inVpn],
] as const)
  describe(`single mistakes in ${path}`, () => {
    const original = readFileSync(`examples/${path}.sla.yaml`, 'utf8');
    for (const [from, to, rule, token] of mistakes)
      test(`${JSON.stringify(to.slice(0, 60))} is ${rule}`, () => {
        assert.ok(original.includes(from), 'the example has changed');
        const text = original.replace(from, () => to);
        const found = findings(text).map(
          (each) => `${each.rule}: ${text.slice(each.span.start, each.span.end)}: ${each.message}`,
        );
        assert.equal(found.length, 1, found.join('\n'));
        assert.ok(found[0]?.startsWith(`${rule}: ${token}: `), found[0]);
      });
  });

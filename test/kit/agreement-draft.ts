// An agreement with every kind of clause, as plain data with numbers of its own.
// It must never be the same for two seeds, nor have a clause that says nothing.

import { whole, type Draft } from './agreement-text';

type Random = () => number;

/** An agreement with every kind of clause, in numbers of its own. */
export function baseDraft(random: Random): Draft {
  return {
    sla: '1',
    id: 'parcel-api',
    title: 'Parcels',
    kind: 'customer',
    status: 'active',
    version: '1.2.0',
    term: { from: '2026-01-01', to: `2026-12-${whole(random, 10, 31)}` },
    timeZone: 'Europe/Berlin',
    parties: {
      provider: { name: 'Paket AG', role: 'provider' },
      customer: { name: 'Laden GmbH', role: 'customer' },
      monitor: { name: 'Uhrwerk', role: 'third-party' },
      cloud: { name: 'Wolke SE', role: 'third-party', engagedBy: 'provider' },
    },
    services: { parcels: { name: 'Parcels', description: 'All of them' } },
    calendars: {
      office: {
        hours: { 'mon-thu': `08:00-${whole(random, 16, 18)}:00`, fri: '09:00-15:00' },
        holidays: ['2026-01-01', '2026-05-01'],
      },
    },
    data: {
      probes: { file: 'probes.csv', columns: { at: 'checked', ok: 'ok' } },
      tickets: { file: 'tickets.csv', columns: { start: 'opened', end: 'answered' } },
      works: { file: 'works.csv', columns: { start: 'from', end: 'to' } },
    },
    metrics: {
      uptime: {
        type: 'availability',
        data: 'probes',
        measuredBy: 'monitor',
        verifiedBy: 'customer',
        noData: 'skip',
        rounding: { digits: '3', mode: 'half-up' },
        minimumLength: `${whole(random, 2, 5)} min`,
        mergeGap: `${whole(random, 2, 5)} min`,
        where: 'region == "eu"',
        downWhen: 'bad / total > 5 %',
        baseline: { value: '99.97 %', statistic: 'median', window: 'month' },
      },
      duration: { type: 'latency', data: 'probes', statistic: 'p95', unit: 'ms', measuredBy: 'provider' },
      response: { type: 'first-response-time', data: 'tickets', measuredBy: 'monitor' },
    },
    objectives: {
      availability: {
        metric: 'uptime',
        atLeast: `99.${whole(random, 40, 60)} %`,
        window: 'month',
        excludes: ['maintenance'],
        remedies: ['credits', 'exit'],
        tighten: { atLeast: '99.9 %', afterWindows: '6', notBefore: '2027-01-01' },
      },
      latency: {
        metric: 'duration',
        atMost: `${whole(random, 200, 400)} ms`,
        window: 'month',
        remedies: ['report'],
        reason: 'Kept in 2025',
      },
      answers: {
        metric: 'response',
        for: `${whole(random, 85, 95)} %`,
        per: 'priority',
        window: 'quarter',
        targets: {
          P1: { atMost: `${whole(random, 20, 40)} min` },
          P2: { atMost: `${whole(random, 4, 6)} business hours`, calendar: 'office' },
        },
      },
    },
    exclusions: {
      maintenance: {
        kind: 'scheduled-maintenance',
        data: 'works',
        notice: `${whole(random, 3, 6)} d`,
        limit: `${whole(random, 4, 8)} h per month`,
        slot: { sun: '02:00-06:00' },
      },
      storms: { kind: 'force-majeure', intervals: [{ from: '2026-02-01T00:00:00Z', to: '2026-02-02T00:00:00Z' }] },
    },
    remedies: {
      credits: {
        kind: 'service-credit',
        of: 'Monthly Fee',
        tiers: [
          { below: '99.4 %', credit: `${whole(random, 4, 8)} %` },
          { below: '98 %', credit: `${whole(random, 14, 18)} %` },
        ],
        cap: `${whole(random, 40, 60)} % per month`,
      },
      exit: { kind: 'termination', holder: 'customer', when: 'missed 3 of 6 windows' },
      report: { kind: 'report', what: 'The cause', by: 'provider', within: `${whole(random, 4, 8)} d` },
    },
    fees: { 'Monthly Fee': '5000 EUR per month' },
    claims: {
      by: 'customer',
      to: 'provider',
      within: `${whole(random, 20, 40)} d`,
      decision: `${whole(random, 10, 20)} d`,
      evidence: ['times', 'tickets'],
      automatic: ['latency'],
    },
    responsibilities: {
      restore: { responsible: 'provider', within: `${whole(random, 3, 6)} h` },
      'announce-maintenance': { responsible: 'provider', ahead: `${whole(random, 3, 6)} d`, informed: ['customer'] },
      'report-faults': { responsible: 'customer', within: `${whole(random, 10, 20)} h` },
      verify: { responsible: 'provider', every: 'month' },
    },
    dependencies: {
      compute: { party: 'cloud', atLeast: `99.${whole(random, 80, 90)} %`, window: 'month', topology: 'serial' },
    },
    reporting: {
      every: 'month',
      by: 'provider',
      to: ['customer'],
      within: `${whole(random, 4, 8)} d`,
      contents: ['availability', 'credits'],
    },
    changes: { procedure: 'signed amendment', notice: `${whole(random, 60, 90)} d` },
    disputes: { measurementOfRecord: 'monitor', law: 'DE' },
    approvals: {
      provider: { name: 'A', role: 'Head', date: '2025-12-01' },
      customer: { name: 'B', role: 'Head', date: '2025-12-02' },
    },
  };
}

// A small agreement that uses every section and has no shape problem; tests change one place of it.
// It must never hold a mistake: a test proves it sound.
import { shapeProblems, type ShapeProblem } from '../../server/src/core/schema/explain';
import { parse } from '../../server/src/core/syntax/parse';

export const sound = `sla: 1
id: shop
title: Shop
kind: customer
status: active
version: 1.0.0
term: { from: 2026-01-01, to: 2026-12-31 }
timeZone: Europe/Berlin
parties:
  provider: { name: Host, role: provider, type: team, contacts: { noc: noc@host.example } }
  customer: { name: Shop, role: customer }
services:
  web: { name: Web, owner: provider, parameters: { tier: gold } }
goals:
  sell:
    statement: Shoppers can buy.
    objectives: [availability]
    derivation:
      orders: 100 orders
      double: { of: orders * 2, equals: 200 orders }
calendars:
  office: { hours: { mon-fri: "08:00-18:00" }, holidays: [2026-12-25] }
  always: { hours: 24x7 }
data:
  probes: { file: probes.csv, columns: { at: checked, ok: ok }, covers: { from: 2026-01-01 }, every: 5 min }
metrics:
  uptime:
    type: probe-availability
    data: probes
    measuredBy: provider
    noData: unknown
    rounding: { digits: 3, mode: down }
    baseline: { value: 99.97 %, window: month, windows: 6 }
  repair: { type: mttr, clock: restore }
  speed: { type: latency, statistic: p95, timeouts: bad }
objectives:
  availability:
    metric: uptime
    atLeast: 99.9 %
    window: month
    per: region
    owedBy: provider
    owedTo: customer
    excludes: [work]
    remedies: [credits, notice]
    tighten: { atLeast: 99.95 %, afterWindows: 6 }
  support:
    metric: repair
    window: { every: year, anchor: 2026-01-01 }
    targets:
      P1: { atMost: 1 h, calendar: always }
exclusions:
  work: { kind: scheduled-maintenance, notice: 5 d, slot: { sun: "02:00-06:00" }, limit: 4 h per month, decidedBy: [customer] }
  storm:
    kind: force-majeure
    intervals:
      - { from: 2026-02-01, to: 2026-02-02 }
remedies:
  credits:
    kind: service-credit
    of: Monthly Fee
    tiers:
      - { below: 99.9 %, credit: 10 % }
    cap: 100 % per month
  notice: { kind: report, what: Cause, by: provider, within: 5 d }
fees:
  Monthly Fee: 5000 EUR per month
priorities:
  levels: { P1: down }
  decidedBy: [customer]
claims: { by: customer, to: provider, within: 30 d, after: window-end, automatic: true }
responsibilities:
  measure: { responsible: provider, informed: [customer], every: month }
dependencies:
  cloud: { party: provider, agreement: cloud.sla.yaml, objective: availability, topology: serial, for: [availability] }
references:
  terms: { kind: terms, title: Terms, version: 2026-01 }
glossary:
  Outage: Time without service.
reporting: { every: month, by: provider, to: [customer] }
review: { every: year, next: 2026-12-01 }
changes: { procedure: written, noAdverseChange: true }
disputes: { measurementOfRecord: provider }
approvals:
  provider: { name: A, date: 2025-12-01 }
  customer: { name: B, date: 2025-12-01 }
history:
  1.0.0: { date: 2025-12-01, summary: First. }
`;

export function problemsOf(text: string): readonly ShapeProblem[] {
  return shapeProblems(parse(text));
}

/** A problem on one line: rule, token, message. */
export function printed(text: string, { rule, span, message }: ShapeProblem): string {
  return `${rule} | ${text.slice(span.start, span.end)} | ${message}`;
}

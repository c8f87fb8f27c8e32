// An agreement in which every key of the language stands at least once, for tests of what a document has to tell.
// It must never be read as an example: it is valid word by word and makes no sense as a whole.

export const whole = `
sla: 1
id: whole
title: Whole agreement
kind: customer
status: active
version: 2.0.0
supersedes: whole@1.0.0
term: { from: 2026-01-01, to: 2026-12-31 }
timeZone: Europe/Berlin
purpose: Everything once.
parties:
  host: { name: Host Ltd, role: provider, type: organization, contacts: { service-desk: desk@host.example } }
  shop: { name: Shop Ltd, role: customer, type: department, contacts: { owner: owner@shop.example } }
  watch: { name: Watch Ltd, role: third-party, type: team, engagedBy: host, contacts: { noc: noc@watch.example } }
services:
  web: { name: Web pages, description: All pages., owner: host, parameters: { tier: gold } }
goals:
  sales:
    statement: Sell around the clock.
    owner: shop
    objectives: [up]
    derivation:
      visits: 1000 visits
      rate: 25 %
      orders: { of: visits * rate, equals: 250 orders, carriedBy: many }
calendars:
  office: { hours: { mon-fri: "08:00-18:00" }, timeZone: Europe/Paris, holidays: [2026-05-01, 2026-12-25], except: [2026-05-01] }
  always: { hours: 24x7 }
  public: { hours: { mon-sun: "06:00-24:00" }, holidays: { country: DE, region: BE } }
data:
  probes:
    file: probes.csv
    columns: { at: checked, ok: good }
    where: service == "web"
    units: { value: ms }
    timeZone: UTC
    key: probe_id
    aliases: { service: { Old: New } }
    covers: { from: 2026-02-01, to: 2026-03-31 }
    every: 5 min
  queries: { connection: metrics, good: good_total, bad: bad_total, total: all_total, value: some_value }
  rows: { connection: base, table: tickets }
  breaks: { file: breaks.csv }
metrics:
  uptime:
    type: availability
    service: web
    data: probes
    columns: { ok: fine }
    where: region == "eu"
    units: { value: s }
    unit: percent
    measuredBy: watch
    verifiedBy: shop
    measuredAt: the public edge
    controlledBy: host
    noData: skip
    minimumCoverage: 95 %
    beforeStart: skip
    calendar: office
    formula: up over all
    better: higher
    rounding: { digits: 3, mode: down }
    downWhen: bad / total > 5 %
    minimumLength: 5 min
    mergeGap: 2 min
    failures: 3
    quorum: 50 %
    baseline:
      value: 99.97 %
      statistic: median
      window: quarter
      from: 2025-01-01
      to: 2025-12-31
      windows: 4
      lowest: 99.9 %
      highest: 99.99 %
      excludes: [work]
      calendar: office
      fingerprint: sha256-abc
  speed: { type: latency, data: probes, statistic: p95, unit: ms }
  orders: { type: count-delivered, data: rows, measuredBy: host }
  answer: { type: first-response-time, data: rows, clock: reported, pauses: breaks, countsAs: any }
  files: { type: restore-test-success, data: rows, schedule: { every: day, at: ["06:00", "18:00"], by: "07:00", calendar: office } }
  both: { type: composite-availability, members: [uptime, speed], weights: { uptime: 2, speed: 1 }, topology: parallel, k: 1 }
  score: { type: weighted-score, members: [up, many], weights: { up: 60 %, many: 40 % }, floor: { up: 90 % } }
  yes: { type: composite-all-met, members: [up] }
objectives:
  up:
    title: Web is up
    metric: uptime
    atLeast: 99.9 %
    alsoAs: 43 min 12 s
    window: month
    calendar: always
    owedBy: watch
    owedTo: host
    scope: pages in German
    given: [the shop pays its fees]
    when: orders <= 1000 orders && answer > 1 min
    excludes: [work, storm]
    remedies: [credit, limit]
    reason: Reached last year.
    tighten: { atLeast: 99.95 %, afterWindows: 6, notBefore: 2027-01-01 }
  band: { metric: speed, above: 1 ms, below: 300 ms, tighten: { atMost: 200 ms }, window: { every: year, anchor: 2026-09-01, timeZone: UTC } }
  many: { metric: orders, atMost: 300 orders, per: [region, brand], window: rolling 30 d, remedies: [points], status: strange }
  response:
    metric: answer
    for: 95 %
    per: priority
    window: month
    targets:
      P1: { atLeast: 1 s, atMost: 15 min, calendar: always }
      P2: { above: 2 s, below: 4 business hours }
    tighten: { for: 97 %, afterWindows: 1 }
    baseline: { value: 96 % }
  strict: { metric: answer, for: all, atMost: 1 business day, window: term }
  shown: { metric: orders, window: quarter, status: indicator }
  holding: { metric: yes, holds: true, window: month }
exclusions:
  work:
    kind: scheduled-maintenance
    what: Work on the servers.
    data: breaks
    notice: 5 business days
    calendar: office
    slot: { sun: "02:00-06:00" }
    limit: 4 h per month
    evidence: the work log
    decidedBy: [host, shop]
    party: watch
  storm:
    kind: force-majeure
    where: cause == "storm"
    intervals:
      - { from: 2026-02-03T04:00:00Z, to: 2026-02-03T05:00:00Z, group: north, note: the great storm }
remedies:
  credit:
    kind: service-credit
    of: Monthly Fee
    tiers:
      - { below: 99.9 %, credit: 10 % }
      - { atMost: 99 %, credit: 500 EUR }
      - { above: 10 %, atLeast: 12 %, days: 3 }
    cap: [100 % per month, 300 % per year]
    basis: per-time
    stacking: add
    apply: unstated
    sole: true
    least: 1 USD
    over: quarter
    cure: 2 h
    measure: downtime
    each: 30 min
    round: up
    multiple: 100
    when: missed 2 windows in a row
    calendar: office
    note: Mind the small print.
  limit: { kind: cap, of: Monthly Fee, limit: 25 % per year }
  fixed: { kind: fixed-amount, amount: 700 EUR, when: missed 3 of 6 windows }
  back: { kind: earn-back, share: 50 %, afterWindows: 3, within: 6 months, limit: 10 % per year }
  points: { kind: points, tiers: [{ above: 300 orders, points: 2 }], deduct: [{ below: 100 orders, points: 1 }], resetAfter: 12 months }
  call: { kind: escalation, path: [team lead, director], when: orders > 500 orders }
  plan: { kind: improvement-plan, what: A plan with dates, by: host, within: 10 business days, calendar: office }
  exit: { kind: termination, holder: shop, notice: 3 months }
fees:
  Monthly Fee: 5000 EUR per month
  Site Fee: { north: 10 EUR per month, south: 20 EUR per month }
priorities:
  levels: { P1: all is down, P2: some is down }
  matrix: { company: { high: P1, low: P2 }, user: { high: P2 } }
  decidedBy: [shop]
  disputedBy: [host]
claims:
  by: shop
  to: host.service-desk
  within: 30 d
  after: report
  until: before the next invoice
  steps:
    - { what: Write to the desk, within: 5 business days, after: awareness, calendar: office }
  evidence: [times, pages]
  decision: 15 business days
  calendar: office
  paidAs: a credit note
  automatic: [up]
responsibilities:
  measure:
    responsible: watch
    accountable: host
    consulted: [shop]
    informed: [shop, host]
    within: 2 business days
    ahead: 3 d
    every: month
    calendar: office
    otherwise: the month counts as missed
    note: from three places
  maintain-data-rate: { responsible: { upstream: host, downstream: watch } }
dependencies:
  line:
    party: watch
    agreement: other.sla.yaml
    objective: line-up
    atLeast: 99.99 %
    window: month
    calendar: office
    topology: k-of-n
    group: lines
    k: 2
    for: [up]
  bounds: { atMost: 3 h, above: 1 h, below: 9 h }
references:
  terms:
    kind: terms
    title: General terms
    version: "7"
    file: terms.pdf
    url: https://host.example/terms
    parties: [host, shop]
    precedence: 1
glossary:
  Page: What a browser shows.
reporting:
  every: month
  by: host
  to: [shop]
  within: 5 business days
  calendar: office
  contents: [objectives, credits]
  otherwise: the month counts as missed
review: { every: quarter, last: 2026-10-01, next: 2027-01-10, by: host, attendees: [host, shop], agenda: [targets] }
changes: { procedure: in writing, notice: 60 business days, calendar: office, noAdverseChange: true }
disputes: { measurementOfRecord: watch, counterMeasurement: shop, tolerance: 0.01 %, escalation: [desk, board], law: Germany }
approvals:
  host: { name: A. Host, role: Director, date: 2025-12-01 }
  shop: { name: B. Shop, role: Buyer, date: 2025-12-02 }
history:
  2.0.0: { date: 2025-12-01, summary: Faster., weakens: [shop], reason: Asked for. }
`;

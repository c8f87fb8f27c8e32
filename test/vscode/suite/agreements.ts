// The agreements that the suite opens besides the examples, small enough to see what each is about.
// They must never refer to data that the suite does not write itself.

/** A whole small agreement over one file of outages; without any finding of severity error. */
export const SMALL = `sla: 1
id: small
title: A small agreement
kind: customer
status: draft
version: 0.1.0
term: { from: 2026-01-01, to: 2026-12-31 }
timeZone: Europe/Berlin

parties:
  provider: { name: Nordhafen, role: provider, type: organization, contacts: { service-desk: a@nordhafen.example } }
  customer: { name: Bergland, role: customer, type: organization, contacts: { owner: b@bergland.example } }

data:
  outages:
    file: data/small-outages.csv
    columns: { start: began, end: ended }
    covers: { from: 2026-01-01, to: 2026-03-31 }

metrics:
  uptime:
    type: availability
    data: outages
    measuredBy: provider
    verifiedBy: customer
    measuredAt: public edge
    controlledBy: provider

objectives:
  availability:
    metric: uptime
    atLeast: 99.9 %
    window: month
    reason: The value of last year.
`;

/** January without an outage, February with ten hours, March without. */
export const OUTAGES = `began,ended
2026-02-10T08:00:00Z,2026-02-10T18:00:00Z
`;

/** The same agreement with three slips: a misspelled key, a party that is not there, a gap between credit tiers. */
export const BROKEN = SMALL.replace('id: small', 'id: broken')
  .replace('    atLeast: 99.9 %', '    atLest: 99.9 %')
  .replace('    measuredBy: provider', '    measuredBy: provdier').concat(`    remedies: [credits]
remedies:
  credits:
    kind: service-credit
    of: Monthly Fee
    tiers:
      - { atLeast: 99.0 %, below: 99.9 %, credit: 10 % }
      - { below: 95.0 %, credit: 25 % }
    cap: 100 % per month
fees:
  Monthly Fee: 5000 EUR per month
`);

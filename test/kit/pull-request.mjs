// Writes a git repository with a pull request of three commits, one of which hides a weaker target in a rename and a large reformatting.
// It must never depend on the configuration of git on the machine, or on its clock.

import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const before = `sla: 1
id: parcel-api
title: Parcel tracking for the shops of Bergland
kind: customer
status: active
version: 1.0.0
term: { from: 2026-01-01, to: 2026-12-31 }
timeZone: Europe/Berlin
purpose: Shops ask where a parcel is, and get an answer.

parties:
  carrier: { name: Nordhafen Logistics GmbH, role: provider, contacts: { service-desk: desk@nordhafen.example } }
  customer: { name: Bergland Retail AG, role: customer, contacts: { owner: it@bergland.example } }

data:
  outages:
    file: data/outages.csv
    columns: { start: began, end: ended }
    covers: { from: 2026-01-01, to: 2026-06-30 }

metrics:
  uptime:
    type: availability
    data: outages
    measuredBy: carrier
    verifiedBy: customer
    measuredAt: the public address of the tracking service
    controlledBy: carrier

objectives:
  availability:
    metric: uptime
    atLeast: 99.9 %
    window: month
    owedBy: carrier
    owedTo: customer
    remedies: [credits, report]
    reason: The value that the carrier reached last year.

remedies:
  credits:
    kind: service-credit
    of: Monthly Fee
    tiers:
      - { below: 99.9 %, credit: 10 % }
      - { below: 99.5 %, credit: 20 % }
    cap: 20 % per month
  report: { kind: report, what: Cause of the outage and what was done., by: carrier, within: 10 d }

fees:
  Monthly Fee: 1000 EUR per month

claims: { by: customer, to: carrier, within: 30 d, evidence: [incident times], decision: 14 d, paidAs: credit on the next invoice }

responsibilities:
  measure: { responsible: carrier, informed: [customer], every: 1 min }
  restore: { responsible: carrier }
  pay-fees: { responsible: customer, within: 30 d }

glossary:
  Monthly Fee: Net fee of the calendar month.
`;

/** The same in other words: keys in another order, maps opened or closed, quotes, comments, units; and the party has another id. */
const reformatted = `# Parcel tracking. Laid out anew, see the guide.
sla: 1
version: 1.0.0
id: "parcel-api"
title: 'Parcel tracking for the shops of Bergland'
status: active
kind: customer
timeZone: Europe/Berlin
term:
  to: 2026-12-31
  from: 2026-01-01
purpose: >-
  Shops ask where a parcel is,
  and get an answer.

# Who promises what to whom.
parties:
  operator:
    role: provider
    name: "Nordhafen Logistics GmbH"
    contacts:
      service-desk: desk@nordhafen.example
  customer:
    role: customer
    name: "Bergland Retail AG"
    contacts:
      owner: it@bergland.example

metrics:
  uptime: { type: availability, data: outages, controlledBy: operator, measuredBy: operator, verifiedBy: customer, measuredAt: "the public address of the tracking service" }

data:
  outages: { file: data/outages.csv, covers: { to: 2026-06-30, from: 2026-01-01 }, columns: { end: ended, start: began } }

remedies:
  report:
    kind: report
    by: operator
    within: 240 h
    what: Cause of the outage and what was done.
  credits:
    of: Monthly Fee
    kind: service-credit
    cap: 20 % per month
    tiers: [{ credit: 10 %, below: 99.9 % }, { credit: 20 %, below: 99.5 % }]

objectives:
  availability: { owedBy: operator, owedTo: customer, metric: uptime, window: month, atLeast: 99.5 %, remedies: [credits, report], reason: "The value that the carrier reached last year." }

responsibilities:
  pay-fees: { within: 30 d, responsible: customer }
  restore: { responsible: operator }
  measure: { every: 60 s, informed: [customer], responsible: operator }

claims:
  to: operator
  by: customer
  within: 30 d
  decision: 14 d
  evidence:
    - incident times
  paidAs: credit on the next invoice

fees: { Monthly Fee: 1000 EUR per month }

glossary: { Monthly Fee: Net fee of the calendar month. }
`;

const untouched = 'agreements/returns.sla.yaml';
const other = before
  .replace('id: parcel-api', 'id: returns')
  .replace('Parcel tracking for the shops', 'Returns for the shops')
  .replace('where a parcel is', 'how a parcel goes back');

/** Outages in every second month: one is missed at 99.9 % only, one at both. */
const outages = `began,ended
2026-02-10T08:00:00Z,2026-02-10T10:30:00Z
2026-04-07T08:00:00Z,2026-04-07T08:20:00Z
2026-06-02T08:00:00Z,2026-06-02T14:00:00Z
`;

/** Writes the repository into an empty folder, checks out the branch of the pull request, and says what has to be seen. */
export function writePullRequest(folder) {
  let minute = 0;
  const git = (...args) => {
    const date = `2026-07-01T12:${String(minute++).padStart(2, '0')}:00Z`;
    const own = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', HOME: folder, PATH: process.env.PATH };
    const identity = { GIT_AUTHOR_NAME: 'A', GIT_AUTHOR_EMAIL: 'a@a.example', GIT_AUTHOR_DATE: date };
    const committer = { GIT_COMMITTER_NAME: 'A', GIT_COMMITTER_EMAIL: 'a@a.example', GIT_COMMITTER_DATE: date };
    return execFileSync('git', args, {
      cwd: folder,
      encoding: 'utf8',
      env: { ...own, ...identity, ...committer },
    }).trim();
  };
  const commit = (message) => {
    git('add', '-A');
    git('commit', '-qm', message);
    return git('rev-parse', 'HEAD');
  };
  const write = (path, text) => writeFileSync(join(folder, path), text);
  const [oldPath, path] = ['agreements/parcel-api.sla.yaml', 'agreements/parcels.sla.yaml'];

  git('init', '-q', '-b', 'main');
  mkdirSync(join(folder, 'agreements/data'), { recursive: true });
  write('agreements/data/outages.csv', outages);
  write(oldPath, before);
  write(untouched, other);
  const fork = commit('Agreements of the year');

  git('checkout', '-q', '-b', 'tidy-up');
  write('README.md', 'Agreements are laid out by the guide.\n');
  commit('Say how agreements are laid out');
  write(oldPath, reformatted);
  commit('Lay out the agreement by the guide; the carrier is called operator');
  renameSync(join(folder, oldPath), join(folder, path));
  const headHash = commit('A name that says what it is about');

  git('checkout', '-q', 'main');
  write(untouched, other.replace('atLeast: 99.9 %', 'atLeast: 99.95 %'));
  const baseHash = commit('Returns get better');
  git('checkout', '-q', 'tidy-up');

  return {
    ...{ folder, base: 'main', fork, baseHash, headHash, path, oldPath, untouched },
    line: reformatted.split('\n').findIndex((line) => line.includes('atLeast: 99.5 %')) + 1,
    changes: [
      {
        ...{ kind: 'renamed', path: 'parties.operator', oldPath: 'parties.carrier', from: 'carrier', to: 'operator' },
        directions: {},
      },
      {
        ...{ kind: 'changed', path: 'objectives.availability.atLeast', oldPath: 'objectives.availability.atLeast' },
        ...{ from: '99.9 %', to: '99.5 %', directions: { customer: 'weaker', operator: 'stronger' } },
      },
    ],
  };
}

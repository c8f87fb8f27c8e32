// Inputs of a few metric types each: calls, resolved requests, promised instants, arrivals, rates of a line.
// It must never be taken for a type that one of the shared inputs feeds.

import type { Input, Parameter, Role } from './metric';
import { at, bad, end, good, key, ok, start, total, value } from './roles';

/** Failures and restore tests: how old the restored data was. Without both instants a row says nothing. */
export const recoveries: Input = {
  id: 'spans',
  nature: 'event',
  docs: 'one row a failure or a restore test: start (instant of the restored data), end (the failure)',
  roles: [
    {
      ...start,
      docs: 'Instant of the data that was restored.',
      usualNames: ['restored_point', 'restore_point', 'backup_at', ...start.usualNames],
    },
    {
      role: 'end',
      type: 'instant',
      docs: 'Instant of the failure.',
      usualNames: ['failed_at', 'failure_at', ...end.usualNames],
    },
    key,
  ],
};

/** Calls one by one, with how long each waited and whether it was answered. */
export const calls: Input = {
  id: 'calls',
  nature: 'instant',
  docs: 'one row an offered call: at, value (wait), ok (answered)',
  roles: [
    at,
    {
      ...value,
      docs: 'How long the caller waited.',
      usualNames: ['wait', 'wait_seconds', 'waited', 'queue_time', ...value.usualNames],
      isNeverNegative: true,
    },
    { ...ok, docs: 'Whether the call was answered.', usualNames: ['answered', ...ok.usualNames] },
  ],
};

const callCount = (role: string, docs: string, names: readonly string[], isOptional?: true): Role => ({
  role,
  type: 'number',
  docs,
  usualNames: [role, ...names],
  isNeverNegative: true,
  ...(isOptional === undefined ? {} : { isOptional }),
});

/** Calls as counters of an interval. */
export const callCounters: Input = {
  ...calls,
  docs: 'counters per interval: at, answered, answeredWithin, abandoned; abandonedWithin and short where the variant needs them',
  roles: [
    at,
    callCount('answered', 'Calls that were answered.', ['answered_calls']),
    callCount('answeredWithin', 'Calls that were answered within the stated time.', ['answered_within'], true),
    callCount('abandoned', 'Calls that were given up.', ['abandoned_calls']),
    callCount('abandonedWithin', 'Calls that were given up within the stated time.', ['abandoned_within'], true),
    callCount('short', 'Calls that were given up at once.', ['short_calls', 'short_abandons'], true),
  ],
};

/** What arrived, and how new the newest of it was. */
export const arrivals: readonly Input[] = (['end', 'value'] as const).map((role): Input => ({
  id: 'arrivals',
  nature: 'instant',
  docs: `one row a load: at (loaded), ${role} (the newest event that it brought)`,
  order: [{ earlier: role, later: 'at', why: 'newest event after its load' }],
  roles: [
    { ...at, docs: 'Instant at which it was loaded.', usualNames: ['loaded_at', 'ingested_at', ...at.usualNames] },
    {
      role,
      type: 'instant',
      docs: 'Instant of the newest event that it brought.',
      usualNames: ['newest', 'newest_event', 'max_event_time', 'event_time', 'data_until'],
    },
  ],
}));

/** What arrived, itself as new as its arrival. */
export const moments: Input = {
  id: 'arrivals',
  nature: 'instant',
  docs: 'one row an arrival: at',
  roles: [at],
};

/** Backups, of which only good ones count. */
export const backups: Input = {
  ...moments,
  docs: 'one row a backup: at, ok (it succeeded)',
  roles: [
    { ...at, docs: 'Instant of the backup.', usualNames: ['finished_at', 'backup_at', ...at.usualNames] },
    { ...ok, docs: 'Whether the backup succeeded.' },
  ],
};

const way = (role: string, docs: string, names: readonly string[]): Role => ({
  role,
  type: 'number',
  docs,
  usualNames: [role, ...names],
  isNeverNegative: true,
});

/** Rates of a line by direction, or one rate of both. */
export const rates: readonly Input[] = [
  {
    id: 'rates',
    nature: 'instant',
    docs: 'one row a sample: at, in, out',
    roles: [
      at,
      way('in', 'Rate towards the customer.', ['in_mbit_s', 'rx', 'inbound', 'download']),
      way('out', 'Rate from the customer.', ['out_mbit_s', 'tx', 'outbound', 'upload']),
    ],
  },
  {
    id: 'rates',
    nature: 'instant',
    docs: 'one row a sample: at, value',
    roles: [at, { ...value, docs: 'Rate of the line.', isNeverNegative: true }],
  },
];

const resolved: Role = {
  ...at,
  docs: 'Instant at which the request was resolved.',
  usualNames: ['resolved_at', 'solved_at', 'closed_at', ...at.usualNames],
};

const reopened: Role = {
  ...end,
  docs: 'Instant at which the request was opened again; empty where it never was.',
  usualNames: ['reopened_at', 'reopened', ...end.usualNames],
};

/** Resolved requests with when they were opened again, if they were. */
export const resolutions: Input = {
  id: 'cohort',
  nature: 'event',
  docs: 'one row a resolved request: at (resolved), end (opened again; empty where it never was)',
  order: [{ earlier: 'at', later: 'end', why: 'end before start' }],
  roles: [resolved, reopened],
};

/** Resolved requests with the contacts that they took, or whether one was enough. */
export const contacts: readonly Input[] = [
  {
    ...resolutions,
    docs: 'one row a resolved request: at (resolved), total (contacts), end (opened again)',
    roles: [
      resolved,
      { ...total, docs: 'Number of contacts that it took.', usualNames: ['contacts', 'touches', ...total.usualNames] },
      reopened,
    ],
  },
  {
    ...resolutions,
    docs: 'one row a resolved request: at (resolved), ok (one contact was enough), end (opened again)',
    roles: [resolved, { ...ok, docs: 'Whether one contact was enough.' }, reopened],
  },
];

const due: Role = {
  role: 'due',
  type: 'instant',
  docs: 'The promised instant.',
  usualNames: ['due', 'due_at', 'promised_at', 'deadline', 'due_date'],
};

/** What was promised for an instant, and when it was done. */
export const dues: Input = {
  id: 'dues',
  nature: 'event',
  docs: 'one row an item: due (promised), end (done; empty while it is not)',
  mayExceed: true,
  roles: [
    due,
    {
      ...end,
      docs: 'Instant at which it was done; empty while it is not.',
      usualNames: ['delivered_at', 'done_at', 'arrived_at', 'published_at', ...end.usualNames],
    },
    key,
  ],
};

/** The same with what was delivered of what was ordered. */
export const fullDues: Input = {
  ...dues,
  docs: 'one row an item: due (promised), end (done), good (delivered), total (ordered)',
  roles: [...dues.roles, { ...good, docs: 'How much was delivered.' }, { ...total, docs: 'How much was ordered.' }],
};

export const dueParameters: readonly Parameter[] = [
  {
    name: 'grace',
    kind: 'duration',
    docs: 'Time after the promised instant that still counts as in time.',
    default: '0 s',
  },
  {
    name: 'promise',
    kind: 'choice',
    values: ['first', 'last'],
    docs: 'Which date counts where a second row of a key moves it; without it every row is an item of its own.',
  },
];

const capital = (words: string): string => `${words.slice(0, 1).toUpperCase()}${words.slice(1)}.`;

/** Two amounts of a record that are summed and then compared. */
export function amounts(one: string, oneNames: readonly string[], all: string, allNames: readonly string[]): Input {
  return {
    id: 'amounts',
    nature: 'instant',
    docs: `one row a record: at, value (${one}), total (${all})`,
    mayExceed: true,
    roles: [
      at,
      {
        role: 'value',
        type: 'number',
        docs: capital(one),
        usualNames: [...oneNames, ...value.usualNames],
      },
      { ...total, docs: capital(all), usualNames: [...allNames, ...total.usualNames] },
    ],
  };
}
/** Bad ones of all, as counters of an interval. */
export function badOfAll(badOnes: string, all: string): Input {
  return {
    id: 'counters',
    nature: 'instant',
    docs: `counters per interval: at, bad (${badOnes}), total (${all})`,
    roles: [at, { ...bad, docs: capital(badOnes) }, { ...total, docs: capital(all) }],
  };
}

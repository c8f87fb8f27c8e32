// Inputs of one or two metric types each: weighted outages, notices, transfers, plans, checks, attempts, keyed items.
// It must never be taken for a type that one of the shared inputs feeds.

import type { Input, Parameter, Role } from './metric';
import { outages } from './inputs';
import { at, end, key, ok, start, total, value, weight } from './roles';

/** Outages with how much of the service, or how many of its users, each of them hit. */
function impacts(docs: string, names: readonly string[], most?: number): Input {
  return {
    ...outages,
    docs: `one row an outage: start, end (empty while it lasts), weight (${docs}; empty for all)`,
    roles: [
      start,
      end,
      {
        role: 'weight',
        type: 'number',
        mayBeEmpty: true,
        isNeverNegative: true,
        docs: `${docs.slice(0, 1).toUpperCase()}${docs.slice(1)}; empty for all.`,
        usualNames: [...names, ...weight.usualNames],
        ...(most === undefined ? {} : { most }),
      },
    ],
  };
}

export const userImpacts = impacts('users affected', ['users', 'users_affected', 'affected_users', 'affected']);
export const shareImpacts = impacts('share affected, 0 to 1', ['share', 'affected', 'impact', 'fraction'], 1);

/** Planned work, which counts from its announcement where one is recorded. */
export const works: Input = {
  ...outages,
  docs: 'one row a piece of planned work: start, end (empty while it lasts), announced',
  roles: [
    start,
    end,
    {
      role: 'announced',
      type: 'instant',
      isOptional: true,
      docs: 'Instant of the announcement; where it is mapped, work that was not announced before it began is no maintenance.',
      usualNames: ['announced', 'announced_at', 'notified_at'],
    },
  ],
};

/** Announcements of planned work. */
export const notices: Input = {
  id: 'notices',
  nature: 'event',
  docs: 'one row a piece of planned work: start (announced; empty where it never was), end (work begins)',
  // What is announced once it has begun had no notice: that is no slip of a clock.
  order: [],
  roles: [
    {
      role: 'start',
      type: 'instant',
      mayBeEmpty: true,
      docs: 'Instant of the announcement; empty where there was none.',
      usualNames: ['announced', 'announced_at', 'notified_at', ...start.usualNames],
    },
    {
      role: 'end',
      type: 'instant',
      docs: 'Instant at which the work begins.',
      usualNames: ['begins', 'work_begins', 'scheduled_at', 'starts_at', ...end.usualNames],
    },
  ],
};

/** Transfers with their payload and the time that they took. */
export const transfers: Input = {
  id: 'transfers',
  nature: 'event',
  docs: 'one row a transfer: start, end (empty while it runs), value (payload in bytes)',
  order: [{ earlier: 'start', later: 'end', why: 'end is not after start', isStrict: true }],
  roles: [
    start,
    end,
    {
      role: 'value',
      type: 'number',
      isNeverNegative: true,
      docs: 'Payload in bytes.',
      usualNames: ['bytes', 'payload', 'payload_bytes', 'size', ...value.usualNames],
    },
  ],
};

/** Work with the instant for which its end was planned. */
export const plans: Input = {
  id: 'plans',
  nature: 'event',
  docs: 'one row a piece of work: start, due (planned end), end (empty while it is not done)',
  order: [
    { earlier: 'start', later: 'end', why: 'end before start' },
    { earlier: 'start', later: 'due', why: 'planned end is not after start', isStrict: true },
  ],
  roles: [
    start,
    {
      role: 'due',
      type: 'instant',
      docs: 'Instant for which the end was planned.',
      usualNames: ['due', 'due_at', 'planned_end', 'deadline', 'due_date'],
    },
    end,
  ],
};

const checked = (docs: string, names: readonly string[], order?: (role: string) => Input['order']): readonly Input[] =>
  (['end', 'value'] as const).map((role): Input => ({
    id: 'checks',
    nature: 'instant',
    docs: `one row a check: at, ${role} (${docs})`,
    order: order?.(role) ?? [],
    roles: [
      { ...at, docs: 'Instant of the check.', usualNames: ['checked_at', ...at.usualNames] },
      { role, type: 'instant', docs: `${docs.slice(0, 1).toUpperCase()}${docs.slice(1)}.`, usualNames: names },
    ],
  }));

/** Checks of how far back the records reach. */
export const oldestRecords = checked(
  'instant of the oldest record that it found',
  ['oldest', 'oldest_record', 'min_at'],
  (role) => [{ earlier: role, later: 'at', why: 'oldest record after its check' }],
);

/** Checks of when certificates run out. */
export const expiries = checked('instant at which the certificate runs out', [
  'expires_at',
  'not_after',
  'expiry',
  'valid_until',
]).map((input): Input => ({ ...input, roles: [...input.roles, key] }));

/** Items whose key is their identity, or their cause. */
export function keyedItems(keyDocs: string, names: readonly string[]): Input {
  const own: Role = { role: 'key', type: 'text', docs: keyDocs, usualNames: [...names, ...key.usualNames] };
  return { id: 'items', nature: 'event', docs: 'one row an item: at, key', roles: [at, own] };
}

/** Attempts to reach somebody, one row each, with when the record was entered and closed. */
export const attempts: Input = {
  id: 'attempts',
  nature: 'event',
  docs: 'one row an attempt: key, start (entered), at (attempt; empty where there was none), end (closed)',
  roles: [
    {
      role: 'key',
      type: 'text',
      docs: 'The record that was tried.',
      usualNames: ['lead', 'lead_id', ...key.usualNames],
    },
    { ...start, docs: 'Instant at which the record was entered.', usualNames: ['assigned_at', ...start.usualNames] },
    {
      role: 'at',
      type: 'instant',
      mayBeEmpty: true,
      docs: 'Instant of the attempt; empty where there was none.',
      usualNames: ['attempted_at', 'called_at', 'contacted_at', ...at.usualNames],
    },
    { ...end, docs: 'Instant at which the record was closed; empty while it is open.' },
  ],
};

/** Levels that are stored, with what was lost of them. */
export const losses: Input = {
  id: 'counters',
  nature: 'instant',
  docs: 'one row an interval: at, bad (lost), total (stored)',
  roles: [
    at,
    { role: 'bad', type: 'number', docs: 'Number of lost ones.', usualNames: ['lost', 'bad', 'lost_objects'] },
    { ...total, docs: 'Number of stored ones.', usualNames: ['stored', 'objects', ...total.usualNames] },
  ],
};

/** Rows of an expression over aggregates: with a number each, with a yes or no each, or just rows. */
const record = (own: readonly Role[]): Input => ({
  id: 'items',
  nature: 'instant',
  docs: 'one row a record: at, and the columns of the expression',
  roles: [at, ...own],
});
export const [rowValues, rowAnswers, rows] = [record([value]), record([ok]), record([])] as const;

/** When something is due, for types of punctuality. */
export const scheduleParameter: Parameter = {
  name: 'schedule',
  kind: 'schedule',
  docs: 'When it is due: at an interval, or at times of day on the days of a calendar.',
  mandatory: true,
};

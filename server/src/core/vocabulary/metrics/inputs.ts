// The inputs that many metric types share, written once.
// It must never name a column of one agreement: roles are mapped to columns there.

import type { Input, Parameter } from './metric';
import { at, start, end, ok, total, bad, good, value, weight, key, location, paused } from './roles';

export const outages: Input = {
  id: 'outages',
  nature: 'interval',
  docs: 'one row an outage: start, end (empty while it lasts)',
  roles: [start, end],
};
export const probes: Input = {
  id: 'probes',
  nature: 'instant',
  docs: 'one row a probe: at, ok',
  roles: [at, ok, location],
};
export const counters: readonly Input[] = [
  { id: 'counters', nature: 'instant', docs: 'counters per interval: at, total, bad', roles: [at, total, bad] },
  { id: 'counters', nature: 'instant', docs: 'counters per interval: at, total, good', roles: [at, total, good] },
  { id: 'counters', nature: 'instant', docs: 'counters per interval: at, good, bad', roles: [at, good, bad] },
];
export const events: Input = { id: 'events', nature: 'instant', docs: 'one row an event: at, ok', roles: [at, ok] };
/** One row an event, where `good` is a yes/no expression and the row itself is the total. */
export const goodEvents: Input = {
  id: 'events',
  nature: 'instant',
  docs: 'one row an event: at, good as yes or no',
  roles: [at, { ...good, type: 'boolean' }],
};
export const values: Input = {
  id: 'values',
  nature: 'instant',
  docs: 'one row a measurement: at, value',
  roles: [at, value, weight],
};
/** Delays between two clocks: one below zero tells that the clocks disagree. */
export const delays: Input = { ...values, roles: [at, { ...value, isNeverNegative: true }, weight] };
/** Values of a scale from nought to `most`, such as answers to a question. */
export function scoresUpTo(most: number, docs: string, usualNames: readonly string[]): Input {
  return {
    ...values,
    docs: `one row a value from 0 to ${most}: at, value`,
    roles: [at, { ...value, docs, isNeverNegative: true, most, usualNames: [...usualNames, ...value.usualNames] }],
  };
}
export const spans: Input = {
  id: 'spans',
  nature: 'event',
  docs: 'one row an event: start, end (empty while it is open)',
  roles: [start, end, paused, key],
};
/** Events of which the two instants have a meaning and usual columns of their own. */
export function spansFrom(
  begin: string,
  finish: string,
  startNames: readonly string[],
  endNames: readonly string[],
): Input {
  return {
    ...spans,
    docs: `one row an event: start (${begin}), end (${finish}; empty while it is open)`,
    roles: [
      { ...start, docs: `Instant at which ${begin}.`, usualNames: [...startNames, ...start.usualNames] },
      {
        ...end,
        docs: `Instant at which ${finish}; empty while it is open.`,
        usualNames: [...endNames, ...end.usualNames],
      },
      paused,
      key,
    ],
  };
}
/** Counters of which the bad and all have a name of their own. */
export function countersOf(badOnes: string, all: string): readonly Input[] {
  return counters.map((input) => ({
    ...input,
    docs: `${input.docs} (bad: ${badOnes}; total: ${all})`,
  }));
}
/** One row an event of its own kind. */
export function eventsOf(one: string, whenGood: string): Input {
  return {
    ...events,
    docs: `one row ${one}: at, ok (${whenGood})`,
    roles: [at, { ...ok, docs: `Whether ${whenGood}: true/false, 1/0, yes/no, or an expression.` }],
  };
}
export const items: Input = { id: 'items', nature: 'event', docs: 'one row an item: at', roles: [at, key] };
export const totals: Input = { id: 'items', nature: 'event', docs: 'one row a batch: at, total', roles: [at, total] };
export const valuedItems: Input = {
  id: 'items',
  nature: 'event',
  docs: 'one row an item: at, value',
  roles: [at, value, key],
};
export const cohort: Input = {
  id: 'cohort',
  nature: 'event',
  docs: 'one row a record: start (empty where it never entered), end (empty until it happens)',
  roles: [{ ...start, mayBeEmpty: true }, end, key],
};

/** From which share of the locations on a failure counts. */
export const quorum: Parameter = {
  name: 'quorum',
  kind: 'percent',
  docs: 'Share of locations that have to fail at once.',
};

export const downtimeParameters: readonly Parameter[] = [
  {
    name: 'downWhen',
    kind: 'expression',
    docs: 'When a slice of time counts as down, over good, bad, total and value.',
    mandatory: 'counters',
  },
  {
    name: 'minimumLength',
    kind: 'duration',
    docs: 'Outages shorter than this do not count; longer ones count from their first second.',
    default: '0 s',
  },
  {
    name: 'mergeGap',
    kind: 'duration',
    docs: 'Outages that follow within this time are one, and the gap counts as down.',
    default: '0 s',
  },
  {
    name: 'failures',
    kind: 'number',
    docs: 'Failed probes in a row from which on it counts as down, then from the first of them.',
    default: '1',
  },
  quorum,
  { name: 'slice', kind: 'duration', docs: 'Length of a slice of time; default is the interval of the source.' },
  {
    name: 'idle',
    kind: 'choice',
    values: ['skip', 'up', 'down'],
    docs: 'What a slice without any request is.',
    default: 'skip',
  },
];

export const maturity: Parameter = {
  name: 'maturity',
  kind: 'duration',
  docs: 'A record counts once it is this old.',
  mandatory: true,
};

export const spanParameters: readonly Parameter[] = [
  { name: 'clock', kind: 'text', docs: 'What starts or stops the clock, in words; the mapped columns decide.' },
  { name: 'pauses', kind: 'data', docs: 'A data source with pauses (key, start, end) that stop the clock.' },
  {
    name: 'reopen',
    kind: 'choice',
    values: ['resume', 'restart'],
    docs: 'Whether a second row of a key goes on with the same record.',
    default: 'resume',
  },
];

// The inputs that many metric types share (metrics.md 1.3), written once.
// It must never name a column of one agreement: roles are mapped to columns there.

import type { Input, Parameter, Role } from './metric';

const at: Role = {
  role: 'at',
  type: 'instant',
  docs: 'Instant of the record.',
  usualNames: ['at', 'time', 'timestamp', 'ts', 'checked_at', 'minute', 'date', 'created_at'],
};
const start: Role = {
  role: 'start',
  type: 'instant',
  docs: 'Instant at which it began.',
  usualNames: ['start', 'started_at', 'opened_at', 'from', 'begin', 'created', 'detected', 'reported'],
};
const end: Role = {
  role: 'end',
  type: 'instant',
  isOptional: true,
  docs: 'Instant at which it ended; empty while it is open.',
  usualNames: ['end', 'ended_at', 'resolved_at', 'to', 'closed_at', 'restored', 'first_response'],
};
const ok: Role = {
  role: 'ok',
  type: 'boolean',
  docs: 'Whether it went well: true/false, 1/0, yes/no, or an expression such as status < 500.',
  usualNames: ['ok', 'success', 'up', 'healthy', 'passed'],
};
const total: Role = {
  role: 'total',
  type: 'number',
  docs: 'Number of all in the record.',
  usualNames: ['total', 'requests', 'count', 'sent', 'all'],
};
const bad: Role = {
  role: 'bad',
  type: 'number',
  docs: 'Number of bad ones in the record.',
  usualNames: ['bad', 'failed', 'errors', 'lost', 'failures'],
};
const good: Role = {
  role: 'good',
  type: 'number',
  docs: 'Number of good ones in the record; a yes/no expression counts the record itself.',
  usualNames: ['good', 'succeeded', 'success', 'received', 'delivered'],
};
const value: Role = {
  role: 'value',
  type: 'number',
  docs: 'The measured value.',
  usualNames: ['value', 'latency_ms', 'duration_ms', 'ms', 'latency', 'duration', 'seconds'],
};
const weight: Role = {
  role: 'weight',
  type: 'number',
  isOptional: true,
  docs: 'Weight of the value in a mean.',
  usualNames: ['weight', 'count', 'samples'],
};
const key: Role = {
  role: 'key',
  type: 'text',
  isOptional: true,
  docs: 'Identity by which records are counted or joined.',
  usualNames: ['key', 'id', 'ticket', 'incident'],
};
const location: Role = {
  role: 'location',
  type: 'text',
  isOptional: true,
  docs: 'Who probed; several locations need a quorum.',
  usualNames: ['location', 'region', 'probe', 'monitor'],
};
const paused: Role = {
  role: 'paused',
  type: 'duration',
  isOptional: true,
  docs: 'Time that does not count, already summed, in seconds.',
  usualNames: ['paused', 'on_hold', 'waiting_seconds'],
};

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
export const spans: Input = {
  id: 'spans',
  nature: 'event',
  docs: 'one row an event: start, end (empty while it is open)',
  roles: [start, end, paused, key],
};
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
  docs: 'one row a record: start, end (empty until it happens)',
  roles: [start, end, key],
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
  { name: 'quorum', kind: 'percent', docs: 'Share of locations that have to fail at once.' },
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

// The roles that many inputs share (metrics.md 1.3), with the names under which files usually have them.
// It must never name a column of one agreement: roles are mapped to columns there.

import type { Role } from './metric';

export const at: Role = {
  role: 'at',
  type: 'instant',
  docs: 'Instant of the record.',
  usualNames: ['at', 'time', 'timestamp', 'ts', 'checked_at', 'minute', 'date', 'created_at'],
};
export const start: Role = {
  role: 'start',
  type: 'instant',
  docs: 'Instant at which it began.',
  usualNames: ['start', 'started_at', 'opened_at', 'from', 'begin', 'created', 'detected', 'reported'],
};
export const end: Role = {
  role: 'end',
  type: 'instant',
  isOptional: true,
  docs: 'Instant at which it ended; empty while it is open.',
  usualNames: ['end', 'ended_at', 'resolved_at', 'to', 'closed_at', 'restored', 'first_response'],
};
export const ok: Role = {
  role: 'ok',
  type: 'boolean',
  docs: 'Whether it went well: true/false, 1/0, yes/no, or an expression such as status < 500.',
  usualNames: ['ok', 'success', 'up', 'healthy', 'passed'],
};
export const total: Role = {
  role: 'total',
  type: 'number',
  docs: 'Number of all in the record.',
  usualNames: ['total', 'requests', 'count', 'sent', 'all'],
};
export const bad: Role = {
  role: 'bad',
  type: 'number',
  docs: 'Number of bad ones in the record.',
  usualNames: ['bad', 'failed', 'errors', 'lost', 'failures'],
};
export const good: Role = {
  role: 'good',
  type: 'number',
  docs: 'Number of good ones in the record; a yes/no expression counts the record itself.',
  usualNames: ['good', 'succeeded', 'success', 'received', 'delivered'],
};
export const value: Role = {
  role: 'value',
  type: 'number',
  mayBeEmpty: true,
  docs: 'The measured value.',
  usualNames: ['value', 'latency_ms', 'duration_ms', 'ms', 'latency', 'duration', 'seconds'],
};
export const weight: Role = {
  role: 'weight',
  type: 'number',
  isOptional: true,
  docs: 'Weight of the value in a mean.',
  usualNames: ['weight', 'count', 'samples'],
};
export const key: Role = {
  role: 'key',
  type: 'text',
  isOptional: true,
  docs: 'Identity by which records are counted or joined.',
  usualNames: ['key', 'id', 'ticket', 'incident'],
};
export const location: Role = {
  role: 'location',
  type: 'text',
  isOptional: true,
  docs: 'Who probed; several locations need a quorum.',
  usualNames: ['location', 'region', 'probe', 'monitor'],
};
export const paused: Role = {
  role: 'paused',
  type: 'duration',
  isOptional: true,
  docs: 'Time that does not count, already summed, in seconds.',
  usualNames: ['paused', 'on_hold', 'waiting_seconds'],
};

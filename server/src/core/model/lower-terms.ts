// Lowers the sections about who does what and on which terms: responsibilities, dependencies, claims, reviews.
// It must never fail; it is the second half of lower.ts and follows the same law.

import { parseDuration, parseNumber } from '../scalars/words';
import type * as shape from '../schema/types.generated';
import { windowOf } from './lower-window';
import { reader, textOf, type Reader } from './reader';
import type * as sla from './sla';

export function responsibility(named: sla.Named): sla.Responsibility {
  const read = reader<shape.Responsibility>(named.map);
  const byDirection = read
    .inner('responsible')
    .entries()
    .flatMap((entry) => textOf(entry.value) ?? []);
  return {
    ...named,
    responsible: byDirection.length > 0 ? byDirection : read.list('responsible'),
    accountable: read.list('accountable'),
    consulted: read.list('consulted'),
    informed: read.list('informed'),
    within: read.scalar('within', parseDuration),
    ahead: read.scalar('ahead', parseDuration),
    every: read.text('every'),
    calendar: read.text('calendar'),
    otherwise: read.text('otherwise'),
    note: read.text('note'),
  };
}

export function dependency(named: sla.Named): sla.Dependency {
  const read = reader<shape.Dependency>(named.map);
  return {
    ...named,
    party: read.text('party'),
    agreement: read.text('agreement'),
    objective: read.text('objective'),
    bounds: read.bounds(),
    window: windowOf(read.node('window')),
    calendar: read.text('calendar'),
    topology: read.text('topology'),
    group: read.text('group'),
    k: read.scalar('k', parseNumber),
    objectives: read.list('for'),
  };
}

export function claims(read: Reader<shape.Claims>): sla.Claims | undefined {
  if (read.map === undefined) return undefined;
  const automatic = read.text('automatic');
  return {
    span: read.map.span,
    by: read.text('by'),
    to: read.text('to'),
    within: read.scalar('within', parseDuration),
    after: read.text('after'),
    until: read.text('until'),
    calendar: read.text('calendar'),
    decision: read.text('decision'),
    automatic: /^true$/i.test(automatic?.value ?? '')
      ? true
      : /^false$/i.test(automatic?.value ?? '')
        ? false
        : read.list('automatic'),
  };
}

export function review(read: Reader<shape.Review>): sla.Review | undefined {
  if (read.map === undefined) return undefined;
  return {
    span: read.map.span,
    every: read.text('every'),
    last: read.text('last'),
    next: read.text('next'),
    by: read.text('by'),
  };
}

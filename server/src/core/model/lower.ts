// Lowers the syntax tree of an agreement to its model: the same facts by section, located, with scalars read.
// It must never fail and never fill in a default; a part that cannot be read is simply not there.

import {
  parseDuration,
  parseLimit,
  parseNumber,
  parsePercent,
  parseShare,
  parseStatistic,
  parseTrigger,
  type Limit,
  type Trigger,
} from '../scalars/words';
import { parsed, parseQuantity, type Parsed } from '../scalars/quantity';
import { bareColumn } from '../scalars/expression';
import { toNumber, type RoundingMode } from '../scalars/rational';
import { resolved, type Node, type SyntaxTree } from '../syntax/nodes';
import type { Located } from '../text/span';
import { boundsOf, joinedTextOf, reader, scalarOf, section, textOf, textsOf, type Reader } from './reader';
import { claims, dependency, responsibility, review } from './lower-terms';
import { calendar, weekly } from './lower-calendar';
import { windowOf } from './lower-window';
import type * as sla from './sla';
import type * as shape from '../schema/types.generated';

/** Sections that no rule of this version reads field by field. */
const treeSections = ['references', 'reporting', 'changes', 'disputes', 'priorities', 'history'] as const;

/** Each section with what lowers its entries, once for as long as an entry is taken over from tree to tree. */
const lowered = {
  parties: section(party),
  services: section(service),
  goals: section(goal),
  calendars: section(calendar),
  data: section(dataSource),
  metrics: section(metric),
  objectives: section(objective),
  exclusions: section(exclusion),
  remedies: section(remedy),
  fees: section(fee),
  responsibilities: section(responsibility),
  dependencies: section(dependency),
  approvals: section((named) => ({ party: named.id, date: reader<shape.Approval>(named.map).text('date') })),
  glossary: section(({ id, idSpan, entry }) => ({ term: id, span: idSpan, definition: textOf(entry.value) })),
};

/** The model of a tree. A tree without a map at its root gives an empty model. */
export function lower(tree: SyntaxTree): sla.SlaModel {
  const root = reader<shape.Agreement>(tree.root);
  const term = root.inner<shape.Term>('term');
  const sections = new Map<string, Node>();
  for (const section of treeSections) {
    const node = root.node(section);
    if (node !== undefined) sections.set(section, node);
  }
  return {
    language: root.text('sla'),
    id: root.text('id'),
    title: root.text('title'),
    kind: root.text('kind'),
    status: root.text('status'),
    version: root.text('version'),
    supersedes: root.text('supersedes'),
    timeZone: root.text('timeZone'),
    purpose: root.text('purpose'),
    term: term.map === undefined ? undefined : { from: term.text('from'), to: term.text('to'), span: term.map.span },
    parties: lowered.parties(root.node('parties')),
    services: lowered.services(root.node('services')),
    goals: lowered.goals(root.node('goals')),
    calendars: lowered.calendars(root.node('calendars')),
    data: lowered.data(root.node('data')),
    metrics: lowered.metrics(root.node('metrics')),
    objectives: lowered.objectives(root.node('objectives')),
    exclusions: lowered.exclusions(root.node('exclusions')),
    remedies: lowered.remedies(root.node('remedies')),
    fees: lowered.fees(root.node('fees')),
    responsibilities: lowered.responsibilities(root.node('responsibilities')),
    dependencies: lowered.dependencies(root.node('dependencies')),
    claims: claims(root.inner<shape.Claims>('claims')),
    review: review(root.inner<shape.Review>('review')),
    approvals: lowered.approvals(root.node('approvals')),
    glossary: lowered.glossary(root.node('glossary')),
    sections,
  };
}

function party(named: sla.Named): sla.Party {
  const read = reader<shape.Party>(named.map);
  const contacts = read
    .inner('contacts')
    .entries()
    .map((entry) => ({ role: entry.key.text, address: textOf(entry.value)?.value ?? '' }));
  return {
    ...named,
    name: read.text('name'),
    role: read.text('role'),
    type: read.text('type'),
    engagedBy: read.text('engagedBy'),
    contacts,
  };
}

function service(named: sla.Named): sla.Service {
  const read = reader<shape.Service>(named.map);
  return { ...named, name: read.text('name'), description: read.text('description'), owner: read.text('owner') };
}

function goal(named: sla.Named): sla.Goal {
  const read = reader<shape.Goal>(named.map);
  return {
    ...named,
    statement: read.text('statement'),
    owner: read.text('owner'),
    objectives: read.list('objectives'),
  };
}

function roleColumns(read: Reader<unknown>): readonly sla.RoleColumn[] {
  return read.entries().flatMap((entry) => {
    const text = textOf(entry.value);
    if (text === undefined) return [];
    const source = { value: bareColumn(text.value), span: text.span };
    return [{ role: entry.key.text, roleSpan: entry.key.span, source }];
  });
}

function dataSource(named: sla.Named): sla.DataSource {
  const read = reader<shape.DataSource>(named.map);
  const covers = read.inner<{ from: unknown; to: unknown }>('covers');
  const aliases = read
    .inner('aliases')
    .entries()
    .flatMap((entry) =>
      reader(entry.value)
        .entries()
        .map((alias) => ({
          column: entry.key.text,
          from: alias.key.text,
          to: textOf(alias.value)?.value ?? alias.key.text,
        })),
    );
  return {
    ...named,
    file: read.text('file'),
    connection: read.text('connection'),
    table: read.text('table'),
    queries: (['good', 'bad', 'total', 'value'] as const).flatMap((role) => {
      const query = read.text(role);
      return query === undefined ? [] : [{ role, query }];
    }),
    columns: roleColumns(read.inner('columns')),
    where: read.text('where'),
    units: roleColumns(read.inner('units')),
    timeZone: read.text('timeZone'),
    key: read.text('key'),
    aliases,
    covers:
      covers.map === undefined
        ? undefined
        : { from: covers.text('from'), to: covers.text('to'), span: covers.map.span },
    every: read.scalar('every', parseDuration),
  };
}

/** Keys of a metric that have a field of their own; everything else is a parameter of its type. */
const metricKeys = new Set(
  (
    'type service data columns units unit where statistic measuredBy verifiedBy measuredAt controlledBy noData minimumCoverage beforeStart better ' +
    'rounding baseline formula members'
  ).split(' '),
);

/** Parameters that are maps; each part is a parameter of its own, called `schedule.by`. */
const parametersOfParts = new Set(['schedule', 'weights', 'floor']);

function metric(named: sla.Named): sla.Metric {
  const read = reader<shape.Metric>(named.map);
  const parameters = new Map<string, sla.Text>();
  for (const entry of read.entries()) {
    const text = metricKeys.has(entry.key.text) ? undefined : textOf(entry.value);
    if (text !== undefined && !parameters.has(entry.key.text)) parameters.set(entry.key.text, text);
    if (parametersOfParts.has(entry.key.text))
      for (const part of reader(entry.value).entries()) {
        const value = joinedTextOf(part.value);
        if (value !== undefined) parameters.set(`${entry.key.text}.${part.key.text}`, value);
      }
  }
  return {
    ...named,
    type: read.text('type'),
    service: read.text('service'),
    data: read.text('data'),
    columns: roleColumns(read.inner('columns')),
    units: roleColumns(read.inner('units')),
    unit: read.text('unit'),
    where: read.text('where'),
    statistic: read.scalar('statistic', parseStatistic),
    measuredBy: read.list('measuredBy'),
    verifiedBy: read.list('verifiedBy'),
    measuredAt: read.text('measuredAt'),
    controlledBy: read.list('controlledBy'),
    noData: read.text('noData'),
    minimumCoverage: read.scalar('minimumCoverage', parsePercent),
    beforeStart: read.text('beforeStart'),
    better: read.text('better'),
    rounding: rounding(read.inner<{ digits: unknown; mode: unknown }>('rounding')),
    baseline: baseline(read.inner<shape.Baseline>('baseline')),
    members: textsOf(read.entries().find(({ key }) => key.text === 'members')?.value),
    parameters,
  };
}

function rounding(read: Reader<{ digits: unknown; mode: unknown }>): sla.Metric['rounding'] {
  const digits = read.scalar('digits', parseNumber);
  const mode = (['up', 'down', 'half-up', 'half-even'] as const).find(
    (known) => known === (read.text('mode')?.value ?? 'half-up'),
  );
  if (read.map === undefined || digits === undefined || mode === undefined) return undefined;
  const count = toNumber(digits.value);
  return Number.isInteger(count) && count >= 0 && count <= 20
    ? { digits: count, mode: mode satisfies RoundingMode, span: read.map.span }
    : undefined;
}

function baseline(read: Reader<shape.Baseline>): sla.Baseline | undefined {
  if (read.map === undefined) return undefined;
  return {
    span: read.map.span,
    value: read.scalar('value', parseQuantity),
    statistic: read.text('statistic'),
    window: windowOf(read.node('window')),
    from: read.text('from'),
    to: read.text('to'),
    windows: read.scalar('windows', parseNumber),
    lowest: read.scalar('lowest', parseQuantity),
    highest: read.scalar('highest', parseQuantity),
    excludes: read.node('excludes') === undefined ? undefined : read.list('excludes'),
    fingerprint: read.text('fingerprint'),
  };
}

function objective(named: sla.Named): sla.Objective {
  const read = reader<shape.Objective>(named.map);
  const targets = resolved(read.node('targets'));
  const tighten = read.inner<shape.Tighten>('tighten');
  return {
    ...named,
    metric: read.text('metric'),
    bounds: read.bounds(),
    holds: read.text('holds'),
    targets: targets?.kind === 'map' ? read.named('targets').map(target) : undefined,
    share: read.scalar('for', parseShare),
    per: read.list('per'),
    window: windowOf(read.node('window')),
    owedBy: read.text('owedBy'),
    owedTo: read.text('owedTo'),
    status: read.text('status'),
    calendar: read.text('calendar'),
    when: read.text('when'),
    excludes: read.list('excludes'),
    remedies: read.list('remedies'),
    reason: read.text('reason'),
    scope: read.text('scope'),
    tighten:
      tighten.map === undefined
        ? undefined
        : {
            bounds: tighten.bounds(),
            share: tighten.scalar('for', parseShare),
            afterWindows: tighten.scalar('afterWindows', parseNumber),
            notBefore: tighten.text('notBefore'),
            span: tighten.map.span,
          },
    baseline: baseline(read.inner<shape.Baseline>('baseline')),
  };
}

function target(named: sla.Named): sla.Target {
  return {
    map: named.map,
    group: named.id,
    groupSpan: named.idSpan,
    bounds: boundsOf(named.map),
    calendar: reader<shape.Target>(named.map).text('calendar'),
  };
}

function exclusion(named: sla.Named): sla.Exclusion {
  const read = reader<shape.Exclusion>(named.map);
  const intervals = resolved(read.node('intervals'));
  const slot = resolved(read.node('slot'));
  return {
    ...named,
    kind: read.text('kind'),
    data: read.text('data'),
    intervals: (intervals?.kind === 'seq' ? intervals.items : []).map((item) => {
      const interval = reader<{ from: unknown; to: unknown; group: unknown; note: unknown }>(item);
      return {
        from: interval.text('from'),
        to: interval.text('to'),
        group: interval.text('group'),
        note: interval.text('note'),
      };
    }),
    where: read.text('where'),
    notice: read.scalar('notice', parseDuration),
    calendar: read.text('calendar'),
    slot: slot?.kind === 'map' ? weekly(slot) : undefined,
    limit: read.scalar('limit', parseLimit),
    what: read.text('what'),
  };
}

function remedy(named: sla.Named): sla.Remedy {
  const read = reader<shape.Remedy>(named.map);
  const tiers = resolved(read.node('tiers'));
  const cap = resolved(read.node('cap'));
  const caps = (cap?.kind === 'seq' ? cap.items : [read.node('cap')]).flatMap(
    (item) => scalarOf(item, parseLimit) ?? [],
  );
  return {
    ...named,
    kind: read.text('kind'),
    of: read.text('of'),
    tiers: (tiers?.kind === 'seq' ? tiers.items : []).flatMap((item) => tier(item) ?? []),
    tiersSpan: tiers?.span,
    caps,
    basis: read.text('basis'),
    apply: read.text('apply'),
    stacking: read.text('stacking'),
    when: read.scalar('when', triggerOf),
    by: read.text('by'),
    holder: read.text('holder'),
    what: read.text('what'),
    within: read.scalar('within', parseDuration),
    calendar: read.text('calendar'),
  };
}

function triggerOf(text: string): Parsed<Trigger> {
  const trigger = parseTrigger(text);
  return trigger === undefined ? { ok: false, problem: { reason: 'it is an expression' } } : parsed(trigger);
}

function tier(node: Node | undefined): sla.Tier | undefined {
  const read = reader<shape.Tier>(node);
  if (read.map === undefined) return undefined;
  return {
    span: read.map.span,
    map: read.map,
    bounds: read.bounds(),
    credit: read.scalar('credit', parseQuantity),
    days: read.scalar('days', parseNumber),
  };
}

function fee({ id, idSpan, entry }: sla.Named): sla.Fee {
  const groups = new Map<string, Located<Limit>>();
  for (const group of reader(entry.value).entries()) {
    const amount = scalarOf(group.value, parseLimit);
    if (amount !== undefined) groups.set(group.key.text, amount);
  }
  return { name: id, nameSpan: idSpan, amount: scalarOf(entry.value, parseLimit), groups };
}

// What many rules ask of one file: ids by kind, which keys a map lacks, where the text cannot be read. Found once per file.
// It must never call a key absent where it may be misspelled, merged in, or lost in text that YAML cannot read.

import { byId, isIndicator } from '../model/queries';
import type { SlaFile } from '../model/file';
import { tierTable, type TierTable } from '../model/tiers';
import type { Bound, Named, Objective, Remedy, SlaModel } from '../model/sla';
import { isLoss, isUnreadable } from '../syntax/lost';
import { entryOf, resolved, type MapNode, type SyntaxTree } from '../syntax/nodes';
import type { RefKind } from '../schema/schema-node';
import { kindsPaying, type Judged } from './judged';
import { outOfRange } from './ranges';
import { misspelledAt } from './shape';

type Kind = Exclude<RefKind, 'fee-or-term' | 'metric-or-objective'>;

/** Under which key of the agreement the ids of a kind are declared. */
export const sectionOf: Readonly<Record<Kind, string>> = {
  party: 'parties',
  service: 'services',
  data: 'data',
  metric: 'metrics',
  objective: 'objectives',
  calendar: 'calendars',
  exclusion: 'exclusions',
  remedy: 'remedies',
  goal: 'goals',
};

/** What is declared of a kind, by id. */
export function declared(model: SlaModel, kind: Kind): ReadonlyMap<string, Named> {
  return byId<Named>(listOf(model, kind));
}

function listOf(model: SlaModel, kind: Kind): readonly Named[] {
  switch (kind) {
    case 'party':
      return model.parties;
    case 'service':
      return model.services;
    case 'data':
      return model.data;
    case 'metric':
      return model.metrics;
    case 'objective':
      return model.objectives;
    case 'calendar':
      return model.calendars;
    case 'exclusion':
      return model.exclusions;
    case 'remedy':
      return model.remedies;
    case 'goal':
      return model.goals;
  }
}

/** The tiers as bands; undefined where one has a value that a metric cannot have: the rule about that speaks alone. */
export function possibleTable(model: SlaModel, remedy: Remedy): TierTable | undefined {
  const isPossible = ({ type }: Judged): boolean =>
    remedy.tiers.every(({ bounds }) => bounds.every(({ quantity }) => outOfRange(type, quantity) === undefined));
  return kindsPaying(model, remedy).every(isPossible) ? tierTable(remedy) : undefined;
}

/** The bounds of the tiers of a remedy, as far as they are bounds of the value of an objective. */
export function boundsOfValue({ basis, tiers, map }: Remedy): readonly Bound[] {
  if (map !== undefined && entryOf(map, 'measure') !== undefined) return [];
  return basis === undefined || basis.value === 'value' ? tiers.flatMap(({ bounds }) => bounds) : [];
}

/** All bounds of an objective, those of its targets included. */
export function boundsIn(objective: Objective): readonly Bound[] {
  return [...objective.bounds, ...(objective.targets ?? []).flatMap((target) => target.bounds)];
}

const boundKeys = ['atLeast', 'atMost', 'above', 'below'] as const;

/** Whether an objective has written, readable or not, something to be kept. */
export function promisesSomething(file: SlaFile, objective: Objective): boolean {
  if (isIndicator(objective) || objective.map === undefined) return false;
  return !lacks(file, objective.map, ...boundKeys, 'targets', 'holds');
}

/**
 * Whether a map certainly has none of some keys: none is written, none was meant by a key of another name,
 * nothing is merged in, and all of the map could be read.
 */
export function lacks(file: SlaFile, map: MapNode | undefined, ...keys: readonly string[]): boolean {
  if (map === undefined || isUnreadable(file.tree, map.span)) return false;
  const meant = misspelledAt(file);
  return map.entries.every(({ key }) => {
    if (key.text === '<<' || keys.includes(key.text)) return false;
    const intended = meant.get(key.span.start);
    return intended === undefined || !intended.some((word) => keys.includes(word));
  });
}

/** Whether any of the text was lost to a problem of syntax. */
export function hasLoss(tree: SyntaxTree): boolean {
  return tree.problems.some(isLoss);
}

/** The map at the root. */
export function rootMap(file: SlaFile): MapNode | undefined {
  const root = resolved(file.tree.root);
  return root?.kind === 'map' ? root : undefined;
}

/** The map of something declared, where it stands in its own place and not behind an alias. */
export function ownMap(named: Named | undefined): MapNode | undefined {
  return named?.map !== undefined && named.entry.value === named.map ? named.map : undefined;
}

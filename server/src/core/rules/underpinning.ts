// What an agreement stands on: its dependencies with the promises that other agreements make, and the objectives that rest on them.
// It must never take a promise from a file that is missing or could not be read whole, nor guess how a dependency fails.

import type { SlaFile } from '../model/file';
import { exclusionOf, isIndicator, objectiveOf } from '../model/queries';
import type { Bound, Dependency, Objective, SlaModel } from '../model/sla';
import { fileAt, filesByUri } from '../project-paths';
import type { Project } from '../project';
import { convert } from '../scalars/quantity';
import { compare } from '../scalars/rational';
import type { WindowSpec } from '../scalars/words';
import type { Span } from '../text/span';
import { holdsWord, partyNamedBy } from './excluded';
import { hasLoss, lacks } from './facts';
import { judge, type Judged } from './judged';

/** A promise of somebody else: as the agreement that is named makes it, else as the dependency writes it. */
export interface SupplierPromise {
  /** The agreement in which its calendars stand. */
  readonly model: SlaModel;
  readonly bound: Bound;
  readonly window: WindowSpec | undefined;
  readonly calendar: string | undefined;
  /** The objective with its metric; undefined for a promise that is known from the dependency alone. */
  readonly judged: Judged | undefined;
}

export interface Underpinning {
  readonly dependency: Dependency;
  readonly topology: Topology | undefined;
  /** The agreement that it names, where that could be read whole. */
  readonly other: SlaFile | undefined;
  /** The objective that it names there. */
  readonly objective: Objective | undefined;
}

export type Topology = 'serial' | 'parallel' | 'k-of-n' | 'degraded-only';

const topologies: readonly Topology[] = ['serial', 'parallel', 'k-of-n', 'degraded-only'];

const known = new WeakMap<Project, Map<SlaFile, readonly Underpinning[]>>();

/** The dependencies of an agreement; none where a part of it could not be read. Found once for a project. */
export function underpinningsOf(project: Project, file: SlaFile): readonly Underpinning[] {
  const ofProject = known.get(project) ?? new Map<SlaFile, readonly Underpinning[]>();
  known.set(project, ofProject);
  const before = ofProject.get(file);
  if (before !== undefined) return before;
  const found = file.model.dependencies.length === 0 || hasLoss(file.tree) ? [] : find(project, file);
  ofProject.set(file, found);
  return found;
}

function find(project: Project, file: SlaFile): readonly Underpinning[] {
  const files = filesByUri(project);
  return file.model.dependencies.map((dependency) => {
    const { agreement, objective } = dependency;
    const named = agreement === undefined ? undefined : fileAt(project, file, agreement.value, files);
    const other = named === undefined || hasLoss(named.tree) ? undefined : named;
    return {
      dependency,
      topology: topologyOf(file, dependency),
      other,
      objective: other === undefined ? undefined : objectiveOf(other.model, objective?.value),
    };
  });
}

/** How a dependency bears on what rests on it: serial where nothing is written; undefined where that cannot be told. */
export function topologyOf(file: SlaFile, { topology, map }: Dependency): Topology | undefined {
  if (topology === undefined) return lacks(file, map, 'topology') ? 'serial' : undefined;
  return topologies.find((each) => each === topology.value);
}

/** The dependencies by the objective that rests on them, for objectives that exist. */
export function byObjective(
  { model }: SlaFile,
  underpinnings: readonly Underpinning[],
): ReadonlyMap<Objective, readonly Underpinning[]> {
  const found = new Map<Objective, Underpinning[]>();
  for (const each of underpinnings)
    for (const id of new Set(each.dependency.objectives.map(({ value }) => value))) {
      const objective = objectiveOf(model, id);
      if (objective === undefined || isIndicator(objective)) continue;
      const list = found.get(objective);
      if (list === undefined) found.set(objective, [each]);
      else list.push(each);
    }
  return found;
}

/**
 * What is promised by a dependency, one value for all: by the objective that it names, else as it is written, where the agreement is
 * not at hand. Undefined where there is none, or more than one.
 */
export function promiseOf(
  { model, tree }: SlaFile,
  { dependency, other, objective }: Underpinning,
): SupplierPromise | undefined {
  if (other !== undefined && dependency.objective !== undefined) {
    const [bound, second] = objective?.bounds ?? [];
    const [judged] = objective === undefined ? [] : judge(other.model, objective);
    if (objective === undefined || judged === undefined || bound === undefined || second !== undefined)
      return undefined;
    if (objective.targets !== undefined || judged.inverted.length > 0 || isIndicator(objective)) return undefined;
    return {
      model: other.model,
      bound,
      window: objective.window?.value,
      calendar: objective.calendar?.value,
      judged,
    };
  }
  const [bound, second] = dependency.bounds;
  if (bound === undefined || second !== undefined || hasLoss(tree)) return undefined;
  const { window, calendar } = dependency;
  return { model, bound, window: window?.value, calendar: calendar?.value, judged: undefined };
}

/** Whether two bounds of one side certainly promise different values. */
export function differs(ours: Bound, theirs: Bound): boolean {
  if (ours.word !== theirs.word || ours.quantity.dimension !== theirs.quantity.dimension) return false;
  const same = convert(ours.quantity, theirs.quantity.unit);
  return same !== undefined && compare(same, theirs.quantity.value) !== 0;
}

/** Whether a dependency writes another value than the objective that it names promises: which of them was meant is another question. */
export function isContradicted({ dependency, objective }: Underpinning): boolean {
  return dependency.bounds.some((ours) => objective?.bounds.some((theirs) => differs(ours, theirs)) === true);
}

/** Where a dependency says what is promised: its value, else the objective that it names, else its id. */
export function spanOfPromise({ dependency: { bounds, objective, idSpan } }: Underpinning): Span {
  return bounds[0]?.span ?? objective?.span ?? idSpan;
}

/** Whether an objective may leave out the failures of a dependency: another promise than the whole one rests on it then. */
export function mayExclude(model: SlaModel, objective: Objective, { dependency }: Underpinning): boolean {
  return objective.excludes.some(({ value: id }) => {
    const exclusion = exclusionOf(model, id);
    if (exclusion?.kind === undefined) return true;
    if (exclusion.kind.value !== 'third-party-outage' && exclusion.kind.value !== 'network-outside') return false;
    const party = partyNamedBy(model, exclusion);
    return party === undefined || party.id === dependency.party?.value || holdsWord(exclusion.what, dependency.id);
  });
}

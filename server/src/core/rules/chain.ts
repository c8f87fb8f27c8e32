// What availability the dependencies of an objective allow together: serial ones multiply, groups are put together first (rules.md A6).
// It must never give less than the dependencies certainly allow: what is not known counts as never failing.

import { allUp, someUp } from '../compliance/chains';
import type { SlaFile } from '../model/file';
import type { Objective } from '../model/sla';
import { isUpper } from '../model/tiers';
import { hundred, toNumber, type Rational } from '../scalars/rational';
import type { WindowSpec } from '../scalars/words';
import { isSameClass } from './belonging';
import { mayExclude, promiseOf, type SupplierPromise, type Topology, type Underpinning } from './underpinning';

/** Types whose value is the share of the time in which a service was up. */
export const availabilityTypes: readonly string[] = [
  ...['availability', 'probe-availability', 'interval-availability', 'ip-service-availability'],
  'composite-availability',
];

/** Larger groups are not computed: nobody writes them. */
const maximumMembers = 32;

/** A dependency and how it bears on what rests on it. */
type Bearing = Pick<Underpinning, 'dependency' | 'topology'>;

/** Some dependencies that stand in for each other. */
export interface Group<T extends Bearing> {
  /** Undefined for those without a name, which are taken for one group. */
  readonly name: string | undefined;
  readonly members: readonly T[];
  /** The topology of all of them; undefined where they differ. */
  readonly topology: Topology | undefined;
}

/** The groups of dependencies, of all objectives or of one. */
export function groupsOf<T extends Bearing>(underpinnings: readonly T[]): readonly Group<T>[] {
  const byName = new Map<string, T[]>();
  for (const each of underpinnings) {
    const { topology, dependency } = each;
    if (dependency.group === undefined && topology !== 'parallel' && topology !== 'k-of-n') continue;
    const name = dependency.group === undefined ? ` ${topology}` : dependency.group.value;
    const list = byName.get(name);
    if (list === undefined) byName.set(name, [each]);
    else list.push(each);
  }
  return [...byName].map(([name, members]) => {
    const [first, ...rest] = members.map(({ topology }) => topology);
    const topology = rest.every((each) => each === first) ? first : undefined;
    return { name: name.startsWith(' ') ? undefined : name, members, topology };
  });
}

/** How many of a group must work; undefined where it is not said, or said in several ways. */
export function neededOf({ members, topology }: Group<Bearing>): number | undefined {
  if (topology === 'parallel') return 1;
  const said = new Set(members.flatMap(({ dependency: { k } }) => (k === undefined ? [] : [toNumber(k.value)])));
  const [needed] = said;
  return topology === 'k-of-n' && said.size === 1 ? needed : undefined;
}

export interface Chain {
  /** The most that the dependencies can reach together while each just keeps its promise, in percent. */
  readonly share: Rational;
  /** Those with a known promise, groups and all. */
  readonly counted: readonly Underpinning[];
  readonly hasGroups: boolean;
  /** Whether all promises are certainly counted over windows of the same class as the objective's. */
  readonly hasSameWindow: boolean;
}

/**
 * The chain on which an objective rests: `own` are the dependencies that are for it, `all` those of the agreement. Undefined where
 * no promise in it is known.
 */
export function chainOf(
  file: SlaFile,
  objective: Objective,
  own: readonly Underpinning[],
  all: readonly Underpinning[],
): Chain | undefined {
  const bearing = new Set(own.filter((each) => !mayExclude(file.model, objective, each)));
  const promised = new Map([...bearing].map((each) => [each, shareOf(file, each)]));
  const valueOf = (each: Underpinning): Rational => promised.get(each)?.bound.quantity.value ?? hundred;
  const written = groupsOf(all);
  const grouped = new Set(written.filter(({ topology }) => topology !== 'serial').flatMap(({ members }) => members));
  const serial = [...bearing].filter((each) => each.topology === 'serial' && !grouped.has(each));
  const groups = written.flatMap((group) => {
    const { members } = group;
    const needed = neededOf(group);
    const isWhole = needed !== undefined && Number.isInteger(needed) && needed >= 1 && needed <= members.length;
    if (!isWhole || members.length < 2 || members.length > maximumMembers) return [];
    // Of a group that bears on the objective in part, nobody knows how many of that part must work.
    if (!members.every((each) => bearing.has(each))) return [];
    return [{ members, share: someUp(members.map(valueOf), needed) }];
  });
  const counted = [...serial, ...groups.flatMap(({ members }) => members)].filter(
    (each) => promised.get(each) !== undefined,
  );
  if (counted.length === 0) return undefined;
  const window = objective.window?.value;
  return {
    share: allUp([...serial.map(valueOf), ...groups.map(({ share }) => share)]),
    counted,
    hasGroups: groups.length > 0,
    hasSameWindow: counted.every((each) => isSame(window, promised.get(each)?.window)),
  };
}

function isSame(own: WindowSpec | undefined, other: WindowSpec | undefined): boolean {
  return own !== undefined && other !== undefined && isSameClass(own, other) === true;
}

/** A promise of a share of the time in which something is up. */
function shareOf(file: SlaFile, underpinning: Underpinning): SupplierPromise | undefined {
  const promise = promiseOf(file, underpinning);
  if (promise === undefined) return undefined;
  const { bound, judged } = promise;
  if (bound.quantity.dimension !== 'percent' || isUpper(bound) || !isShare(bound.quantity.value)) return undefined;
  if (judged === undefined) return promise;
  return availabilityTypes.includes(judged.type.id) && judged.objective.share === undefined ? promise : undefined;
}

function isShare({ num, den }: Rational): boolean {
  return num >= 0n && num <= 100n * den;
}

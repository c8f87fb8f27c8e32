// dependency-group: dependencies that stand in for each other do not make a group in which that could work.
// It must never speak of a group while the group of another dependency cannot be read.

import { toDecimal } from '../../scalars/rational';
import { groupsOf, type Group } from '../chain';
import { fixOf, scalarAt } from '../edits';
import { hasLoss, lacks, ownMap } from '../facts';
import { defineRule, type Fix, type Yield } from '../rule';
import { message, quoted } from '../say';
import { topologyOf, type Underpinning } from '../underpinning';

type Member = Pick<Underpinning, 'dependency' | 'topology'>;

export const dependencyGroup = defineRule({
  id: 'dependency-group',
  category: 'dependencies',
  lane: 'static',
  severity: 'error',
  summary: 'Dependencies that stand in for each other do not make a group in which that could work.',
  why: 'What is meant to be doubled stands alone, and the promise above it counts on a second one.',
  bad: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { noc: noc@provider.example } }
  customer: { name: Bergland, role: customer, contacts: { noc: noc@customer.example } }
  cloud: { name: Cloud, role: third-party, engagedBy: provider }
dependencies:
  east: { party: cloud, atLeast: 99.99 %, window: month, topology: k-of-n, group: regions, k: 3, for: [availability] }
#                                                                                             ^ Group "regions" has 2 members, of which 3 must work
  west: { party: cloud, atLeast: 99.99 %, window: month, topology: k-of-n, group: regions, for: [availability] }
`,
  good: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { noc: noc@provider.example } }
  customer: { name: Bergland, role: customer, contacts: { noc: noc@customer.example } }
  cloud: { name: Cloud, role: third-party, engagedBy: provider }
dependencies:
  east: { party: cloud, atLeast: 99.9 %, window: month, topology: parallel, group: regions, for: [availability] }
  west: { party: cloud, atLeast: 99.9 %, window: month, topology: parallel, group: regions, for: [availability] }
`,
  fixed: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { noc: noc@provider.example } }
  customer: { name: Bergland, role: customer, contacts: { noc: noc@customer.example } }
  cloud: { name: Cloud, role: third-party, engagedBy: provider }
dependencies:
  east: { party: cloud, atLeast: 99.99 %, window: month, topology: k-of-n, group: regions, k: 2, for: [availability] }
  west: { party: cloud, atLeast: 99.99 %, window: month, topology: k-of-n, group: regions, for: [availability] }
`,
  yieldsTo: ['invalid-scalar', 'unknown-value'],
  *check({ file }) {
    const { dependencies } = file.model;
    if (dependencies.length === 0 || hasLoss(file.tree)) return;
    // One whose group is misspelled may belong to any.
    if (dependencies.some(({ group, map }) => group === undefined && !lacks(file, map, 'group'))) return;
    const all = dependencies.map((dependency) => ({ dependency, topology: topologyOf(file, dependency) }));
    for (const group of groupsOf(all)) {
      if (group.members.some(({ topology }) => topology === undefined)) continue;
      if (group.topology === undefined) yield* ofSeveral(group);
      else if (group.topology === 'parallel' || group.topology === 'k-of-n') {
        if (group.members.length < 2) yield* alone(group);
        else if (group.topology === 'k-of-n')
          yield* needed(
            group,
            group.members.every(({ dependency: { map } }) => lacks(file, map, 'k')),
          );
      }
    }
  },
});

function nameOf({ name }: Group<Member>): string {
  return name === undefined ? 'The group without a name' : `Group ${quoted(name, 30)}`;
}

/** Members that say differently how they stand in for each other. */
function* ofSeveral(group: Group<Member>): Generator<Yield> {
  const [first] = group.members;
  const other = group.members.find(({ topology }) => topology !== first?.topology);
  if (first === undefined || other === undefined) return;
  yield {
    span: other.dependency.topology?.span ?? other.dependency.group?.span ?? other.dependency.idSpan,
    message: message(`${nameOf(group)} is both ${first.topology} and ${other.topology}`),
    related: [{ span: first.dependency.topology?.span ?? first.dependency.idSpan, message: 'The other topology' }],
  };
}

function* alone(group: Group<Member>): Generator<Yield> {
  const [only] = group.members;
  if (only === undefined) return;
  const { id, idSpan, group: named, topology } = only.dependency;
  const said =
    group.name === undefined
      ? `${quoted(id, 30)} is ${only.topology}, and no other dependency is`
      : `${nameOf(group)} has 1 member`;
  yield { span: named?.span ?? topology?.span ?? idSpan, message: message(said) };
}

/** A number of members that must work which is not said, said differently, or more than there are. */
function* needed(group: Group<Member>, isUnsaid: boolean): Generator<Yield> {
  const { members } = group;
  const [first, ...others] = members.flatMap(({ dependency: { k } }) => k ?? []);
  if (first === undefined) {
    const span = members[0]?.dependency.topology?.span;
    if (isUnsaid && span !== undefined)
      yield { span, message: message(`${nameOf(group)} does not say how many of ${members.length} must work`) };
    return;
  }
  const show = ({ value }: typeof first): string => toDecimal(value, 3);
  const other = others.find((each) => show(each) !== show(first));
  const isPossible = first.value.den === 1n && first.value.num >= 1n && first.value.num <= BigInt(members.length);
  if (other !== undefined)
    yield {
      span: other.span,
      message: message(`${nameOf(group)} needs both ${show(first)} and ${show(other)} of ${members.length}`),
      related: [{ span: first.span, message: 'The other number' }],
    };
  else if (!isPossible)
    yield {
      span: first.span,
      message: message(`${nameOf(group)} has ${members.length} members, of which ${show(first)} must work`),
      fixes: allNeeded(group),
    };
}

/** Needs all that there are. */
function allNeeded({ members }: Group<Member>): readonly Fix[] {
  const written = members.filter(({ dependency: { k } }) => k !== undefined);
  const edits = written.map(({ dependency }) => {
    const node = scalarAt(ownMap(dependency), 'k');
    return node === undefined ? undefined : { span: node.span, newText: `${members.length}` };
  });
  return fixOf(`Replace by "${members.length}"`, ...edits);
}

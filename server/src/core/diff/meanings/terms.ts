// What changes of the other terms mean: claims, duties, reports, changes, disputes, suppliers, and what the agreement is at all.
// It must never give a direction to what nobody can count: such terms are unclear, for those whom they concern.

import { compareBounds, compareDurations } from '../values';
import { byId } from '../../model/queries';
import type { Responsibility, SlaModel } from '../../model/sla';
import { parseDuration, parseWindow, type WindowSpec } from '../../scalars/words';
import type { Duration } from '../../scalars/quantity';
import { windowLength } from '../../compliance/allowance';
import { lengthOf } from '../../scalars/lengths';
import { compare, type Rational } from '../../scalars/rational';
import { showBounds, showQuantity } from '../../show/words';
import { resolved, type Node } from '../../syntax/nodes';
import type { Direction } from '../change';
import type { Difference } from '../differences';
import { known, textOf, ofOrder, turned, type Meaning } from './meaning';
import { boundReason, moveReason } from './reasons';
import { clausesAt, type Scene, type Sides } from './scene';

/** Two sides in new ids; parties may be told with a contact behind a point. */
function sides(owed: readonly (string | undefined)[], owing: readonly (string | undefined)[]): Sides {
  const ids = (all: readonly (string | undefined)[]): ReadonlySet<string> =>
    new Set(all.flatMap((id) => (id === undefined ? [] : [id.split('.')[0] ?? id])));
  return { owed: ids(owed), owing: ids(owing) };
}

/** A duration that moved, is new or gone; `ifLonger` is for the one who is owed. */
export function durationMeaning(
  { from, to }: Difference,
  ifLonger: Direction,
  concerned: Sides,
  words: readonly [string, string],
): Meaning {
  const read = (written: Difference['to']): Duration | undefined => {
    const text = textOf(written);
    const found = text === undefined ? undefined : parseDuration(text);
    return found?.ok === true ? found.value : undefined;
  };
  const [one, other] = [read(from), read(to)];
  if ((from !== undefined && one === undefined) || (to !== undefined && other === undefined))
    return known('unclear', 'it cannot be read', concerned);
  if (other === undefined) return one && known(ifLonger, `${showQuantity(one)} before, no time is set now`, concerned);
  if (one === undefined)
    return known(turned(ifLonger), `${showQuantity(other)} now, no time was set before`, concerned);
  const direction = ofOrder(compareDurations(other, one), ifLonger);
  return direction && known(direction, moveReason(one, other, words), concerned);
}

/** How often something is done: less often is weaker. */
function rhythmMeaning({ from, to }: Difference, concerned: Sides): Meaning {
  const isUnread = (written: Node | undefined): boolean => {
    const text = textOf(written);
    return text !== undefined && !parseWindow(text).ok && !parseDuration(text).ok;
  };
  if (isUnread(from) || isUnread(to)) return known('unclear', 'at other times', concerned);
  if (to === undefined) return known('weaker', 'no longer at fixed times', concerned);
  if (from === undefined) return known('stronger', `every ${textOf(to) ?? ''} now`, concerned);
  const [one, other] = [from, to].map((written) => rhythmLength(textOf(written) ?? ''));
  const order = one === undefined || other === undefined ? undefined : compare(other, one);
  const direction = ofOrder(order, 'weaker');
  return (
    direction &&
    known(
      direction,
      direction === 'unclear' ? 'at other times' : direction === 'weaker' ? 'less often' : 'more often',
      concerned,
    )
  );
}

function rhythmLength(text: string): Rational | undefined {
  const window = parseWindow(text);
  const spec: WindowSpec | undefined = window.ok ? window.value : undefined;
  if (spec !== undefined) return windowLength(spec)?.usual;
  const duration = parseDuration(text);
  return duration.ok && !duration.value.business ? lengthOf(duration.value)?.most : undefined;
}

/** Claims: what the claiming party has to do in time. */
export function claimMeaning(difference: Difference, { before, now, pairing, everybody }: Scene): Meaning {
  const [old, fresh] = [before.claims, now.claims];
  const party = (id: string | undefined): string | undefined =>
    id === undefined ? undefined : pairing.rename('party', id.split('.')[0] ?? id);
  const claimant = fresh?.by?.value.split('.')[0];
  const by = claimant ?? party(old?.by?.value);
  const to = fresh?.to?.value ?? party(old?.to?.value);
  const concerned = by === undefined && to === undefined ? everybody : sides([by], [to]);
  const key = difference.path[1];
  if (key === undefined)
    return known(
      'unclear',
      difference.kind === 'added' ? 'credits are claimed by these terms' : 'no terms for claims any more',
      concerned,
    );
  switch (key) {
    case 'by':
      return claimantMeaning(party(old?.by?.value), claimant, concerned);
    case 'to':
      return known('unclear', 'claimed from another party', sides([by], [party(old?.to?.value), fresh?.to?.value]));
    case 'within':
      // A time that the paper tells in words instead may be more or less than one that is named.
      return (difference.from === undefined || difference.to === undefined) &&
        (old?.until ?? fresh?.until) !== undefined
        ? known('unclear', 'the time to claim is told in words on one side', concerned)
        : durationMeaning(difference, 'stronger', concerned, ['more to claim', 'less to claim']);
    case 'decision':
      return durationMeaning(difference, 'weaker', concerned, ['longer until a decision', 'shorter until a decision']);
    case 'automatic':
      return automaticMeaning(difference, concerned);
    case 'evidence':
      if (difference.kind === 'added') return known('weaker', 'more has to be proved', concerned);
      if (difference.kind === 'removed') return known('stronger', 'less has to be proved', concerned);
      return known('unclear', 'something else has to be proved', concerned);
    default:
      return known('unclear', 'claimed in another way', concerned);
  }
}

/** The right to claim that goes from one party to another: who has it no more is worse off, whoever has it now. */
function claimantMeaning(from: string | undefined, to: string | undefined, concerned: Sides): Meaning {
  if (from === undefined || to === undefined) return known('unclear', 'claimed by another party', concerned);
  // Another contact of the same party claims nothing else.
  if (from === to) return undefined;
  const byParty = new Map<string, Direction>([
    [from, 'weaker'],
    [to, 'stronger'],
  ]);
  return { byParty, reason: `credits are claimed by ${to}` };
}

function automaticMeaning({ kind, from, to, path }: Difference, concerned: Sides): Meaning {
  const isTrue = (written: Difference['to']): boolean => /^true$/i.test(textOf(written) ?? '');
  const isNone = (written: Difference['to']): boolean =>
    written === undefined || /^false$/i.test(textOf(written) ?? '');
  const yes = known('stronger', 'paid without a claim', concerned);
  const no = known('weaker', 'paid on a claim only', concerned);
  if (typeof path[2] === 'number')
    return kind === 'added'
      ? yes
      : kind === 'removed'
        ? no
        : known('unclear', 'paid without a claim for another objective', concerned);
  if (isTrue(to) || (isNone(from) && !isNone(to))) return yes;
  if (isTrue(from) || isNone(to)) return no;
  return known('unclear', 'paid without a claim for other objectives', concerned);
}

/** Duties: who has to do what, until when. */
export function dutyMeaning(difference: Difference, scene: Scene): Meaning {
  const { now, pairing } = scene;
  const [, , key] = difference.path;
  const [old, fresh] = clausesAt(scene, ({ responsibilities }) => responsibilities, difference);
  const rename = (party: string): string => pairing.rename('party', party);
  const duty = fresh ?? old;
  if (duty === undefined || difference.kind === 'renamed') return undefined;
  const concerned = dutySides(duty, fresh === undefined ? rename : (party) => party, now);
  if (key === undefined) {
    const isNew = difference.kind === 'added';
    return known(isNew ? 'stronger' : 'weaker', isNew ? 'a new duty' : 'a duty less', concerned);
  }
  if (old === undefined || fresh === undefined) return undefined;
  switch (key) {
    case 'within':
      return durationMeaning(difference, 'weaker', concerned, ['later', 'sooner']);
    case 'ahead':
      return durationMeaning(difference, 'stronger', concerned, ['further ahead', 'less far ahead']);
    case 'every':
      return rhythmMeaning(difference, concerned);
    case 'responsible': {
      const byParty = new Map<string, Direction>();
      const [were, are] = [
        old.responsible.map(({ value }) => rename(value)),
        fresh.responsible.map(({ value }) => value),
      ];
      for (const party of concerned.owed) byParty.set(party, 'unclear');
      for (const party of were) if (!are.includes(party)) byParty.set(party, 'stronger');
      for (const party of are) if (!were.includes(party)) byParty.set(party, 'weaker');
      return byParty.size === 0 ? undefined : { byParty, reason: 'the duty of another party' };
    }
    case 'consulted':
    case 'informed':
      return toldMeaning(key, difference, rename);
    case 'note':
      return undefined;
    default:
      return known('unclear', 'the duty is another one', concerned);
  }
}

/** Who is told or asked gains or loses something; nobody else does. */
function toldMeaning(
  key: 'consulted' | 'informed',
  { from, to }: Difference,
  rename: (party: string) => string,
): Meaning {
  const ids = (written: Difference['to']): readonly string[] => {
    const node = resolved(written);
    const items = node?.kind === 'seq' ? node.items : [node];
    return items.flatMap((item) => textOf(item) ?? []);
  };
  const byParty = new Map<string, Direction>();
  const verb = key === 'informed' ? 'told' : 'asked';
  for (const party of ids(from).map(rename)) byParty.set(party, 'weaker');
  for (const party of ids(to)) {
    if (byParty.get(party) === 'weaker') byParty.delete(party);
    else byParty.set(party, 'stronger');
  }
  return byParty.size === 0
    ? undefined
    : {
        byParty,
        reason:
          from === undefined ? `${verb} as well` : to === undefined ? `${verb} no more` : `another party is ${verb}`,
      };
}

/** Who has the duty, and the parties of the other side, who are better off by it. */
export function dutySides(duty: Responsibility, rename: (party: string) => string, model: SlaModel): Sides {
  const responsible = new Set(duty.responsible.map(({ value }) => rename(value)));
  const roles = new Set(model.parties.filter(({ id }) => responsible.has(id)).map(({ role }) => role?.value));
  const isOther = (role: string | undefined): boolean =>
    (role === 'provider' || role === 'customer') && !roles.has(role);
  const others = model.parties
    .filter(({ id, role }) => !responsible.has(id) && isOther(role?.value))
    .map(({ id }) => id);
  return sides(others, [...responsible]);
}

/** What a supplier promises to the one who builds on it. */
export function dependencyMeaning(difference: Difference, scene: Scene): Meaning {
  const { now, pairing } = scene;
  const [, , key] = difference.path;
  const [old, fresh] = clausesAt(scene, ({ dependencies }) => dependencies, difference);
  if (difference.kind === 'renamed') return undefined;
  const supplier =
    fresh?.party?.value ?? (old?.party === undefined ? undefined : pairing.rename('party', old.party.value));
  const party = supplier === undefined ? undefined : byId(now.parties).get(supplier);
  const providers = now.parties.filter(({ role }) => role?.value === 'provider').map((each) => each.id);
  const concerned = sides(
    party?.engagedBy === undefined ? providers.filter((each) => each !== supplier) : [party.engagedBy.value],
    [supplier],
  );
  if (key === undefined) {
    const isNew = difference.kind === 'added';
    return known(
      isNew ? 'stronger' : 'weaker',
      isNew ? 'what is built on is promised' : 'what is built on is promised no more',
      concerned,
    );
  }
  if (old === undefined || fresh === undefined) return undefined;
  const bound = (model: typeof old, word: string | number | undefined) =>
    model.bounds.find((each) => each.word === word);
  const [from, to] = [bound(old, difference.oldPath.at(-1)), bound(fresh, difference.path.at(-1))];
  if (from !== undefined && to !== undefined) {
    const direction = compareBounds([from], [to]);
    return direction && known(direction, boundReason(from, to), concerned);
  }
  if (to !== undefined) return known('stronger', `${showBounds([to])} is promised as well`, concerned);
  if (from !== undefined) return known('weaker', `${showBounds([from])} is no longer promised`, concerned);
  return known('unclear', 'built on otherwise', concerned);
}

/** Reports: more often and sooner is better for those who get them. */
export function reportingMeaning(difference: Difference, scene: Scene): Meaning {
  const read = (model: SlaModel, key: string): readonly string[] => {
    const section = resolved(model.sections.get('reporting'));
    const value =
      section?.kind === 'map' ? resolved(section.entries.find((entry) => entry.key.text === key)?.value) : undefined;
    const items = value?.kind === 'seq' ? value.items : [value];
    return items.flatMap((item) => textOf(item) ?? []);
  };
  const model = scene.now.sections.has('reporting') ? scene.now : scene.before;
  const concerned = sides(read(model, 'to'), read(model, 'by'));
  const [key] = [difference.path[1]];
  if (key === undefined)
    return known(
      difference.kind === 'added' ? 'stronger' : 'weaker',
      difference.kind === 'added' ? 'reports are promised' : 'reports are promised no more',
      concerned,
    );
  switch (key) {
    case 'every':
      return rhythmMeaning(difference, concerned);
    case 'within':
      return durationMeaning(difference, 'weaker', concerned, ['later', 'sooner']);
    case 'to':
      return toldMeaning('informed', difference, (party) => scene.pairing.rename('party', party));
    case 'contents':
      if (difference.kind === 'added') return known('stronger', 'more is reported', concerned);
      return difference.kind === 'removed'
        ? known('weaker', 'less is reported', concerned)
        : known('unclear', 'something else is reported', concerned);
    default:
      return known('unclear', 'reported otherwise', concerned);
  }
}

/** Keys at the top that only tell what is meant, or by which steps it came about. */
const told = new Set([
  'sla',
  'id',
  'title',
  'version',
  'supersedes',
  'purpose',
  'goals',
  'services',
  'approvals',
  'history',
  'review',
]);

/** Everything that has no meaning of its own above. */
export function otherMeaning(difference: Difference, { everybody }: Scene): Meaning {
  const [section, , key] = difference.path;
  if (typeof section !== 'string' || told.has(section))
    return key === 'parameters' ? known('unclear', 'the service is described otherwise', everybody) : undefined;
  if (difference.kind === 'renamed') return undefined;
  switch (section) {
    case 'status':
      return statusMeaning(difference, everybody);
    case 'term':
      return known('unclear', termReason(difference), everybody);
    case 'timeZone':
      return known('unclear', 'windows begin and end at other times', everybody);
    case 'kind':
      return known('unclear', 'another kind of agreement', everybody);
    case 'parties':
      return key === 'role' ? known('unclear', 'another side of the agreement', everybody) : undefined;
    case 'glossary':
      return known('unclear', 'a word means something else', everybody);
    case 'references':
      return key === 'title' ? undefined : known('unclear', 'other documents hold', everybody);
    case 'priorities':
      return known('unclear', 'priorities mean something else', everybody);
    default:
      return known('unclear', 'another term', everybody);
  }
}

/** The order in which an agreement comes into force; what is suspended or over binds nobody. */
function statusMeaning({ from, to }: Difference, everybody: Sides): Meaning {
  const forward = ['draft', 'review', 'agreed', 'active'];
  const [one, other] = [from, to].map((written) => forward.indexOf(textOf(written) ?? 'draft'));
  return one !== undefined && other !== undefined && one >= 0 && other >= one
    ? undefined
    : known('unclear', 'it binds otherwise', everybody);
}

function termReason({ path, from, to }: Difference): string {
  const [one, other] = [from, to].map((written) => Date.parse(textOf(written) ?? ''));
  if (one === undefined || other === undefined || Number.isNaN(one) || Number.isNaN(other))
    return 'in force for another time';
  const days = Math.round((other - one) / 86_400_000);
  const end = path[1] === 'from' ? 'begins' : 'ends';
  return `${end} ${Math.abs(days).toLocaleString('en')} day${Math.abs(days) === 1 ? '' : 's'} ${days > 0 ? 'later' : 'earlier'}`;
}

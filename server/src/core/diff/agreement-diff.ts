// Compares two versions of an agreement as they are meant.
// It must never speak of comments, layout, the order of keys or the way a value is written.

import { owedByOf, owedToOf } from '../model/queries';
import type { SlaFile } from '../model/file';
import type { BoundWord, Objective } from '../model/sla';
import { boundSigns } from '../show/words';
import { resolved, type Node } from '../syntax/nodes';
import type { AgreementChange, AgreementDiff } from './agreement-change';
import { canonical, sameNames } from './canonical';
import type { Direction } from './change';
import { differencesOf, type DiffPath, type Difference } from './differences';
import { meaningOf } from './meanings/index';
import { directionsOf, owedIn, type Meaning } from './meanings/meaning';
import { ownershipMeaning } from './meanings/objectives';
import { sceneOf, type Scene } from './meanings/scene';
import { pairingOf } from './pairing';
import { concerned } from './concerned';

const known = new WeakMap<SlaFile, { readonly before: SlaFile; readonly diff: AgreementDiff }>();

const behind = new WeakMap<AgreementChange, Difference>();

/** The two values behind a change, as nodes of their texts; undefined where it follows from other ones. */
export function differenceBehind(change: AgreementChange): Difference | undefined {
  return behind.get(change);
}

/** The id in the new version of each objective of the old one that is still there. */
export function objectivesNow(before: SlaFile, now: SlaFile): ReadonlyMap<string, string> {
  const renamed = pairingOf(before, now).renamed('objectives');
  const ids = new Set(now.model.objectives.map(({ id }) => id));
  return new Map(
    before.model.objectives.map(({ id }) => [id, renamed.get(id) ?? id] as const).filter(([, id]) => ids.has(id)),
  );
}

/** What a party of the old version is called in the new one. */
export function partyNow(before: SlaFile, now: SlaFile, party: string): string {
  return pairingOf(before, now).rename('party', party);
}

/**
 * All differences in meaning from one version to the next, each with what it means for each party. Of texts that cannot be read as a
 * whole those that can be told; the same pair is compared once.
 */
export function diffOf(before: SlaFile, now: SlaFile): AgreementDiff {
  const last = known.get(now);
  if (last?.before === before) return last.diff;
  const diff = before === now || before.snapshot.text === now.snapshot.text ? summed([], now) : compared(before, now);
  known.set(now, { before, diff });
  return diff;
}

function compared(before: SlaFile, now: SlaFile): AgreementDiff {
  const pairing = pairingOf(before, now);
  const scene = sceneOf(before, now, pairing);
  const differences = differencesOf(before, now, pairing);
  const moved = movedBaselines(differences, scene);
  const isOwnership = ({ path }: Difference): boolean =>
    path[0] === 'objectives' && path.length === 3 && (path[2] === 'owedBy' || path[2] === 'owedTo');
  const changes = differences
    .filter((each) => !isOwnership(each))
    .flatMap((difference): readonly AgreementChange[] => {
      const found = moved.get(difference);
      if (found === 'told') return [];
      const change = changeOf(found ?? difference, meaningOf(found ?? difference, scene), scene);
      behind.set(change, found ?? difference);
      return [change];
    });
  const all = [...changes, ...ownershipChanges(scene)];
  const order = new Map(all.map((change, index) => [change, index]));
  // What is gone stands where it was found; the rest by its place in the new text.
  const sorted = all.some((_, index) => index >= changes.length)
    ? all.toSorted((a, b) => a.place.start - b.place.start || (order.get(a) ?? 0) - (order.get(b) ?? 0))
    : all;
  return summed(sorted, now);
}

/** Changes with the parties for whom at least one is weaker, stronger or unclear. */
export function summed(changes: readonly AgreementChange[], now: SlaFile): AgreementDiff {
  const told = new Map<string, Set<Direction>>(now.model.parties.map(({ id }) => [id, new Set()]));
  for (const { directions } of changes)
    for (const [party, direction] of directions) {
      const own = told.get(party);
      if (own === undefined) told.set(party, new Set([direction]));
      else own.add(direction);
    }
  const those = (direction: Direction): readonly string[] =>
    [...told].flatMap(([party, directions]) => (directions.has(direction) ? [party] : []));
  return { changes, weaker: those('weaker'), stronger: those('stronger'), unclear: those('unclear') };
}

function changeOf(difference: Difference, meaning: Meaning, scene: Scene): AgreementChange {
  const { kind, path, oldPath, from, to, words, span, place } = difference;
  const directions = directionsOf(meaning);
  return {
    kind,
    path: pathText(kind === 'removed' ? oldPath : path),
    oldPath: kind === 'added' ? undefined : pathText(oldPath),
    from: words?.[0] ?? (from === undefined ? undefined : signOf(difference, oldPath) + written(from)),
    to: words?.[1] ?? (to === undefined ? undefined : signOf(difference, path) + written(to)),
    ...{ span, place, directions },
    owed: owedIn(meaning),
    reason: directions.size === 0 ? '' : (meaning?.reason ?? ''),
    objectives: concerned(difference, scene),
  };
}

/** The sign of a bound, where another word is written than before: the number alone would look the same. */
function signOf({ kind, path, oldPath }: Difference, own: DiffPath): string {
  const word = own.at(-1);
  const isOther = kind === 'changed' && typeof word === 'string' && path.at(-1) !== oldPath.at(-1);
  return isOther && Object.hasOwn(boundSigns, word) ? `${boundSigns[word as BoundWord]} ` : '';
}

/** `remedies.credits.tiers[1].credit`. */
export function pathText(path: DiffPath): string {
  return path.map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`)).join('');
}

const longestValue = 160;

/** A value as it is written, on one line; long ones are cut. */
function written(node: Node): string {
  const text = lineOf(node, 0);
  return text.length <= longestValue ? text : `${[...text.slice(0, longestValue - 1)].join('')}…`;
}

function lineOf(given: Node | undefined, depth: number): string {
  const node = resolved(given);
  if (node === undefined || depth > 8) return '';
  if (node.kind === 'scalar') return node.text.trim().replace(/\s+/g, ' ');
  const parts: string[] = [];
  let length = 0;
  const items = node.kind === 'seq' ? node.items : node.entries;
  for (const item of items) {
    if (length > longestValue) break;
    const part =
      item?.kind === 'entry' ? `${item.key.text}: ${lineOf(item.value, depth + 1)}` : lineOf(item, depth + 1);
    parts.push(part);
    length += part.length + 2;
  }
  return node.kind === 'seq' ? `[${parts.join(', ')}]` : `{ ${parts.join(', ')} }`;
}

/** Who owes each objective, and to whom, as it is resolved on both sides: a default that is written down changes nothing. */
function ownershipChanges(scene: Scene): readonly AgreementChange[] {
  const { before, now, pairing } = scene;
  const renamed = pairing.renamed('objectives');
  const fresh = new Map(now.objectives.map((objective) => [objective.id, objective]));
  return before.objectives.flatMap((old) => {
    const objective = fresh.get(renamed.get(old.id) ?? old.id);
    if (objective === undefined) return [];
    return (['owedBy', 'owedTo'] as const).flatMap((key) => ownershipChange(key, old, objective, scene) ?? []);
  });
}

function ownershipChange(
  key: 'owedBy' | 'owedTo',
  old: Objective,
  objective: Objective,
  scene: Scene,
): AgreementChange | undefined {
  const resolve = key === 'owedBy' ? owedByOf : owedToOf;
  const was = resolve(scene.before, old);
  const from = was === undefined ? undefined : scene.pairing.rename('party', was);
  const to = resolve(scene.now, objective);
  if (from === to) return undefined;
  const entry = objective.map?.entries.find((each) => each.key.text === key);
  const span = entry?.value?.span ?? objective.idSpan;
  const meaning = ownershipMeaning(key, from, to, objective, scene);
  const directions = directionsOf(meaning);
  return {
    kind: from === undefined ? 'added' : to === undefined ? 'removed' : 'changed',
    path: `objectives.${objective.id}.${key}`,
    oldPath: from === undefined ? undefined : `objectives.${old.id}.${key}`,
    ...{ from, to, span, place: span, directions, owed: owedIn(meaning) },
    reason: directions.size === 0 ? '' : (meaning?.reason ?? ''),
    objectives: [objective.id],
  };
}

/** A baseline that went from a metric to an objective over it, or back, has moved: both halves are one difference. */
function movedBaselines(
  differences: readonly Difference[],
  { pairing }: Scene,
): ReadonlyMap<Difference, Difference | 'told'> {
  const found = new Map<Difference, Difference | 'told'>();
  const halves = (kind: 'added' | 'removed') =>
    differences.filter((each) => each.kind === kind && each.path.length === 3 && each.path[2] === 'baseline');
  // Halves that are gone, by what they say.
  const gone = new Map<string, Difference[]>();
  for (const half of halves('removed')) {
    const meaning = canonical(half.from, undefined, pairing.rename);
    const alike = gone.get(meaning);
    if (alike === undefined) gone.set(meaning, [half]);
    else alike.push(half);
  }
  for (const come of halves('added')) {
    const alike = gone.get(canonical(come.to, undefined, sameNames)) ?? [];
    const at = alike.findIndex((each) => each.path[0] !== come.path[0]);
    const [half] = at < 0 ? [] : alike.splice(at, 1);
    if (half === undefined) continue;
    found.set(half, 'told');
    found.set(come, { ...come, kind: 'moved', oldPath: half.oldPath, from: half.from });
  }
  return found;
}

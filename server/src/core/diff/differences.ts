// Every difference in meaning between two trees, key by key, in the order of the new one; what it means for whom is told elsewhere.
// It must never leave out a difference because nobody has thought of its key.

import type { SlaFile } from '../model/file';
import { chosenMap, valueShape } from '../schema/navigate';
import { isEmpty } from '../schema/plain';
import { agreementShape, type MapShape, type Shape } from '../schema/shapes';
import { textOf } from '../schema/walk';
import { firstOfEachKey } from '../syntax/keys';
import { maximumDepth } from '../syntax/limits';
import { resolved, type Entry, type MapNode, type Node, type SeqNode } from '../syntax/nodes';
import type { Span } from '../text/span';
import type { ChangeKind } from './agreement-change';
import { canonical, isOrdered, keyMeaning, sameNames, type Rename } from './canonical';
import { isDefault } from './defaults';
import { isImplied } from './implied';
import { pairItems } from './items';
import type { Pairing } from './pairing';

export type DiffPath = readonly (string | number)[];

/** One difference. Of what is new `oldPath`, and of what is gone `path`, is the place where the other one would stand. */
export interface Difference {
  readonly kind: ChangeKind;
  readonly path: DiffPath;
  readonly oldPath: DiffPath;
  /** The values; undefined where there is none, and for a key that was only renamed. */
  readonly from: Node | undefined;
  readonly to: Node | undefined;
  /** What is shown of them where the values themselves are not what changed. */
  readonly words?: readonly [from: string, to: string];
  /** In the new text; of what is gone in the old one. */
  readonly span: Span;
  readonly place: Span;
}

/** A section that is not there says what one without clauses says. */
const emptyMap: MapNode = {
  kind: 'map',
  flow: false,
  entries: [],
  span: { start: 0, end: 0 },
  parent: undefined,
  anchor: undefined,
};

const isSection = (shape: Shape | undefined): boolean => shape?.map?.free?.defines !== undefined;

/** What stands under a key; of a section nothing is an empty one. */
function sectionOf(written: Node | undefined, shape: Shape | undefined): Node | undefined {
  const node = resolved(written);
  const isNothing = node === undefined || (node.kind === 'scalar' && isEmpty(node));
  return isNothing && isSection(shape) ? emptyMap : node;
}

const boundKeys = new Set(['atLeast', 'atMost', 'above', 'below']);

/** All differences of two files, in document order of the new one. A text that is empty, or no map, says nothing at all. */
export function differencesOf(before: SlaFile, now: SlaFile, pairing: Pairing): readonly Difference[] {
  const mapOf = (root: Node | undefined): MapNode => {
    const node = resolved(root);
    return node?.kind === 'map' ? node : emptyMap;
  };
  const [old, fresh] = [mapOf(before.tree.root), mapOf(now.tree.root)];
  const { map } = agreementShape;
  if (map === undefined) return [];
  const walk = new Comparison(pairing, before, now);
  walk.maps(old, fresh, map, [], [], { start: 0, end: 0 });
  return walk.found;
}

/** A class because what was found is collected along the way. */
class Comparison {
  readonly found: Difference[] = [];
  private readonly pairing: Pairing;
  private readonly rename: Rename;
  private readonly before: SlaFile;
  private readonly now: SlaFile;

  constructor(pairing: Pairing, before: SlaFile, now: SlaFile) {
    this.pairing = pairing;
    this.before = before;
    this.now = now;
    this.rename = pairing.rename;
  }

  /** `holder` is the key of the new text that holds the map, where what is gone is shown. */
  maps(old: MapNode, fresh: MapNode, general: MapShape, oldPath: DiffPath, path: DiffPath, holder: Span): void {
    if (path.length > maximumDepth) return;
    const oldMap = chosenMap(general, (key) => textOf(old, key));
    const map = chosenMap(general, (key) => textOf(fresh, key));
    const renamed = path.length === 1 ? this.pairing.renamed(String(path[0])) : undefined;
    const nowOf = (key: string): string => renamed?.get(key) ?? keyMeaning(key, oldMap, this.rename);
    const oldEntries = firstOfEachKey(old).filter(({ key }) => !isFree(key.text, oldMap));
    const byKey = new Map(oldEntries.map((entry) => [nowOf(entry.key.text), entry]));
    const here: Difference[] = [];
    // What is gone stands behind what stood before it.
    const goneBehind = new Map<Entry | undefined, Entry[]>();
    const entries = firstOfEachKey(fresh).filter(({ key }) => !isFree(key.text, map));
    const kept = new Set(entries.map(({ key }) => key.text));
    let last: Entry | undefined;
    for (const entry of oldEntries) {
      if (kept.has(nowOf(entry.key.text))) {
        last = entry;
        continue;
      }
      const gone = goneBehind.get(last);
      if (gone === undefined) goneBehind.set(last, [entry]);
      else gone.push(entry);
    }
    const noteGone = (behind: Entry | undefined): void => {
      for (const entry of goneBehind.get(behind) ?? []) {
        const key = entry.key.text;
        const shape = valueShape(oldMap, key);
        const oldHere = [...oldPath, key];
        const section = isSection(shape) ? resolved(entry.value) : undefined;
        if (section?.kind === 'map' && shape?.map !== undefined) {
          const mark = this.found.length;
          this.maps(section, emptyMap, shape.map, oldHere, [...path, key], holder);
          here.push(...this.found.splice(mark));
          continue;
        }
        if (canonical(entry.value, shape, this.rename, key) === '') continue;
        if (this.holdsAnyway(oldHere, entry.value, false)) continue;
        here.push({
          kind: 'removed',
          path: [...path, nowOf(key)],
          oldPath: oldHere,
          from: entry.value,
          to: undefined,
          span: entry.span,
          place: holder,
        });
      }
    };
    noteGone(undefined);
    for (const entry of entries) {
      const key = entry.key.text;
      const shape = valueShape(map, key);
      const other = byKey.get(key);
      const newHere = [...path, key];
      const section = other === undefined && isSection(shape) ? resolved(entry.value) : undefined;
      if (section?.kind === 'map' && shape?.map !== undefined) {
        const mark = this.found.length;
        this.maps(emptyMap, section, shape.map, [...oldPath, key], newHere, entry.key.span);
        here.push(...this.found.splice(mark));
        continue;
      }
      if (other === undefined) {
        if (canonical(entry.value, shape, sameNames, key) === '') continue;
        if (this.holdsAnyway(newHere, entry.value, true)) continue;
        here.push({
          kind: 'added',
          path: newHere,
          oldPath: [...oldPath, key],
          from: undefined,
          to: entry.value,
          span: entry.span,
          // A whole clause is shown at its name.
          place: resolved(entry.value)?.kind === 'scalar' ? (entry.value?.span ?? entry.key.span) : entry.key.span,
        });
        continue;
      }
      const oldHere = [...oldPath, other.key.text];
      if (renamed?.has(other.key.text) === true)
        here.push({
          kind: 'renamed',
          path: newHere,
          oldPath: oldHere,
          from: undefined,
          to: undefined,
          words: [other.key.text, key],
          span: entry.key.span,
          place: entry.key.span,
        });
      if (this.isSameText(other.value, entry.value)) {
        noteGone(other);
        continue;
      }
      const mark = this.found.length;
      this.values(
        other.value,
        entry.value,
        valueShape(oldMap, other.key.text),
        shape,
        oldHere,
        newHere,
        entry.key.span,
      );
      here.push(...this.found.splice(mark));
      noteGone(other);
    }
    this.found.push(...joinedBounds(here, path));
  }

  /** Whether two values are the same words, which then mean the same: nothing is called otherwise, and no alias points elsewhere. */
  private isSameText(old: Node | undefined, fresh: Node | undefined): boolean {
    if (!this.pairing.isPlain || old === undefined || fresh === undefined) return false;
    const words = this.now.snapshot.text.slice(fresh.span.start, fresh.span.end);
    return !words.includes('*') && this.before.snapshot.text.slice(old.span.start, old.span.end) === words;
  }

  /** Whether what only one version says holds in both. */
  private holdsAnyway(path: DiffPath, value: Node | undefined, isNew: boolean): boolean {
    const { before, now, pairing } = this;
    return isDefault(path, value) || isImplied(path, value, { before: before.model, now: now.model, isNew, pairing });
  }

  private values(
    old: Node | undefined,
    fresh: Node | undefined,
    oldShape: Shape | undefined,
    shape: Shape | undefined,
    oldPath: DiffPath,
    path: DiffPath,
    holder: Span,
  ): void {
    const [left, right] = [sectionOf(old, oldShape), sectionOf(fresh, shape)];
    const key = path.at(-1);
    if (left?.kind === 'map' && right?.kind === 'map' && shape?.map !== undefined && !isLeaf(shape.map))
      return this.maps(left, right, shape.map, oldPath, path, holder);
    const name = typeof key === 'string' ? key : undefined;
    const from = canonical(old, oldShape, this.rename, name);
    const to = canonical(fresh, shape, sameNames, name);
    if (from === to) return;
    if (from === '' || to === '') {
      const isNew = from === '';
      if (this.holdsAnyway(isNew ? path : oldPath, isNew ? fresh : old, isNew)) return;
      const span = (isNew ? fresh : old)?.span ?? holder;
      this.found.push({
        kind: isNew ? 'added' : 'removed',
        path,
        oldPath,
        from: isNew ? undefined : old,
        to: isNew ? fresh : undefined,
        span,
        place: isNew ? span : holder,
      });
      return;
    }
    // "true" beside a list of ids is no list of one.
    const isFlag = shape?.scalar?.kind === 'flag' && (left?.kind === 'scalar' || right?.kind === 'scalar');
    // Nor is the name of a country a day beside a list of them.
    const isOther = shape?.list?.items.map === undefined && (left?.kind === 'map' || right?.kind === 'map');
    const isList = shape?.list !== undefined && !isFlag && !isOther && (left?.kind === 'seq' || right?.kind === 'seq');
    if (isList) return this.lists(left, right, shape, oldPath, path, holder);
    this.note('changed', old, fresh, oldPath, path, holder);
  }

  private note(
    kind: ChangeKind,
    from: Node | undefined,
    to: Node | undefined,
    oldPath: DiffPath,
    path: DiffPath,
    holder: Span,
  ): void {
    const span = to?.span ?? holder;
    this.found.push({ kind, path, oldPath, from, to, span, place: span });
  }

  /** Lists, or one value beside a list of them. */
  private lists(
    left: Node | undefined,
    right: Node | undefined,
    shape: Shape,
    oldPath: DiffPath,
    path: DiffPath,
    holder: Span,
  ): void {
    const [oldItems, items] = [itemsOf(left), itemsOf(right)];
    const item = shape.list?.items;
    const key = String(path.at(-1));
    const [oldMeanings, newMeanings] = [
      oldItems.map((each) => canonical(each, item, this.rename)),
      items.map((each) => canonical(each, item, sameNames)),
    ];
    if (isOrdered(key) && oldMeanings.toSorted().join('\n') === newMeanings.toSorted().join('\n'))
      return this.note('moved', left, right, oldPath, path, holder);
    const at = (base: DiffPath, node: Node | undefined, index: number): DiffPath =>
      node?.kind === 'seq' ? [...base, index] : base;
    const { pairs, gone, come } = pairItems(key, oldItems, items, oldMeanings, newMeanings);
    // In document order of the new list, what is gone at its old place.
    const steps = [
      ...pairs.map(([from, to]) => ({ order: to, from, to })),
      ...come.map((to) => ({ order: to, from: undefined, to })),
      ...gone.map((from) => ({ order: from - 0.5, from, to: undefined })),
    ].sort((a, b) => a.order - b.order);
    for (const { from, to } of steps) {
      const [old, fresh] = [from === undefined ? undefined : oldItems[from], to === undefined ? undefined : items[to]];
      const oldHere = at(oldPath, left, from ?? oldItems.length);
      const here = at(path, right, to ?? items.length);
      if (from !== undefined && to !== undefined)
        this.values(old, fresh, item, item, oldHere, here, fresh?.span ?? holder);
      else if (to === undefined)
        this.found.push({
          kind: 'removed',
          path: here,
          oldPath: oldHere,
          from: old,
          to: undefined,
          span: old?.span ?? holder,
          place: holder,
        });
      else this.note('added', undefined, fresh, oldHere, here, holder);
    }
  }
}

function itemsOf(node: Node | undefined): readonly (Node | undefined)[] {
  if (node === undefined) return [];
  return node.kind === 'seq' ? (node satisfies SeqNode).items : [node];
}

function isFree(key: string, map: MapShape): boolean {
  return map.takesExtensions && key.startsWith('x-') && !map.keys.has(key);
}

/** A map that is one value: the hours of a week, a window with an anchor. */
function isLeaf(map: MapShape): boolean {
  return map.free?.scalar === 'days' || map.keys.has('anchor');
}

/** A bound that is written with another word is one that changed, and not one gone and one new. */
function joinedBounds(found: readonly Difference[], path: DiffPath): readonly Difference[] {
  const isBound = ({ kind, path: each }: Difference, wanted: ChangeKind): boolean =>
    kind === wanted && each.length === path.length + 1 && boundKeys.has(String(each.at(-1)));
  const gone = found.filter((each) => isBound(each, 'removed'));
  const come = found.filter((each) => isBound(each, 'added'));
  const [old, fresh] = [gone[0], come[0]];
  if (gone.length !== 1 || come.length !== 1 || old === undefined || fresh === undefined) return found;
  const joined: Difference = {
    ...fresh,
    kind: 'changed',
    oldPath: old.oldPath,
    from: old.from,
    span: fresh.to?.span ?? fresh.span,
  };
  return found.flatMap((each) => (each === old ? [] : each === fresh ? [joined] : [each]));
}

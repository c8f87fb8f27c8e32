// Which clauses of the old version are which of the new one: by id, and of the others by what they say.
// It must never take two things for one because they are alike: where more than one fits, none does.

import type { SlaFile } from '../model/file';
import type { DefinedKind, RefKind } from '../schema/schema-node';
import { agreementShape, type MapShape } from '../schema/shapes';
import { firstOfEachKey } from '../syntax/keys';
import { entryOf, resolved, type Entry, type MapNode } from '../syntax/nodes';
import { canonical, meanings, type Rename } from './canonical';

/** Sections whose clauses are known by what they say; what others refer to comes before those that refer to it. */
const sections = [
  'parties',
  'services',
  'calendars',
  'fees',
  'data',
  'exclusions',
  'metrics',
  'remedies',
  'objectives',
  'goals',
  'dependencies',
  'references',
] as const;

/** What two clauses have to share before they can be the same one under another name. */
const essential: Readonly<Record<string, readonly string[]>> = {
  parties: ['role', 'name'],
  data: ['file', 'connection'],
  exclusions: ['kind'],
  metrics: ['type', 'data'],
  remedies: ['kind'],
  objectives: ['metric'],
};

/** From this part of their keys on two clauses are alike enough. */
const alikeFrom = 0.5;

export interface Pairing {
  readonly rename: Rename;
  /** Whether nothing is called otherwise, so that the same words name the same things. */
  readonly isPlain: boolean;
  /** The new ids of a section by the old ones, of those that are called otherwise now. */
  readonly renamed: (section: string) => ReadonlyMap<string, string>;
}

const known = new WeakMap<SlaFile, { readonly before: SlaFile; readonly pairing: Pairing }>();

/** Pairs the clauses of all sections; the same pair of files is looked at once. */
export function pairingOf(before: SlaFile, now: SlaFile): Pairing {
  const last = known.get(now);
  if (last?.before === before) return last.pairing;
  const pairing = paired(before, now);
  known.set(now, { before, pairing });
  return pairing;
}

function paired(before: SlaFile, now: SlaFile): Pairing {
  const bySection = new Map<string, ReadonlyMap<string, string>>();
  const byKind = new Map<string, ReadonlyMap<string, string>>();
  const rename: Rename = (kind, id) => {
    if (byKind.size === 0) return id;
    for (const each of kindsOf(kind)) {
      const found = byKind.get(each)?.get(id);
      if (found !== undefined) return found;
    }
    return id;
  };
  for (const section of sections) {
    const shape = agreementShape.map?.keys.get(section)?.map;
    const [old, fresh] = [before, now].map((file) => sectionMap(file, section));
    if (shape === undefined || old === undefined || fresh === undefined) continue;
    const renamed = pairsOf(section, old, fresh, shape, rename);
    if (renamed.size === 0) continue;
    bySection.set(section, renamed);
    const defines = shape.free?.defines;
    if (defines !== undefined) byKind.set(defines, renamed);
  }
  return {
    rename,
    isPlain: bySection.size === 0,
    renamed: (section) => bySection.get(section) ?? new Map<string, string>(),
  };
}

function kindsOf(kind: RefKind): readonly DefinedKind[] {
  if (kind === 'metric-or-objective') return ['metric', 'objective'];
  return kind === 'fee-or-term' ? ['fee', 'term'] : [kind];
}

export function sectionMap({ tree }: SlaFile, section: string): MapNode | undefined {
  const root = resolved(tree.root);
  const value = root?.kind === 'map' ? resolved(entryOf(root, section)?.value) : undefined;
  return value?.kind === 'map' ? value : undefined;
}

interface Clause {
  readonly id: string;
  readonly whole: string;
  readonly keys: ReadonlyMap<string, string>;
}

function pairsOf(
  section: string,
  old: MapNode,
  fresh: MapNode,
  shape: MapShape,
  rename: Rename,
): ReadonlyMap<string, string> {
  const [oldEntries, freshEntries] = [firstOfEachKey(old), firstOfEachKey(fresh)];
  const [oldIds, freshIds] = [oldEntries, freshEntries].map((all) => new Set(all.map(({ key }) => key.text)));
  const gone = oldEntries.filter(({ key }) => freshIds?.has(key.text) !== true);
  const come = freshEntries.filter(({ key }) => oldIds?.has(key.text) !== true);
  const pairs = new Map<string, string>();
  if (gone.length === 0 || come.length === 0 || gone.length * come.length > mostComparisons) return pairs;
  const clausesOf = (entries: readonly Entry[], names: Rename): Clause[] =>
    entries.map((entry) => clauseOf(entry, shape, names));
  let left = clausesOf(gone, rename);
  let open = clausesOf(come, (_, id) => id);
  const take = (one: Clause, other: Clause): void => {
    pairs.set(one.id, other.id);
    left = left.filter((each) => each !== one);
    open = open.filter((each) => each !== other);
  };
  for (const clause of [...left]) {
    const [same, another] = open.filter(({ whole }) => whole === clause.whole && whole !== '');
    const twins = left.filter(({ whole }) => whole === clause.whole).length;
    if (same !== undefined && another === undefined && twins === 1) take(clause, same);
  }
  for (const clause of [...left]) {
    const best = onlyBest(clause, open, section);
    if (best !== undefined && onlyBest(best, left, section) === clause) take(clause, best);
  }
  return pairs;
}

/** Beyond so many pairs of clauses the sections have nothing to do with each other. */
const mostComparisons = 40_000;

function clauseOf({ key, value }: Entry, shape: MapShape, rename: Rename): Clause {
  const node = resolved(value);
  const inner = shape.free?.shape;
  const keys = node?.kind === 'map' ? meanings(node, inner?.map, rename) : new Map<string, string>();
  return { id: key.text, whole: canonical(value, inner, rename), keys };
}

/** The clause that is most like another one; undefined where none is alike enough, or two are as alike. */
function onlyBest(clause: Clause, among: readonly Clause[], section: string): Clause | undefined {
  let best: Clause | undefined;
  let highest = 0;
  let isOnly = true;
  for (const other of among) {
    const alike = alikeness(clause, other, section);
    if (alike < alikeFrom || alike < highest) continue;
    isOnly = alike > highest;
    [best, highest] = [other, alike];
  }
  return isOnly ? best : undefined;
}

function alikeness({ keys: one }: Clause, { keys: other }: Clause, section: string): number {
  if (one.size === 0 || other.size === 0) return 0;
  if (essential[section]?.some((key) => one.get(key) !== other.get(key)) === true) return 0;
  let same = 0;
  for (const [key, value] of one) if (other.get(key) === value) same++;
  return same / Math.max(one.size, other.size);
}

// The outline of an agreement: its sections, what each declares, and the targets and tiers of that, in the order of the file.
// It must never list more than an outline can show.

import type { SlaFile } from '../model/file';
import { objectiveOf } from '../model/queries';
import type { Objective, SlaModel } from '../model/sla';
import { boundsOf, textOf } from '../model/reader';
import { rootMap } from '../rules/facts';
import { cut } from '../rules/say';
import { showBounds, showQuantity } from '../show/words';
import { entryOf, resolved, type Entry, type MapNode, type Node } from '../syntax/nodes';
import type { Span } from '../text/span';
import type { NameKind } from './names';
import { sectionKinds } from './sections';
import { trimmed } from './written';

export interface OutlineSymbol {
  readonly name: string;
  readonly detail: string;
  readonly kind: NameKind | 'section' | 'key' | 'target' | 'tier';
  readonly span: Span;
  readonly nameSpan: Span;
  readonly children: readonly OutlineSymbol[];
}

/** Most symbols of one outline (editor.md, section 2). */
export const maximumOutline = 5_000;

/** The sections with the entries below them. */
export function outline(file: SlaFile): readonly OutlineSymbol[] {
  const root = rootMap(file);
  if (root === undefined) return [];
  const budget = { left: maximumOutline, text: file.snapshot.text };
  return some(root.entries, budget, (entry) => section(file.model, entry, budget));
}

/** What is still to be shown, and the text whose ends of lines belong to no symbol. */
interface Budget {
  left: number;
  readonly text: string;
}

/** As many as may still be shown; each takes its own place before its children take theirs. */
function some(
  entries: readonly Entry[],
  budget: Budget,
  make: (entry: Entry) => OutlineSymbol,
): readonly OutlineSymbol[] {
  const symbols: OutlineSymbol[] = [];
  for (const entry of entries) {
    if (budget.left <= 0) break;
    budget.left--;
    const symbol = make(entry);
    symbols.push({ ...symbol, span: trimmed(budget.text, symbol.span) });
  }
  return symbols;
}

function symbol(
  entry: Entry,
  kind: OutlineSymbol['kind'],
  detail: string,
  children: readonly OutlineSymbol[] = [],
): OutlineSymbol {
  const name = entry.key.text.trim() === '' ? '(empty)' : cut(entry.key.text, 60);
  // The value of an alias stands elsewhere, and a span must hold the name.
  return { name, detail: cut(detail, 60), kind, span: entry.span, nameSpan: entry.key.span, children };
}

function section(model: SlaModel, entry: Entry, budget: Budget): OutlineSymbol {
  const value = resolved(entry.value);
  const kind = sectionKinds.get(entry.key.text);
  if (kind !== undefined && value?.kind === 'map')
    return symbol(
      entry,
      'section',
      '',
      some(value.entries, budget, (each) => declared(model, kind, each, budget)),
    );
  return symbol(entry, value?.kind === 'scalar' ? 'key' : 'section', shortly(value));
}

function declared(model: SlaModel, kind: NameKind, entry: Entry, budget: Budget): OutlineSymbol {
  const value = resolved(entry.value);
  const map = value?.kind === 'map' && entry.value === value ? value : undefined;
  const read = (key: string): string => textOf(map === undefined ? undefined : entryOf(map, key)?.value)?.value ?? '';
  if (kind === 'objective') {
    const objective = objectiveOf(model, entry.key.text);
    const targets = resolved(map === undefined ? undefined : entryOf(map, 'targets')?.value);
    const children =
      targets?.kind === 'map'
        ? some(targets.entries, budget, (each) => symbol(each, 'target', boundsText(each.value)))
        : [];
    return symbol(entry, kind, objective === undefined ? '' : promise(objective), children);
  }
  if (kind === 'remedy') return symbol(entry, kind, read('kind'), tiers(map, budget));
  return symbol(entry, kind, detail(kind, value, read));
}

/** What tells an entry from its siblings best. */
function detail(kind: NameKind, value: Node | undefined, read: (key: string) => string): string {
  switch (kind) {
    case 'party':
      return parts(read('role'), read('name'));
    case 'metric':
      return parts(read('type'), read('statistic'));
    case 'data':
      return read('file') === '' ? read('connection') : read('file');
    case 'service':
      return read('name');
    case 'goal':
      return read('statement');
    case 'calendar':
      return read('hours');
    case 'exclusion':
    case 'reference':
      return parts(read('kind'), read('title'));
    case 'duty':
      return read('responsible');
    case 'dependency':
      return parts(read('party'), read('objective'));
    default:
      return shortly(value);
  }
}

function parts(...texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join(' · ');
}

/** A single value as it is, of short maps and lists what stands in them. */
function shortly(value: Node | undefined): string {
  if (value?.kind === 'scalar') return value.text;
  const inner =
    value?.kind === 'map' ? value.entries.map((entry) => entry.value) : value?.kind === 'seq' ? value.items : [];
  const texts = inner.map((node) => resolved(node)).map((node) => (node?.kind === 'scalar' ? node.text : undefined));
  return texts.length > 0 && texts.length <= 2 && texts.every((text) => text !== undefined) ? texts.join(' – ') : '';
}

/** `≥ 99.9 % per month`, `95 % ≤ 4 h per month`. */
function promise({ bounds, holds, share, targets, window, status, metric }: Objective): string {
  const of = share?.value;
  const words = [
    of === undefined ? '' : of === 'all' ? 'all' : showQuantity(of),
    showBounds(bounds),
    holds === undefined ? '' : holds.value === 'true' ? 'holds' : 'does not hold',
    targets === undefined ? '' : `${targets.length} targets`,
  ].filter((text) => text !== '');
  const spec = window?.value;
  const per =
    spec === undefined
      ? ''
      : spec.kind === 'calendar'
        ? `per ${spec.unit}`
        : spec.kind === 'rolling'
          ? `over ${showQuantity(spec.length)}`
          : 'per event';
  if (words.length === 0) return parts(status?.value ?? metric?.value ?? '', per);
  return `${words.join(' ')} ${per}`.trim();
}

function boundsText(node: Node | undefined): string {
  const map = resolved(node);
  return map?.kind === 'map' ? showBounds(boundsOf(map)) : '';
}

function tiers(map: MapNode | undefined, budget: Budget): readonly OutlineSymbol[] {
  const list = resolved(map === undefined ? undefined : entryOf(map, 'tiers')?.value);
  if (list?.kind !== 'seq') return [];
  const symbols: OutlineSymbol[] = [];
  for (const item of list.items) {
    if (item?.kind !== 'map' || budget.left <= 0) continue;
    budget.left--;
    const credit = ['credit', 'days', 'points'].map((key) => textOf(entryOf(item, key)?.value)?.value ?? '').join('');
    symbols.push({
      name: cut(showBounds(boundsOf(item)), 60) || 'tier',
      detail: cut(credit, 60),
      kind: 'tier',
      span: trimmed(budget.text, item.span),
      nameSpan: trimmed(budget.text, item.span),
      children: [],
    });
  }
  return symbols;
}

// Evaluates an expression over aggregates, window by window (the metric type `custom`).
// It must never take a window without rows for a sum of nought where every aggregate is empty.

import type { Metric } from '../model/sla';
import { parseAggregates, type Aggregate } from '../scalars/aggregates';
import { evaluate, type Operand } from '../scalars/evaluate';
import { fromDecimal, integer } from '../scalars/rational';
import type { ItemPart, StatePart, WindowPart } from './partials';

/** The item of a custom metric, made of those of its aggregates by their names; a text says why there is none. */
export function customItem(
  metric: Metric,
  members: ReadonlyMap<string, string>,
  items: ReadonlyMap<string, ItemPart>,
): ItemPart | string | undefined {
  const parsed = parseAggregates(metric.parameters.get('expression')?.value ?? '');
  if (!parsed.ok) return `its expression: ${parsed.problem.message}`;
  const parts = new Map<string, ItemPart>();
  for (const [name, id] of members) {
    const part = items.get(id);
    if (part === undefined) return undefined;
    if (part.unavailable !== undefined) return part.unavailable;
    parts.set(name, part);
  }
  const all = [...parts.values()];
  const [first] = all;
  if (first === undefined) return undefined;
  const asOfs = all.flatMap(({ asOf }) => asOf ?? []);
  if (asOfs.length < all.length) return 'one of its data sources has no usable row';
  // What one source tells beyond the last instant of another says nothing of the whole.
  const asOf = Math.min(...asOfs);
  const groups = [...new Set(all.flatMap((part) => part.groups.map(({ group }) => group)))];
  return {
    ...first,
    asOf,
    coveredTo: Math.min(...all.map(({ coveredTo }) => coveredTo ?? Infinity)),
    openExclusionFrom: all.flatMap((part) => part.openExclusionFrom ?? []).sort((a, b) => a - b)[0],
    unusable: [...new Map(all.map((part) => [part.item, part.unusable])).values()].flat(),
    groups: groups.map((group) => ({
      group,
      windows: windowsOf([...parts], group).map(({ window, own }): WindowPart => {
        const rows = own.reduce((sum, [, part]) => sum + (part?.n ?? 0), 0);
        const values = new Map(
          own.map(([name, part]) => [name, valueOf(parsed.aggregates, name, part?.state)] as const),
        );
        const value =
          rows === 0
            ? undefined
            : evaluate(parsed.expression, { value: (name) => values.get(name), unit: () => undefined });
        return {
          ...window,
          n: Math.max(0, ...own.map(([, part]) => part?.n ?? 0)),
          coverage: leastCovered(own.map(([, part]) => part)),
          isAllExcluded: own.every(([, part]) => part?.isAllExcluded === true),
          state: {
            kind: 'joint',
            value: typeof value === 'object' ? [String(value.num), String(value.den)] : undefined,
          },
        };
      }),
    })),
  };
}

/** A window with what each aggregate has in it. */
interface Together {
  readonly window: Pick<WindowPart, 'name' | 'from' | 'to'>;
  readonly own: readonly (readonly [name: string, part: WindowPart | undefined])[];
}

/** The windows of all aggregates by their time. They are found by a table: there may be thousands, one for each hour. */
function windowsOf(
  parts: readonly (readonly [name: string, part: ItemPart])[],
  group: string | undefined,
): readonly Together[] {
  const tables = parts.map(([name, part]) => {
    const windows = part.groups.find((each) => each.group === group)?.windows ?? [];
    return [name, new Map(windows.map((window) => [`${window.from} ${window.to}`, window]))] as const;
  });
  const places = new Map(tables.flatMap(([, table]) => [...table]));
  return [...places]
    .map(([place, { name, from, to }]) => ({
      window: { name, from, to },
      own: tables.map(([aggregate, table]) => [aggregate, table.get(place)] as const),
    }))
    .sort((a, b) => a.window.from - b.window.from);
}

function valueOf(aggregates: readonly Aggregate[], name: string, state: StatePart | undefined): Operand {
  const aggregate = aggregates.find((each) => each.name === name);
  if (state?.kind !== 'aggregate' || aggregate === undefined) return undefined;
  switch (aggregate.function) {
    case 'count':
      return integer(state.count);
    case 'sum':
      return fromDecimal(state.sum);
    case 'min':
      return state.least === undefined ? undefined : fromDecimal(state.least);
    case 'max':
      return state.greatest === undefined ? undefined : fromDecimal(state.greatest);
  }
}

/** The coverage of the source that lacks most; undefined where none comes in a rhythm. */
function leastCovered(parts: readonly (WindowPart | undefined)[]): WindowPart['coverage'] {
  const known = parts.flatMap((part) => part?.coverage ?? []);
  const share = ({ counted, expected }: { counted: number; expected: number }): number =>
    expected === 0 ? 1 : counted / expected;
  return known.reduce<WindowPart['coverage']>(
    (least, each) => (least === undefined || share(each) < share(least) ? each : least),
    undefined,
  );
}

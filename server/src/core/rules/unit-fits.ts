// Says whether a quantity is of the kind that a metric yields, and writes the unit behind a number that has none.
// It must never convert a number that has no unit by guess.

import type { SlaFile } from '../model/file';
import type { Bound } from '../model/sla';
import { parseQuantity, type Quantity } from '../scalars/quantity';
import { compare, hundred, integer, multiply, toDecimal } from '../scalars/rational';
import { findAt } from '../syntax/find';
import type { ScalarNode } from '../syntax/nodes';
import type { MetricType } from '../vocabulary/metrics/metric';
import { replaceScalar } from './edits';
import type { Fix } from './rule';

type Wanted = MetricType['dimension'];

/** Whether a quantity is of a dimension, or of that of the unit that an agreement declares. */
export function fits(
  { dimension, unit }: Pick<Quantity, 'dimension' | 'unit'>,
  wanted: Wanted,
  wantedUnit: string,
): boolean {
  const isPlain = dimension === 'number' || dimension === 'count';
  if (wanted === 'boolean') return false;
  if (wanted === 'declared') {
    const declared = parseQuantity(`1 ${wantedUnit}`.trim());
    // A unit that cannot be read has a rule of its own.
    return !declared.ok || wantedUnit === '' || fits({ dimension, unit }, declared.value.dimension, wantedUnit);
  }
  if (wanted === 'count' || wanted === 'number') return isPlain;
  if (wanted === 'money') return dimension === 'money' && (wantedUnit === '' || wantedUnit === unit);
  return dimension === wanted;
}

/** A number without a unit gets the one that the metric yields; as a share it may have been meant as a fraction. */
export function unitFixes(file: SlaFile, { quantity, span }: Bound, wanted: Wanted, unit: string): readonly Fix[] {
  const node: ScalarNode | undefined = scalarAtSpan(file, span.start);
  if (quantity.dimension !== 'number' || unit === '' || unit.startsWith('/') || node === undefined) return [];
  const isFraction = wanted === 'percent' && compare(quantity.value, integer(1)) <= 0 && quantity.value.num > 0n;
  const texts = [
    ...(isFraction ? [`${toDecimal(multiply(quantity.value, hundred), 12)} %`] : []),
    `${node.text.trim()} ${unit}`,
  ];
  return texts.flatMap((text) => replaceScalar(node, text) ?? []);
}

function scalarAtSpan(file: SlaFile, offset: number): ScalarNode | undefined {
  const { node, isKey } = findAt(file.tree, offset);
  return node?.kind === 'scalar' && !isKey ? node : undefined;
}

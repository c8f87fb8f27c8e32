// Offers metric types: those first that fit what is written of the metric and that the attached data can feed.
// It must never put a type first whose values have another unit than the metric already states.

import { parseQuantity } from '../../scalars/quantity';
import type { Dimension } from '../../scalars/units';
import { chooseInput } from '../../vocabulary/metrics/choose';
import { metricTypes } from '../../vocabulary/metrics/index';
import { isSpread, type MetricType } from '../../vocabulary/metrics/metric';
import { headerAt, metricAt, sourceAt, type Ask } from './ask';
import type { Draft } from './item';

/** All metric types, best first. */
export function typesAt(ask: Ask): readonly Draft[] {
  const id = ask.place.path[1];
  const judging = ask.file.model.objectives.filter(({ metric }) => metric?.value === id);
  const bounds = judging.flatMap((objective) => objective.bounds.map(({ quantity }) => quantity.dimension));
  return metricTypes
    .map((type, index) => ({ type, index, points: pointsOf(ask, type, bounds) }))
    .sort((a, b) => b.points - a.points || a.index - b.index)
    .map(({ type }) => ({
      label: type.id,
      kind: 'type',
      detail: `${type.better === 'higher' ? '↑' : type.better === 'lower' ? '↓' : '↕'} ${type.formula}`,
      docsOf: { of: 'type', id: type.id },
    }));
}

/** What most agreements promise; between types that fit alike these come first. */
const usual: readonly string[] = ['availability', 'latency', 'request-success', 'time-to-restore'];

function pointsOf(ask: Ask, type: MetricType, bounds: readonly Dimension[]): number {
  const { siblings, path } = ask.place;
  const keys = [...siblings.keys()];
  let points = 0;
  const unit = siblings.get('unit');
  if (unit !== undefined) points += isOfUnit(type, unit) ? 8 : -8;
  if (keys.some((key) => type.parameters.some(({ name }) => name === key))) points += 3;
  if (siblings.has('statistic') && isSpread(type)) points += 3;
  if (bounds.length > 0) points += bounds.some((bound) => bound === type.dimension) ? 6 : -6;
  const id = String(path[1]);
  if (type.id === id || type.aliases.includes(id.replaceAll('-', ' '))) points += 2;
  if (isFed(ask, type)) points += 4;
  if (usual.includes(type.id)) points += 1;
  return points;
}

function isOfUnit(type: MetricType, unit: string): boolean {
  const parsed = parseQuantity(`1 ${unit}`);
  return parsed.ok && parsed.value.dimension === type.dimension && !(type.dimension === 'count' && unit !== type.unit);
}

function isFed(ask: Ask, type: MetricType): boolean {
  const source = sourceAt(ask);
  if (source === undefined) return false;
  const columns = [...source.columns, ...(metricAt(ask)?.columns ?? [])];
  const mapped = Object.fromEntries(columns.map((column) => [column.role, column.source.value]));
  return chooseInput(type.id, mapped, headerAt(ask)) !== undefined;
}

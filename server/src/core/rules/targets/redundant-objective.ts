// redundant-objective: an objective is kept whenever another one is.
// It must never put two together that read other records, groups, conditions, hours or windows.

import { isIndicator, owedByOf, owedToOf } from '../../model/queries';
import { isUpper } from '../../model/tiers';
import type { Bound, Objective } from '../../model/sla';
import { convert } from '../../scalars/quantity';
import { compare, divide, hundred, integer, type Rational } from '../../scalars/rational';
import type { Statistic } from '../../scalars/words';
import { judgedThat, onceForEach } from '../judged';
import { removalOfEntry } from '../edits';
import { defineRule } from '../rule';
import { message, quoted } from '../say';
import { showWindowSpec } from '../windows';

const candidates = judgedThat(
  ({ objective, type, better, inverted }) =>
    (type.fold.kind === 'values' || type.fold.kind === 'spans') &&
    better === 'lower' &&
    objective.bounds.length === 1 &&
    objective.targets === undefined &&
    inverted.length === 0 &&
    !isIndicator(objective),
);

export const redundantObjective = defineRule({
  id: 'redundant-objective',
  category: 'targets',
  lane: 'static',
  severity: 'hint',
  summary: 'An objective is kept whenever another one is.',
  why: 'It adds a line to every report and no promise.',
  bad: `data:
  log: { file: log.csv, columns: { at: at, value: ms } }
metrics:
  duration: { type: latency, data: log }
objectives:
  most: { metric: duration, for: 95 %, atMost: 300 ms, window: month, remedies: [report], reason: Kept in 2025 }
# ^^^^ "most" follows from "slowest"
  slowest: { metric: duration, for: 99 %, atMost: 200 ms, window: month, remedies: [report], reason: Kept in 2025 }
`,
  good: `data:
  log: { file: log.csv, columns: { at: at, value: ms } }
metrics:
  duration: { type: latency, data: log }
objectives:
  most: { metric: duration, for: 95 %, atMost: 200 ms, window: month, remedies: [report], reason: Kept in 2025 }
  slowest: { metric: duration, for: 99 %, atMost: 300 ms, window: month, remedies: [report], reason: Kept in 2025 }
`,
  fixed: `data:
  log: { file: log.csv, columns: { at: at, value: ms } }
metrics:
  duration: { type: latency, data: log }
objectives:
  slowest: { metric: duration, for: 99 %, atMost: 200 ms, window: month, remedies: [report], reason: Kept in 2025 }
`,
  yieldsTo: ['duplicate-key', 'invalid-id', 'unit-mismatch'],
  *check({ file: { model, snapshot } }) {
    const groups = new Map<string, Quantile[]>();
    for (const judged of candidates(model)) {
      const quantile = quantileOf(model, judged);
      const key = quantile === undefined ? undefined : keyOf(model, judged);
      if (quantile === undefined || key === undefined) continue;
      const list = groups.get(key);
      if (list === undefined) groups.set(key, [quantile]);
      else list.push(quantile);
    }
    for (const quantiles of groups.values()) {
      let strictest: Quantile | undefined;
      for (const each of quantiles.sort((a, b) => compare(b.share, a.share))) {
        if (strictest !== undefined && compare(each.share, strictest.share) < 0 && follows(each, strictest))
          yield {
            span: each.objective.idSpan,
            message: message(`${quoted(each.objective.id)} follows from ${quoted(strictest.objective.id)}`),
            related: [{ span: strictest.objective.idSpan, message: 'The stricter objective' }],
            fixes: removalOfEntry(snapshot.text, each.objective),
          };
        else if (strictest === undefined || compare(each.value, strictest.value) < 0) strictest = each;
      }
    }
  },
});

interface Quantile {
  readonly objective: Objective;
  readonly bound: Bound;
  /** The part of the records that has to be within the bound. */
  readonly share: Rational;
  /** The bound in the unit of the type. */
  readonly value: Rational;
}

const quantileOf = onceForEach((_, { objective, metric, type }): Quantile | undefined => {
  const [bound] = objective.bounds;
  if (bound === undefined || !isUpper(bound) || bound.quantity.business) return undefined;
  const value = convert(bound.quantity, type.unit);
  const share = shareOf(objective, metric.statistic?.value);
  return value === undefined || share === undefined ? undefined : { objective, bound, share, value };
});

function shareOf({ share }: Objective, statistic: Statistic | undefined): Rational | undefined {
  if (share !== undefined) return share.value === 'all' ? integer(1) : divide(share.value.value, hundred);
  if (statistic?.kind === 'percentile') return statistic.share;
  return statistic?.kind === 'max' ? integer(1) : undefined;
}

/** Whether a bound is kept wherever another one of more records is. */
function follows(each: Quantile, { bound, value }: Quantile): boolean {
  const compared = compare(value, each.value);
  return compared < 0 || (compared === 0 && (bound.word === each.bound.word || bound.word === 'below'));
}

/** What two objectives share that judge the same records; undefined where that cannot be told. */
const keyOf = onceForEach((model, { objective, metric, type }) => {
  const { window, per, when, excludes, calendar, scope, map } = objective;
  const hasConditions = map?.entries.some(({ key }) => key.text === 'given') === true;
  if (metric.data === undefined || window === undefined || hasConditions) return undefined;
  const parameters = [...metric.parameters]
    .filter(([name]) => name !== 'service')
    .map(([name, { value }]) => `${name}=${value}`);
  return JSON.stringify([
    type.id,
    metric.data.value,
    metric.columns.map(({ role, source }) => `${role}=${source.value}`),
    parameters,
    metric.where?.value,
    metric.noData?.value,
    showWindowSpec(window.value),
    per.map(({ value }) => value),
    when?.value,
    excludes.map(({ value }) => value).sort(),
    calendar?.value,
    scope?.value,
    owedByOf(model, objective),
    owedToOf(model, objective),
  ]);
});

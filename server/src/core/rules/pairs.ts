// Pairs of promises of one service of which the first lasts longer than the second, group by group.
// It must never pair promises of different groups, nor choose among many of one group.

import type { SlaModel } from '../model/sla';
import { isLonger } from './durations';
import { onceForEach, type Judged } from './judged';
import { longestPromised, serviceKey, timed, type Promised } from './promises';

/** Of more promises than this for one group, which of them counts is not certain. */
const most = 4;

export interface Pair {
  readonly promised: Promised;
  readonly beside: Promised;
}

/** The promises that certainly last longer than all those of the other kind for the same service and group. */
export function* longerPairs(model: SlaModel, longer: readonly Judged[], shorter: readonly Judged[]): Generator<Pair> {
  if (longer.length === 0 || shorter.length === 0) return;
  const besides = byGroup(model, shorter);
  for (const judged of longer) {
    const key = keyOf(model, judged);
    if (key === undefined) continue;
    for (const promised of longestPromised(judged.objective)) {
      const others = besides.get(`${key} ${promised.group ?? ''}`) ?? [];
      const [beside] = others;
      if (beside === undefined || others.length > most) continue;
      if (others.every((other) => isLonger(model, timed(promised), timed(other)))) yield { promised, beside };
    }
  }
}

/** By service, and by what the groups are called after. */
const keyOf = onceForEach((_, { objective, metric, inverted }): string | undefined => {
  const service = inverted.length > 0 ? undefined : serviceKey(metric);
  return service === undefined ? undefined : `${service} ${objective.per.map(({ value }) => value).join()}`;
});

function byGroup(model: SlaModel, judged: readonly Judged[]): ReadonlyMap<string, readonly Promised[]> {
  const found = new Map<string, Promised[]>();
  for (const each of judged) {
    const key = keyOf(model, each);
    if (key === undefined) continue;
    for (const promised of longestPromised(each.objective)) {
      const group = `${key} ${promised.group ?? ''}`;
      const list = found.get(group);
      if (list === undefined) found.set(group, [promised]);
      else list.push(promised);
    }
  }
  return found;
}

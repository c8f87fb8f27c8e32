// data-rate-direction-unassigned: a data rate is promised both ways, and one way has no party that keeps it.
// It must never speak where one party keeps the data rate as a whole, or where one way only is promised.

import { isIndicator, metricOf } from '../../model/queries';
import { reader } from '../../model/reader';
import type { SlaModel } from '../../model/sla';
import type { Responsibility } from '../../schema/types.generated';
import { entryOf, resolved } from '../../syntax/nodes';
import { insertFix } from '../edits';
import { lacks } from '../facts';
import { defineRule } from '../rule';
import { message, quoted } from '../say';

const duty = 'maintain-data-rate';
const directions = ['upstream', 'downstream'] as const;

export const dataRateDirectionUnassigned = defineRule({
  id: 'data-rate-direction-unassigned',
  category: 'parties',
  lane: 'static',
  severity: 'warning',
  summary: 'A data rate is promised both ways, and one way has no party that keeps it.',
  why: 'The two ways often run over the lines of two companies; when one of them is slow, nobody answers for it.',
  bad: `metrics:
  rate: { type: data-rate, direction: both, load: test }
objectives:
  rate: { metric: rate, for: 90 %, atLeast: 500 Mbit/s, window: month, remedies: [report], reason: Kept in 2025 }
responsibilities:
  measure: { responsible: provider }
  pay-fees: { responsible: customer }
  maintain-data-rate: { responsible: { downstream: provider } }
#                       ^^^^^^^^^^^ Data rate "rate" has no party for upstream
`,
  good: `metrics:
  rate: { type: data-rate, direction: both, load: test }
objectives:
  rate: { metric: rate, for: 90 %, atLeast: 500 Mbit/s, window: month, remedies: [report], reason: Kept in 2025 }
responsibilities:
  measure: { responsible: provider }
  pay-fees: { responsible: customer }
  maintain-data-rate: { responsible: { downstream: provider, upstream: provider } }
`,
  fixed: `metrics:
  rate: { type: data-rate, direction: both, load: test }
objectives:
  rate: { metric: rate, for: 90 %, atLeast: 500 Mbit/s, window: month, remedies: [report], reason: Kept in 2025 }
responsibilities:
  measure: { responsible: provider }
  pay-fees: { responsible: customer }
  maintain-data-rate: { responsible: { downstream: provider, upstream: provider } }
`,
  offIn: ['transcribe'],
  *check({ file }) {
    const { model, snapshot } = file;
    const map = model.responsibilities.find(({ id }) => id === duty)?.map;
    const entry = map === undefined ? undefined : entryOf(map, 'responsible');
    const node = resolved(entry?.value);
    if (entry === undefined || node?.kind !== 'map') return;
    const assigned = reader<Responsibility>(map).inner('responsible').entries();
    const promised = promisedRates(model);
    for (const direction of directions) {
      if (assigned.length === 0 || !lacks(file, node, direction)) continue;
      const needing = promised.find((each) => each.direction === direction || each.direction === 'both');
      // A rate whose direction is not written may be of either.
      if (needing === undefined && promised.length > 0) continue;
      yield {
        span: entry.key.span,
        message: message(`Data rate ${quoted(needing?.id ?? duty, 30)} has no party for ${direction}`),
        fixes:
          node === entry.value
            ? model.parties.slice(0, 4).flatMap(({ id }) => insertFix(snapshot.text, node, direction, id))
            : [],
      };
    }
  },
});

/** The data rates that are owed, with the direction that each is of. */
function promisedRates(model: SlaModel): readonly { readonly id: string; readonly direction: string | undefined }[] {
  return model.objectives.flatMap((objective) => {
    const metric = isIndicator(objective) ? undefined : metricOf(model, objective.metric?.value);
    if (metric?.type?.value !== 'data-rate') return [];
    return [{ id: objective.id, direction: metric.parameters.get('direction')?.value }];
  });
}

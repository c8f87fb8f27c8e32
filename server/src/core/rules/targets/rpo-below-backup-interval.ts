// rpo-below-backup-interval: backups are made too seldom for the loss of data that is promised.
// It must never speak where only a share of the failures, or their mean, is promised.

import type { SlaModel } from '../../model/sla';
import { sourceOf } from '../../model/queries';
import { lengthOf, type Length } from '../../scalars/lengths';
import { isDuration } from '../../scalars/quantity';
import { compare } from '../../scalars/rational';
import type { Span } from '../../text/span';
import { fixOf } from '../edits';
import { judgedThat } from '../judged';
import { judgesWhole, longestPromised, serviceKey } from '../promises';
import { asDuration, rhythmOf } from '../rhythm';
import { defineRule } from '../rule';
import { amount, cut, message } from '../say';

const losses = judgedThat(({ type }) => type.id === 'rpo');
const backups = judgedThat(({ type }) => type.id === 'backup-age' || type.id === 'backup-success');

export const rpoBelowBackupInterval = defineRule({
  id: 'rpo-below-backup-interval',
  category: 'targets',
  lane: 'static',
  severity: 'error',
  summary: 'Backups are made too seldom for the loss of data that is promised.',
  why: 'A failure right before the next backup loses everything since the last one.',
  bad: `metrics:
  loss: { type: rpo }
objectives:
  loss: { metric: loss, for: all, atMost: 1 h, window: year, remedies: [report], reason: Order form }
#                                         ^^^ RPO 1 h cannot hold with backups every 4 h
responsibilities:
  measure: { responsible: provider }
  pay-fees: { responsible: customer }
  backup: { responsible: provider, every: 4 h }
term: { from: 2026-01-01, to: 2026-12-31 }
`,
  good: `metrics:
  loss: { type: rpo }
objectives:
  loss: { metric: loss, for: all, atMost: 4 h, window: year, remedies: [report], reason: Order form }
responsibilities:
  measure: { responsible: provider }
  pay-fees: { responsible: customer }
  backup: { responsible: provider, every: 4 h }
term: { from: 2026-01-01, to: 2026-12-31 }
`,
  fixed: `metrics:
  loss: { type: rpo }
objectives:
  loss: { metric: loss, for: all, atMost: 4 h, window: year, remedies: [report], reason: Order form }
responsibilities:
  measure: { responsible: provider }
  pay-fees: { responsible: customer }
  backup: { responsible: provider, every: 4 h }
term: { from: 2026-01-01, to: 2026-12-31 }
`,
  yieldsTo: ['unit-mismatch', 'value-out-of-range', 'target-direction-inverted'],
  *check({ file: { model } }) {
    const candidates = losses(model);
    if (candidates.length === 0) return;
    const duty = rhythmOfDuty(model);
    const bySource = duty === undefined ? rhythmsOfSources(model) : new Map<string, Rhythm>();
    for (const judged of candidates) {
      const rhythm = duty ?? bySource.get(serviceKey(judged.metric) ?? '');
      if (rhythm === undefined || judged.inverted.length > 0 || !judgesWhole(judged, ['max'])) continue;
      for (const { bound } of longestPromised(judged.objective)) {
        const length = isDuration(bound.quantity) ? lengthOf(bound.quantity) : undefined;
        if (length === undefined || compare(rhythm.length.least, length.most) <= 0) continue;
        const newText = asDuration(rhythm.text);
        yield {
          span: bound.span,
          message: message(`RPO ${amount(bound.quantity)} cannot hold with backups every ${cut(rhythm.text, 20)}`),
          related: [{ span: rhythm.span, message: 'How often backups are made' }],
          fixes: newText === undefined ? [] : fixOf(`Write "${newText}"`, { span: bound.span, newText }),
        };
      }
    }
  },
});

interface Rhythm {
  readonly length: Length;
  readonly text: string;
  readonly span: Span;
}

function rhythmOfDuty(model: SlaModel): Rhythm | undefined {
  const every = model.responsibilities.find(({ id }) => id === 'backup')?.every;
  const length = rhythmOf(every?.value);
  return every === undefined || length === undefined ? undefined : { length, text: every.value, span: every.span };
}

/** How often the records of backups come, by service; where two sources differ, neither is certain. */
function rhythmsOfSources(model: SlaModel): ReadonlyMap<string, Rhythm> {
  const found = new Map<string, Rhythm | undefined>();
  for (const { metric } of backups(model)) {
    const every = sourceOf(model, metric.data?.value)?.every;
    const length = every === undefined ? undefined : lengthOf(every.value);
    const key = serviceKey(metric);
    if (every === undefined || length === undefined || key === undefined) continue;
    const before = found.get(key);
    const isOther = found.has(key) && (before === undefined || compare(before.length.least, length.least) !== 0);
    found.set(key, isOther ? undefined : { length, text: amount(every.value), span: every.span });
  }
  return new Map([...found].flatMap(([key, rhythm]) => (rhythm === undefined ? [] : [[key, rhythm] as const])));
}

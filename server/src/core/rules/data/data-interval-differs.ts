// data-interval-differs: rows come at another pace than the source says.
// It must never speak of a source that states no pace: gaps in it have a rule of their own.

import { sourceOf } from '../../model/queries';
import { showSeconds } from '../../show/words';
import { divide, fromNumber, integer } from '../../scalars/rational';
import { findAt } from '../../syntax/find';
import { replaceScalar } from '../edits';
import { withFixes } from '../fixes';
import { measuredThat } from '../measured-objectives';
import { otherRhythm, showRhythm } from '../pace';
import { defineRule } from '../rule';
import { amount, message } from '../say';

export const dataIntervalDiffers = defineRule({
  id: 'data-interval-differs',
  category: 'data',
  lane: 'measured',
  severity: 'warning',
  summary: 'Rows come at another pace than the source says.',
  why: 'Against the wrong pace a complete record looks full of gaps, or one full of gaps looks complete.',
  bad: `data:
  probes: { file: probes.csv, columns: { at: at, ok: ok }, every: 5 min }
#                                                                 ^^^^^ Rows come every 1 h, "every" says 5 min
metrics:
  reach: { type: probe-availability, data: probes, measuredAt: public edge }
objectives:
  reach: { metric: reach, atLeast: 95 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  good: `data:
  probes: { file: probes.csv, columns: { at: at, ok: ok }, every: 1 h }
metrics:
  reach: { type: probe-availability, data: probes, measuredAt: public edge }
objectives:
  reach: { metric: reach, atLeast: 95 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  fixed: `data:
  probes: { file: probes.csv, columns: { at: at, ok: ok }, every: 1 h }
metrics:
  reach: { type: probe-availability, data: probes, measuredAt: public edge }
objectives:
  reach: { metric: reach, atLeast: 95 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  *check({ file, data }) {
    const told = new Set<string>();
    for (const { measured } of withPace({ file, data })) {
      const source = sourceOf(file.model, measured.result.source);
      if (source?.every === undefined || told.has(source.id)) continue;
      const gap = otherRhythm(source, measured);
      if (gap === undefined) continue;
      told.add(source.id);
      const { span, value } = source.every;
      const rhythm = showRhythm(gap);
      const shown = rhythm ?? showSeconds(divide(fromNumber(gap), integer(1_000)));
      yield withFixes({ span, message: message(`Rows come every ${shown}, "every" says ${amount(value)}`) }, () => {
        const { node } = findAt(file.tree, span.start);
        const fix = node?.kind === 'scalar' && rhythm !== undefined ? replaceScalar(node, rhythm) : undefined;
        return fix === undefined ? [] : [fix];
      });
    }
  },
});

const withPace = measuredThat(({ result }) => (result.seen?.gap === undefined ? undefined : result.seen));

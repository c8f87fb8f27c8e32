// data-incomplete-window: a window of the term is over, and for a part of it there is no data.
// It must never speak of time before the term, of excluded time, or of a window that still runs.

import { compare, integer, multiply, rational, subtract, type Rational } from '../../scalars/rational';
import { showShare, showWindow } from '../../show/words';
import { sourceOf } from '../../model/queries';
import type { WindowResult } from '../../compliance/result';
import { completeInTerm, measuredThat, zoneIn, type MeasuredObjective } from '../measured-objectives';
import { otherRhythm } from '../pace';
import { defineRule } from '../rule';
import { message, quoted } from '../say';

/** Percent of a window that has to be known where the metric does not say so itself (rules.md A9). */
const leastCoverage = integer(95);
const [one, hundred] = [integer(1), integer(100)];

interface Lacking {
  readonly window: WindowResult;
  readonly coverage: Rational;
}

export const dataIncompleteWindow = defineRule({
  id: 'data-incomplete-window',
  category: 'data',
  lane: 'measured',
  severity: 'warning',
  summary: 'A window of the term is over, and for a part of it there is no data.',
  why: 'What happened in the gap is not known, and the other side may say that it was the outage.',
  bad: `data:
  probes: { file: probes.csv, columns: { at: at, ok: ok }, every: 1 d }
# ^^^^^^ Mar 2026: 32 % of the window has no data
metrics:
  reach: { type: probe-availability, data: probes, measuredAt: public edge }
objectives:
  reach: { metric: reach, atLeast: 95 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  good: `data:
  probes: { file: probes.csv, columns: { at: at, ok: ok }, every: 1 d }
metrics:
  reach: { type: probe-availability, data: probes, measuredAt: public edge }
objectives:
  reach: { metric: reach, atLeast: 95 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  *check(input) {
    const { model } = input.file;
    const zone = zoneIn(model);
    const worst = new Map<string, Lacking>();
    for (const { measured, found } of withGap(input)) {
      const source = sourceOf(model, measured.result.source);
      // Beside a pace that is not the one of the rows, nobody knows what is lacking.
      if (source === undefined || otherRhythm(source, measured) !== undefined) continue;
      const before = worst.get(source.id);
      if (before === undefined || compare(found.coverage, before.coverage) < 0) worst.set(source.id, found);
    }
    for (const [id, { window, coverage }] of worst) {
      const source = sourceOf(model, id);
      if (source === undefined || zone === undefined) continue;
      const group = window.group === undefined ? '' : ` of ${quoted(window.group, 20)}`;
      const lacking = showShare(subtract(one, coverage));
      yield {
        span: source.idSpan,
        message: message(`${showWindow(window.window, window.to, zone)}: ${lacking} of the window${group} has no data`),
      };
    }
  },
});

const withGap = measuredThat(emptiest);

/** The window of which least is known, where that is too little. */
function emptiest({ judged, result }: MeasuredObjective): Lacking | undefined {
  const least = judged.metric.minimumCoverage?.value.value ?? leastCoverage;
  const limit = multiply(least, rational(1n, hundred.num));
  let found: Lacking | undefined;
  for (const window of completeInTerm(result)) {
    const { coverage } = window;
    if (coverage === undefined || coverage === null || compare(coverage, limit) >= 0) continue;
    if (found === undefined || compare(coverage, found.coverage) < 0) found = { window, coverage };
  }
  return found;
}

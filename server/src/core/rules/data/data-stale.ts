// data-stale: the data ends more than one window before today.
// It must never count from a day that nobody has given, nor speak of an agreement that is over.

import { sourceOf } from '../../model/queries';
import { showLocal } from '../../show/words';
import { counted } from '../../show/words';
import { dayMs, parseDay } from '../../time/civil';
import { parseDate } from '../../scalars/words';
import { measuredObjectives, startOfToday, zoneIn } from '../measured-objectives';
import { defineRule } from '../rule';
import { message } from '../say';

interface Standing {
  readonly asOf: number;
  /** The length of the shortest window that is made of the source. */
  readonly length: number;
}

export const dataStale = defineRule({
  id: 'data-stale',
  category: 'data',
  lane: 'measured',
  severity: 'information',
  summary: 'The data ends more than one window before today.',
  why: 'What is shown as the newest result is an old one, and nobody has measured since.',
  bad: `data:
  outages: { file: outages.csv, covers: { from: 2026-01-01, to: 2026-08-31 } }
# ^^^^^^^ Data ends 2026-08-31, 2 windows ago
metrics:
  uptime: { type: availability, data: outages, measuredAt: public edge }
`,
  good: `data:
  outages: { file: outages.csv, covers: { from: 2026-01-01, to: 2026-11-24 } }
metrics:
  uptime: { type: availability, data: outages, measuredAt: public edge }
`,
  *check(input) {
    const { model } = input.file;
    const zone = zoneIn(model);
    const today = startOfToday(input);
    const end = endOfTerm(input.file.model.term?.to?.value);
    if (zone === undefined || today === undefined) return;
    const now = Math.min(today, end === undefined ? Infinity : zone.instantOf(end));
    const standing = new Map<string, Standing>();
    for (const { result } of measuredObjectives(input)) {
      const { source, asOf, windows } = result;
      const last = windows.at(-1);
      if (source === undefined || asOf === undefined || last === undefined) continue;
      const length = last.to - last.from;
      const before = standing.get(source);
      if (before === undefined || length < before.length) standing.set(source, { asOf, length });
    }
    for (const [id, { asOf, length }] of standing) {
      const source = sourceOf(model, id);
      // A connection is asked until now.
      if (source?.file === undefined || length <= 0 || now <= asOf + length) continue;
      const date = showLocal(asOf - 1, zone).slice(0, 10);
      yield {
        span: source.idSpan,
        message: message(`Data ends ${date}, ${counted(Math.floor((now - asOf) / length), 'window')} ago`),
      };
    }
  },
});

/** The local instant behind the last day of the term. */
function endOfTerm(to: string | undefined): number | undefined {
  return to === undefined || !parseDate(to).ok ? undefined : (parseDay(to) + 1) * dayMs;
}

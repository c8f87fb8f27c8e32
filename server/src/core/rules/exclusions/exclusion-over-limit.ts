// exclusion-over-limit: of the time that is recorded of an exclusion, a part counts after all.
// It must never add up what stands for several groups, nor speak of a window that still runs.

import type { ExclusionPart } from '../../compliance/partials';
import type { WindowResult } from '../../compliance/result';
import { clip, length, type IntervalSet } from '../../time/intervals';
import { exclusionOf } from '../../model/queries';
import { showSeconds } from '../../show/words';
import { integer } from '../../scalars/rational';
import { completeInTerm, measuredObjectives } from '../measured-objectives';
import { defineRule } from '../rule';
import { message, quoted } from '../say';

export const exclusionOverLimit = defineRule({
  id: 'exclusion-over-limit',
  category: 'exclusions',
  lane: 'measured',
  severity: 'information',
  summary: 'Of the time that is recorded of an exclusion, a part counts after all.',
  why: 'Work that was announced too late, or went on for too long, is down time as any other, and those who did it may not know.',
  bad: `data:
  outages: { file: outages.csv, covers: { from: 2026-01-01, to: 2026-11-24 } }
  work: { file: work.csv }
metrics:
  uptime: { type: availability, data: outages, measuredAt: public edge }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, excludes: [planned], remedies: [report], reason: Kept in 2025 }
exclusions:
  planned: { kind: scheduled-maintenance, data: work, notice: 5 d, limit: 4 h per month }
# ^^^^^^^ "planned": 1 h 30 min count after all (1 h over limit, 30 min late notice)
`,
  good: `data:
  outages: { file: outages.csv, covers: { from: 2026-01-01, to: 2026-11-24 } }
  work: { file: work.csv }
metrics:
  uptime: { type: availability, data: outages, measuredAt: public edge }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, excludes: [planned], remedies: [report], reason: Kept in 2025 }
exclusions:
  planned: { kind: scheduled-maintenance, data: work, notice: 5 d, limit: 6 h per month }
`,
  yieldsTo: ['unused-definition'],
  offIn: ['transcribe'],
  *check({ file, data }) {
    const parts = (data.measured?.exclusions ?? []).filter(({ refused }) => hasAny(refused));
    if (parts.length === 0) return;
    const told = new Set<string>();
    for (const { judged, result } of measuredObjectives({ file, data })) {
      const window = completeInTerm(result).at(-1);
      if (window === undefined) continue;
      for (const { value: id } of judged.objective.excludes) {
        const exclusion = exclusionOf(file.model, id);
        const [longest] = parts
          .filter((part) => part.exclusion === id)
          .map((part) => refusedIn(part, window))
          .sort((a, b) => b.all - a.all);
        if (exclusion === undefined || longest === undefined || longest.all === 0 || told.has(id)) continue;
        told.add(id);
        yield { span: exclusion.idSpan, message: message(`${quoted(id, 24)}: ${shown(longest)}`) };
      }
    }
  },
});

function hasAny({ late, outside, over }: ExclusionPart['refused']): boolean {
  return late.length + outside.length + over.length > 0;
}

interface Refused {
  readonly all: number;
  readonly over: number;
  readonly late: number;
  readonly outside: number;
}

/** How many microseconds of a window are recorded and count all the same. */
function refusedIn({ refused }: ExclusionPart, { from, to }: WindowResult): Refused {
  const within = (set: IntervalSet): number => length(clip(set, from, to));
  const [over, late, outside] = [within(refused.over), within(refused.late), within(refused.outside)];
  return { all: over + late + outside, over, late, outside };
}

function shown({ all, over, late, outside }: Refused): string {
  const time = (microseconds: number): string => showSeconds(integer(Math.round(microseconds / 1_000_000)));
  const reasons = (
    [
      [over, 'over limit'],
      [late, 'late notice'],
      [outside, 'outside the slot'],
    ] as const
  )
    .filter(([part]) => part > 0)
    .map(([part, why], _, { length: many }) => (many === 1 ? why : `${time(part)} ${why}`));
  return `${time(all)} count after all (${reasons.join(', ')})`;
}

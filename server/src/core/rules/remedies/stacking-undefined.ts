// stacking-undefined: one event misses two objectives, and nothing says whether both credits are due.
// It must never speak where a cap limits both, or where one of them says how credits stack.

import type { SlaFile } from '../../model/file';
import type { Objective, Remedy } from '../../model/sla';
import { isIndicator, metricOf } from '../../model/queries';
import { ownMap, declared, lacks, rootMap } from '../facts';
import { feeCalled, hasCommonCap, windowOfFee, wordOf } from '../fees';
import { insertFix, written } from '../edits';
import { resolved } from '../../syntax/nodes';
import { defineRule, type Fix } from '../rule';
import { message, quoted } from '../say';

export const stackingUndefined = defineRule({
  id: 'stacking-undefined',
  category: 'remedies',
  lane: 'static',
  severity: 'information',
  summary: 'One event misses two objectives, and nothing says whether both credits are due.',
  why: 'An outage that is too long also makes too many requests fail; whether it is paid once or twice is then disputed.',
  bad: `data:
  probes: { file: probes.csv }
metrics:
  uptime: { type: availability, measuredAt: public edge, data: probes }
  restore: { type: time-to-restore, clock: reported, data: probes }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
  restore: { metric: restore, for: 90 %, atMost: 4 h, window: month, remedies: [repair-credits], reason: Kept in 2025 }
# ^^^^^^^ One event misses "availability" and "restore"; both credits add
remedies:
  credits: { kind: service-credit, of: Monthly Fee, tiers: [{ below: 99.9 %, credit: 10 % }] }
  repair-credits: { kind: service-credit, of: Monthly Fee, tiers: [{ below: 90 %, credit: 10 % }] }
`,
  good: `data:
  probes: { file: probes.csv }
metrics:
  uptime: { type: availability, measuredAt: public edge, data: probes }
  restore: { type: time-to-restore, clock: reported, data: probes }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
  restore: { metric: restore, for: 90 %, atMost: 4 h, window: month, remedies: [repair-credits], reason: Kept in 2025 }
remedies:
  credits: { kind: service-credit, of: Monthly Fee, tiers: [{ below: 99.9 %, credit: 10 % }] }
  repair-credits: { kind: service-credit, of: Monthly Fee, tiers: [{ below: 90 %, credit: 10 % }] }
  all-credits: { kind: cap, of: Monthly Fee, limit: 100 % per month }
`,
  fixed: `data:
  probes: { file: probes.csv }
metrics:
  uptime: { type: availability, measuredAt: public edge, data: probes }
  restore: { type: time-to-restore, clock: reported, data: probes }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
  restore: { metric: restore, for: 90 %, atMost: 4 h, window: month, remedies: [repair-credits], reason: Kept in 2025 }
remedies:
  credits: { kind: service-credit, of: Monthly Fee, tiers: [{ below: 99.9 %, credit: 10 % }] }
  repair-credits: { kind: service-credit, of: Monthly Fee, tiers: [{ below: 90 %, credit: 10 % }] }
  all-credits: { kind: cap, of: Monthly Fee, limit: 100 % per month }
`,
  offIn: ['recommended', 'transcribe'],
  *check({ file }) {
    const { model } = file;
    const open = openCredits(file);
    const firsts = new Map<string, Objective>();
    const told = new Set<string>();
    for (const objective of model.objectives) {
      const credits = objective.remedies.flatMap(({ value }) => open.get(value) ?? []);
      const data = credits.length === 0 ? undefined : metricOf(model, objective.metric?.value)?.data?.value;
      if (data === undefined || isIndicator(objective)) continue;
      for (const credit of credits) {
        const of = credit.of?.value;
        const key = `${data} ${of}`;
        const first = firsts.get(key);
        if (first === undefined) firsts.set(key, objective);
        if (first === undefined || first === objective || told.has(key)) continue;
        told.add(key);
        yield {
          span: objective.idSpan,
          message: message(
            `One event misses ${quoted(first.id, 22)} and ${quoted(objective.id, 22)}; both credits add`,
          ),
          related: [{ span: first.idSpan, message: 'The other objective on the same data' }],
          fixes: fixesOf(file, credit),
        };
      }
    }
  },
});

/** The service credits that nothing limits together and that do not say how they stack, by id. */
function openCredits(file: SlaFile): ReadonlyMap<string, Remedy> {
  const open = file.model.remedies.filter(
    ({ kind, of, map }) =>
      kind?.value === 'service-credit' &&
      of !== undefined &&
      lacks(file, map, 'stacking') &&
      !hasCommonCap(file.model, of.value),
  );
  return new Map(open.map((credit) => [credit.id, credit]));
}

/** A cap of one whole fee over all credits of it. */
function fixesOf(file: SlaFile, { of }: Remedy): readonly Fix[] {
  const window = windowOfFee(feeCalled(file.model, of?.value));
  const entry = rootMap(file)?.entries.find(({ key }) => key.text === 'remedies');
  const map = resolved(entry?.value);
  const id = 'all-credits';
  if (of === undefined || window === undefined || map?.kind !== 'map' || map !== entry?.value) return [];
  if (declared(file.model, 'remedy').has(id) || file.model.remedies.every((remedy) => ownMap(remedy) === undefined))
    return [];
  const cap = `{ kind: cap, of: ${written(of.value, 'plain')}, limit: 100 % per ${wordOf(window)} }`;
  return insertFix(file.snapshot.text, map, id, cap);
}

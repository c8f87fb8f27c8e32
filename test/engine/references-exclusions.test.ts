// Exclusions recorded in a file, with notice, slots and a limit, held against a reference that walks every minute.
// The seed of a data set stands in the name of its test.

import { describe } from 'node:test';
import { trials, type Trial } from './reference-run';
import { stageOf, teams } from './reference-scenes';
import { dayMs, hourMs, minuteMs, type Hours } from './references/clock';
import { downtime } from './references/downtime';
import { inEffect, type ExclusionRule, type Work } from './references/exclusions';
import type { Random } from './references/random';
import { goodRows, type Row, type Scene, type Target } from './references/scene';
import { ofOk, shares } from './references/shares';

const target: Target = { word: 'atLeast', amount: 97 };
/** Sundays from two to six and Wednesdays from ten at night. */
const slot: Hours['week'] = [[[120, 360]], [], [], [[1_320, 1_440]], [], [], []];
const slotText = 'slot: { sun: "02:00-06:00", wed: "22:00-24:00" }';

function exclusionTrial(random: Random, kind: 'outages' | 'events'): Trial {
  const stage = stageOf(random, {
    target,
    grid: minuteMs,
    hasExclusions: false,
    days: [20, 70],
    windows: ['month', 'week'],
  });
  const notice = random.pick([undefined, 24, 72]);
  const hasSlot = random.chance(0.4);
  const limit = random.pick([undefined, 4, 12]);
  const work = Array.from({ length: random.rows(1, 12) }, (): Work => {
    const from = stage.instant();
    return {
      from,
      to: from + random.whole(0, random.pick([120, 600, 3_000])) * minuteMs,
      announced: random.chance(0.1) ? undefined : from - random.pick([0, 24, 72, 72, 100]) * hourMs,
      group: random.chance(0.7) ? 'alpha' : 'beta, "two"',
    };
  });
  // A file without the column of the groups holds for all of them.
  const isPerGroup = random.chance(0.6);
  const { zone, isGrouped } = stage.scene;
  const rule: ExclusionRule = {
    zone,
    noticeHours: notice,
    slot: hasSlot ? { zone, week: slot, holidays: [] } : undefined,
    limitMinutes: limit === undefined ? undefined : limit * 60,
  };
  const groups = isGrouped ? teams.map((team) => team ?? '(none)') : [undefined];
  const held = isPerGroup && isGrouped ? work : work.map((each) => ({ ...each, group: undefined }));
  const scene: Scene = { ...stage.scene, excluded: inEffect(held, rule, groups) };
  const shared = { team: stage.team, kind: stage.kind };
  const rows = Array.from({ length: random.whole(5, 150) }, (): Row => {
    const own = { team: shared.team(), kind: shared.kind() };
    const near = random.chance(0.5) ? random.pick(work) : undefined;
    const instant = near === undefined ? stage.instant() : random.pick([near.from, near.to, near.from + hourMs]);
    if (kind === 'events') return { at: instant, ok: random.chance(0.9), ...own };
    return { start: instant, end: instant + Math.floor((random.next() ** 3 * dayMs) / minuteMs) * minuteMs, ...own };
  });
  const workRows = work.map((each): Row => ({
    start: each.from,
    end: each.to,
    announced: each.announced,
    team: each.group,
  }));
  const good = goodRows(rows, [kind === 'events' ? 'at' : 'start']);
  return {
    scene,
    rows,
    columns: kind === 'events' ? ['at', 'ok', 'team', 'kind'] : ['start', 'end', 'team', 'kind'],
    metric: `type: ${kind === 'events' ? 'request-success' : 'availability'}`,
    objective: `atLeast: ${target.amount} %`,
    more: {
      work: { rows: workRows, columns: ['start', 'end', 'announced', ...(isPerGroup ? (['team'] as const) : [])] },
    },
    exclusions: [
      'kind: scheduled-maintenance, data: work',
      notice === undefined ? [] : `notice: ${notice} h`,
      hasSlot ? slotText : [],
      limit === undefined ? [] : `limit: ${limit} h per month`,
    ]
      .flat()
      .join(', '),
    findings:
      kind === 'events'
        ? shares(scene, good, { tally: ofOk, counts: 'good' })
        : downtime(scene, good, { value: 'availability', from: 'outages' }),
  };
}

(['outages', 'events'] as const).forEach((kind) => {
  describe(`exclusions of ${kind} equal their reference`, () => {
    trials(25, (random) => exclusionTrial(random, kind));
  });
});

// objective-breached: the newest window that is over was missed, or a claim for an older one is still open.
// It must never call a window missed that lies outside the term, still runs, or is not known.

import { newest, type WindowResult } from '../../compliance/result';
import type { SlaModel } from '../../model/sla';
import { parseDate } from '../../scalars/words';
import { inWindow, showReached, showWindow } from '../../show/words';
import { parseDay } from '../../time/civil';
import type { Zone } from '../../time/zones';
import { completeInTerm, measuredThat, zoneIn } from '../measured-objectives';
import { defineRule } from '../rule';
import { cut, message, quoted } from '../say';

export const objectiveBreached = defineRule({
  id: 'objective-breached',
  category: 'data',
  lane: 'measured',
  severity: 'information',
  summary: 'The newest window that is over was missed, or a claim for an older one is still open.',
  why: 'A claim that is made too late is lost, and a miss that nobody sees is repeated.',
  bad: `data:
  outages: { file: outages.csv, covers: { from: 2026-07-01, to: 2026-11-24 } }
metrics:
  uptime: { type: availability, data: outages, measuredAt: public edge }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits, exit], reason: Kept in 2025 }
# ^^^^^^^^^^^^ "availability" missed in Oct 2026: 99.73 %; claim by 2026-12-30 (35 days)
remedies:
  credits: { kind: service-credit, of: Monthly Fee, tiers: [{ below: 99.9 %, credit: 10 % }], cap: 10 % per month }
  exit: { kind: termination, holder: customer, when: missed 3 of 6 windows }
`,
  good: `data:
  outages: { file: outages.csv, covers: { from: 2026-07-01, to: 2026-11-24 } }
metrics:
  uptime: { type: availability, data: outages, measuredAt: public edge }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits, exit], reason: Kept in 2025 }
remedies:
  credits: { kind: service-credit, of: Monthly Fee, tiers: [{ below: 99.9 %, credit: 10 % }], cap: 10 % per month }
  exit: { kind: termination, holder: customer, when: missed 3 of 6 windows }
`,
  *check(input) {
    const { file, project } = input;
    const { today } = project.facts;
    const zone = zoneIn(file.model);
    if (zone === undefined) return;
    for (const { measured, found } of withMiss(input)) {
      const { objective } = measured.judged;
      // What is paid without being asked for has to be claimed by nobody.
      const claimed = isAutomatic(file.model, objective.id) ? undefined : today;
      const missed = missedNow(found, claimed);
      if (missed === undefined) continue;
      const where = `${windowWord(missed, zone)}${valueWord(missed, measured.result.unit)}`;
      yield {
        span: objective.idSpan,
        message: message(`${quoted(objective.id, 24)} missed in ${where}${claimWord(missed, claimed)}`),
      };
    }
  },
});

interface Missed {
  /** Of the newest windows that are over. */
  readonly last: readonly WindowResult[];
  /** All, in the order of time for each group. */
  readonly all: readonly WindowResult[];
}

const withMiss = measuredThat(({ result }): Missed | undefined => {
  const all = completeInTerm(result).filter(({ verdict }) => verdict === 'breached');
  const last = newest(result).filter((window) => all.includes(window));
  return all.length === 0 ? undefined : { last, all };
});

function isAutomatic({ claims }: SlaModel, id: string): boolean {
  const automatic = claims?.automatic ?? false;
  return typeof automatic === 'boolean' ? automatic : automatic.some(({ value }) => value === id);
}

/** The window that is told: of the newest ones one with an open claim, else any of them, else an older one with an open claim. */
function missedNow({ last, all }: Missed, today: string | undefined): WindowResult | undefined {
  const isOpen = ({ claimUntil }: WindowResult): boolean =>
    today !== undefined && claimUntil !== undefined && claimUntil >= today;
  return last.find(isOpen) ?? last[0] ?? all.findLast(isOpen);
}

function windowWord({ window, to, group }: WindowResult, zone: Zone): string {
  return `${cut(inWindow(showWindow(window, to, zone)), 34)}${group === undefined ? '' : ` (${cut(group, 14)})`}`;
}

function valueWord(window: WindowResult, unit: string): string {
  return window.value === undefined ? '' : `: ${cut(showReached(window.value, unit, window), 20)}`;
}

function claimWord({ claimUntil }: WindowResult, today: string | undefined): string {
  if (claimUntil === undefined || today === undefined || claimUntil < today || !parseDate(today).ok) return '';
  const days = parseDay(claimUntil) - parseDay(today);
  return `; claim by ${claimUntil}${days === 0 ? ' (today)' : ` (${days === 1 ? '1 day' : `${days} days`})`}`;
}

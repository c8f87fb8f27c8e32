// termination-right-missing: however often a promise is missed, the customer cannot leave.
// It must never speak where the term is short or open, or where a remedy may be one that cannot be read.

import type { SlaFile } from '../../model/file';
import { onlyParty } from '../../model/queries';
import { addMonths, dayMs, parseDay } from '../../time/civil';
import { parseDate } from '../../scalars/words';
import { resolved } from '../../syntax/nodes';
import { insertEntry, fixOf } from '../edits';
import { declared, hasLoss, lacks, ownMap, rootMap } from '../facts';
import { creditsOf } from '../credits';
import { defineRule, type Fix } from '../rule';
import { message, quoted } from '../say';

export const terminationRightMissing = defineRule({
  id: 'termination-right-missing',
  category: 'remedies',
  lane: 'static',
  severity: 'information',
  summary: 'However often a promise is missed, the customer cannot leave.',
  why: 'A provider whose service fails every month can pay a small credit every month, until the term is over.',
  bad: `term: { from: 2026-01-01, to: 2027-12-31 }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
#<------ No repeated miss gives "customer" an exit
  credits: { kind: service-credit, of: Monthly Fee, tiers: [{ below: 99.9 %, credit: 10 % }] }
`,
  good: `term: { from: 2026-01-01, to: 2027-12-31 }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits, exit], reason: Kept in 2025 }
remedies:
  credits: { kind: service-credit, of: Monthly Fee, tiers: [{ below: 99.9 %, credit: 10 % }] }
  exit: { kind: termination, holder: customer, when: missed 3 of 6 windows }
`,
  fixed: `term: { from: 2026-01-01, to: 2027-12-31 }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits, exit], reason: Kept in 2025 }
remedies:
  credits: { kind: service-credit, of: Monthly Fee, tiers: [{ below: 99.9 %, credit: 10 % }] }
  exit: { kind: termination, holder: customer, when: missed TODO of TODO windows }
`,
  offIn: ['transcribe'],
  *check({ file }) {
    const { model } = file;
    const customer = onlyParty(model, 'customer')?.id;
    const entry = rootMap(file)?.entries.find(({ key }) => key.text === 'remedies');
    if (model.kind?.value !== 'customer' || customer === undefined || entry === undefined || hasLoss(file.tree)) return;
    const kinds = model.remedies.map(({ kind }) => kind?.value);
    const mayEnd = kinds.some((kind) => kind === undefined || kind === 'termination' || kind === 'step-in');
    const map = resolved(entry.value);
    if (mayEnd || !kinds.includes('service-credit') || map?.kind !== 'map' || !lacks(file, map, '<<')) return;
    if (!isLong(file)) return;
    yield {
      span: entry.key.span,
      message: message(`No repeated miss gives ${quoted(customer)} an exit`),
      fixes: fixesOf(file, customer),
    };
  },
});

/** Whether the term is a year or longer. */
function isLong({ model }: SlaFile): boolean {
  const { from, to } = model.term ?? {};
  if (from === undefined || to === undefined || !parseDate(from.value).ok || !parseDate(to.value).ok) return false;
  const next = addMonths(parseDay(from.value.trim()) * dayMs, 12);
  return (parseDay(to.value.trim()) + 1) * dayMs >= next;
}

/** A right to end the agreement, after a number of misses that a person has to choose, for the first objective that pays. */
function fixesOf(file: SlaFile, customer: string): readonly Fix[] {
  const { model, snapshot } = file;
  const entry = rootMap(file)?.entries.find(({ key }) => key.text === 'remedies');
  const objective = model.objectives.find((each) => creditsOf(model, each).length > 0);
  const list = ownMap(objective)?.entries.find(({ key }) => key.text === 'remedies')?.value;
  const last = list?.kind === 'seq' && list.flow ? list.items.at(-1) : undefined;
  if (entry?.value?.kind !== 'map' || last === undefined || declared(model, 'remedy').has('exit')) return [];
  const right = `{ kind: termination, holder: ${customer}, when: missed TODO of TODO windows }`;
  return fixOf(
    'Insert a right to end the agreement',
    { span: { start: last.span.end, end: last.span.end }, newText: ', exit' },
    insertEntry(snapshot.text, entry.value, 'exit', right),
  );
}

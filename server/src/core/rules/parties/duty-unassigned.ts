// duty-unassigned: nobody is responsible for a duty that the agreement cannot do without.
// It must never ask for a duty that nothing in the agreement needs.

import type { SlaFile } from '../../model/file';
import { isIndicator, onlyParty } from '../../model/queries';
import type { Remedy, SlaModel } from '../../model/sla';
import { entryOf, resolved, type MapNode } from '../../syntax/nodes';
import type { Span } from '../../text/span';
import { insertEntry } from '../edits';
import { excludedBy } from '../excluded';
import { hasLoss, lacks, rootMap } from '../facts';
import { judgedThat, objectivesPaying, type Judged } from '../judged';
import { defineRule, type Fix } from '../rule';
import { cut, message, quoted } from '../say';

/** A duty that is needed, what needs it in words, and where that is written. */
interface Need {
  readonly duty: string;
  readonly reason: string;
  readonly span: Span;
  /** The role of the party that usually carries it. */
  readonly by: 'provider' | 'customer';
}

export const dutyUnassigned = defineRule({
  id: 'duty-unassigned',
  category: 'parties',
  lane: 'static',
  severity: 'warning',
  summary: 'Nobody is responsible for a duty that the agreement cannot do without.',
  why: 'What everybody expects of somebody else is done by nobody, and found out in the dispute.',
  bad: `responsibilities:
#<-------------- Nobody is responsible for "measure", which "availability" is judged by
  pay-fees: { responsible: customer }
`,
  good: `responsibilities:
  pay-fees: { responsible: customer }
  measure: { responsible: provider }
`,
  fixed: `responsibilities:
  pay-fees: { responsible: customer }
  measure: { responsible: provider }
`,
  offIn: ['transcribe'],
  yieldsTo: ['unknown-key', 'wrong-shape', 'duplicate-key', 'too-few-parties'],
  *check({ file }) {
    const root = rootMap(file);
    const section = root === undefined ? undefined : entryOf(root, 'responsibilities');
    if (root === undefined || hasLoss(file.tree)) return;
    if (section === undefined ? !lacks(file, root, 'responsibilities') : resolved(section.value)?.kind !== 'map')
      return;
    const written = new Set(file.model.responsibilities.map(({ id }) => id));
    const needs = needsOf(file).filter(({ duty }) => !written.has(duty));
    const [first, ...others] = needs;
    const span = section?.key.span ?? entryOf(root, 'parties')?.key.span;
    if (first === undefined || span === undefined) return;
    const said =
      others.length === 0
        ? `Nobody is responsible for ${quoted(first.duty)}, which ${first.reason}`
        : `Nobody is responsible for ${needs.map(({ duty }) => `"${duty}"`).join(', ')}`;
    yield {
      span,
      message: message(said),
      related: needs.map(({ duty, reason, span: at }) => ({ span: at, message: `${quoted(duty)}, which ${reason}` })),
      fixes: fixesOf(file, needs, section === undefined ? undefined : mapOf(section.value)),
    };
  },
});

function mapOf(node: Parameters<typeof resolved>[0]): MapNode | undefined {
  return node?.kind === 'map' ? node : undefined;
}

function needsOf(file: SlaFile): readonly Need[] {
  const { model } = file;
  return [
    ...neededBy(unmeasured(model), 'measure', 'provider', (id) => `${id} is judged by`),
    ...neededBy(ofFaults(model), 'report-faults', 'customer', (id) => `starts the clock of ${id}`),
    ...fees(model),
    ...credits(file),
    ...reports(file),
    ...maintenance(model),
    ...neededBy(ofDataRate(model), 'maintain-data-rate', 'provider', (id) => `keeps ${id}`),
  ];
}

const unmeasured = judgedThat(
  ({ objective, metric }) => !isIndicator(objective) && metric.measuredBy.length === 0 && metric.members.length === 0,
);
const ofFaults = judgedThat(
  ({ objective, type }) => !isIndicator(objective) && (type.id === 'time-to-restore' || type.id === 'mttr'),
);
const ofDataRate = judgedThat(({ objective, type }) => !isIndicator(objective) && type.id === 'data-rate');

/** The duty that the first of some objectives needs. */
function neededBy(
  judged: readonly Judged[],
  duty: string,
  by: Need['by'],
  reason: (id: string) => string,
): readonly Need[] {
  const [first] = judged;
  if (first === undefined) return [];
  const { id, idSpan } = first.objective;
  return [{ duty, reason: reason(quoted(id, 24)), span: idSpan, by }];
}

function fees({ fees }: SlaModel): readonly Need[] {
  const [fee] = fees;
  return fee === undefined
    ? []
    : [{ duty: 'pay-fees', reason: `${quoted(fee.name, 24)} needs`, span: fee.nameSpan, by: 'customer' }];
}

/** Credits for which nobody says how they are claimed have to be paid by somebody of their own accord. */
function credits(file: SlaFile): readonly Need[] {
  const root = rootMap(file);
  if (!lacks(file, root, 'claims')) return [];
  const { model } = file;
  const isUsed = (remedy: Remedy): boolean => objectivesPaying(model, remedy).length > 0;
  const credit = model.remedies.find((remedy) => remedy.kind?.value === 'service-credit' && isUsed(remedy));
  if (credit === undefined) return [];
  return [{ duty: 'pay-credits', reason: `${quoted(credit.id, 24)} needs`, span: credit.idSpan, by: 'provider' }];
}

function reports(file: SlaFile): readonly Need[] {
  const root = rootMap(file);
  const entry = root === undefined ? undefined : entryOf(root, 'reporting');
  const map = mapOf(entry?.value);
  if (entry === undefined || map === undefined || !lacks(file, map, 'by')) return [];
  return [{ duty: 'publish-report', reason: '"reporting" needs', span: entry.key.span, by: 'provider' }];
}

function maintenance(model: SlaModel): readonly Need[] {
  const planned = model.exclusions.find(
    (exclusion) => exclusion.kind?.value === 'scheduled-maintenance' && excludedBy(model, exclusion).length > 0,
  );
  return planned === undefined
    ? []
    : [
        {
          duty: 'announce-maintenance',
          reason: `${quoted(planned.id, 24)} needs`,
          span: planned.idSpan,
          by: 'provider',
        },
      ];
}

/** Gives each duty to the only party with the role that usually carries it. */
function fixesOf(file: SlaFile, needs: readonly Need[], map: MapNode | undefined): readonly Fix[] {
  const { text } = file.snapshot;
  const lines = needs.map(({ duty, by }) => {
    const party = onlyParty(file.model, by);
    // What is paid without a claim has to be paid by some day, or nobody could say that it is late.
    const within = duty === 'pay-credits' ? ', within: 30 d' : '';
    return party === undefined ? undefined : { duty, value: `{ responsible: ${party.id}${within} }` };
  });
  const [first] = lines;
  if (map === undefined || first === undefined || lines.includes(undefined)) return [];
  const edit = insertEntry(text, map, first.duty, first.value);
  const lead = map.flow ? ', ' : /^\r?\n */.exec(edit?.newText ?? '')?.[0];
  if (edit === undefined || lead === undefined) return [];
  const newText = lines.flatMap((line) => (line === undefined ? [] : [`${lead}${line.duty}: ${line.value}`])).join('');
  const names = needs.map(({ duty }) => duty).join(', ');
  return [{ title: `Assign ${cut(names, 60)}`, edits: [{ span: edit.span, newText }] }];
}

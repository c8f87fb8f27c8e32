// priority-set-by-owing-party: the party that owes a time also sets the priority that decides which time it is.
// It must never speak where the other side may dispute the priority.

import type { SlaFile } from '../../model/file';
import { reader } from '../../model/reader';
import { isIndicator, owedByOf, owedToOf } from '../../model/queries';
import type { Objective } from '../../model/sla';
import type { Priorities } from '../../schema/types.generated';
import type { MapNode, Node, ScalarNode } from '../../syntax/nodes';
import { insertFix, replaceScalar } from '../edits';
import { declared, lacks } from '../facts';
import { defineRule, type Fix } from '../rule';
import { message, quoted } from '../say';

export const prioritySetByOwingParty = defineRule({
  id: 'priority-set-by-owing-party',
  category: 'parties',
  lane: 'static',
  severity: 'warning',
  summary: 'The party that owes a time also sets the priority that decides which time it is.',
  why: 'What is urgent for one side becomes a question of next week for the other, and no deadline was missed.',
  bad: `priorities: { levels: { P1: service down, P2: question }, decidedBy: [provider] }
#                                                                     ^^^^^^^^ "provider" alone sets the priority that sets its deadline
metrics:
  response: { type: elapsed-time }
objectives:
  response: { metric: response, for: 95 %, per: priority, window: month, targets: { P1: { atMost: 15 min }, P2: { atMost: 8 h } }, remedies: [report], reason: Kept in 2025 }
`,
  good: `priorities: { levels: { P1: service down, P2: question }, decidedBy: [provider], disputedBy: [customer] }
metrics:
  response: { type: elapsed-time }
objectives:
  response: { metric: response, for: 95 %, per: priority, window: month, targets: { P1: { atMost: 15 min }, P2: { atMost: 8 h } }, remedies: [report], reason: Kept in 2025 }
`,
  fixed: `priorities: { levels: { P1: service down, P2: question }, decidedBy: [provider], disputedBy: [customer] }
metrics:
  response: { type: elapsed-time }
objectives:
  response: { metric: response, for: 95 %, per: priority, window: month, targets: { P1: { atMost: 15 min }, P2: { atMost: 8 h } }, remedies: [report], reason: Kept in 2025 }
`,
  offIn: ['transcribe'],
  yieldsTo: ['unresolved-id'],
  *check({ file }) {
    const { model } = file;
    const read = reader<Priorities>(model.sections.get('priorities'));
    const deciding = read.list('decidedBy');
    const [first] = deciding;
    if (read.map === undefined || first === undefined || deciding.some(({ value }) => value !== first.value)) return;
    const levels = new Set(
      reader(read.node('levels'))
        .entries()
        .map(({ key }) => key.text),
    );
    const isByPriority = ({ targets, per }: Objective): boolean =>
      targets !== undefined &&
      targets.length > 0 &&
      (per.some(({ value }) => value === 'priority') || targets.every(({ group }) => levels.has(group)));
    const objective = model.objectives.find(
      (each) => !isIndicator(each) && isByPriority(each) && owedByOf(model, each) === first.value,
    );
    if (objective === undefined) return;
    const owedTo = owedToOf(model, objective);
    const related = [{ span: objective.idSpan, message: 'Its deadlines depend on the priority' }];
    if (lacks(file, read.map, 'disputedBy')) {
      yield {
        span: first.span,
        message: message(`${quoted(first.value)} alone sets the priority that sets its deadline`),
        related,
        fixes: fixesOf(file, read.map, owedTo),
      };
      return;
    }
    // Whoever may dispute only what it has decided itself disputes nothing.
    const disputing = partiesIn(read.node('disputedBy'));
    const [disputed] = disputing ?? [];
    if (disputed === undefined || disputing?.some(({ text }) => text !== first.value) !== false) return;
    const isKnown = owedTo !== undefined && owedTo !== first.value && declared(model, 'party').has(owedTo);
    const fix = isKnown ? replaceScalar(disputed, owedTo) : undefined;
    yield {
      span: disputed.span,
      message: message(`${quoted(first.value)} alone may dispute the priority that it sets for its deadline`),
      related,
      fixes: fix === undefined ? [] : [fix],
    };
  },
});

/** The parties of a list that is written here as a whole; undefined where a part of it cannot be read. */
function partiesIn(node: Node | undefined): readonly ScalarNode[] | undefined {
  const items = node?.kind === 'seq' ? node.items : [node];
  const scalars = items.filter((item): item is ScalarNode => item?.kind === 'scalar' && item.text !== '');
  return scalars.length === items.length ? scalars : undefined;
}

function fixesOf(file: SlaFile, map: MapNode, owedTo: string | undefined): readonly Fix[] {
  if (owedTo === undefined || !declared(file.model, 'party').has(owedTo)) return [];
  return insertFix(file.snapshot.text, map, 'disputedBy', `[${owedTo}]`, ['decidedBy']);
}

// exclusion-decided-by-owing-party: the party that owes alone decides what is left out.
// It must never guess who decides what is proved by evidence.

import type { SlaFile } from '../../model/file';
import { owedToOf } from '../../model/queries';
import type { Exclusion } from '../../model/sla';
import { insertFix } from '../edits';
import { lacks, ownMap } from '../facts';
import { decidersOf, excludedBy, owingParty } from '../excluded';
import { defineRule, type Fix } from '../rule';
import { message, quoted } from '../say';

/** Kinds that somebody has to decide about where nothing proves them. */
const judged = ['emergency-maintenance', 'customer-caused', 'security-action'];

export const exclusionDecidedByOwingParty = defineRule({
  id: 'exclusion-decided-by-owing-party',
  category: 'exclusions',
  lane: 'static',
  severity: 'warning',
  summary: 'The party that owes alone decides what is left out.',
  why: 'Whoever judges its own excuses finds them good.',
  bad: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, excludes: [abuse], remedies: [report], reason: Kept in 2025 }
exclusions:
  abuse: { kind: customer-caused, evidence: gateway log, decidedBy: [provider] }
#                                                                    ^^^^^^^^ "provider" alone decides what "abuse" excludes
`,
  good: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, excludes: [abuse], remedies: [report], reason: Kept in 2025 }
exclusions:
  abuse: { kind: customer-caused, evidence: gateway log, decidedBy: [provider, customer] }
`,
  fixed: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, excludes: [abuse], remedies: [report], reason: Kept in 2025 }
exclusions:
  abuse: { kind: customer-caused, evidence: gateway log, decidedBy: [provider, customer] }
`,
  offIn: ['transcribe'],
  yieldsTo: [
    'unresolved-id',
    'duplicate-key',
    'invalid-id',
    'exclusion-evidence-missing',
    'exclusion-unbounded',
    'emergency-maintenance-excluded',
  ],
  *check({ file }) {
    const { model } = file;
    for (const exclusion of model.exclusions) {
      const owing = owingParty(model, exclusion);
      const kind = exclusion.kind?.value ?? '';
      if (owing === undefined) continue;
      const deciders = decidersOf(exclusion);
      const [only, second] = deciders ?? [];
      const isOpen =
        judged.includes(kind) && lacks(file, exclusion.map, 'decidedBy', 'evidence', 'data', 'intervals', 'where');
      if (deciders === undefined ? !isOpen : only?.text !== owing || second !== undefined) continue;
      yield {
        span: only?.span ?? exclusion.idSpan,
        message: message(`${quoted(owing, 24)} alone decides what ${quoted(exclusion.id, 30)} excludes`),
        fixes: fixesOf(file, exclusion, owing, only?.span.end),
      };
    }
  },
});

/** Lets the party to which is owed decide as well. */
function fixesOf(file: SlaFile, exclusion: Exclusion, owing: string, behind: number | undefined): readonly Fix[] {
  const [objective] = excludedBy(file.model, exclusion);
  const other = objective === undefined ? undefined : owedToOf(file.model, objective);
  if (other === undefined || other === owing) return [];
  if (behind === undefined)
    return insertFix(file.snapshot.text, ownMap(exclusion), 'decidedBy', `[${owing}, ${other}]`);
  const isBlock =
    file.snapshot.text.slice(0, behind).trimEnd().lastIndexOf('- ') > file.snapshot.text.lastIndexOf('[', behind);
  if (isBlock) return [];
  return [
    {
      title: `Decided by "${owing}" and "${other}"`,
      edits: [{ span: { start: behind, end: behind }, newText: `, ${other}` }],
    },
  ];
}

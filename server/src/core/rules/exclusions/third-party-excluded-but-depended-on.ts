// third-party-excluded-but-depended-on: an objective leaves out the failures of what it stands on.
// It must never speak of a dependency that only degrades, or has a second one beside it.

import { exclusionOf, owedByOf } from '../../model/queries';
import type { Dependency, Exclusion, SlaModel } from '../../model/sla';
import { holdsWord, notLeftOut, partyNamedBy } from '../excluded';
import { defineRule } from '../rule';
import { message, quoted } from '../say';

export const thirdPartyExcludedButDependedOn = defineRule({
  id: 'third-party-excluded-but-depended-on',
  category: 'exclusions',
  lane: 'static',
  severity: 'warning',
  summary: 'An objective leaves out the failures of what it stands on.',
  why: 'The failures that are most likely are the ones that do not count.',
  bad: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { service: desk@nordhafen.example } }
  customer: { name: Bergland, role: customer, contacts: { service: it@bergland.example } }
  grid: { name: Stromnetz, role: third-party }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, excludes: [power], remedies: [report], reason: Kept in 2025 }
#                                                                            ^^^^^ "availability" excludes failures of "mains", which it stands on
exclusions:
  power: { kind: third-party-outage, what: Failures of the mains of Stromnetz, evidence: notice of the grid }
dependencies:
  mains: { party: grid, atLeast: 99.95 %, window: month, topology: serial, for: [availability] }
`,
  good: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { service: desk@nordhafen.example } }
  customer: { name: Bergland, role: customer, contacts: { service: it@bergland.example } }
  grid: { name: Stromnetz, role: third-party }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, excludes: [power], remedies: [report], reason: Kept in 2025 }
exclusions:
  power: { kind: third-party-outage, what: Failures of the mains of Stromnetz, evidence: notice of the grid }
dependencies:
  mains: { party: grid, atLeast: 99.95 %, window: month, topology: degraded-only, for: [availability] }
`,
  fixed: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { service: desk@nordhafen.example } }
  customer: { name: Bergland, role: customer, contacts: { service: it@bergland.example } }
  grid: { name: Stromnetz, role: third-party }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report], reason: Kept in 2025 }
exclusions:
  power: { kind: third-party-outage, what: Failures of the mains of Stromnetz, evidence: notice of the grid }
dependencies:
  mains: { party: grid, atLeast: 99.95 %, window: month, topology: serial, for: [availability] }
`,
  offIn: ['transcribe'],
  yieldsTo: ['unresolved-id'],
  *check({ file }) {
    const { model } = file;
    if (model.dependencies.length === 0) return;
    for (const objective of model.objectives)
      for (const excluded of objective.excludes) {
        const exclusion = exclusionOf(model, excluded.value);
        const below = exclusion === undefined ? undefined : dependencyOf(model, exclusion, objective.id);
        // A subcontractor of one's own is worse, and told where it is excluded.
        const engaged = model.parties.find(({ id }) => id === below?.party?.value)?.engagedBy?.value;
        if (below === undefined || (engaged !== undefined && engaged === owedByOf(model, objective))) continue;
        yield {
          span: excluded.span,
          message: message(
            `${quoted(objective.id, 24)} excludes failures of ${quoted(below.id, 24)}, which it stands on`,
          ),
          related: [{ span: below.idSpan, message: 'What it stands on' }],
          fixes: notLeftOut(file.snapshot.text, objective, exclusion?.id ?? ''),
        };
      }
  },
});

/** The serial dependency of an objective that an exclusion names. */
function dependencyOf(model: SlaModel, exclusion: Exclusion, objective: string): Dependency | undefined {
  if (exclusion.kind?.value !== 'third-party-outage') return undefined;
  const party = partyNamedBy(model, exclusion)?.id;
  return model.dependencies.find(
    (each) =>
      (each.topology === undefined || each.topology.value === 'serial') &&
      each.objectives.some(({ value }) => value === objective) &&
      ((party !== undefined && each.party?.value === party) || holdsWord(exclusion.what, each.id)),
  );
}

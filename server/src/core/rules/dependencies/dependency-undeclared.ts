// dependency-undeclared: failures of a third party are left out, and the agreement does not say that it rests on that party.
// It must never speak where the words of the exclusion name no party of the agreement.

import type { SlaFile } from '../../model/file';
import { entryOf, resolved } from '../../syntax/nodes';
import { insertFix } from '../edits';
import { excludedBy, partyNamedBy } from '../excluded';
import { hasLoss, lacks, rootMap } from '../facts';
import { defineRule, type Fix } from '../rule';
import { message, quoted } from '../say';

export const dependencyUndeclared = defineRule({
  id: 'dependency-undeclared',
  category: 'dependencies',
  lane: 'static',
  severity: 'information',
  summary: 'Failures of a third party are left out, and the agreement does not say that it rests on that party.',
  why: 'What the service stands on decides how much of it is promised at all.',
  bad: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { service: desk@nordhafen.example } }
  customer: { name: Bergland, role: customer, contacts: { service: it@bergland.example } }
  grid: { name: Stromnetz, role: third-party }
  water: { name: Wasserwerk, role: third-party }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, excludes: [power], remedies: [report], reason: Kept in 2025 }
exclusions:
  power: { kind: third-party-outage, party: grid, evidence: notice of the grid }
# ^^^^^ "power" excludes "grid", dependencies do not name it
dependencies:
  cooling: { party: water, topology: degraded-only, for: [availability] }
`,
  good: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { service: desk@nordhafen.example } }
  customer: { name: Bergland, role: customer, contacts: { service: it@bergland.example } }
  grid: { name: Stromnetz, role: third-party }
  water: { name: Wasserwerk, role: third-party }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, excludes: [power], remedies: [report], reason: Kept in 2025 }
exclusions:
  power: { kind: third-party-outage, party: grid, evidence: notice of the grid }
dependencies:
  cooling: { party: water, topology: degraded-only, for: [availability] }
  mains: { party: grid, topology: degraded-only, for: [availability] }
`,
  fixed: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { service: desk@nordhafen.example } }
  customer: { name: Bergland, role: customer, contacts: { service: it@bergland.example } }
  grid: { name: Stromnetz, role: third-party }
  water: { name: Wasserwerk, role: third-party }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, excludes: [power], remedies: [report], reason: Kept in 2025 }
exclusions:
  power: { kind: third-party-outage, party: grid, evidence: notice of the grid }
dependencies:
  cooling: { party: water, topology: degraded-only, for: [availability] }
  grid: { party: grid }
`,
  offIn: ['transcribe'],
  yieldsTo: ['exclusion-of-own-subcontractor', 'unused-definition', 'duplicate-key', 'invalid-id'],
  *check({ file }) {
    const { model } = file;
    const root = rootMap(file);
    if (root === undefined || hasLoss(file.tree)) return;
    const entry = entryOf(root, 'dependencies');
    if (entry === undefined ? !lacks(file, root, 'dependencies') : resolved(entry.value)?.kind !== 'map') return;
    // A dependency whose party cannot be read may be on any.
    if (model.dependencies.some(({ party }) => party === undefined)) return;
    for (const exclusion of model.exclusions) {
      const party = partyNamedBy(model, exclusion);
      if (party === undefined || party.role?.value !== 'third-party') continue;
      if (model.dependencies.some((each) => each.party?.value === party.id)) continue;
      if (excludedBy(model, exclusion).length === 0) continue;
      yield {
        span: exclusion.idSpan,
        message: message(`${quoted(exclusion.id, 24)} excludes ${quoted(party.id, 24)}, dependencies do not name it`),
        related: [{ span: party.idSpan, message: 'The party' }],
        fixes: declaring(file, party.id),
      };
    }
  },
});

/** Names the party among the dependencies, without a word on how it bears on what is promised. */
function declaring(file: SlaFile, party: string): readonly Fix[] {
  const root = rootMap(file);
  const value = root === undefined ? undefined : entryOf(root, 'dependencies')?.value;
  const { text } = file.snapshot;
  if (value === undefined)
    return insertFix(text, root, 'dependencies', `{ ${party}: { party: ${party} } }`, ['responsibilities', 'claims']);
  if (value.kind !== 'map' || entryOf(value, party) !== undefined) return [];
  return insertFix(text, value, party, `{ party: ${party} }`);
}

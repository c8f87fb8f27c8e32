// exclusion-of-own-subcontractor: who owes leaves out the failures of a party that it has engaged itself.
// It must never speak where several parties owe what leaves the exclusion out.

import { excludedBy, owingParty, partyNamedBy, removalOf } from '../excluded';
import { defineRule } from '../rule';
import { message, quoted } from '../say';

export const exclusionOfOwnSubcontractor = defineRule({
  id: 'exclusion-of-own-subcontractor',
  category: 'exclusions',
  lane: 'static',
  severity: 'error',
  summary: 'Who owes leaves out the failures of a party that it has engaged itself.',
  why: 'Whoever chooses a subcontractor answers for it; the customer has nobody else to turn to.',
  bad: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { service: desk@nordhafen.example } }
  customer: { name: Bergland, role: customer, contacts: { service: it@bergland.example } }
  cloud: { name: Wolkenwerk, role: third-party, engagedBy: provider }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, excludes: [cloud-down], remedies: [report], reason: Kept in 2025 }
exclusions:
  cloud-down: { kind: third-party-outage, party: cloud, evidence: status page }
# ^^^^^^^^^^ "provider" excludes failures of "cloud", which it engaged
`,
  good: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { service: desk@nordhafen.example } }
  customer: { name: Bergland, role: customer, contacts: { service: it@bergland.example } }
  cloud: { name: Wolkenwerk, role: third-party, engagedBy: customer }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, excludes: [cloud-down], remedies: [report], reason: Kept in 2025 }
exclusions:
  cloud-down: { kind: third-party-outage, party: cloud, evidence: status page }
dependencies:
  cloud: { party: cloud, topology: degraded-only, for: [availability] }
`,
  fixed: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { service: desk@nordhafen.example } }
  customer: { name: Bergland, role: customer, contacts: { service: it@bergland.example } }
  cloud: { name: Wolkenwerk, role: third-party, engagedBy: provider }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  yieldsTo: ['duplicate-key', 'invalid-id'],
  *check({ file }) {
    const { model } = file;
    for (const exclusion of model.exclusions) {
      const party = partyNamedBy(model, exclusion);
      const owing = owingParty(model, exclusion);
      if (party === undefined || owing === undefined || party.engagedBy?.value !== owing) continue;
      const [objective] = excludedBy(model, exclusion);
      yield {
        span: exclusion.idSpan,
        message: message(`${quoted(owing, 24)} excludes failures of ${quoted(party.id, 24)}, which it engaged`),
        related: [
          { span: party.engagedBy.span, message: 'Engaged here' },
          ...(objective === undefined ? [] : [{ span: objective.idSpan, message: 'What it is left out of' }]),
        ],
        fixes: removalOf(file.snapshot.text, exclusion, excludedBy(model, exclusion)),
      };
    }
  },
});

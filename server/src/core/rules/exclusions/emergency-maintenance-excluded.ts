// emergency-maintenance-excluded: any outage can be called emergency work, and then costs nothing.
// It must never speak of an objective whose miss is not paid for.

import { placeholder } from '../../schema/mend';
import { insertFix } from '../edits';
import { lacks, ownMap } from '../facts';
import { isBacked } from '../credits';
import { excludedBy } from '../excluded';
import { defineRule } from '../rule';

export const emergencyMaintenanceExcluded = defineRule({
  id: 'emergency-maintenance-excluded',
  category: 'exclusions',
  lane: 'static',
  severity: 'warning',
  summary: 'Any outage can be called emergency work, and then costs nothing.',
  why: 'The repair of an outage is emergency work: what is promised is left out by the failure itself.',
  bad: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, excludes: [emergency], remedies: [credits], reason: Kept in 2025 }
remedies:
  credits: { kind: service-credit, of: Monthly Fee, tiers: [{ below: 99.9 %, credit: 10 % }], cap: 10 % per month }
exclusions:
  emergency: { kind: emergency-maintenance, evidence: change log, decidedBy: [provider, customer] }
# ^^^^^^^^^ Any outage can be called emergency work
`,
  good: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, excludes: [emergency], remedies: [credits], reason: Kept in 2025 }
remedies:
  credits: { kind: service-credit, of: Monthly Fee, tiers: [{ below: 99.9 %, credit: 10 % }], cap: 10 % per month }
exclusions:
  emergency: { kind: emergency-maintenance, evidence: change log, decidedBy: [provider, customer], limit: 30 min per month }
`,
  fixed: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, excludes: [emergency], remedies: [credits], reason: Kept in 2025 }
remedies:
  credits: { kind: service-credit, of: Monthly Fee, tiers: [{ below: 99.9 %, credit: 10 % }], cap: 10 % per month }
exclusions:
  emergency: { kind: emergency-maintenance, evidence: change log, decidedBy: [provider, customer], limit: TODO }
`,
  offIn: ['transcribe'],
  yieldsTo: ['duplicate-key', 'invalid-id'],
  *check({ file }) {
    const { model } = file;
    for (const exclusion of model.exclusions) {
      if (exclusion.kind?.value !== 'emergency-maintenance' || !lacks(file, exclusion.map, 'limit')) continue;
      const paid = excludedBy(model, exclusion).find((objective) => isBacked(model, objective));
      if (paid === undefined) continue;
      yield {
        span: exclusion.idSpan,
        message: 'Any outage can be called emergency work',
        related: [{ span: paid.idSpan, message: 'What is paid for' }],
        fixes: insertFix(file.snapshot.text, ownMap(exclusion), 'limit', placeholder),
      };
    }
  },
});

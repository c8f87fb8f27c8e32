// underpinning-claim-later: a claim may still come in when the time to claim from the supplier below is over.
// It must never compare times that run from different events, nor speak where credits need no claim.

import type { SlaFile } from '../../model/file';
import type { Claims, Objective, SlaModel } from '../../model/sla';
import type { Duration, Quantity } from '../../scalars/quantity';
import { entryOf } from '../../syntax/nodes';
import { replaceScalar, scalarAt } from '../edits';
import { rootMap } from '../facts';
import { creditsOf } from '../credits';
import { isLonger, type Timed } from '../durations';
import { defineRule, type Fix } from '../rule';
import { amount, message, quoted } from '../say';
import { byObjective, underpinningsOf } from '../underpinning';

/** Events from which a time begins no earlier, or no later, than at the end of a window. */
const fromTheEnd: readonly (string | undefined)[] = [undefined, 'window-end', 'report', 'invoice'];
const untilTheEnd: readonly (string | undefined)[] = [undefined, 'window-end', 'event'];

export const underpinningClaimLater = defineRule({
  id: 'underpinning-claim-later',
  category: 'dependencies',
  lane: 'project',
  severity: 'warning',
  summary: 'A claim may still come in when the time to claim from the supplier below is over.',
  why: 'Whoever is asked on the last day pays for a failure that it can no longer pass on.',
  bad: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { noc: noc@provider.example } }
  customer: { name: Bergland, role: customer, contacts: { noc: noc@customer.example } }
  cloud: { name: Cloud, role: third-party, engagedBy: provider }
objectives:
  availability: { metric: uptime, atLeast: 99.5 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits: { kind: service-credit, of: Monthly Fee, tiers: [{ below: 99.5 %, credit: 10 % }], cap: 10 % per month }
claims: { by: customer, within: 90 d }
dependencies:
  backup: { party: cloud, agreement: cloud.sla.yaml, objective: backup, for: [availability] }
# ^^^^^^ Claims reach you within 90 d; from "backup" you can claim within 30 d only
`,
  good: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { noc: noc@provider.example } }
  customer: { name: Bergland, role: customer, contacts: { noc: noc@customer.example } }
  cloud: { name: Cloud, role: third-party, engagedBy: provider }
objectives:
  availability: { metric: uptime, atLeast: 99.5 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits: { kind: service-credit, of: Monthly Fee, tiers: [{ below: 99.5 %, credit: 10 % }], cap: 10 % per month }
claims: { by: customer, within: 30 d }
dependencies:
  backup: { party: cloud, agreement: cloud.sla.yaml, objective: backup, for: [availability] }
`,
  fixed: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { noc: noc@provider.example } }
  customer: { name: Bergland, role: customer, contacts: { noc: noc@customer.example } }
  cloud: { name: Cloud, role: third-party, engagedBy: provider }
objectives:
  availability: { metric: uptime, atLeast: 99.5 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits: { kind: service-credit, of: Monthly Fee, tiers: [{ below: 99.5 %, credit: 10 % }], cap: 10 % per month }
claims: { by: customer, within: 30 d }
dependencies:
  backup: { party: cloud, agreement: cloud.sla.yaml, objective: backup, for: [availability] }
`,
  yieldsTo: ['duplicate-key', 'invalid-id'],
  *check({ project, file }) {
    const { model } = file;
    const own = model.claims;
    if (own?.within === undefined || !fromTheEnd.includes(own.after?.value)) return;
    const told = new Set<SlaFile>();
    for (const [objective, below] of byObjective(file, underpinningsOf(project, file))) {
      if (!isClaimed(model, objective)) continue;
      for (const { dependency, other, objective: promised, topology } of below) {
        if (other === undefined || promised === undefined || told.has(other)) continue;
        const theirs = other.model.claims;
        if (topology === undefined || topology === 'degraded-only' || !isClaimed(other.model, promised)) continue;
        if (theirs?.within === undefined || !untilTheEnd.includes(theirs.after?.value)) continue;
        const [asked, asking] = [timed(own, own.within.value), timed(theirs, theirs.within.value)];
        if (!isLonger(model, asked, asking, other.model)) continue;
        told.add(other);
        yield {
          span: dependency.idSpan,
          message: message(
            `Claims reach you within ${amount(own.within.value, 18)}; from ${quoted(dependency.id, 20)} you can claim within ${amount(theirs.within.value, 18)} only`,
          ),
          related: [{ span: own.within.span, message: 'The time in which you can be asked' }],
          fixes: shortened(file, theirs.within.value),
        };
      }
    }
  },
});

/** Whether an objective pays credits that have to be claimed. */
function isClaimed(model: SlaModel, objective: Objective): boolean {
  const automatic = model.claims?.automatic ?? false;
  if (automatic === true || creditsOf(model, objective).length === 0) return false;
  return automatic === false || !automatic.some(({ value }) => value === objective.id);
}

/** Lets claims come in no later than they can be passed on; business time would need a calendar of this agreement. */
function shortened(file: SlaFile, within: Duration): readonly Fix[] {
  const root = rootMap(file);
  const claims = root === undefined ? undefined : entryOf(root, 'claims')?.value;
  const node = claims?.kind === 'map' && !within.business ? scalarAt(claims, 'within') : undefined;
  const fix = node === undefined ? undefined : replaceScalar(node, amount(within));
  return fix === undefined ? [] : [fix];
}

function timed({ calendar }: Claims, quantity: Quantity): Timed {
  return { quantity, calendar: calendar?.value };
}

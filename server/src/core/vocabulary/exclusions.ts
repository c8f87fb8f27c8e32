// The kinds of exclusions: reasons for which time or records leave the numerator and the denominator.
// It must never say how much is excluded; notice, slot and limit of the agreement do.

import type { Word } from './kinds';

export const exclusionKinds = [
  { id: 'scheduled-maintenance', docs: 'Planned work that was announced ahead of time.' },
  { id: 'emergency-maintenance', docs: 'Urgent work that could not be announced as planned work is.' },
  {
    id: 'force-majeure',
    docs: 'Events that nobody could have foreseen or prevented, such as a flood or an order of an authority.',
  },
  {
    id: 'customer-caused',
    docs: 'Failures that the customer caused, such as a lack of site access or a wrong configuration.',
  },
  { id: 'third-party-outage', docs: 'Failures of somebody who is neither provider nor customer.' },
  { id: 'network-outside', docs: 'Failures of networks beyond the point of measurement.' },
  { id: 'over-limit-use', docs: 'Use above the agreed limits.' },
  { id: 'beta-feature', docs: 'Functions that are offered as a trial without a promise.' },
  { id: 'suspended-account', docs: 'Time in which the account was suspended, for example for unpaid fees.' },
  { id: 'security-action', docs: 'Measures that were taken to protect the service.' },
  { id: 'out-of-scope', docs: 'Records or time that the agreement does not cover at all.' },
] as const satisfies readonly Word[];

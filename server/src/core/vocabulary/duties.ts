// The standard duties that an agreement shares out, and the fields that say who does what and until when.
// It must never close the set of duties: any other id is allowed, these are what completion and rules know.

import type { Word } from './kinds';

export const standardDuties = [
  { id: 'measure', docs: 'Measures the values and keeps the record of them.' },
  { id: 'verify', docs: 'Checks the measurements of the other side.' },
  { id: 'publish-report', docs: 'Publishes the report of each period.' },
  { id: 'report-faults', docs: 'Reports a fault as soon as it is noticed, so that the clock can start.' },
  { id: 'detect-faults', docs: 'Watches the service and finds faults without waiting for a report.' },
  { id: 'acknowledge-faults', docs: 'Confirms that a report of a fault has arrived and is being worked on.' },
  { id: 'notify-faults', docs: 'Tells the other side of a fault that it has not noticed itself.' },
  { id: 'restore', docs: 'Makes the service work again after a fault.' },
  { id: 'root-cause-analysis', docs: 'Finds and reports the cause of a fault after it was mended.' },
  { id: 'announce-maintenance', docs: 'Announces planned work ahead of time.' },
  { id: 'pay-fees', docs: 'Pays the fees of the service.' },
  { id: 'pay-credits', docs: 'Pays or grants the credits that a miss earns.' },
  { id: 'grant-site-access', docs: 'Lets the people who repair onto the site.' },
  { id: 'power-and-space', docs: 'Provides power, cooling and space for equipment.' },
  { id: 'maintain-data-rate', docs: 'Keeps the promised data rate, in each direction.' },
  { id: 'stay-within-limits', docs: 'Keeps use within the agreed limits.' },
  { id: 'provide-contacts', docs: 'Names contacts and keeps them current.' },
  { id: 'approve-changes', docs: 'Decides on changes that the other side asks for.' },
  { id: 'escalate', docs: 'Takes a problem to the next level when the normal way does not help.' },
  { id: 'review-agreement', docs: 'Reviews the agreement and its targets at the agreed times.' },
  { id: 'security-notification', docs: 'Tells the other side of a security incident.' },
  { id: 'backup', docs: 'Makes backups and proves that they can be restored.' },
  { id: 'return-data', docs: 'Hands the data back at the end of the agreement.' },
] as const satisfies readonly Word[];

export const dutyFields = [
  {
    id: 'responsible',
    docs: 'The one party that does it, or a party for each direction such as upstream and downstream.',
  },
  { id: 'accountable', docs: 'The party that answers for it, where that is not the one that does it.' },
  { id: 'consulted', docs: 'Parties that are asked before it is done.' },
  { id: 'informed', docs: 'Parties that are told when it is done.' },
  { id: 'within', docs: 'The time limit, counted from the event that calls for the duty.' },
  { id: 'ahead', docs: 'How long before the event it must be done, such as an announcement of planned work.' },
  { id: 'every', docs: 'How often it is done: a window such as month, or a duration such as 1 min.' },
  { id: 'calendar', docs: 'The calendar in which business units of the time limit tick.' },
  { id: 'otherwise', docs: 'What follows when the duty is not done.' },
  { id: 'note', docs: 'A remark for the reader.' },
] as const satisfies readonly Word[];

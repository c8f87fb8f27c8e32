// duty-without-deadline: a duty that follows an event has no time limit.
// It must never speak of duties that have no event, nor where the limit may be misspelled.

import { insertFix } from '../edits';
import { lacks, ownMap } from '../facts';
import { defineRule } from '../rule';
import { message, quoted } from '../say';

/** The standard duties that an event calls for. */
const ofEvents: ReadonlySet<string> = new Set([
  ...['report-faults', 'acknowledge-faults', 'notify-faults', 'publish-report', 'root-cause-analysis'],
  ...['security-notification', 'return-data'],
]);

export const dutyWithoutDeadline = defineRule({
  id: 'duty-without-deadline',
  category: 'parties',
  lane: 'static',
  severity: 'information',
  summary: 'A duty that follows an event has no time limit.',
  why: 'Without a limit it is never late, and everything that waits for it is late.',
  bad: `responsibilities:
  measure: { responsible: provider }
  pay-fees: { responsible: customer }
  notify-faults: { responsible: provider }
# ^^^^^^^^^^^^^ "notify-faults" has no time limit
`,
  good: `responsibilities:
  measure: { responsible: provider }
  pay-fees: { responsible: customer }
  notify-faults: { responsible: provider, within: 30 min }
`,
  fixed: `responsibilities:
  measure: { responsible: provider }
  pay-fees: { responsible: customer }
  notify-faults: { responsible: provider, within: TODO }
`,
  offIn: ['transcribe'],
  yieldsTo: ['wrong-shape', 'duplicate-key'],
  *check({ file }) {
    for (const duty of file.model.responsibilities) {
      if (!ofEvents.has(duty.id) || !lacks(file, duty.map, 'within', 'every', 'ahead')) continue;
      yield {
        span: duty.idSpan,
        message: message(`${quoted(duty.id)} has no time limit`),
        fixes: insertFix(file.snapshot.text, ownMap(duty), 'within', 'TODO'),
      };
    }
  },
});

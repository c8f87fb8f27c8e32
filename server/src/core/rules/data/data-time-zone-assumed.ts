// data-time-zone-assumed: times in the data name no offset, and the source names no zone.
// It must never speak of a source that says its zone, nor before rows were read.

import { sourceOf } from '../../model/queries';
import { insertFix } from '../edits';
import { ownMap } from '../facts';
import { defineRule } from '../rule';
import { message } from '../say';

export const dataTimeZoneAssumed = defineRule({
  id: 'data-time-zone-assumed',
  category: 'data',
  lane: 'measured',
  severity: 'warning',
  summary: 'Times in the data name no offset, and the source names no zone.',
  why: 'Read in another zone, an outage moves into another month, or into the night that a calendar leaves out.',
  bad: `data:
  minutes: { file: minutes.csv }
# ^^^^^^^ Times without offset are read as Europe/Berlin
metrics:
  uptime: { type: availability, data: minutes }
`,
  good: `data:
  minutes: { file: minutes.csv, timeZone: Europe/Berlin }
metrics:
  uptime: { type: availability, data: minutes }
`,
  fixed: `data:
  minutes: { file: minutes.csv, timeZone: Europe/Berlin }
metrics:
  uptime: { type: availability, data: minutes }
`,
  yieldsTo: ['data-bad-rows'],
  *check({ file, data }) {
    const zone = file.model.timeZone?.value ?? 'UTC';
    for (const { source, isZoneAssumed } of data.measured?.sources ?? []) {
      const declared = sourceOf(file.model, source);
      if (!isZoneAssumed || declared === undefined || declared.timeZone !== undefined) continue;
      yield {
        span: declared.idSpan,
        message: message(`Times without offset are read as ${zone}`),
        fixes: insertFix(file.snapshot.text, ownMap(declared), 'timeZone', zone, ['file']),
      };
    }
  },
});

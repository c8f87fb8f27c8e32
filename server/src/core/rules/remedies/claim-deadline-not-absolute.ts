// claim-deadline-not-absolute: nobody can compute the last day of a claim.
// It must never speak of a date, nor where a duration is stated beside the words.

import type { SlaFile } from '../../model/file';
import { reader } from '../../model/reader';
import type { Claims } from '../../schema/types.generated';
import { parseInstant } from '../../scalars/words';
import { resolved, type MapNode } from '../../syntax/nodes';
import { fixOf, replaceScalar, scalarAt } from '../edits';
import { lacks, rootMap } from '../facts';
import { defineRule, type Fix } from '../rule';
import { message, quoted } from '../say';

export const claimDeadlineNotAbsolute = defineRule({
  id: 'claim-deadline-not-absolute',
  category: 'remedies',
  lane: 'static',
  severity: 'information',
  summary: 'Nobody can compute the last day of a claim.',
  why: 'Both sides then name a day of their own, and it is the one who pays that is believed.',
  bad: `claims: { by: customer, until: end of the second billing cycle }
#                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "end of the second billing cycle" is not a date one can compute
`,
  good: `claims: { by: customer, within: 60 d }
`,
  fixed: `claims: { by: customer, within: 60 d }
`,
  offIn: ['transcribe'],
  *check({ file }) {
    const map = claimsMap(file);
    const read = reader<Claims>(map);
    const [until, after] = [read.text('until'), read.text('after')];
    if (until !== undefined && until.value !== '' && lacks(file, map, 'within') && !parseInstant(until.value).ok)
      yield {
        span: until.span,
        message: message(`${quoted(until.value, 40)} is not a date one can compute`),
        fixes: inDays(map),
      };
    if (after?.value === 'awareness')
      yield {
        span: after.span,
        message: 'Nobody can compute when a party learnt of a miss',
        fixes: fromTheWindow(map),
      };
  },
});

function claimsMap(file: SlaFile): MapNode | undefined {
  const claims = resolved(rootMap(file)?.entries.find(({ key }) => key.text === 'claims')?.value);
  return claims?.kind === 'map' ? claims : undefined;
}

/** A number of days, as most papers have it, in the place of the words. */
function inDays(map: MapNode | undefined): readonly Fix[] {
  const entry = map?.entries.find(({ key }) => key.text === 'until');
  const value = entry?.value;
  if (entry === undefined || value?.kind !== 'scalar' || value.style === 'block') return [];
  const span = { start: entry.key.span.start, end: value.span.end };
  return fixOf('Write "within: 60 d"', { span, newText: 'within: 60 d' });
}

function fromTheWindow(map: MapNode | undefined): readonly Fix[] {
  const node = scalarAt(map, 'after');
  const fix = node === undefined ? undefined : replaceScalar(node, 'window-end');
  return fix === undefined ? [] : [fix];
}

// downtime-definition-missing: availability is promised, and nothing says when the service is down.
// It must never speak where records are attached, which say it by their columns.

import { metricType } from '../../vocabulary/metrics/index';
import { placeholder } from '../../schema/mend';
import { entryOf, resolved } from '../../syntax/nodes';
import type { SlaFile } from '../../model/file';
import { insertFix } from '../edits';
import { lacks, rootMap } from '../facts';
import { withFixes } from '../fixes';
import { defineRule, type Fix } from '../rule';
import { message, quoted } from '../say';
import { saysWhenDown } from '../terms';

export const downtimeDefinitionMissing = defineRule({
  id: 'downtime-definition-missing',
  category: 'metrics',
  lane: 'static',
  severity: 'warning',
  summary: 'Availability is promised, and nothing says when the service is down.',
  why: 'Slow, half broken, down for some: each month the two sides would have to agree on it anew.',
  bad: `purpose: Says how available the shop is in a Business Hour
metrics:
  uptime: { type: availability, measuredAt: public edge }
# ^^^^^^ "uptime" does not say when the service is down
glossary:
  Business Hour: An hour in which the shop is open
`,
  good: `purpose: Says how available the shop is in a Business Hour
metrics:
  uptime: { type: availability, measuredAt: public edge }
glossary:
  Business Hour: An hour in which the shop is open
  Downtime: Time in which more than one order in twenty fails
`,
  fixed: `purpose: Says how available the shop is in a Business Hour
metrics:
  uptime: { type: availability, measuredAt: public edge }
glossary:
  Business Hour: An hour in which the shop is open
  Downtime: TODO
`,
  offIn: ['transcribe'],
  yieldsTo: ['duplicate-key', 'invalid-id', 'metric-type-unknown', 'parameter-missing', 'unused-definition'],
  readsBeside: ['kind', 'glossary'],
  *checkClause({ file, metrics }) {
    const kind = file.model.kind?.value;
    if (kind !== 'customer' && kind !== 'internal') return;
    if (!isUndefined(file)) return;
    for (const metric of metrics) {
      const fold = metricType(metric.type?.value)?.fold;
      if (fold?.kind !== 'downtime' || fold.value !== 'availability') continue;
      if (!lacks(file, metric.map, 'downWhen', 'data', 'columns', 'formula')) continue;
      const found = {
        span: metric.idSpan,
        message: message(`${quoted(metric.id, 40)} does not say when the service is down`),
      };
      yield withFixes(found, () => fixesOf(file));
    }
  },
});

const undefinedIn = new WeakMap<SlaFile, boolean>();

/** Whether no term of the glossary says what downtime is; found out once for all metrics. */
function isUndefined(file: SlaFile): boolean {
  let known = undefinedIn.get(file);
  if (known === undefined) {
    known = !file.model.glossary.some(({ term }) => saysWhenDown(term)) && lacksGlossarySurely(file) === true;
    undefinedIn.set(file, known);
  }
  return known;
}

/** Whether the whole glossary could be read: one that was lost may have the term. */
function lacksGlossarySurely(file: SlaFile): true | undefined {
  const root = rootMap(file);
  const entry = root === undefined ? undefined : entryOf(root, 'glossary');
  if (root === undefined) return undefined;
  if (entry === undefined) return lacks(file, root, 'glossary') ? true : undefined;
  const map = resolved(entry.value);
  return map?.kind === 'map' && lacks(file, map, 'Downtime') ? true : undefined;
}

/** A term that is still to be defined. */
function fixesOf(file: SlaFile): readonly Fix[] {
  const root = rootMap(file);
  const glossary = root === undefined ? undefined : entryOf(root, 'glossary')?.value;
  if (glossary?.kind === 'map') return insertFix(file.snapshot.text, glossary, 'Downtime', placeholder);
  return glossary === undefined
    ? insertFix(file.snapshot.text, root, 'glossary', `{ Downtime: ${placeholder} }`, [
        'remedies',
        'dependencies',
        'references',
      ])
    : [];
}

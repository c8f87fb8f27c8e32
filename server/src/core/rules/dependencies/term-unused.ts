// term-unused: a term is defined, and no text of the agreement uses it.
// It must never call a term unused that people have shortened to its last word.

import type { Metric } from '../../model/sla';
import { removeEntry } from '../edits';
import { hasLoss, rootMap } from '../facts';
import { defineRule } from '../rule';
import { message, quoted } from '../say';
import { hasWord, saysWhenDown } from '../terms';
import { metricType } from '../../vocabulary/metrics/index';
import { entryOf, resolved } from '../../syntax/nodes';

export const termUnused = defineRule({
  id: 'term-unused',
  category: 'dependencies',
  lane: 'static',
  severity: 'hint',
  summary: 'A term is defined, and no text of the agreement uses it.',
  why: 'A definition without a use is the rest of a promise that was taken out, or of one that was forgotten.',
  bad: `glossary:
  Downtime: Time in which no order can be placed
  Reseller: A company that sells on what it buys
# ^^^^^^^^ "Reseller" is defined, not used
`,
  good: `glossary:
  Downtime: Time in which no order can be placed by a reseller
  Reseller: A company that sells on what it buys
`,
  fixed: `glossary:
  Downtime: Time in which no order can be placed
`,
  yieldsTo: ['duplicate-key', 'missing-key'],
  *check({ file }) {
    const { model, tree, snapshot } = file;
    const root = rootMap(file);
    const section = root === undefined ? undefined : resolved(entryOf(root, 'glossary')?.value);
    if (section?.kind !== 'map' || hasLoss(tree)) return;
    for (const { term, span } of model.glossary) {
      const last = term.match(/[\p{L}\p{N}]+/gu)?.at(-1);
      const entry = section.entries.find(({ key }) => key.span.start === span.start);
      if (last === undefined || entry === undefined || hasWord(snapshot.text, last, entry.span)) continue;
      if (saysWhenDown(term) && model.metrics.some(isOfFailures)) continue;
      const edit = removeEntry(snapshot.text, entry);
      yield {
        span,
        message: message(`${quoted(term, 50)} is defined, not used`),
        isUnnecessary: true,
        fixes: edit === undefined ? [] : [{ title: `Remove ${quoted(term)}`, edits: [edit] }],
      };
    }
  },
});

/** Whether a metric tells when something was down or how it failed. */
function isOfFailures({ type }: Metric): boolean {
  const family = metricType(type?.value)?.family;
  return family === 'availability' || family === 'reliability' || family === 'composite';
}

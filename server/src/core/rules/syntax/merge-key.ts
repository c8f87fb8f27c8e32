// merge-key: a map is to be merged into another, which YAML 1.2 does not know and this language does not do.
// It must never speak of two angle brackets in a text.

import { findAt } from '../../syntax/find';
import { resolved, type Entry, type MapNode } from '../../syntax/nodes';
import { newlineOf, startOfLine } from '../../text/lines';
import { fixOf, removeEntry } from '../edits';
import { withFixes } from '../fixes';
import { defineRule, type Fix } from '../rule';

export const mergeKey = defineRule({
  id: 'merge-key',
  category: 'syntax',
  lane: 'static',
  severity: 'warning',
  summary: 'A map is to be merged into another, and is not.',
  why: 'Readers of YAML differ on merging, so that a filter or a bound would hold for one of them and not for the other.',
  bad: `metrics:
  base: &base { type: availability, measuredBy: provider }
  uptime: { <<: *base, type: availability }
#           ^^ "<<" is not merged; write the keys out
`,
  good: `metrics:
  base: { type: availability, measuredBy: provider }
  uptime: { type: availability, measuredBy: provider }
`,
  fixed: `metrics:
  base: &base { type: availability, measuredBy: provider }
  uptime: { measuredBy: provider, type: availability }
`,
  *check({ file }) {
    const { text } = file.tree;
    for (let at = text.indexOf('<<'); at >= 0; at = text.indexOf('<<', at + 2)) {
      const { node, isKey } = findAt(file.tree, at);
      if (!isKey || node?.kind !== 'scalar' || node.text !== '<<') continue;
      const { parent } = node;
      const found = { span: node.span, message: '"<<" is not merged; write the keys out' };
      yield withFixes(found, () => (parent?.kind === 'entry' ? writtenOut(text, parent) : []));
    }
  },
});

/**
 * The keys that would be merged in the place of the merge key, without those that the map has already. None where a value has more
 * than one line or a name of its own, which would then stand twice.
 */
function writtenOut(text: string, entry: Entry): readonly Fix[] {
  const { parent: map } = entry;
  const merged = resolved(entry.value);
  if (merged?.kind !== 'map' || entry.value === merged) return [];
  const own = new Set(map.entries.map(({ key }) => key.text));
  const missing = merged.entries
    .filter(({ key }) => !own.has(key.text))
    .map(({ span }) => text.slice(span.start, span.end));
  if (missing.length === 0) return fixOf('Remove "<<"', removeEntry(text, entry));
  if (missing.some((each) => /[\n\r&]/.test(each))) return [];
  const title = `Write out ${missing.length === 1 ? 'the key' : `the ${missing.length} keys`}`;
  return fixOf(title, { span: entry.span, newText: missing.join(separatorIn(text, map, entry)) });
}

function separatorIn(text: string, { flow }: MapNode, entry: Entry): string {
  if (flow) return ', ';
  const { start } = entry.key.span;
  return newlineOf(text) + ' '.repeat(start - startOfLine(text, start));
}

// duplicate-key: a key stands twice in one map.
// It must never compare keys of different maps, nor remove one of two that differ.

import type { SlaFile } from '../../model/file';
import { findAt } from '../../syntax/find';
import type { Entry } from '../../syntax/nodes';
import { lineTable, positionAt } from '../../text/lines';
import { fixOf, removeEntry } from '../edits';
import type { Place } from '../../schema/walk';
import { defineRule, type Fix } from '../rule';
import { quoted } from '../say';

export const duplicateKey = defineRule({
  id: 'duplicate-key',
  category: 'syntax',
  lane: 'static',
  severity: 'error',
  summary: 'A key stands twice in one map.',
  why: 'One reader takes the first, another the last, so the same text promises two things.',
  bad: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { noc: noc@provider.example } }
  customer: { name: Bergland, role: customer, role: customer, contacts: { noc: noc@customer.example } }
#                                             ^^^^ "role" is already defined on line 3
`,
  good: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { noc: noc@provider.example } }
  customer: { name: Bergland, role: customer, contacts: { noc: noc@customer.example } }
`,
  fixed: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { noc: noc@provider.example } }
  customer: { name: Bergland, role: customer, contacts: { noc: noc@customer.example } }
`,
  *check(input) {
    const { file } = input;
    const problems = file.tree.problems.filter(({ kind }) => kind === 'duplicate-key');
    if (problems.length === 0) return;
    const lines = lineTable(file.snapshot.text);
    for (const { span, message, related } of problems) {
      if (related === undefined) continue;
      yield {
        span,
        message: `${quoted(message, 40)} is already defined on line ${positionAt(lines, related.start).line + 1}`,
        related: [{ span: related, message: 'The first one' }],
        fixes: fixesOf(file, input.places, span.start, related.start),
      };
    }
  },
});

/** What can be done without losing anything: take out one that says the same, or give another id. */
function fixesOf(file: SlaFile, places: readonly Place[], at: number, first: number): readonly Fix[] {
  const [again, before] = [findAt(file.tree, at).entry, findAt(file.tree, first).entry];
  if (again === undefined || before === undefined || again.parent !== before.parent) return [];
  const { text } = file.snapshot;
  if (contentOf(text, again) === contentOf(text, before))
    return fixOf('Remove the second one', removeEntry(text, again));
  const defines = places.find((place) => place.kind === 'definition' && place.entry === before);
  if (defines?.kind !== 'definition' || !/^[a-z][a-z0-9-]*$/.test(again.key.text)) return [];
  // Something that only references make useful would be reported as not used under its new id.
  if (!['objective', 'goal', 'dependency', 'party', 'service', 'duty', 'reference'].includes(defines.defines))
    return [];
  const taken = new Set(again.parent.entries.map(({ key }) => key.text));
  let count = 2;
  while (taken.has(`${again.key.text}-${count}`)) count++;
  const id = `${again.key.text}-${count}`;
  return fixOf(`Rename to "${id}"`, { span: again.key.span, newText: id });
}

function contentOf(text: string, entry: Entry): string {
  return text.slice(entry.key.span.end, entry.span.end).replace(/\s+/g, ' ').trim();
}

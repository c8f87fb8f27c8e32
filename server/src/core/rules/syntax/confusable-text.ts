// confusable-text: an id, a key or a name holds signs that nobody sees, or letters that only look like those of the word.
// It must never speak of prose, nor of a name that is written in another script as a whole.

import type { SlaFile } from '../../model/file';
import { findAt } from '../../syntax/find';
import { resolved, type ScalarNode } from '../../syntax/nodes';
import { codePointOf, confusablesIn, suspectsIn } from '../confusable';
import { defineRule, type RuleInput } from '../rule';
import { message, quoted } from '../say';

/** More suspects than this are not looked at: a text with so many is written in another script. */
const maximumSuspects = 5_000;

export const confusableText = defineRule({
  id: 'confusable-text',
  category: 'syntax',
  lane: 'static',
  severity: 'warning',
  summary: 'An id, a key or a name holds signs that nobody sees, or letters that only look like those of the word.',
  why: 'Two names that look the same are two names: whoever reads one of them means the other.',
  bad: `services:
  orders: { name: Orders }
parties:
  provider: { name: N\u043erdhafen, role: provider, contacts: { service: desk@nordhafen.example } }
#                   ^^^^^^^^^ Cyrillic letter in "N\u043erdhafen": U+043E
  customer: { name: Bergland, role: customer, contacts: { service: it@bergland.example } }
`,
  good: `services:
  orders: { name: Orders }
parties:
  provider: { name: Nordhafen, role: provider, contacts: { service: desk@nordhafen.example } }
  customer: { name: \u0411\u0435\u0440\u0433\u043b\u0430\u043d\u0434, role: customer, contacts: { service: it@bergland.example } }
`,
  fixed: `services:
  orders: { name: Orders }
parties:
  provider: { name: Nordhafen, role: provider, contacts: { service: desk@nordhafen.example } }
  customer: { name: Bergland, role: customer, contacts: { service: it@bergland.example } }
`,
  yieldsTo: ['yaml-syntax', 'duplicate-key'],
  *check(input) {
    const { file } = input;
    const seen = new Set<ScalarNode>();
    let count = 0;
    for (const offset of suspectsIn(file.tree.text)) {
      if (++count > maximumSuspects) return;
      const node = tokenAt(input, file, offset);
      if (node === undefined || seen.has(node)) continue;
      seen.add(node);
      const written = file.tree.text.slice(node.span.start, node.span.end);
      const [first, ...rest] = confusablesIn(written);
      if (first === undefined) continue;
      const all = [first, ...rest];
      yield {
        span: node.span,
        message: message(`${first.what} in ${quoted(node.text, 40)}: ${codePointOf(first.sign)}`),
        fixes: [
          {
            title: all.every(({ plain }) => plain === '') ? 'Remove the hidden signs' : 'Write it in Latin letters',
            edits: all.map(({ start, sign, plain }) => ({
              span: { start: node.span.start + start, end: node.span.start + start + sign.length },
              newText: plain,
            })),
          },
        ],
      };
    }
  },
});

/** The key, id, reference or name at an offset; undefined for comments, prose and all else. */
function tokenAt(input: RuleInput, file: SlaFile, offset: number): ScalarNode | undefined {
  const { entry, path } = findAt(file.tree, offset);
  if (entry === undefined) return undefined;
  const isIn = ({ span }: ScalarNode): boolean => span.start <= offset && offset < span.end;
  if (isIn(entry.key)) return entry.key;
  const value = resolved(entry.value);
  const [section, , key] = path;
  if (value?.kind === 'scalar' && isIn(value) && key === 'name' && (section === 'parties' || section === 'services'))
    return value;
  const place = input.places.find(
    (each) => each.kind === 'value' && each.ref !== undefined && isIn(each.node) && each.span === each.node.span,
  );
  return place?.kind === 'value' ? place.node : undefined;
}

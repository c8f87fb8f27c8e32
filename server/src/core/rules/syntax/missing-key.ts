// missing-key: a key that the language needs is absent.
// It must never speak where the key may be misspelled or lost in text that YAML cannot read.

import { placeholder } from '../../schema/mend';
import type { ValuePlace } from '../../schema/walk';
import { shapeYields } from '../shape';
import { defineRule } from '../rule';
import { quoted } from '../say';

export const missingKey = defineRule({
  id: 'missing-key',
  category: 'syntax',
  lane: 'static',
  severity: 'error',
  summary: 'A key that the language needs is absent, or its text is still to be written.',
  why: 'What is left out cannot be judged, and each side will fill it in differently.',
  bad: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { noc: noc@provider.example } }
  customer: { name: Bergland, contacts: { noc: noc@customer.example } }
# ^^^^^^^^ A party needs "role"
`,
  good: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { noc: noc@provider.example } }
  customer: { name: Bergland, role: customer, contacts: { noc: noc@customer.example } }
`,
  fixed: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { noc: noc@provider.example } }
  customer: { name: Bergland, role: TODO, contacts: { noc: noc@customer.example } }
`,
  readsBeside: [],
  *check({ file }) {
    yield* shapeYields(file, 'missing-key');
  },
  *checkClause({ places }) {
    for (const place of places)
      if (place.kind === 'value' && isUnwritten(place))
        yield { span: place.span, message: `${quoted(String(place.trail?.step ?? ''), 40)} is still to be written` };
  },
});

/** Whether the placeholder of a fix still stands where any text would do; elsewhere the rule about the value speaks. */
function isUnwritten({ node, scalar, shape }: ValuePlace): boolean {
  const isFree = scalar === 'text' && shape.ref === undefined && shape.values === undefined && shape.isId !== true;
  return isFree && node.style === 'plain' && node.text === placeholder;
}

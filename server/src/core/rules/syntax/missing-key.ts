// missing-key: a key that the language needs is absent.
// It must never speak where the key may be misspelled or lost in text that YAML cannot read.

import { shapeYields } from '../shape';
import { defineRule } from '../rule';

export const missingKey = defineRule({
  id: 'missing-key',
  category: 'syntax',
  lane: 'static',
  severity: 'error',
  summary: 'A key that the language needs is absent.',
  why: 'What is left out cannot be judged, and each side will fill it in differently.',
  bad: `parties:
  provider: { name: Nordhafen, role: provider }
  customer: { name: Bergland }
# ^^^^^^^^ A party needs "role"
`,
  good: `parties:
  provider: { name: Nordhafen, role: provider }
  customer: { name: Bergland, role: customer }
`,
  fixed: `parties:
  provider: { name: Nordhafen, role: provider }
  customer: { name: Bergland, role: TODO }
`,
  *check({ file }) {
    yield* shapeYields(file, 'missing-key');
  },
});

// merge-key: a map is to be merged into another, which YAML 1.2 does not know and this language does not do.
// It must never speak of two angle brackets in a text.

import { findAt } from '../../syntax/find';
import { defineRule } from '../rule';

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
  *check({ file }) {
    const { text } = file.tree;
    for (let at = text.indexOf('<<'); at >= 0; at = text.indexOf('<<', at + 2)) {
      const { node, isKey } = findAt(file.tree, at);
      if (isKey && node?.kind === 'scalar' && node.text === '<<')
        yield { span: node.span, message: '"<<" is not merged; write the keys out' };
    }
  },
});

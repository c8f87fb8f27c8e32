// too-few-parties: an agreement has fewer than two parties.
// It must never count where some of the parties may be lost in text that could not be read.

import { resolved } from '../../syntax/nodes';
import { hasLoss, lacks, rootMap } from '../facts';
import { defineRule } from '../rule';

export const tooFewParties = defineRule({
  id: 'too-few-parties',
  category: 'parties',
  lane: 'static',
  severity: 'error',
  summary: 'An agreement has fewer than two parties.',
  why: 'A promise needs somebody who makes it and somebody to whom it is made.',
  bad: `parties:
#<----- An agreement needs two parties, this has 1
  provider: { name: Nordhafen, role: provider, contacts: { service: desk@nordhafen.example } }
approvals: {}
`,
  good: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { service: desk@nordhafen.example } }
  customer: { name: Bergland, role: customer, contacts: { service: it@bergland.example } }
approvals: {}
`,
  yieldsTo: ['wrong-shape', 'duplicate-key', 'missing-key'],
  *check({ file }) {
    const entry = rootMap(file)?.entries.find(({ key }) => key.text === 'parties');
    const parties = resolved(entry?.value);
    if (entry === undefined || parties?.kind !== 'map' || hasLoss(file.tree) || !lacks(file, parties, '<<')) return;
    const count = parties.entries.filter(({ key }) => !key.text.startsWith('x-')).length;
    if (count < 2)
      yield {
        span: entry.key.span,
        message: `An agreement needs two parties, this has ${count === 0 ? 'none' : count}`,
      };
  },
});

// duplicate-title: two parties or two services have the same name.
// It must never compare what is named for different things: a party and its service may be called alike.

import type { Named, Text } from '../../model/sla';
import { defineRule } from '../rule';
import { message, quoted } from '../say';

export const duplicateTitle = defineRule({
  id: 'duplicate-title',
  category: 'syntax',
  lane: 'static',
  severity: 'warning',
  summary: 'Two parties or two services have the same name.',
  why: 'A reader of the paper sees the name and not the id, and takes the one for the other.',
  bad: `services:
  orders: { name: Orders API }
  search: { name: Orders API }
#                 ^^^^^^^^^^ Two services are called "Orders API"
`,
  good: `services:
  orders: { name: Orders API }
  search: { name: Search API }
`,
  yieldsTo: ['duplicate-key', 'confusable-text'],
  *check({ file: { model } }) {
    for (const [kind, list] of [
      ['parties', model.parties],
      ['services', model.services],
    ] as const) {
      const first = new Map<string, Text>();
      for (const { name } of list as readonly (Named & { readonly name: Text | undefined })[]) {
        if (name === undefined || name.value.trim() === '') continue;
        const key = name.value.trim().replace(/\s+/g, ' ').normalize('NFKC').toLowerCase();
        const before = first.get(key);
        if (before === undefined) first.set(key, name);
        else
          yield {
            span: name.span,
            message: message(`Two ${kind} are called ${quoted(name.value, 50)}`),
            related: [{ span: before.span, message: 'The first of them' }],
          };
      }
    }
  },
});

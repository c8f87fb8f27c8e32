// unresolved-id: a reference has no target in this file.
// It must never speak where what it needs is missing or unreadable: that defect has a rule of its own.

import { distance } from 'fastest-levenshtein';
import type { SlaModel } from '../../model/sla';
import type { RefKind } from '../../schema/schema-node';
import { forLine } from '../../show/escape';
import { defineRule } from '../rule';

/** The ids of a kind that a file declares; undefined for kinds that another rule owns. */
function idsOf(model: SlaModel, ref: RefKind): readonly string[] | undefined {
  const ids = (list: readonly { readonly id: string }[]): string[] => list.map(({ id }) => id);
  switch (ref) {
    case 'party':
      return ids(model.parties);
    case 'service':
      return ids(model.services);
    case 'data':
      return ids(model.data);
    case 'metric':
      return ids(model.metrics);
    case 'objective':
      return ids(model.objectives);
    case 'metric-or-objective':
      return [...ids(model.metrics), ...ids(model.objectives)];
    case 'calendar':
      return ids(model.calendars);
    case 'exclusion':
      return ids(model.exclusions);
    case 'remedy':
      return ids(model.remedies);
    case 'goal':
      return ids(model.goals);
    case 'fee-or-term':
      return undefined;
  }
}

export const unresolvedId = defineRule({
  id: 'unresolved-id',
  category: 'syntax',
  lane: 'static',
  severity: 'error',
  summary: 'A reference has no target in this file.',
  why: 'A promise about something that is not defined cannot be judged.',
  bad: `parties: { provider: { role: provider } }
metrics: { m: { type: availability, measuredBy: provdier } }
`,
  good: `parties: { provider: { role: provider } }
metrics: { m: { type: availability, measuredBy: provider } }
`,
  fixed: `parties: { provider: { role: provider } }
metrics: { m: { type: availability, measuredBy: provider } }
`,
  *check({ file, places }) {
    for (const place of places) {
      if (place.kind !== 'value' || place.ref === undefined || place.shape.isElsewhere) continue;
      const known = idsOf(file.model, place.ref);
      const text = place.node.text;
      if (known === undefined || known.includes(text)) continue;
      if (place.shape.takesContact && known.includes(text.split('.')[0] ?? '')) continue;
      const meant = known.find((id) => distance(id, text) <= 2);
      const shown = forLine(text.length > 30 ? `${text.slice(0, 29)}…` : text);
      const hint = meant === undefined ? '' : `; did you mean "${meant}"?`;
      const fixes =
        meant === undefined ? [] : [{ title: `Replace by "${meant}"`, edits: [{ span: place.span, newText: meant }] }];
      yield {
        span: place.span,
        message: `No ${place.ref.replace('metric-or-objective', 'metric or objective')} "${shown}"${hint}`,
        fixes,
      };
    }
  },
});

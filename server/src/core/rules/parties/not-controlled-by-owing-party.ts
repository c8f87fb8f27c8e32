// not-controlled-by-owing-party: who owes an objective does not control its metric.
// It must never speak where what it needs is missing or unreadable: that defect has a rule of its own.

import { isIndicator, metricOf, owedByOf, partyOf } from '../../model/queries';
import { defineRule } from '../rule';

export const notControlledByOwingParty = defineRule({
  id: 'not-controlled-by-owing-party',
  category: 'parties',
  lane: 'static',
  severity: 'warning',
  summary: 'Who owes an objective does not control its metric.',
  why: 'Nobody can keep a promise about what another one decides.',
  bad: `parties: { p: { role: provider }, c: { role: customer } }
metrics: { m: { type: availability, controlledBy: c } }
objectives: { a: { metric: m, owedBy: p } }
`,
  good: `parties: { p: { role: provider }, c: { role: customer } }
metrics: { m: { type: availability, controlledBy: p } }
objectives: { a: { metric: m, owedBy: p } }
`,
  *check({ file }) {
    const { model } = file;
    for (const objective of model.objectives) {
      const metric = metricOf(model, objective.metric?.value);
      const owedBy = owedByOf(model, objective);
      if (
        isIndicator(objective) ||
        metric === undefined ||
        partyOf(model, owedBy) === undefined ||
        owedBy === undefined ||
        metric.controlledBy.length === 0
      )
        continue;
      const controllers = metric.controlledBy.map((party) => party.value);
      const isEngaged = (id: string): boolean => partyOf(model, id)?.engagedBy?.value === owedBy;
      if (controllers.some((id) => id === owedBy || isEngaged(id) || partyOf(model, id) === undefined)) continue;
      const [controller] = metric.controlledBy;
      yield {
        span: objective.owedBy?.span ?? objective.idSpan,
        message: `"${owedBy}" owes "${objective.id}", but "${controllers[0] ?? ''}" controls "${metric.id}"`.slice(
          0,
          100,
        ),
        related: controller === undefined ? [] : [{ span: controller.span, message: 'Controlled here' }],
      };
    }
  },
});

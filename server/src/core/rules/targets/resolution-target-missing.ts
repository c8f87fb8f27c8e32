// resolution-target-missing: a service has a promise of the first response, and none of the solution.
// It must never speak of a service that is not named, as then nobody knows what else is promised for it.

import { isIndicator } from '../../model/queries';
import { hasLoss } from '../facts';
import { judgedObjectives, judgedThat } from '../judged';
import { promisesOf } from '../promises';
import { defineRule } from '../rule';
import { message, quoted } from '../say';

const responses = judgedThat(({ type, objective }) => type.id === 'first-response-time' && !isIndicator(objective));
const solving: ReadonlySet<string> = new Set(['resolution-time', 'time-to-restore', 'mttr', 'elapsed-time']);
const solutions = judgedThat(({ type, objective }) => solving.has(type.id) && promisesOf(objective).length > 0);

export const resolutionTargetMissing = defineRule({
  id: 'resolution-target-missing',
  category: 'targets',
  lane: 'static',
  severity: 'information',
  summary: 'A service has a promise of the first response, and none of the solution.',
  why: 'An answer within minutes that says "we are looking into it" keeps the promise for weeks.',
  bad: `services:
  orders: { name: Orders }
metrics:
  response: { type: first-response-time, service: orders }
objectives:
  response: { metric: response, for: 95 %, atMost: 30 min, window: month, remedies: [report], reason: Staffing }
# ^^^^^^^^ Response is promised for "orders", resolution is not
`,
  good: `services:
  orders: { name: Orders }
metrics:
  response: { type: first-response-time, service: orders }
  restore: { type: time-to-restore, clock: reported, service: orders }
objectives:
  response: { metric: response, for: 95 %, atMost: 30 min, window: month, remedies: [report], reason: Staffing }
  restore: { metric: restore, for: 90 %, atMost: 4 h, window: month, remedies: [report], reason: Staffing }
`,
  offIn: ['transcribe'],
  yieldsTo: ['target-missing', 'duplicate-key', 'invalid-id', 'unresolved-id'],
  *check({ file }) {
    const { model, tree } = file;
    const promised = responses(model);
    if (promised.length === 0 || hasLoss(tree)) return;
    const solved = new Set(solutions(model).map(({ metric }) => metric.service?.value));
    // A metric that names no service may belong to this one.
    if (solved.has(undefined)) return;
    for (const { objective, metric } of promised) {
      const service = metric.service?.value;
      if (service === undefined || solved.has(service)) continue;
      // An objective whose metric is not known may be the one that is missed here.
      if (judgedObjectives(model).length < model.objectives.length) return;
      solved.add(service);
      yield {
        span: objective.idSpan,
        message: message(`Response is promised for ${quoted(service)}, resolution is not`),
      };
    }
  },
});

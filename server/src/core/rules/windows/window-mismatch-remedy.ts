// window-mismatch-remedy: a remedy looks at another span of time than the objective that it is for.
// It must never speak where either of the two windows cannot be read.

import { windowOf } from '../../model/lower-window';
import { entryOf } from '../../syntax/nodes';
import { objectivesPaying } from '../judged';
import { fixOf, isOwn, removeEntry } from '../edits';
import { defineRule } from '../rule';
import { message, quoted } from '../say';
import { isSameWindow, showWindowSpec } from '../windows';

export const windowMismatchRemedy = defineRule({
  id: 'window-mismatch-remedy',
  category: 'windows',
  lane: 'static',
  severity: 'warning',
  summary: 'A remedy looks at another span of time than the objective that it is for.',
  why: 'The miss that is paid for is then none that the objective knows of, or the other way round.',
  bad: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits: { kind: service-credit, of: Monthly Fee, over: rolling 90 d, tiers: [{ below: 99.9 %, credit: 10 % }] }
#                                                         ^^^^^^^^^^^^ "credits" looks at rolling 90 d, "availability" at month
`,
  good: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits: { kind: service-credit, of: Monthly Fee, over: month, tiers: [{ below: 99.9 %, credit: 10 % }] }
`,
  fixed: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits: { kind: service-credit, of: Monthly Fee, tiers: [{ below: 99.9 %, credit: 10 % }] }
`,
  yieldsTo: ['month-versus-30-days', 'duplicate-key', 'invalid-scalar'],
  *check({ file: { model, snapshot } }) {
    for (const remedy of model.remedies) {
      const entry = remedy.map === undefined ? undefined : entryOf(remedy.map, 'over');
      const over = windowOf(entry?.value);
      if (entry === undefined || over === undefined) continue;
      for (const { objective } of objectivesPaying(model, remedy)) {
        const { window } = objective;
        if (window === undefined || isSameWindow(over.value, window.value)) continue;
        const [a, b] = [showWindowSpec(over.value), showWindowSpec(window.value)];
        yield {
          span: over.span,
          message: message(`${quoted(remedy.id, 20)} looks at ${a}, ${quoted(objective.id, 20)} at ${b}`),
          related: [{ span: window.span, message: 'The window of the objective' }],
          fixes: isOwn(entry) ? fixOf('Look at the window of the objective', removeEntry(snapshot.text, entry)) : [],
        };
        break;
      }
    }
  },
});

// connection-missing: an agreement names a connection that the user's settings do not.
// It must never speak where no settings are known, as in a folder that is not trusted.

import { nearest } from '../../schema/suggest';
import { findAt } from '../../syntax/find';
import { replaceScalar } from '../edits';
import { withFixes } from '../fixes';
import { defineRule } from '../rule';
import { message, quoted } from '../say';

export const connectionMissing = defineRule({
  id: 'connection-missing',
  category: 'data',
  lane: 'project',
  severity: 'information',
  summary: "An agreement names a connection that the user's settings do not.",
  why: 'Addresses stand in settings and not in agreements; until this one does, no result is shown.',
  bad: `data:
  requests:
    connection: metrics-eu
#               ^^^^^^^^^^ Connection "metrics-eu" is not in your settings
    total: sum(increase(all[$window]))
    bad: sum(increase(bad[$window]))
metrics:
  success: { type: request-success, data: requests }
objectives:
  success: { metric: success, atLeast: 99 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  good: `data:
  requests:
    connection: metrics
    total: sum(increase(all[$window]))
    bad: sum(increase(bad[$window]))
metrics:
  success: { type: request-success, data: requests }
objectives:
  success: { metric: success, atLeast: 99 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  fixed: `data:
  requests:
    connection: metrics
    total: sum(increase(all[$window]))
    bad: sum(increase(bad[$window]))
metrics:
  success: { type: request-success, data: requests }
objectives:
  success: { metric: success, atLeast: 99 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  yieldsTo: ['connection-address', 'invalid-scalar', 'wrong-shape'],
  *check({ file, project }) {
    const { connections } = project.facts;
    if (connections === undefined) return;
    const names = connections.map(({ name }) => name);
    for (const { connection } of file.model.data) {
      if (connection === undefined || names.includes(connection.value)) continue;
      const { span, value } = connection;
      yield withFixes({ span, message: message(`Connection ${quoted(value, 40)} is not in your settings`) }, () => {
        const { node } = findAt(file.tree, span.start);
        const meant = nearest(value, names) ?? names.find((name) => value.startsWith(name) || name.startsWith(value));
        const fix = node?.kind === 'scalar' && meant !== undefined ? replaceScalar(node, meant) : undefined;
        return fix === undefined ? [] : [fix];
      });
    }
  },
});
